/**
 * Finished texts, against the same texts made anew from the data and our own templates. Reading a page proves what it says; only the whole text
 * proves what it shows: a style sheet that hides or stretches, a picture laid over a drawing, drawings that change places, a script.
 */
import { drawFigure } from '../figures/draw.ts';
import { planDeck } from '../plan/deck.ts';
import type { Face } from '../print/press.ts';
import type { Problem } from '../problem.ts';
import type { DeckLang } from '../publications/deck/labels.ts';
import { type MergedDeck, mergeDeck } from '../publications/deck/merge.ts';
import { scriptOf } from '../publications/deck/script.ts';
import { deckFile, inSizes } from '../publications/deck/size.ts';
import { markDraft } from '../publications/draft.ts';
import type { Report } from '../report/report.ts';

/** A text made anew. Its faces stand at `<!--fonts-->`; null: those its tags name. */
export interface Remade {
  text: string;
  faces: readonly Face[] | null;
}

/** The language of a finished deck's presenter, as its script says. */
export const langOfDeck = (html: string): DeckLang => (html.includes('\nrun({"lang":"en"') ? 'en' : 'zh');

/** Puts faces into a text at `<!--fonts-->`, cut to its characters; without `faces` those that its tags name. */
export type Typeset = (text: string, faces?: readonly Face[]) => Promise<string>;

/** The files of the deck by their paths, its presenter in `lang`. Without its PDF, which is proved against its HTML. */
export function remadeDeck(report: Report, draft: boolean, lang: DeckLang = 'zh'): Map<string, Remade> {
  const slides = planDeck(report);
  const deck = mergeDeck(report, slides, { draw: drawFigure, lang });
  const page = ({ html, faces }: MergedDeck): Remade => ({ text: draft ? markDraft(html) : html, faces });
  const [, ...besides] = inSizes(report);
  return new Map<string, Remade>([
    ...besides.map((other): [string, Remade] => [
      deckFile(other.deck.size, 'html'),
      page(mergeDeck(other, planDeck(other), { draw: drawFigure, lang })),
    ]),
    [deckFile(report.deck.size, 'html'), page(deck)],
    [deckFile(report.deck.size, 'md'), { text: deck.markdown, faces: [] }],
    ['deck/script.txt', { text: scriptOf(report, slides, deck).text, faces: [] }],
    ['deck/theme.css', { text: deck.theme, faces: [] }],
    ...deck.figures.map(({ path, svg }): [string, Remade] => [
      `deck/${path}`,
      { text: svg.replace(/(<svg[^>]*>)/, '$1<defs><!--fonts--></defs>'), faces: null },
    ]),
  ]);
}

/** The style sheet that the print stage puts at <!--fonts-->. */
const FONTS = /<style>(?:@font-face\{[^{}]*\})*:root\{[^{}]*;font-synthesis:none\}<\/style>/;

/** The text as it was before its faces came into it. */
export const withoutFaces = (text: string): string =>
  text.includes('<!--fonts-->') ? text : text.replace(FONTS, '<!--fonts-->');

/**
 * P405 where a finished text is none of the texts it may be. Without `typeset` its faces are not compared; with it they are: a face with
 * other digits under the same codes would show other numbers.
 */
export async function remadeFindings(
  text: string,
  product: string,
  wanted: readonly Remade[],
  typeset?: Typeset,
): Promise<Problem[]> {
  const plain = withoutFaces(text);
  const same = wanted.find((remade) => remade.text === plain);
  const differs = (zh: string, en: string): Problem[] => [
    { code: 'P405', severity: 'error', message: { zh, en }, where: { product } },
  ];
  const first = wanted[0];
  if (!first) return differs('按数据做不出这个文件', 'no such file can be made from the data');
  if (!same) {
    // Of several the one that goes along furthest.
    const at = Math.max(...wanted.map((remade) => parting(plain, remade.text)));
    const seen = plain.slice(Math.max(0, at - 30), at + 40).replace(/\s+/g, ' ');
    return differs(
      `与按数据重做的文件不同：“${seen}”`,
      `differs from the file made anew from the data: "${seen}"`,
    );
  }
  if (!typeset || !same.text.includes('<!--fonts-->')) return [];
  const whole = await (same.faces ? typeset(same.text, same.faces) : typeset(same.text));
  return whole === text
    ? []
    : differs('文件里的字体与重新裁切的不同', 'the faces in the file differ from those cut anew');
}

/** How far two texts go along with each other. */
function parting(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
