/** Paths of drawings as polygons: the commands that figures and outlined glyphs use, flattened, and strokes as the shapes they are. */
import type { Polygon } from './raster.ts';

/** a, b, c, d, e, f of SVG's matrix(). */
export type Matrix = readonly [number, number, number, number, number, number];

export const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** A subpath in px of the picture. */
export interface Subpath {
  points: number[];
  closed: boolean;
}

const ARGUMENTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, Q: 4, C: 6, A: 7, Z: 0 };
const TOKEN = /([MLHVQCAZmlhvqcaz])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)/g;

/** A path's data, moved by a matrix. Throws where it holds a command that is not known. */
export function subpaths(d: string, m: Matrix): Subpath[] {
  if (/[^MLHVQCAZmlhvqcaze\d\s.,-]/.test(d)) throw new Error(`path ${d.slice(0, 40)}`);
  const list: Subpath[] = [];
  let points: number[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const to = (px: number, py: number) => {
    points.push(m[0] * px + m[2] * py + m[4], m[1] * px + m[3] * py + m[5]);
    x = px;
    y = py;
  };
  const scale = Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]));
  /** Pieces for a curve of this length: flat within a small part of a pixel (glyphs come a thousand px tall and get smaller). */
  const pieces = (length: number) => Math.min(8, Math.max(2, Math.ceil(Math.sqrt(length * scale) / 4)));
  let command = '';
  const run = (name: string, v: number[]) => {
    const upper = name.toUpperCase();
    const [dx, dy] = name === upper ? [0, 0] : [x, y];
    if (upper === 'M') {
      points = [];
      list.push({ points, closed: false });
      to(dx + (v[0] as number), dy + (v[1] as number));
      [startX, startY] = [x, y];
      command = name === 'M' ? 'L' : 'l';
    } else if (upper === 'L') to(dx + (v[0] as number), dy + (v[1] as number));
    else if (upper === 'H') to(dx + (v[0] as number), y);
    else if (upper === 'V') to(x, dy + (v[0] as number));
    else if (upper === 'Z') {
      const last = list.at(-1);
      if (last) last.closed = true;
      [x, y] = [startX, startY];
    } else if (upper === 'A') arc(x, y, v, dx, dy, to);
    else {
      const p = v.map((value, i) => value + (i % 2 === 0 ? dx : dy));
      const [x0, y0] = [x, y];
      const [ex, ey] = [p.at(-2) as number, p.at(-1) as number];
      const [ax, ay] = [p[0] as number, p[1] as number];
      const [bx, by] = upper === 'C' ? [p[2] as number, p[3] as number] : [ax, ay];
      const n = pieces(Math.abs(ax - x0) + Math.abs(ay - y0) + Math.abs(ex - bx) + Math.abs(ey - by));
      for (let i = 1; i <= n; i++) {
        const t = i / n;
        const u = 1 - t;
        if (upper === 'Q')
          to(u * u * x0 + 2 * u * t * ax + t * t * ex, u * u * y0 + 2 * u * t * ay + t * t * ey);
        else
          to(
            u * u * u * x0 + 3 * u * u * t * ax + 3 * u * t * t * bx + t * t * t * ex,
            u * u * u * y0 + 3 * u * u * t * ay + 3 * u * t * t * by + t * t * t * ey,
          );
      }
    }
  };
  let values: number[] = [];
  for (const [, letter, number] of d.matchAll(TOKEN)) {
    if (letter !== undefined) {
      command = letter;
      values = [];
      if (letter.toUpperCase() === 'Z') run(letter, values);
    } else {
      values.push(Number(number));
      if (values.length === ARGUMENTS[command.toUpperCase()]) {
        const full = values;
        values = [];
        run(command, full);
      }
    }
  }
  return list;
}

/** An arc as SVG parameterises it (SVG 2, B.2.4), in 24 pieces a turn. */
function arc(
  x0: number,
  y0: number,
  v: readonly number[],
  dx: number,
  dy: number,
  to: (x: number, y: number) => void,
): void {
  const [rx = 0, ry = 0, , large = 0, sweep = 0] = v;
  const [x1, y1] = [dx + (v[5] as number), dy + (v[6] as number)];
  if (rx === 0 || ry === 0) {
    to(x1, y1);
    return;
  }
  if (v[2] !== 0) throw new Error('turned arc');
  const [hx, hy] = [(x0 - x1) / 2 / rx, (y0 - y1) / 2 / ry];
  const grow = Math.max(1, Math.hypot(hx, hy));
  const [ux, uy] = [hx / grow, hy / grow];
  const far = Math.sqrt(Math.max(0, 1 / (ux * ux + uy * uy) - 1)) * (large === sweep ? -1 : 1);
  const [cx, cy] = [far * uy, -far * ux];
  const from = Math.atan2(uy - cy, ux - cx);
  let turn = Math.atan2(-uy - cy, -ux - cx) - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const n = Math.max(2, Math.ceil((Math.abs(turn) / Math.PI) * 12));
  const [mx, my] = [(x0 + x1) / 2 + cx * rx * grow, (y0 + y1) / 2 + cy * ry * grow];
  for (let i = 1; i <= n; i++) {
    const angle = from + (turn * i) / n;
    to(mx + Math.cos(angle) * rx * grow, my + Math.sin(angle) * ry * grow);
  }
}

/** The shapes of a stroke `width` px wide; corners that are closed are mitred, ends round where asked for. */
export function strokeOf(paths: readonly Subpath[], width: number, round: boolean): Polygon[] {
  const half = width / 2;
  const list: Polygon[] = [];
  for (const { points, closed } of paths) {
    const n = points.length / 2;
    const point = (i: number) => [points[2 * (i % n)] as number, points[2 * (i % n) + 1] as number] as const;
    for (let i = 0; i < (closed ? n : n - 1); i++) {
      let [[ax, ay], [bx, by]] = [point(i), point(i + 1)];
      const length = Math.hypot(bx - ax, by - ay);
      if (length === 0) continue;
      const [ux, uy] = [((bx - ax) / length) * half, ((by - ay) / length) * half];
      // Corners of bars are square: each side goes on to its outer edge.
      if (closed && n <= 5) [ax, ay, bx, by] = [ax - ux, ay - uy, bx + ux, by + uy];
      list.push([ax - uy, ay + ux, ax + uy, ay - ux, bx + uy, by - ux, bx - uy, by + ux]);
    }
    if (round || n > 5)
      for (let i = 0; i < n; i++) {
        const [x, y] = point(i);
        list.push(circle(x, y, half));
      }
  }
  return list;
}

/** A circle as a polygon that turns the way strokes do. */
export function circle(x: number, y: number, radius: number, n = 24): number[] {
  return Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  }).flat();
}

/** A shape's outline in px. Throws at elements that no figure uses. */
export function shapePaths(name: string, a: ReadonlyMap<string, string>, m: Matrix): Subpath[] {
  const number = (key: string) => Number(a.get(key) ?? 0);
  const moved = (points: Polygon, closed: boolean): Subpath[] => {
    const list: number[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [points[i] as number, points[i + 1] as number];
      list.push(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
    }
    return [{ points: list, closed }];
  };
  switch (name) {
    case 'path':
      return subpaths(a.get('d') ?? '', m);
    case 'rect': {
      if (a.has('rx') || a.has('ry')) throw new Error('round <rect>');
      const [x, y, w, h] = [number('x'), number('y'), number('width'), number('height')];
      return moved([x, y, x + w, y, x + w, y + h, x, y + h], true);
    }
    case 'line':
      return moved([number('x1'), number('y1'), number('x2'), number('y2')], false);
    case 'circle':
      return moved(circle(number('cx'), number('cy'), number('r'), 48), true);
    case 'polygon':
    case 'polyline':
      return moved(
        (a.get('points') ?? '')
          .trim()
          .split(/[\s,]+/)
          .map(Number),
        name === 'polygon',
      );
    default:
      throw new Error(`<${name}>`);
  }
}

/** Lines cut into dashes, px. */
export function dashed(paths: readonly Subpath[], dashes: readonly number[]): Subpath[] {
  const list: Subpath[] = [];
  for (const { points, closed } of paths) {
    let [turn, left] = [0, dashes[0] as number];
    const n = points.length / 2;
    for (let i = 0; i < (closed ? n : n - 1); i++) {
      const [ax, ay] = [points[2 * i] as number, points[2 * i + 1] as number];
      const k = (i + 1) % n;
      const [bx, by] = [points[2 * k] as number, points[2 * k + 1] as number];
      const length = Math.hypot(bx - ax, by - ay);
      for (let at = 0; at < length; ) {
        const next = Math.min(length, at + left);
        const on = (t: number) => [ax + ((bx - ax) * t) / length, ay + ((by - ay) * t) / length];
        if (turn % 2 === 0) list.push({ points: [...on(at), ...on(next)], closed: false });
        left -= next - at;
        at = next;
        if (left <= 1e-6) left = dashes[++turn % dashes.length] as number;
      }
    }
  }
  return list;
}
