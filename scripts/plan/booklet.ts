/** What the booklet shows and in which order (design.md §4): blocks with the side they start on, and what fills them. */
import { isGoal } from '../report/facts.ts';
import type { Derived, Fact, FigureSpec, Heading, Indicator, Report } from '../report/report.ts';
import { type IndexGroup, indexGroups } from './booklet-index.ts';
import { type Opener, openerOf } from './booklet-opener.ts';
import { isReview, type PlannedTopic, topicsOf } from './topics.ts';

/** A run of pages. `side` is where its first page must fall: right-hand pages are recto. */
export interface Block {
  /** cover, imprint, contents, overview, opener-1, text-1, topic-industry, glossary, index, appendix, figure-data, colophon */
  id: string;
  side: 'any' | 'recto' | 'verso';
  /** What the page ribbon of the contents shows it as. */
  kind: 'front' | 'text' | 'opener' | 'figures' | 'reference';
}

/** A cell of key figures: an indicator and what stands below its value. */
export interface KeyFigure {
  indicator: Indicator;
  value: Fact;
  /** Changes and places, at most two. */
  notes: Fact[];
}

/** The two facing pages of one topic. */
export interface Spread {
  topic: PlannedTopic;
  hero: KeyFigure | null;
  /** The hero is a share of a whole: it gets a bar from 0 to 100 %. */
  share: boolean;
  /** The same share a year before, where the editor derived it (hero − hero.change): a hollow mark on the bar. */
  earlier: Derived | null;
  cells: KeyFigure[];
  figures: FigureSpec[];
}

export interface BookletPlan {
  blocks: Block[];
  overview: { cells: KeyFigure[]; growth: FigureSpec | null; figures: FigureSpec[] } | null;
  openers: Opener[];
  spreads: Spread[];
  index: IndexGroup[];
  /** Figures that found no room on the spreads. */
  appendix: FigureSpec[];
  /** Rates of the cover's drawing, largest first; empty for a plain cover. */
  rates: Fact[];
  /** Indicators of a plain cover. */
  plainCover: KeyFigure[];
}

/** Figures that stand on the right-hand page of a spread, and on the second page of the overview, at most. */
export const FIGURES_A_PAGE = 3;
const CELLS = 9;

/** What pages of figures hold, which hangs on their size. */
export interface FigureRoom {
  /** Those of these, most wanted first, that stand on one page: at least one, at most FIGURES_A_PAGE, in their order. */
  choose(figures: readonly FigureSpec[]): readonly FigureSpec[];
  /** A page with the headline indicators has room for a figure under them. */
  underCells: boolean;
}

/** A page as large as A4. */
const WIDE: FigureRoom = { choose: (figures) => figures.slice(0, FIGURES_A_PAGE), underCells: true };

/** Plans the booklet. Everything the report does not have is left out: then cover, contents, openers, text and colophon remain. */
export function planBooklet(report: Report, room: FigureRoom = WIDE): BookletPlan {
  const topics = topicsOf(report);
  const spreads = topics
    .filter((t) => t.indicators.length > 0 || t.figures.length > 0)
    .map((t) => spreadOf(report, t, room));
  const overview = overviewOf(report, room);
  const shown = new Set<FigureSpec>([
    ...spreads.flatMap((s) => s.figures),
    ...(overview ? [...overview.figures, ...(overview.growth ? [overview.growth] : [])] : []),
  ]);
  const doubled = (figure: FigureSpec) => figure.topic === 'overview' && figure.kind === 'key-figures';
  const appendix = report.figures.filter((figure) => !shown.has(figure) && !doubled(figure));
  const index = indexGroups(report, topics);
  const rates = [...report.cover].sort((a, b) => b.value - a.value);
  const drawn = rates.length >= 4 && rates.every((rate) => rate.value > 0);
  return {
    blocks: blocksOf(report, overview !== null, spreads, {
      index: index.length > 0,
      appendix: appendix.length > 0,
      data: shown.size + appendix.length > 0,
    }),
    overview,
    openers: report.parts.map((part) => openerOf(report, part, topics)),
    spreads,
    index,
    appendix,
    rates: drawn ? rates : [],
    plainCover: drawn ? [] : report.headline.slice(0, 3).flatMap((i) => keyFigure(report, i)),
  };
}

function blocksOf(
  report: Report,
  overview: boolean,
  spreads: readonly Spread[],
  { index, appendix, data }: { index: boolean; appendix: boolean; data: boolean },
): Block[] {
  const blocks: Block[] = [
    { id: 'cover', side: 'recto', kind: 'front' },
    { id: 'imprint', side: 'verso', kind: 'front' },
    { id: 'contents', side: 'recto', kind: 'reference' },
  ];
  if (overview) blocks.push({ id: 'overview', side: 'verso', kind: 'figures' });
  const figures = spreads.map(
    ({ topic }): Block => ({ id: `topic-${topic.id}`, side: 'verso', kind: 'figures' }),
  );
  if (report.parts.length === 0) blocks.push({ id: 'text-0', side: 'recto', kind: 'text' }, ...figures);
  report.parts.forEach((part, i) => {
    blocks.push({ id: `opener-${part.path}`, side: 'verso', kind: 'opener' });
    blocks.push({ id: `text-${part.path}`, side: 'recto', kind: 'text' });
    if (i === 0) blocks.push(...figures);
  });
  if (report.glossary) blocks.push({ id: 'glossary', side: 'any', kind: 'reference' });
  if (index) blocks.push({ id: 'index', side: 'any', kind: 'reference' });
  if (appendix) blocks.push({ id: 'appendix', side: 'any', kind: 'figures' });
  if (data) blocks.push({ id: 'figure-data', side: 'any', kind: 'reference' });
  blocks.push({ id: 'colophon', side: 'any', kind: 'reference' });
  return blocks;
}

/** The cell of an indicator; none if its value cannot be printed. */
export function keyFigure(report: Report, indicator: Indicator): KeyFigure[] {
  const value = report.facts.get(indicator.id);
  if (!value) return [];
  const notes = ['change', 'rank']
    .flatMap((kind) => report.facts.get(`${indicator.id}.${kind}`) ?? [])
    // A place that is the value itself is not said twice.
    .filter((note) => !note.text.includes(value.text));
  return [{ indicator, value, notes }];
}

function spreadOf(report: Report, topic: PlannedTopic, room: FigureRoom): Spread {
  const hero = topic.hero?.indicator ? (keyFigure(report, topic.hero.indicator)[0] ?? null) : null;
  const own = topic.indicators.filter((i) => i !== hero?.indicator);
  const figures = figuresBeside(topic, room);
  const value = hero?.value;
  return {
    topic,
    hero,
    share:
      value?.unit === '%' && hero?.indicator.measure === 'level' && value.value >= 0 && value.value <= 100,
    earlier:
      [...report.derived.values()].find(
        (d) => hero !== null && d.formula === `${hero.indicator.id} - ${hero.indicator.id}.change`,
      ) ?? null,
    cells: cellsBeside(report, topic, own, figures).flatMap((i) => keyFigure(report, i)),
    figures,
  };
}

/** The indicators whose values a figure prints. */
const printedIn = (figure: FigureSpec): Indicator[] =>
  figure.groups.flatMap((g) =>
    g.rows.flatMap((r) => [r.value, r.from].flatMap((fact) => fact?.indicator ?? [])),
  );

/** The figures of a topic that its page holds; one of key figures that the page on the left holds in full stands back where there are others. */
function figuresBeside(topic: PlannedTopic, room: FigureRoom): FigureSpec[] {
  const left = new Set([topic.hero?.indicator, ...topic.indicators.slice(0, CELLS)]);
  const repeats = (f: FigureSpec) => f.kind === 'key-figures' && printedIn(f).every((i) => left.has(i));
  const [fresh, repeated] = [topic.figures.filter((f) => !repeats(f)), topic.figures.filter(repeats)];
  const ranked = [...fresh, ...repeated];
  const chosen = new Set(room.choose(ranked));
  return topic.figures.filter((f) => chosen.has(f));
}

/**
 * Key figures in full rows of three: the topic's own that no figure beside them prints, then the other year's values; what a figure
 * prints only where the others are too few.
 */
function cellsBeside(
  report: Report,
  topic: PlannedTopic,
  own: readonly Indicator[],
  figures: readonly FigureSpec[],
): Indicator[] {
  const printed = new Set(figures.flatMap(printedIn));
  const pairs = topic.indicators.flatMap((i) => (i.pair ? (report.indicators.get(i.pair) ?? []) : []));
  // What the editor chose as key figures of the topic, but no figure here prints.
  const more = topic.figures
    .filter((f) => f.kind === 'key-figures' && !figures.includes(f))
    .flatMap(printedIn);
  const fresh = own.filter((i) => !printed.has(i));
  const others = [...new Set([...pairs, ...more])].filter(
    (i) => i.words === undefined && !own.includes(i) && i !== topic.hero?.indicator,
  );
  const whole = (n: number) => Math.ceil(n / 3) * 3;
  // Two rows where the topic has so many; a third only of what no figure prints.
  const wanted = Math.min(CELLS, Math.max(Math.min(whole(own.length), 6), whole(fresh.length)));
  const ranked = [
    ...fresh,
    ...others.filter((i) => !printed.has(i)),
    ...own.filter((i) => printed.has(i)),
    ...others.filter((i) => printed.has(i)),
  ];
  const chosen = new Set(ranked.slice(0, wanted));
  // The editor's order; the other year's values after it.
  return [...own, ...others].filter((i) => chosen.delete(i));
}

function overviewOf(report: Report, room: FigureRoom): BookletPlan['overview'] {
  const own = report.figures.filter((f) => f.topic === 'overview' && f.kind !== 'key-figures');
  const cells = report.headline.slice(0, CELLS).flatMap((i) => keyFigure(report, i));
  if (cells.length === 0 && own.length === 0) return null;
  const bars = own.find((f) => f.kind === 'bar') ?? null;
  const growth = room.underCells ? bars : null;
  const second = own.filter((f) => f !== growth).sort((a, b) => Number(b === bars) - Number(a === bars));
  return { cells, growth, figures: [...room.choose(second)] };
}

/**
 * Figures for the pages that would stand blank before an opener or the first spread: those of the kind of part just read (done
 * or to do), the overview's first; others only if there are too few. `page` takes as many as fill a page. Gives them by block,
 * and what the appendix keeps.
 */
export function fillBlanks(
  report: Report,
  plan: BookletPlan,
  blanks: ReadonlySet<string>,
  page: (figures: readonly FigureSpec[]) => FigureSpec[],
): { fillers: Map<string, FigureSpec[]>; appendix: FigureSpec[] } {
  const fillers = new Map<string, FigureSpec[]>();
  let left = plan.appendix;
  let read: Heading | undefined;
  for (const { id } of plan.blocks) {
    const wanted = read && isReview(report, read) ? 'actual' : 'target';
    const score = (f: FigureSpec) => (f.topic === 'overview' ? 2 : 0) + (statusOf(f) === wanted ? 3 : 0);
    if (read && blanks.has(id) && left.length >= FIGURES_A_PAGE) {
      const fitting = left.filter((f) => statusOf(f) === wanted);
      const candidates = fitting.length >= FIGURES_A_PAGE ? fitting : left;
      const chosen = page([...candidates].sort((a, b) => score(b) - score(a)));
      fillers.set(id, chosen);
      left = left.filter((f) => !chosen.includes(f));
    }
    read = report.parts.find((p) => id === `text-${p.path}`) ?? read;
  }
  return { fillers, appendix: left };
}

/** What most of a figure's values are: done or to do. */
export function statusOf(figure: FigureSpec): 'actual' | 'target' {
  const rows = figure.groups.flatMap((g) => g.rows);
  return rows.filter((r) => r.value && isGoal(r.value)).length * 2 > rows.length ? 'target' : 'actual';
}
