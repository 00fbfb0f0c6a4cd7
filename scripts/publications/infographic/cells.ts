/** Numbers of the long picture with their names, as large as their column takes. */
import { advance } from '../../figures/measure.ts';
import { BAND_WIDTH } from '../../figures/places.ts';
import type { Cell } from '../../plan/deck-slide.ts';
import { saysMore } from '../../plan/sheets.ts';
import type { Fact } from '../../report/report.ts';
import { factHtml, labelHtml, wordsHtml } from '../markup.ts';

/** Size of qualifier and unit, px; so much more for the gaps beside them. */
const SMALL = 17;
const GAPS = 10;
/** A number set smaller than this in its column takes the whole width, px. */
const LEAST = 26;

/** What is said below a number: its place, else its change; null where the number says it. */
export const lastLine = ({ value, change, rank }: Cell): Fact | null =>
  [rank, change].find((fact): fact is Fact => fact !== null && saysMore(fact, value)) ?? null;

/** A number with its name and what else is said of it; `most` and `room` in px: size of the number, width it may take with qualifier and unit. */
export function cellView(cell: Cell, most: number, room: number) {
  const { label, value } = cell;
  const note = lastLine(cell);
  const digits = advance(value.number, { family: 'song', weight: 700 }, 1);
  const small =
    (value.before.length + (value.unit === '%' ? 0 : value.unit.length) + value.after.length) * SMALL + GAPS;
  const percent = value.unit === '%' ? 0.8 : 0;
  const size = Math.min(most, Math.floor((room - small) / (digits + percent)));
  return {
    label: label ? wordsHtml(label) : labelOf(value),
    value: factHtml(value),
    worded: value.number === '',
    note: note ? factHtml(note) : null,
    // A number too long for its column takes both.
    wide: size < LEAST,
    size: size < LEAST ? Math.min(most, Math.floor((BAND_WIDTH - small) / digits)) : size,
    // A number in hanzi is one word with its unit: 千亿, 两条.
    hanzi: /^\p{Script=Han}+$/u.test(value.number),
  };
}

/** The name of a fact's indicator; of a derived value its own. */
export const labelOf = (fact: Fact): string => (fact.indicator ? labelHtml(fact.indicator) : '');
