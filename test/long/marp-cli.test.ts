import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { findMarpCli, runMarpCli } from '../../scripts/peers.ts';
import { planDeck } from '../../scripts/plan/deck.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { pngPixels } from '../../scripts/print/png.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { type MergedDeck, mergeDeck } from '../../scripts/publications/deck/merge.ts';
import { readReport } from '../../scripts/report/read.ts';

const repo = path.resolve(import.meta.dirname, '../..');
/**
 * Pictures are compared by squares of 4 × 4 px: in marp-cli slides stand in an SVG, where glyphs fall between pixels. Share of the squares
 * of a slide that may differ, and by how much of 255 in one of the three colours.
 */
const SQUARE = 4;
const SHARE = 0.01;
const SEEN = 64;

const marp = findMarpCli();
if (!marp) console.warn('marp-cli not compared: it is in no cache and the npm registry cannot be reached');

describe.skipIf(!marp)('deck.md in marp-cli, as it stands', () => {
  let folder: string;
  let press: Press;
  let deck: MergedDeck;
  let html: string;
  beforeAll(async () => {
    const out = mkdtempSync(path.join(os.tmpdir(), 'baogao-marp-'));
    folder = out;
    const build = spawnSync(
      process.execPath,
      ['scripts/baogao.mjs', 'build', 'data/xinbei-2023', '--only', 'deck', '--out', out],
      { cwd: repo, encoding: 'utf8' },
    );
    expect(build.status, build.stderr.slice(-2000)).toBe(0);
    // A folder that holds deck.md and what it names, nothing else of ours.
    const made = path.join(out, 'xinbei-2023/deck');
    for (const part of ['deck.md', 'figures', 'fonts'])
      cpSync(path.join(made, part), path.join(out, 'marp', part), { recursive: true });
    const report = withDefaults(await readReport(path.join(repo, 'data/xinbei-2023')));
    deck = mergeDeck(report, planDeck(report), { draw: drawFigure });
    press = await openPress();
    const markdown = path.join(out, 'marp/deck.md');
    runMarpCli(marp ?? '', markdown, 'html', press.browser);
    runMarpCli(marp ?? '', markdown, 'png', press.browser);
    html = readFileSync(path.join(out, 'marp/deck.html'), 'utf8');
  });
  afterAll(async () => {
    await press?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const bare = (text: string) => text.replaceAll(/[\s\u200b]/g, '');

  it('has the same slides with the same text and notes', () => {
    const $ = load(html);
    const sections = $('section');
    expect(sections.length).toBe(deck.pages.length);
    deck.pages.forEach((page, i) => {
      const own = load(page.html);
      own('svg, .folio').remove();
      expect(bare(sections.eq(i).text()), page.id).toBe(bare(own('section').text()));
    });
    expect($('.bespoke-marp-note').length).toBe(deck.pages.length);
  });

  it('looks the same', async () => {
    const files = readdirSync(path.join(folder, 'marp'))
      .filter((file) => file.endsWith('.png'))
      .sort();
    expect(files.length).toBe(deck.pages.length);
    const head = deck.paper.slice(0, deck.paper.indexOf('<body'));
    const alone = deck.pages.map(
      ({ html }, i) =>
        `<div id="alone-${i}" style="width:1280px;height:720px"><div class="marpit">${html}</div></div>`,
    );
    const own = await press.pictures(
      { name: 'deck', html: `${head}<body>${alone.join('')}</body></html>`, faces: deck.faces },
      alone.map((_, i) => ({ selector: `#alone-${i}`, scale: 1 })),
    );
    const shares = files.map((file, i) => {
      const theirs = pngPixels(readFileSync(path.join(folder, 'marp', file)));
      const ours = pngPixels(own[i] as Uint8Array);
      expect([theirs.width, theirs.height], file).toEqual([ours.width, ours.height]);
      return { slide: deck.pages[i]?.id, share: differing(ours, theirs) };
    });
    expect(shares.filter(({ share }) => share > SHARE)).toEqual([]);
    // It can tell: another slide is not the same.
    const [first, second] = own.slice(0, 2).map((png) => pngPixels(png));
    expect(first && second && differing(first, second)).toBeGreaterThan(0.02);
  });
});

interface Pixels {
  width: number;
  height: number;
  pixels: Uint32Array;
}

/** Share of the squares that differ. */
function differing(a: Pixels, b: Pixels): number {
  let count = 0;
  for (let y = 0; y < a.height; y += SQUARE)
    for (let x = 0; x < a.width; x += SQUARE) {
      const [one, other] = [square(a, x, y), square(b, x, y)];
      if (one.some((value, i) => Math.abs(value - (other[i] ?? 0)) > SEEN)) count += 1;
    }
  return count / ((a.width * a.height) / SQUARE ** 2);
}

/** Mean of each byte of the pixels in a square. */
function square({ width, pixels }: Pixels, x: number, y: number): number[] {
  const sums = [0, 0, 0, 0];
  for (let dy = 0; dy < SQUARE; dy++)
    for (let dx = 0; dx < SQUARE; dx++) {
      const pixel = pixels[(y + dy) * width + x + dx] ?? 0;
      for (let i = 0; i < 4; i++) sums[i] = (sums[i] ?? 0) + ((pixel >>> (8 * i)) & 255);
    }
  return sums.map((sum) => sum / SQUARE ** 2);
}
