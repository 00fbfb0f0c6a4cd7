/** The index page at work: a real browser, from file://. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page, Viewport } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress } from '../../scripts/print/press.ts';
import { INDEX_FACES, indexPage } from '../../scripts/publications/index-page/index-page.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { openWindows, type Windows } from './deck/windows.ts';

const DESKTOP: Viewport = { width: 1440, height: 900 };
const PHONE: Viewport = { width: 390, height: 844, isMobile: true, hasTouch: true };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let report: Report;
let windows: Windows;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
  const files = [
    { path: 'deck/deck.html', bytes: 2_800_000, pages: 32 },
    { path: 'deck/script.txt', bytes: 30_000 },
    { path: 'booklet/booklet.pdf', bytes: 3_300_000, pages: 65 },
    { path: 'booklet/booklet-large.pdf', bytes: 3_400_000, pages: 100 },
    { path: 'sheets/all.pdf', bytes: 969_000, pages: 8 },
    ...report.topics.flatMap(({ id }) =>
      ['pdf', 'html', 'png', 'docx'].map((ending) => ({ path: `sheets/${id}.${ending}`, bytes: 221_000 })),
    ),
    { path: 'infographic/infographic.html', bytes: 2_100_000 },
    { path: 'infographic/infographic-1.png', bytes: 200_000 },
    { path: 'indicators.xlsx', bytes: 25_000 },
    ...report.figures.map(({ id }) => ({ path: `figures/${id}.svg`, bytes: 240_000 })),
  ];
  const numbers = [...report.indicators.keys()].flatMap((ref, i) => [
    { product: 'deck/deck.html', page: (i % 30) + 1, ref },
    { product: 'deck/deck.html', page: (i % 30) + 2, ref },
    { product: `sheets/${report.topics[i % report.topics.length]?.id}.html`, ref },
  ]);
  const { html } = indexPage(report, { files, numbers, thumbnails: {}, pages: undefined, findings: [] });
  const press = await openPress();
  windows = await openWindows(await press.selfContained({ name: 'index.html', html, faces: INDEX_FACES }));
  await press.close();
});
afterAll(() => windows.close());

/** Opens the page and types into its search. */
async function asking(words: string, view = DESKTOP): Promise<Page> {
  const page = await windows.open('', view);
  await page.type('#query', words);
  return page;
}

interface Row {
  name: string;
  value: string;
  quote: string;
  kind: string;
  topic: string;
}

/** What is to be seen of the list, in order. */
const rows = (page: Page): Promise<Row[]> =>
  page.$$eval('.record', (all) =>
    all
      .filter((row) => row.getClientRects().length > 0)
      .map((row) => {
        const text = (cell: string) => row.querySelector(cell)?.textContent ?? '';
        return {
          name: text('th .label'),
          value: text('.value'),
          quote: text('.quote'),
          kind: (row as HTMLElement).dataset.kind ?? '',
          topic: row.closest('.group')?.querySelector('.topic')?.textContent ?? '',
        };
      }),
  );
const names = async (page: Page) => (await rows(page)).map(({ name }) => name);
const said = (page: Page) => page.$eval('.found', (p) => p.textContent);
const total = () => report.indicators.size;

/** The text under each stretch painted as found. */
const painted = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map(String));

describe('the search', () => {
  it('finds names, best first, paints what it found and says how many', async () => {
    const page = await asking('收入');
    expect(await names(page)).toEqual([
      '一般公共预算收入',
      '城乡居民人均可支配收入',
      '一般公共预算收入',
      '居民人均可支配收入增幅',
    ]);
    expect(await said(page)).toBe(`找到 4 项，共 ${total()} 项`);
    const found = await painted(page);
    expect(new Set(found)).toEqual(new Set(['收入']));
    expect(found.length).toBeGreaterThanOrEqual(8);
    await page.close();
  });

  it.each([
    ['initials of pinyin', 'dqsczz', '地区生产总值'],
    ['initials within a name', 'ysscz', undefined],
    ['whole pinyin', 'gonggongyusuan', '一般公共预算收入'],
    ['full-width letters', 'ｇｄｐ', '地区生产总值'],
    ['what is said in two ways', 'gdp', '地区生产总值'],
    ['a value with its unit', '132.5亿元', '一般公共预算收入'],
    ['a value with commas', '3,400', '规上工业总产值'],
    ['several words', '收入 132.5', '一般公共预算收入'],
  ])('finds %s', async (_, words, first) => {
    const page = await asking(words);
    expect((await names(page))[0]).toBe(first);
    if (first === undefined) expect(await said(page)).toBe(`没有找到，共 ${total()} 项`);
    await page.close();
  });

  it('takes digits for the beginning of a number', async () => {
    const page = await asking('5');
    const found = await rows(page);
    expect(found.length).toBeGreaterThan(5);
    expect(found.length).toBeLessThan(total() / 2);
    for (const row of found) expect(`${row.name} ${row.value} ${row.quote}`).toMatch(/(?<![\d.])5/);
    await page.close();
  });

  it('puts a number that is the value itself before names and other numbers that begin with it', async () => {
    const page = await asking('5');
    const values = (await rows(page)).map(({ value }) => /(?<![\d.])5(?![\d.])/.test(value));
    expect(values[0]).toBe(true);
    expect(values.lastIndexOf(true)).toBeLessThan(values.indexOf(false));
    await page.close();
  });

  it('brings the results into sight, and the row that keys lead to', async () => {
    const page = await asking('收入');
    const seen = (selector: string) =>
      page.$eval(selector, (one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    expect(await seen('.results .record:last-child')).toBe(true);
    await page.$eval('#query', (field) => {
      (field as HTMLInputElement).value = '';
    });
    await page.type('#query', '企业');
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowDown');
    expect(await seen('.record:focus')).toBe(true);
    await page.close();
  });

  it('finds a topic, whole', async () => {
    const page = await windows.open('');
    const sizes = await page.$$eval('.group', (all) =>
      all.map((group) => [
        group.querySelector('.topic')?.textContent ?? '',
        group.querySelectorAll('.record').length,
      ]),
    );
    const [, count] = sizes.find(([topic]) => topic === '生态环境') ?? [];
    expect(count).toBeGreaterThan(0);
    await page.type('#query', '生态环境');
    expect((await rows(page)).length).toBeGreaterThanOrEqual(Number(count));
    await page.close();
  });

  it('looks into whole sentences where no indicator itself says the word', async () => {
    const page = await asking('主要预期目标');
    const found = await rows(page);
    expect(found.length).toBeGreaterThan(0);
    for (const { quote } of found) expect(quote).toContain('主要预期目标');
    await page.close();
  });

  it('comes back to the topics as they were', async () => {
    const page = await windows.open('');
    const before = await names(page);
    expect(before.length).toBe(report.headline.length);
    await page.type('#query', '收入');
    await page.keyboard.press('Escape');
    expect(await names(page)).toEqual(before);
    expect(await said(page)).toBe(`共 ${total()} 项`);
    expect(await painted(page)).toEqual([]);
    await page.close();
  });

  it('stays when one comes back to the page', async () => {
    const page = await asking('收入');
    await page.goto('about:blank');
    await page.goBack();
    const words = await page.$eval('#query', (field) => (field as HTMLInputElement).value);
    expect((await names(page)).length).toBe(words === '收入' ? 4 : report.headline.length);
    await page.close();
  });
});

describe('the kinds', () => {
  it('narrow the list by keys alone, also that of a search', async () => {
    const page = await windows.open('');
    await page.focus('.kinds input:checked');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    const targets = [...report.indicators.values()].filter(({ status }) => status === 'target');
    expect(new Set((await rows(page)).map(({ kind }) => kind))).toEqual(new Set(['target']));
    expect((await rows(page)).length).toBe(targets.length);
    expect(await said(page)).toBe(`找到 ${targets.length} 项，共 ${total()} 项`);
    await page.type('#query', '收入');
    expect(await names(page)).toEqual(['一般公共预算收入', '居民人均可支配收入增幅']);
    await page.close();
  });
});

describe('the keys', () => {
  it('lead from anywhere into the search, through the results and back', async () => {
    const page = await windows.open('');
    await page.keyboard.press('/');
    await page.keyboard.type('收入');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.querySelector('.label')?.textContent);
    expect(await focused()).toBe('城乡居民人均可支配收入');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('一般公共预算收入');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('query');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('query');
    await page.close();
  });

  it('copy an indicator with its sentence and its source', async () => {
    const page = await asking('dqsczz');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('c');
    await page.waitForFunction(() => document.querySelector('.found')?.textContent === '已复制，附出处');
    // What really stands in the clipboard, by pasting it.
    await page.evaluate(() => document.body.append(document.createElement('textarea')));
    await page.focus('body > textarea');
    await page.keyboard.down('Control');
    await page.keyboard.press('v', { commands: ['Paste'] });
    await page.keyboard.up('Control');
    const pasted = await page.$eval('body > textarea', (field) => (field as HTMLTextAreaElement).value);
    expect(pasted).toBe(
      [
        '地区生产总值：预计超1900亿元，同比增长5%左右',
        '报告原句：全年预计实现地区生产总值超1900亿元，同比增长5%左右',
        '出处：常州市新北区2023年政府工作报告，一、（一）',
      ].join('\n'),
    );
    await page.close();
  });

  it('open the folded lists from their links and close them again', async () => {
    const page = await windows.open('');
    const open = () => page.$$eval('.folds details[open]', (all) => all.map((list) => list.id));
    expect(await open()).toEqual([]);
    await page.focus('.to-more a[href="#more-figures"]');
    await page.keyboard.press('Enter');
    expect(await open()).toEqual(['more-figures']);
    expect(await page.evaluate(() => document.activeElement?.parentElement?.id)).toBe('more-figures');
    await page.keyboard.press('Enter');
    expect(await open()).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#more-figures');
    await page.close();
  });
});

describe('a phone', () => {
  it('has the search before the publications and four results of two lines above them', async () => {
    const page = await asking('2023', PHONE);
    const places = await page.evaluate(() => ({
      first: !!(
        (document.querySelector('.records') as Element).compareDocumentPosition(
          document.querySelector('.made') as Element,
        ) & Node.DOCUMENT_POSITION_FOLLOWING
      ),
      wide: document.documentElement.scrollWidth,
    }));
    expect(places).toEqual({ first: true, wide: 390 });
    await page.$eval('#query', (field) => {
      (field as HTMLInputElement).value = '';
    });
    await page.type('#query', '收入');
    const heights = await page.$$eval('.record', (all) =>
      all.map((row) => row.getBoundingClientRect().height).filter((height) => height > 0),
    );
    expect(heights.length).toBe(4);
    for (const height of heights) expect(height).toBeLessThan(90);
    await page.close();
  });

  it('shows the others, and the sentence of one, when asked', async () => {
    const page = await asking('企业', PHONE);
    expect((await rows(page)).length).toBe(4);
    const all = Number(/找到 (\d+) 项/.exec((await said(page)) ?? '')?.[1]);
    expect(await page.$eval('.rest', (button) => button.textContent)).toMatch(
      new RegExp(`^还有 ${all - 4} 项`),
    );
    await page.tap('.rest');
    expect((await rows(page)).length).toBe(all);
    const seen = () =>
      page.$eval('.results .record', (row) =>
        ['.quote', '.copy'].map((part) => (row.querySelector(part)?.getClientRects().length ?? 0) > 0),
      );
    expect(await seen()).toEqual([false, false]);
    await page.tap('.results .record .detail');
    expect(await seen()).toEqual([true, true]);
    await page.close();
  });

  it('begins without the long list, and has it when asked', async () => {
    const page = await windows.open('', PHONE);
    expect(await rows(page)).toEqual([]);
    await page.tap('.rest');
    expect(await names(page)).toEqual(
      [...report.indicators.values()]
        .filter((indicator) => report.headline.includes(indicator))
        .map(({ short }) => short),
    );
    await page.close();
  });
});

it('nothing is wider than the window, at any width', async () => {
  for (const width of [320, 390, 600, 720, 721, 800, 1024, 1080, 1081, 1180, 1181, 1200, 1280, 1440, 2560]) {
    const page = await asking('收入', { width, height: 900 });
    await page.$$eval('.to-more a', (all) => {
      for (const link of all) (link as HTMLElement).click();
    });
    const wide = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      out: [...document.querySelectorAll('main *, header *, footer *')]
        .filter((one) => one.getClientRects().length > 0 && !one.closest('.unseen, thead'))
        .filter((one) => {
          const box = one.getBoundingClientRect();
          return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
        })
        .map((one) => one.className),
    }));
    expect(wide, `${width} px`).toEqual({ page: width, out: [] });
    await page.close();
  }
});

it('axe finds nothing wrong: at rest, with results, lists open, on a phone', async () => {
  const check = async (page: Page) => {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }).axe;
      return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    });
    expect(violations).toEqual([]);
    await page.close();
  };
  await check(await windows.open(''));
  await check(await asking('收入'));
  await check(await asking('没有这个词'));
  const lists = await windows.open('');
  await lists.$$eval('.to-more a, .fold', (all) => {
    for (const one of all) (one as HTMLElement).click();
  });
  await check(lists);
  await check(await windows.open('', PHONE));
  const phone = await asking('收入', PHONE);
  await phone.tap('.results .record .detail');
  await check(phone);
}, 60_000);
interface AxeViolation {
  id: string;
  nodes: { html: string }[];
}

it('without scripts everything is there to read', async () => {
  const page = await windows.open('');
  await page.setJavaScriptEnabled(false);
  await page.reload();
  await page.setJavaScriptEnabled(true);
  expect((await rows(page)).length).toBe(total());
  const shown = await page.$$eval('.query, .kinds, .keys, .folds summary', (all) =>
    all.filter((one) => one.getClientRects().length > 0).map((one) => one.tagName),
  );
  expect(new Set(shown)).toEqual(new Set(['SUMMARY']));
  await page.close();
});

it('asks for nothing but itself, and nothing goes wrong', () => {
  expect(new Set(windows.asked.filter((url) => !url.startsWith('data:') && url !== 'about:blank'))).toEqual(
    new Set([windows.url]),
  );
  expect(windows.errors).toEqual([]);
});
