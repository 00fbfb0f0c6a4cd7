/** What a topic's bands of the long picture show: its large number, a grid of others, its charts, its tasks with their numbers. */
import type { FigureKind, FigureSpec, Indicator, Report, Span, Words } from '../report/report.ts';
import { cellOf } from './deck-overview.ts';
import { type Cell, units } from './deck-slide.ts';
import { planItems, tasksOf } from './deck-tasks.ts';
import { LIMITS } from './infographic-limits.ts';
import { indicatorsOf, isReview, type PlannedTopic, paragraphsOf, withoutStop } from './topics.ts';

/** Kinds that draw: boards and lists of words are no picture. */
const CHARTS: readonly FigureKind[] = [
  ...(['pairs', 'bar', 'slope', 'share', 'unit-grid', 'dumbbell', 'tiers', 'layers'] as const),
];
/** Characters of a phrase of what is to be done: three lines. */
const PHRASE = 72;
/** Least cells of a grid that is filled up with numbers the editor did not put first. */
const FILLED = 4;

/** Indicators as cells, those without a number left out. */
export const numbersOf = (report: Report, indicators: readonly Indicator[]): Cell[] =>
  indicators.flatMap((indicator) => {
    const cell = cellOf(report, indicator);
    return cell && cell.value.number !== '' && fits(cell) ? [cell] : [];
  });

/** Whether the name of a cell stands in two lines of its column. */
const fits = ({ label, value }: Cell): boolean =>
  units(label?.text ?? value.indicator?.short ?? value.label) <= LIMITS.label.units * LIMITS.label.lines;

/** The topic's large number: the editor's, else the first result; null where it states none. */
export function topicHero(report: Report, topic: PlannedTopic): Cell | null {
  const chosen = topic.hero?.indicator;
  const actual = topic.indicators.filter((i) => i.status === 'actual');
  const [cell] = numbersOf(report, [...(chosen?.status === 'actual' ? [chosen] : []), ...actual]);
  return cell ?? null;
}

/** The topic's charts: the two years compared, then those with results, then goals; in the editor's order. */
export function chartsOf(topic: PlannedTopic): FigureSpec[] {
  const statuses = (figure: FigureSpec) =>
    new Set(figure.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.status, r.from?.status])));
  const weight = (figure: FigureSpec): number => {
    const own = statuses(figure);
    if (own.has('plan') || own.has('definition')) return 3;
    if (figure.kind === 'pairs') return 0;
    return own.has('actual') ? 1 : 2;
  };
  return topic.figures
    .filter((f) => CHARTS.includes(f.kind))
    .map((figure, i) => ({ figure, i }))
    .sort((a, b) => weight(a.figure) - weight(b.figure) || a.i - b.i)
    .map(({ figure }) => figure);
}

/** Cells of the grid: the topic's own results, else those of its figures and sections; an even number. `apart`: told elsewhere. */
export function doneCells(
  report: Report,
  topic: PlannedTopic,
  { hero, apart }: { hero: Cell | null; apart: (ref: string) => boolean },
): Cell[] {
  const fresh = (cell: Cell) =>
    cell.value.number !== '' &&
    cell.value.status === 'actual' &&
    cell.value.ref !== hero?.value.ref &&
    !apart(cell.value.ref);
  const own = numbersOf(report, topic.indicators).filter(fresh);
  const more = [
    ...figureCells(report, topic, 'key-figures'),
    // What else its sections state need not belong to a topic of the editor's.
    ...(report.topics.length > 0
      ? []
      : numbersOf(report, indicatorsOf(report, sectionsOf(report, topic, 'done')))),
  ].filter(fresh);
  const cells = own.slice(0, LIMITS.cells);
  for (const cell of more)
    if (cells.length < FILLED && !cells.some((c) => c.value.ref === cell.value.ref)) cells.push(cell);
  return cells.slice(0, cells.length - (cells.length % 2));
}

/** Numbers that a topic's figures of one kind list, under the editor's names for them. */
function figureCells(report: Report, topic: PlannedTopic, kind: FigureKind): Cell[] {
  return topic.figures
    .filter((f) => f.kind === kind)
    .flatMap((f) => f.groups.flatMap((g) => g.rows))
    .flatMap(({ value, label }): Cell[] => {
      const indicator = value?.indicator;
      const cell = indicator && value.ref === indicator.id ? cellOf(report, indicator, label ?? null) : null;
      return cell && fits(cell) ? [cell] : [];
    });
}

/** Targets of the year: the topic's own, those of its boards, those of its items; in the order of the text, words last. */
export function todoRows(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  apart: (ref: string) => boolean,
): Cell[] {
  const boards = [
    ...figureCells(report, topic, 'target-board'),
    ...figureCells(report, topic, 'key-figures'),
  ];
  const own = topic.indicators.flatMap((i) => cellOf(report, i, wordsFor(boards, i)) ?? []);
  const items = planItems(report, topic, topics).flatMap((item) => tasksOf(report, topic, item));
  const rows: Cell[] = [];
  for (const cell of [...own, ...boards, ...items]) {
    const { ref, status } = cell.value;
    const known = rows.some((r) => r.value.ref === ref);
    if (status === 'target' && !known && !apart(ref) && rows.length < LIMITS.rows) rows.push(cell);
  }
  const place = ({ value }: Cell) => (value.number === '' ? 1e9 : 0) + (value.indicator?.span.start ?? 0);
  return rows.sort((a, b) => place(a) - place(b));
}

const wordsFor = (cells: readonly Cell[], indicator: Indicator): Words | null =>
  cells.find((c) => c.value.ref === indicator.id)?.label ?? null;

/**
 * Verbatim phrases of what was or is to be done: the editor's, those first that use a term of the glossary, none that the numbers of `said` say; without the
 * editor's, the lead phrases and titles of items of the sections.
 */
export function phrasesOf(
  report: Report,
  topic: PlannedTopic,
  side: 'done' | 'todo',
  said: readonly Indicator[] = [],
): Span[] {
  const subjects = topic.subjects.flatMap((s) => s[side]);
  if (subjects.length > 0) {
    const repeats = (span: Span) => said.some((i) => i.span.start < span.end && span.start < i.span.end);
    const chosen = subjects.filter((s) => units(s.text) <= PHRASE && !repeats(s));
    const uses = (span: Span) =>
      topic.terms.some((t) => t.uses.some((u) => u.start >= span.start && u.end <= span.end));
    const plain = (span: Span) => !/\d/.test(span.text);
    const weight = (span: Span) => (uses(span) ? 0 : 2) + (plain(span) ? 0 : 1);
    return [...chosen]
      .sort((a, b) => weight(a) - weight(b))
      .slice(0, LIMITS.phrases)
      .map(withoutStop);
  }
  const sections = sectionsOf(report, topic, side);
  const leads = topic.leads.filter((span) =>
    sections.some(
      (s) => paragraphsOf(s).some((p) => within(span, p)) || s.children.some((c) => within(span, c.title)),
    ),
  );
  const begun = sections.flatMap((s) =>
    paragraphsOf(s).flatMap((p) => p.sentences.filter((x) => !x.lead && units(x.text) <= PHRASE)),
  );
  return [...(leads.length > 0 ? leads : begun.map(withoutStop))]
    .filter((s) => units(s.text) <= PHRASE)
    .slice(0, LIMITS.phrases);
}

const within = (span: Span, outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;

const sectionsOf = (report: Report, topic: PlannedTopic, side: 'done' | 'todo') =>
  topic.sections.filter((s) => isReview(report, s) === (side === 'done'));
