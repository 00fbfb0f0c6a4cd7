/** One figure that no editor chose: the rows its kind can show, a title that says its first number, plain words besides. */
import { checkFigureKind, checkRowKind } from '../report/figure-kinds.ts';
import type { Fact, FigureKind, FigureRow, FigureSpec, Indicator, Report, Words } from '../report/report.ts';

export type FigureSource = Pick<Report, 'text' | 'profile' | 'indicators' | 'facts' | 'headline'>;

/** Names longer than this do not stand in the narrow columns of a sheet. */
export const NAME = 14;

/** Done in the year under review, as a whole: a quarter or a half of it is another period. */
export function isReviewed({ profile }: FigureSource, indicator: Indicator): boolean {
  return indicator.status === 'actual' && indicator.period === String(profile.reviewYear);
}

export const factOf = (report: FigureSource, indicator: Indicator) => report.facts.get(indicator.id);

/** A piece of a title or subtitle: words, a number of the report, or 2022年. */
export type Piece = string | Fact | { which: 'year' | 'review-year'; year: number | null };
export const reviewYear = ({ profile }: FigureSource): Piece => ({
  which: 'review-year',
  year: profile.reviewYear,
});
export const thisYear = ({ profile }: FigureSource): Piece => ({ which: 'year', year: profile.year });

/** Plain words; a year that the report does not state is left out. */
function wordsOf(address: string, pieces: readonly Piece[]): Words {
  const runs = pieces.flatMap((piece): Words['runs'] => {
    if (typeof piece === 'string') return [{ kind: 'text', text: piece }];
    if ('ref' in piece) return [{ kind: 'fact', ref: piece.ref, text: piece.text }];
    if (piece.year === null) return [];
    return [
      { kind: 'year', which: piece.which, text: String(piece.year) },
      { kind: 'text', text: '年' },
    ];
  });
  const [first] = runs;
  // Without its year the line begins with what follows.
  if (first?.kind === 'text') first.text = first.text.replace(/^，/, '');
  return { address, runs, text: runs.map((r) => r.text).join('') };
}

/**
 * The result that rows lead with: name and number of the first, or of the largest bar. Names too long for one line, or with digits in
 * them, are no words of a title: then the next row's. Empty where all are such.
 */
function leadOf(kind: FigureKind, rows: readonly FigureRow[]): Piece[] {
  const values = rows.flatMap((row) => row.value ?? []);
  const ordered = kind === 'bar' ? [...values].sort((a, b) => b.value - a.value) : values;
  for (const fact of ordered) {
    const name = fact.indicator?.short ?? '';
    if (fact.kind !== 'words' && name !== '' && name.length <= NAME && !/[\p{Nd}\p{Nl}]/u.test(name))
      return [name, fact];
  }
  return [];
}

/** How a figure is called. */
export interface Naming {
  /** What it shows, in general: the title where there is no result to lead with. */
  title: string;
  /** The title is its first result, after these pieces (2023年目标：). */
  lead?: Piece[];
  subtitle: Piece[];
  /** Fewer rows are no figure. */
  least: number;
}

/** A figure of the rows that its kind can show; null if too few are left. */
export function figure(
  { facts }: FigureSource,
  kind: FigureKind,
  id: string,
  topic: string,
  given: FigureRow[] | { label: string; rows: FigureRow[] }[],
  { title, lead, subtitle, least }: Naming,
): FigureSpec | null {
  const address = `default#${id}`;
  const sound = (row: FigureRow) => {
    let faults = 0;
    checkRowKind(kind, row, () => faults++);
    return faults === 0 && [row.value, row.from].every((f) => f === undefined || facts.has(f.ref));
  };
  const groups = given
    .flatMap((g) => ('rows' in g ? [g] : []))
    .map((g, i) => ({
      label: wordsOf(`${address}.groups.${i}.label`, [g.label]),
      rows: g.rows.filter(sound),
    }));
  const rows = given.flatMap((r) => ('rows' in r ? [] : [r])).filter(sound);
  const found = lead ? leadOf(kind, [...groups.flatMap((g) => g.rows), ...rows]) : [];
  const spec: FigureSpec = {
    id,
    kind,
    topic,
    title: wordsOf(`${address}.title`, found.length > 0 ? [...(lead ?? []), ...found] : [title]),
    subtitle: wordsOf(`${address}.subtitle`, subtitle),
    groups: groups.length > 0 ? groups.filter((g) => g.rows.length > 0) : [{ rows }],
    options: { sort: kind === 'bar' ? 'value' : 'given' },
  };
  const shown = spec.groups.flatMap((g) => g.rows);
  const note = kind === 'bar' ? noteOf(shown) : namesDiffer(shown) ? '两年用词不尽相同，以报告原文为准' : '';
  if (note) spec.note = wordsOf(`${address}.note`, [note]);
  let faults = 0;
  checkFigureKind(spec, 'rows', () => faults++);
  return shown.length >= least && faults === 0 ? spec : null;
}

/** Whether a row joins two years under two names. */
function namesDiffer(rows: readonly FigureRow[]): boolean {
  return rows.some(({ value, from }) => {
    const [a, b] = [value?.indicator, from?.indicator];
    return a !== undefined && b !== undefined && a !== b && a.name !== b.name;
  });
}

/** What tints and arrows say, where there are any. */
function noteOf(rows: readonly FigureRow[]): string {
  const facts = rows.flatMap((r) => r.value ?? []);
  const parts = [
    ...(facts.some((f) => /预计|左右|约|近/.test(f.text)) ? ['浅色为“预计”或“左右”'] : []),
    ...(facts.some((f) => f.encoding.endsWith('lower-bound')) ? ['箭头表示实际值不低于条形所示'] : []),
  ];
  return parts.join('；');
}
