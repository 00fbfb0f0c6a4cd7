/** handout.pdf: three slides a page with their notes at the right, for those who listen. */

import { advance } from '../../figures/measure.ts';
import { unescapeHtml } from '../../marks.ts';
import type { Slide } from '../../plan/deck-slide.ts';
import { topicsOf } from '../../plan/topics.ts';
import type { Report } from '../../report/report.ts';
import { loadTemplates, TEMPLATES } from '../templates.ts';
import { type A4, a4Css, a4Furniture, a4Title, placed } from './a4.ts';
import type { DeckFace } from './font-files.ts';
import type { MergedDeck } from './merge.ts';
import { paragraphsOfNotes } from './notes.ts';

export const HANDOUT: A4 = {
  name: '讲义',
  margin: { top: 22, right: 16, bottom: 18, left: 18 },
  hanging: 14,
  slide: 96,
  css: 'handout.css',
};
/** Slides a page. */
const SLOTS = 3;
/** The column of notes in pt (handout.css has the same): type, its line, the space before a place, width and height. */
const NOTES = { size: 8.5, line: 12.75, gap: 2.5, width: 74 * (72 / 25.4), height: 77 * (72 / 25.4) };

export interface Handout {
  /** Holds <!--fonts-->. */
  html: string;
  faces: readonly DeckFace[];
  title: string;
  pages: number;
  /** Ids of slides whose notes end early: build.json names them. */
  shortened: string[];
}

/** Merges the handout. Notes too long for their place end after a whole sentence and say that the script has them all. */
export function handoutHtml(
  report: Report,
  slides: readonly Slide[],
  deck: Pick<MergedDeck, 'pages' | 'css' | 'faces'>,
  root = TEMPLATES,
): Handout {
  const context = { report, topics: topicsOf(report) };
  const render = loadTemplates('deck', context, root);
  const notesOf = paragraphsOfNotes(context);
  const slots = slides.map((slide, i) => {
    const all = slide.notes;
    const shown = mostThatFits(all.length, (count) => notesOf(all.slice(0, count)), all.length);
    return {
      id: slide.id,
      slideNumber: slide.number,
      slide: placed(deck.pages[i]?.html ?? ''),
      notes: shown === 0 ? null : notesOf(all.slice(0, shown)),
      more: shown < all.length,
    };
  });
  const sheets = Array.from({ length: Math.ceil(slots.length / SLOTS) }, (_, i) => ({
    slots: slots.slice(i * SLOTS, (i + 1) * SLOTS),
  }));
  const title = a4Title(report, HANDOUT);
  const html = render('handout', { title, css: a4Css(report, deck, HANDOUT, root), sheets });
  return {
    html,
    faces: deck.faces,
    title,
    pages: sheets.length,
    shortened: slots.filter((slot) => slot.more).map(({ id }) => id),
  };
}

/** What stands in the margins of the handout's pages. */
export const handoutFurniture = (report: Report, pages: number) => a4Furniture(report, HANDOUT, pages);

/** How many of the sentences fit the column: by the advances of the face, so that a check without a browser finds the same. */
function mostThatFits(count: number, html: (count: number) => string, all: number): number {
  for (let n = count; n > 0; n -= 1) {
    // The line that says that there is more takes its room.
    const room = NOTES.height - (n < all ? NOTES.line + NOTES.gap : 0);
    if (heightOf(html(n)) <= room) return n;
  }
  return 0;
}

/** Height of notes in pt, their lines filled as the browser fills them. */
function heightOf(html: string): number {
  const blocks = html.match(/<p\b[^>]*>[\s\S]*?<\/p>/g) ?? [];
  return blocks.reduce((sum, block) => sum + NOTES.gap + NOTES.line * linesOf(block), 0);
}

/** What stays on one line: a number with qualifier and unit, a word in Latin letters, in a place a clause or word, else a character. */
const UNBROKEN =
  /<b>[\s\S]*?<\/b>|<span class="whole">[^<]*<\/span>|<[^>]*>|&#?\w+;|[A-Za-z0-9][A-Za-z0-9.&+%-]*|[^<]/g;
/** Marks that do not begin a line, and those that do not end one. */
const [CLOSING, OPENING] = [/^[，。、；：？！”’）》〉」』】]/, /[“‘（《〈「『【]$/];

function linesOf(block: string): number {
  const place = block.includes('class="place"');
  const within = block.includes('class="clause"') ? '<span class="clause">' : '<wbr>';
  const pieces = place ? block.split(within) : (block.match(UNBROKEN) ?? []);
  const texts: string[] = [];
  for (const piece of pieces) {
    const text = unescapeHtml(piece.replaceAll(/<[^>]*>/g, ''));
    const before = texts.at(-1);
    if (text === '') continue;
    if (before !== undefined && (CLOSING.test(text) || OPENING.test(before)))
      texts[texts.length - 1] = before + text;
    else texts.push(text);
  }
  let [lines, used] = [1, 0];
  for (const text of texts) {
    const width = advance(text, { family: 'hei', weight: 600 }, NOTES.size);
    if (used > 0 && used + width > NOTES.width) {
      lines += 1;
      used = 0;
    }
    const whole = Math.max(1, Math.ceil(width / NOTES.width));
    lines += whole - 1;
    used = used + width - (whole - 1) * NOTES.width;
  }
  return lines;
}
