/** What stands in the booklet's page margins: running heads and folios, as the proof recomputes them. */
import type { PageFurniture } from '../proof/pdf.ts';
import { FRONT_PAGES, type Layout } from '../publications/booklet/layout.ts';

/** Folios run from the contents on; blank pages and unnumbered blocks carry none. */
export function bookletFurniture(heads: readonly string[], layout: Layout): PageFurniture {
  const blank = new Set(layout.blocks.filter((b) => b.blank).map((b) => b.first - 1));
  return {
    heads: () => [...heads, ...heads],
    folio: (page) => (page <= FRONT_PAGES || blank.has(page) ? null : `— ${page - FRONT_PAGES} —`),
  };
}
