/** Reads from a print where the targets of links stand. */
import { dictionary, pagesOf, readObjects, reference } from './objects.ts';

/**
 * Pages (1-based, physical) of all named destinations: one for every id that some link of the document points to; and
 * their heights above the foot of the page in points.
 * Chromium writes them as a plain /Dests dictionary: /name [page /XYZ x y zoom], in a print at a `scale` as though it were printed at 1:
 * there the differences of heights are right, once brought to the scale.
 */
export function readDestinations(
  bytes: Uint8Array,
  scale = 1,
): {
  pages: Map<string, number>;
  heights: Map<string, number>;
  count: number;
} {
  const pdf = readObjects(bytes);
  const order = pagesOf(pdf);
  const pageOf = new Map(order.map((number, index) => [number, index + 1]));
  const pages = new Map<string, number>();
  const heights = new Map<string, number>();
  const table = reference(dictionary(pdf, pdf.root), 'Dests');
  if (table !== null)
    for (const [, name, page, y] of dictionary(pdf, table).matchAll(
      /\/([^\s/[\]<>()]+) \[(\d+) 0 R(?:\s*\/XYZ\s+[-\d.]+\s+([-\d.]+))?/g,
    )) {
      pages.set(plainName(name!), pageOf.get(Number(page)) ?? 0);
      if (y !== undefined) heights.set(plainName(name!), Number(y) * scale);
    }
  return { pages, heights, count: order.length };
}

/** Names carry bytes outside ASCII as #E4; ours are UTF-8. */
const plainName = (name: string): string =>
  Buffer.from(
    name.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
