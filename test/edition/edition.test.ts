import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { type DeckAsked, type SheetsAsked, sha256 } from '../../scripts/edition/account.ts';
import { checkEdition } from '../../scripts/edition/check.ts';
import { makeEdition } from '../../scripts/edition/edition.ts';
import { publicationsAsked } from '../../scripts/edition/products.ts';
import { filesBelow } from '../../scripts/edition/staging.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { ProblemError } from '../../scripts/problem.ts';
import { readPdfText } from '../../scripts/proof/pdf-text.ts';
import { bookletFile } from '../../scripts/publications/booklet/editions.ts';
import { thumbnailsOf } from '../../scripts/publications/index-page/index-page.ts';
import { BOOKLET_EDITIONS } from '../../scripts/report/booklet-schema.ts';

let press: Press;
let folder: string;
beforeAll(async () => {
  press = await openPress();
  folder = mkdtempSync(path.join(os.tmpdir(), 'edition-'));
});
afterAll(async () => {
  await press.close();
  rmSync(folder, { recursive: true, force: true });
});
const make = (
  dir: string,
  only: string,
  more: { draft?: boolean; out?: string; deck?: DeckAsked; sheets?: SheetsAsked } = {},
) =>
  makeEdition(
    {
      dir,
      out: more.out ?? path.join(folder, 'out'),
      publications: publicationsAsked(only),
      draft: more.draft === true,
      ...(more.deck ? { deck: more.deck } : {}),
      ...(more.sheets ? { sheets: more.sheets } : {}),
    },
    {
      press: Promise.resolve(press),
      progress: silentProgress,
      now: () => performance.now(),
      env: {},
      lang: 'zh',
    },
  );
/** A copy of the invented report with a text of its own. */
const copyOf = (name: string, change: (text: string) => string): string => {
  const dir = path.join(folder, name);
  cpSync('test/input/invented', dir, { recursive: true });
  writeFileSync(path.join(dir, 'report.txt'), change(readFileSync(path.join(dir, 'report.txt'), 'utf8')));
  return dir;
};

describe('an edition', () => {
  it('of a report without YAML: every product, every number proved', async () => {
    const { account, folder: made } = await make('test/input/invented', 'deck,booklet,sheets');
    expect(await filesBelow(made)).toEqual(
      expect.arrayContaining([
        ...BOOKLET_EDITIONS.map(bookletFile),
        'build.json',
        'deck/deck.html',
        'deck/deck.md',
        'deck/deck.pdf',
        'deck/deck.pptx',
        'deck/fonts/song-700.woff',
        'deck/handout.pdf',
        'deck/script.pdf',
        'deck/script.txt',
        'index.html',
        'proof.json',
        'sheets/all.pdf',
        'sheets/topic-1.pdf',
      ]),
    );
    expect(account.proof.findings).toBe(0);
    expect(account.proof.numbers).toBeGreaterThan(300);
    const sheet = await readPdfText(readFileSync(path.join(made, 'sheets/topic-1.pdf')));
    expect(sheet.length).toBe(1);
  }, 240_000);

  it('prints text that looks like markup as text, in every product', async () => {
    const hostile = '全力<b>壮大</b>&amp;*特色*|产业---与-->{{标识}}';
    const dir = copyOf('hostile', (text) =>
      text.replace('全力壮大特色产业', hostile).replace('指老年人和婴幼儿', '指<i>老年人</i>*和*{{婴幼儿}}'),
    );
    const { folder: made, account } = await make(dir, 'deck,booklet,sheets');
    expect(account.proof.findings).toBe(0);
    const bare = (text: string) => text.replace(/\s/g, '');
    for (const product of ['deck/deck.pdf', 'booklet/booklet.pdf', 'sheets/all.pdf']) {
      const text = bare(
        (await readPdfText(readFileSync(path.join(made, product)))).map((p) => p.tagged).join(''),
      );
      expect(text, product).toContain('全力<b>壮大</b>&amp;*特色*|产业---与-->{{标识}}');
    }
  }, 240_000);

  it('that fails leaves the old one untouched and keeps the attempt', async () => {
    const out = path.join(folder, 'guarded');
    await make('test/input/invented', 'sheets', { out });
    const before = readFileSync(path.join(out, 'invented/sheets/all.pdf'));
    // A character that no face has.
    const dir = path.join(folder, 'guarded-data', 'invented');
    cpSync('test/input/invented', dir, { recursive: true });
    writeFileSync(
      path.join(dir, 'report.txt'),
      readFileSync(path.join(dir, 'report.txt'), 'utf8').replace('做强竹产业', '做强\u{1F43C}竹产业'),
    );
    const failure = await make(dir, 'sheets', { out }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProblemError);
    expect(String(failure)).toContain('U+1F43C');
    expect(readFileSync(path.join(out, 'invented/sheets/all.pdf')).equals(before)).toBe(true);
    expect(readdirSync(out).filter((name) => name.startsWith('.building'))).toEqual([]);
  });

  it('asked for one publication makes only that, the index page and the accounts', async () => {
    const out = path.join(folder, 'only');
    const { folder: made } = await make('test/input/invented', 'deck', { out });
    const files = await filesBelow(made);
    expect(files.filter((f) => !f.startsWith('deck/'))).toEqual(['build.json', 'index.html', 'proof.json']);
    expect(existsSync(path.join(made, 'booklet'))).toBe(false);
  });

  it('made in two runs is as sound as made in one, and a file of no build is a fault', async () => {
    const out = path.join(folder, 'two-runs');
    await make('test/input/invented', 'deck,sheets', { out });
    const front = () => readFileSync(path.join(out, 'invented/index.html'), 'utf8');
    const { sheets } = thumbnailsOf(front());
    expect(sheets?.length).toBeGreaterThan(0);
    const { folder: made } = await make('test/input/invented', 'deck', { out });
    // What stays keeps its thumbnails.
    expect(thumbnailsOf(front()).sheets).toEqual(sheets);
    expect(thumbnailsOf(front()).deck?.length).toBe(1);
    const faults = async () =>
      (await checkEdition('test/input/invented', out)).problems
        .filter((p) => p.severity === 'error')
        .map((p) => `${p.code} ${p.where?.product}`);
    expect(await faults()).toEqual([]);
    writeFileSync(path.join(made, 'sheets/fake.json'), '{}');
    expect(await faults()).toContain('E006 sheets/fake.json');
    // Also where build.json names them.
    const account = path.join(made, 'build.json');
    const told = JSON.parse(readFileSync(account, 'utf8')) as { outputs: object[] };
    const strange = ['sheets/fake.json', 'notes/talk.txt', 'deck/deck-4x3.html', 'figures/other.json'];
    for (const file of strange) {
      mkdirSync(path.dirname(path.join(made, file)), { recursive: true });
      writeFileSync(path.join(made, file), '{}');
      told.outputs.push({ path: file, bytes: 2, sha256: sha256('{}') });
    }
    writeFileSync(account, JSON.stringify(told));
    expect(await faults()).toEqual(expect.arrayContaining(strange.map((file) => `E006 ${file}`)));
  });

  it('keeps sheets of other papers and sections sound when another publication is made anew', async () => {
    const out = path.join(folder, 'sheets-stay');
    const sheets = { papers: ['A5' as const], more: [{ sections: ['2'], title: '今年安排' }] };
    await make('test/input/invented', 'sheets', { out, sheets });
    const { folder: made } = await make('test/input/invented', 'infographic', { out });
    const { problems } = await checkEdition('test/input/invented', out);
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
    expect(existsSync(path.join(made, 'sheets/sections-2-a5.pdf'))).toBe(true);
    // A section that the report has lost since then is no reason not to make the others.
    const account = path.join(made, 'build.json');
    writeFileSync(
      account,
      readFileSync(account, 'utf8').replace(/"sections": \[\s*"2"/, '"sections": ["99"'),
    );
    expect(readFileSync(account, 'utf8')).toContain('"99"');
    await make('test/input/invented', 'infographic', { out });
  });

  it('has the deck in every shape asked for, each in its own files', async () => {
    const out = path.join(folder, 'shapes');
    const deck: DeckAsked = { size: 'A4', besides: ['4:3'] };
    const { folder: made, account } = await make('test/input/invented', 'deck', { out, deck });
    const files = (await filesBelow(made)).filter((f) => /deck\/[^/]+\.(html|pdf|pptx|md)$/.test(f));
    expect(files).toEqual(
      [
        ...['deck-4x3.html', 'deck-4x3.pdf', 'deck-4x3.pptx'],
        ...['deck-a4.html', 'deck-a4.md', 'deck-a4.pdf', 'deck-a4.pptx'],
        ...['handout.pdf', 'script.pdf'],
      ].map((file) => `deck/${file}`),
    );
    expect(account.deck).toEqual(deck);
    const pageOf = async (file: string) => {
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const data = new Uint8Array(readFileSync(path.join(made, file)));
      const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(2);
      const { items } = await page.getTextContent();
      const starts = items.flatMap((i) => ('str' in i && i.str.trim() ? [Number(i.transform[4])] : []));
      return { view: page.view, start: Math.min(...starts) };
    };
    // A sheet of A4 across, filled: its left margin is 80 of 1280 px.
    const paper = await pageOf('deck/deck-a4.pdf');
    const [left = 0, bottom = 0, right = 0, top = 0] = paper.view;
    expect([right - left, top - bottom].map((v) => Math.round(v * 1000) / 1000)).toEqual([841.89, 595.276]);
    expect(paper.start / 841.89).toBeCloseTo(80 / 1280, 2);
    expect((await pageOf('deck/deck-4x3.pdf')).view).toEqual([0, 0, 960, 720]);
    const { problems } = await checkEdition('test/input/invented', out);
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  });

  it('says which slides were too full, so that the check makes the same', async () => {
    const words = '这里还有不少短板要补上，需要各方一起想办法、下功夫，';
    const rows = ['甲', '乙', '丙', '丁', '戊'].map((name) => `${name}处${words.repeat(6)}`);
    const dir = copyOf('full', (text) => `${text.trimEnd()}\n${rows.join('；')}。\n`);
    writeFileSync(
      path.join(dir, 'report.yaml'),
      `challenges:\n${rows.map((row) => `  - label: 短板\n    text: ${row.slice(0, -1)}\n`).join('')}`,
    );
    const out = path.join(folder, 'full-out');
    const { account, folder: made } = await make(dir, 'deck', { out });
    const fit = account.deck?.fit?.['16:9']?.challenges;
    expect(fit?.parts).toBeGreaterThan(1);
    expect(readFileSync(path.join(made, 'deck/deck.md'), 'utf8').match(/^# .*（续）$/gm)).not.toBeNull();
    const sound = async () => (await checkEdition(dir, out)).problems.filter((p) => p.severity === 'error');
    expect(await sound()).toEqual([]);
    // A later run for another publication knows it still.
    await make(dir, 'sheets', { out });
    expect(await sound()).toEqual([]);
  });

  it('as a draft carries 草稿 on every page', async () => {
    const out = path.join(folder, 'draft');
    const { folder: made, account } = await make('test/input/invented', 'booklet,deck', { out, draft: true });
    expect(account.draft).toBe(true);
    for (const product of ['booklet/booklet.pdf', 'deck/deck.pdf']) {
      const pages = await readPdfText(readFileSync(path.join(made, product)));
      expect(
        pages.filter((p) => !(p.tagged + p.loose.join('')).replace(/\s/g, '').includes('草稿')),
        product,
      ).toEqual([]);
    }
    expect(account.proof.findings).toBe(0);
  });

  it('as a draft of faulty data leaves out what is faulty and says so', async () => {
    const dir = path.join(folder, 'faulty');
    cpSync('data/xinbei-2023', dir, { recursive: true });
    const file = path.join(dir, 'indicators.yaml');
    const before = readFileSync(file, 'utf8');
    const after = before
      .replace('全年预计实现地区生产总值超1900亿元，同比', '全年预计实现地区生产总值超1901亿元，同比')
      .replace('id: dominant-share\n', 'id: dominant-share\n  vlaue: 3\n');
    expect(after).not.toBe(before);
    writeFileSync(file, after);
    const out = path.join(folder, 'faulty-out');
    const refused = await make(dir, 'figures', { out }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(existsSync(path.join(out, 'faulty'))).toBe(false);
    const { folder: made, account, problems } = await make(dir, 'figures', { out, draft: true });
    const told = problems.filter((p) => p.severity === 'error').map((p) => p.code);
    expect(told.sort()).toEqual(['D103', 'D301']);
    expect(account.findings?.join('\n')).toContain('1901亿元');
    const index = readFileSync(path.join(made, 'index.html'), 'utf8');
    expect(index).toContain('1901');
    expect(account.proof.findings).toBe(0);
    // The number whose quote is wrong is printed nowhere; the field that does not exist spoils nothing.
    const figure = readFileSync(path.join(made, 'figures/growth-rates.svg'), 'utf8');
    expect(figure).not.toContain('data-fact="gdp.change"');
    expect(figure).toContain('data-fact="trade.change"');
  });
});
