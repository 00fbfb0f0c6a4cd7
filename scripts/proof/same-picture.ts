/** Two pictures of one drawing, made by two programs: how far they show the same. */
import type { Raster } from './raster.ts';

/** Colours this near are the same: what programs make of an edge differs. (In 51 pictures of one report two pixels differed by more than 48, none by 72.) */
const NEAR = 64;

/** So many pixels may differ: fewer than the least stop of the smallest type has. */
const STRAY = 3;

/** Where one picture shows what the other does not, and at how many pixels; null where they show the same. */
export function difference(
  a: Raster,
  b: Raster,
  stray = STRAY,
): { x: number; y: number; count: number } | null {
  const { width, height } = a;
  if (b.width !== width || b.height !== height) return { x: 0, y: 0, count: width * height };
  let count = 0;
  let first = -1;
  const one = a.pixels;
  const other = b.pixels;
  const rows = [one, other].map((pixels) => Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  for (let y = 0; y < height; y++) {
    const bytes = [y * width * 4, (y + 1) * width * 4] as const;
    if (rows[0]?.subarray(...bytes).equals(rows[1]?.subarray(...bytes) as Buffer)) continue;
    for (let at = y * width; at < (y + 1) * width; at++) {
      if (one[at] === other[at]) continue;
      const [mine, theirs] = [one[at] as number, other[at] as number];
      if (near(mine, theirs) || (shown(a, theirs, at) && shown(b, mine, at))) continue;
      count += 1;
      if (first < 0) first = at;
    }
  }
  return count > stray ? { x: first % width, y: Math.floor(first / width), count } : null;
}

function near(a: number, b: number): boolean {
  for (let shift = 0; shift < 24; shift += 8) {
    const by = ((a >> shift) & 255) - ((b >> shift) & 255);
    if (by > NEAR || by < -NEAR) return false;
  }
  return true;
}

/** Whether a colour lies between those that a picture shows at a pixel and beside it. */
function shown({ width, pixels }: Raster, colour: number, at: number): boolean {
  for (let shift = 0; shift < 24; shift += 8) {
    let least = 255;
    let most = 0;
    for (let line = -width; line <= width; line += width)
      for (let i = at + line - 1; i <= at + line + 1; i++) {
        const there = ((pixels[i] ?? 0xffffff) >> shift) & 255;
        if (there < least) least = there;
        if (there > most) most = there;
      }
    const value = (colour >> shift) & 255;
    if (value < least - NEAR || value > most + NEAR) return false;
  }
  return true;
}
