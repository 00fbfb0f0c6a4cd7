/** Shapes to pixels: polygons filled with the share of each pixel that they cover, non-zero rule, colours blended as browsers blend them. */

/** Pixels of a picture, 0xRRGGBB, rows from the top. */
export interface Raster {
  width: number;
  height: number;
  pixels: Uint32Array;
}

/** A closed polygon as x, y, x, y, … in px. */
export type Polygon = ArrayLike<number>;

/** A white sheet. */
export const blank = (width: number, height: number): Raster => ({
  width,
  height,
  pixels: new Uint32Array(width * height).fill(0xffffff),
});

/** Bounds x0, y0, x1, y1 in px. */
export type Bounds = readonly [number, number, number, number];

let covered = new Float32Array(0);

/** Fills polygons of one shape with a colour (0xRRGGBB), within `clip`. */
export function fill(to: Raster, polygons: readonly Polygon[], colour: number, clip?: Bounds): void {
  const [left, top, right, bottom] = within(boundsOf(polygons), [0, 0, to.width, to.height], clip);
  const [width, height] = [right - left, bottom - top];
  if (width <= 0 || height <= 0) return;
  const only = polygons.length === 1 ? rectangle(polygons[0] as Polygon) : null;
  if (only) {
    fillRectangle(to, only, colour, [left, top, right, bottom]);
    return;
  }
  // One column more than the shape is wide: what a row covers to its right ends there.
  const stride = width + 2;
  if (covered.length < stride * height) covered = new Float32Array(stride * height);
  else covered.fill(0, 0, stride * height);
  for (const polygon of polygons) {
    let [x0, y0] = [(polygon[polygon.length - 2] ?? 0) - left, (polygon[polygon.length - 1] ?? 0) - top];
    for (let i = 0; i < polygon.length; i += 2) {
      const x1 = (polygon[i] as number) - left;
      const y1 = (polygon[i + 1] as number) - top;
      if (y0 < y1) edge(covered, stride, width, height, x0, y0, x1, y1, 1);
      else if (y0 > y1) edge(covered, stride, width, height, x1, y1, x0, y0, -1);
      x0 = x1;
      y0 = y1;
    }
  }
  const { pixels } = to;
  for (let y = 0; y < height; y++) {
    let sum = 0;
    let at = (top + y) * to.width + left;
    for (let x = 0, i = y * stride; x < width; x++, i++, at++) {
      sum += covered[i] as number;
      const share = sum < 0 ? -sum : sum;
      if (share > 0.996) pixels[at] = colour;
      else if (share > 0.004) pixels[at] = blended(pixels[at] as number, colour, share);
    }
  }
}

/** A colour laid over another, covering a share of the pixel. */
function blended(below: number, colour: number, share: number): number {
  const r = below >> 16;
  const g = (below >> 8) & 255;
  const b = below & 255;
  return (
    ((r + ((colour >> 16) - r) * share + 0.5) << 16) |
    ((g + (((colour >> 8) & 255) - g) * share + 0.5) << 8) |
    (b + ((colour & 255) - b) * share + 0.5)
  );
}

/** The bounds of a polygon that is an upright rectangle: most shapes are. */
function rectangle(polygon: Polygon): Bounds | null {
  if (polygon.length !== 8) return null;
  const [x0, y0, x1, y1, x2, y2, x3, y3] = Array.from(polygon) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const upright =
    (y0 === y1 && x1 === x2 && y2 === y3 && x3 === x0) || (x0 === x1 && y1 === y2 && x2 === x3 && y3 === y0);
  return upright ? [Math.min(x0, x2), Math.min(y0, y2), Math.max(x0, x2), Math.max(y0, y2)] : null;
}

function fillRectangle(
  { width, pixels }: Raster,
  [x0, y0, x1, y1]: Bounds,
  colour: number,
  box: Bounds,
): void {
  const [left, top, right, bottom] = box;
  // Columns covered wholly, filled at once; those at the sides and the rows above and below in part.
  const [from, to] = [Math.max(left, Math.ceil(x0)), Math.min(right, Math.floor(x1))];
  for (let y = top; y < bottom; y++) {
    const high = Math.min(y + 1, y1) - Math.max(y, y0);
    const row = y * width;
    const whole = high > 0.996 && from < to;
    if (whole) pixels.fill(colour, row + from, row + to);
    for (let x = left; x < right; x++) {
      if (whole && x === from) x = to;
      if (x >= right) break;
      const share = high * (Math.min(x + 1, x1) - Math.max(x, x0));
      if (share > 0.004) pixels[row + x] = blended(pixels[row + x] as number, colour, Math.min(1, share));
    }
  }
}

/** Adds an edge that goes down to the running sums of the rows it crosses: what lies right of it is covered. */
function edge(
  sums: Float32Array,
  stride: number,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  sign: number,
): void {
  const slope = (x1 - x0) / (y1 - y0);
  const from = y0 < 0 ? 0 : y0;
  const end = y1 > height ? height : y1;
  for (let y = Math.floor(from); y < end; y++) {
    const upper = y < from ? from : y;
    const lower = y + 1 > end ? end : y + 1;
    const part = (lower - upper) * sign;
    let a = x0 + (upper - y0) * slope;
    let b = x0 + (lower - y0) * slope;
    if (a > b) {
      const other = a;
      a = b;
      b = other;
    }
    a = a < 0 ? 0 : a > width ? width : a;
    b = b < 0 ? 0 : b > width ? width : b;
    const row = y * stride;
    const first = Math.floor(a);
    if (b <= first + 1) {
      // Within one pixel: the mean of both ends is where it stands.
      const right = first + 1 - (a + b) / 2;
      sums[row + first] = (sums[row + first] as number) + part * right;
      sums[row + first + 1] = (sums[row + first + 1] as number) + part * (1 - right);
      continue;
    }
    const per = part / (b - a);
    let before = 0;
    for (let x = first; x < b; x++) {
      // What is covered of the pixel x by the edge's pieces left of its right side.
      const s = a > x ? a : x;
      const e = b < x + 1 ? b : x + 1;
      const share = before + per * (e - s) * (x + 1 - (s + e) / 2);
      sums[row + x] = (sums[row + x] as number) + share;
      const next = per * (e - s) * ((s + e) / 2 - x);
      before = next;
    }
    const last = Math.ceil(b);
    sums[row + last] = (sums[row + last] as number) + before;
  }
}

function boundsOf(polygons: readonly Polygon[]): Bounds {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons)
    for (let i = 0; i < polygon.length; i += 2) {
      const x = polygon[i] as number;
      const y = polygon[i + 1] as number;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
  return [x0, y0, x1, y1];
}

/** Whole pixels of some bounds within others. */
function within(box: Bounds, sheet: Bounds, clip: Bounds = sheet): Bounds {
  return [
    Math.floor(Math.max(box[0], sheet[0], clip[0])),
    Math.floor(Math.max(box[1], sheet[1], clip[1])),
    Math.ceil(Math.min(box[2], sheet[2], clip[2])),
    Math.ceil(Math.min(box[3], sheet[3], clip[3])),
  ];
}
