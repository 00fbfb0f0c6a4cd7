/** PNG pictures with at most 256 colours: slides have few, and such files are half as large. */
import { crc32, deflateSync } from 'node:zlib';
import { pngPixels } from '../print/png.ts';

const MOST = 256;
/** Bits of a channel that are told apart, from all to few: the first that leaves few enough colours. */
const DEPTHS = [8, 6, 5, 4];

/** The same picture with a palette and a text chunk `Source`. Reads what browsers write (pngPixels). */
export function withPalette(png: Uint8Array, source: string): Uint8Array {
  const { width, height, pixels } = pngPixels(png);
  const { colours, indexOf } = paletteOf(pixels);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      lines[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x] as number) as number;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const palette = Buffer.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Source\0${source}`, 'latin1')),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Colours near each other become the one of them that is seen most. */
function paletteOf(pixels: Uint32Array): { colours: number[]; indexOf: ReadonlyMap<number, number> } {
  const seen = new Map<number, number>();
  for (const colour of pixels) seen.set(colour, (seen.get(colour) ?? 0) + 1);
  const common = [...seen.keys()].sort((a, b) => (seen.get(b) ?? 0) - (seen.get(a) ?? 0) || a - b);
  for (const bits of DEPTHS) {
    const mask = ((0xff << (8 - bits)) & 0xff) * 0x010101;
    const colours = new Map<number, number>();
    for (const colour of common) if (!colours.has(colour & mask)) colours.set(colour & mask, colour);
    if (colours.size > MOST) continue;
    const places = new Map([...colours.keys()].map((key, i) => [key, i]));
    return {
      colours: [...colours.values()],
      indexOf: new Map(common.map((colour) => [colour, places.get(colour & mask) as number])),
    };
  }
  throw new Error('a picture of too many colours');
}

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
  return whole;
}
