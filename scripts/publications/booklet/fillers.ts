/** The layout once figures of the appendix stand on pages that were blank: foretold, so that it needs no print of its own. */
import { type BookletPlan, fillBlanks } from '../../plan/booklet.ts';
import type { Report } from '../../report/report.ts';
import { type Layout, pageMap } from './layout.ts';

/** Figures on a page of the appendix. */
export const FIGURES_A_PAGE = 3;

/** Id of a page of figures beside the spreads; `filler` is the block before which it stands, if any. */
export const figuresPageId = (filler: string, first: number): string =>
  `figures:more~${filler || 'appendix'}-${first}`;

/** Moves figures onto the blank pages of a layout whose appendix still holds them all, and closes the appendix up. */
export function withFillers(report: Report, plan: BookletPlan, layout: Layout): Layout {
  const blanks = new Set(layout.blocks.filter((b) => b.blank).map((b) => b.id));
  const { fillers, appendix } = fillBlanks(report, plan, blanks);
  const old = layout.blocks.find((b) => b.id === 'appendix');
  if (fillers.size === 0 || !old) return layout;
  const length = Math.ceil(appendix.length / FIGURES_A_PAGE);
  const saved = old.last - old.first + 1 - length;
  const places = new Map<string, { page: number; line: number }>();
  for (const [id, { page, line }] of layout.places) {
    if (id.startsWith('figures:more~') || (length === 0 && /^(block|list):appendix$/.test(id))) continue;
    places.set(id, { page: page > old.last ? page - saved : page, line });
  }
  for (const [block, figures] of fillers) {
    const page = (layout.blocks.find((b) => b.id === block)?.first ?? 1) - 1;
    places.set(figuresPageId(block, 0), { page, line: 0 });
    for (const { id } of figures) places.set(`figure:${id}`, { page, line: 0 });
  }
  appendix.forEach(({ id }, i) => {
    const page = old.first + Math.floor(i / FIGURES_A_PAGE);
    places.set(`figure:${id}`, { page, line: 0 });
    if (i % FIGURES_A_PAGE === 0) places.set(figuresPageId('', i), { page, line: 0 });
  });
  const blocks = layout.blocks
    .filter((b) => b !== old || length > 0)
    .map((b) => {
      if (b === old) return { ...b, last: b.last - saved };
      return b.first > old.last ? { ...b, first: b.first - saved, last: b.last - saved } : b;
    });
  return { pages: pageMap(places), blocks, places, count: layout.count - saved };
}
