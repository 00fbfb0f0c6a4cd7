/** A figure as read: what is drawn, with its words and references resolved. */
import type { Span } from './passages.ts';
import type { Fact, Words } from './report.ts';

/** Figure specification as in figures.yaml, words and references resolved. See schema.ts for the fields of each kind. */
export interface FigureSpec {
  id: string;
  kind: FigureKind;
  topic: string;
  title: Words;
  subtitle?: Words;
  note?: Words;
  /** Rows, panels, cells or groups, by kind. */
  groups: FigureGroup[];
  options: FigureOptions;
}
export type FigureKind =
  | 'bar' // horizontal bars from zero; chevron for lower bounds, tint for expected, red tint for targets; declines alone run rightward and say 下降, among increases leftward
  | 'dumbbell' // review year against target, one unit; targets in words as text
  | 'slope' // small multiples, before (mostly derived) and after
  | 'pairs' // small multiples, two columns each on its own scale from zero
  | 'unit-grid' // one square a unit, groups side by side
  | 'share' // each value in a bar of 0–100 %, `from` as hollow mark
  | 'key-figures' // grid of label, number, note
  | 'target-board' // table of targets: number or words
  | 'rank-table' // places among 全市/全省/全国, never as bar length
  | 'tiers' // stepped tiers, one number each
  | 'structure' // columns of verbatim fragments under a label
  | 'timeline' // points in time in the report's own words, what stands at each below it; spacing means nothing
  | 'layers'; // levels of a system in the report's own words, then shares of it as bars of 0–100 %
export interface FigureGroup {
  label?: Words;
  /** The label in the report's own words: a point in time. */
  name?: Span;
  rows: FigureRow[];
}
export interface FigureRow {
  /** The main value. */
  value?: Fact;
  /** Before-value (dumbbell, slope, pairs, share). */
  from?: Fact;
  /** Small grey number after the main one. */
  aside?: Fact;
  /** Overrides the label, made of the editor's words. */
  label?: Words;
  /** The label in the report's own words: a level of a system, the title of the section counted. */
  name?: Span;
  /** Verbatim small note under the value. */
  note?: Span;
  /** structure, timeline, layers: verbatim fragments. */
  fragments?: Span[];
}
export interface FigureOptions {
  sort: 'value' | 'given';
  /** Where the horizontal axis starts, dumbbell only. */
  columns?: number;
}
