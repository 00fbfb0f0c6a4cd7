/**
 * Pictures with a palette (PNG colour type 3): rows of 8-bit indices, one palette for a tall picture and its pieces, so that the pieces are the picture cut
 * apart, index for index. Deterministic: the same pixels give the same bytes.
 */
import { promisify } from 'node:util';
import { deflate, inflateSync } from 'node:zlib';
import { chunk, pngChunks, SIGNATURE_BYTES } from './png.ts';

/** Colours of a palette: what an index of eight bits holds. */
const MOST = 256;
/** Flat colours that are kept exactly: those of grounds, rules and solid type, which cover most. */
const EXACT = 64;

/** Indices of a picture, row by row, and the colours they stand for, 0xRRGGBB. */
export interface Paletted {
  width: number;
  height: number;
  indices: Uint8Array;
  palette: readonly number[];
}

/** Pictures of one width, one below the other, in at most 256 colours. Throws RangeError where their widths differ. */
export function stitched(
  pictures: readonly { width: number; height: number; pixels: Uint32Array }[],
): Paletted {
  const width = pictures[0]?.width ?? 0;
  if (pictures.some((picture) => picture.width !== width))
    throw new RangeError(`pictures of widths ${pictures.map((picture) => picture.width).join(', ')}`);
  const counts = new Map<number, number>();
  for (const { pixels } of pictures) count(pixels, counts);
  const palette = paletteOf(counts);
  const nearest = new Map<number, number>(palette.map((colour, i) => [colour, i]));
  for (const colour of counts.keys())
    if (!nearest.has(colour)) nearest.set(colour, nearestIn(palette, colour).index);
  const height = pictures.reduce((sum, picture) => sum + picture.height, 0);
  const indices = new Uint8Array(width * height);
  let at = 0;
  for (const { pixels } of pictures) {
    let [colour, index] = [-1, 0];
    for (let i = 0; i < pixels.length; i++) {
      const own = pixels[i] as number;
      if (own !== colour) {
        colour = own;
        index = nearest.get(own) as number;
      }
      indices[at++] = index;
    }
  }
  return { width, height, indices, palette };
}

/** Adds the pixels of each colour; runs of one colour at once. */
function count(pixels: Uint32Array, counts: Map<number, number>): void {
  for (let i = 0; i < pixels.length; ) {
    const colour = pixels[i] as number;
    let end = i + 1;
    while (end < pixels.length && pixels[end] === colour) end++;
    counts.set(colour, (counts.get(colour) ?? 0) + end - i);
    i = end;
  }
}

/** The commonest colours, then always the colour that is farthest from all chosen, so that the largest error is as small as can be. */
function paletteOf(counts: ReadonlyMap<number, number>): number[] {
  const all = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  if (all.length <= MOST) return all;
  const chosen = all.slice(0, EXACT);
  const rest = all.slice(EXACT);
  const far = rest.map((colour) => nearestIn(chosen, colour).distance);
  while (chosen.length < MOST) {
    let best = 0;
    for (let i = 1; i < far.length; i++) if ((far[i] as number) > (far[best] as number)) best = i;
    const colour = rest[best] as number;
    chosen.push(colour);
    for (let i = 0; i < rest.length; i++)
      far[i] = Math.min(far[i] as number, distance(rest[i] as number, colour));
  }
  return chosen;
}

function nearestIn(palette: readonly number[], colour: number): { index: number; distance: number } {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY };
  for (let index = 0; index < palette.length; index++) {
    const own = distance(palette[index] as number, colour);
    if (own < best.distance) best = { index, distance: own };
  }
  return best;
}

/** Squared distance of two colours, green counting most (ITU-R BT.601 weights, rounded). */
function distance(a: number, b: number): number {
  const r = (a >> 16) - (b >> 16);
  const g = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return 3 * r * r + 6 * g * g + blue * blue;
}

/** Rows `from` to `to` of a picture. */
export function rowsOf({ width, indices, palette }: Paletted, from: number, to: number): Paletted {
  return { width, height: to - from, indices: indices.subarray(from * width, to * width), palette };
}

const packed = promisify(deflate) as (data: Uint8Array, options: object) => Promise<Buffer>;

/** The PNG of a picture with a palette; unfiltered rows, as suits indices (PNG specification §12.8). `texts` by keyword, Latin-1. */
export async function palettedPng(
  { width, height, indices, palette }: Paletted,
  texts: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    lines.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [i, colour] of palette.entries()) colours.writeUIntBE(colour, i * 3, 3);
  return Buffer.concat([
    SIGNATURE_BYTES,
    chunk('IHDR', head),
    ...Object.entries(texts).map(([key, text]) => chunk('tEXt', Buffer.from(`${key}\0${text}`, 'latin1'))),
    chunk('PLTE', colours),
    chunk('IDAT', await packed(lines, { level: 7, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Reads what `palettedPng` writes. Throws at anything else. */
export function readPaletted(png: Uint8Array): Paletted {
  const chunks = pngChunks(png);
  const data = (wanted: string) =>
    Buffer.concat(chunks.flatMap(({ type, data: own }) => (type === wanted ? [own] : [])));
  const head = data('IHDR');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (head.subarray(8).toString('hex') !== '0803000000') throw new Error('no PNG with a palette');
  const lines = inflateSync(data('IDAT'), { maxOutputLength: (width + 1) * height });
  if (lines.length !== (width + 1) * height) throw new Error('PNG with lines missing');
  const indices = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    if (lines[y * (width + 1)] !== 0) throw new Error('PNG with filtered lines');
    indices.set(lines.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  }
  const colours = data('PLTE');
  const palette = Array.from({ length: colours.length / 3 }, (_, i) => colours.readUIntBE(i * 3, 3));
  return { width, height, indices, palette };
}
