/** The data of every figure as tables, in two columns a page, at the end of the booklet. */
import { rowLabel, spanLabel, wordsLabel } from '../../figures/label.ts';
import { escapeHtml, type PageMap } from '../../marks.ts';
import type { Source } from '../../plan/booklet-sources.ts';
import { type FigureTable, figureTable, type Times, timeOf } from '../../plan/booklet-tables.ts';
import type { Fact, FigureGroup, FigureRow, FigureSpec, Report } from '../../report/report.ts';
import { breakable } from '../breaks.ts';
import { factHtml, labelHtml, verbatimHtml, yearHtml } from '../markup.ts';
import type { Render } from '../templates.ts';
import { columnsIn, columnsOf, type Line, linesOf, packed, type Table } from './figure-data-columns.ts';
import { type FigureNumbers, figureNumberHtml } from './figure-numbers.ts';
import { derivedOf, formulasOf } from './figure-room.ts';
import type { Area } from './format.ts';
import { pageListHtml } from './references.ts';

export const DATA_TITLE = '图表数据';

/** What tables are made with. Their pages are told without `pages`: how a table breaks never hangs on page numbers. */
interface Context {
  report: Report;
  pages: PageMap | undefined;
  numbers: FigureNumbers;
  area: Area;
}

/** How many pages the tables of these figures take. */
export const dataPages = (
  { report, area }: Pick<Context, 'report' | 'area'>,
  specs: readonly FigureSpec[],
): number =>
  packed(
    specs.map((spec) => tableOf({ report, area, pages: undefined, numbers: new Map() }, spec)),
    columnsIn(area),
  ).length;

/** The pages of the tables. */
export function dataHtml(render: Render, context: Context, specs: readonly FigureSpec[]): string {
  const pages = packed(
    specs.map((spec) => tableOf(context, spec)),
    columnsIn(context.area),
  );
  return render('figure-data', {
    pages: pages.map(({ columns }) => ({
      columns: columns.map(({ tables }) => ({ tables: tables.map((t) => ({ ...t, bodies: bodiesOf(t) })) })),
    })),
  });
}

/** Rows by group. */
function bodiesOf({ lines }: Table): { lines: Line[] }[] {
  const bodies: { lines: Line[] }[] = [];
  for (const line of lines) {
    const last = bodies[bodies.length - 1];
    if (last && !line.head) last.lines.push(line);
    else bodies.push({ lines: [line] });
  }
  return bodies;
}

/** A table with its rows as HTML and their heights. */
function tableOf(context: Context, spec: FigureSpec): Table {
  const { report, numbers, area } = context;
  const column = columnsIn(area).width;
  const plan = figureTable(report, spec);
  const widths = columnsOf(columnTexts(report, plan), column);
  const shared = { id: spec.id, title: spec.title, number: figureNumberHtml(numbers, spec.id) };
  const formulas = formulasOf(report, derivedOf([spec])).map(({ id, text }) => ({
    html: `* <span data-formula="${escapeHtml(id)}">${escapeHtml(text)}</span>`,
    lines: linesOf(`* ${text}`, column, 400, 0),
  }));
  return {
    ...shared,
    widths,
    titleLines: linesOf(`图00　${spec.title.text}　00页`, column, 600, 0),
    heads: headsOf(report, plan),
    lines: plan.columns ? valueLines(context, plan, widths) : wordLines(context, plan, widths),
    formulas,
    continued: false,
  };
}

/** Cells by column that must keep to one line; those of words may break. */
function columnTexts(report: Report, { columns, groups }: FigureTable) {
  if (!columns) return { from: null, value: null, aside: null };
  const rows = groups.flatMap((g) => g.rows.map((r) => r.row));
  const of = (facts: (Fact | undefined)[], column: Times | null) => [
    { text: textIn(column ? timesHtml(report, column) : ''), words: false },
    ...facts.flatMap((f) =>
      f ? [{ text: textIn(cellHtml(report, f, column)), words: f.kind === 'words' }] : [],
    ),
  ];
  const notes = rows.flatMap((r) => wordsIn(r).map(({ text }) => ({ text, words: true })));
  const asides = rows.map((r) => r.aside);
  return {
    from: columns.from
      ? of(
          rows.map((r) => r.from),
          columns.from,
        )
      : null,
    value: of(
      rows.map((r) => r.value),
      columns.value,
    ),
    aside: columns.aside ? [...of(asides, null), ...notes] : null,
  };
}

/** Heads of the columns; null for a table of words, whose columns speak for themselves. */
function headsOf(report: Report, { columns }: FigureTable): { html: string; aim: boolean }[] {
  const head = (times: Times, otherwise: string) => ({
    html: timesHtml(report, times) || otherwise,
    aim: times.goal === '目标' && times.when === 'year',
  });
  if (!columns) return [{ html: '报告原文', aim: false }];
  return [
    ...(columns.from ? [head(columns.from, '此前')] : []),
    ...(columns.value ? [head(columns.value, '数值')] : []),
    ...(columns.aside ? [{ html: '附注', aim: false }] : []),
  ];
}

/** 2022年, 2023年目标, 上年, 中长期目标; empty where the values differ. */
function timesHtml(report: Report, { when, goal }: Times): string {
  if (goal === '中长期目标') return goal;
  if (when === 'earlier') return '上年';
  return when === null ? goal : `${yearHtml(report, when)}年${goal}`;
}

/** Never an empty cell: Chromium leaves those out of the structure, and the row would seem shorter to those who hear it. */
const NONE = '<span class="none">—</span>';

/** A value in its column: red and ◆ for this year's goal; a goal of another time in words where the head does not say so. */
function cellHtml(report: Report, fact: Fact | undefined, column: Times | null): string {
  if (!fact) return NONE;
  const time = timeOf(report, fact);
  const aim = time.goal === '目标' && time.when === 'year';
  const said = column !== null && column.goal === time.goal;
  const star = fact.encoding === 'derived' ? '*' : '';
  const verb = fact.kind === 'change' && !fact.before.startsWith('同口径');
  const html = `${factHtml(fact, verb ? 'verb' : 'full')}${star}`;
  if (aim) return `<span class="aim">${said ? '' : '◆ '}${html}</span>`;
  return time.goal !== '' && !said ? `${html}<span class="later">${time.goal}</span>` : html;
}

/** What a cell says, to be measured. */
const textIn = (html: string): string => html.replace(/<[^>]*>/g, '');

function asideHtml(report: Report, row: FigureRow): string {
  const parts: string[] = [];
  if (row.aside) {
    const { indicator } = row.aside;
    const other = indicator && indicator.id !== row.value?.indicator?.id;
    parts.push(`${other ? `${labelHtml(indicator)} ` : ''}${cellHtml(report, row.aside, null)}`);
  }
  for (const span of wordsIn(row)) parts.push(verbatimHtml({ report }, span));
  return parts.join('；') || NONE;
}

const wordsIn = (row: FigureRow) => [...(row.note ? [row.note] : []), ...(row.fragments ?? [])];

const pagesHtml = ({ report, pages }: Context, sources: readonly Source[]): string =>
  pageListHtml({ report, pages }, sources) || NONE;

/** Two page numbers stand in a line, and a long list has runs. */
const pageLines = (sources: readonly Source[]): number => Math.min(3, Math.ceil(sources.length / 2));

/** Rows of values under the heads of their groups. */
function valueLines(context: Context, table: FigureTable, widths: number[]): Line[] {
  const { report } = context;
  const columns = table.columns;
  if (!columns) return [];
  return table.groups.flatMap(({ group, rows }) => [
    ...groupLine(group, widths),
    ...rows.map(({ row, sources }): Line => {
      const label = rowLabel(row);
      const name = marked(label.text, label.mark);
      const page = `<td class="pages">${pagesHtml(context, sources)}</td>`;
      const [first = 0] = widths;
      // A row of words alone has the room of the values.
      if (!row.value && !row.from) {
        const words = wordsIn(row)
          .map((s) => verbatimHtml({ report }, s))
          .join('；');
        const text = wordsIn(row)
          .map((s) => s.text)
          .join('；');
        const room = sumOf(widths.slice(label.text === '' ? 0 : 1, -1));
        const cells =
          label.text === ''
            ? `<td colspan="${widths.length - 1}" class="words">${words}</td>`
            : words === ''
              ? `<th scope="row" colspan="${widths.length - 1}">${name}</th>`
              : `<th scope="row">${name}</th><td colspan="${widths.length - 2}" class="words">${words}</td>`;
        return {
          html: `<tr data-datum>${cells}${page}</tr>`,
          lines: Math.max(linesOf(text, room), linesOf(label.text, first), pageLines(sources)),
        };
      }
      const cells: [string, string][] = [
        ...(columns.from ? [['from', cellHtml(report, row.from, columns.from)] as [string, string]] : []),
        ['value', cellHtml(report, row.value, columns.value)],
        ...(columns.aside ? [['aside', asideHtml(report, row)] as [string, string]] : []),
      ];
      return {
        html: `<tr data-datum><th scope="row">${name}</th>${cells.map(([kind, html]) => `<td class="${kind}">${html}</td>`).join('')}${page}</tr>`,
        lines: Math.max(
          linesOf(label.text, first),
          ...cells.map(([, html], i) => linesOf(textIn(html), widths[i + 1] ?? 0)),
          pageLines(sources),
        ),
      };
    }),
  ]);
}

/** The report's own words by group or row. */
function wordLines(context: Context, { words }: FigureTable, widths: number[]): Line[] {
  return words.map(({ group, row, fragments, sources }) => {
    const label = row ? rowLabel(row) : groupLabel(group);
    const text = fragments.map((s) => s.text).join('；');
    const html = fragments.map((s) => verbatimHtml(context, s)).join('；');
    const cells = label
      ? `<th scope="row">${marked(label.text, label.mark)}</th><td class="words">${html}</td>`
      : `<td colspan="2" class="words">${html}</td>`;
    return {
      html: `<tr data-datum>${cells}<td class="pages">${pagesHtml(context, sources)}</td></tr>`,
      lines: Math.max(
        linesOf(label?.text ?? '', widths[0] ?? 0),
        linesOf(text, (widths[1] ?? 0) + (label ? 0 : (widths[0] ?? 0))),
        pageLines(sources),
      ),
    };
  });
}

const groupLabel = (group: FigureGroup) =>
  group.label ? wordsLabel(group.label) : group.name ? spanLabel(group.name) : null;

function groupLine(group: FigureGroup, widths: readonly number[]): Line[] {
  const label = groupLabel(group);
  if (!label) return [];
  const head = `<tr class="group"><th colspan="${widths.length}" scope="rowgroup">${marked(label.text, label.mark)}</th></tr>`;
  return [{ html: head, lines: linesOf(label.text, sumOf(widths), 400, 0), head: true }];
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

const marked = (text: string, mark: Readonly<Record<string, string | undefined>>): string => {
  const attributes = Object.entries(mark).map(([k, v]) => ` ${k}="${escapeHtml(v ?? '')}"`);
  return `<span${attributes.join('')}>${breakable(text)}</span>`;
};
