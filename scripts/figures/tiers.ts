/**
 * A ladder of levels as a stepped pyramid: many at the broad base, few at the narrow top, in the ink of its number, beside each step its
 * name and number. Only the order of the steps means something, no length: equal numbers have steps of one width.
 */
import { factMark } from '../marks.ts';
import type { FigureRow } from '../report/report.ts';
import { cellOf, cellTexts, commonSize, starRoom } from './cell.ts';
import { COLOUR, inkOf, outlineOf } from './colours.ts';
import { type Drawing, runsWidth, type Shape, type Task, type Text } from './drawing.ts';
import { goalSign, signWidth } from './goal-sign.ts';
import { HEI, labelFace, oneLine, rowLabel, smallPrint, star, textLines } from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { columnWidth, wrap } from './wrap.ts';

/** Sizes of the numbers that are tried, as multiples of their names' size. */
const SIZES = [2.4, 2, 1.6, 1.3];

/** How many levels of number the ladder has, and on which of them each row stands, 1 for the smallest number. */
function levelsOf(rows: readonly FigureRow[]): { count: number; of: (row: FigureRow) => number } {
  const values = [...new Set(rows.map((r) => r.value?.value ?? 0))].sort((a, b) => a - b);
  return { count: Math.max(1, values.length), of: (row) => values.indexOf(row.value?.value ?? 0) + 1 };
}

export function tiers(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const tries = SIZES.map((share) => pyramid(task, rows, task.place.type.label * share));
  const good = tries.find((d) => d.least <= task.place.height);
  if (good) return good;
  const list = steps(task, rows);
  return [...tries, list].sort((a, b) => a.least - b.least)[0] ?? list;
}

function pyramid(task: Task, rows: FigureRow[], value: number): Drawing {
  const { width, height, type } = task.place;
  const scale = { ...type, value, small: Math.max(type.note, value * 0.42) };
  const texts = rows.flatMap((r) => [
    rowLabel(r).text,
    ...smallPrint(r).map((m) => m.text.slice(0, Math.ceil((m.text.length * type.note) / type.label))),
  ]);
  const names = columnWidth(texts, labelFace(type), type.label, { most: width * 0.3, lines: 2 });
  const sign = Math.max(0, ...rows.map((r) => (r.value ? signWidth(r.value, value, type) : 0)));
  const stars = Math.max(0, ...rows.map((r) => starRoom(r, type)));
  const numbers = Math.max(0, ...rows.map((r) => (r.value ? runsWidth(numberRuns(r.value, scale)) : 0)));
  const words = names + type.label * 1.6 + sign + numbers + stars;
  const gutter = type.label * 1.8;
  const set = rows.toReversed().map((row) => {
    const label = wrap(rowLabel(row).text, labelFace(type), type.label, names + 0.1);
    const small = smallPrint(row).map((m) => ({ ...m, lines: wrap(m.text, HEI, type.note, names + 0.1) }));
    const notes = small.reduce((n, m) => n + m.lines.length, 0);
    const block = label.length * type.label * 1.3 + notes * type.note * 1.4;
    return { row, label, small, block };
  });
  const row = Math.max(value * 1.15, ...set.map((s) => s.block)) + type.label * 0.55;
  const broad = Math.min(width - words - gutter, width * 0.46);
  const least = rows.length * row;
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: broad < rows.length * type.label * 2 ? Number.POSITIVE_INFINITY : least,
    best: least + rows.length * type.label * 0.5,
  };
  const pitch = height / Math.max(1, rows.length);
  const line = Math.max(1.5, type.label * 0.12);
  const left = broad + gutter;
  const levels = levelsOf(rows);
  for (const [i, step] of set.entries()) {
    const wide = (broad * levels.of(step.row)) / levels.count;
    const x = (broad - wide) / 2;
    const y = pitch * i + line / 2;
    const middle = pitch * (i + 0.5);
    drawing.shapes.push(stepShape(step.row, { x, y, width: wide, height: pitch - line * 1.5 }, line), {
      kind: 'line',
      x1: x + wide + type.label * 0.4,
      y1: middle,
      x2: left - type.label * 0.4,
      y2: middle,
      stroke: COLOUR.silver,
      line: 1,
    });
    const end = left + words - stars;
    drawing.data.push({ texts: stepTexts(step, { left, end, middle }, scale, task) });
  }
  return drawing;
}

/** A step in the ink of its number, the outline inside its box. */
function stepShape(
  { value }: FigureRow,
  box: { x: number; y: number; width: number; height: number },
  line: number,
): Shape {
  const ink = value && inkOf(value);
  const outline = ink ? outlineOf(ink, line) : {};
  const inset = (outline.line ?? 0) / 2;
  // On whole pixels: the browser paints dashes between them one time so and another time so.
  const [x, y] = [Math.round(box.x) + inset, Math.round(box.y) + inset];
  return {
    kind: 'rect',
    x,
    y,
    width: Math.round(box.x + box.width) - inset - x,
    height: Math.round(box.y + box.height) - inset - y,
    fill: ink?.fill ?? COLOUR.white,
    ...outline,
  };
}

interface Step {
  row: FigureRow;
  label: string[];
  small: { mark: Text['mark']; text: string; lines: string[] }[];
  block: number;
}

/** Name and small print at the left, the number at the right; both stand around the middle of the step. */
function stepTexts(
  { row, label, small, block }: Step,
  at: { left: number; end: number; middle: number },
  scale: Task['place']['type'],
  task: Task,
): Text[] {
  const { type } = task.place;
  const { left, end, middle } = at;
  let y = middle - block / 2;
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  const first = { x: left, y: y + type.label * (0.65 + MIDDLE), pitch: type.label * 1.3 };
  const texts = [textLines(rowLabel(row), 'label', label, style, first)];
  y += label.length * type.label * 1.3;
  if (row.value) {
    const runs = numberRuns(row.value, scale);
    const x = end - runsWidth(runs);
    const base = middle + MIDDLE * scale.value;
    texts.push(...goalSign(row.value, { x, y: base, size: scale.value }, type));
    texts.push(oneLine(factMark(row.value), 'value', runs, { x, y: base }));
    if (starRoom(row, type) > 0) texts.push(star(end + 1, base, type.label, COLOUR.navy));
  }
  for (const { lines, ...marked } of small) {
    const note = { face: HEI, size: type.note, fill: COLOUR.sub };
    texts.push(textLines(marked, 'note', lines, note, { x: left, y: y + type.note, pitch: type.note * 1.4 }));
    y += lines.length * type.note * 1.4;
  }
  return texts;
}

/** Where names and numbers do not stand side by side: the pyramid small at the left, beside each step its name over its number. */
function steps(task: Task, rows: FigureRow[]): Drawing {
  const { width, height, type } = task.place;
  const levels = levelsOf(rows);
  const broad = width * 0.3;
  const left = broad + type.label;
  const scale = commonSize(rows, type, type.value * 1.3, width - left);
  const cells = rows.toReversed().map((row) => cellOf(row, scale, width - left));
  const line = Math.max(1.25, type.label * 0.1);
  const least = cells.reduce((sum, c) => sum + c.height + type.label * 0.5, 0);
  const extra = Math.max(0, (height - least) / Math.max(1, rows.length));
  const best = least + rows.length * type.label * 0.4;
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least, best };
  let y = 0;
  for (const cell of cells) {
    const pitch = cell.height + type.label * 0.5 + extra;
    const wide = (broad * levels.of(cell.row)) / levels.count;
    const box = { x: (broad - wide) / 2, y: y + line / 2, width: wide, height: pitch - line * 1.5 };
    drawing.shapes.push(stepShape(cell.row, box, line));
    const at = { x: left, y: y + (pitch - cell.height) / 2, width: width - left };
    drawing.data.push({ texts: cellTexts(cell, { ...at, labelSpace: cell.labelLines.length }, task) });
    y += pitch;
  }
  return drawing;
}
