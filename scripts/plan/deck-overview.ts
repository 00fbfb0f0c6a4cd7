/** Slides of the overview: main indicators, a chart of the year, the year's targets, the timeline. */
import type { Fact, FigureSpec, Indicator, Report, Words } from '../report/report.ts';
import { continued, pagesOf } from './deck-pages.ts';
import { type Cell, type DraftSlide, type IndicatorsSlide, type Line, largestRate } from './deck-slide.ts';

/** Cells of a slide of indicators. */
const MOST_CELLS = 6;
/** A slide of targets carries that many numbers and that many targets in words. */
const TARGETS = { numbers: 5, words: 4 };

/** What every briefing begins with, as far as the report has it. */
export function overviewSlides(report: Report): DraftSlide[] {
  const chart = overviewChart(report);
  return [
    ...headlineSlides(report, chart),
    ...(chart ? [chartSlide('growth', chart)] : []),
    ...targetSlides(report),
  ];
}

/** The overview's indicators; what is left of the first slide follows if the chart after it does not say it. */
export function headlineSlides(report: Report, chart: FigureSpec | undefined): DraftSlide[] {
  const figure = report.figures.find((f) => f.topic === 'overview' && f.kind === 'key-figures');
  const all = report.headline.flatMap((indicator) => cellOf(report, indicator) ?? []);
  return indicatorSlides('indicators', onOneSlide(all, chart), { note: figure?.note ?? null });
}

/** Cells as slides of large numbers, six on one at most; their bars have one scale. The note stands under the first. */
export function indicatorSlides(
  id: string,
  cells: readonly Cell[],
  head: Partial<Pick<IndicatorsSlide, 'title' | 'sub' | 'note' | 'topic'>>,
): DraftSlide[] {
  // Nine are six and three: full rows of one width.
  const pages = cells.length === 9 ? [cells.slice(0, 6), cells.slice(6)] : pagesOf(cells, MOST_CELLS);
  return continued(
    id,
    pages.map((page, i) => ({
      kind: 'indicators' as const,
      id: '',
      topic: head.topic ?? null,
      title: head.title ?? null,
      sub: head.sub ?? null,
      note: i === 0 ? (head.note ?? null) : null,
      cells: page,
      scale: largestRate(cells),
    })),
  );
}

/**
 * The cells of one slide, in their order, where all others stand in the chart with level and rate: a second slide would say them twice.
 * The last of those the chart says give way; if too few are said there, all cells stay.
 */
function onOneSlide(cells: Cell[], chart: FigureSpec | undefined): Cell[] {
  const rows = chart?.groups.flatMap((g) => g.rows) ?? [];
  const said = cells.filter(
    ({ value, change }) =>
      change && rows.some((row) => row.value?.ref === change.ref && row.aside?.ref === value.ref),
  );
  const over = cells.length - MOST_CELLS;
  if (over <= 0 || said.length < over) return cells;
  const left = said.slice(-over);
  return cells.filter((cell) => !left.includes(cell));
}

/** An indicator as a cell; null when it has no number to print. */
export function cellOf(report: Report, indicator: Indicator, label: Words | null = null): Cell | null {
  const value = report.facts.get(indicator.id);
  if (!value) return null;
  return {
    label,
    value,
    change: report.facts.get(`${indicator.id}.change`) ?? null,
    rank: report.facts.get(`${indicator.id}.rank`) ?? null,
  };
}

/** The chart of the year: rates, else results against goals. */
export function overviewChart(report: Report): FigureSpec | undefined {
  const figures = report.figures.filter((f) => f.topic === 'overview' && !isCount(f));
  return figures.find((f) => f.kind === 'bar') ?? figures.find((f) => f.kind === 'dumbbell');
}

const chartSlide = (id: string, figure: FigureSpec): DraftSlide => ({
  kind: 'chart',
  id,
  topic: null,
  title: null,
  figure,
});

/** A figure of counts tells of the report's text: on a slide its long titles would leave no room for bars. */
const isCount = (figure: FigureSpec): boolean =>
  figure.groups.some((g) => g.rows.some((r) => r.value?.kind === 'count'));

/** The overview's timeline, for a deck that has a slide left. */
export function timelineSlide(report: Report): DraftSlide[] {
  const figure = report.figures.find((f) => f.topic === 'overview' && f.kind === 'timeline');
  return figure ? [chartSlide('timeline', figure)] : [];
}

/** The year's targets: the editor's board of the overview, else the targets of the text in order. */
export function targetSlides(report: Report): DraftSlide[] {
  const { board, cells } = yearTargets(report);
  if (cells.filter((c) => c.value.kind !== 'words').length < 2) return [];
  return targetPages(
    report,
    cells,
    board ? { kind: 'words', words: board.title } : null,
    board?.note ?? null,
  );
}

/** The year's targets in order, and the editor's board they come from, if there is one. */
export function yearTargets(report: Report): { board: FigureSpec | undefined; cells: Cell[] } {
  const board = report.figures.find((f) => f.topic === 'overview' && f.kind === 'target-board');
  return { board, cells: board ? boardCells(board) : targetCells(report) };
}

/** Targets as slides: numbers on the left, beside them those in words; what is left of either goes on. */
export function targetPages(
  report: Report,
  cells: readonly Cell[],
  title: Line | null,
  note: Words | null,
): DraftSlide[] {
  const numbers = pagesOf(
    cells.filter((c) => c.value.kind !== 'words'),
    TARGETS.numbers,
  );
  const words = cells.filter((c) => c.value.kind === 'words');
  // Words alone on a slide have room for two columns.
  const beside = numbers.length * TARGETS.words;
  const besides = pagesOf(words.slice(0, beside), TARGETS.words);
  const pages = [
    ...numbers.map((page, i) => ({ numbers: page, words: besides[i] ?? [] })),
    ...pagesOf(words.slice(beside), TARGETS.words * 2).map((page) => ({ numbers: [], words: page })),
  ];
  return continued(
    'targets',
    pages.map((page, i) => ({
      kind: 'targets' as const,
      id: '',
      topic: null,
      title,
      note: i === 0 ? note : null,
      numbers: page.numbers.map((cell) => ({ cell, before: rateBefore(report, cell.value) })),
      words: page.words,
    })),
  );
}

function boardCells(board: FigureSpec): Cell[] {
  return board.groups.flatMap((group) =>
    group.rows.flatMap((row) =>
      row.value ? [{ label: row.label ?? null, value: row.value, change: null, rank: null }] : [],
    ),
  );
}

function targetCells(report: Report): Cell[] {
  return [...report.indicators.values()]
    .filter((i) => i.status === 'target' && (i.measure === 'growth' || i.words !== undefined))
    .flatMap((i) => cellOf(report, i) ?? []);
}

/** The rate of the same thing in the year reviewed, if the report states one. */
export function rateBefore(report: Report, target: Fact): Fact | null {
  const { indicator } = target;
  if (indicator?.measure !== 'growth') return null;
  const other =
    indicator.pair ?? [...report.indicators.values()].find((i) => i.pair === indicator.id)?.id ?? '';
  return report.facts.get(`${other}.change`) ?? null;
}
