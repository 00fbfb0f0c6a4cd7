/** What the proof writes down of a product. */
import type { Problem } from '../problem.ts';

/** One printed number and where it comes from. */
export interface ProofEntry {
  product: string;
  page?: number;
  text: string;
  kind: 'fact' | 'label' | 'verbatim' | 'furniture';
  ref?: string;
  quote?: string;
  offset?: number;
  formula?: string;
  /** Place in the flow (characters), for finding its page in a PDF; −1 in asides. */
  at?: number;
}

export interface Proved {
  entries: ProofEntry[];
  findings: Problem[];
  /** Visible text in order, blocks with data-aside apart: what a PDF of it must say. */
  flow: string;
  asides: string[];
  /** Heads of tables, which print again on every page their table reaches. */
  repeats: string[];
}
