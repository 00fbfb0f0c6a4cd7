/** The layout once figures of the appendix stand on pages that were blank: foretold, so that it needs no print of its own. */
import { type BookletPlan, fillBlanks } from '../../plan/booklet.ts';
import { figureRows, inRows, onePage, paged } from './appendix.ts';
import { dataPages } from './figure-data.ts';
import { figuresInOrder, type Strays } from './figure-numbers.ts';
import type { FigureSetting } from './figures.ts';
import { type Layout, pageMap } from './layout.ts';

/** Id of a page of figures that stands before a block, where a page would else be blank. */
export const fillerId = (block: string): string => `figures-${block}`;

/** Figures for the blank pages of a layout, and what the appendix keeps. */
export const fillersOf = (setting: FigureSetting, plan: BookletPlan, blanks: ReadonlySet<string>) =>
  fillBlanks(setting.report, plan, blanks, (specs) => onePage(setting, specs));

/** The same figures in the order in which their pages set them. */
export const straysInOrder = (setting: FigureSetting, { fillers, appendix }: Strays): Strays => ({
  fillers: new Map([...fillers].map(([block, specs]) => [block, inRows(setting, specs)])),
  appendix: inRows(setting, appendix),
});

/** Moves figures onto the blank pages of a layout whose appendix still holds them all, and closes the appendix up. */
export function withFillers(setting: FigureSetting, plan: BookletPlan, layout: Layout): Layout {
  const blanks = new Set(layout.blocks.filter((b) => b.blank).map((b) => b.id));
  const { fillers, appendix } = fillersOf(setting, plan, blanks);
  const old = layout.blocks.find((b) => b.id === 'appendix');
  if (fillers.size === 0 || !old) return layout;
  const sheets = paged(figureRows(setting, appendix), setting.area);
  const saved = old.last - old.first + 1 - sheets.length;
  // In another order the tables of the data may take another number of pages.
  const tables = (strays: Strays) => dataPages(setting, figuresInOrder(plan, straysInOrder(setting, strays)));
  const data = layout.blocks.find((b) => b.id === 'figure-data');
  const more = data
    ? tables({ fillers, appendix }) - tables({ fillers: new Map(), appendix: plan.appendix })
    : 0;
  const moved = (page: number) =>
    page > (data?.last ?? page) ? page - saved + more : page > old.last ? page - saved : page;
  const places = new Map<string, { page: number; line: number }>();
  for (const [id, { page, line }] of layout.places)
    if (sheets.length > 0 || !/^(block|list):appendix$/.test(id)) places.set(id, { page: moved(page), line });
  for (const [block, figures] of fillers) {
    const page = (layout.blocks.find((b) => b.id === block)?.first ?? 1) - 1;
    places.set(`list:${fillerId(block)}`, { page, line: 0 });
    for (const { id } of figures) places.set(`figure:${id}`, { page, line: 0 });
  }
  sheets.forEach((rows, i) => {
    for (const { spec } of rows.flatMap((r) => r.blocks))
      places.set(`figure:${spec.id}`, { page: old.first + i, line: 0 });
  });
  const blocks = layout.blocks
    .filter((b) => b !== old || sheets.length > 0)
    .map((b) => {
      if (b === old) return { ...b, last: b.last - saved };
      const last = b === data ? moved(b.last) + more : moved(b.last);
      return { ...b, first: moved(b.first), last };
    });
  const { front, count } = layout;
  return { pages: pageMap(places, front), blocks, places, front, count: count - saved + more };
}
