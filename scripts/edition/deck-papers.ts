/** deck/handout.pdf, script.pdf and script.txt: the deck to hand out and to speak from. */
import type { Slide } from '../plan/deck-slide.ts';
import { readDestinations } from '../print/destinations.ts';
import type { PdfOptions } from '../print/press.ts';
import type { Problem } from '../problem.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { type Handout, handoutFurniture, handoutHtml } from '../publications/deck/handout.ts';
import { slotProblems, slotsTooFull } from '../publications/deck/handout-overflow.ts';
import type { MergedDeck } from '../publications/deck/merge.ts';
import { type Script, scriptFurniture, scriptOf } from '../publications/deck/script.ts';
import type { Report } from '../report/report.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import type { Workshop } from './workshop.ts';

/** A4 in points. */
const A4 = [595.276, 841.89] as const;

export interface DeckPapers {
  products: Product[];
  /** By product path: what each was made from. */
  expected: Map<string, ExpectedHtml>;
  /** Ids of slides whose notes the handout shows in part. */
  shortened: string[];
  /** Notes that do not fit the handout. */
  problems: Problem[];
}

/** Prints both papers and writes the text. */
export async function makeDeckPapers(
  shop: Workshop,
  slides: readonly Slide[],
  deck: MergedDeck,
  meta: PdfOptions['meta'],
): Promise<DeckPapers> {
  const { report, press, progress } = shop;
  const mark = shop.draft ? markDraft : (html: string) => html;
  const pages = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} pages`);
  const texts = paperTexts(report, slides, deck);
  const { handout, script } = texts;
  const endHandout = progress.start('deck/handout.pdf');
  const endScript = progress.start('deck/script.pdf');
  const [handed, spoken] = await Promise.all([
    press
      .fittedPdf(
        { name: 'deck/handout.pdf', html: mark(handout.html), faces: handout.faces },
        { meta: { ...meta, title: handout.title }, size: A4 },
        async (measure) => ({
          html: mark(handout.html),
          result: (await measure([undefined], slotsTooFull)).flat(),
        }),
      )
      .then((made) => {
        endHandout(pages(handout.pages));
        return made;
      }),
    press
      .pdf(
        { name: 'deck/script.pdf', html: mark(script.html), faces: script.faces },
        { meta: { ...meta, title: script.title }, size: A4 },
      )
      .then((bytes) => {
        const { count } = readDestinations(bytes);
        endScript(pages(count));
        return { bytes, count };
      }),
  ]);
  return {
    problems: slotProblems(slides, handed.result),
    products: [
      { path: 'deck/handout.pdf', content: handed.bytes, pages: handout.pages },
      { path: 'deck/script.pdf', content: spoken.bytes, pages: spoken.count },
      { path: 'deck/script.txt', content: script.text },
    ],
    expected: expectedPapers(report, texts, spoken.count),
    shortened: handout.shortened,
  };
}

export interface PaperTexts {
  handout: Handout;
  script: Script;
}

/** The papers before they are printed, from the data alone. */
export const paperTexts = (
  report: Report,
  slides: readonly Slide[],
  deck: Pick<MergedDeck, 'pages' | 'css' | 'faces'>,
): PaperTexts => ({ handout: handoutHtml(report, slides, deck), script: scriptOf(report, slides, deck) });

/** What the proof reads the papers against. `count`: how many pages script.pdf has. */
export const expectedPapers = (
  report: Report,
  { handout, script }: PaperTexts,
  count: number,
): Map<string, ExpectedHtml> =>
  new Map<string, ExpectedHtml>([
    ['deck/handout.pdf', { html: handout.html, furniture: handoutFurniture(report, handout.pages) }],
    ['deck/script.pdf', { html: script.html, furniture: scriptFurniture(report, count) }],
    ['deck/script.txt', { html: script.textHtml }],
  ]);
