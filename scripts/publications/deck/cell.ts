/** Numbers of the deck as the templates print them: marked figure, its size, its name, what stands under it. */
import { advance } from '../../figures/measure.ts';
import { escapeHtml } from '../../marks.ts';
import type { Cell, Point } from '../../plan/deck-slide.ts';
import type { Fact } from '../../report/report.ts';
import { breakable } from '../breaks.ts';
import { factHtml, type MarkupContext, verbatimHtml, wordsHtml, yearHtml } from '../markup.ts';
import { type FigureSize, figureClass, hanClass, LONGEST_BAR } from './figure-size.ts';

/** Sizes by place, largest first (design.md §3). */
const SIZES = {
  indicators: steps([88, 80, 72, 64, 56], 26),
  three: steps([120, 108, 96, 84, 72, 60], 30),
  section: steps([64, 56, 48, 42, 36, 30], 26),
  list: steps([68, 60, 52, 44, 38], 28),
  hero: steps([88, 76, 64, 52, 44], 28),
  targets: steps([52, 46, 40, 34], 26),
  words: steps([44, 40, 36, 32, 30], 28),
} as const;

function steps(numbers: number[], small: number): FigureSize[] {
  return numbers.map((number, i) => ({ number, small: Math.max(20, small - i * 2) }));
}

const TASK_WIDTH = 440;

/** Classes of a number among others of its rank; words in place of a number have sizes of their own. */
function sized(fact: Fact, rank: readonly Fact[], width: number, sizes: readonly FigureSize[]): string {
  if (fact.number === '') return figureClass([fact], width, SIZES.words);
  const numbers = rank.filter((f) => f.number !== '');
  return figureClass(numbers, width, sizes) + hanClass(fact);
}

/**
 * The name beside a number. `others`: further facts in the same group whose indicators bear the same name, so that the one label serves
 * them too. `width`: px it has at `px` px Hei, at a pinch 24; where the full name is longer the short one is printed.
 */
function labelOf(cell: Cell, width: number, others: readonly (Fact | null)[] = [], px = 26): string {
  if (cell.label) return wordsHtml(cell.label);
  const { indicator } = cell.value;
  if (!indicator)
    return `<span class="label" data-label="${escapeHtml(cell.value.ref)}">${breakable(cell.value.label)}</span>`;
  const ids = new Set([indicator.id, ...others.flatMap((f) => (f?.indicator ? [f.indicator.id] : []))]);
  const fits = (text: string, size: number) => advance(text, { family: 'hei', weight: 500 }, size) <= width;
  const text = fits(indicator.name, 24) ? indicator.name : indicator.short;
  const tight = fits(text, px) ? '' : ' snug';
  return `<span class="label${tight}" data-label="${escapeHtml([...ids].join(' '))}">${breakable(text)}</span>`;
}

/** 增长5%左右; 同口径 stays, 同比 goes. */
const changeHtml = (fact: Fact) => factHtml(fact, fact.before.startsWith('同口径') ? 'full' : 'verb');

/** As wide as `changeHtml` prints it. */
const withoutBasis = (fact: Fact): Fact => ({
  ...fact,
  before: fact.before.replace(/^(同比|比上年|较上年)/, ''),
});

/** A growth rate under a number that has a bar. */
const rateOf = ({ change }: Cell): number => (change?.unit === '%' && change.value > 0 ? change.value : 0);

/** A cell among the `cells` of a slide of indicators; `scale` is the rate of the longest bar. */
export function cellView(cell: Cell, cells: readonly Cell[], scale: number) {
  const { change, rank } = cell;
  const three = cells.length <= 3;
  const rate = rateOf(cell);
  const width = Math.max(2, Math.round((rate / scale) * LONGEST_BAR));
  const bar = rate > 0 ? { width, encoding: change?.encoding ?? 'reported' } : null;
  // A place whose number is the value itself says nothing more.
  const place = rank !== null && rank.offset !== cell.value.offset;
  const more = change ? changeHtml(change) : place ? factHtml(rank) : null;
  return {
    label: labelOf(cell, 346),
    value: factHtml(cell.value),
    sizes: sized(cell.value, valuesOf(cells), 346, three ? SIZES.three : SIZES.indicators),
    red: cell.value.status === 'target',
    bar,
    more,
  };
}

const valuesOf = (cells: readonly Cell[]): Fact[] => cells.map((c) => c.value);

/** What a tinted bar on the slide says: the report's own words of reserve beside these rates, else beside their numbers; null without one. */
export function reserveWords(cells: readonly Cell[]): string | null {
  const words = cells
    .filter((cell) => rateOf(cell) > 0 && cell.change?.encoding === 'expected')
    .flatMap(({ value, change }) => {
      const found = /预计|左右|约|近/.exec(change?.text ?? '') ?? /预计|左右|约|近/.exec(value.text);
      return found ? [`“${found[0]}”`] : [];
    });
  return words.length > 0 ? [...new Set(words)].join('或') : null;
}

/** A task of a list slide, among all its tasks. */
export function taskView(cell: Cell, cells: readonly Cell[]) {
  return {
    label: labelOf(cell, TASK_WIDTH),
    value: factHtml(cell.value, cell.value.kind === 'change' ? 'full' : undefined),
    sizes: sized(cell.value, valuesOf(cells), TASK_WIDTH, SIZES.list),
    red: cell.value.status === 'target',
  };
}

/** A row of a slide of targets; `led`: the first one of `cells` is the hero, the others have one size; `width`: of the name, px. */
export function targetView(
  cell: Cell,
  before: Fact | null,
  cells: readonly Cell[],
  { led = true, width = 262 }: { led?: boolean; width?: number } = {},
) {
  const form = cell.value.kind === 'change' ? 'plain' : 'full';
  const plain = (fact: Fact): Fact =>
    fact.kind === 'change' ? { ...fact, before: fact.before.replace(/^.*(增长|提高|提升)/, '') } : fact;
  const hero = led && cell === cells[0];
  const rank = hero ? [cell.value] : valuesOf(led ? cells.slice(1) : cells);
  return {
    hero,
    label: labelOf(cell, width, [before], hero ? 30 : 28),
    value: factHtml(cell.value, form),
    sizes: sized(plain(cell.value), rank.map(plain), 270, hero ? SIZES.hero : SIZES.targets),
    before: before ? factHtml(before, before.before.startsWith('同口径') ? 'full' : 'plain') : null,
    red: cell.value.status === 'target',
  };
}

/** A point of an opener, among its `points`: figure and name, or a phrase. */
export function pointView(context: MarkupContext, point: Point, points: readonly Point[]) {
  if (point.kind === 'text')
    return {
      text: verbatimHtml(context, point.text, { breaks: true }),
      red: false,
      sizes: '',
      value: '',
      period: '',
      label: '',
      more: null,
    };
  const { cell } = point;
  const { report } = context;
  const { change, rank, value } = cell;
  const others = points.flatMap((p) => (p.kind === 'fact' ? [withoutBasis(p.cell.value)] : []));
  const target = value.status === 'target';
  const more = change ? changeHtml(change) : rank && rank.offset !== value.offset ? factHtml(rank) : null;
  return {
    text: null,
    red: target,
    sizes: sized(withoutBasis(value), others, 260, SIZES.section),
    value: value.kind === 'change' ? changeHtml(value) : factHtml(value),
    period: target ? `${yearHtml(report, 'year')}年` : '',
    label: labelOf(cell, 900),
    more,
  };
}
