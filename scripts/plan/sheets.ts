/** What each topic sheet shows: conclusion, key figures, two charts, a table of subjects, a few terms; and what may go when there is too much. */
import type { Fact, FigureSpec, Indicator, Report, Span, Term } from '../report/report.ts';
import { marksIn } from './clauses.ts';
import { conclusionOf, topicOfSections } from './section-sheets.ts';
import { outlineRows, partOver, type SheetRow } from './sheet-rows.ts';
import { type PlannedTopic, topicsOf } from './topics.ts';

export type { SheetCell, SheetRow } from './sheet-rows.ts';

/** A key figure: its value, what stands below it, and the target for the coming year. */
export interface SheetFigure {
  indicator: Indicator;
  value: Fact;
  note: Fact | null;
  target: { indicator: Indicator; fact: Fact } | null;
  /** The value itself is a target of the report's year. */
  future: boolean;
}

export interface SheetPlan {
  topic: PlannedTopic;
  /** Number of sheets of the running order; null for one that has no place in it. */
  of: number | null;
  /** The conclusion where the editor wrote no lead: one line or two, verbatim. */
  titles: Span[];
  /** Over what is to be done, in place of the year: the title of its part. */
  over: Span | null;
  figures: SheetFigure[];
  main: FigureSpec | null;
  /** Small charts in order of preference; the first that stands in four columns is drawn. */
  smalls: FigureSpec[];
  rows: SheetRow[];
  terms: Term[];
  /** The table holds less than the report says of the topic (without the editor's subjects). */
  shortened: boolean;
}

/** Definitions longer than this do not fit a third of the page's width. */
const LONG_DEFINITION = 110;
/** Room for the key figures: 180 mm in em of a number of 27 pt, below which they are no longer large. */
const FIGURES_WIDTH = 18.9;

/** The sheets in order: the topics', then those of other sections that were asked for. */
export function planSheets(report: Report): SheetPlan[] {
  const topics = topicsOf(report);
  const more = report.sheets.more.map((sheet) => topicOfSections(report, sheet));
  return [
    ...topics.map((topic) => planSheet(report, topic, topics.length)),
    ...more.map((topic) => planSheet(report, topic, null)),
  ];
}

/** Names of the sheets' files, in their order. */
export const sheetIds = (report: Report): string[] => [
  ...topicsOf(report).map(({ id }) => id),
  ...report.sheets.more.map(({ id }) => id),
];

function planSheet(report: Report, topic: PlannedTopic, of: number | null): SheetPlan {
  const { rows, shortened } =
    topic.subjects.length > 0
      ? {
          rows: topic.subjects.map((s) => ({
            label: s.label,
            done: { head: null, fragments: s.done },
            todo: { head: null, fragments: s.todo },
          })),
          shortened: false,
        }
      : outlineRows(report, topic);
  const [main = null, ...others] = topic.figures;
  return {
    topic,
    of,
    titles: linesOf(report, topic, of === null ? conclusionOf(report, topic) : null),
    over: topic.subjects.length > 0 ? null : partOver(report, topic.sections),
    figures: keyFigures(report, topic),
    main,
    smalls: main ? others : [],
    rows,
    terms: sheetTerms(topic, rows),
    shortened,
  };
}

/** A title of more characters is parted near its middle. */
const LONG_TITLE = 34;

/** Lines of a conclusion without the editor's lead: two titles, or one in two lines, parted at a comma. */
function linesOf(report: Report, { titles, sections }: PlannedTopic, own: readonly Span[] | null): Span[] {
  const chosen =
    own ??
    (titles.done && titles.todo
      ? [titles.done, titles.todo]
      : [titles.todo ?? titles.done ?? sections[0]?.title].flatMap((title) => title ?? []));
  const [title] = chosen;
  if (chosen.length !== 1 || !title) return [...chosen];
  const commas = marksIn(title.text, '，、');
  // Neither line of a long title may be so long that its type becomes small.
  const far = (at: number) => Math.abs(at - title.text.length / 2);
  const comma =
    (title.text.length > LONG_TITLE ? [...commas].sort((a, b) => far(a) - far(b))[0] : commas.at(-1)) ?? -1;
  if (comma < 0 || title.text.length < 9) return [title];
  const cut = title.start + comma + 1;
  const piece = (start: number, end: number) => ({ start, end, text: report.text.slice(start, end) });
  return [piece(title.start, cut), piece(cut, title.end)];
}

/** 3–5 figures, as many as stand side by side. */
function keyFigures(report: Report, topic: PlannedTopic): SheetFigure[] {
  const all = topic.indicators.flatMap((indicator): SheetFigure[] => {
    const value = report.facts.get(indicator.id);
    if (!value || value.kind === 'words' || value.number === '') return [];
    const note =
      report.facts.get(`${indicator.id}.change`) ?? report.facts.get(`${indicator.id}.rank`) ?? null;
    const pair = pairOf(report, indicator);
    const fact = pair ? report.facts.get(pair.id) : undefined;
    const future = indicator.status === 'target';
    return [
      {
        indicator,
        value,
        note: note && saysMore(note, value) ? note : null,
        target: pair && fact && !future && pair.status === 'target' ? { indicator: pair, fact } : null,
        future,
      },
    ];
  });
  for (const count of [5, 4, 3]) {
    const chosen = all.slice(0, count);
    if (chosen.reduce((sum, f) => sum + figureWidth(f), 0) <= FIGURES_WIDTH) return chosen;
  }
  return all.slice(0, 3);
}

/** Whether a change or rank says something that the value itself does not (全省城区第2位, 位列全省城区第2位). */
export function saysMore(note: Fact, value: Fact): boolean {
  return !note.text.includes(value.text) && !value.text.startsWith(note.text);
}

function pairOf(report: Report, indicator: Indicator): Indicator | undefined {
  if (indicator.pair !== undefined) return report.indicators.get(indicator.pair);
  return [...report.indicators.values()].find((other) => other.pair === indicator.id);
}

/** Width of a figure with its padding, in em of its number: digits .56, small parts .36 of a full-width character. */
export function figureWidth({ value, indicator, target }: SheetFigure): number {
  const small = [...(value.before + value.unit + value.after)].reduce(
    (n, c) => n + (c.charCodeAt(0) < 256 ? 0.25 : 0.4),
    0,
  );
  const number = [...value.number].reduce((n, c) => n + (c.charCodeAt(0) < 256 ? 0.57 : 1), 0);
  const label = Math.min(11, indicator.short.length) * 0.34;
  // The year and a target in numbers do not break: 2023年33微克/立方米以下.
  const aim = target && target.fact.number !== '' ? (textUnits(target.fact.text) + YEAR_UNITS) * 0.34 : 0;
  return Math.max(number + small, label, aim) + 0.55;
}

/** ◆ and 2023年 before a target, in full-width characters. */
const YEAR_UNITS = 4.2;
const textUnits = (text: string): number =>
  [...text].reduce((n, c) => n + (c.charCodeAt(0) < 256 ? 0.55 : 1), 0);

/** Terms that the table uses, short ones first; three at most. */
function sheetTerms(topic: PlannedTopic, rows: readonly SheetRow[]): Term[] {
  const spans = rows.flatMap((r) => [...r.done.fragments, ...r.todo.fragments]);
  const used = topic.terms.filter((term) =>
    term.uses.some((use) => spans.some((s) => use.start >= s.start && use.end <= s.end)),
  );
  const short = used.filter((t) => t.definition.text.length <= LONG_DEFINITION);
  const chosen = (short.length > 0 ? short : used)
    .sort((a, b) => a.definition.text.length - b.definition.text.length)
    .slice(0, 3);
  return chosen.sort((a, b) => a.number - b.number);
}
