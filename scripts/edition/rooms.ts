/** The rooms of the edition at work: every publication asked for, side by side in the one browser. */
import type { PageMap } from '../marks.ts';
import { planWord } from '../plan/word.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import type { DeckChoice } from '../report/report.ts';
import { type BookletOrder, startBooklet } from './booklet.ts';
import { makeDeck } from './deck.ts';
import { makeFigures, startFigures } from './figures.ts';
import { makeInfographic } from './infographic.ts';
import type { Product, Publication } from './products.ts';
import { makeSheets } from './sheets.ts';
import type { Picture } from './thumbnails.ts';
import { makeReportWord } from './word.ts';
import { makeWorkbook } from './workbook.ts';
import type { Workshop } from './workshop.ts';

export interface MadeProducts {
  products: Product[];
  /** What their PDFs are proved against, by path. */
  expected: Map<string, ExpectedHtml>;
  /** For the index page; still being taken. */
  pictures: Promise<Picture[]>;
  /** The booklet's, where it was laid out. */
  pages?: PageMap;
  /** How the deck's slides were fitted, where one was made. */
  fit?: DeckChoice['fit'];
  /** What was decided on the way, for build.json. */
  decisions: Record<string, unknown>;
}

/** Makes them. `order`: which editions of the booklet. `timed`: keeps the time of a room by its name. */
export async function makeProducts(
  shop: Workshop,
  publications: ReadonlySet<Publication>,
  order: BookletOrder,
  timed: <T>(name: string, work: () => Promise<T>) => Promise<T>,
): Promise<MadeProducts> {
  const { report } = shop;
  const wants = (publication: Publication) => publications.has(publication);
  // The booklet is laid out first: its pages are data for the sheets and the index page, also when it is not asked for.
  const needsPages = wants('booklet') || wants('sheets') || wants('indicators');
  const booklet = needsPages ? startBooklet(shop, wants('booklet') ? order : null) : undefined;
  const bound = booklet && timed('booklet', () => booklet.made);
  // One thread merges and draws, while the browser lays out: it is given the longest work first.
  await booklet?.handed;
  // Files of their own, or for the Word text of the report alone.
  const drawing = wants('figures')
    ? startFigures(shop, report.figures)
    : startFigures(shop, wants('booklet') ? planWord(report).figures.map(({ spec }) => spec) : []);
  const word = wants('booklet') ? timed('word', () => makeReportWord(shop, drawing)) : undefined;
  word?.catch(() => {}); // told below
  const rooms = [
    wants('deck') ? timed('deck', () => makeDeck(shop)) : undefined,
    bound,
    booklet && wants('sheets') ? timed('sheets', () => makeSheets(shop, booklet)) : undefined,
    wants('figures') ? timed('figures', () => makeFigures(shop, drawing)) : undefined,
    wants('infographic') ? timed('infographic', () => makeInfographic(shop)) : undefined,
    booklet && wants('indicators')
      ? timed('indicators', () => makeWorkbook(shop, booklet.settled))
      : undefined,
  ] as const;
  const made = await Promise.all(rooms);
  const [deck, bookletMade, sheets, figures, infographic, workbook] = made;
  const reportWord = await word;
  const pictures = Promise.all(made.map((room) => (room && 'pictures' in room ? room.pictures : []))).then(
    (sets) => sets.flat(),
  );
  pictures.catch(() => {}); // told where it is awaited
  const products: Product[] = [
    ...(deck?.products ?? []),
    ...(bookletMade?.products ?? []),
    ...(reportWord ? [reportWord] : []),
    ...(sheets?.products ?? []),
    ...(infographic?.products ?? []),
    ...(figures?.products ?? []),
    ...(workbook?.products ?? []),
  ];
  return {
    ...{ products, pictures },
    expected: new Map(made.flatMap((room) => (room && 'expected' in room ? [...(room.expected ?? [])] : []))),
    ...(bookletMade ? { pages: bookletMade.pages } : {}),
    ...(deck ? { fit: deck.fit } : {}),
    decisions: {
      ...(sheets ? { sheets: sheets.decisions } : {}),
      ...(deck ? { pptx: deck.forms, handout: { notesInPart: deck.shortened } } : {}),
    },
  };
}
