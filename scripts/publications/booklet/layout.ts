/** Where everything stands in a printed booklet, and what follows from it: folios, blank pages, places of margin notes. */
import type { PageMap } from '../../marks.ts';
import type { Block } from '../../plan/booklet.ts';
import { type BookletFormat, PITCH } from './format.ts';

/** Pages (physical, from 1) and heights above the foot of the page (pt) of every linked id, as read from a print. */
export interface Found {
  pages: ReadonlyMap<string, number>;
  heights: ReadonlyMap<string, number>;
  count: number;
}

export interface PlacedBlock extends Block {
  /** Physical pages. */
  first: number;
  last: number;
  /** A blank page stands before it. */
  blank: boolean;
}

export interface Layout {
  /** Folios by target (marks.ts). */
  pages: PageMap;
  blocks: readonly PlacedBlock[];
  /** Physical page and line of the text grid, from 0, of every id. */
  places: ReadonlyMap<string, { page: number; line: number }>;
  /** Physical pages before page 1, and of the whole. */
  front: number;
  count: number;
}

/** Runs of pages, of which `all` holds every page between first and last. */
const RUNS = /^(section|part|text|topic|list):/;

/**
 * The layout that follows from a print. Blank pages are counted anew, so that a print without them gives the layout of the
 * print with them: the second pass stands exactly there.
 */
export function layoutOf(
  planned: readonly Block[],
  found: Found,
  { scale, grid, front }: BookletFormat,
): Layout {
  // A block may fall away once its figures stand elsewhere.
  const blocks = planned.filter((block) => found.pages.has(blockId(block.id)));
  const starts = blocks.map((block) => found.pages.get(blockId(block.id)) ?? 1);
  const placed: PlacedBlock[] = [];
  const shifts: { from: number; by: number }[] = [];
  let next = 1;
  blocks.forEach((block, i) => {
    const start = starts[i] ?? 1;
    const following = blocks[i + 1];
    const end = following
      ? Math.min(starts[i + 1] ?? 1, found.pages.get(blankId(following.id)) ?? Number.POSITIVE_INFINITY)
      : found.count + 1;
    const wrong = block.side === 'recto' ? next % 2 === 0 : block.side === 'verso' && next % 2 === 1;
    if (wrong) next += 1;
    const length = Math.max(1, end - start);
    placed.push({ ...block, first: next, last: next + length - 1, blank: wrong });
    shifts.push({ from: start, by: next - start });
    next += length;
  });
  // Heights are told from the page box by one Chromium, from the content box by another: the text's own beginning is the measure.
  const text = blocks.find((block) => block.kind === 'text');
  const gridTop = (text && found.heights.get(blockId(text.id))) ?? 0;
  const places = new Map<string, { page: number; line: number }>();
  for (const [id, page] of [...found.pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (id.startsWith('blank:')) continue;
    const shift = shifts.findLast((s) => s.from <= page)?.by ?? 0;
    const top = gridTop - (found.heights.get(id) ?? gridTop);
    const line = Math.min(grid.lines - 1, Math.max(0, Math.round(top / (PITCH * scale) - 0.15)));
    places.set(id, { page: page + shift, line });
  }
  return { pages: pageMap(places, front), blocks: placed, places, front, count: next - 1 };
}

/** Folios by target, from the places of all ids. `front`: pages before page 1. */
export function pageMap(places: Layout['places'], front: number): PageMap {
  const folios = new Map<string, number[]>();
  for (const [id, { page }] of places) {
    const target = id.replace(/~.*$/, '');
    folios.set(target, [...(folios.get(target) ?? []), page - front]);
  }
  const pages = new Map<string, { first: number; last: number; all: readonly number[] }>();
  for (const [target, list] of folios) {
    const sorted = [...new Set(list)].sort((a, b) => a - b);
    const first = sorted[0] ?? 0;
    const last = sorted[sorted.length - 1] ?? first;
    const all = RUNS.test(target) ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : sorted;
    pages.set(target, { first, last, all });
  }
  return pages;
}

/** Id of the element a block begins with, and of the blank page before it. */
export const blockId = (block: string): string => `block:${block}`;
export const blankId = (block: string): string => `blank:${block}`;

/** Whether two layouts put everything on the same page, and the notes on the same line. */
export function sameLayout(a: Layout, b: Layout): boolean {
  if (a.count !== b.count) return false;
  for (const id of new Set([...a.places.keys(), ...b.places.keys()])) {
    const [one, other] = [a.places.get(id), b.places.get(id)];
    const note = id.startsWith('note:');
    if (one?.page !== other?.page || (note && one?.line !== other?.line)) return false;
  }
  return true;
}
