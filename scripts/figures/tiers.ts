/** Stepped tiers, one number each: a staircase where there is width, indented steps where there is not. No length means anything. */
import type { FigureRow } from '../report/report.ts';
import { cellOf, cellTexts, commonSize, numbersFit } from './cell.ts';
import { COLOUR } from './colours.ts';
import type { Drawing, Task } from './drawing.ts';

export function tiers(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const tries = [2.6, 2.2, 1.8, 1.4].map((share) => staircase(task, rows, task.place.type.label * share));
  const good = tries.find((d) => d.least <= task.place.height);
  if (good) return good;
  const list = steps(task, rows);
  return [...tries, list].sort((a, b) => a.least - b.least)[0] ?? list;
}

function staircase(task: Task, rows: FigureRow[], wish: number): Drawing {
  const { width, height, type } = task.place;
  const own = width / Math.max(1, rows.length);
  const inner = own - type.label * 1.1;
  const scale = commonSize(rows, type, wish, inner);
  const cells = rows.map((row) => cellOf(row, scale, inner));
  const tall = cells.map((c) => c.height + type.label * 0.5);
  const tooMany =
    cells.some((c) => c.labelLines.length > 2) ||
    inner < type.label * 4 ||
    !numbersFit(rows, scale, type, inner);
  // Every step up must be seen, even where texts are of different height.
  const rise = type.label * 0.9;
  const least = Math.max(0, ...tall.map((h, i) => h + i * rise)) + rise;
  const free = Math.max(0, height - Math.max(0, ...tall) - rise);
  const step = rows.length > 1 ? Math.min(free / (rows.length - 1), height * 0.22) : 0;
  const floor = height - 0.5;
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: tooMany ? Number.POSITIVE_INFINITY : least,
    best: least + rows.length * type.label * 0.8,
  };
  for (const [i, cell] of cells.entries()) {
    const x = i * own;
    const tread = floor - rise - i * step;
    drawing.shapes.push({
      kind: 'rect',
      x,
      y: tread,
      width: own,
      height: floor - tread,
      fill: COLOUR.navyTint,
      // The line above is the step.
      decor: true,
    });
    drawing.shapes.push({
      kind: 'line',
      x1: x,
      y1: tread,
      x2: x + own,
      y2: tread,
      stroke: COLOUR.navy,
      line: 2,
    });
    const at = {
      x: x + type.label * 0.3,
      y: tread - (tall[i] ?? 0),
      width: inner,
      labelSpace: cell.labelLines.length,
    };
    drawing.data.push({ texts: cellTexts(cell, at, task) });
  }
  return drawing;
}

function steps(task: Task, rows: FigureRow[]): Drawing {
  const { width, height, type } = task.place;
  const indent = Math.min(type.label * 1.6, (width * 0.3) / Math.max(1, rows.length - 1));
  const top = rows.toReversed();
  const scale = commonSize(rows, type, type.value, width * 0.7);
  const cells = top.map((row, i) =>
    cellOf(row, scale, width - (top.length - 1 - i) * indent - type.label * 0.3),
  );
  const least = cells.reduce((sum, c) => sum + c.height + type.label * 0.6, 0);
  const extra = Math.max(0, (height - least) / Math.max(1, rows.length));
  const best = least + rows.length * type.label * 0.4;
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least, best };
  let y = 0.5;
  for (const [i, cell] of cells.entries()) {
    const x = (top.length - 1 - i) * indent;
    drawing.shapes.push({
      kind: 'line',
      x1: x,
      y1: y + 0.5,
      x2: width,
      y2: y + 0.5,
      stroke: COLOUR.navy,
      line: 1.25,
    });
    const at = { x, y: y + type.label * 0.4, width: width - x, labelSpace: cell.labelLines.length };
    drawing.data.push({ texts: cellTexts(cell, at, task) });
    y += cell.height + type.label * 0.6 + extra;
  }
  return drawing;
}
