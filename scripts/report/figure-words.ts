/** The editor's words in a figure, piece by piece, each with the facts that it is about. */
import { type FigureTask, factsOfRow } from './figure-task.ts';
import type { Fact, FigureRow } from './report.ts';

/** A reference within a piece, in place of its number. */
export const REFERENCE = '\ufffc';

/** Words up to the next mark. `referred`: the facts it refers to, in order; `about`: those, or else those of the rows below the words. */
export interface Piece {
  text: string;
  referred: Fact[];
  about: Fact[];
}
/** `path` of the words inside the figure, the rows below them, and their pieces. */
export interface FigureWords {
  path: readonly PropertyKey[];
  text: string;
  rows: FigureRow[];
  pieces: Piece[];
}

/** Title, subtitle, labels of groups and of rows, as written: {year} and {review-year} stand in braces. Notes, which may speak of what the figure leaves out, are none. */
export function wordsOfFigure({ spec, entry, rows, context }: FigureTask): FigureWords[] {
  const all = rows.map(({ row }) => row);
  const found: FigureWords[] = [];
  const add = (path: readonly PropertyKey[], template: string | undefined, below: FigureRow[]) => {
    if (template === undefined) return;
    const drawn = below.flatMap((row) => [row.value, row.from].flatMap((fact) => fact ?? []));
    const pieces = template.split(/[，。；：、]/).map((piece): Piece => {
      const referred = [...piece.matchAll(/\{([a-z][a-z0-9.-]*)\}/g)].flatMap(
        ([, ref]) => context.facts.get(ref ?? '') ?? [],
      );
      const text = piece
        .replace(/\{([a-z][a-z0-9-]*)\.name\}/g, (_, id: string) => context.indicators.get(id)?.name ?? '')
        .replace(/\{(?!year\}|review-year\})[^{}]*\}/g, (ref) =>
          ref.startsWith('{count:') ? '' : REFERENCE,
        );
      return { text, referred, about: referred.length > 0 ? referred : drawn };
    });
    found.push({ path, text: template, rows: below, pieces });
  };
  add(['title'], entry.title, all);
  add(['subtitle'], entry.subtitle, all);
  for (const [g, group] of (entry.groups ?? []).entries())
    add(['groups', g, 'label'], group.label, spec.groups[g]?.rows ?? []);
  for (const { row, group, path } of rows)
    add(
      [...path, 'label'],
      (entry.groups?.[group]?.rows ?? entry.rows ?? [])[Number(path.at(-1))]?.label,
      factsOfRow(row).length > 0 || row.fragments ? [row] : [],
    );
  return found;
}
