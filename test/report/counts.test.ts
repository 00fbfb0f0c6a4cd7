import { describe, expect, it } from 'vitest';
import { changed, errorsOf, folderOf, readFolder } from './folder.ts';

const good = folderOf('data/xinbei-2023');
const FIGURES = 'figures.yaml';
const figure = async (folder: ReturnType<typeof folderOf>, id: string) => {
  const { report } = await readFolder(folder);
  const spec = report.figures.find((f) => f.id === id);
  return { report, rows: spec?.groups.flatMap((g) => g.rows) ?? [], groups: spec?.groups ?? [] };
};
const counts = async (folder: ReturnType<typeof folderOf>) =>
  (await figure(folder, 'target-numbers')).rows.map((r) => r.value?.value);

describe('counted targets', () => {
  it('are those of each section, under its title', async () => {
    const { report, rows } = await figure(good, 'target-numbers');
    expect(rows.map((r) => r.value?.text)).toEqual(['19项', '11项', '0项', '16项', '6项', '1项', '0项']);
    expect(rows.map((r) => r.name)).toEqual(
      ['3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7'].map((path) => report.headings.get(path)?.title),
    );
  });

  it('leave out goals of later years and targets in words', async () => {
    const status = (from: string, to: string) => changed(good, 'indicators.yaml', [from, to]);
    const year = status(
      'period: 十四五\n  status: plan\n  section: "3.1.3"\n  quote: 力争到“十四五”末累计完成超一万亩集体土地入市',
      'period: "2023"\n  status: target\n  section: "3.1.3"\n  quote: 力争到“十四五”末累计完成超一万亩集体土地入市',
    );
    expect((await counts(year))[0]).toBe(20);
    // 实现翻番 has no number, whatever its status.
    const words = status(
      'period: 十四五\n  status: plan\n  section: "3.1.3"\n  quote: 到“十四五”末提质增效工业用地超一万亩、亩均税收实现翻番',
      'period: "2023"\n  status: target\n  section: "3.1.3"\n  quote: 到“十四五”末提质增效工业用地超一万亩、亩均税收实现翻番',
    );
    expect((await counts(words))[0]).toBe(19);
  });
});

describe('names in the report’s own words', () => {
  it('are found in the passage that lists them, one after the other', async () => {
    const { report, rows } = await figure(good, 'grid-station');
    const names = rows.flatMap((r) => r.name ?? []);
    expect(names.map((n) => n.text)).toEqual(['镇（街道）', '村（社区）', '网格', '微网格', '户']);
    const from = report.text.indexOf('镇（街道）—村');
    const last = names.at(-1);
    expect(report.text.slice(from, last?.end)).toBe('镇（街道）—村（社区）—网格—微网格—户');
    for (const n of names) expect(report.text.slice(n.start, n.end)).toBe(n.text);
    expect(names.map((n) => n.start)).toEqual(names.map((n) => n.start).toSorted((a, b) => a - b));
  });

  it('a time stands as in the report', async () => {
    const { report, groups } = await figure(good, 'timeline');
    const name = groups.at(-1)?.name;
    expect(report.text.slice(name?.start, name?.end)).toBe('“十四五”末');
  });

  it.each([
    ['a name that the report does not use', '      - name: 村（社区）', '      - name: 村（居委会）', 'D301'],
    ['a heading that is not there', '      - section: "3.7"', '      - section: "3.9"', 'D203'],
    [
      'value and section',
      '      - section: "3.7"',
      '      - section: "3.7"\n        value: jobs-target',
      'D105',
    ],
    ['two names', '      - name: 村（社区）', '      - name: 村（社区）\n        label: 村', 'D105'],
    ['a point without its time', '      - label: "{year}年内"\n        rows:', '      - rows:', 'D105'],
    ['a row that says nothing', '      - name: 镇（街道）', '      - label: 镇', 'D105'],
  ])('%s is refused', async (_, from, to, code) => {
    const errors = await errorsOf(changed(good, FIGURES, [from, to]));
    expect(errors.map((p) => p.code)).toEqual([code]);
  });
});
