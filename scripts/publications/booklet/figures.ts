/** Pages of figures: overview, topic spreads, the figures at the end. */
import { bestHeight, minHeight } from '../../figures/draw.ts';
import type { DrawFigure, Times } from '../../figures/figure.ts';
import { spreadPlace } from '../../figures/places.ts';
import type { PageMap } from '../../marks.ts';
import { type BookletPlan, FIGURES_A_PAGE, type KeyFigure, type Spread } from '../../plan/booklet.ts';
import { factsOf, sourcesOf } from '../../plan/booklet-sources.ts';
import { formulaText } from '../../report/derived.ts';
import type { Derived, Fact, FigureSpec, Indicator, Report } from '../../report/report.ts';
import { verbatimHtml, wordsHtml } from '../markup.ts';
import type { Render } from '../templates.ts';
import { fullness, type Need, sharedHeights } from './figure-heights.ts';
import {
  type FigureNumbers,
  figureKeyHtml,
  figureNumberHtml,
  NUMBER_EM,
  titleSize,
} from './figure-numbers.ts';
import type { Area } from './format.ts';
import { pageListHtml } from './references.ts';

/** Where figures are to stand. */
export interface FigureRoom {
  report: Report;
  area: Area;
}

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

/** CSS px. */
export const mm = (millimetres: number) => (millimetres * 96) / 25.4;

/** Millimetres: height of a figure's rule, title and subtitle; pitch of the notes at the foot; room of a character in them (8.5 pt). */
const CAPTION = 17;
export const NOTE_PITCH = 4.5;
const NOTE_CHARACTER = 3.05;
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

/** What the notes and the source at the foot leave of a page, mm; the source takes two lines of a narrow one. */
const roomFor = ({ area }: FigureRoom, lines: number) =>
  area.height - (lines + (area.narrow ? 2 : 1)) * NOTE_PITCH - 5;

/** Those of the figures, most wanted first, that fill a page best; where two choices fill it about alike, the more wanted. */
export function figuresThatFill(setting: FigureRoom, specs: readonly FigureSpec[]): readonly FigureSpec[] {
  let best: readonly FigureSpec[] = specs.slice(0, 1);
  let most = -Infinity;
  for (const some of choicesOf(specs, FIGURES_A_PAGE)) {
    const { lines } = feetOf({ ...setting, numbers: new Map() }, some);
    const room = roomFor(setting, lines) - some.reduce((sum, spec) => sum + captionOf(setting, spec), 0);
    const full = fullness(needsOf(setting, some), room);
    if (full === null && some.length > 1) continue;
    const places = some.reduce((sum, spec, i) => sum + specs.indexOf(spec) - i, 0);
    const score = (full ?? 1) - places * PLACE;
    if (score > most) [best, most] = [some, score];
  }
  return best;
}

/** A figure one place less wanted must fill the page by so much more. */
const PLACE = 0.1;

/** All choices of one to `most` of the list, in its order. */
function choicesOf<T>(list: readonly T[], most: number): T[][] {
  const [first, ...rest] = list;
  if (first === undefined || most === 0) return [];
  return [[first], ...choicesOf(rest, most - 1).map((more) => [first, ...more]), ...choicesOf(rest, most)];
}

/** Height of a figure's rule, title and subtitle, mm. On a wide page each takes one line. */
function captionOf({ area }: FigureRoom, { title, subtitle }: FigureSpec): number {
  if (!area.narrow) return CAPTION;
  const lines = (text: string, size: number, before = 0) =>
    Math.ceil(((em(text) + before) * size * 0.3528) / (area.width - 1));
  return 6.5 + lines(title.text, 11.5, NUMBER_EM) * 5.65 + (subtitle ? lines(subtitle.text, 9) * 4.6 : 0);
}

const em = (text: string): number => [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.56 : 1), 0);

/** Notes and formulas of a page's figures; each says to which it belongs where there are several. `lines`: as many as they take at most. */
function feetOf(
  { report, numbers, area }: FigureRoom & { numbers: FigureNumbers },
  specs: readonly FigureSpec[],
) {
  const key = (ids: readonly string[]) => (specs.length > 1 ? figureKeyHtml(numbers, ids) : '');
  const notes = specs.flatMap(({ id, note }) => (note ? [{ key: key([id]), words: note }] : []));
  const formulas = formulasOf(report, derivedOf(specs)).map(({ id, text }) => ({
    id,
    text,
    key: key(specs.filter((spec) => derivedOf([spec]).includes(id)).map((spec) => spec.id)),
  }));
  const long = (text: string, more: number) =>
    Math.ceil((text.length + more) / Math.floor(area.width / NOTE_CHARACTER));
  const lines = [
    ...notes.map(({ words }) => long(words.text, specs.length > 1 ? 6 : 2)),
    ...formulas.map(({ text }) => long(text, specs.length > 1 ? 14 : 10)),
  ];
  return { notes, formulas, lines: lines.reduce((sum, n) => sum + n, 0) };
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

/** Derived values that figures print, each once. */
export const derivedOf = (specs: readonly FigureSpec[]): string[] => [
  ...new Set(
    specs.flatMap((spec) =>
      spec.groups
        .flatMap((g) => g.rows.flatMap((r) => [r.value, r.from, r.aside]))
        .flatMap((fact) => (fact?.kind === 'derived' ? [fact.ref] : [])),
    ),
  ),
];

/** Their formulas, as the foot prints them. */
export const formulasOf = (report: Report, ids: readonly string[]) =>
  ids.flatMap((id) => {
    const found = report.derived.get(id);
    return found ? [{ id, text: `${found.name}：${formulaText(found)}` }] : [];
  });

export const timesOf = ({ profile: { year, reviewYear } }: Report): Times => ({ year, reviewYear });

/** The place of a figure over the width of the type area. `height`: mm */
export const placeIn = ({ area }: Pick<FigureRoom, 'area'>, spec: FigureSpec, height: number) =>
  spreadPlace(`booklet-${spec.id}`, mm(height), mm(area.width));

/** Needs by width, mm: asked again for every look at the booklet, and for every choice of figures. */
const needs = new WeakMap<FigureSpec, Map<number, Need>>();

/** Heights of the drawings, mm. */
const needsOf = (setting: FigureRoom, specs: readonly FigureSpec[]): Need[] =>
  specs.map((spec) => needOf(setting, spec));

function needOf(setting: FigureRoom, spec: FigureSpec): Need {
  const known = needs.get(spec) ?? new Map<number, Need>();
  needs.set(spec, known);
  const { width } = setting.area;
  const found = known.get(width);
  if (found) return found;
  const times = timesOf(setting.report);
  const millimetres = (px: number) => (px * 25.4) / 96 + 0.1;
  const need = {
    kind: spec.kind,
    least: millimetres(minHeight(spec, placeIn(setting, spec, 1), times)),
    best: millimetres(bestHeight(spec, placeIn(setting, spec, 56), times)),
  };
  known.set(width, need);
  return need;
}

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
