/** How large a number can be set: the largest of the allowed sizes at which qualifier, number and unit fit their column. */
import { advance } from '../../figures/measure.ts';
import type { Fact } from '../../report/report.ts';

/** Sizes in px, largest first. */
export interface FigureSize {
  number: number;
  small: number;
}

const GAP = 6;

/** Width in px of a fact set as design.md §3 says: number Song 700, qualifier and unit Song 600, % as large as the number. */
export function figureWidth(fact: Fact, size: FigureSize): number {
  const small = (text: string) =>
    text === '' ? 0 : advance(text, { family: 'song', weight: 600 }, size.small) + GAP;
  const large = (text: string) => advance(text, { family: 'song', weight: 700 }, size.number);
  if (fact.number === '') return large(fact.text);
  if (isHan(fact)) return small(fact.before) + large(fact.number + fact.unit + fact.after) * HAN;
  const unit = fact.unit === '%' ? large('%') : small(fact.unit);
  return small(fact.before) + large(fact.number) + unit + small(fact.after);
}

/**
 * The first size at which all of a slide's numbers of one rank fit `width` px, as classes for `.figure`; the last one where none does.
 * One size for all: a smaller number would look like a lesser one.
 */
export function figureClass(facts: readonly Fact[], width: number, sizes: readonly FigureSize[]): string {
  const size = sizes.find((s) => facts.every((f) => figureWidth(f, s) <= width)) ?? sizes[sizes.length - 1];
  return size ? `n${size.number} s${size.small}` : '';
}

/** Numbers in hanzi (千亿, 两条) are words: set with their unit, at this share of the number's size, at which they are as high as digits. */
const HAN = 0.68;
const isHan = (fact: Fact) => /^\p{sc=Han}/u.test(fact.number);

/** The class of a number in hanzi. */
export const hanClass = (fact: Fact): string => (isHan(fact) ? ' han' : '');

/** The longest growth bar of a slide, px. */
export const LONGEST_BAR = 148;

/** Rules for what the merge decides: sizes of numbers, lengths of bars, heights of plots. `more`: px that slides are higher. Classes, because Marp tools drop styles. */
export function sizeRules(more = 0): string {
  const rules = (prefix: string, property: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `.${prefix}${from + i}{${property}:${from + i}px}`).join(
      '',
    );
  return [
    rules('n', '--number', 30, 120),
    rules('s', '--small', 20, 30),
    rules('w', 'width', 2, LONGEST_BAR),
    ...[420, 396, 372, 348, 324].map((h) => h + more).map((h) => `.h${h}{height:${h}px}`),
  ].join('\n');
}
