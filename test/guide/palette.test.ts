import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withPalette } from '../../scripts/guide/palette.ts';
import { digestOf } from '../../scripts/guide/slide-picture.ts';
import { pngChunks, pngSize } from '../../scripts/print/png.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A PNG as browsers write it: one line of colours (0xRRGGBB). */
function lineOf(colours: readonly number[]): Uint8Array {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(colours.length, 0);
  const line = Buffer.from([0, ...colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255])]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(line)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colours of a picture of one line with a palette. */
function coloursOf(png: Uint8Array): number[] {
  const data = (type: string) => pngChunks(png).find((c) => c.type === type)?.data ?? Buffer.alloc(0);
  const palette = data('PLTE');
  return [...inflateSync(data('IDAT')).subarray(1)].map((i) => palette.readUIntBE(i * 3, 3));
}

describe('a picture with a palette', () => {
  it('has the same colours where they are few, and bears its source', () => {
    const colours = [0xffffff, 0x17294d, 0xffffff, 0xb3161d, 0x000001, 0x000000];
    const png = withPalette(lineOf(colours), 'digest');
    expect(pngSize(png)).toEqual({ width: 6, height: 1 });
    expect(coloursOf(png)).toEqual(colours);
    expect(digestOf(png)).toBe('digest');
  });

  it('keeps the commonest of colours near each other where they are many', () => {
    const greys = Array.from({ length: 64 }, (_, i) => i * 0x040404);
    const many = Array.from({ length: 300 }, (_, i) => (i % 64) * 0x040000 + Math.floor(i / 64) * 0x40);
    const colours = [...many, ...greys, 0xfcf9f1, 0xfcf9f1, 0xfcf9f2];
    const found = coloursOf(withPalette(lineOf(colours), ''));
    expect(new Set(found).size).toBeLessThanOrEqual(256);
    expect(found.slice(-3)).toEqual([0xfcf9f1, 0xfcf9f1, 0xfcf9f1]);
    const far = colours.map((c, i) =>
      Math.max(...[16, 8, 0].map((b) => Math.abs(((c >> b) & 255) - (((found[i] ?? 0) >> b) & 255)))),
    );
    expect(Math.max(...far)).toBeLessThan(16);
  });
});
