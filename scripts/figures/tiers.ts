/**
 * A ladder of levels as a stepped pyramid: many at the broad base, few at the narrow top, beside each step its name and number. Indented
 * lines where there is no width for it. Only the order of the steps means something, no length.
 */
import { factMark } from '../marks.ts';
import type { FigureRow } from '../report/report.ts';
import { cellOf, cellTexts, commonSize, starRoom } from './cell.ts';
import { COLOUR } from './colours.ts';
import { type Drawing, runsWidth, type Task, type Text } from './drawing.ts';
import { goalSign, signWidth } from './goal-sign.ts';
import { HEI, labelFace, oneLine, rowLabel, smallPrint, star, textLines } from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { columnWidth, wrap } from './wrap.ts';

/** Sizes of the numbers that are tried, as multiples of their names' size. */
const SIZES = [2.4, 2, 1.6, 1.3];

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
  for (const [i, step] of set.entries()) {
    const wide = (broad * (i + 1)) / rows.length;
    const x = (broad - wide) / 2;
    const y = pitch * i + line / 2;
    const middle = pitch * (i + 0.5);
    drawing.shapes.push(
      // The line above is the step.
      { kind: 'rect', x, y, width: wide, height: pitch - line * 1.5, fill: COLOUR.navyTint, decor: true },
      { kind: 'line', x1: x, y1: y, x2: x + wide, y2: y, stroke: COLOUR.navy, line },
      {
        kind: 'line',
        x1: x + wide + type.label * 0.4,
        y1: middle,
        x2: left - type.label * 0.4,
        y2: middle,
        stroke: COLOUR.silver,
        line: 1,
      },
    );
    const end = left + words - stars;
    drawing.data.push({ texts: stepTexts(step, { left, end, middle }, scale, task) });
  }
  return drawing;
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
