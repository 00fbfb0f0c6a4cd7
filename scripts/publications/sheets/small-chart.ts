/** The words around a sheet's small chart, four columns wide: what stands above the plot and what below it. */
import { advance, type Face } from '../../figures/measure.ts';
import { SHEET_WIDTH } from '../../figures/places.ts';
import { wrap } from '../../figures/wrap.ts';
import type { FigureSpec, Words } from '../../report/report.ts';

const HEI = { family: 'hei', weight: 400 } as const;
const BOLD = { family: 'hei', weight: 700 } as const;
const pt = (points: number) => (points * 96) / 72;
/** Type of the title and the subtitle in the largest gear, and of notes, px. */
const TITLE = pt(12.6);
const SUBTITLE = pt(12.6 * 0.72);
const NOTE = pt(8.2);
/** More lines than this above so narrow a plot would outweigh it. */
const MOST_LINES = 2;

const lines = (words: Words, size: number): number =>
  advance(words.text, HEI, size) <= SHEET_WIDTH.small
    ? 1
    : wrap(words.text, HEI, size, SHEET_WIDTH.small).length;

/** A subtitle of more than two lines goes below the plot: what it says of the marks must not be lost. */
export function smallSubtitle(spec: FigureSpec): { above: Words | null; below: Words | null } {
  const { subtitle } = spec;
  if (!subtitle) return { above: null, below: null };
  return lines(subtitle, SUBTITLE) <= MOST_LINES
    ? { above: subtitle, below: null }
    : { above: null, below: subtitle };
}

/** Height of the words below the plot, px. */
export function belowHeight(spec: FigureSpec): number {
  const below = [smallSubtitle(spec).below, spec.note ?? null].filter((w): w is Words => w !== null);
  return below.reduce((sum, words) => sum + lines(words, NOTE) * NOTE * 1.4 + 4.5, 0);
}

/** Where the title and the subtitle begin new lines: between their clauses, where each of these stands on a line (design.md §1.7). */
export const titleLines = ({ title }: FigureSpec): number[] => clauseLines(title.text, BOLD, TITLE);
export const subtitleLines = (subtitle: Words): number[] => clauseLines(subtitle.text, HEI, SUBTITLE);

/** Offsets at which new lines begin; none where the text stands on one line, or a clause does not. `size` in px. */
function clauseLines(text: string, face: Face, size: number): number[] {
  const stands = (line: string) => advance(line, face, size) <= SHEET_WIDTH.small;
  const clauses = text.match(/[^，；：]+[，；：]*/gu) ?? [];
  if (stands(text) || !clauses.every((clause) => stands(clause.replace(/[，；：]$/u, '')))) return [];
  const begins: number[] = [];
  let line = '';
  let at = 0;
  for (const clause of clauses) {
    if (line !== '' && !stands(line + clause.replace(/[，；：]$/u, ''))) {
      begins.push(at);
      line = '';
    }
    line += clause;
    at += clause.length;
  }
  return begins;
}
