/** A grid of names and numbers under hairlines; for facts of different units, which share no axis. */
import type { FigureRow } from '../report/report.ts';
import { cellOf, cellTexts, commonSize, numbersFit, riseOf } from './cell.ts';
import { COLOUR } from './colours.ts';
import { type Drawing, NOTHING, type Task } from './drawing.ts';
import { labelFace, rowLabel } from './label.ts';
import { advance } from './measure.ts';

/** Sizes of the numbers that are tried, as multiples of their names' size. */
const SIZES = [2.6, 2.2, 1.85, 1.5, 1.25];
/** The same on a slide, where three numbers fill the width. */
const SLIDE_SIZES = [4.2, 3.4, 2.9, ...SIZES];

export function keyFigures(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const sizes = task.place.type.face === 'song' ? SLIDE_SIZES : SIZES;
  const tries = columnChoices(rows, task).flatMap((columns) =>
    sizes.map((share) => set(task, rows, columns, task.place.type.label * share)),
  );
  const good = tries.find((d) => d.least <= task.place.height);
  const lowest = tries.toSorted((a, b) => a.least - b.least)[0];
  return good ?? lowest ?? NOTHING;
}

/** Full lines first: six are 3 × 2, four 4 × 1 or 2 × 2; never so many that a name takes more than two lines. */
function columnChoices(rows: readonly FigureRow[], task: Task): number[] {
  const { width, type } = task.place;
  const count = rows.length;
  const widest = Math.max(1, ...rows.map((r) => advance(rowLabel(r).text, labelFace(type), type.label)));
  const fit = Math.max(1, Math.floor(width / Math.max(type.label * 6, widest * 0.58 + type.label)));
  const most = Math.min(task.spec.options.columns ?? 4, fit, Math.max(1, count));
  const all = Array.from({ length: most }, (_, i) => most - i);
  const holes = (c: number) => (c - (count % c)) % c;
  const wish = count > 4 ? 3 : count;
  return all.sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish) || holes(a) - holes(b));
}

function set(task: Task, rows: FigureRow[], columns: number, wish: number): Drawing {
  const { width, height, type } = task.place;
  const gutter = type.label * 1.7;
  const own = (width - gutter * (columns - 1)) / columns;
  const scale = commonSize(rows, type, wish, own);
  const cells = rows.map((row) => cellOf(row, scale, own));
  const head = type.label * 0.75;
  // Names of one line of cells stand on one line: the cell with the longest name sets it.
  const lines = Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) => {
    const line = cells.slice(i * columns, (i + 1) * columns);
    const space = Math.max(1, ...line.map((c) => c.labelLines.length));
    const tall = Math.max(...line.map((c) => c.height + (space - c.labelLines.length) * type.label * 1.3));
    const rise = riseOf(line, own);
    return { line, space, rise, tall: head + tall - rise + type.label * 0.7 };
  });
  const tall = lines.reduce((sum, l) => sum + l.tall, 0) - type.label * 0.6;
  const least = numbersFit(rows, scale, type, own) ? tall : Number.POSITIVE_INFINITY;
  const extra = Math.max(0, Math.min((height - tall) / Math.max(1, lines.length), type.label * 2.2));
  const best = least + lines.length * type.label * 0.8;
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least, best };
  let y = 0.5;
  for (const [i, { line, space, rise, tall }] of lines.entries()) {
    for (const [k, cell] of line.entries()) {
      const x = k * (own + gutter);
      const stroke = i === 0 ? COLOUR.navy : COLOUR.silver;
      drawing.shapes.push({ kind: 'line', x1: x, y1: y, x2: x + own, y2: y, stroke, line: 1 });
      const at = { x, y: y + head, width: own, labelSpace: space, rise };
      drawing.data.push({ texts: cellTexts(cell, at, task) });
    }
    y += tall + extra;
  }
  return drawing;
}
