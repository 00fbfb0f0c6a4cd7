import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeChart, nativeCharts, whyNotNative } from '../../scripts/figures/native.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { FigureRow, FigureSpec, Report } from '../../scripts/report/report.ts';

const times = { year: 2023, reviewYear: 2022 };
let report: Report;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
});
const spec = (id: string): FigureSpec => {
  const found = report.figures.find((f) => f.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return found;
};
const rows = (id: string, change: (row: FigureRow, i: number) => FigureRow): FigureSpec => ({
  ...spec(id),
  groups: spec(id).groups.map((g) => ({ ...g, rows: g.rows.map(change) })),
});
const one = (charts: NativeChart[] | null): NativeChart => {
  expect(charts).toHaveLength(1);
  return (charts as NativeChart[])[0] as NativeChart;
};

describe('native charts', () => {
  it('name rows and series, and say what stands beside each bar', () => {
    const chart = one(nativeCharts(spec('growth-rates'), times));
    expect(chart).toMatchObject({ direction: 'bar', series: '增速（%）', most: null, title: null });
    expect(chart.points.map((p) => p.value)).toEqual([30.8, 12, 10.1, 9.5, 5.5, 5, 5]);
    const text = chart.points.map((p) => p.label.map((line) => line.map((piece) => piece.text).join('')));
    expect(text[1]).toEqual(['12%左右', '突破3400亿元']);
    // 同口径 travels with its number.
    expect(text[6]?.[0]).toBe('同口径增长5%');
  });

  it('are none for a slope or a dumbbell, and it is said why', () => {
    for (const [id, why] of [
      ['stock-changes', '单位不同'],
      ['growth-targets', '只能竖着画'],
      ['timeline', '没有这种图表'],
    ] as const) {
      expect(nativeCharts(spec(id), times), id).toBeNull();
      expect(whyNotNative(spec(id)), id).toContain(why);
    }
  });

  it('let the number follow the data sheet only where it is the number as printed', () => {
    const roles = one(nativeCharts(spec('leading-firms'), times)).points.map((p) =>
      p.label[0]?.map((piece) => piece.role),
    );
    expect(roles[0]).toEqual(['mark', 'small', 'value', 'small']);
    expect(roles[2]).toEqual(['mark', 'small', 'hanzi']); // 百
  });

  it('tell a derived value by its star', () => {
    const last = one(nativeCharts(spec('proposals'), times)).points.at(-1);
    expect(last?.ink.derived).toBe(true);
    expect(last?.label.flat().at(-1)?.text).toBe('*');
  });

  it('draw declines alone rightwards, as the drawing does', () => {
    const falling = rows('proposals', (row) =>
      row.value ? { ...row, value: { ...row.value, value: -row.value.value } } : row,
    );
    expect(one(nativeCharts(falling, times)).points.every((p) => p.value > 0)).toBe(true);
  });

  it.each([
    [
      'increases beside declines',
      () =>
        rows('proposals', (row, i) =>
          row.value && i === 0 ? { ...row, value: { ...row.value, value: -3 } } : row,
        ),
    ],
    [
      'a range',
      () =>
        rows('proposals', (row, i) =>
          row.value && i === 0 ? { ...row, value: { ...row.value, high: 400 } } : row,
        ),
    ],
    [
      'a number in words alone',
      () =>
        rows('proposals', (row, i) =>
          row.value && i === 0 ? { ...row, value: { ...row.value, value: Number.NaN } } : row,
        ),
    ],
    [
      'a value before on the same bar',
      () =>
        rows('quality-targets', (row) => ({ ...row, from: row.value as NonNullable<FigureRow['value']> })),
    ],
    [
      'several groups',
      () => ({ ...spec('proposals'), groups: [...spec('proposals').groups, ...spec('proposals').groups] }),
    ],
    [
      'columns without their years',
      () =>
        rows('innovation-pairs', (row) => (row.from ? { ...row, from: { ...row.from, period: '' } } : row)),
    ],
    ['kinds no office chart draws', () => spec('grid-station')],
  ])('give way to shapes for %s', (_what, figure) => {
    expect(nativeCharts(figure(), times)).toBeNull();
  });

  it('end shares at 100', () => {
    expect(one(nativeCharts(spec('quality-targets'), times)).most).toBe(100);
  });
});
