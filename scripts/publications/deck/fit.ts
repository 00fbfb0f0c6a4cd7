/** Which sizes make the words of any report fit their places on a slide. */
import { units } from '../../plan/deck-slide.ts';
import { breakPieces } from '../breaks.ts';
import { lined } from '../clauses.ts';

/** Characters a line: text of a row, the same smaller, a label of 28 px. */
const LINE = { text: 32, small: 35, label: 9 };

/** Text of a row in two lines; where words break badly in three smaller ones. On a dense slide the browser breaks it. */
export function textOf(
  html: string | null,
  { alone, dense }: { alone: boolean; dense: boolean },
): { text: string | null; form: string } {
  const form = alone ? 'alone' : '';
  if (html === null || dense) return { text: html, form };
  for (const limit of [LINE.text, LINE.text - 1]) {
    const text = lined(html, limit);
    const lines = text.split('<span class="line">').map((l) => l.replaceAll(/<[^>]*>/g, ''));
    if (lines.length <= 3 && lines.every((l) => trueWidth(l) <= LINE.text)) return { text, form };
  }
  return { text: lined(html, LINE.small), form: `${form} small` };
}

/** Digits are wider than half a character, and a gap stands between them and hanzi; a mark at the end hangs by half. */
function trueWidth(line: string): number {
  const borders = line.match(/[\dA-Za-z%](?=\p{Script=Han})|\p{Script=Han}(?=[\dA-Za-z])/gu)?.length ?? 0;
  const digits = line.match(/\d/g)?.length ?? 0;
  return units(line) + borders * 0.13 + digits * 0.06 - (/[，。；：、！]$/.test(line) ? 0.5 : 0);
}

/** Classes of a label that needs more than one line of 34 px. */
export function labelSize(text: string): string {
  // Two lines of nine characters at 28 px, else three of eleven at 24.
  let [lines, used] = [1, 0];
  for (const piece of breakPieces(text)) {
    const width = units(piece);
    lines += width > LINE.label ? 2 : used > 0 && used + width > LINE.label ? 1 : 0;
    used = used + width > LINE.label ? width : used + width;
  }
  return lines > 2 ? 'long-label longest' : 'long-label';
}

/** Classes of the region's size on the cover: it ends before the panel. */
export const regionSize = (width: number): string => (width <= 11 ? '' : width <= 15 ? 'long' : 'longest');

/** Columns of the closing quotation: clauses, and characters of the longest, that each size holds. */
const QUOTATION = [
  { name: '', columns: 3, length: 8 },
  { name: 'long', columns: 4, length: 11 },
  { name: 'longer', columns: 6, length: 15 },
];

/** Class of the closing quotation's size: a clause is a column and is not broken as long as a size holds it. */
export function quotationSize(text: string): string {
  const parts = text.split(/(?<=[，；：。！])/);
  const longest = Math.max(...parts.map((part) => [...part.replace(/[，。；：！]$/, '')].length + 0.5));
  const fits = ({ columns, length }: (typeof QUOTATION)[number]) =>
    parts.length <= columns && longest <= length + 0.5;
  return QUOTATION.find(fits)?.name ?? 'longest';
}
