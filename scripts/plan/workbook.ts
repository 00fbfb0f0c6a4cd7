/** indicators.xlsx as data: every indicator with its sentence, derived values as formulas of the cells they come from, and what the columns mean. */
import type { PageMap } from '../marks.ts';
import { profileForms } from '../marks.ts';
import { formulaText } from '../report/derived.ts';
import type { Derived, Fact, Indicator, Report } from '../report/report.ts';
import { indicatorGroups } from './indicator-groups.ts';

/** What a cell holds. `decimals`: as many as the report prints. A formula's `value` is what it gives. */
export type Cell =
  | { kind: 'text'; text: string; strong?: boolean; red?: boolean }
  | { kind: 'number'; value: number; decimals: number; red?: boolean }
  | { kind: 'formula'; formula: string; value: number; decimals: number }
  | null;

export interface WorkSheet {
  name: string;
  /** Head and width (in characters) of each column. */
  columns: { head: string; width: number }[];
  rows: Cell[][];
  /** How many columns are printed; what follows is for programs. */
  printed: number;
  /** The heads can filter. */
  filter: boolean;
}

/** Without the ids 228 characters: on A4 across some 6.5 pt, 小六, the smallest type that offices print. */
export const INDICATOR_COLUMNS = [
  { head: '专题', width: 11 },
  { head: '指标', width: 22 },
  { head: '时期', width: 10 },
  { head: '性质', width: 10 },
  { head: '限定', width: 8 },
  { head: '数值', width: 8 },
  { head: '上限', width: 6 },
  { head: '单位', width: 8 },
  { head: '报告表述', width: 16 },
  { head: '变化', width: 14 },
  { head: '变化数值', width: 9 },
  { head: '变化单位', width: 9 },
  { head: '位次', width: 12 },
  { head: '章节', width: 38 },
  { head: '原句', width: 40 },
  { head: '手册页', width: 7 },
  { head: '编号', width: 26 },
] as const;

/** The sheet of all indicators, and its columns that formulas refer to. */
const SHEET = '指标';
const [VALUE, CHANGE] = ['F', 'K'];

const text = (value: string, more: { strong?: boolean; red?: boolean } = {}): Cell =>
  value === '' ? null : { kind: 'text', text: value, ...more };

/** The title in the workbook's properties. */
export function workbookTitle({ profile }: Report): string {
  const { region, title } = profileForms(profile);
  return `${region ?? ''}${title}指标`;
}

/** The sheets of the workbook. `pages`: the booklet's, where one was laid out. */
export function planWorkbook(report: Report, pages: PageMap | undefined): WorkSheet[] {
  const rows = indicatorGroups(report).flatMap(({ name, indicators }) =>
    indicators.map((indicator) => ({ group: name, indicator })),
  );
  // Under the heads.
  const rowOf = new Map(rows.map(({ indicator }, i) => [indicator.id, i + 2]));
  const derived = [...report.derived.values()];
  return [
    {
      name: SHEET,
      columns: [...INDICATOR_COLUMNS],
      rows: rows.map(({ group, indicator }) => indicatorRow(report, group, indicator, pages)),
      printed: INDICATOR_COLUMNS.length - 1,
      filter: true,
    },
    ...(derived.length > 0 ? [derivedSheet(report, derived, rowOf)] : []),
    notesSheet(report, rows.length),
  ];
}

function indicatorRow(
  report: Report,
  group: string,
  indicator: Indicator,
  pages: PageMap | undefined,
): Cell[] {
  const { id, status, quote, section } = indicator;
  const [value, change, rank] = [id, `${id}.change`, `${id}.rank`].map((ref) => report.facts.get(ref));
  const red = status === 'target';
  const page = pages?.get(`indicator:${id}`)?.first;
  return [
    text(group),
    text(indicator.name, { strong: true }),
    text(periodText(indicator.period)),
    text(natureOf(indicator), { red }),
    text(value && value.kind !== 'words' ? [value.before, value.after].filter(Boolean).join('…') : ''),
    value ? numberCell(value, value.value, red) : null,
    value?.high === undefined ? null : numberCell(value, value.high, red),
    text(value?.unit ?? ''),
    text(value?.text ?? '', { red }),
    text(change?.text ?? ''),
    change ? numberCell(change, Math.abs(change.value)) : null,
    text(change?.unit ?? ''),
    text(rank?.text ?? ''),
    text(placeOf(report, section)),
    text(quote),
    page === undefined ? null : { kind: 'number', value: page, decimals: 0 },
    text(id),
  ];
}

function numberCell(fact: Fact, value: number, red = false): Cell {
  if (!Number.isFinite(value)) return null;
  return { kind: 'number', value, decimals: decimalsOf(fact), red };
}

/** 5.50 has two; a number in hanzi none. */
const decimalsOf = (fact: Fact): number => /\.(\d+)/.exec(fact.number)?.[1]?.length ?? 0;

const PARTS: Record<string, string> = {
  ...{ H1: '上半年', H2: '下半年' },
  ...{ Q1: '一季度', Q2: '二季度', Q3: '三季度', Q4: '四季度' },
};

/** 2022 → 2022年, 2022H2 → 2022年下半年, 2022Q4 → 2022年四季度; what has another form stays. */
function periodText(period: string): string {
  const [, year, part = ''] = /^(\d{4})(H[12]|Q[1-4])?$/.exec(period) ?? [];
  return year === undefined ? period : `${year}年${PARTS[part] ?? ''}`;
}

function natureOf({ status, qualifiers }: Indicator): string {
  if (status === 'target') return '当年目标';
  if (status === 'plan') return '中长期目标';
  if (status === 'definition') return '名词解释';
  return qualifiers.includes('expected') ? '预计' : '完成';
}

/** Numbers and titles of the headings above a quote. */
function placeOf(report: Report, section: string): string {
  const path = section.split('.');
  return path
    .flatMap((_, i) => report.headings.get(path.slice(0, i + 1).join('.')) ?? [])
    .map(({ number, title }) => number + title.text)
    .join(' / ');
}

/** Derived values: each a formula of cells of the first sheet. */
function derivedSheet(
  report: Report,
  derived: readonly Derived[],
  rowOf: ReadonlyMap<string, number>,
): WorkSheet {
  return {
    name: '推算',
    columns: [
      { head: '推算值', width: 34 },
      { head: '数值', width: 11 },
      { head: '单位', width: 8 },
      { head: '时期', width: 12 },
      { head: '算式', width: 44 },
      { head: '用于图', width: 44 },
      { head: '编号', width: 26 },
    ],
    rows: derived.map((one): Cell[] => [
      text(one.name, { strong: true }),
      {
        kind: 'formula',
        formula: formulaOf(one, rowOf),
        value: one.fact.value,
        decimals: decimalsOf(one.fact),
      },
      text(one.unit),
      text(periodText(one.fact.period)),
      text(formulaText(one)),
      text(figuresWith(report, one)),
      text(one.id),
    ]),
    printed: 6,
    filter: true,
  };
}

/** `a - b.change` → 指标!F3-指标!K7; `count(a, b)` → COUNTA(指标!B3,指标!B9). */
function formulaOf({ formula }: Derived, rowOf: ReadonlyMap<string, number>): string {
  const cell = (ref: string, column?: string): string => {
    const [, id = ref, part] = /^(.*?)(?:\.(change|rank))?$/.exec(ref) ?? [];
    const row = rowOf.get(id);
    if (row === undefined) throw new Error(`no row for ${ref}`);
    return `${SHEET}!${column ?? (part === 'change' ? CHANGE : VALUE)}${row}`;
  };
  const counted = /^count\((.*)\)$/.exec(formula.trim());
  // What is counted are indicators, also those set in words: their names.
  if (counted)
    return `COUNTA(${counted[1]!
      .split(',')
      .map((ref) => cell(ref.trim(), 'B'))
      .join(',')})`;
  return formula
    .trim()
    .split(/\s+/)
    .map((token, i) => (i % 2 === 1 ? token.replace('−', '-') : token === '100' ? token : cell(token)))
    .join('');
}

const figuresWith = (report: Report, { id }: Derived): string =>
  report.figures
    .filter((figure) =>
      figure.groups.some((g) => g.rows.some((r) => [r.value, r.from, r.aside].some((f) => f?.ref === id))),
    )
    .map((figure) => figure.title.text)
    .join('；');

/** Whose numbers these are, and what the columns mean. */
function notesSheet(report: Report, count: number): WorkSheet {
  const { region = '', title, meeting, date, issuer } = profileForms(report.profile);
  const line = (head: string, words: string | null | undefined): Cell[][] =>
    words ? [[text(head, { strong: true }), text(words)]] : [];
  return {
    name: '说明',
    columns: [
      { head: '项目', width: 16 },
      { head: '说明', width: 90 },
    ],
    rows: [
      ...line('报告', `${region}${title}`),
      ...line('会议', meeting),
      ...line('日期', date),
      ...line('发布', issuer),
      ...(count > 0
        ? [
            [
              text('指标项数', { strong: true }),
              { kind: 'formula', formula: `COUNTA(${SHEET}!B2:B${count + 1})`, value: count, decimals: 0 },
            ] satisfies Cell[],
          ]
        : []),
      ...line('数值', '报告所列的数；“超”“左右”等见“限定”，完整说法见“报告表述”。区间列下限和上限。'),
      ...line('变化数值', '升降的幅度，不带正负号；升降、口径见“变化”。'),
      ...line('性质', '完成、预计、当年目标、中长期目标；“名词解释”中的数不是本地的完成数或目标。'),
      ...line('原句', '报告原文，逐字。'),
      ...line('手册页', '汇报手册正文中的页码。'),
      ...line('推算', '由“指标”表的单元格相加减或计数得出，公式可点开查看；不由增长率倒推。'),
      ...line('原文校验值', report.sha256),
    ],
    printed: 2,
    filter: false,
  };
}
