/** The slides of one topic: an opener and its best content, as much as the deck has room for. */
import type { Fact, FigureSpec, Report } from '../report/report.ts';
import { openerSlide } from './deck-opener.ts';
import { outlineSlides, TEXT_UNITS } from './deck-outline.ts';
import { type Cell, type DraftSlide, type PointRow, units } from './deck-slide.ts';
import { taskSlide, todoLine } from './deck-tasks.ts';
import { type PlannedTopic, withoutStop } from './topics.ts';

/** Rows of a slide of subjects. */
const ROWS = 5;
const CHARTS = ['bar', 'dumbbell', 'slope', 'pairs', 'unit-grid', 'share', 'tiers', 'rank-table'];
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

/** Content in order of worth: the first chart, the tasks, a second chart, key figures, boards. */
function contentSlides(report: Report, topic: PlannedTopic, topics: readonly PlannedTopic[]): DraftSlide[] {
  const charts = topic.figures
    .filter((f) => CHARTS.includes(f.kind))
    .sort((a, b) => Number(values(b) > 1) - Number(values(a) > 1));
  const boards = topic.figures.filter((f) => BOARDS.includes(f.kind));
  const chart = (figure: FigureSpec | undefined): DraftSlide[] =>
    figure ? [{ kind: 'chart', id: '', topic, figure }] : [];
  const tasks = taskSlide(report, topic, topics, refsOf(charts[0])) ?? subjectSlide(topic);
  return [
    ...chart(charts[0]),
    ...(tasks ? [tasks] : charts[0] ? [] : chart(boards[0])),
    ...(report.topics.length === 0 ? outlineSlides(report, topic) : []),
    ...chart(charts[1]),
    ...keyFigureSlides(topic),
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

/** The editor's subjects with what is to do. */
function subjectSlide(topic: PlannedTopic): DraftSlide | null {
  const rows: PointRow[] = topic.subjects.flatMap((subject) => {
    const text = subject.todo.find((span) => units(span.text) <= TEXT_UNITS);
    return text ? [{ label: subject.label, text: withoutStop(text) }] : [];
  });
  const title = todoLine(topic);
  return rows.length >= 3 && title
    ? { kind: 'points', id: '', topic, title, rows: rows.slice(0, ROWS) }
    : null;
}

/** Grids of key figures as large numbers: three, four or six. */
function keyFigureSlides(topic: PlannedTopic): DraftSlide[] {
  return topic.figures
    .filter((f) => f.kind === 'key-figures')
    .flatMap((figure): DraftSlide[] => {
      const cells = figure.groups.flatMap((g) =>
        g.rows.flatMap((row): Cell[] =>
          row.value
            ? [
                {
                  label: row.label ?? null,
                  value: row.value,
                  change: asChange(row.aside),
                  rank: asRank(row.aside),
                },
              ]
            : [],
        ),
      );
      if (cells.length < 3) return [];
      return [
        {
          kind: 'indicators',
          id: '',
          topic,
          title: { kind: 'words', words: figure.title },
          sub: figure.subtitle ?? null,
          note: figure.note ?? null,
          continued: false,
          cells: cells.slice(0, 6),
        },
      ];
    });
}

const asChange = (fact: Fact | undefined) => (fact?.kind === 'change' ? fact : null);
const asRank = (fact: Fact | undefined) => (fact?.kind === 'rank' ? fact : null);
