/** The papers of a topic sheet: each is laid out for its own paper, at true size. Lengths in mm. */
import { sheetWidths } from '../../figures/places.ts';
import type { SheetPlan } from '../../plan/sheets.ts';

export type PaperName = 'A4' | 'A5' | 'letter';

export interface SheetPaper {
  name: PaperName;
  width: number;
  height: number;
  /** Most key figures side by side. */
  figures: number;
  /** There is room for a small chart beside the main one. */
  small: boolean;
  /** Height of the plots: the least, the one a gear should leave, the most. */
  plot: { least: number; target(rows: number): number; most: number };
  /** Widths of the charts, and type of their labels in the gears. */
  charts: ReturnType<typeof sheetWidths>;
}

/** design.md §5. */
const plotOf = (scale: number): SheetPaper['plot'] => ({
  least: 34 * scale,
  target: (rows) => (42 + 7 * Math.max(0, 6 - rows)) * scale,
  most: 92 * scale,
});

/** US letter is 17.6 mm lower than A4 and 5.9 mm wider: the same columns between wider margins. */
export const SHEET_PAPERS: Readonly<Record<PaperName, SheetPaper>> = {
  A4: { name: 'A4', width: 210, height: 297, figures: 5, small: true, plot: plotOf(1), charts: sheetWidths('A4') },
  letter: {
    ...{ name: 'letter', width: 215.9, height: 279.4, figures: 5, small: true },
    ...{ plot: plotOf(1), charts: sheetWidths('A4') },
  },
  // The type stays as large as on A4: it is the text that gets less.
  A5: {
    ...{ name: 'A5', width: 148, height: 210, figures: 3, small: false },
    ...{ plot: plotOf(0.72), charts: sheetWidths('A5') },
  },
};

/** A plan with what a paper has room for at all. */
export interface PaperPlan extends SheetPlan {
  /** What the paper leaves out before the ladder does. */
  left: readonly ('figures' | 'small')[];
}

export function onPaper(plan: SheetPlan, paper: SheetPaper): PaperPlan {
  const small = paper.small || plan.smalls.length === 0;
  return {
    ...plan,
    figures: plan.figures.slice(0, paper.figures),
    smalls: small ? plan.smalls : [],
    left: [...(plan.figures.length > paper.figures ? (['figures'] as const) : []), ...(small ? [] : (['small'] as const))],
  };
}

/** sheets/industry.pdf, sheets/industry-a5.pdf; `sheet`: the topic, or all. */
export const paperFile = (sheet: string, paper: PaperName): string =>
  `sheets/${sheet}${paper === 'A4' ? '' : `-${paper.toLowerCase()}`}.pdf`;
