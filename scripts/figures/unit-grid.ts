/** One square a unit. Groups stand side by side; where they name the same rows, the names stand once at the left. */
import type { Fact, FigureGroup, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, runsWidth, type Shape, type Task, type Text } from './drawing.ts';
import { HEI_SEMIBOLD, labelFace, oneLine, rowLabel, star, textLines, wordsLabel } from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { columnWidth, wrap } from './wrap.ts';

/** Squares stand in tens; more than so many on a line are not counted by eye. */
const TEN = 10;
/** More units than this are no picture of a number any more. */
export const MOST_UNITS = 120;

interface Column {
  group: FigureGroup;
  left: number;
  width: number;
}

interface Grid {
  /** Side of a square and its pitch, px */
  side: number;
  pitch: number;
  /** Squares a line */
  across: number;
}

export function unitGrid(task: Task): Drawing {
  const { spec, place } = task;
  const { type, height } = place;
  const groups = spec.groups.filter((g) => g.rows.some((r) => r.value));
  const shared = groups.length > 1 && sameNames(groups);
  const columns = columnsOf(groups, shared, task);
  const rows = Math.max(0, ...groups.map((g) => g.rows.length));
  const top = groups.some((g) => g.label) ? type.label * 1.9 : 0;
  const pitch = (height - top) / Math.max(1, rows);
  const nameLine = shared ? 0 : type.label * 1.5;
  const grids = columns.map((c) => gridOf(c, shared, pitch - nameLine, task));
  const deepest = (g: number) =>
    Math.max(1, ...(columns[g]?.group.rows ?? []).map((r) => linesOf(r.value, grids[g]?.across ?? TEN)));
  const least =
    top +
    rows *
      (nameLine +
        Math.max(
          type.value * (shared ? 1.3 : 0.6),
          ...grids.map((_, g) => deepest(g) * type.label * 0.78 + type.label * 0.7),
        ));
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least };
  for (const { group, left, width } of columns) {
    if (!group.label) continue;
    const fill = group.rows.some((r) => r.value?.status !== 'actual') ? headFill(group) : COLOUR.navy;
    const label = wordsLabel(group.label);
    const runs = [{ text: label.text, face: HEI_SEMIBOLD, size: type.label, fill }];
    drawing.data.push({ texts: [oneLine(label.mark, 'head', runs, { x: left, y: type.label * 1.15 })] });
    drawing.shapes.push({
      kind: 'line',
      x1: left,
      y1: top - 2,
      x2: left + width,
      y2: top - 2,
      stroke: COLOUR.silver,
      line: 1,
    });
  }
  for (let i = 0; i < rows; i++) {
    const rowTop = top + pitch * i;
    if (shared && i > 0)
      drawing.shapes.push({
        kind: 'line',
        x1: 0,
        y1: rowTop,
        x2: place.width,
        y2: rowTop,
        stroke: COLOUR.grid,
        line: 0.75,
      });
    const datum: Datum = { texts: [] };
    if (shared)
      datum.texts.push(sharedName(groups[0]?.rows[i], rowTop + pitch / 2, columns[0]?.left ?? 0, task));
    for (const [g, column] of columns.entries()) {
      const row = column.group.rows[i];
      const grid = grids[g];
      if (!row?.value || !grid) continue;
      const cell = { left: column.left, width: column.width, top: rowTop, height: pitch, nameLine };
      const drawn = cellOf(row, row.value, grid, cell, shared, task);
      datum.texts.push(...drawn.texts);
      drawing.shapes.push(...drawn.shapes);
    }
    drawing.data.push(datum);
  }
  return drawing;
}

function headFill(group: FigureGroup): string {
  const first = group.rows.find((r) => r.value)?.value;
  return first ? inkOf(first).text : COLOUR.navy;
}

function sameNames(groups: FigureGroup[]): boolean {
  const names = groups.map((g) => g.rows.map((r) => rowLabel(r).text).join('|'));
  return names.every((n) => n === names[0]);
}

function countOf(fact: Fact | undefined): number {
  return fact && Number.isFinite(fact.value) ? Math.max(0, Math.round(fact.high ?? fact.value)) : 0;
}

function linesOf(fact: Fact | undefined, across: number): number {
  return Math.ceil(countOf(fact) / Math.max(1, across));
}

/** Columns share the width by their largest count, but none gets less than it needs for its numbers. */
function columnsOf(groups: FigureGroup[], shared: boolean, task: Task): Column[] {
  const { width, type } = task.place;
  const names = shared
    ? columnWidth(
        (groups[0]?.rows ?? []).map((r) => rowLabel(r).text),
        labelFace(type),
        type.label,
        { most: width * 0.28, lines: 2 },
      ) + type.label
    : 0;
  const gutter = type.label * 1.8;
  const room = width - names - gutter * (groups.length - 1);
  const need = groups.map((g) => numbersWidth(g, task) + (shared ? type.label * 4 : 0));
  const spare = Math.max(0, room - need.reduce((a, b) => a + b, 0));
  const weight = groups.map((g) => Math.min(25, Math.max(1, ...g.rows.map((r) => countOf(r.value)))));
  const sum = weight.reduce((a, b) => a + b, 0);
  let left = names;
  return groups.map((group, i) => {
    const own = shared ? (need[i] ?? 0) + (spare * (weight[i] ?? 1)) / sum : room / groups.length;
    const column = { group, left, width: own };
    left += own + gutter;
    return column;
  });
}

function numbersWidth(group: FigureGroup, task: Task): number {
  const widths = group.rows.map((r) => (r.value ? runsWidth(numberRuns(r.value, task.place.type)) : 0));
  return Math.max(0, ...widths) + task.place.type.label * 0.8;
}

function gridOf(column: Column, shared: boolean, height: number, task: Task): Grid {
  const { type } = task.place;
  const most = Math.max(1, ...column.group.rows.map((r) => countOf(r.value)));
  const chevron = type.label * 0.9;
  const room = column.width - (shared ? numbersWidth(column.group, task) : 0) - chevron;
  const largest = Math.min(type.bar * 0.8, type.label * 1.3);
  for (let side = largest; side > type.label * 0.45; side -= 0.25) {
    const pitch = side * 1.22;
    // Whole tens a line where the room is that wide, so that lines are read as tens.
    const fit = Math.floor(room / pitch);
    const across =
      most <= fit
        ? most
        : fit >= TEN
          ? Math.floor((room - Math.floor(fit / TEN) * side * 0.4) / pitch / 5) * 5
          : fit;
    if (across >= 1 && Math.ceil(most / across) * pitch <= height * 0.86) return { side, pitch, across };
  }
  const side = type.label * 0.45;
  return { side, pitch: side * 1.22, across: Math.max(1, Math.floor(room / (side * 1.3))) };
}

function sharedName(row: FigureRow | undefined, middle: number, right: number, task: Task): Text {
  const { type } = task.place;
  const label = row ? rowLabel(row) : { text: '', mark: {} };
  const lines = wrap(label.text, labelFace(type), type.label, right - type.label + 0.1);
  const y = middle - ((lines.length - 1) * type.label * 1.25) / 2 + MIDDLE * type.label;
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  return textLines(label, 'label', lines, style, { x: 0, y, pitch: type.label * 1.25 });
}

interface Cell {
  left: number;
  width: number;
  top: number;
  height: number;
  nameLine: number;
}

function cellOf(
  row: FigureRow,
  fact: Fact,
  grid: Grid,
  cell: Cell,
  shared: boolean,
  task: Task,
): { texts: Text[]; shapes: Shape[] } {
  const { type } = task.place;
  const count = countOf(fact);
  const lines = Math.max(1, linesOf(fact, grid.across));
  const ink = inkOf(fact);
  const middle = cell.top + cell.nameLine + (cell.height - cell.nameLine) / 2;
  const first = shared ? middle - (lines * grid.pitch) / 2 : cell.top + cell.nameLine + type.label * 0.15;
  const shapes: Shape[] = [];
  const line = Math.max(1, grid.side * 0.1);
  const x = (i: number) => cell.left + i * grid.pitch + Math.floor(i / TEN) * grid.side * 0.4;
  for (let i = 0; i < Math.min(count, MOST_UNITS); i++) {
    const outline = ink.fill === ink.stroke ? 0 : line;
    shapes.push({
      kind: 'rect',
      x: x(i % grid.across) + outline / 2,
      y: first + Math.floor(i / grid.across) * grid.pitch + outline / 2,
      width: grid.side - outline,
      height: grid.side - outline,
      fill: ink.fill,
      ...(outline > 0 ? { stroke: ink.stroke, line: outline } : {}),
    });
  }
  const last = count === 0 ? 0 : ((count - 1) % grid.across) + 1;
  let end = x(lines > 1 ? grid.across - 1 : last - 1) + grid.side;
  if (ink.open && count > 0) {
    const tip = x(last - 1) + grid.pitch + grid.side * 0.15;
    shapes.push(chevron(tip, first + (lines - 1) * grid.pitch, grid.side, ink.text));
    if (lines === 1 || last === grid.across) end = tip + grid.side * 0.6;
  }
  const runs = numberRuns(fact, type);
  const right = cell.left + cell.width;
  const number = shared
    ? { x: Math.min(end + type.label * 0.7, right - runsWidth(runs)), y: middle + MIDDLE * type.value }
    : { x: right, y: cell.top + type.label * 1.1, anchor: 'end' as const };
  const texts: Text[] = [];
  if (!shared) {
    const label = rowLabel(row);
    const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
    const at = { x: cell.left, y: cell.top + type.label * 1.1, pitch: type.label * 1.25 };
    texts.push(textLines(label, 'label', [label.text], style, at));
  }
  texts.push(oneLine({ 'data-fact': fact.ref }, 'value', runs, number));
  if (ink.derived)
    texts.push(star(number.x + (shared ? runsWidth(runs) : 0) + 1, number.y, type.label, COLOUR.navy));
  return { texts, shapes };
}

function chevron(x: number, y: number, side: number, fill: string): Shape {
  const points = [
    [0, 0],
    [0.6, 0.5],
    [0, 1],
    [0.24, 0.5],
  ].map(([a = 0, b = 0]) => `${(x + a * side).toFixed(2)} ${(y + b * side).toFixed(2)}`);
  return { kind: 'path', d: `M${points.join('L')}Z`, fill };
}
