/**
 * Figures for a report whose editor has chosen none: what an editor would draw of the indicators alone. Titles state the first number
 * drawn and judge nothing. Never: sums, values worked back, two units on an axis, periods that overlap, two years of things that the
 * report names differently.
 */
import type { FigureSpec, Indicator } from '../report/report.ts';
import { againstTargets, growth, pairs } from './default-comparisons.ts';
import { type FigureSource, isReviewed } from './default-figure.ts';
import { bars, board, keyFigures, places, shares, statedTargets } from './default-lists.ts';
import { enumerations } from './enumerations.ts';

/** Rows of a board of the overview, and of a topic. */
const BOARD = { overview: 12, topic: 6 };
/** A topic has no more figures than stand on a page. */
const MOST_OF_TOPIC = 3;

/** Figures of the overview, most important first. */
export function overviewFigures(report: FigureSource): FigureSpec[] {
  const all = [...report.indicators.values()];
  return [
    growth(report, all),
    againstTargets(report, all),
    board(report, 'overview', statedTargets(all), BOARD.overview),
    places(report, all),
    keyFigures(report, 'overview', report.headline.length > 0 ? report.headline : all),
  ].filter(isFigure);
}

/** Figures of a topic whose indicators are these, in the report's order. */
export function topicFigures(report: FigureSource, topic: string, own: readonly Indicator[]): FigureSpec[] {
  const charts = [
    pairs(report, topic, own),
    ...enumerations(
      report.text,
      own.filter((i) => isReviewed(report, i)),
    ).map((group, i) =>
      bars(report, `${topic}-bars${i === 0 ? '' : `-${i + 1}`}`, topic, group.title, group.indicators),
    ),
    shares(report, topic, own, 'actual'),
    shares(report, topic, own, 'target'),
  ].filter(isFigure);
  const targets = own.filter((i) => i.status === 'target');
  const shown = charts.slice(0, MOST_OF_TOPIC - 1);
  // What a chart beside it shows is not said again; of goals that are all drawn there is no board.
  const undrawn = targets.filter((i) => !shown.some((f) => draws(f, i)));
  const boards = [board(report, topic, undrawn, BOARD.topic)].filter(isFigure);
  const figures = [...charts.slice(0, MOST_OF_TOPIC - boards.length), ...boards];
  return figures.length > 0 ? figures : [keyFigures(report, topic, own)].filter(isFigure);
}

const draws = (figure: FigureSpec, indicator: Indicator): boolean =>
  figure.groups.some((g) => g.rows.some((r) => r.value?.indicator === indicator));

const isFigure = (figure: FigureSpec | null): figure is FigureSpec => figure !== null;
