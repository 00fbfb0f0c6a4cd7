/** Where each indicator is printed, from the numbers that were proved in the finished products and from the booklet's pages. */
import type { PageMap } from '../marks.ts';
import type { Report } from '../report/report.ts';
import { topicsOf } from './topics.ts';

/** A number proved in a product: as much of it as tells where it stands. */
export interface ProvedNumber {
  product: string;
  /** Slide, from 1. */
  page?: number;
  /** `gdp`, `gdp.change` */
  ref?: string;
}

export interface PrintedPlace {
  publication: 'deck' | 'booklet' | 'sheets' | 'infographic';
  /** Number of the slide, page of the booklet as printed on it, number of the topic; null for the long picture, which has no pages. */
  number: number | null;
  /** The file that shows it, with the place in it: deck/deck.html#4 */
  href: string;
}

const DECKS = ['deck/deck.html', 'deck/deck-4x3.html', 'deck/deck-a4.html'];
const BOOKLET = 'booklet/booklet.pdf';
const PICTURE = 'infographic/infographic.html';

/** By indicator, in the order of the publications; nothing for an indicator that stands in none. */
export function printedPlaces(
  report: Report,
  numbers: readonly ProvedNumber[],
  pages: PageMap | undefined,
): Map<string, PrintedPlace[]> {
  const products = new Set(numbers.map(({ product }) => product));
  const deck = DECKS.find((file) => products.has(file));
  const topics = new Map(topicsOf(report).map((topic) => [`sheets/${topic.id}.html`, topic.number]));
  const found = new Map<string, { slides: Set<number>; sheets: Set<string>; picture: boolean }>();
  for (const { product, page, ref } of numbers) {
    const id = ref?.replace(/\.(?:change|rank)$/, '');
    if (id === undefined || !report.indicators.has(id)) continue;
    const at = found.get(id) ?? { slides: new Set(), sheets: new Set(), picture: false };
    if (product === deck && page !== undefined) at.slides.add(page);
    if (topics.has(product)) at.sheets.add(product);
    at.picture ||= product === PICTURE;
    found.set(id, at);
  }
  const bound = products.has(BOOKLET) ? pages : undefined;
  // The cover is the first page of the file; folios begin with the text.
  const before = 1 - (bound?.get('block:cover')?.first ?? 1);
  const places = [...report.indicators.keys()].map((id): [string, PrintedPlace[]] => {
    const at = found.get(id);
    const list: PrintedPlace[] = [];
    for (const slide of ascending(at?.slides ?? []))
      list.push({ publication: 'deck', number: slide, href: `${deck}#${slide}` });
    for (const folio of bound ? foliosOf(report, id, bound) : [])
      list.push({ publication: 'booklet', number: folio, href: `${BOOKLET}#page=${folio + before}` });
    for (const [file, number] of topics)
      if (at?.sheets.has(file)) list.push({ publication: 'sheets', number, href: file });
    if (at?.picture) list.push({ publication: 'infographic', number: null, href: PICTURE });
    return [id, list];
  });
  return new Map(places);
}

/** Pages of the booklet with the sentence of an indicator and with the figures that draw it. */
function foliosOf(report: Report, id: string, pages: PageMap): number[] {
  const drawn = report.figures.filter((figure) =>
    figure.groups.some((group) =>
      group.rows.some((row) => [row.value, row.from, row.aside].some((fact) => fact?.indicator?.id === id)),
    ),
  );
  const targets = [`indicator:${id}`, ...drawn.map((figure) => `figure:${figure.id}`)];
  return ascending(new Set(targets.flatMap((target) => pages.get(target)?.all ?? [])));
}

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
