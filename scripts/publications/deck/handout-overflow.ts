/** Whether the notes of the handout stand within their column: measured in the browser, told as problems that name the slide. */
import type { Slide } from '../../plan/deck-slide.ts';
import type { Problem } from '../../problem.ts';

/** Notes below the foot of their column: place of the slide in the deck (from 0), by how many px. */
export interface FullSlot {
  slide: number;
  by: number;
}

/** L011 for every column that is too full. Empty for a sound handout. */
export const slotProblems = (slides: readonly Slide[], found: readonly FullSlot[]): Problem[] =>
  found.map(({ slide, by }) => ({
    code: 'L011',
    severity: 'error',
    message: {
      zh: `讲义第${slide + 1}张（${slides[slide]?.id}）的讲稿超出所在的栏 ${by} 像素`,
      en: `the notes of slide ${slide + 1} (${slides[slide]?.id}) reach ${by} px beyond their column`,
    },
    where: { product: 'deck/handout.pdf' },
  }));

/** Columns whose last line stands below their foot. Runs in the page: plain DOM, no references to the outside. */
export function slotsTooFull(): FullSlot[] {
  return [...document.querySelectorAll<HTMLElement>('.side')].flatMap((side, slide) => {
    const by = Math.round(
      (side.lastElementChild?.getBoundingClientRect().bottom ?? 0) - side.getBoundingClientRect().bottom,
    );
    return by > 1 ? [{ slide, by }] : [];
  });
}
