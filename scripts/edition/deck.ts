/** deck/: the briefing deck as one HTML file, PDF, and Marp Markdown with theme and figures beside it. */
import { planDeck } from '../plan/deck.ts';
import type { Face } from '../print/press.ts';
import { deckTitle, mergeDeck } from '../publications/deck/merge.ts';
import { deckProblems, overflowOf } from '../publications/deck/overflow.ts';
import { slideShape } from '../publications/deck/size.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import { facesOf } from './figures.ts';
import type { Product } from './products.ts';
import { type Picture, takePictures } from './thumbnails.ts';

export async function makeDeck(
  shop: Workshop,
): Promise<{ products: Product[]; pictures: Promise<Picture[]> }> {
  const { report, press, progress, draft } = shop;
  const pages = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} slides`);
  const slides = planDeck(report);
  const end = progress.start('deck/deck.html');
  const deck = mergeDeck(report, slides, { draw: (spec, place) => shop.draw(spec, place) });
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
  // One Promise.all for everything at work: when one part fails, no other is left unwatched.
  const [content, { bytes: pdf, result: found }, figures] = await Promise.all([
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
          meta: {
            title: deckTitle(report),
            author: report.profile.issuer ?? undefined,
            subject: report.profile.title,
            lang: 'zh-CN',
            date: shop.date,
          },
        },
        async (measure) => ({
          html: mark(deck.paper),
          result: (await measure([undefined], overflowOf)).flat(),
        }),
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
  ]);
  for (const problem of deckProblems(slides, found)) shop.tell(problem);
  return {
    pictures,
    products: [
      { path: 'deck/deck.html', content, pages: slides.length },
      { path: 'deck/deck.pdf', content: pdf, pages: slides.length },
      { path: 'deck/deck.md', content: deck.markdown },
      { path: 'deck/theme.css', content: deck.theme },
      ...figures,
    ],
  };
}

/** The document with its first slide alone: the rest of its body goes. */
const firstSlide = (html: string): string =>
  html.replace(/<\/section>[\s\S]*?(<\/div>\s*<\/main>)/, '</section>$1');
