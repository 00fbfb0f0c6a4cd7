/** The slides of one topic: an opener and its best content, as much as the deck has room for. */
import type { Fact, FigureKind, FigureSpec, Report, Span } from '../report/report.ts';
import { openerSlide } from './deck-opener.ts';
import { outlineSlides, TEXT_UNITS } from './deck-outline.ts';
import { indicatorSlides } from './deck-overview.ts';
import { type Cell, type DraftSlide, type Line, namedIn, type PointRow, units } from './deck-slide.ts';
import { taskSlide, todoLine } from './deck-tasks.ts';
import { type PlannedTopic, withoutStop } from './topics.ts';

/** Rows of a slide of subjects. */
export const SUBJECTS = 5;
/** Kinds of figures that are charts, and how many rows (panels, groups) one needs to fill a slide. */
const CHARTS: Partial<Record<FigureKind, number>> = {
  ...{ bar: 3, dumbbell: 3, share: 3, tiers: 3, 'rank-table': 3, 'unit-grid': 3, slope: 2, pairs: 2 },
  ...{ timeline: 3, layers: 3 },
};
const BOARDS = ['target-board', 'structure'];

/** Opener and up to `most` content slides. */
export function topicSlides(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  most: number,
): DraftSlide[] {
  const contents = contentSlides(report, topic, topics)
    .slice(0, most)
    .map((slide, i) => ({ ...slide, id: `${topic.id}-${i + 2}` }));
  return [openerSlide(report, topic, topics, contents), ...contents];
}

/** Content in order of worth: the first chart (else key figures), the tasks, a second chart, key figures, boards. */
function contentSlides(report: Report, topic: PlannedTopic, topics: readonly PlannedTopic[]): DraftSlide[] {
  const charts = topic.figures.filter((f) => values(f) >= (CHARTS[f.kind] ?? Number.POSITIVE_INFINITY));
  const grids = keyFigureSlides(topic);
  const keys = grids.flat();
  const chart = (figure: FigureSpec | undefined): DraftSlide[] =>
    figure ? [{ kind: 'chart', id: '', topic, title: null, figure }] : [];
  const tasks = taskSlide(report, topic, topics, refsOf(charts[0])) ?? subjectSlide(report, topic);
  // Beside the lines of the plan neither more of them nor a board whose title says the same is worth a slide.
  const said = namedIn(report, topic.lead.todo);
  const repeats = (f: FigureSpec) =>
    f.kind === 'structure' || namedIn(report, f.title).some((id) => said.includes(id));
  const boards = topic.figures.filter(
    (f) => BOARDS.includes(f.kind) && !(tasks?.kind === 'points' && repeats(f)),
  );
  return [
    ...(charts.length > 0 ? chart(charts[0]) : (grids[0] ?? [])),
    ...(tasks ? [tasks] : []),
    ...(report.topics.length === 0 ? outlineSlides(report, topic) : []),
    ...chart(charts[1]),
    ...keys,
    ...chart(boards[0]),
  ].filter((slide, i, all) => all.findIndex((s) => same(s, slide)) === i);
}

const values = (figure: FigureSpec) => figure.groups.reduce((sum, g) => sum + g.rows.length, 0);
const same = (a: DraftSlide, b: DraftSlide) =>
  a === b || (a.kind === 'chart' && b.kind === 'chart' && a.figure === b.figure);

const refsOf = (figure: FigureSpec | undefined): Set<string> =>
  new Set(
    (figure?.groups ?? []).flatMap((g) =>
      g.rows.flatMap((r) => [r.value, r.from].flatMap((f) => (f?.indicator ? [f.indicator.id] : []))),
    ),
  );

/** The editor's subjects with what is to do; what the title names stands in its row. Null with fewer than three. */
function subjectSlide(report: Report, topic: PlannedTopic): DraftSlide | null {
  const rows = subjectRows(report, topic);
  const title = todoLine(topic);
  return rows.length >= 3 && title
    ? { kind: 'points', id: '', topic, title, rows: rows.slice(0, SUBJECTS) }
    : null;
}

/** A row for each of the editor's subjects. */
export function subjectRows(report: Report, topic: PlannedTopic): PointRow[] {
  const named = namedIn(report, topic.lead.todo).flatMap((id) => report.indicators.get(id)?.span ?? []);
  const names = (span: Span) => named.some((n) => n.start < span.end && span.start < n.end);
  return topic.subjects.flatMap((subject) => {
    const fit = subject.todo.filter((span) => units(span.text) <= TEXT_UNITS);
    const text = fit.find(names) ?? fit[0];
    return text ? [{ label: subject.label, text: withoutStop(text) }] : [];
  });
}

/** Grids of key figures as large numbers, the slides of each. */
function keyFigureSlides(topic: PlannedTopic): DraftSlide[][] {
  return topic.figures
    .filter((f) => f.kind === 'key-figures' && values(f) >= 3)
    .map((figure) => keyFigurePages(figure, topic, { kind: 'words', words: figure.title }));
}

/** One grid of key figures as slides of large numbers. */
export function keyFigurePages(figure: FigureSpec, topic: PlannedTopic | null, title: Line): DraftSlide[] {
  const cells = figure.groups.flatMap((g) =>
    g.rows.flatMap((row): Cell[] => {
      const { value, aside } = row;
      if (!value) return [];
      return [{ label: row.label ?? null, value, change: asChange(aside), rank: asRank(aside) }];
    }),
  );
  const head = { topic, title, sub: figure.subtitle ?? null, note: figure.note ?? null };
  return indicatorSlides(figure.id, cells, head);
}

const asChange = (fact: Fact | undefined) => (fact?.kind === 'change' ? fact : null);
const asRank = (fact: Fact | undefined) => (fact?.kind === 'rank' ? fact : null);
