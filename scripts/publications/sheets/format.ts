/** The papers of a topic sheet. Each is laid out for its own, at true size: the type is no smaller on A5, the text is less. Lengths in mm. */
import { type ChartWidths, SHEET_WIDTH, SHEET_WIDTH_A5 } from '../../figures/places.ts';
import type { SheetPlan } from '../../plan/sheets.ts';
import type { SheetPaper } from '../../report/report.ts';
import type { SheetState } from './ladder.ts';

export interface SheetFormat {
  paper: SheetPaper;
  width: number;
  height: number;
  /** Most key figures side by side. */
  figures: number;
  /** There is room for a small chart beside the main one. */
  small: boolean;
  /** How far the ladder may go down. On a paper without room for both the glossary goes before the text. */
  least: { rows: number; terms: 0 | 1 };
  /** Heights of the main plot: the least, the one a gear should leave, the most. */
  plot: { least: number; target(rows: number): number; most: number };
  /** Widths of the charts, px. */
  charts: ChartWidths;
}

/** Heights of design.md §5, in the share of A4 that a paper has room for. */
const plotOf = (share: number): SheetFormat['plot'] => ({
  least: 34 * share,
  target: (rows) => (42 + 7 * Math.max(0, 6 - rows)) * share,
  most: 92 * share,
});

const A4: SheetFormat = {
  paper: 'A4',
  width: 210,
  height: 297,
  figures: 5,
  small: true,
  least: { rows: 4, terms: 1 },
  plot: plotOf(1),
  charts: SHEET_WIDTH,
};

export const SHEET_FORMATS: Readonly<Record<SheetPaper, SheetFormat>> = {
  A4,
  A5: {
    paper: 'A5',
    width: 148,
    height: 210,
    figures: 3,
    small: false,
    least: { rows: 3, terms: 0 },
    plot: plotOf(0.72),
    charts: SHEET_WIDTH_A5,
  },
  // 17.6 mm lower than A4 and 5.9 mm wider: the same columns between wider margins.
  letter: { ...A4, paper: 'letter', width: 215.9, height: 279.4 },
};

/** A plan as far as a paper has room for it at all. */
export interface PaperPlan extends SheetPlan {
  /** What the paper leaves out before the ladder does. */
  left: readonly ('figures' | 'small')[];
}

export function onPaper(plan: SheetPlan, format: SheetFormat): PaperPlan {
  const figures = plan.figures.slice(0, format.figures);
  const smalls = format.small ? plan.smalls : [];
  return {
    ...{ ...plan, figures, smalls },
    left: [
      ...(figures.length < plan.figures.length ? (['figures'] as const) : []),
      ...(smalls.length < plan.smalls.length ? (['small'] as const) : []),
    ],
  };
}

/** How a sheet was set, as build.json says it: of papers without a page to read, the proof has it from there. */
export interface MadeSetting extends SheetState {
  /** Heights of the plots, mm. */
  plot: number;
  plotSmall: number;
  relaxed: boolean;
  /** Size of the conclusion, pt. */
  conclusion: number;
  /** What was left out, in the words of the page. */
  left: readonly string[];
}

/** Name of a sheet on a paper, for its file, build.json and messages: industry, industry-a5. `sheet`: its topic, or all. */
export const sheetName = (sheet: string, paper: SheetPaper): string =>
  paper === 'A4' ? sheet : `${sheet}-${paper.toLowerCase()}`;

/** Size of a page in points. */
export const paperSize = ({ width, height }: SheetFormat): [number, number] => [
  (width * 72) / 25.4,
  (height * 72) / 25.4,
];
