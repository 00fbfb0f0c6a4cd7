/** The numbers of the booklet's figures: 图1, 图2 … in the order in which they stand in the finished booklet. */
import { advance } from '../../figures/measure.ts';
import { escapeHtml } from '../../marks.ts';
import type { BookletPlan } from '../../plan/booklet.ts';
import type { FigureSpec } from '../../report/report.ts';
import { points } from './format.ts';

/** Number of each figure by its id; in the order of the numbers. */
export type FigureNumbers = ReadonlyMap<string, number>;

/** Figures that stand outside their topics, in the order in which their pages set them. */
export interface Strays {
  /** By the block before which they stand. */
  fillers: ReadonlyMap<string, readonly FigureSpec[]>;
  appendix: readonly FigureSpec[];
}

/** The figures of the booklet in the order of its blocks. */
export function figuresInOrder(plan: BookletPlan, { fillers, appendix }: Strays): FigureSpec[] {
  const { overview, spreads } = plan;
  return plan.blocks.flatMap(({ id }) => {
    const own =
      id === 'overview'
        ? [...(overview?.growth ? [overview.growth] : []), ...(overview?.figures ?? [])]
        : id === 'appendix'
          ? appendix
          : (spreads.find(({ topic }) => id === `topic-${topic.id}`)?.figures ?? []);
    return [...(fillers.get(id) ?? []), ...own];
  });
}

/** Numbers from 1 in this order. */
export const numbered = (specs: readonly FigureSpec[]): FigureNumbers =>
  new Map(specs.map(({ id }, i) => [id, i + 1]));

/** 图12 before a title or in a table of the data: the proof counts the figures anew. */
export const figureNumberHtml = (numbers: FigureNumbers, id: string): string =>
  `<span class="figure-number">图${digits(numbers, id)}</span>`;

/** （图12） or （图3、12） after 注 or *, where several figures share the foot of a page. */
export const figureKeyHtml = (numbers: FigureNumbers, ids: readonly string[]): string =>
  `（图${[...ids]
    .sort((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0))
    .map((id) => digits(numbers, id))
    .join('、')}）`;

const digits = (numbers: FigureNumbers, id: string): string =>
  `<span data-figure-number="${escapeHtml(id)}">${numbers.get(id) ?? 0}</span>`;

/** Type of titles, pt, and the width in pt that the number before a title takes at most: 图00 and a space. */
const TITLE = { size: 13, least: 11.5 };
export const NUMBER_EM = 3.2;

/** Size in pt at which a title keeps to one line of so many millimetres with its number; null where the usual size does. */
export function titleSize(title: string, width: number): number | null {
  const room = points(width) - 2;
  const em = advance(title, { family: 'hei', weight: 600 }, 1) + NUMBER_EM;
  if (em * TITLE.size <= room) return null;
  return Math.max(TITLE.least, Math.floor((room / em) * 10) / 10);
}
