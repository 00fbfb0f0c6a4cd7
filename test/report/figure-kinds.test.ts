/** figures.yaml that would give a broken chart: refused with its place, its code and what to do. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../scripts/problem.ts';
import { errorsOf, folderOf } from './folder.ts';

const xinbei = folderOf('data/xinbei-2023');
const folder = {
  'report.txt': xinbei['report.txt'] ?? '',
  'indicators.yaml': xinbei['indicators.yaml'] ?? '',
};

/** A figures.yaml of one figure; rows begin on line 6. */
const figure = (kind: string, rows: string[], part = '', derived = '') =>
  `${derived}figures:\n  - id: only\n    kind: ${kind}\n    title: 指标\n    topic: overview\n${part}    rows:\n${rows.map((r) => `      - ${r}\n`).join('')}`;
const errors = (yaml: string): Promise<Problem[]> => errorsOf({ ...folder, 'figures.yaml': yaml });
const codes = async (yaml: string) => (await errors(yaml)).map((p) => p.code);

describe('rows that do not suit their kind', () => {
  it('are told with line, column, code and hint', async () => {
    const [fault, ...others] = await errors(figure('bar', ['value: trade', 'value: income-target']));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'D215', severity: 'error', at: { line: 8, col: 16 } });
    expect(fault?.at?.file).toMatch(/figures\.yaml$/);
    expect(fault?.message.zh).toContain('income-target');
    expect(fault?.hint?.zh).toContain('key-figures');
  });
  it.each([
    ['words as a bar', 'bar', ['value: income-target']],
    ['words as squares', 'unit-grid', ['value: income-target']],
    ['words as a column', 'pairs', ['value: income-target']],
    ['words as a share', 'share', ['value: income-target']],
    ['words as the point before', 'dumbbell', ['{ from: income-target, value: gdp-target }']],
    ['a decline as a column', 'pairs', ['value: fires-q4']],
    ['a decline as a share', 'share', ['value: fires-q4']],
    ['money as a share', 'share', ['value: trade']],
    ['more squares than can be counted', 'unit-grid', ['value: hightech-total']],
    ['a slope from nowhere', 'slope', ['value: hightech-total']],
    ['a row without a value', 'bar', ['{ label: 指标 }']],
    ['an empty row', 'key-figures', ['{}']],
    ['a row of nothing but small print', 'tiers', ['{ note: 净增高企220家 }']],
    ['a column of fragments without a name', 'structure', ['{ fragments: [净增高企220家] }']],
    ['a column without fragments', 'structure', ['{ label: 指标 }']],
    ['an aside that is not printed', 'unit-grid', ['{ value: hightech-net, aside: hightech-total }']],
    ['small print that is not printed', 'pairs', ['{ value: hightech-total, note: 净增高企220家 }']],
    ['a value before that is not printed', 'bar', ['{ value: gdp-target, from: gdp.change }']],
  ])('%s', async (_, kind, rows) => {
    expect((await codes(figure(kind, rows))).filter((c) => c !== 'D210')).toContain('D215');
  });
  it('lets a target in words stand in a dumbbell, and any number in key figures', async () => {
    expect(await codes(figure('dumbbell', ['{ from: income.change, value: income-target }']))).toEqual([]);
    expect(
      await codes(figure('key-figures', ['value: trade', 'value: fires-q4', 'value: hightech-total'])),
    ).toEqual([]);
  });
});

describe('figures that cannot hold what is put in', () => {
  it('are told at their rows, with a hint', async () => {
    const rows = Array.from({ length: 41 }, () => 'value: trade');
    const [fault] = (await errors(figure('bar', rows))).filter((p) => p.code === 'D216');
    expect(fault).toMatchObject({ severity: 'error', at: { line: 7, col: 7 } });
    expect(fault?.message.zh).toBe('41 行太多，bar 最多 16 行');
    expect(fault?.hint?.zh).toBe('拆成几幅图');
  });
  it.each([
    ['mixed units on an axis', figure('bar', ['value: trade', 'value: hightech-total'])],
    [
      'bars too far apart',
      figure('bar', ['value: hightech-total', 'value: champions'], '    note: 高企为总数，单项冠军为新增\n'),
    ],
    ['a long title', figure('bar', ['value: trade']).replace('指标', '指标'.repeat(30))],
    ['a long subtitle', figure('bar', ['value: trade'], `    subtitle: ${'指标'.repeat(40)}\n`)],
    ['a long note', figure('bar', ['value: trade'], `    note: ${'指标'.repeat(90)}\n`)],
  ])('%s', async (_, yaml) => {
    expect(await codes(yaml)).toEqual(['D216']);
  });
  it('lets a panel have its own unit', async () => {
    expect(await codes(figure('pairs', ['value: trade', 'value: hightech-total']))).toEqual([]);
  });
});

describe('other bad figures', () => {
  it('an unknown kind, no rows at all, an empty list of rows, an id used twice', async () => {
    expect(await codes(figure('pie', ['value: trade']))).toEqual(['D104']);
    const one = figure('bar', ['value: trade']);
    expect(await codes(one.replace(/ {4}rows:[\s\S]*/, ''))).toEqual(['D105']);
    expect(await codes(one.replace(/rows:[\s\S]*/, 'rows: []\n'))).toEqual(['D104']);
    expect(await codes(one + one.replace('figures:\n', ''))).toEqual(['D201']);
  });
  it('a derived value below zero', async () => {
    const derived =
      'derived:\n  - { id: less, name: 净增高企, formula: hightech-net - hightech-total, unit: 家 }\n';
    const [fault] = await errors(figure('bar', ['value: trade'], '', derived));
    expect(fault).toMatchObject({ code: 'D214', at: { line: 2 } });
  });
});
