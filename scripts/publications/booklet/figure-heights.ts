/** How the figures of one page share its height: each by its need, the gaps between them even, the last one down to the foot. */
import type { FigureKind } from '../../report/report.ts';

/** Drawings that gain by height; the others are tables and squares of one size. */
export const ELASTIC: readonly FigureKind[] = ['bar', 'dumbbell', 'slope', 'pairs', 'share', 'tiers'];

/** Millimetres: the least gap under a figure, the gap that is enough, the widest between two figures alone on a page. */
const GAP = { least: 6, enough: 14, most: 37 };
/** A figure may be half as tall again as it looks best (figures/draw.ts). */
export const STRETCH = 0.5;

/** What a figure needs, mm. */
export interface Need {
  kind: FigureKind;
  /** Its least and its best height. */
  least: number;
  best: number;
}

/** How much of the room (mm) the figures fill, the elastic ones drawn a little taller than best; null where they do not fit. */
export function fullness(needs: readonly Need[], room: number): number | null {
  const gaps = needs.length - 1;
  const least = needs.reduce((sum, n) => sum + n.least, 0) + gaps * GAP.least;
  if (least > room) return null;
  const best = needs.reduce(
    (sum, n) => sum + n.best * (ELASTIC.includes(n.kind) ? 1 + STRETCH / 2 : 1),
    gaps * GAP.enough,
  );
  return Math.min(1, best / room);
}

/**
 * Heights of the drawings and the gap under all but the last. `room`: what the page has for drawings and gaps, mm. Where even the least
 * heights do not fit everyone gets the same share of its need (the drawing then says that it is too low).
 */
export function sharedHeights(needs: readonly Need[], room: number): { heights: number[]; gap: number } {
  const gaps = needs.length - 1;
  const sum = (list: readonly number[]) => list.reduce((total, part) => total + part, 0);
  const [least, best] = [sum(needs.map((n) => n.least)), sum(needs.map((n) => n.best))];
  const tight = room - gaps * GAP.least;
  if (least >= tight)
    return { heights: needs.map((n) => (n.least * tight) / Math.max(least, 1)), gap: GAP.least };
  if (best >= tight) {
    const part = (tight - least) / (best - least);
    return { heights: needs.map((n) => n.least + (n.best - n.least) * part), gap: GAP.least };
  }
  const elastic = sum(needs.map((n) => (ELASTIC.includes(n.kind) ? n.best : 0)));
  const spare = Math.max(0, room - gaps * GAP.enough - best);
  const more = elastic > 0 ? Math.min(STRETCH, spare / elastic) : 0;
  const heights = needs.map((n) => n.best * (ELASTIC.includes(n.kind) ? 1 + more : 1));
  const gap = gaps > 0 ? (room - sum(heights)) / gaps : 0;
  return { heights, gap: gaps === 1 ? Math.min(GAP.most, gap) : gap };
}
