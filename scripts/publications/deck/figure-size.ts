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
  const unit = fact.unit === '%' ? large('%') : small(fact.unit);
  return small(fact.before) + large(fact.number) + unit + small(fact.after);
}

/** The first size that fits `width` px, as a style for `.figure`; the last one where none does. */
export function figureStyle(fact: Fact, width: number, sizes: readonly FigureSize[]): string {
  const size = sizes.find((s) => figureWidth(fact, s) <= width) ?? sizes[sizes.length - 1];
  return size ? `--number:${size.number}px;--small:${size.small}px` : '';
}
