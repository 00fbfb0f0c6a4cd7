/** Display text of the long picture: sizes that fill the column, lines that break where the design allows. */
import { advance } from '../../figures/measure.ts';
import { BAND_WIDTH } from '../../figures/places.ts';
import { unescapeHtml } from '../../marks.ts';
import type { Line } from '../../plan/deck-slide.ts';
import { LIMITS } from '../../plan/infographic-limits.ts';
import type { Term } from '../../report/report.ts';
import { lined } from '../clauses.ts';
import { type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';

/** Size of a headline, px. */
const HEADLINE = 28;

/** Size in px at which a text fills the column in one line, at most `most`; `spacing` px between its characters. */
export function sizeOf(text: string, most: number, spacing: number): number {
  const em = [...text].reduce((n, c) => n + (c.charCodeAt(0) < 0x300 ? 0.6 : 1), 0);
  return Math.max(20, Math.min(most, Math.floor((BAND_WIDTH - spacing * text.length) / Math.max(1, em))));
}

/** A headline in two lines of at most 16 characters, else of 19 in smaller type; clauses break first, also before a number or a year. */
export function headline(
  line: Line,
  context: MarkupContext,
  terms: readonly Term[] = [],
): { html: string; snug: boolean } {
  const html =
    line.kind === 'words'
      ? wordsHtml(line.words)
      : verbatimHtml(context, line.span, { breaks: true, underlined: terms });
  const { units, snug, lines } = LIMITS.headline;
  const usual = inLines(html, units);
  const fits =
    usual.lines.length <= lines && usual.lines.every((text) => widthOf(text, HEADLINE) <= BAND_WIDTH);
  return fits ? { html: usual.html, snug: false } : { html: inLines(html, snug).html, snug: true };
}

/** Marked text in lines of at most `limit` characters, which break nowhere else, and what each of them says. */
export function inLines(marked: string, limit: number): { html: string; lines: string[] } {
  const html = lined(marked.replaceAll(/([，；：])<span/g, '$1<wbr><span'), limit);
  const [head = '', ...lines] = html.split('<span class="line">');
  const said = (lines.length > 0 ? lines : [head]).map((text) =>
    unescapeHtml(text.replaceAll(/<[^>]*>/g, '')),
  );
  const whole = lines.map((text) => text.replaceAll('<wbr>', ''));
  return { html: lines.length > 0 ? [head, ...whole].join('<span class="line">') : html, lines: said };
}

/** Width of a line of Song 700, px; a mark at its end may hang over. */
const widthOf = (text: string, size: number): number =>
  advance(text.replace(/[，。；：、！]$/, ''), { family: 'song', weight: 700 }, size);
