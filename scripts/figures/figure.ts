/** The draw stage: a figure specification and a place give an SVG. Knows nothing of publications. */
import type { Problem } from '../problem.ts';
import type { FigureSpec } from '../report/report.ts';

/** Where a figure will stand. Sizes in CSS px at 1:1 (1 px = 1/96 in); never scaled afterwards. */
export interface Place {
  /** Prefix of all ids in the SVG: product and place, so that two drawings never collide: `sheet-industry`. */
  id: string;
  width: number;
  height: number;
  type: TypeScale;
  /** Smallest text allowed, px; by default 8.2 pt on paper, 16 px on slides. */
  smallest?: number;
  /** Names stand above their bars, whatever room there is beside them. */
  above?: boolean;
  /** Panels side by side at most, where the figure itself does not say. */
  columns?: number;
}

/** Sizes of text in px, bars in px. */
export interface TypeScale {
  /** category names */
  label: number;
  /** numbers */
  value: number;
  /** small print under or after a number */
  note: number;
  /** thickness of a bar (upper bound) */
  bar: number;
  /** qualifier and unit beside a number; as large as the number where it is not given */
  small?: number;
  /** face of the numbers; Hei where it is not given */
  face?: 'song' | 'hei';
}

/** The years that may be printed as digits: the report's own and the one it reviews. Null where the text does not say. */
export interface Times {
  year: number | null;
  reviewYear: number | null;
  /** Language of the words around them (words.ts); Chinese where it is not given. */
  lang?: 'zh' | 'en';
}

export interface DrawnFigure {
  spec: FigureSpec;
  /** Inline SVG without XML declaration: role="img", aria-labelledby, <title>, <desc>; marks on every number and label (marks.ts). */
  svg: string;
  width: number;
  height: number;
  /** Alternative text in full sentences. */
  alt: string;
  /** Refs of all facts printed in it. */
  facts: string[];
  /** Ids of derived values in it (their formulas must be printed on the same page). */
  derived: string[];
  /** What the linter found; empty for a sound figure. */
  problems: Problem[];
}

export type DrawFigure = (spec: FigureSpec, place: Place, times: Times) => DrawnFigure;
