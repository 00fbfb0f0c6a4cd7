/** What a builder gives: texts and shapes in px, not yet SVG. The linter walks it, `svg.ts` writes it. */
import type { EChartsOption } from 'echarts';
import type { FigureSpec } from '../report/report.ts';
import type { Place, Times } from './figure.ts';
import { ASCENT, advance, DESCENT, type Face } from './measure.ts';

/** What every builder takes. */
export interface Task {
  spec: FigureSpec;
  place: Place;
  times: Times;
}

/** A stretch of text in one face, size and colour, with its own mark if it is less than the whole text (a year). */
export interface Run {
  text: string;
  face: Face;
  /** px */
  size: number;
  fill: string;
  mark?: Mark;
  /** Space before it, px. */
  gap?: number;
}

/** Attributes of marks.ts. */
export type Mark = Readonly<Record<string, string>>;

/** A line of runs; `x` is its left edge, `y` its baseline. */
export interface Line {
  x: number;
  y: number;
  runs: Run[];
}

/** One `<text>`: the lines of one marked element, in reading order. */
export interface Text {
  mark: Mark;
  lines: Line[];
  /** For the linter's messages: label, value, note, head. */
  role: 'label' | 'value' | 'note' | 'head';
}

/** Texts that belong together: a label and its numbers. */
export interface Datum {
  texts: Text[];
}

export type Shape =
  | {
      kind: 'rect';
      x: number;
      y: number;
      width: number;
      height: number;
      fill: string;
      stroke?: string;
      line?: number;
      /** Dashes and gaps of the outline, px. */
      dash?: readonly number[];
      /** Says nothing by itself, so that it may be faint. */
      decor?: boolean;
    }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; stroke: string; line: number }
  | { kind: 'path'; d: string; fill: string; stroke?: string; line?: number }
  | { kind: 'circle'; cx: number; cy: number; r: number; fill: string; stroke?: string; line?: number };

export interface Drawing {
  /** Geometry drawn by the chart library, if the kind is statistical. */
  option?: EChartsOption;
  shapes: Shape[];
  data: Datum[];
  /** The least height in px at which nothing collides; Infinity where the width does not allow it. */
  least: number;
  /** The height in px at which it looks best; taller places leave the rest empty. */
  best: number;
  /** How far the shapes are moved down after drawing, px. */
  down?: number;
}

/** Width of a line of runs in px, gaps included (not one before its first run). */
export function runsWidth(runs: readonly Run[]): number {
  return runs.reduce((sum, r, i) => sum + (i === 0 ? 0 : (r.gap ?? 0)) + advance(r.text, r.face, r.size), 0);
}

/** An empty drawing, for a figure with nothing to draw. */
export const NOTHING: Drawing = { option: undefined, shapes: [], data: [], least: 0, best: 0 };

/** Full-width opening marks ink only their right half, closing ones and stops their left half: so much of an em is blank. */
const OPENS = /^[“‘（《「『【〈]/;
const CLOSES = /[”’）》」』】〉，。、；：]$/;
export const HALF = 0.46;

/** Blank at the left and the right end of a line, px. */
export function blanks(runs: readonly Run[]): { left: number; right: number } {
  const [first] = runs;
  const last = runs.at(-1);
  return {
    left: first && OPENS.test(first.text) ? HALF * first.size : 0,
    right: last && CLOSES.test(last.text) ? HALF * last.size : 0,
  };
}

/** The box a line inks, px. */
export function lineBox(line: Line): { left: number; right: number; top: number; bottom: number } {
  const size = Math.max(0, ...line.runs.map((r) => r.size));
  const blank = blanks(line.runs);
  return {
    left: line.x + blank.left,
    right: line.x + runsWidth(line.runs) - blank.right,
    top: line.y - ASCENT * size,
    bottom: line.y + DESCENT * size,
  };
}

/** Where a line of runs starts so that it ends at or is centred on x. */
export function startOf(runs: readonly Run[], x: number, anchor: 'start' | 'middle' | 'end'): number {
  const { left, right } = blanks(runs);
  if (anchor === 'start') return x - left;
  if (anchor === 'end') return x - runsWidth(runs) + right;
  return x - (runsWidth(runs) + left - right) / 2;
}
