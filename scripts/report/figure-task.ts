/** What a check of a whole figure is given: the figure as read and as written, its rows with their places, and what it may refer to. */
import type { Message } from '../problem.ts';
import type { Outline } from './outline.ts';
import type { Derived, Fact, FigureRow, FigureSpec, Indicator, Profile } from './report.ts';
import type { FigureEntry } from './schema.ts';

export interface FigureContext {
  text: string;
  profile: Profile;
  outline: Outline;
  indicators: ReadonlyMap<string, Indicator>;
  facts: ReadonlyMap<string, Fact>;
  derived: ReadonlyMap<string, Derived>;
}
/** A row with the number of its group and its path inside the figure. */
export interface RowAt {
  row: FigureRow;
  group: number;
  path: readonly PropertyKey[];
}
export interface FigureTask {
  spec: FigureSpec;
  entry: FigureEntry;
  rows: readonly RowAt[];
  context: FigureContext;
  /** `path` inside the figure: ['rows', 0, 'value'], ['title'] */
  fault(path: readonly PropertyKey[], code: string, message: Message, hint?: Message): void;
}
export type FigureCheck = (task: FigureTask) => void;

/** The numbers of a row. */
export const factsOfRow = ({ value, from, aside }: FigureRow): Fact[] =>
  [value, from, aside].flatMap((fact) => fact ?? []);
