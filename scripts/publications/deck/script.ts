/** The speaker's script: for every slide its number, title, planned time and notes in full. On A4 with the slides, and as plain text. */
import { unescapeHtml } from '../../marks.ts';
import { clockText, plannedSeconds } from '../../plan/deck-minutes.ts';
import { type Slide, units } from '../../plan/deck-slide.ts';
import { topicsOf } from '../../plan/topics.ts';
import type { Report } from '../../report/report.ts';
import { plainText } from '../plain-text.ts';
import { loadTemplates, TEMPLATES } from '../templates.ts';
import { type A4, a4Css, a4Furniture, a4Title, placed } from './a4.ts';
import type { MergedDeck } from './merge.ts';
import { paragraphsOfNotes } from './notes.ts';

export const SCRIPT: A4 = {
  name: '讲稿',
  margin: { top: 24, right: 22, bottom: 22, left: 22 },
  hanging: 0,
  slide: 64,
  css: 'script.css',
};

export interface Script {
  /** script.pdf before it is printed; holds <!--fonts-->. */
  html: string;
  faces: readonly (MergedDeck['faces'][number] | 'song-400')[];
  title: string;
  /** What script.txt says, as HTML with the marks of its numbers; a block is a line of it. */
  textHtml: string;
  text: string;
}

/** Merges the script. The plan follows report.deck.minutes, without it the length of the notes. */
export function scriptOf(
  report: Report,
  slides: readonly Slide[],
  deck: Pick<MergedDeck, 'pages' | 'css' | 'faces'>,
  { root = TEMPLATES }: { root?: string } = {},
): Script {
  const context = { report, topics: topicsOf(report) };
  const render = loadTemplates('deck', context, root);
  const notesOf = paragraphsOfNotes(context);
  const seconds = plannedSeconds(slides, report.deck.minutes ?? undefined);
  let sum = 0;
  const turns = slides.map((slide, i) => {
    const own = seconds[i] ?? 0;
    sum += own;
    const html = deck.pages[i]?.html ?? '';
    return {
      id: slide.id,
      until: `until:${slide.id}`,
      slideNumber: slide.number,
      heading: headingOf(html),
      slide: placed(html),
      planned: clockText(own),
      total: clockText(sum),
      notes: notesOf(slide.notes),
    };
  });
  const title = a4Title(report, SCRIPT);
  const data = { title, whole: clockText(sum), turns, hasYear: report.profile.year !== null };
  const textHtml = render('script-text', {
    ...data,
    turns: turns.map((turn) => ({ ...turn, notes: bracketed(turn.notes) })),
  });
  return {
    html: render('script', {
      ...data,
      turns: turns.map((turn) => ({ ...turn, notes: whole(turn.notes) })),
      css: a4Css(report, deck, SCRIPT, root),
    }),
    faces: [...deck.faces, 'song-400'],
    title,
    textHtml,
    text: plainText(textHtml),
  };
}

/** What stands in the margins of the script's pages. */
export const scriptFurniture = (report: Report, pages: number) => a4Furniture(report, SCRIPT, pages);

/** Full-width characters that three lines of the script hold at most, quotation marks being set narrower. */
const BRIEF = 3 * 30;

/** Paragraphs of up to three lines are not parted: Chromium would leave the third alone on the next page, whatever `widows` says. */
const whole = (notes: string): string =>
  notes.replaceAll(/<p>([\s\S]*?)<\/p>/g, (all, inner: string) =>
    units(unescapeHtml(inner.replaceAll(/<[^>]*>/g, ''))) <= BRIEF ? `<p class="brief">${inner}</p>` : all,
  );

/** In plain text a place stands in brackets, a line apart. */
const bracketed = (notes: string): string =>
  notes.replaceAll(/(<p class="place">)([\s\S]*?)<\/p>/g, '<p></p>$1〔$2〕</p>');

/** The marked words of a slide's heading. */
const headingOf = (slide: string): string => /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(slide)?.[1] ?? '';
