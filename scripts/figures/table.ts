/** Ruled tables of names and numbers: the target board and the table of places. */
import { factMark } from '../marks.ts';
import type { FigureGroup, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import {
  type Drawing,
  NOTHING,
  type Run,
  runsWidth,
  type Shape,
  startOf,
  type Task,
  type Text,
} from './drawing.ts';
import {
  HEI,
  HEI_SEMIBOLD,
  labelFace,
  oneLine,
  rowLabel,
  smallPrint,
  smallPrintLine,
  star,
  starWidth,
  textLines,
  wordsLabel,
} from './label.ts';
import { advance, MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { wrap } from './wrap.ts';

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
export function table(task: Task): Drawing {
  const sideways = [1, 2, 3].map((columns) => set(task, columns, false));
  // Where no name can stand beside its number, numbers go on lines of their own.
  const tries = sideways.some((d) => Number.isFinite(d.least)) ? sideways : [set(task, 1, true)];
  const good = tries.find((d) => d.least <= task.place.height);
  const lowest = tries.toSorted((a, b) => a.least - b.least)[0];
  return good ?? lowest ?? NOTHING;
}

function set(task: Task, columns: number, under: boolean): Drawing {
  const { width, height, type } = task.place;
  const gutter = type.label * 2;
  const own = (width - gutter * (columns - 1)) / columns;
  const entries = task.spec.groups.flatMap((group): Entry[] => [
    ...(group.label ? [{ kind: 'head' as const, group, least: type.label * 1.9 }] : []),
    ...group.rows.map((row) => ({
      kind: 'row' as const,
      group,
      row,
      least: rowLeast(row, own, under, task),
    })),
  ]);
  const stacks = split(entries, columns);
  const least = Math.max(0, ...stacks.map((s) => s.reduce((sum, e) => sum + e.least, 0))) + 1;
  // A row whose name cannot stand beside its number would collide: such a width does not fit.
  const rows = task.spec.groups.flatMap((g) => g.rows);
  const tight = rows.some((r) => {
    const room = under ? own : own - sideWidth(r, own, task);
    return room < type.label * 3.5 || nameLines(r, own, under, task).length > 2;
  });
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: tight ? Number.POSITIVE_INFINITY : least,
    best: least + Math.max(...stacks.map((s) => s.length)) * type.label * 0.5,
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
      drawing.data.push({ texts: entryTexts(entry, { x, y, width: own, height: tall, under }, task) });
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
  return row.value && inkOf(row.value).derived ? starWidth(size) : 0;
}

/** Entries dealt to columns of nearly the same height: whole groups where there are several, else rows. */
function split(entries: Entry[], columns: number): Entry[][] {
  const heads = entries.filter((e) => e.kind === 'head').length;
  const blocks: Entry[][] = [];
  for (const entry of entries) {
    const last = blocks.at(-1);
    if (last && heads > 1 && entry.kind === 'row') last.push(entry);
    else blocks.push([entry]);
  }
  const heightOf = (list: Entry[]) => list.reduce((sum, e) => sum + e.least, 0);
  const stacks: Entry[][] = [[]];
  for (const [i, block] of blocks.entries()) {
    const stack = stacks.at(-1) ?? [];
    const rest = heightOf(stack) + blocks.slice(i).reduce((sum, b) => sum + heightOf(b), 0);
    // What is left is shared among the columns that are left.
    const share = rest / (columns - stacks.length + 1);
    if (stack.length > 0 && stacks.length < columns && heightOf(stack) + heightOf(block) / 2 > share)
      stacks.push([...block]);
    else stack.push(...block);
  }
  return stacks;
}

/** The number, or the report's words in as many lines as they need beside the name. */
function sideLines(row: FigureRow, width: number, task: Task): Run[][] {
  if (!row.value) return [];
  const runs = numberRuns(row.value, task.place.type);
  const [only] = runs;
  if (row.value.number !== '' || runs.length !== 1 || !only) return [runs];
  return wrap(only.text, only.face, only.size, width * 0.56).map((text) => [{ ...only, text }]);
}

function sideWidth(row: FigureRow, width: number, task: Task): number {
  return Math.max(0, ...sideLines(row, width, task).map(runsWidth)) + starRoom(row, task.place.type.label);
}

function nameLines(row: FigureRow, width: number, under: boolean, task: Task): string[] {
  const { type } = task.place;
  const room = under ? width : width - sideWidth(row, width, task) - type.label;
  return wrap(rowLabel(row).text, labelFace(type), type.label, Math.max(type.label * 3, room));
}

/** Small print stands after the name where there is room, else below it. */
function inlineSmall(row: FigureRow, width: number, under: boolean, task: Task): boolean {
  const { type } = task.place;
  const lines = nameLines(row, width, under, task);
  const name = advance(lines[0] ?? '', labelFace(type), type.label);
  const small = smallPrintLine(smallPrint(row), type, { x: 0, y: 0 }).width;
  return lines.length === 1 && name + small + type.label * 1.8 + sideWidth(row, width, task) <= width;
}

function rowLeast(row: FigureRow, width: number, under: boolean, task: Task): number {
  const { type } = task.place;
  const names = nameLines(row, width, under, task).length * type.label * 1.3;
  const side = sideLines(row, width, task).length * type.value * 1.15;
  const below = inlineSmall(row, width, under, task) ? [] : smallPrint(row);
  const notes = below.reduce((n, m) => n + wrap(m.text, HEI, type.note, width).length, 0);
  return (under ? names + side : Math.max(names, side)) + notes * type.note * 1.4 + type.label * 0.7;
}

function entryTexts(
  entry: Entry,
  box: { x: number; y: number; width: number; height: number; under: boolean },
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
  const lines = nameLines(row, box.width, box.under, task);
  const side = sideLines(row, box.width, task);
  const inline = inlineSmall(row, box.width, box.under, task);
  const small = (inline ? [] : smallPrint(row)).map((m) => ({
    ...m,
    lines: wrap(m.text, HEI, type.note, box.width),
  }));
  const notes = small.reduce((n, m) => n + m.lines.length, 0) * type.note * 1.4;
  const middle = box.y + (box.height - notes) / 2;
  const pitch = type.label * 1.3;
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  const sideHeight = side.length * type.value * 1.15;
  // Name above number: each takes its own part of the row.
  const nameMiddle = box.under ? middle - sideHeight / 2 : middle;
  const sideMiddle = box.under ? middle + (lines.length * pitch) / 2 : middle;
  const y = nameMiddle - ((lines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  const texts = [textLines(rowLabel(row), 'label', lines, style, { x: box.x, y, pitch })];
  if (inline) {
    const name = advance(lines[0] ?? '', labelFace(type), type.label);
    texts.push(...smallPrintLine(smallPrint(row), type, { x: box.x + name + type.label * 0.8, y }).texts);
  }
  const end = box.x + box.width - starRoom(row, type.label);
  const size = Math.max(0, ...side.flat().map((r) => r.size));
  const first = sideMiddle - ((side.length - 1) * size * 1.2) / 2 + MIDDLE * size;
  if (row.value) {
    const placed = side.map((runs, i) => ({ x: startOf(runs, end, 'end'), y: first + i * size * 1.2, runs }));
    texts.push({ mark: factMark(row.value), role: 'value', lines: placed });
    if (inkOf(row.value).derived) texts.push(star(end + 1, first, type.label, COLOUR.navy));
  }
  const tall = box.under ? lines.length * pitch + sideHeight : Math.max(lines.length * pitch, sideHeight);
  let below = middle + tall / 2 + type.note;
  for (const m of small) {
    const note = { face: HEI, size: type.note, fill: COLOUR.sub };
    texts.push(textLines(m, 'note', m.lines, note, { x: box.x, y: below, pitch: type.note * 1.4 }));
    below += m.lines.length * type.note * 1.4;
  }
  return texts;
}
