/** deck/: the briefing deck as one HTML file, PDF, PowerPoint, its papers, and Marp Markdown with theme, fonts and figures beside it. */
import { fontFiles } from '../publications/deck/font-files.ts';
import type { MergedDeck } from '../publications/deck/merge.ts';
import type { SlideDecision } from '../publications/deck/pptx/slides.ts';
import { deckFile, inSizes, slideShape } from '../publications/deck/size.ts';
import { type DeckChoice, USUAL_SIZE } from '../report/report.ts';
import { type DeckPapers, makeDeckPapers } from './deck-papers.ts';
import { deckMeta, makeShape, plannedDeck } from './deck-shape.ts';
import { facesOf } from './figures.ts';
import type { Product } from './products.ts';
import { type Picture, takePictures } from './thumbnails.ts';
import type { Workshop } from './workshop.ts';

export interface MadeDeck {
  products: Product[];
  pictures: Promise<Picture[]>;
  /** How slides came over to PowerPoint: by file, then by id of the slide. */
  forms: Record<string, Record<string, SlideDecision>>;
  expected: DeckPapers['expected'];
  shortened: string[];
  fit: DeckChoice['fit'];
}

/** The deck in its main shape with all that goes with it, and in each other shape asked for as HTML, PDF and PowerPoint. */
export async function makeDeck(shop: Workshop): Promise<MadeDeck> {
  const [main = shop.report, ...besides] = inSizes(shop.report);
  const planned = plannedDeck(shop, main);
  const { faces, paper } = planned.deck;
  const { width, height } = slideShape(main.deck.size);
  const pictures = takePictures(shop.press, [
    { publication: 'deck', html: firstSlide(paper), faces, width, height, wide: 640 },
  ]);
  const [own, ...others] = await Promise.all([
    makeShape(shop, planned, ({ report, slides, deck }) =>
      Promise.all([
        figureFiles(shop, deck),
        makeDeckPapers({ ...shop, report }, slides, deck, deckMeta(shop)),
      ]),
    ),
    ...besides.map((report) => makeShape(shop, plannedDeck(shop, report), async () => null)),
  ]);
  const [figures, papers] = own.more;
  for (const problem of papers.problems) shop.tell(problem);
  const { deck } = own.fitted;
  const shapes = [own, ...others];
  const sizeOf = ({ fitted }: (typeof shapes)[number]) => fitted.report.deck.size;
  return {
    pictures,
    products: [
      ...own.products,
      { path: deckFile(main.deck.size, 'md'), content: deck.markdown },
      { path: 'deck/theme.css', content: deck.theme },
      ...fontFiles(own.products[0].content).map((file) => ({ ...file, path: `deck/${file.path}` })),
      ...figures,
      ...papers.products,
      ...others.flatMap(({ products }) => products),
    ],
    forms: Object.fromEntries(shapes.map((shape) => [deckFile(sizeOf(shape), 'pptx'), shape.forms])),
    expected: papers.expected,
    shortened: papers.shortened,
    fit: Object.fromEntries(
      shapes.flatMap((shape) =>
        Object.keys(shape.fit).length > 0 ? [[sizeOf(shape) ?? USUAL_SIZE, shape.fit]] : [],
      ),
    ),
  };
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
