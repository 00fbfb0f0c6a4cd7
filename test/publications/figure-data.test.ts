import { beforeAll, describe, expect, it } from 'vitest';
import { dataPages } from '../../scripts/publications/booklet/figure-data.ts';
import {
  columnsIn,
  columnsOf,
  type Line,
  linesOf,
  packed,
  type Table,
} from '../../scripts/publications/booklet/figure-data-columns.ts';
import { A4 } from '../../scripts/publications/booklet/format.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

const sum = (list: readonly number[]) => list.reduce((total, part) => total + part, 0);
const row = (head = false): Line => ({ html: '<tr></tr>', lines: 1, ...(head ? { head } : {}) });
const table = (id: string, lines: Line[]): Table => ({
  id,
  title: { address: 'x', runs: [], text: id },
  number: '',
  titleLines: 1,
  widths: [],
  heads: [],
  lines,
  formulas: [{ html: '', lines: 1 }],
  continued: false,
});
const rows = (n: number) => Array.from({ length: n }, () => row());
let report: Report;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
});

describe('tables of the figures', () => {
  it('take few pages: of three figures one, of sixty no more than nine', () => {
    expect(dataPages({ report, area: A4.area }, report.figures.slice(0, 3))).toBe(1);
    expect(dataPages({ report, area: A4.area }, report.figures)).toBeLessThanOrEqual(7);
    expect(
      dataPages({ report, area: A4.area }, [...report.figures, ...report.figures.slice(0, 9)]),
    ).toBeLessThanOrEqual(9);
  });

  it('keep short ones whole, in order, and lose no row', () => {
    const tables = Array.from({ length: 40 }, (_, i) => table(`t${i}`, rows(2 + (i % 9))));
    const set = packed(tables, columnsIn(A4.area)).flatMap((p) => p.columns.flatMap((c) => c.tables));
    expect(set).toEqual(tables);
  });

  it('part long ones between rows, never after the head of a group, and say so over the rest', () => {
    const lines = [...rows(30), row(true), ...rows(11), row(true), ...rows(30)];
    for (let before = 1; before < 44; before += 1) {
      const set = packed([table('a', rows(before)), table('b', lines)], columnsIn(A4.area)).flatMap((p) =>
        p.columns.flatMap((c) => c.tables),
      );
      const parts = set.filter((t) => t.id === 'b');
      expect(parts.flatMap((t) => t.lines)).toEqual(lines);
      expect(parts.map((t) => t.continued)).toEqual(parts.map((_, i) => i > 0));
      for (const part of parts.slice(0, -1)) {
        expect(part.lines.at(-1)?.head, `after ${before}`).toBeUndefined();
        expect(part.formulas).toEqual([]);
      }
      expect(parts.at(-1)?.formulas).toHaveLength(1);
    }
  });

  it('fill 75 mm: numbers get their line, names what is left', () => {
    const number = (text: string) => ({ text, words: false });
    for (const texts of [
      { from: null, value: [number('5家')], aside: null },
      { from: [number('840家*')], value: [number('预计530家')], aside: null },
      {
        from: [number('增长12%左右')],
        value: [number('不低于90万平方米')],
        aside: [number('预计超1900亿元')],
      },
      { from: null, value: null, aside: null },
    ]) {
      const widths = columnsOf(texts, columnsIn(A4.area).width);
      expect(sum(widths)).toBeCloseTo(75);
      expect(Math.min(...widths)).toBeGreaterThanOrEqual(11);
    }
  });

  it('count lines as they break: between words, long words anywhere', () => {
    expect(linesOf('地区生产总值', 30)).toBe(1);
    expect(linesOf('城乡居民人均可支配收入', 18)).toBe(3);
    expect(linesOf('', 20)).toBe(1);
  });
});
