/** One square a unit. Groups stand side by side; where they name the same rows, the names stand once at the left. */
import { factMark } from '../marks.ts';
import type { Fact, FigureGroup, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, NOTHING, runsWidth, type Shape, type Task, type Text } from './drawing.ts';
import { HEI_SEMIBOLD, labelFace, oneLine, rowLabel, star, textLines, wordsLabel } from './label.ts';
import { advance, MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { countOf, type Grid, gridOf, squares, squaresWidth } from './squares.ts';
import { columnWidth, wrap } from './wrap.ts';

/** Sets the groups as one table with common names, side by side, or one below the other: the first that fits. */
export function unitGrid(task: Task): Drawing {
  const groups = task.spec.groups.filter((g) => g.rows.some((r) => r.value));
  const tries = sameNames(groups) ? [ruled(task, groups)] : [beside(task, groups), below(task, groups)];
  const good = tries.find((d) => d.least <= task.place.height);
  const lowest = tries.toSorted((a, b) => a.least - b.least)[0];
  return good ?? lowest ?? NOTHING;
}

function sameNames(groups: FigureGroup[]): boolean {
  const names = groups.map((g) => g.rows.map((r) => rowLabel(r).text).join('|'));
  return names.every((n) => n === names[0]);
}

function headOf(
  group: FigureGroup,
  at: { x: number; y: number; width: number },
  task: Task,
): { texts: Text[]; shapes: Shape[] } {
  const { type } = task.place;
  if (!group.label) return { texts: [], shapes: [] };
  const first = group.rows.find((r) => r.value)?.value;
  const label = wordsLabel(group.label);
  const runs = [
    { text: label.text, face: HEI_SEMIBOLD, size: type.label, fill: first ? inkOf(first).text : COLOUR.navy },
  ];
  const y = at.y + type.label * 1.75;
  const rule: Shape = {
    kind: 'line',
    x1: at.x,
    y1: y,
    x2: at.x + at.width,
    y2: y,
    stroke: COLOUR.silver,
    line: 1,
  };
  return {
    texts: [oneLine(label.mark, 'head', runs, { x: at.x, y: at.y + type.label * 1.15 })],
    shapes: [rule],
  };
}

function headWidth(group: FigureGroup | undefined, task: Task): number {
  return advance(group?.label?.text ?? '', HEI_SEMIBOLD, task.place.type.label);
}

function headHeight(groups: readonly FigureGroup[], task: Task): number {
  return groups.some((g) => g.label) ? task.place.type.label * 2 : 0;
}

function numbersWidth(group: FigureGroup, task: Task): number {
  const { type } = task.place;
  return (
    Math.max(0, ...group.rows.map((r) => (r.value ? runsWidth(numberRuns(r.value, type)) : 0))) +
    type.label * 0.7
  );
}

/** Names at the left, then a column of squares and numbers for each group, hairlines between the rows. */
function ruled(task: Task, groups: FigureGroup[]): Drawing {
  const { type, width, height } = task.place;
  const rows = groups[0]?.rows ?? [];
  const names = columnWidth(
    rows.map((r) => rowLabel(r).text),
    labelFace(type),
    type.label,
    { most: width * 0.3, lines: 2 },
  );
  const left = names + type.label;
  const gutter = type.label * 1.6;
  const top = headHeight(groups, task);
  const pitch = (height - top) / Math.max(1, rows.length);
  const numbers = groups.map((g) => numbersWidth(g, task));
  // Each group gets what its head, its numbers and a few squares need; the rest goes where most squares are.
  const needs = groups.map((g, i) => Math.max(headWidth(g, task), (numbers[i] ?? 0) + type.label * 3));
  const most = groups.map((g) => Math.max(3, Math.min(25, Math.max(...g.rows.map((r) => countOf(r.value))))));
  const spare = width - left - gutter * (groups.length - 1) - needs.reduce((a, b) => a + b, 0);
  const counted = most.reduce((a, b) => a + b, 0);
  const shares = needs.map(
    (need, i) => need - (numbers[i] ?? 0) + (Math.max(0, spare) * (most[i] ?? 0)) / counted,
  );
  const counts = groups.map((g) => g.rows.map((r) => countOf(r.value)));
  const gridsFor = (room: number) => shares.map((share, g) => gridOf(counts[g] ?? [], share, room, type));
  const depth = (list: Grid[]) =>
    Math.max(1, ...list.flatMap((g, i) => (counts[i] ?? []).map((c) => Math.ceil(c / g.across))));
  // Large squares on many lines must not need more height than small ones on few.
  const wide = gridsFor(pitch * 0.86);
  const grids = depth(wide) * type.label * 0.75 <= pitch - type.label * 0.3 ? wide : gridsFor(1);
  const side = Math.min(...grids.map((g) => g.side));
  const deepest = depth(grids);
  const nameLines = Math.max(
    1,
    ...rows.map((r) => wrap(rowLabel(r).text, labelFace(type), type.label, names + 0.1).length),
  );
  const row =
    Math.max(type.value * 1.25, nameLines * type.label * 1.3, deepest * type.label * 0.75) + type.label * 0.3;
  const narrow = spare < 0;
  const least = narrow ? Number.POSITIVE_INFINITY : top + rows.length * row;
  const best = top + rows.length * Math.max(row * 1.25, type.label * 2.5);
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least, best };
  const lefts = shares.map(
    (_, g) => left + shares.slice(0, g).reduce((sum, s, k) => sum + s + (numbers[k] ?? 0) + gutter, 0),
  );
  for (const [g, group] of groups.entries()) {
    const head = headOf(group, { x: lefts[g] ?? 0, y: 0, width: (shares[g] ?? 0) + (numbers[g] ?? 0) }, task);
    if (head.texts.length > 0) drawing.data.push({ texts: head.texts });
    drawing.shapes.push(...head.shapes);
  }
  for (const [i, first] of rows.entries()) {
    const y = top + pitch * i;
    const middle = y + pitch / 2;
    if (i > 0)
      drawing.shapes.push({ kind: 'line', x1: 0, y1: y, x2: width, y2: y, stroke: COLOUR.grid, line: 0.75 });
    const datum: Datum = { texts: [nameAt(first, middle, names, task)] };
    for (const [g, group] of groups.entries()) {
      const fact = group.rows[i]?.value;
      const grid = grids[g];
      if (!fact || !grid) continue;
      const same = { ...grid, side, pitch: side * 1.22 };
      const lines = Math.max(1, Math.ceil(countOf(fact) / same.across));
      const drawn = squares(fact, same, lefts[g] ?? 0, middle - (lines * same.pitch - side * 0.22) / 2);
      drawing.shapes.push(...drawn.shapes);
      // One group: numbers stand under one another; several: each right after its squares.
      const end =
        groups.length > 1
          ? drawn.end
          : (lefts[g] ?? 0) + Math.max(...(counts[g] ?? []).map((c) => squaresWidth(c, same)));
      const x = Math.max(end, drawn.end) + type.label * 0.7;
      datum.texts.push(...numberAt(fact, x, middle + MIDDLE * type.value, 'start', task));
    }
    drawing.data.push(datum);
  }
  return drawing;
}

function nameAt(row: FigureRow, middle: number, width: number, task: Task): Text {
  const { type } = task.place;
  const label = rowLabel(row);
  const lines = wrap(label.text, labelFace(type), type.label, width + 0.1);
  const pitch = type.label * 1.25;
  const y = middle - ((lines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  return textLines(
    label,
    'label',
    lines,
    { face: labelFace(type), size: type.label, fill: COLOUR.ink },
    { x: 0, y, pitch },
  );
}

function numberAt(fact: Fact, x: number, y: number, anchor: 'start' | 'end', task: Task): Text[] {
  const { type } = task.place;
  const runs = numberRuns(fact, type);
  const number = oneLine(factMark(fact), 'value', runs, { x, y, anchor });
  if (!inkOf(fact).derived) return [number];
  return [number, star((anchor === 'end' ? x : x + runsWidth(runs)) + 1, y, type.label, COLOUR.navy)];
}

/** Groups side by side, each row's name and number above its squares. */
function beside(task: Task, groups: FigureGroup[]): Drawing {
  const { width, height } = task.place;
  const gutter = task.place.type.label * 1.8;
  const own = (width - gutter * (groups.length - 1)) / Math.max(1, groups.length);
  // One size of squares, or twenty would be longer than twenty-one.
  const all = task.spec.groups.flatMap((g) => g.rows.map((r) => countOf(r.value)));
  const parts = groups.map((g, i) => stack(task, [g], { x: i * (own + gutter), width: own, height }, all));
  const of = (pick: (p: Drawing) => number) => Math.max(0, ...parts.map(pick));
  return {
    option: undefined,
    shapes: parts.flatMap((p) => p.shapes),
    data: parts.flatMap((p) => p.data),
    least: of((p) => p.least),
    best: of((p) => p.best),
  };
}

/** The same in one column. */
function below(task: Task, groups: FigureGroup[]): Drawing {
  return stack(task, groups, { x: 0, width: task.place.width, height: task.place.height });
}

function stack(
  task: Task,
  groups: FigureGroup[],
  box: { x: number; width: number; height: number },
  common?: readonly number[],
): Drawing {
  const { type } = task.place;
  const rows = groups.flatMap((g) => g.rows).filter((r) => r.value);
  const heads = groups.reduce((sum, g) => sum + headHeight([g], task), 0);
  const names = rows.map((row) => {
    const number = row.value ? runsWidth(numberRuns(row.value, type)) : 0;
    return wrap(
      rowLabel(row).text,
      labelFace(type),
      type.label,
      Math.max(type.label * 2, box.width - number - type.label),
    );
  });
  const nameLines = Math.max(1, ...names.map((n) => n.length));
  const name = Math.max(nameLines * type.label * 1.3, type.value * 1.1) + type.label * 0.35;
  const pitch = (box.height - heads) / Math.max(1, rows.length);
  const counts = rows.map((r) => countOf(r.value));
  const grid = gridOf(common ?? counts, box.width, (pitch - name) * 0.86, type);
  const lines = Math.max(1, ...counts.map((c) => Math.ceil(c / grid.across)));
  const least = heads + rows.length * (name + lines * type.label * 0.75 + type.label * 0.5);
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: nameLines > 2 ? Number.POSITIVE_INFINITY : least,
    best: least + rows.length * type.label * 0.9,
  };
  let y = 0;
  let at = 0;
  for (const group of groups) {
    const head = headOf(group, { x: box.x, y, width: box.width }, task);
    if (head.texts.length > 0) drawing.data.push({ texts: head.texts });
    drawing.shapes.push(...head.shapes);
    y += headHeight([group], task);
    for (const row of group.rows) {
      if (!row.value) continue;
      const base = y + name - type.label * 0.5;
      const label = rowLabel(row);
      const labelLines = names[at++] ?? [];
      const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
      const pitchOf = type.label * 1.25;
      const labelAt = { x: box.x, y: base - (labelLines.length - 1) * pitchOf, pitch: pitchOf };
      const texts = [textLines(label, 'label', labelLines, style, labelAt)];
      texts.push(...numberAt(row.value, box.x + box.width, base, 'end', task));
      drawing.data.push({ texts });
      drawing.shapes.push(...squares(row.value, grid, box.x, y + name).shapes);
      y += pitch;
    }
  }
  return drawing;
}
