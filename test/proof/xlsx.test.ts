import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planWorkbook } from '../../scripts/plan/workbook.ts';
import { bindWorkbook } from '../../scripts/print/xlsx.ts';
import { readZip, writeZip } from '../../scripts/print/zip.ts';
import { proveWorkbook } from '../../scripts/proof/xlsx.ts';
import { readReport } from '../../scripts/report/read.ts';

const report = await readReport(path.resolve(import.meta.dirname, '../../data/xinbei-2023'));
const pages = new Map([['indicator:gdp', { first: 7, last: 7, all: [7] }]]);
const bind = () => bindWorkbook(planWorkbook(report, pages), { title: '指标', date: '2023-01-03' });
let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await bind();
});

const prove = (file: Uint8Array) => proveWorkbook(file, 'indicators.xlsx', report, pages);

/** The workbook with one part changed, or added. */
async function altered(part: string, change: (xml: string) => string): Promise<Uint8Array> {
  const parts = new Map([...readZip(bytes)].map(([name, content]) => [name, content.toString('utf8')]));
  const old = parts.get(part) ?? '';
  const now = change(old);
  expect(now).not.toBe(old);
  parts.set(part, now);
  return writeZip(parts, new Date('2023-01-03T00:00:00Z'));
}

describe('indicators.xlsx', () => {
  it('holds every indicator once, with its sentence, and its derived values as formulas', () => {
    const [indicators, derived, notes] = planWorkbook(report, pages);
    expect(indicators?.rows).toHaveLength(report.indicators.size);
    const ids = indicators?.rows.map((row) => (row.at(-1)?.kind === 'text' ? row.at(-1) : null));
    expect(new Set(ids?.map((cell) => JSON.stringify(cell))).size).toBe(report.indicators.size);
    expect(derived?.rows).toHaveLength(report.derived.size);
    for (const row of derived?.rows ?? []) expect(row[1]?.kind).toBe('formula');
    expect(notes?.name).toBe('说明');
    for (const sheet of [indicators, derived, notes])
      for (const row of sheet?.rows ?? []) expect(row.length).toBeLessThanOrEqual(sheet?.columns.length ?? 0);
  });

  it('is proved, all values, changes, places and derived values with their sources', () => {
    const { findings, entries } = prove(bytes);
    expect(findings).toEqual([]);
    const gdp = entries.find((entry) => entry.ref === 'gdp');
    expect(gdp).toMatchObject({ text: '预计超1900亿元', kind: 'fact' });
    expect(entries.some((entry) => entry.formula?.includes(' - '))).toBe(true);
    expect(entries.length).toBeGreaterThan(report.indicators.size);
  });

  it('has the same bytes every time', async () => {
    expect(Buffer.compare(await bind(), bytes)).toBe(0);
  });

  it('shows as many decimals as the report prints', () => {
    const styles = readZip(bytes).get('xl/styles.xml')?.toString('utf8') ?? '';
    expect(styles).toContain('0.0');
    const [sheet] = planWorkbook(report, pages);
    const revenue = sheet?.rows.find((row) => row[1]?.kind === 'text' && row[1].text === '一般公共预算收入');
    expect(revenue?.[5]).toMatchObject({ value: 132.5, decimals: 1 });
  });

  it.each<[string, string, (xml: string) => string]>([
    ['a value', 'xl/worksheets/sheet1.xml', (xml) => xml.replace('<v>132.5</v>', '<v>135.2</v>')],
    ['a word', 'xl/sharedStrings.xml', (xml) => xml.replace('突破3400亿元', '突破4300亿元')],
    ['a formula', 'xl/worksheets/sheet2.xml', (xml) => xml.replace('</f>', '+1</f>')],
    ['what a formula gives', 'xl/worksheets/sheet2.xml', (xml) => xml.replace('<v>840</v>', '<v>480</v>')],
    ['a format', 'xl/styles.xml', (xml) => xml.replace('formatCode="0.0"', 'formatCode="0.0%"')],
    [
      'a cell more',
      'xl/worksheets/sheet3.xml',
      (xml) => xml.replace('</row>', '<c r="C1"><v>7</v></c></row>'),
    ],
    ['a hidden sheet', 'xl/workbook.xml', (xml) => xml.replace('<sheet ', '<sheet state="hidden" ')],
    ['a hidden row', 'xl/worksheets/sheet1.xml', (xml) => xml.replace('<row ', '<row hidden="1" ')],
    ['a sheet by another name', 'xl/workbook.xml', (xml) => xml.replace('推算', '估算')],
    ['a note', 'xl/comments1.xml', () => '<comments><t>九成</t></comments>'],
  ])('refuses %s that the data do not give', async (_what, part, change) => {
    const { findings, entries } = prove(await altered(part, change));
    expect(new Set(findings.map((f) => f.code))).toEqual(new Set(['P505']));
    expect(entries).toEqual([]);
  });

  it('refuses what is no workbook', () => {
    expect(prove(Buffer.from('nothing of the kind')).findings.map((f) => f.code)).toEqual(['P505']);
  });
});
