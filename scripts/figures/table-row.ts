/** A row of a ruled table: name at the left, small print after it, number at the right. */
import { factMark } from '../marks.ts';
import type { FigureRow } from '../report/report.ts';
import { starRoom } from './cell.ts';
import { COLOUR } from './colours.ts';
import { type Run, runsWidth, startOf, type Task, type Text } from './drawing.ts';
import { goalSign, signWidth } from './goal-sign.ts';
import { HEI, labelFace, rowLabel, smallPrint, smallPrintLine, star, textLines } from './label.ts';
import { advance, MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { wrap } from './wrap.ts';

/** `signed`: a goal among results, which bears its own sign because no head says it. */
export interface TableRow {
  row: FigureRow;
  signed: boolean;
}

/** The number, or the report's words in as many lines as they need beside the name. */
function sideLines(row: FigureRow, width: number, task: Task): Run[][] {
  if (!row.value) return [];
  const runs = numberRuns(row.value, task.place.type);
  const [only] = runs;
  if (row.value.number !== '' || runs.length !== 1 || !only) return [runs];
  return wrap(only.text, only.face, only.size, width * 0.56).map((text) => [{ ...only, text }]);
}

export function sideWidth(entry: TableRow, width: number, task: Task): number {
  const { type } = task.place;
  const number = Math.max(0, ...sideLines(entry.row, width, task).map(runsWidth));
  return number + starRoom(entry.row, type) + signRoom(entry, task);
}

export function nameLines(entry: TableRow, width: number, under: boolean, task: Task): string[] {
  const { type } = task.place;
  const room = under ? width : width - sideWidth(entry, width, task) - type.label;
  return wrap(rowLabel(entry.row).text, labelFace(type), type.label, Math.max(type.label * 3, room));
}

function signRoom({ row, signed }: TableRow, task: Task): number {
  return row.value && signed ? signWidth(row.value, task.place.type.value, task.place.type) : 0;
}

/** Small print stands after the name where there is room, else below it. */
function inlineSmall(entry: TableRow, width: number, under: boolean, task: Task): boolean {
  const { type } = task.place;
  const lines = nameLines(entry, width, under, task);
  const name = advance(lines[0] ?? '', labelFace(type), type.label);
  const small = smallPrintLine(smallPrint(entry.row), type, { x: 0, y: 0 }).width;
  return lines.length === 1 && name + small + type.label * 1.8 + sideWidth(entry, width, task) <= width;
}

export function rowLeast(entry: TableRow, width: number, under: boolean, task: Task): number {
  const { type } = task.place;
  const names = nameLines(entry, width, under, task).length * type.label * 1.3;
  const { row } = entry;
  const side = sideLines(row, width, task).length * type.value * 1.15;
  const below = inlineSmall(entry, width, under, task) ? [] : smallPrint(row);
  const notes = below.reduce((n, m) => n + wrap(m.text, HEI, type.note, width).length, 0);
  return (under ? names + side : Math.max(names, side)) + notes * type.note * 1.4 + type.label * 0.7;
}

/** Texts of a row in its box: name and small print at the left, number at the right or below. */
export function rowTexts(
  entry: TableRow,
  box: { x: number; y: number; width: number; height: number; under: boolean },
  task: Task,
): Text[] {
  const { type } = task.place;
  const { row } = entry;
  const lines = nameLines(entry, box.width, box.under, task);
  const side = sideLines(row, box.width, task);
  const inline = inlineSmall(entry, box.width, box.under, task);
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
  const end = box.x + box.width - starRoom(row, type);
  const size = Math.max(0, ...side.flat().map((r) => r.size));
  const first = sideMiddle - ((side.length - 1) * size * 1.2) / 2 + MIDDLE * size;
  if (row.value) {
    const placed = side.map((runs, i) => ({ x: startOf(runs, end, 'end'), y: first + i * size * 1.2, runs }));
    texts.push({ mark: factMark(row.value), role: 'value', lines: placed });
    const left = Math.min(...placed.map((l) => l.x));
    if (entry.signed) texts.push(...goalSign(row.value, { x: left, y: first, size }, type));
    if (starRoom(row, type) > 0) texts.push(star(end + 1, first, type.label, COLOUR.navy));
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
