/** The data behind a figure as CSV, for spreadsheets: its words on top, one fact a line, note, formulas and source at the foot. */
import type { Fact, FigureSpec } from '../report/report.ts';
import { rowLabel } from './label.ts';
import type { Formula, SourceLine } from './svg-file.ts';

/** Columns of the table, in order. */
export const CSV_COLUMNS = [
  '分组',
  '项目',
  '表述',
  '数值',
  '上限',
  '单位',
  '年份',
  '性质',
  '指标编号',
  '依据',
] as const;

/** What a number is, in a word. */
const NATURES: Record<Fact['encoding'], string> = {
  reported: '报告数',
  expected: '预计或约数',
  'lower-bound': '下限',
  target: '目标',
  'target-lower-bound': '目标下限',
  plan: '中长期目标',
  'plan-lower-bound': '中长期目标下限',
  derived: '推算',
};

/** The line of a fact in a figure. Its basis is the quote in the report, or the formula of a derived value. */
export function csvLine(group: string, item: string, fact: Fact): string[] {
  const stated = Number.isFinite(fact.value);
  return [
    group,
    item,
    fact.text,
    stated ? String(fact.value) : '',
    stated && fact.high !== undefined ? String(fact.high) : '',
    fact.unit,
    fact.period,
    NATURES[fact.encoding],
    fact.ref,
    fact.quote,
  ];
}

/**
 * The file: UTF-8 with a byte order mark, without which Excel reads Chinese as another encoding; lines and quotes as RFC 4180 has them. A cell
 * that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function figureCsv(spec: FigureSpec, source: SourceLine, formulas: readonly Formula[]): string {
  const lines: string[][] = [['标题', spec.title.text]];
  if (spec.subtitle) lines.push(['副题', spec.subtitle.text]);
  lines.push([], [...CSV_COLUMNS]);
  for (const group of spec.groups)
    for (const row of group.rows) {
      const [name, item] = [(group.label ?? group.name)?.text ?? '', rowLabel(row).text];
      for (const fact of [row.from, row.value, row.aside])
        if (fact)
          lines.push(
            csvLine(
              name,
              fact === row.aside && fact.indicator ? asideName(item, fact, row.value) : item,
              fact,
            ),
          );
      for (const span of [...(row.note ? [row.note] : []), ...(row.fragments ?? [])])
        lines.push([name, item, span.text, '', '', '', '', '原文', '', '']);
    }
  lines.push([]);
  if (spec.note) lines.push(['注', spec.note.text]);
  for (const formula of formulas) lines.push(['推算', formula.text.replace(/^\* /, '')]);
  const [head = '', ...rest] = source.runs
    .map((run) => run.text)
    .join('')
    .split('：');
  lines.push([head, rest.join('：')]);
  return `\ufeff${lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}

/** A second number that measures something else has its own name. */
const asideName = (item: string, fact: Fact, value: Fact | undefined): string =>
  fact.indicator?.id === value?.indicator?.id ? item : (fact.indicator?.short ?? item);

function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Cells of a CSV file by line; the mark at its head is dropped. */
export function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const body = text.replace(/^\ufeff/, '');
  while (cells.lastIndex < body.length) {
    const found = cells.exec(body);
    if (!found) throw new Error(`no cell at ${cells.lastIndex}`);
    line.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    lines.push(line.length === 1 && line[0] === '' ? [] : line);
    line = [];
  }
  return lines;
}
