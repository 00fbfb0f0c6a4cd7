/** Which characters a TrueType font has, read from its cmap table alone (formats 4 and 12 of the OpenType specification). */
import { open } from 'node:fs/promises';

/** Sorted, non-overlapping ranges [first, last] of code points. */
export type Coverage = readonly (readonly [number, number])[];

/** Reads the coverage of a font file. Costs a few ms, whatever the font's size. Throws when there is no Unicode cmap. */
export async function readCoverage(file: string): Promise<Coverage> {
  const handle = await open(file);
  try {
    const read = async (at: number, length: number) => {
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
      return buffer;
    };
    const head = await read(0, 12);
    const tables = await read(12, head.readUInt16BE(4) * 16);
    for (let at = 0; at < tables.length; at += 16)
      if (tables.toString('latin1', at, at + 4) === 'cmap')
        return parseCmap(await read(tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12)));
    throw new Error(`no cmap table in ${file}`);
  } finally {
    await handle.close();
  }
}

function parseCmap(cmap: Buffer): Coverage {
  let best: { format: number; at: number } | undefined;
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(4 + i * 8 + 4);
    const format = cmap.readUInt16BE(at);
    if ((format === 4 || format === 12) && format > (best?.format ?? 0)) best = { format, at };
  }
  if (!best) throw new Error('no cmap of format 4 or 12');
  const points = best.format === 12 ? format12(cmap, best.at) : format4(cmap, best.at);
  const ranges: [number, number][] = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

function* format12(cmap: Buffer, at: number): Generator<number> {
  const groups = cmap.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + i * 12;
    const first = cmap.readUInt32BE(group);
    const glyph = cmap.readUInt32BE(group + 8);
    for (let point = first; point <= cmap.readUInt32BE(group + 4); point++)
      if (glyph + point - first !== 0) yield point;
  }
}

function* format4(cmap: Buffer, at: number): Generator<number> {
  const count = cmap.readUInt16BE(at + 6) / 2;
  for (let i = 0; i < count; i++) {
    const last = cmap.readUInt16BE(at + 14 + i * 2);
    const first = cmap.readUInt16BE(at + 16 + (count + i) * 2);
    const delta = cmap.readUInt16BE(at + 16 + (2 * count + i) * 2);
    const offsetAt = at + 16 + (3 * count + i) * 2;
    const offset = cmap.readUInt16BE(offsetAt);
    for (let point = first; point <= last && point !== 0xffff; point++) {
      const glyph =
        offset === 0 ? (point + delta) & 0xffff : cmap.readUInt16BE(offsetAt + offset + (point - first) * 2);
      if (glyph !== 0) yield point;
    }
  }
}

/** Whether the font has the character. */
export function covers(coverage: Coverage, point: number): boolean {
  let low = 0;
  let high = coverage.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = coverage[middle]!;
    if (point < first) high = middle - 1;
    else if (point > last) low = middle + 1;
    else return true;
  }
  return false;
}
