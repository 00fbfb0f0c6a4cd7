/** The slide of a topic's tasks: the plan's own items with the numbers they set. */
import type { Heading, Indicator, Report } from '../report/report.ts';
import type { Cell, DraftSlide, Line } from './deck-slide.ts';
import { isReview, type PlannedTopic } from './topics.ts';

/** Rows a slide carries, two numbers each. */
const ROWS = 3;

/** The plan's items with their stated targets, two a row, three rows; null with fewer than three numbers. `said`: shown on the chart, so last here. */
export function taskSlide(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  said: ReadonlySet<string>,
): DraftSlide | null {
  const groups = planItems(report, topic, topics)
    .map((item) => ({ item, cells: saidLast(tasksOf(report, topic, item), said) }))
    .filter((group) => group.cells.length > 0)
    .slice(0, ROWS);
  const title = todoLine(topic);
  if (title === null || groups.reduce((sum, g) => sum + g.cells.length, 0) < 3) return null;
  const shares = groups.map(() => 1);
  // Rows left over go to the items that have most left to show.
  for (let left = ROWS - groups.length; left > 0; left--) {
    const rest = groups.map((g, i) => g.cells.length - 2 * (shares[i] ?? 0));
    const most = rest.indexOf(Math.max(...rest));
    if ((rest[most] ?? 0) > 0) shares[most] = (shares[most] ?? 0) + 1;
  }
  const rows = groups.flatMap(({ item, cells }, g) =>
    Array.from({ length: shares[g] ?? 0 }, (_, i) => ({
      item: i === 0 ? item : null,
      cells: cells.slice(i * 2, i * 2 + 2),
    })),
  );
  return { kind: 'list', id: '', topic, title, rows };
}

const saidLast = (cells: Cell[], said: ReadonlySet<string>): Cell[] =>
  [...cells].sort((a, b) => Number(said.has(a.value.ref)) - Number(said.has(b.value.ref)));

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
