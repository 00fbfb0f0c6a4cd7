/** A grid of names and numbers under hairlines; for facts of different units, which share no axis. */
import type { FigureRow } from '../report/report.ts';
import { cellOf, cellTexts, commonSize } from './cell.ts';
import { COLOUR } from './colours.ts';
import type { Drawing, Task } from './drawing.ts';
import { labelFace, rowLabel } from './label.ts';
import { advance } from './measure.ts';

/** Numbers are at most so many times their names' size. */
const LARGEST = 2.6;

export function keyFigures(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const tries = columnChoices(rows.length, task).flatMap((columns) =>
    [1, 0.85, 0.72, 0.6, 0.5].map((share) => set(task, rows, columns, share)),
  );
  const good = tries.find((d) => d.least <= task.place.height);
  const lowest = tries.toSorted((a, b) => a.least - b.least)[0];
  return good ?? lowest ?? { option: undefined, shapes: [], data: [], least: 0 };
}

/** Full lines first: six are 3 × 2, four 4 × 1 or 2 × 2; never so many that a name takes more than two lines. */
function columnChoices(count: number, task: Task): number[] {
  const { width, type } = task.place;
  const rows = task.spec.groups.flatMap((g) => g.rows);
  const widest = Math.max(1, ...rows.map((r) => advance(rowLabel(r).text, labelFace(type), type.label)));
  const fit = Math.max(1, Math.floor(width / Math.max(type.label * 6, widest * 0.58 + type.label)));
  const most = Math.min(task.spec.options.columns ?? 4, fit, Math.max(1, count));
  const all = Array.from({ length: most }, (_, i) => most - i);
  const holes = (c: number) => (c - (count % c)) % c;
  const wish = count > 4 ? 3 : count;
  return all.sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish) || holes(a) - holes(b));
}

function set(task: Task, rows: FigureRow[], columns: number, share: number): Drawing {
  const { width, height, type } = task.place;
  const gutter = type.label * 1.7;
  const own = (width - gutter * (columns - 1)) / columns;
  const lines = Math.ceil(rows.length / columns);
  const pitch = height / Math.max(1, lines);
  const wish = Math.max(type.value, Math.min(type.label * LARGEST, pitch * 0.42)) * share;
  const scale = commonSize(rows, type, Math.max(type.label * 1.1, wish), own);
  const cells = rows.map((row) => cellOf(row, scale, own));
  const space = Math.max(1, ...cells.map((c) => c.labelLines.length));
  const tallest = Math.max(
    0,
    ...cells.map((c) => c.height + (space - c.labelLines.length) * type.label * 1.3),
  );
  const head = type.label * 0.75;
  const least = lines * (head + tallest) + (lines - 1) * type.label * 0.9;
  const step = Math.min(pitch, (head + tallest) * 1.6);
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least };
  for (const [i, cell] of cells.entries()) {
    const x = (i % columns) * (own + gutter);
    const y = Math.floor(i / columns) * step;
    const stroke = i < columns ? COLOUR.navy : COLOUR.silver;
    drawing.shapes.push({ kind: 'line', x1: x, y1: y + 0.5, x2: x + own, y2: y + 0.5, stroke, line: 1 });
    drawing.data.push({ texts: cellTexts(cell, { x, y: y + head, width: own, labelSpace: space }, task) });
  }
  return drawing;
}
