import { describe, expect, it } from 'vitest';
import { palettedPng, readPaletted, rowsOf, stitched } from '../../scripts/print/paletted.ts';
import { pngChunks, pngSize } from '../../scripts/print/png.ts';

const picture = (width: number, height: number, colour: (x: number, y: number) => number) => ({
  width,
  height,
  pixels: Uint32Array.from({ length: width * height }, (_, i) => colour(i % width, Math.floor(i / width))),
});
const colours = ({ indices, palette }: { indices: Uint8Array; palette: readonly number[] }) =>
  [...indices].map((i) => palette[i] ?? -1);

describe('pictures with a palette', () => {
  it('keep every colour where there are 256 at most, one picture below the other', async () => {
    const above = picture(16, 8, (x, y) => (x * 16 + y) << 8);
    const below = picture(16, 4, () => 0xb3191f);
    const whole = stitched([above, below]);
    expect([whole.width, whole.height]).toEqual([16, 12]);
    const png = await palettedPng(whole, { Source: 'x' });
    expect(pngSize(png)).toEqual({ width: 16, height: 12 });
    expect(pngChunks(png).map(({ type }) => type)).toEqual(['IHDR', 'tEXt', 'PLTE', 'IDAT', 'IEND']);
    expect(colours(readPaletted(png))).toEqual([...above.pixels, ...below.pixels]);
  });

  it('of more colours keep the common ones exactly and are off by little elsewhere', () => {
    // A ground, and a ramp between two inks through 4096 colours.
    const many = picture(64, 128, (x, y) => (y < 64 ? 0xfbf8f1 : ((x * 4) << 16) | ((y - 64) << 8) | 0x4d));
    const whole = stitched([many]);
    expect(whole.palette.length).toBe(256);
    const found = colours(whole);
    expect(found.slice(0, 64 * 64).every((c) => c === 0xfbf8f1)).toBe(true);
    const off = found.map((c, i) => {
      const wanted = many.pixels[i] ?? 0;
      return Math.max(...[16, 8, 0].map((s) => Math.abs(((c >> s) & 255) - ((wanted >> s) & 255))));
    });
    expect(Math.max(...off)).toBeLessThanOrEqual(12);
  });

  it('cut in rows are the picture again, with its palette', async () => {
    const whole = stitched([picture(9, 20, (x, y) => x * 7 + y * 1000)]);
    const cut = await Promise.all(
      [rowsOf(whole, 0, 13), rowsOf(whole, 13, 20)].map((part) => palettedPng(part)),
    );
    const read = cut.map(readPaletted);
    expect(read.flatMap(colours)).toEqual(colours(whole));
    expect(read[1]?.palette).toEqual(whole.palette);
  });

  it('refuse others: pictures of different widths, a PNG without palette, a broken one', async () => {
    expect(() => stitched([picture(2, 2, () => 0), picture(3, 2, () => 0)])).toThrow(RangeError);
    const png = Buffer.from(await palettedPng(stitched([picture(2, 2, () => 0)])));
    png[25] = 2;
    expect(() => readPaletted(png)).toThrow('broken chunk');
  });
});
