/** The slide of a topic's tasks: the plan's own items with the numbers they set. */
import type { Heading, Indicator, Report, Span } from '../report/report.ts';
import { beginning } from './deck-outline.ts';
import { pagesOf } from './deck-pages.ts';
import { type Cell, type DraftSlide, type Line, namedIn, units } from './deck-slide.ts';
import { isReview, type PlannedTopic, paragraphsOf, withoutStop } from './topics.ts';

/** Rows a slide carries, two numbers each. */
const ROWS = 3;
/** A phrase in place of a second number: two lines of 17. */
const PHRASE_UNITS = 33;

/**
 * The plan's items with their stated targets, two a row, three rows; null with fewer than three numbers. The numbers that the title
 * names come first. `said`: shown on the chart, so last here.
 */
export function taskSlide(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  said: ReadonlySet<string>,
): DraftSlide | null {
  const named = namedIn(report, topic.lead.todo);
  const weight = (cell: Cell) => (named.includes(cell.value.ref) ? -1 : Number(said.has(cell.value.ref)));
  const found = planItems(report, topic, topics)
    .map((item) => {
      const cells = tasksOf(report, topic, item).sort((a, b) => weight(a) - weight(b));
      return { item, cells, named: cells.filter((c) => weight(c) < 0).length };
    })
    .filter((group) => group.cells.length > 0);
  // Items that the title names, then the others, as many as there are rows; in the order of the text.
  const kept = [...found].sort((a, b) => Number(b.named > 0) - Number(a.named > 0)).slice(0, ROWS);
  const groups = found.filter((group) => kept.includes(group));
  const title = todoLine(topic);
  if (title === null || groups.reduce((sum, g) => sum + g.cells.length, 0) < 3) return null;
  const shares = shareRows(groups);
  const shown = (): Cell[] => groups.flatMap(({ cells }, g) => cells.slice(0, (shares[g] ?? 0) * 2));
  const rows = groups.flatMap(({ item, cells }, g) =>
    Array.from({ length: shares[g] ?? 0 }, (_, i) => {
      const pair = cells.slice(i * 2, i * 2 + 2);
      const text = pair.length === 1 ? phraseOf(report, topic, item, shown()) : null;
      return { item: i === 0 ? item : null, cells: pair, text };
    }),
  );
  return { kind: 'list', id: '', topic, title, rows };
}

/** All numbers that the plan sets for a topic, item by item, three rows a slide; an item that goes on is named again. */
export function allTaskSlides(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  title: Line,
): DraftSlide[] {
  const groups = planItems(report, topic, topics).map((item) => ({
    item,
    cells: tasksOf(report, topic, item),
  }));
  const shown = groups.flatMap(({ cells }) => cells);
  const rows = groups.flatMap(({ item, cells }) =>
    pairsOf(cells).map((pair, i) => ({
      item: i === 0 ? item : null,
      of: item,
      cells: pair,
      text: pair.length === 1 ? phraseOf(report, topic, item, shown) : null,
    })),
  );
  return pagesOf(rows, ROWS).map((page, i) => ({
    kind: 'list',
    id: '',
    topic,
    title,
    ...(i > 0 ? { continued: true } : {}),
    rows: page.map(({ of, item, ...row }, r) => ({ ...row, item: r === 0 ? of : item })),
  }));
}

const pairsOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / 2) }, (_, i) => list.slice(i * 2, i * 2 + 2));

/** Rows of each item: one, more where the title names more; what is left goes to the items that have most left to show. */
function shareRows(groups: readonly { cells: Cell[]; named: number }[]): number[] {
  const shares = groups.map(() => 1);
  const spare = () => ROWS - shares.reduce((sum, s) => sum + s, 0);
  const grow = (rest: number[]) => {
    const most = rest.indexOf(Math.max(...rest));
    if ((rest[most] ?? 0) <= 0) return false;
    shares[most] = (shares[most] ?? 0) + 1;
    return true;
  };
  while (spare() > 0 && grow(groups.map((g, i) => g.named - 2 * (shares[i] ?? 0))));
  while (spare() > 0 && grow(groups.map((g, i) => g.cells.length - 2 * (shares[i] ?? 0))));
  return shares;
}

/** What else an item says, in the editor's choice of its words, else as it begins; nothing that the numbers say already. */
function phraseOf(report: Report, topic: PlannedTopic, item: Heading, shown: readonly Cell[]): Span | null {
  const paragraphs = paragraphsOf(item);
  const within = (span: Span) => paragraphs.some((p) => p.start <= span.start && span.end <= p.end);
  const fresh = (span: Span) =>
    !shown.some(
      ({ value }) => value.offset !== undefined && span.start <= value.offset && value.offset < span.end,
    );
  const chosen = topic.subjects
    .flatMap((subject) => subject.todo)
    .filter(within)
    .map(withoutStop);
  const begun = paragraphs
    .flatMap((p) => p.sentences.filter((s) => !s.lead))
    .flatMap((s) => beginning(report, s, PHRASE_UNITS) ?? []);
  return [...chosen, ...begun].find((span) => units(span.text) <= PHRASE_UNITS && fresh(span)) ?? null;
}

/** Items of the topic's plan sections, but for those that another topic claims. */
export function planItems(report: Report, topic: PlannedTopic, topics: readonly PlannedTopic[]): Heading[] {
  const elsewhere = new Set(topics.filter((t) => t !== topic).flatMap((t) => t.sections.map((s) => s.path)));
  return topic.sections
    .filter((s) => s.level > 1 && !isReview(report, s))
    .flatMap((s) => (s.children.length > 0 ? s.children : [s]))
    .filter((item) => topic.sections.includes(item) || !elsewhere.has(item.path));
}

/** Targets that stand in an item, the topic's own first, then in the text's order; goals of later years are no tasks of this one. */
export function tasksOf(report: Report, topic: PlannedTopic, item: Heading): Cell[] {
  const place = (i: Indicator) => {
    const at = topic.indicators.indexOf(i);
    return at < 0 ? topic.indicators.length : at;
  };
  return [...report.indicators.values()]
    .filter(
      (i) => i.status === 'target' && (i.section === item.path || i.section.startsWith(`${item.path}.`)),
    )
    .sort((a, b) => place(a) - place(b) || a.span.start - b.span.start)
    .flatMap((i) => {
      const value = report.facts.get(i.id);
      return value ? [{ label: null, value, change: null, rank: null }] : [];
    });
}

/** What is to do, in one line. */
export function todoLine(topic: PlannedTopic): Line | null {
  if (topic.lead.todo) return { kind: 'words', words: topic.lead.todo };
  return topic.titles.todo ? { kind: 'span', span: topic.titles.todo } : null;
}
