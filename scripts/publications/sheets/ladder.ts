/** The density ladder of design.md §5: which settings a sheet tries, in which order, and which it may keep. */
import type { SheetCell, SheetPlan } from '../../plan/sheets.ts';
import { SHEET_FORMATS, type SheetFormat } from './format.ts';

/** One setting of a sheet. Everything cumulates down the ladder. */
export interface SheetState {
  gear: number;
  /** Steps of loosening (gear 1 only), 0–8. */
  loose: number;
  /** Terms shown. */
  terms: number;
  /** Marks of the terms in the table. */
  marks: boolean;
  /** Target lines are hidden where a change or rank stands. */
  fewTargets: boolean;
  /** Hidden fragments, as `row.side.index`. */
  cut: readonly string[];
  /** Rows shown. */
  rows: number;
  small: boolean;
  /** Which rung of the ladder this is, for build.json. */
  rung: string;
}

/** What a setting gives, measured in the page; lengths in mm. */
export interface SheetFit {
  /** Height left for the plots (main, small), or for nothing where there are none. */
  main: number;
  small: number;
  /** Something is cut off or stands outside its cell. */
  overflow: boolean;
  /** What is wider than its cell. */
  clipped: string[];
  /** Size of the conclusion in pt. */
  conclusion: number;
  /** Size of the key figures in pt, 0 without. */
  figure: number;
  /** CSS of the paragraphs that would else end with a line under 3 em, by their data-line. */
  lines: Record<string, string>;
}

export const GEARS = 7;

/** The rungs (1) and (3)–(9) in order, down to what the paper has `least`. (2), loosening, follows from the result of (1). */
export function ladderStates(
  plan: SheetPlan,
  small: boolean,
  lowest: SheetFormat['least'] = SHEET_FORMATS.A4.least,
): SheetState[] {
  const base: SheetState = {
    gear: 1,
    loose: 0,
    terms: plan.terms.length,
    marks: true,
    fewTargets: false,
    cut: [],
    rows: plan.rows.length,
    small,
    rung: 'gear',
  };
  const states: SheetState[] = [];
  for (let gear = 1; gear <= GEARS; gear++) states.push({ ...base, gear });
  let last: SheetState = { ...base, gear: GEARS };
  const push = (change: Partial<SheetState>, rung: string) => {
    last = { ...last, ...change, rung };
    states.push(last);
  };
  push({}, 'tight');
  const some = lowest.terms + 1;
  if (plan.terms.length > some) push({ terms: some, marks: false }, 'terms');
  push({ fewTargets: true }, 'targets');
  const fewest = () => {
    if (plan.terms.length > lowest.terms) push({ terms: lowest.terms, marks: false }, 'term');
  };
  if (lowest.terms === 0) fewest();
  for (const id of cutOrder(plan)) push({ cut: [...last.cut, id] }, 'fragments');
  // Rows that the editor did not choose may go down to one: no text may be too long for its page.
  const least = plan.rows.some((row) => row.label !== null) ? lowest.rows : 1;
  for (let rows = plan.rows.length - 1; rows >= least; rows--) push({ rows }, 'rows');
  if (lowest.terms > 0) fewest();
  if (small) push({ small: false }, 'small');
  return states;
}

/** What the ladder took and may give back, the last taken first: fragments of the rows that are shown, then the lines of the targets. */
export function giveBacks(state: SheetState): ((kept: SheetState) => SheetState | null)[] {
  const fragments = [...state.cut]
    .reverse()
    .filter((id) => rowOf(id) < state.rows)
    .map((id) => (kept: SheetState) => {
      const back = { ...kept, cut: kept.cut.filter((other) => other !== id) };
      return cutFromTheEnd(back.cut, state.cut) ? back : null;
    });
  return state.fewTargets ? [...fragments, (kept) => ({ ...kept, fewTargets: false })] : fragments;
}

/** Whether of every item only its last fragments are cut: none may be missing in the middle. `all`: those that the ladder cut, from the end. */
export const cutFromTheEnd = (cut: readonly string[], all: readonly string[]): boolean =>
  all.every((id, i) => cut.includes(id) || !all.slice(i).some((o) => cut.includes(o) && sameItem(o, id)));

/** The row of a fragment. */
export const rowOf = (fragment: string): number => Number.parseInt(fragment, 10);
const sameItem = (a: string, b: string) => a.replace(/\d+$/, '') === b.replace(/\d+$/, '');

/** Settings that loosen a sheet that is too empty: rows and gaps; without charts the type itself grows, by .4 pt a step. */
export const looseStates = (plan: SheetPlan, state: SheetState): SheetState[] =>
  Array.from({ length: plan.main ? 8 : 40 }, (_, i) => ({ ...state, loose: i + 1, rung: 'loose' }));

/** Whether a setting may be kept. `plot`: the paper's heights; `least`: those the charts themselves need, mm. */
export function keeps(
  plan: SheetPlan,
  plot: SheetFormat['plot'],
  state: SheetState,
  fit: SheetFit,
  least: { main: number; small: number },
): boolean {
  if (fit.overflow) return false;
  if (!plan.main) return fit.main >= 0;
  const wanted = state.rung === 'gear' ? plot.target(state.rows) : plot.least;
  return fit.main >= Math.max(wanted, least.main) && (!state.small || fit.small >= least.small);
}

/** Fragments to cut, the last of the longest item each time; every item keeps its first. */
function cutOrder(plan: SheetPlan): string[] {
  const items = plan.rows.flatMap((row, r) =>
    (['done', 'todo'] as const).map((side) => ({ id: `${r}.${side}`, left: [...lengths(row[side])] })),
  );
  const order: string[] = [];
  for (;;) {
    const longest = items.filter((i) => i.left.length > 1).sort((a, b) => sum(b.left) - sum(a.left))[0];
    if (!longest) return order;
    longest.left.pop();
    order.push(`${longest.id}.${longest.left.length}`);
  }
}
const lengths = (cell: SheetCell) => cell.fragments.map((f) => f.text.length);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
