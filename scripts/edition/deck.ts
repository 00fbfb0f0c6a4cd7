/** deck/: the briefing deck as one HTML file, PDF, PowerPoint, and Marp Markdown with theme and figures beside it. */
import { planDeck } from '../plan/deck.ts';
import { fontFiles } from '../publications/deck/font-files.ts';
import { deckTitle, type MergedDeck, mergeDeck } from '../publications/deck/merge.ts';
import { deckProblems, type FittedDeck, fitDeck, overflowOf } from '../publications/deck/overflow.ts';
import { type PlacedSlide, withDrawings } from '../publications/deck/placed.ts';
import { placedDrawings } from '../publications/deck/placed-drawings.ts';
import { placedSlides } from '../publications/deck/placed-slides.ts';
import { pptxParts, type SlideForm } from '../publications/deck/pptx/slides.ts';
import { slideShape } from '../publications/deck/size.ts';
import type { DeckFit, Report } from '../report/report.ts';
import { type DeckPapers, makeDeckPapers } from './deck-papers.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import { facesOf } from './figures.ts';
import type { Product } from './products.ts';
import { type Picture, takePictures } from './thumbnails.ts';

export async function makeDeck(shop: Workshop): Promise<{
  products: Product[];
  pictures: Promise<Picture[]>;
  forms: Record<string, SlideForm>;
  expected: DeckPapers['expected'];
  shortened: string[];
  fit: DeckFit;
}> {
  const { report, press, progress, draft } = shop;
  const pages = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} slides`);
  const end = progress.start('deck/deck.html');
  const planned = deckOf(shop, report);
  const { width, height } = slideShape(report.deck.size);
  const pictures = takePictures(press, [
    {
      publication: 'deck',
      html: firstSlide(planned.deck.paper),
      faces: planned.deck.faces,
      width,
      height,
      wide: 640,
    },
  ]);
  const mark = draft ? markDraft : (html: string) => html;
  const endPdf = progress.start('deck/deck.pdf');
  const meta = {
    title: deckTitle(report),
    author: report.profile.issuer ?? undefined,
    subject: report.profile.title,
    lang: 'zh-CN',
    date: shop.date,
  };
  // PowerPoint's slides stand where the browser put them; written while it prints.
  let bound: ReturnType<typeof bind> | undefined;
  const bind = async ({ slides, deck }: FittedDeck, placed: PlacedSlide[]) => {
    const endPptx = progress.start('deck/deck.pptx');
    const { year, reviewYear } = report.profile;
    const shape = slideShape(report.deck.size);
    const parts = pptxParts(slides, placed, { year, reviewYear }, { draft, notes: deck.notes, shape });
    const { bindPptx } = await import('../print/pptx.ts');
    const bytes = await bindPptx(parts, meta);
    endPptx(pages(slides.length));
    return {
      bytes,
      forms: Object.fromEntries(slides.map((s, i) => [s.id, parts.slides[i]?.form ?? 'text'])),
    };
  };
  const printed = press
    .fittedPdf(
      { name: 'deck/deck.pdf', html: mark(planned.deck.paper), faces: planned.deck.faces },
      { meta },
      async (measure, show) => {
        const measured = async ({ deck }: FittedDeck) => {
          await show(mark(deck.paper));
          return (await measure([undefined], overflowOf)).flat();
        };
        const fitted = await fitDeck(planned, measured, (fit) =>
          deckOf(shop, { ...report, deck: { ...report.deck, fit } }),
        );
        const placed = (await measure([undefined], placedSlides)).flat();
        const drawings = (await measure([undefined], placedDrawings)).flat();
        bound = bind(fitted, withDrawings(placed, drawings));
        bound.catch(() => {}); // told where it is awaited
        return { html: mark(fitted.deck.paper), result: fitted };
      },
    )
    .then((result) => {
      endPdf(pages(result.result.slides.length));
      return result;
    });
  // Nearly every deck fits as planned: all is made at the same time, and once more for one that did not.
  const others = ({ report, slides, deck }: FittedDeck) =>
    Promise.all([
      press.selfContained({
        name: 'deck/deck.html',
        html: mark(deck.html),
        faces: deck.faces,
        scripts: true,
      }),
      figureFiles(shop, deck),
      makeDeckPapers({ ...shop, report }, slides, deck, meta),
    ]);
  // One Promise.all for everything at work: when one part fails, no other is left unwatched.
  const [{ bytes: pdf, result: fitted }, first] = await Promise.all([printed, others(planned)]);
  const [content, figures, papers] = fitted.deck === planned.deck ? first : await others(fitted);
  if (!bound) throw new Error('the deck was printed without being measured');
  const { bytes: presentation, forms } = await bound;
  const { slides, deck } = fitted;
  end(pages(slides.length));
  for (const problem of [...deck.problems, ...deckProblems(slides, fitted.full), ...papers.problems])
    shop.tell(problem);
  return {
    pictures,
    forms,
    products: [
      { path: 'deck/deck.html', content, pages: slides.length },
      { path: 'deck/deck.pdf', content: pdf, pages: slides.length },
      { path: 'deck/deck.pptx', content: presentation, pages: slides.length },
      { path: 'deck/deck.md', content: deck.markdown },
      { path: 'deck/theme.css', content: deck.theme },
      ...fontFiles(content).map((file) => ({ ...file, path: `deck/${file.path}` })),
      ...figures,
      ...papers.products,
    ],
    expected: papers.expected,
    shortened: papers.shortened,
    fit: fitted.report.deck.fit,
  };
}

/** The slides of a report, merged; `report.deck.fit` says how. */
function deckOf(shop: Workshop, report: Report): FittedDeck {
  const slides = planDeck(report);
  const deck = mergeDeck(report, slides, { draw: (spec, place) => shop.draw(spec, place), lang: shop.lang });
  return { report, slides, deck, full: [] };
}

/** The figures that deck.md shows. As a picture a file sees no fonts but its own. */
const figureFiles = (shop: Workshop, deck: MergedDeck): Promise<Product[]> =>
  Promise.all(
    deck.figures.map(async ({ path, svg }): Promise<Product> => {
      const name = `deck/${path}`;
      const html = svg.replace(/(<svg[^>]*>)/, '$1<defs><!--fonts--></defs>');
      return { path: name, content: await shop.press.selfContained({ name, html, faces: facesOf(svg) }) };
    }),
  );

/** The document with its first slide alone: the rest of its body goes. */
const firstSlide = (html: string): string =>
  html.replace(/<\/section>[\s\S]*?(<\/div>\s*<\/main>)/, '</section>$1');
