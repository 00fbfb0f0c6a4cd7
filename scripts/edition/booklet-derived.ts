/** Editions made of the bytes of a laid-out one: grey, for the print shop, imposed for folding with a leaf that says how. */
import { impose, impositionOf } from '../print/imposition.ts';
import { pagesOf, readObjects } from '../print/objects.ts';
import { forPrintShop, inGrey } from '../print/print-shop.ts';
import { propertiesOf } from '../print/properties.ts';
import { bookletFile, DERIVED, DERIVED_NAMES, type DerivedName } from '../publications/booklet/editions.ts';
import { BLEED, type BookletFormat } from '../publications/booklet/format.ts';
import { LEAF_FACES, leafHtml } from '../publications/booklet/leaf.ts';
import type { BookletOrder } from './booklet.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import type { Workshop } from './workshop.ts';

/** Sizes of the sheets across, pt. */
const SHEETS = { A4: [841.89, 595.276], A3: [1190.551, 841.89] } as const;

/** Makes what is ordered of `prints`; throws ProblemError as its makers do. */
export async function deriveEditions(
  shop: Workshop,
  order: BookletOrder,
  prints: ReadonlyMap<BookletFormat, Uint8Array>,
): Promise<Product[]> {
  const made = DERIVED_NAMES.filter((name) => order.editions.has(name)).map((name) => {
    const print = prints.get(DERIVED[name].from);
    return print ? [derive(shop, order, name, print)] : [];
  });
  return Promise.all(made.flat());
}

async function derive(
  shop: Workshop,
  { creep, icc }: BookletOrder,
  name: DerivedName,
  print: Uint8Array,
): Promise<Product> {
  const file = bookletFile(name);
  const product = (content: Uint8Array): Product => ({
    path: file,
    content,
    pages: pagesOf(readObjects(content)).length,
  });
  if (DERIVED[name].by === 'grey') return product(inGrey(print, file));
  if (DERIVED[name].by === 'print-shop')
    return product(forPrintShop(print, { product: file, bleed: BLEED, ...(icc ? { icc } : {}) }));
  const pdf = readObjects(print);
  const imposition = impositionOf(pdf);
  const html = leafHtml(shop.report, imposition, shop.lang);
  const leaf = await shop.press.pdf(
    { name: file, html: shop.draft ? markDraft(html) : html, faces: LEAF_FACES },
    { meta: propertiesOf(pdf), outline: false, size: SHEETS[imposition.paper] },
  );
  return product(impose(pdf, { creep, leaf }));
}
