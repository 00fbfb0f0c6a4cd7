import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexPage } from '../../scripts/publications/index-page/index-page.ts';
import { recordGroups, sentenceOf } from '../../scripts/publications/index-page/records.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

let report: Report;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
});

describe('the index page', () => {
  it('lists every indicator once, all but the headline folded', () => {
    const groups = recordGroups(report);
    const ids = groups.flatMap((g) => g.records.map((r) => r.indicator.id));
    expect(ids.toSorted()).toEqual([...report.indicators.keys()].toSorted());
    expect(groups.map((g) => g.open)).toEqual(groups.map((_, i) => i === 0));
  });

  it('marks only goals of the coming year as such', () => {
    for (const { records } of recordGroups(report))
      for (const { mark, indicator } of records)
        expect(mark === 'target').toBe(indicator.status === 'target');
  });

  it('prints places without a hanging 顿号, and says n / n only when nothing is left to prove', () => {
    const page = (findings: string[]) =>
      load(indexPage(report, { files: [], thumbnails: {}, numbers: 7, findings }).html);
    const places = page([])('td.where').toArray();
    expect(places.length).toBe(report.indicators.size);
    for (const cell of places) expect(load(cell).text().trim()).not.toMatch(/[、．.]$/);
    expect(page([])('.facts').text()).toContain('7 / 7');
    expect(page(['错'])('.facts').text()).not.toContain('7 / 7');
  });

  it('counts the figures only where they are there', () => {
    const files = [
      { path: 'indicators.xlsx', bytes: 25_000 },
      { path: 'figures/growth.svg', bytes: 9_000 },
    ];
    const extent = (some: typeof files) =>
      load(indexPage(report, { files: some, thumbnails: {}, numbers: 7, findings: [] }).html)(
        '.extent',
      ).text();
    expect(extent(files)).toBe('1 幅');
    expect(extent(files.slice(0, 1))).toBe('');
  });

  it('gives the whole sentence around a quote', () => {
    const text = '前一句。甲、乙共14个，其中丙4个；丁5个。后一句。';
    const at = text.indexOf('丙4个');
    const { before, quote, after } = sentenceOf({ text }, { start: at, end: at + 3, text: '丙4个' });
    expect([before?.text, quote.text, after?.text]).toEqual(['甲、乙共14个，其中', '丙4个', undefined]);
  });
});
