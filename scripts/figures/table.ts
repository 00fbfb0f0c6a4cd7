/** Ruled tables of names and numbers: the target board and the table of places. */
import type { FigureGroup, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import {
  type Datum,
  type Drawing,
  type Run,
  runsWidth,
  type Shape,
  type Task,
  type Text,
} from './drawing.ts';
import {
  factText,
  HEI,
  HEI_SEMIBOLD,
  labelFace,
  oneLine,
  rowLabel,
  star,
  textLines,
  wordsLabel,
} from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { wrap } from './wrap.ts';

/** How a row's right side is written. */
export type RightSide = (row: FigureRow, task: Task) => Run[];

interface Entry {
  kind: 'head' | 'row';
  group: FigureGroup;
  row?: FigureRow;
  /** Height in px at the least */
  least: number;
}

/**
 * Groups of rows under their heads, in one column or two: the fewest columns that fit the height. Names at the left, small print
 * after them, number at the right.
 */
export function table(task: Task, right: RightSide): Drawing {
  const tries = [1, 2, 3].map((columns) => set(task, columns, right));
  const good = tries.find((d) => d.least <= task.place.height);
  const lowest = tries.toSorted((a, b) => a.least - b.least)[0];
  return good ?? lowest ?? { option: undefined, shapes: [], data: [], least: 0 };
}

function set(task: Task, columns: number, right: RightSide): Drawing {
  const { width, height, type } = task.place;
  const gutter = type.label * 2;
  const own = (width - gutter * (columns - 1)) / columns;
  const numbers = (rows: FigureRow[]) =>
    Math.max(0, ...rows.map((r) => runsWidth(right(r, task)) + starRoom(r, type.label)));
  const entries = task.spec.groups.flatMap((group): Entry[] => [
    ...(group.label ? [{ kind: 'head' as const, group, least: type.label * 1.9 }] : []),
    ...group.rows.map((row) => ({
      kind: 'row' as const,
      group,
      row,
      least: rowLeast(row, own, right, task),
    })),
  ]);
  const stacks = split(entries, columns);
  const least = Math.max(0, ...stacks.map((s) => s.reduce((sum, e) => sum + e.least, 0))) + 1;
  // A row whose name cannot stand beside its number would collide: such a width does not fit.
  const rows = task.spec.groups.flatMap((g) => g.rows);
  const tight = own - numbers(rows) < type.label * 3.5;
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: tight ? Number.POSITIVE_INFINITY : least,
  };
  for (const [c, stack] of stacks.entries()) {
    const x = c * (own + gutter);
    const needed = stack.reduce((sum, e) => sum + e.least, 0);
    const rowsHere = stack.filter((e) => e.kind === 'row').length;
    // What is left over goes into the rows, up to twice their height.
    const extra = Math.max(0, Math.min((height - 1 - needed) / Math.max(1, rowsHere), type.label * 1.6));
    let y = 0.5;
    for (const entry of stack) {
      const tall = entry.least + (entry.kind === 'row' ? extra : 0);
      const strong = entry.kind === 'head' || y < 1;
      drawing.shapes.push(rule(x, y, own, strong ? COLOUR.navy : COLOUR.grid));
      drawing.data.push({ texts: entryTexts(entry, { x, y, width: own, height: tall }, right, task) });
      y += tall;
    }
    drawing.shapes.push(rule(x, y, own, COLOUR.silver));
  }
  return drawing;
}

function rule(x: number, y: number, width: number, stroke: string): Shape {
  return {
    kind: 'line',
    x1: x,
    y1: y,
    x2: x + width,
    y2: y,
    stroke,
    line: stroke === COLOUR.navy ? 1 : 0.75,
  };
}

function starRoom(row: FigureRow, size: number): number {
  return row.value && inkOf(row.value).derived ? size * 0.5 : 0;
}

/** Entries dealt to columns of nearly the same height; a head never ends a column. */
function split(entries: Entry[], columns: number): Entry[][] {
  const total = entries.reduce((sum, e) => sum + e.least, 0);
  const stacks: Entry[][] = [[]];
  let height = 0;
  for (const [i, entry] of entries.entries()) {
    const stack = stacks.at(-1) ?? [];
    const full = height + entry.least / 2 > total / columns;
    if (full && stacks.length < columns && stack.length > 0 && entries[i - 1]?.kind !== 'head') {
      stacks.push([entry]);
      height = entry.least;
    } else {
      stack.push(entry);
      height += entry.least;
    }
  }
  return stacks;
}

function nameLines(row: FigureRow, width: number, right: RightSide, task: Task): string[] {
  const { type } = task.place;
  const room = width - runsWidth(right(row, task)) - starRoom(row, type.label) - type.label;
  return wrap(rowLabel(row).text, labelFace(type), type.label, Math.max(type.label * 3, room));
}

function smallRuns(row: FigureRow, task: Task): { text: string; mark: Record<string, string> }[] {
  const { type } = task.place;
  void type;
  const list = row.aside ? [factText(row.aside)] : [];
  if (row.note) list.push({ text: row.note.text, mark: { 'data-src': `${row.note.start}-${row.note.end}` } });
  return list.map((m) => ({ text: m.text, mark: { ...m.mark } }));
}

function rowLeast(row: FigureRow, width: number, right: RightSide, task: Task): number {
  const { type } = task.place;
  const names = nameLines(row, width, right, task).length * type.label * 1.3;
  const notes = smallRuns(row, task).reduce((n, m) => n + wrap(m.text, HEI, type.note, width).length, 0);
  return Math.max(names, type.value * 1.15) + notes * type.note * 1.4 + type.label * 0.7;
}

function entryTexts(
  entry: Entry,
  box: { x: number; y: number; width: number; height: number },
  right: RightSide,
  task: Task,
): Text[] {
  const { type } = task.place;
  const { group, row } = entry;
  if (!row) {
    if (!group.label) return [];
    const label = wordsLabel(group.label);
    const first = group.rows.find((r) => r.value)?.value;
    const runs = [
      {
        text: label.text,
        face: HEI_SEMIBOLD,
        size: type.label,
        fill: first ? inkOf(first).text : COLOUR.navy,
      },
    ];
    return [oneLine(label.mark, 'head', runs, { x: box.x, y: box.y + type.label * 1.35 })];
  }
  const lines = nameLines(row, box.width, right, task);
  const small = smallRuns(row, task).map((m) => ({ ...m, lines: wrap(m.text, HEI, type.note, box.width) }));
  const notes = small.reduce((n, m) => n + m.lines.length, 0) * type.note * 1.4;
  const middle = box.y + (box.height - notes) / 2;
  const pitch = type.label * 1.3;
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  const y = middle - ((lines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  const texts = [textLines(rowLabel(row), 'label', lines, style, { x: box.x, y, pitch })];
  const runs = right(row, task);
  const end = box.x + box.width - starRoom(row, type.label);
  if (row.value && runs.length > 0) {
    const size = Math.max(...runs.map((r) => r.size));
    const base = middle + MIDDLE * size;
    texts.push(oneLine({ 'data-fact': row.value.ref }, 'value', runs, { x: end, y: base, anchor: 'end' }));
    if (inkOf(row.value).derived) texts.push(star(end + 1, base, type.label, COLOUR.navy));
  }
  let below = middle + Math.max(lines.length * pitch, type.value * 1.15) / 2 + type.note;
  for (const m of small) {
    const note = { face: HEI, size: type.note, fill: COLOUR.sub };
    texts.push(textLines(m, 'note', m.lines, note, { x: box.x, y: below, pitch: type.note * 1.4 }));
    below += m.lines.length * type.note * 1.4;
  }
  return texts;
}

/** The number or the words of a row's value. */
export function valueSide(row: FigureRow, task: Task): Run[] {
  return row.value ? numberRuns(row.value, task.place.type) : [];
}

export type { Datum };
