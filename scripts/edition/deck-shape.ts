/** The deck in one shape: as one HTML file, PDF and PowerPoint. */
import { planDeck } from '../plan/deck.ts';
import type { PdfOptions } from '../print/press.ts';
import { deckTitle, mergeDeck } from '../publications/deck/merge.ts';
import { deckProblems, type FittedDeck, fitDeck, fitOf, overflowOf } from '../publications/deck/overflow.ts';
import { type PlacedSlide, withDrawings } from '../publications/deck/placed.ts';
import { placedDrawings } from '../publications/deck/placed-drawings.ts';
import { placedSlides } from '../publications/deck/placed-slides.ts';
import { decisionOf, pptxParts, type SlideDecision } from '../publications/deck/pptx/slides.ts';
import { deckFile, onPaper, slideShape } from '../publications/deck/size.ts';
import type { DeckFit, Report } from '../report/report.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import type { Workshop } from './workshop.ts';

export interface DeckShape<More> {
  /** HTML, PDF, PPTX. */
  products: [html: Product & { content: string }, Product, Product];
  /** How each slide came over to PowerPoint, by its id. */
  forms: Record<string, SlideDecision>;
  fitted: FittedDeck;
  fit: DeckFit;
  more: More;
}

/** What a deck's PDFs say of themselves. */
export const deckMeta = ({ report, date }: Workshop): PdfOptions['meta'] => ({
  title: deckTitle(report),
  author: report.profile.issuer ?? undefined,
  subject: report.profile.title,
  lang: 'zh-CN',
  date,
});

/** The slides of a report, merged; `report.deck` says how. */
export function plannedDeck(shop: Workshop, report: Report): FittedDeck {
  const slides = planDeck(report);
  const deck = mergeDeck(report, slides, { draw: (spec, place) => shop.draw(spec, place), lang: shop.lang });
  return { report, slides, deck, full: [] };
}

/**
 * Fits the slides and makes the three files. `also`: what else is made of the same slides; it is asked for at once, and once more
 * where the slides did not fit as planned.
 */
export async function makeShape<More>(
  shop: Workshop,
  planned: FittedDeck,
  also: (deck: FittedDeck) => Promise<More>,
): Promise<DeckShape<More>> {
  const { press, progress, draft } = shop;
  const { report } = planned;
  const pages = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} slides`);
  const file = (ending: 'html' | 'pdf' | 'pptx') => deckFile(report.deck.size, ending);
  const mark = draft ? markDraft : (html: string) => html;
  const end = progress.start(file('html'));
  const endPdf = progress.start(file('pdf'));
  // PowerPoint's slides stand where the browser put them; written while it prints.
  let bound: ReturnType<typeof bind> | undefined;
  const bind = async ({ slides, deck }: FittedDeck, placed: PlacedSlide[]) => {
    const endPptx = progress.start(file('pptx'));
    const { year, reviewYear } = report.profile;
    const shape = slideShape(report.deck.size);
    const parts = pptxParts(slides, placed, { year, reviewYear }, { draft, notes: deck.notes, shape });
    const { bindPptx } = await import('../print/pptx.ts');
    const bytes = await bindPptx(parts, deckMeta(shop));
    endPptx(pages(slides.length));
    return {
      bytes,
      forms: Object.fromEntries(parts.slides.map((part, i) => [slides[i]?.id ?? '', decisionOf(part)])),
    };
  };
  const print = async () => {
    const paper = (of: FittedDeck) => onPaper(mark(of.deck.paper), report.deck.size);
    const { html, ...sheet } = paper(planned);
    const made = await press.fittedPdf(
      { name: file('pdf'), html, faces: planned.deck.faces },
      { meta: deckMeta(shop), ...sheet },
      async (measure, show) => {
        const measured = async (deck: FittedDeck) => {
          await show(paper(deck).html);
          return (await measure([undefined], overflowOf)).flat();
        };
        const fitted = await fitDeck(planned, measured, (of) => plannedDeck(shop, of));
        const placed = (await measure([undefined], placedSlides)).flat();
        const drawings = (await measure([undefined], placedDrawings)).flat();
        bound = bind(fitted, withDrawings(placed, drawings));
        bound.catch(() => {}); // told where it is awaited
        return { html: paper(fitted).html, result: fitted };
      },
    );
    endPdf(pages(made.result.slides.length));
    return made;
  };
  const others = (of: FittedDeck) =>
    Promise.all([
      press
        .selfContained({ name: file('html'), html: mark(of.deck.html), faces: of.deck.faces, scripts: true })
        .then((html) => {
          end(pages(of.slides.length));
          return html;
        }),
      also(of),
    ]);
  // One Promise.all for everything at work: when one part fails, no other is left unwatched.
  const [{ bytes: pdf, result: fitted }, first] = await Promise.all([print(), others(planned)]);
  const [content, more] = fitted.deck === planned.deck ? first : await others(fitted);
  if (!bound) throw new Error('the deck was printed without being measured');
  const { bytes: presentation, forms } = await bound;
  const { slides, deck, full } = fitted;
  for (const problem of [...deck.problems, ...deckProblems(slides, full, file('pdf'))]) shop.tell(problem);
  return {
    products: [
      { path: file('html'), content, pages: slides.length },
      { path: file('pdf'), content: pdf, pages: slides.length },
      { path: file('pptx'), content: presentation, pages: slides.length },
    ],
    forms,
    fitted,
    fit: fitOf(fitted.report),
    more,
  };
}
