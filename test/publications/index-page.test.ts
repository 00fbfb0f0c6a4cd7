import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageMap } from '../../scripts/marks.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { indexPage, thumbnailsOf } from '../../scripts/publications/index-page/index-page.ts';
import { syllablesOf } from '../../scripts/publications/index-page/pinyin.ts';
import { recordGroups, sentenceOf } from '../../scripts/publications/index-page/records.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

let report: Report;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
});

const at = (page: number) => ({ first: page, last: page, all: [page] });
const pages: PageMap = new Map([
  ['block:cover', at(-1)],
  ['indicator:gdp', at(7)],
]);
const numbers = [
  { product: 'deck/deck.html', page: 4, text: '预计超1900亿元', kind: 'fact' as const, ref: 'gdp' },
  { product: 'booklet/booklet.pdf', text: '预计超1900亿元', kind: 'fact' as const, ref: 'gdp' },
  { product: 'sheets/industry.html', text: '4750亿元', kind: 'fact' as const, ref: 'gdp' },
];
const files = [
  { path: 'deck/deck.html', bytes: 2_800_000, pages: 32 },
  { path: 'deck/script.txt', bytes: 999 },
  { path: 'booklet/booklet.pdf', bytes: 3_300_000, pages: 65 },
  { path: 'booklet/booklet-large.pdf', bytes: 999_499, pages: 100 },
  { path: 'sheets/all.pdf', bytes: 969_000, pages: 8 },
  { path: 'sheets/industry.html', bytes: 1_300_000, pages: 1 },
  { path: 'sheets/industry.pdf', bytes: 221_000, pages: 1 },
  { path: 'infographic/infographic-10.png', bytes: 5000 },
  { path: 'infographic/infographic-2.png', bytes: 5000 },
  { path: 'indicators.xlsx', bytes: 25_000 },
  { path: 'figures/growth-rates.csv', bytes: 800 },
  { path: 'figures/growth-rates.svg', bytes: 9000 },
];
const made = (more: Partial<Parameters<typeof indexPage>[1]> = {}) =>
  indexPage(report, { files, thumbnails: {}, numbers, pages, findings: [], ...more }).html;

describe('the index page', () => {
  it('lists every indicator once, the headline open', () => {
    const groups = recordGroups(report, new Map());
    const ids = groups.flatMap((g) => g.records.map((r) => r.indicator.id));
    expect(ids.toSorted()).toEqual([...report.indicators.keys()].toSorted());
    expect(groups.map((g) => g.open)).toEqual(groups.map((_, i) => i === 0));
  });

  it('marks only goals of the coming year as such', () => {
    for (const { records } of recordGroups(report, new Map()))
      for (const { mark, indicator } of records)
        expect(mark === 'target').toBe(indicator.status === 'target');
  });

  it('prints places without a hanging 顿号, and says n / n only when nothing is left to prove', () => {
    const page = load(made());
    const places = page('td.where').toArray();
    expect(places.length).toBe(report.indicators.size);
    for (const cell of places) expect(load(cell).text().trim()).not.toMatch(/[、．.]$/);
    expect(page('.facts').text()).toContain('3 / 3');
    expect(load(made({ findings: ['错'] }))('.facts').text()).not.toContain('3 / 3');
  });

  it('says of every file its name, its use, its pages and its size, and leads to it', () => {
    const page = load(made());
    const rows = page('.shelf .files > li, .folds li')
      .toArray()
      .map((li) => page(li).text().replace(/\s+/g, ' ').trim());
    expect(rows).toContain('HTML 放映32 页2.8 MB会场放映，P 键开讲者窗口');
    expect(rows).toContain('大字版 PDF字号加大100 页 999 KB');
    expect(rows).toContain('讲稿，纯文本在手机上看999 B');
    expect(rows).toContain('产业与项目PDF 221 KB HTML 1.3 MB');
    expect(rows.filter((row) => row.startsWith('分图'))).toEqual(
      ['分图 2', '分图 10'].map((own) => `${own}5 KB`),
    );
    const led = new Set(
      page('a')
        .toArray()
        .map((a) => page(a).attr('href')),
    );
    for (const { path } of files) expect(led).toContain(path);
  });

  it('lets the files that were made stand open where none of the usual ones was', () => {
    const page = load(made({ files: [{ path: 'booklet/booklet-large.pdf', bytes: 5, pages: 100 }] }));
    expect(page('.shelf.booklet .files a').text()).toBe('大字版 PDF');
    expect(page('.folds details').length).toBe(0);
  });

  it('counts the figures only where they are there', () => {
    const some = [
      { path: 'indicators.xlsx', bytes: 25_000 },
      { path: 'figures/growth-rates.svg', bytes: 9_000 },
    ];
    const extent = (own: typeof some) => load(made({ files: own }))('.extent').text();
    expect(extent(some)).toBe(`${report.figures.length} 幅`);
    expect(extent(some.slice(0, 1))).toBe('');
  });

  it('tells where each indicator is printed, and the proof knows where that is not so', () => {
    const html = made();
    const gdp = load(html)('.record')
      .toArray()
      .map((row) => load(row, null, false))
      .find((row) => row('[data-label="gdp"]').length > 0);
    expect(gdp?.('.printed').text()).toBe('演示 4手册 7专题 1');
    const known = knownOf(report, { outputs: files, numbers, pages });
    const codes = (text: string) => proveHtml(text, 'index.html', known).findings.map((f) => f.code);
    expect(codes(html)).toEqual([]);
    expect(codes(html.replace('data-printed="gdp deck">4<', 'data-printed="gdp deck">5<'))).toEqual(['P107']);
    expect(codes(html.replace('data-printed="gdp booklet">7<', 'data-printed="gdp booklet">4<'))).toEqual([
      'P107',
    ]);
  });

  it('keeps the thumbnails of a finished page apart by publication', () => {
    const thumbnails = { deck: ['data:image/png;base64,AA=='], sheets: ['data:image/png;base64,BB==', 'x'] };
    expect(thumbnailsOf(made({ thumbnails }))).toMatchObject(thumbnails);
  });

  it('gives the whole sentence around a quote', () => {
    const text = '前一句。甲、乙共14个，其中丙4个；丁5个。后一句。';
    const start = text.indexOf('丙4个');
    const { before, quote, after } = sentenceOf({ text }, { start, end: start + 3, text: '丙4个' });
    expect([before?.text, quote.text, after?.text]).toEqual(['甲、乙共14个，其中', '丙4个', undefined]);
  });

  it('spells names in pinyin, a syllable a character', () => {
    expect(syllablesOf('重大项目')).toBe('zhong da xiang mu');
    expect(syllablesOf('省R&D投入')).toBe('sheng r & d tou ru');
    for (const { short } of report.indicators.values())
      expect(syllablesOf(short).split(' ').length, short).toBe([...short].length);
  });
});
