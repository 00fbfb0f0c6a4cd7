/** Pages of figures: overview, topic spreads, the figures at the end. */
import type { DrawFigure } from '../../figures/figure.ts';
import type { PageMap } from '../../marks.ts';
import type { BookletPlan, KeyFigure, Spread } from '../../plan/booklet.ts';
import { factsOf, sourcesOf } from '../../plan/booklet-sources.ts';
import { formulaText } from '../../report/derived.ts';
import type { Derived, Fact, FigureSpec, Indicator, Report } from '../../report/report.ts';
import { verbatimHtml, wordsHtml } from '../markup.ts';
import type { Render } from '../templates.ts';
import { sharedHeights } from './figure-heights.ts';
import { type FigureNumbers, figureNumberHtml, titleSize } from './figure-numbers.ts';
import {
  CAPTION,
  captionOf,
  type FigureRoom,
  feetOf,
  NOTE_PITCH,
  needsOf,
  placeIn,
  roomFor,
  timesOf,
} from './figure-room.ts';
import type { Area } from './format.ts';
import { pageListHtml } from './references.ts';

/** What figures are set with. */
export interface FigureSetting extends FigureRoom {
  draw: DrawFigure;
}

/** What pages of figures are made with. */
export interface FigureContext extends FigureSetting {
  render: Render;
  pages: PageMap | undefined;
  numbers: FigureNumbers;
}

/** Figures of one page, each with the height it gets, and the notes at its foot. `facts`: what the facing page prints beside them. */
function page(context: FigureContext, specs: readonly FigureSpec[], facts: readonly Fact[] = []) {
  const { report, pages } = context;
  const feet = feetOf(context, specs);
  return {
    figures: fitted(context, specs, roomFor(context, feet.lines)),
    ...feet,
    ...sourceOf(report, specs, pages, facts),
  };
}

/** What stands over a figure: its number, and the size of a title that would else run over. */
const headOf = ({ numbers, area }: FigureContext, spec: FigureSpec) => ({
  spec,
  id: spec.id,
  number: figureNumberHtml(numbers, spec.id),
  size: area.narrow ? null : titleSize(spec.title.text, area.width),
});

/** The source line: the report, and the pages of the text on which what is printed here stands. */
export const sourceOf = (
  report: Report,
  specs: readonly FigureSpec[],
  pages: PageMap | undefined,
  facts: readonly Fact[] = [],
) => ({
  source: true,
  dated: report.profile.date !== null,
  sections: pageListHtml({ report, pages }, sourcesOf(report, facts, specs)),
});

/** Figures that share the room of a page by their needs. */
function fitted(context: FigureContext, specs: readonly FigureSpec[], room: number) {
  const captions = specs.map((spec) => captionOf(context, spec));
  const { heights, gap } = sharedHeights(
    needsOf(context, specs),
    room - captions.reduce((sum, caption) => sum + caption, 0),
  );
  return specs.map((spec, i) => {
    const [height, caption] = [heights[i] ?? 0, captions[i] ?? CAPTION];
    return {
      ...headOf(context, spec),
      drawn: context.draw(spec, placeIn(context, spec, height), timesOf(context.report)),
      height: height + caption + (i < specs.length - 1 ? gap : 0),
    };
  });
}

/** A headline of at most two lines: it breaks at its comma. */
function headlineHtml(words: NonNullable<Spread['topic']['lead']['done']>): string {
  const html = wordsHtml(words);
  return words.text.length > 14 ? html.replace('，', '，<br>') : html;
}

/** Phrases of the report under a headline that is the title of a section. */
const PHRASES = 5;

/** What stands over the left-hand page: the editor's words, else the titles of the sections and what they say in phrases. */
function leftHead({ report }: FigureContext, { topic, hero, cells }: Spread) {
  if (topic.lead.done) return { headline: headlineHtml(topic.lead.done), titled: false, phrases: [] };
  const title = topic.titles.todo ?? topic.titles.done;
  const room = hero ? 0 : PHRASES + (cells.length > 6 ? 0 : 3);
  return {
    headline: title ? verbatimHtml({ report }, title, { breaks: true }) : null,
    titled: true,
    phrases: topic.leads.filter((span) => span.text !== title?.text).slice(0, room),
  };
}

/** Left-hand page: headline, hero, key figures. Right-hand page: three figures. */
export function spreadPages(context: FigureContext, spread: Spread): string {
  const { topic, hero } = spread;
  const width = hero
    ? heroWidth(hero.value.before, hero.value.number, hero.value.unit + hero.value.after)
    : 0;
  return context.render('spread', {
    topic,
    hero,
    share: spread.share,
    earlier: spread.share && spread.earlier ? earlierOf(spread.earlier) : null,
    filled: hero ? Math.min(100, Math.max(0, hero.value.value)) : 0,
    heroSize: width === 0 ? 0 : heroSize(width, context.area),
    ...leftHead(context, spread),
    cells: cellsOf(spread.cells),
    page: page(context, spread.figures, factsOf(spread)),
  });
}

/** The mark of the year before on the hero's bar, with its formula on the same page. */
const earlierOf = (derived: Derived) => ({
  fact: derived.fact,
  at: Math.min(100, Math.max(0, derived.fact.value)),
  id: derived.id,
  text: `* ${derived.name}：${formulaText(derived)}`,
});

/** Red ◆ for this year only; a goal of a later year is named in words. */
const goalOf = <T extends { indicator: Indicator }>(cell: T) => ({
  ...cell,
  target: cell.indicator.status === 'target',
  plan: cell.indicator.status === 'plan',
});

/** Cells in rows that are all full: three abreast, four where seven or eight would leave a hole. */
function cellsOf(cells: readonly KeyFigure[]) {
  const rows = cells.length === 7 || cells.length === 8 ? 2 : Math.ceil(cells.length / 3);
  return cells.map((cell, i) => {
    const size = Math.ceil(cells.length / rows);
    // The first rows are the fuller ones.
    const full = cells.length - rows * (size - 1);
    const abreast = i < full * size ? size : size - 1;
    return { ...goalOf(cell), top: i < size, quarter: abreast === 4, wide: false, span: 12 / abreast };
  });
}

/** Millimetres on a narrow page of cells two abreast: what its title takes, the tallest row. */
const PAIR = { head: 19, most: 40 };

/** Cells two abreast; where their number is odd the first has its row to itself. */
function pairedCells(cells: readonly KeyFigure[]) {
  const alone = cells.length % 2;
  return cells.map((cell, i) => ({
    ...goalOf(cell),
    wide: i < alone,
    span: i < alone ? 12 : 6,
    top: i < alone || (alone === 0 && i < 2),
    quarter: false,
  }));
}

/** Size of a hero in pt: it leaves room for the words beside it. */
const heroSize = (width: number, area: Area): number =>
  Math.floor(Math.min(area.narrow ? 80 : 124, (124 * 285 * area.width) / 156 / width));

/** Width in pt of a hero at 124 pt, its small parts at 40 pt (a percent sign at 62). */
function heroWidth(before: string, number: string, tail: string): number {
  const small = (text: string) =>
    [...text].reduce((sum, c) => sum + (c === '%' ? 58 : /[ -~]/.test(c) ? 24 : 34), 0);
  return small(before) + small(tail) + [...number].reduce((sum, c) => sum + (c === '.' ? 34 : 69), 0);
}

/** Headline indicators and growth on the first page, three figures on the second. */
export function overviewPages(context: FigureContext, { overview }: BookletPlan): string {
  if (!overview) return '';
  const { narrow, height } = context.area;
  const rows = Math.ceil(overview.cells.length / 3);
  const room = height - 26 - rows * 33 - 4;
  return context.render('overview', {
    cells: narrow ? pairedCells(overview.cells) : cellsOf(overview.cells),
    pitch: narrow ? Math.min(PAIR.most, (height - PAIR.head) / Math.ceil(overview.cells.length / 2)) : null,
    growth: overview.growth ? [single(context, overview.growth, room)] : [],
    second: overview.figures.length > 0 ? page(context, overview.figures) : null,
  });
}

/** One figure that fills the room. */
function single(context: FigureContext, spec: FigureSpec, room: number) {
  const { lines, ...feet } = feetOf(context, [spec]);
  const height = room - CAPTION - (lines > 0 ? lines * NOTE_PITCH + 5 : 0) - 2;
  const drawn = context.draw(spec, placeIn(context, spec, height), timesOf(context.report));
  return { ...headOf(context, spec), drawn, height: height + CAPTION, ...feet, source: false };
}
