/** Numbers of the deck as the templates print them: marked figure, its size, its name, what stands under it. */
import { advance } from '../../figures/measure.ts';
import { escapeHtml } from '../../marks.ts';
import type { Cell, Point } from '../../plan/deck-slide.ts';
import type { Fact } from '../../report/report.ts';
import { breakable } from '../breaks.ts';
import { factHtml, type MarkupContext, verbatimHtml, wordsHtml, yearHtml } from '../markup.ts';
import { type FigureSize, figureClass, LONGEST_BAR } from './figure-size.ts';

/** Sizes by place, largest first (design.md §3). */
const SIZES = {
  indicators: steps([88, 80, 72, 64, 56], 26),
  three: steps([120, 108, 96, 84, 72, 60], 30),
  section: steps([64, 56, 48, 42, 36, 30], 26),
  list: steps([68, 60, 52, 44, 38], 28),
  hero: steps([88, 76, 64, 52, 44], 28),
  targets: steps([52, 46, 40, 34], 26),
} as const;

function steps(numbers: number[], small: number): FigureSize[] {
  return numbers.map((number, i) => ({ number, small: Math.max(20, small - i * 2) }));
}

const TASK_WIDTH = 448;

/**
 * The name beside a number. `others`: further facts in the same group whose indicators bear the same name, so that the one label serves
 * them too. `width`: px it has at 26 px Hei, at a pinch 24; where the full name is longer the short one is printed.
 */
function labelOf(cell: Cell, width: number, others: readonly (Fact | null)[] = []): string {
  if (cell.label) return wordsHtml(cell.label);
  const { indicator } = cell.value;
  if (!indicator)
    return `<span class="label" data-label="${escapeHtml(cell.value.ref)}">${breakable(cell.value.label)}</span>`;
  const ids = new Set([indicator.id, ...others.flatMap((f) => (f?.indicator ? [f.indicator.id] : []))]);
  const size = (text: string, px: number) => advance(text, { family: 'hei', weight: 500 }, px) <= width;
  const text = size(indicator.name, 24) ? indicator.name : indicator.short;
  const tight = size(text, 26) ? '' : ' snug';
  return `<span class="label${tight}" data-label="${escapeHtml([...ids].join(' '))}">${breakable(text)}</span>`;
}

/** 增长5%左右; 同口径 stays, 同比 goes. */
const changeHtml = (fact: Fact) => factHtml(fact, fact.before.startsWith('同口径') ? 'full' : 'verb');

/** As wide as `changeHtml` prints it. */
const withoutBasis = (fact: Fact): Fact => ({
  ...fact,
  before: fact.before.replace(/^(同比|比上年|较上年)/, ''),
});

/** A cell of the slide of indicators; `most` is the largest rate on the slide, for the bars' common scale. */
export function cellView(cell: Cell, three: boolean, most: number) {
  const { change, rank } = cell;
  const rate = change?.unit === '%' && change.value > 0 ? change.value : 0;
  const bar =
    rate > 0
      ? {
          width: Math.max(2, Math.round((rate / most) * LONGEST_BAR)),
          encoding: change?.encoding ?? 'reported',
        }
      : null;
  // A place whose number is the value itself says nothing more.
  const place = rank !== null && rank.offset !== cell.value.offset;
  const more = change ? changeHtml(change) : place ? factHtml(rank) : null;
  return {
    label: labelOf(cell, 346),
    value: factHtml(cell.value),
    sizes: figureClass(cell.value, 346, three ? SIZES.three : SIZES.indicators),
    bar,
    more,
    strongest: rate > 0 && rate === most,
  };
}

/** A task of a list slide. */
export function taskView(cell: Cell, red: boolean) {
  return {
    label: labelOf(cell, TASK_WIDTH),
    value: factHtml(cell.value, cell.value.kind === 'change' ? 'full' : undefined),
    sizes: figureClass(cell.value, TASK_WIDTH, SIZES.list),
    red,
  };
}

/** A row of the slide of targets. */
export function targetView(cell: Cell, before: Fact | null, hero: boolean) {
  const form = cell.value.kind === 'change' ? 'plain' : 'full';
  const shown: Fact =
    form === 'plain'
      ? { ...cell.value, before: cell.value.before.replace(/^.*(增长|提高|提升)/, '') }
      : cell.value;
  return {
    label: labelOf(cell, hero ? 240 : 244, [before]),
    value: factHtml(cell.value, form),
    sizes: figureClass(shown, 290, hero ? SIZES.hero : SIZES.targets),
    before: before ? factHtml(before, before.before.startsWith('同口径') ? 'full' : 'plain') : null,
  };
}

/** A point of an opener: figure and name, or a phrase. */
export function pointView(context: MarkupContext, point: Point) {
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
  const target = value.status === 'target';
  const more = change ? changeHtml(change) : rank && rank.offset !== value.offset ? factHtml(rank) : null;
  return {
    text: null,
    red: target,
    sizes: figureClass(withoutBasis(value), 260, SIZES.section),
    value: value.kind === 'change' ? changeHtml(value) : factHtml(value),
    period: target ? `${yearHtml(report, 'year')}年` : '',
    label: labelOf(cell, 900),
    more,
  };
}
