import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../scripts/print/faces.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('cut faces', () => {
  it.each(['hei-400', 'song-700'] as const)(
    'a cut of a cut of %s has the bytes of a cut of the whole',
    async (face) => {
      const whole = await readFile(sourceOf(face));
      const all = '地区生产总值预计超亿元，同比增长左右。“三大工程”0123456789.%';
      const some = '生产总值超1900亿元。';
      const stock = await subsetFont(whole, all, { targetFormat: 'sfnt' });
      const direct = await subsetFont(whole, some, { targetFormat: 'sfnt' });
      expect(digest(await subsetFont(stock, some, { targetFormat: 'sfnt' }))).toBe(digest(direct));
    },
  );
});
