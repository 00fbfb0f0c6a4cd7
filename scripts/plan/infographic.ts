/** What the long picture (一图读懂) shows: bands in order. Colour is time: what was done, the two years compared, what is to be done. */
import type { Fact, FigureSpec, Heading, Indicator, Report, Span, Term, Words } from '../report/report.ts';
import { difficulties, lastWords } from './deck-ends.ts';
import { cellOf, overviewChart, rateBefore, yearTargets } from './deck-overview.ts';
import type { Cell, Line } from './deck-slide.ts';
import { LIMITS } from './infographic-limits.ts';
import { chartsOf, doneCells, numbersOf, phrasesOf, todoRows, topicHero } from './infographic-topic.ts';
import { isReview, type PlannedTopic, planPart, reviewPart, topicsOf, withoutStop } from './topics.ts';

/** The report in one sentence: the editor's words, else the first indicator of the overview with its change and its target. */
export type Sentence =
  | { kind: 'words'; words: Words }
  | { kind: 'facts'; done: Cell; target: Cell | null }
  | null;

export interface DoneBand {
  kind: 'done';
  topic: PlannedTopic;
  lead: Line | null;
  hero: Cell | null;
  /** An even number of cells. */
  cells: Cell[];
  /** It tells of the coming year alone: the report does not look back on this topic. */
  coming: boolean;
  /** Where there is no number: lead phrases of its sections. */
  phrases: Span[];
}
export interface ChartBand {
  kind: 'chart';
  topic: PlannedTopic;
  /** In order of preference: the first that stands in the column is drawn. */
  figures: FigureSpec[];
}
export interface TodoBand {
  kind: 'todo';
  topic: PlannedTopic;
  lead: Line | null;
  rows: Cell[];
  phrases: Span[];
  sections: Heading[];
}
export interface TargetsBand {
  kind: 'targets';
  hero: { cell: Cell; before: Fact | null } | null;
  figure: FigureSpec | null;
  numbers: Cell[];
  words: Cell[];
}
export type Band =
  | { kind: 'masthead'; sentence: Sentence }
  | { kind: 'totals'; title: Span | null; hero: Cell; cells: Cell[] }
  | { kind: 'growth'; figure: FigureSpec }
  | { kind: 'contents'; topics: readonly PlannedTopic[] }
  | DoneBand
  | ChartBand
  | TodoBand
  | { kind: 'challenges'; rows: { label: Words | null; text: Span }[] }
  | TargetsBand
  | { kind: 'glossary'; terms: Term[] }
  | { kind: 'closing'; sentence: Span | null };

export interface InfographicPlan {
  bands: Band[];
  /** The terms that the bands use and the glossary explains. */
  terms: Term[];
}

/** The bands of the long picture, top to bottom. A report without indicators has masthead, topics by their sections, difficulties, glossary and closing. */
export function planInfographic(report: Report): InfographicPlan {
  const topics = topicsOf(report);
  const totals = totalsBand(report);
  const growth = overviewChart(report);
  const shown = new Set(totals.flatMap(({ hero, cells }) => [hero, ...cells].map((c) => c.value.ref)));
  const told = topics.flatMap((topic) => topicBands(report, topic, topics, shown));
  const rows = difficulties(report);
  const before: Band[] = [
    { kind: 'masthead', sentence: sentenceOf(report) },
    ...totals,
    ...(growth?.kind === 'bar' ? [{ kind: 'growth' as const, figure: growth }] : []),
    ...(topics.length > 0 ? [{ kind: 'contents' as const, topics }] : []),
    ...told,
    ...(rows.length > 0 ? [{ kind: 'challenges' as const, rows }] : []),
    ...targetsBand(report),
  ];
  const terms = termsIn(report, before);
  return {
    terms,
    bands: [
      ...before,
      ...(terms.length > 0 ? [{ kind: 'glossary' as const, terms }] : []),
      { kind: 'closing', sentence: lastWords(report) },
    ],
  };
}

/** The overview's indicator that leads, and its target for the coming year. */
function sentenceOf(report: Report): Sentence {
  if (report.infographic.sentence) return { kind: 'words', words: report.infographic.sentence };
  const [first] = report.headline;
  const done = first && cellOf(report, first);
  if (!first || !done || done.value.number === '') return null;
  const pair = pairOf(report, first);
  const target = pair?.status === 'target' ? cellOf(report, pair) : null;
  return { kind: 'facts', done, target: target && target.value.number !== '' ? target : null };
}

const pairOf = (report: Report, indicator: Indicator): Indicator | undefined =>
  indicator.pair !== undefined
    ? report.indicators.get(indicator.pair)
    : [...report.indicators.values()].find((other) => other.pair === indicator.id);

/** One large number and a grid of up to six; what the chart of growth says too gives way first. */
function totalsBand(report: Report): { kind: 'totals'; title: Span | null; hero: Cell; cells: Cell[] }[] {
  const [hero, ...rest] = numbersOf(report, report.headline);
  if (!hero) return [];
  const chart = overviewChart(report);
  const said = (cell: Cell) =>
    chart?.groups.some((g) => g.rows.some((r) => cell.change && r.value?.ref === cell.change.ref)) ?? false;
  const cells = [...rest];
  while (cells.length > LIMITS.cells) {
    const last = cells.findLastIndex(said);
    cells.splice(last < 0 ? cells.length - 1 : last, 1);
  }
  return [
    {
      kind: 'totals',
      title: leadBefore(report, hero.value.indicator),
      hero,
      cells: cells.slice(0, cells.length - (cells.length % 2)),
    },
  ];
}

/** The lead phrase (小标题) under which an indicator's sentence stands; null where there is none. */
function leadBefore(report: Report, indicator: Indicator | undefined): Span | null {
  if (!indicator) return null;
  const paragraph = report.headings
    .get(indicator.section)
    ?.paragraphs.find((p) => p.start <= indicator.span.start && indicator.span.end <= p.end);
  const lead = paragraph?.sentences.findLast((s) => s.lead && s.end <= indicator.span.start);
  return lead ? withoutStop(lead) : null;
}

function topicBands(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  shown: ReadonlySet<string>,
): Band[] {
  const charts = chartsOf(topic);
  const drawn = new Set(
    (charts[0]?.groups ?? []).flatMap((g) => g.rows.flatMap((r) => [r.value?.ref, r.from?.ref])),
  );
  const hero = topicHero(report, topic);
  const cells = doneCells(report, topic, {
    hero,
    apart: (ref) => drawn.has(ref) || shown.has(ref),
  });
  const rows = todoRows(report, topic, topics, (ref) => drawn.has(ref));
  const said = [hero, ...cells, ...rows].flatMap((c) => c?.value.indicator ?? []);
  const charted = (charts[0]?.groups ?? []).flatMap((g) =>
    g.rows.flatMap((r) => [r.value?.indicator ?? [], r.from?.indicator ?? []].flat()),
  );
  const phrasesFor = (side: 'done' | 'todo') => phrasesOf(report, topic, side, [...said, ...charted]);
  const line = (words: Words | null, title: Span | null): Line | null =>
    words ? { kind: 'words', words } : title ? { kind: 'span', span: title } : null;
  const review = topic.sections.some((s) => isReview(report, s));
  const plan = topic.sections.some((s) => !isReview(report, s));
  // A text that does not part the years has its topics in one band each.
  const parted = planPart(report) !== null && (review || plan);
  const done: DoneBand = {
    kind: 'done',
    topic,
    lead: line(topic.lead.done, topic.titles.done ?? (review ? null : topic.titles.todo)),
    hero,
    cells,
    coming: !review && plan && !hero && cells.length === 0 && reviewPart(report) !== null,
    phrases:
      cells.length > 0 ? [] : phrasesFor(review ? 'done' : 'todo').slice(0, hero ? LIMITS.beside : undefined),
  };
  const phrases = review || done.phrases.length === 0 ? phrasesFor('todo') : [];
  const todo: TodoBand = {
    kind: 'todo',
    topic,
    lead: line(topic.lead.todo, review ? topic.titles.todo : null),
    rows,
    phrases: topic.lead.todo ? phrases.slice(0, LIMITS.beside) : phrases,
    sections: topic.sections,
  };
  return [
    done,
    ...(charts.length > 0 ? [{ kind: 'chart' as const, topic, figures: charts }] : []),
    ...(parted && (rows.length > 0 || phrases.length > 0) ? [todo] : []),
  ];
}

/** The year's targets: one large, the rates beside those of the year before, then numbers and words that stand in no chart. */
function targetsBand(report: Report): TargetsBand[] {
  const { cells } = yearTargets(report);
  const numbers = cells.filter((c) => c.value.kind !== 'words');
  const words = cells.filter((c) => c.value.kind === 'words');
  if (numbers.length + words.length < 2) return [];
  const [first] = numbers;
  const figure = report.figures.find((f) => f.topic === 'overview' && f.kind === 'dumbbell') ?? null;
  const drawn = new Set(figure?.groups.flatMap((g) => g.rows.map((r) => r.value?.ref)));
  return [
    {
      kind: 'targets',
      hero: first ? { cell: first, before: rateBefore(report, first.value) } : null,
      figure,
      numbers: numbers.slice(1).filter((c) => !drawn.has(c.value.ref)),
      words,
    },
  ];
}

/** Terms that stand in the verbatim text of the bands, in the glossary's order. */
function termsIn(report: Report, bands: readonly Band[]): Term[] {
  const spans = bands.flatMap((band): Span[] => {
    if (band.kind === 'done' || band.kind === 'todo')
      return [...band.phrases, ...(band.lead?.kind === 'span' ? [band.lead.span] : [])];
    return band.kind === 'challenges' ? band.rows.map((r) => r.text) : [];
  });
  return (report.glossary?.terms ?? [])
    .filter((term) => term.uses.some((use) => spans.some((s) => use.start >= s.start && use.end <= s.end)))
    .slice(0, LIMITS.terms);
}
