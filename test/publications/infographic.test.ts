import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { checkEdition } from '../../scripts/edition/check.ts';
import { type Edition, makeEdition } from '../../scripts/edition/edition.ts';
import { infographicAskedOf, withInfographic } from '../../scripts/edition/infographic-asked.ts';
import { publicationsAsked } from '../../scripts/edition/products.ts';
import { bestHeight, drawFigure } from '../../scripts/figures/draw.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import type { InfographicPlan } from '../../scripts/plan/infographic.ts';
import { topicsOf } from '../../scripts/plan/topics.ts';
import { palettedPng, readPaletted } from '../../scripts/print/paletted.ts';
import { pngSize } from '../../scripts/print/png.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { ProblemError } from '../../scripts/problem.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { longPictureFindings } from '../../scripts/proof/long-picture.ts';
import { encodingsOf } from '../../scripts/publications/infographic/figures.ts';
import { type Infographic, infographicPage } from '../../scripts/publications/infographic/infographic.ts';
import { piecesOf } from '../../scripts/publications/infographic/pieces.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { readQr } from './qr-reading.ts';

const ADDRESS = 'https://www.example.gov.cn/2023';
let press: Press;
let folder: string;
let report: Report;
let edition: Edition;
let files: Map<string, Buffer>;

const make = (dir: string, out: string, more: { qr?: string; lang?: 'zh' | 'en' } = {}) =>
  makeEdition(
    {
      ...{ dir, out: path.join(folder, out), draft: false },
      publications: publicationsAsked('infographic'),
      infographic: infographicAskedOf(more.qr),
    },
    {
      press: Promise.resolve(press),
      progress: silentProgress,
      now: () => performance.now(),
      env: {},
      lang: more.lang ?? 'zh',
    },
  );
const filesOf = ({ folder: made, account }: Edition) =>
  new Map(
    account.outputs
      .filter((o) => o.path.startsWith('infographic/'))
      .map((o) => [path.basename(o.path), readFileSync(path.join(made, o.path))]),
  );

beforeAll(async () => {
  press = await openPress();
  folder = mkdtempSync(path.join(os.tmpdir(), 'infographic-'));
  report = withDefaults(await readReport('data/xinbei-2023'));
  edition = await make('data/xinbei-2023', 'out', { qr: ADDRESS });
  files = filesOf(edition);
});
afterAll(async () => {
  await press.close();
  rmSync(folder, { recursive: true, force: true });
});

const pageOf = (of: Report): Infographic => {
  const times = { year: of.profile.year, reviewYear: of.profile.reviewYear };
  return infographicPage(of, {
    draw: (spec, place) => drawFigure(spec, place, times),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
  });
};
const pieces = () =>
  Array.from({ length: files.size }, (_, i) => files.get(`infographic-${i + 1}.png`)).filter(
    (file): file is Buffer => file !== undefined,
  );

interface Look {
  bands: number[];
  smallest: number;
  /** Text outside its band's column, but for the marks that hang over at a line's end. */
  outside: string[];
  headlines: { text: string; lines: number }[];
  labels: { text: string; lines: number }[];
  /** Texts of two lines and more whose last has fewer than three characters. */
  orphans: string[];
  /** Dates that break. */
  days: string[];
}

function look(): Look {
  const found: Look = {
    bands: [],
    smallest: 99,
    outside: [],
    headlines: [],
    labels: [],
    orphans: [],
    days: [],
  };
  const linesIn = (element: Element): number => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => box.bottom);
    const steps = [...new Set(boxes.map((bottom) => Math.round(bottom / 12)))].sort((a, b) => a - b);
    return steps.filter((step, i) => i === 0 || step - (steps[i - 1] ?? 0) > 1).length;
  };
  for (const band of document.querySelectorAll('.band'))
    found.bands.push(band.getBoundingClientRect().height);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || parent.closest('title, desc')) continue;
    found.smallest = Math.min(found.smallest, Number.parseFloat(getComputedStyle(parent).fontSize));
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const hangs = /^[，；。]$/.test(node.textContent) ? 15 : 0;
      // Display type is moved to the left by its own bearing.
      if (box.left < (box.height > 150 ? 31 : 33.5) || box.right > 504.5 + hangs)
        found.outside.push(`${node.textContent.slice(0, 20)} ${box.left}–${box.right}`);
    }
  }
  for (const element of document.querySelectorAll('.headline, .lead'))
    found.headlines.push({ text: element.textContent ?? '', lines: linesIn(element) });
  // A full stop is no character: 增长。 has two.
  const words =
    '.remark, .subtitle, .phrases li, .challenges dd, .glossary dd, .imprint, .name, .lead, .headline';
  for (const element of document.querySelectorAll(words)) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const last = boxes.filter((box) => bottom - box.bottom < 9);
    const width = Math.max(...last.map((box) => box.right)) - Math.min(...last.map((box) => box.left));
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    const stop = /[。！；]$/.test(element.textContent ?? '') ? 1 : 0;
    if (linesIn(element) > 1 && width / size - stop < 2.5) found.orphans.push(element.textContent ?? '');
  }
  for (const element of document.querySelectorAll('[data-name="date"]'))
    if (linesIn(element) > 1) found.days.push(element.textContent ?? '');
  for (const element of document.querySelectorAll('.cell .name'))
    found.labels.push({ text: element.textContent ?? '', lines: linesIn(element) });
  return found;
}

async function examine(page: Infographic): Promise<Look> {
  const doc = { name: 'infographic.html', html: page.html, faces: page.faces };
  const view = { width: 540, height: 900 };
  const [seen] = await press.measure({ ...doc, media: 'screen', view }, [0], look);
  return seen as Look;
}
function sound(seen: Look): void {
  expect(seen.outside).toEqual([]);
  expect(seen.smallest).toBeGreaterThanOrEqual(15);
  expect(seen.bands.filter((height) => !Number.isInteger(height))).toEqual([]);
  expect(seen.labels.filter(({ lines }) => lines > 2)).toEqual([]);
  expect([...seen.orphans, ...seen.days]).toEqual([]);
}

describe('the long picture', () => {
  it('is 1080 px wide; its pieces are cut at borders of bands, small enough, and together the picture', async () => {
    const long = readPaletted(files.get('infographic.png') as Buffer);
    expect(long.width).toBe(1080);
    const { bands } = await examine(pageOf(withInfographic(report, { qr: ADDRESS })));
    const borders = new Set(bands.map((_, i) => 2 * bands.slice(0, i + 1).reduce((a, b) => a + b, 0)));
    expect(borders.has(long.height)).toBe(true);
    let row = 0;
    for (const piece of pieces()) {
      const { width, height } = pngSize(piece);
      expect(width).toBe(1080);
      expect(height).toBeLessThanOrEqual(6000);
      expect(piece.length).toBeLessThanOrEqual(2_000_000);
      const own = long.indices.subarray(row * 1080, (row + height) * 1080);
      expect(Buffer.compare(own, readPaletted(piece).indices)).toBe(0);
      row += height;
      expect(borders.has(row), `piece ends at ${row}`).toBe(true);
    }
    expect(row).toBe(long.height);
  });

  it('has no text under 15 px, none outside its column, headlines in two lines, names in two', async () => {
    const seen = await examine(pageOf(report));
    sound(seen);
    expect(seen.headlines.length).toBeGreaterThan(20);
    expect(seen.headlines.filter(({ lines }) => lines > 2)).toEqual([]);
  });

  it('is proved: every number of the page, the words for posting, the check of the edition', async () => {
    expect(edition.account.proof.findings).toBe(0);
    expect(edition.account.infographic).toEqual({ qr: ADDRESS });
    const { problems } = await checkEdition('data/xinbei-2023', path.join(folder, 'out'), async () => press);
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  });

  it('explains a derived value by the mark with which its charts draw it', () => {
    // The only one drawn is a bar: 246 proposals answered.
    expect(pageOf(report).html).toContain('<span class="mark derived">');
    const [topic] = topicsOf(report);
    const slope = report.figures.find((figure) => figure.kind === 'slope');
    if (!topic || !slope) throw new Error('no slope');
    const plan: InfographicPlan = { bands: [{ kind: 'chart', topic, figures: [slope] }], terms: [] };
    expect(encodingsOf(report, plan, { bestHeight: () => 200 }).derived).toBe('ring');
  });

  it('leads by its QR code to the address asked for', () => {
    const long = readPaletted(files.get('infographic.png') as Buffer);
    const colour = (x: number, y: number) => long.palette[long.indices[y * 1080 + x] ?? 0];
    const white = 0xffffff;
    // Rows of the code begin with its light border; letters are narrower.
    const light = (y: number) =>
      Array.from({ length: 12 }, (_, i) => colour(73 + i, y)).every((c) => c === white);
    const rows = Array.from({ length: 1200 }, (_, i) => long.height - 1200 + i).filter(light);
    const [top = 0, side] = [rows[0], rows.length];
    // 29 modules of a code of version 3 and four light ones on each side.
    const module = side / 37;
    const modules = Array.from({ length: 29 }, (_, row) =>
      Array.from({ length: 29 }, (_, column) => {
        const at = (n: number) => Math.floor((n + 4.5) * module);
        return colour(72 + at(column), top + at(row)) !== white;
      }),
    );
    expect(readQr(modules)).toBe(ADDRESS);
    expect(files.get('infographic.txt')?.toString('utf8')).toContain(ADDRESS);
  });

  it('refuses a QR code to anything but the web, on the command line and in report.yaml', async () => {
    expect(() => infographicAskedOf('javascript:alert(1)')).toThrow(ProblemError);
    const dir = path.join(folder, 'data', 'invented');
    cpSync('test/input/invented', dir, { recursive: true });
    writeFileSync(path.join(dir, 'report.yaml'), 'infographic:\n  qr: www.example.gov.cn\n');
    const failure = await readReport(dir).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProblemError);
    expect(JSON.stringify((failure as ProblemError).problems)).toContain('infographic');
  });

  it('in words says every number that the picture says, in its order', () => {
    const text = files.get('infographic.txt')?.toString('utf8') ?? '';
    const bare = (words: string) => words.replace(/\s/g, '');
    const page = proveHtml(pageOf(report).html, 'infographic.html', knownOf(report));
    const printed = page.entries
      .filter((e) => e.kind === 'fact')
      .map((e) => report.facts.get(e.ref ?? '')?.text ?? '');
    expect(printed.length).toBeGreaterThan(150);
    for (const number of printed) expect(bare(text)).toContain(bare(number));
    const names = report.topics.map((t) => text.indexOf(`　${t.name}】`));
    expect(names.every((at, i) => at > (names[i - 1] ?? 0))).toBe(true);
    expect(text.startsWith('\ufeff一图读懂')).toBe(true);
    // Read aloud, marks that only draw are noise.
    expect(text).not.toMatch(/[\u2500-\u25ff]/);
  });

  it('of a report without YAML is sound, too, and the same in an English build', async () => {
    const invented = withDefaults(await readReport('test/input/invented'));
    sound(await examine(pageOf(invented)));
    const [zh, en] = [
      await make('test/input/invented', 'zh'),
      await make('test/input/invented', 'en', { lang: 'en' }),
    ];
    const [own, other] = [filesOf(zh), filesOf(en)];
    expect([...own.keys()]).toEqual([...other.keys()]);
    for (const [name, content] of own) expect(other.get(name)?.equals(content), name).toBe(true);
    expect(own.get('infographic.html')?.toString('utf8')).toContain('下面分');
  });

  it('stands with names as long as they come and numbers as wide as their columns', async () => {
    const topics = report.topics.map((topic) => ({
      ...topic,
      indicators: topic.indicators.map((i) => ({ ...i, short: '全区规模以上高新技术制造业' })),
    }));
    const profile = {
      ...report.profile,
      region: '内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗',
      title: '关于国民经济和社会发展情况的工作报告',
    };
    const facts = new Map(
      [...report.facts].map(([ref, fact]) => [
        ref,
        fact.kind === 'value' && fact.number !== '' ? { ...fact, number: `1234${fact.number}` } : fact,
      ]),
    );
    sound(await examine(pageOf({ ...report, profile, topics, facts })));
  });
});

describe('the proof of the long picture', () => {
  const products = () =>
    new Map([...files].map(([name, content]) => [`infographic/${name}`, { content: content as Uint8Array }]));
  const codes = (of: ReturnType<typeof products>) =>
    longPictureFindings(of).map(({ code, where }) => `${code} ${where?.product}`);

  it('accepts what was made', () => {
    expect(codes(products())).toEqual([]);
  });

  it('refuses a piece with another pixel, one missing, one too many, and a picture of another page', async () => {
    const own = products();
    const name = 'infographic/infographic-2.png';
    const piece = readPaletted(own.get(name)?.content as Uint8Array);
    piece.indices[5] = (piece.indices[5] ?? 0) + 1;
    const source = {
      Source:
        /Source\0([0-9a-f]{64})/.exec(Buffer.from(own.get(name)?.content ?? '').toString('latin1'))?.[1] ??
        '',
    };
    expect(codes(new Map(own).set(name, { content: await palettedPng(piece, source) }))).toEqual([
      `P408 ${name}`,
    ]);
    const last = `infographic/infographic-${pieces().length}.png`;
    const fewer = new Map(own);
    fewer.delete(last);
    expect(codes(fewer)).toEqual(['P408 infographic/infographic.png']);
    const more = `infographic/infographic-${pieces().length + 1}.png`;
    expect(codes(new Map(own).set(more, own.get(last) as { content: Uint8Array }))).toEqual(
      [more, 'infographic/infographic.png'].map((file) => `P408 ${file}`),
    );
    const page = new Map(own).set('infographic/infographic.html', { content: Buffer.from('<html></html>') });
    expect(codes(page).length).toBe(pieces().length + 1);
    const broken = new Map(own).set(name, { content: Buffer.from('no picture') });
    expect(codes(broken)).toContain(`P408 ${name}`);
  });
});

describe('pieces', () => {
  it('are as few as can be and of heights as equal as can be', () => {
    const names = Array.from({ length: 8 }, (_, i) => `band-${i}`);
    expect(piecesOf([2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000], names)).toEqual([3, 3, 2]);
    expect(piecesOf([5000, 500, 500, 500], names)).toEqual([1, 3]);
    expect(piecesOf([], names)).toEqual([]);
  });

  it('begin where a topic begins, if it needs no piece more', () => {
    const names = ['masthead', 'done-a', 'chart-a', 'todo-a', 'done-b', 'chart-b', 'todo-b', 'closing'];
    // By heights alone: 5000, 5000, 5000.
    expect(piecesOf([3000, 2000, 3000, 1000, 1000, 2000, 2000, 1000], names)).toEqual([1, 3, 4]);
    expect(piecesOf([3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000], names)).toEqual([2, 2, 2, 2]);
  });

  it('cannot be cut where a band is higher than a piece: it is named', () => {
    expect(() => piecesOf([100, 6001], ['masthead', 'glossary'])).toThrow(/glossary/);
  });
});
