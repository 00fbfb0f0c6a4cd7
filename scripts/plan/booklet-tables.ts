/** The data of a figure as a table for the booklet's appendix: one row a name, with its values and where the report says them. */
import { isGoal } from '../report/facts.ts';
import type { Fact, FigureGroup, FigureRow, FigureSpec, Report, Span } from '../report/report.ts';
import { type Source, sourcesOf } from './booklet-sources.ts';

/** What all values of a column stand for; null where they differ. */
export interface Times {
  when: 'year' | 'review-year' | 'earlier' | null;
  goal: '' | '目标' | '中长期目标';
}

export interface TableRow {
  row: FigureRow;
  sources: Source[];
}

export interface FigureTable {
  spec: FigureSpec;
  /** Columns it has: `from` a value before, `aside` a second number or the report's words beside the value. */
  columns: { from: Times | null; value: Times | null; aside: boolean } | null;
  /** With values. */
  groups: { group: FigureGroup; rows: TableRow[] }[];
  /** Without any value: the report's own words by group or row. */
  words: { group: FigureGroup; row: FigureRow | null; fragments: Span[]; sources: Source[] }[];
}

/** The table of a figure. A figure of words alone has `columns` null and its fragments in `words`. */
export function figureTable(report: Report, spec: FigureSpec): FigureTable {
  const rows = spec.groups.flatMap((g) => g.rows);
  const only = (group: FigureGroup, some: FigureRow[]) => ({ ...spec, groups: [{ ...group, rows: some }] });
  if (!rows.some((r) => r.value || r.from)) {
    const words = spec.groups.flatMap((group) => {
      const entry = (row: FigureRow | null, some: FigureRow[]) => ({
        group,
        row,
        fragments: some.flatMap((r) => [...(r.note ? [r.note] : []), ...(r.fragments ?? [])]),
        sources: sourcesOf(report, [], [only(group, some)]),
      });
      // Where the rows bear names each stands for itself, else the group speaks for them.
      return group.rows.some((r) => r.label || r.name)
        ? group.rows.map((row) => entry(row, [row]))
        : [entry(null, group.rows)];
    });
    return { spec, columns: null, groups: [], words };
  }
  return {
    spec,
    columns: {
      from: rows.some((r) => r.from) ? timesOf(report, rows, 'from') : null,
      value: timesOf(report, rows, 'value'),
      aside: rows.some((r) => r.aside || r.note || (r.fragments?.length && r.value)),
    },
    groups: spec.groups.map((group) => ({
      group,
      rows: group.rows.map((row) => ({
        row,
        // What stands in the name of the group is the group's own.
        sources: sourcesOf(report, [], [only({ rows: [] }, [row])]),
      })),
    })),
    words: [],
  };
}

/** What one value stands for. */
export function timeOf(report: Report, fact: Fact): Times {
  const { year, reviewYear } = report.profile;
  const when =
    year !== null && fact.period === String(year)
      ? 'year'
      : reviewYear !== null && fact.period === String(reviewYear)
        ? 'review-year'
        : reviewYear !== null && fact.period === String(reviewYear - 1)
          ? 'earlier'
          : null;
  return { when, goal: isGoal(fact) ? (fact.status === 'plan' ? '中长期目标' : '目标') : '' };
}

function timesOf(report: Report, rows: readonly FigureRow[], of: 'from' | 'value'): Times {
  const times = rows.flatMap((r) => (r[of] ? [timeOf(report, r[of])] : []));
  const [first] = times;
  return first && times.every((t) => t.when === first.when && t.goal === first.goal)
    ? first
    : { when: null, goal: '' };
}
