/** deck/: the briefing deck as one HTML file, PDF, PowerPoint, and Marp Markdown with theme and figures beside it. */
import { planDeck } from '../plan/deck.ts';
import type { Face } from '../print/press.ts';
import { fontFiles } from '../publications/deck/font-files.ts';
import { deckTitle, mergeDeck } from '../publications/deck/merge.ts';
import { deckProblems, overflowOf } from '../publications/deck/overflow.ts';
import { type PlacedSlide, withDrawings } from '../publications/deck/placed.ts';
import { placedDrawings } from '../publications/deck/placed-drawings.ts';
import { placedSlides } from '../publications/deck/placed-slides.ts';
import { pptxParts, type SlideForm } from '../publications/deck/pptx/slides.ts';
import { slideShape } from '../publications/deck/size.ts';
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
}> {
  const { report, press, progress, draft } = shop;
  const pages = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} slides`);
  const slides = planDeck(report);
  const end = progress.start('deck/deck.html');
  const deck = mergeDeck(report, slides, {
    draw: (spec, place) => shop.draw(spec, place),
    lang: shop.lang,
  });
  for (const problem of deck.problems) shop.tell(problem);
  const { width, height } = slideShape(report.deck.size);
  const pictures = takePictures(press, [
    {
      publication: 'deck',
      html: firstSlide(deck.paper),
      faces: deck.faces,
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
  const bind = async (placed: PlacedSlide[]) => {
    const endPptx = progress.start('deck/deck.pptx');
    const { year, reviewYear } = report.profile;
    const parts = pptxParts(
      slides,
      placed,
      { year, reviewYear },
      {
        draft,
        notes: deck.notes,
        shape: slideShape(report.deck.size),
      },
    );
    const { bindPptx } = await import('../print/pptx.ts');
    const bytes = await bindPptx(parts, meta);
    endPptx(pages(slides.length));
    return {
      bytes,
      forms: Object.fromEntries(slides.map((s, i) => [s.id, parts.slides[i]?.form ?? 'text'])),
    };
  };
  // One Promise.all for everything at work: when one part fails, no other is left unwatched.
  const [content, { bytes: pdf, result: found }, figures, papers] = await Promise.all([
    press
      .selfContained({ name: 'deck/deck.html', html: mark(deck.html), faces: deck.faces, scripts: true })
      .then((text) => {
        end(pages(slides.length));
        return text;
      }),
    press
      .fittedPdf(
        { name: 'deck/deck.pdf', html: mark(deck.paper), faces: deck.faces },
        {
          meta,
        },
        async (measure) => {
          const result = (await measure([undefined], overflowOf)).flat();
          const placed = (await measure([undefined], placedSlides)).flat();
          const drawings = (await measure([undefined], placedDrawings)).flat();
          bound = bind(withDrawings(placed, drawings));
          bound.catch(() => {}); // told where it is awaited
          return { html: mark(deck.paper), result };
        },
      )
      .then((result) => {
        endPdf(pages(slides.length));
        return result;
      }),
    Promise.all(
      deck.figures.map(async ({ path, svg }): Promise<Product> => {
        const name = `deck/${path}`;
        // As a picture a file sees no fonts but its own.
        const withPlace = svg.replace(/(<svg[^>]*>)/, '$1<defs><!--fonts--></defs>');
        const faces: Face[] = facesOf(svg);
        return { path: name, content: await press.selfContained({ name, html: withPlace, faces }) };
      }),
    ),
    makeDeckPapers(shop, slides, deck, meta),
  ]);
  if (!bound) throw new Error('the deck was printed without being measured');
  const { bytes: presentation, forms } = await bound;
  for (const problem of deckProblems(slides, found)) shop.tell(problem);
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
  };
}

/** The document with its first slide alone: the rest of its body goes. */
const firstSlide = (html: string): string =>
  html.replace(/<\/section>[\s\S]*?(<\/div>\s*<\/main>)/, '</section>$1');
