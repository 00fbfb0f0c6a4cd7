import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_SCALE, figureFiles } from '../../scripts/figures/files.ts';
import { cacheFolder } from '../../scripts/print/cache.ts';
import { outlineSvg } from '../../scripts/print/outline.ts';
import { pngPixels, withChunks } from '../../scripts/print/png.ts';
import { type Face, openPress, type Press } from '../../scripts/print/press.ts';
import { type GlyphsOf, glyphStore } from '../../scripts/proof/glyphs.ts';
import { pictureFindings } from '../../scripts/proof/picture.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

interface Pixels {
  width: number;
  height: number;
  pixels: Uint32Array;
}

/** A PNG of RGB pixels, every line by the same filter: 0 none, 1 from the left, 2 from above. */
function pngOf({ width, height, pixels }: Pixels, filter = 0): Uint8Array {
  const lines = Buffer.alloc((width * 3 + 1) * height);
  const part = (x: number, y: number, i: number) =>
    x < 0 || y < 0 ? 0 : ((pixels[y * width + x] ?? 0) >> (16 - 8 * i)) & 255;
  for (let y = 0; y < height; y++) {
    const at = y * (width * 3 + 1);
    lines[at] = filter;
    for (let x = 0; x < width; x++)
      for (let i = 0; i < 3; i++) {
        const before = filter === 1 ? part(x - 1, y, i) : filter === 2 ? part(x, y - 1, i) : 0;
        lines[at + 1 + 3 * x + i] = part(x, y, i) - before;
      }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

let report: Report;
let press: Press;
let glyphs: GlyphsOf;
const FACES: Face[] = ['hei-400', 'hei-500', 'hei-600', 'hei-700', 'song-600', 'song-700'];
const IDS = ['growth-rates', 'growth-targets', 'timeline', 'stock-changes'];
const svgs = new Map<string, string>();
const pictures = new Map<string, Uint8Array>();
beforeAll(async () => {
  [report, press] = await Promise.all([readReport('data/xinbei-2023'), openPress()]);
  const { env, platform, arch } = process;
  const cache = await cacheFolder({ env, platform, arch, home: homedir() });
  glyphs = glyphStore((svg) => outlineSvg(svg, cache));
  for (const spec of report.figures)
    if (IDS.includes(spec.id)) svgs.set(spec.id, figureFiles(report, spec).svg);
  const body = [...svgs].map(
    ([id, svg]) =>
      `<div id="f-${id}" style="width:max-content">${svg.replace(/<\?xml[^>]*\?>/, '').replace('<!--fonts-->', '')}</div>`,
  );
  const taken = await press.pictures(
    {
      name: 'figures/*.png',
      html: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><!--fonts--><style>svg{display:block}</style></head><body>${body.join('')}</body></html>`,
      faces: FACES,
    },
    [...svgs.keys()].map((id) => ({ selector: `#f-${id}`, scale: EXPORT_SCALE })),
  );
  [...svgs.keys()].forEach((id, i) => {
    pictures.set(id, taken[i] as Uint8Array);
  });
});
afterAll(() => press.close());

const svgOf = (id: string) => svgs.get(id) as string;
const prove = (id: string, png: Uint8Array, svg = svgOf(id)) =>
  pictureFindings(
    withChunks(png, { texts: { Source: createHash('sha256').update(svg).digest('hex') }, perInch: 192 }),
    svgOf(id),
    {
      beside: svg,
      glyphs,
      tell: (code, message) => ({ code, severity: 'error', message }),
    },
  );

/** The box of a run of text, px of the picture. */
function boxOf(text: string): [number, number, number, number] {
  const run = new RegExp(`font-size="([\\d.]+)"[^>]*><tspan x="([\\d.]+)" y="([\\d.]+)"[^>]*>${text}<`).exec(
    svgOf(ID),
  );
  const inner = /<svg x="([\d.]+)" y="([\d.]+)"/.exec(svgOf(ID));
  const [size, x, y] = [1, 2, 3].map((i) => Number(run?.[i])) as [number, number, number];
  const [left, base] = [x + Number(inner?.[1]), y + Number(inner?.[2])];
  return [left, base - size * 0.8, size * 0.55, size * 0.85].map((px) => Math.round(px * 2)) as [
    number,
    number,
    number,
    number,
  ];
}
const same = (a: Uint32Array, b: Uint32Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
const ID = 'growth-rates';
const paint = (of: Pixels, x: number, y: number, w: number, h: number, colour: number) => {
  for (let row = y; row < y + h; row++) of.pixels.fill(colour, row * of.width + x, row * of.width + x + w);
};
/** Copies a box of one character to the place of another beside it. */
const copy = (of: Pixels, from: number, to: number, y: number, w: number, h: number) => {
  for (let row = y; row < y + h; row++)
    of.pixels.copyWithin(row * of.width + to, row * of.width + from, row * of.width + from + w);
};

describe('the pixels of a picture', () => {
  it('are those of the drawing, as the browser took it', async () => {
    for (const [id, png] of pictures) expect(await prove(id, png), id).toEqual([]);
    expect(pictures.size).toBe(IDS.length);
  });

  it('are read the same whatever filter they are packed with', async () => {
    const taken = pngPixels(pictures.get(ID) as Uint8Array);
    for (const filter of [0, 1, 2]) {
      const png = pngOf(taken, filter);
      expect(same(pngPixels(png).pixels, taken.pixels)).toBe(true);
      expect(await prove(ID, png)).toEqual([]);
    }
  });

  const digit = () => boxOf('30\\.8%');
  it.each<[string, (p: Pixels) => void]>([
    ['a longer bar', (p) => paint(p, 660, 168, 30, 40, 0x172b4d)],
    ['a shorter bar', (p) => paint(p, 400, 165, 2000 - 1300, 30, 0xffffff)],
    [
      'a bar of another colour',
      (p) =>
        p.pixels.forEach((c, i) => {
          if (c === 0x172b4d) p.pixels[i] = 0xb3191f;
        }),
    ],
    [
      'a digit that is another',
      (p) => {
        const [x, y, w, h] = digit();
        copy(p, x + w, x, y, w, h);
      },
    ],
    [
      'a digit that is gone',
      (p) => {
        const [x, y, w, h] = digit();
        paint(p, x, y, w, h, 0xffffff);
      },
    ],
    [
      'a point that is gone',
      (p) => {
        const [x, y, w, h] = digit();
        paint(p, x + 2 * w, y + h - 8, 10, 8, 0xffffff);
      },
    ],
    ['a mark that has no place', (p) => paint(p, 1300, 60, 6, 6, 0x172b4d)],
    ['nothing on it', (p) => p.pixels.fill(0xffffff)],
  ])('with %s are refused, though the picture says that it is of its drawing', async (_, alter) => {
    const altered = pngPixels(pictures.get(ID) as Uint8Array);
    const before = altered.pixels.slice();
    alter(altered);
    expect(same(altered.pixels, before)).toBe(false);
    const findings = await prove(ID, pngOf(altered));
    expect(findings.map((f) => f.code)).toEqual(['P404']);
    expect(findings[0]?.message.en).toContain('drawn anew');
  });

  it('of another drawing are refused, though that drawing stands beside', async () => {
    const other = svgOf(ID).replace(/l359\.8 0/, 'l380 0');
    expect(other).not.toBe(svgOf(ID));
    const altered = pngPixels(pictures.get(ID) as Uint8Array);
    paint(altered, 1090, 170, 40, 40, 0x172b4d);
    expect((await prove(ID, pngOf(altered), other)).map((f) => f.code)).toEqual(['P404']);
  });

  it('that are not as the press writes them are refused', async () => {
    const taken = pngPixels(pictures.get(ID) as Uint8Array);
    const png = Buffer.from(pngOf(taken));
    const grey = Buffer.from(png);
    grey[25] = 0;
    grey.writeUInt32BE(crc32(grey.subarray(12, 29)), 29);
    expect((await prove(ID, grey))[0]?.message.en).toContain('cannot be read');
    expect((await prove(ID, png.subarray(0, 200)))[0]?.message.en).toContain('broken');
  });
});
