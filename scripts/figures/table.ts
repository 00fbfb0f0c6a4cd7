/** Ruled tables of names and numbers: the target board and the table of places. */
import { isGoal } from '../report/facts.ts';
import type { Fact, FigureGroup, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Drawing, NOTHING, runsWidth, type Shape, type Task, type Text } from './drawing.ts';
import { signRun } from './goal-sign.ts';
import { HEI_MEDIUM, HEI_SEMIBOLD, oneLine, wordsLabel } from './label.ts';
import { MIDDLE } from './measure.ts';
import { nameLines, rowLeast, rowTexts, sideWidth, type TableRow } from './table-row.ts';
import { wordsOf } from './words.ts';

interface Entry {
  kind: 'head' | 'row';
  group: FigureGroup;
  row?: FigureRow;
  /** A head without the group's name. */
  bare?: boolean;
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
    ...(group.label ? [headEntry(group, task)] : []),
    ...group.rows.map((row) => ({
      kind: 'row' as const,
      group,
      row,
      least: rowLeast(rowOf(row, group), own, under, task),
    })),
  ]);
  const stacks = split(entries, columns).map((stack) => headed(stack, task));
  const least = Math.max(0, ...stacks.map((s) => s.reduce((sum, e) => sum + e.least, 0))) + 1;
  // A row whose name cannot stand beside its number would collide: such a width does not fit.
  const rows = task.spec.groups.flatMap((g) => g.rows.map((r) => rowOf(r, g)));
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
      const strong = (entry.kind === 'head' && !entry.bare) || y < 1;
      drawing.shapes.push(rule(x, y, own, strong ? COLOUR.navy : COLOUR.grid));
      drawing.data.push({ texts: entryTexts(entry, { x, y, width: own, height: tall, under }, task) });
      y += tall;
    }
    drawing.shapes.push(rule(x, y, own, COLOUR.silver));
  }
  return drawing;
}

function headEntry(group: FigureGroup, task: Task, bare = false): Entry {
  return { kind: 'head', group, bare, least: task.place.type.label * (bare ? 1.6 : 1.9) };
}

/** A column of goals that begins with a row bears their sign over its numbers. */
function headed(stack: Entry[], task: Task): Entry[] {
  const [first] = stack;
  return first?.kind === 'row' && goalOf(first.group)
    ? [headEntry(first.group, task, true), ...stack]
    : stack;
}

/** What a group's numbers are if all of them are goals of one time: its head says so once. */
function goalOf(group: FigureGroup): Fact | undefined {
  const facts = group.rows.flatMap((r) => (r.value ? [r.value] : []));
  const [first] = facts;
  return first && facts.every((f) => isGoal(f) && f.status === first.status) ? first : undefined;
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

/** Among results a goal bears its own sign. */
function rowOf(row: FigureRow, group: FigureGroup): TableRow {
  return { row, signed: row.value !== undefined && isGoal(row.value) && !goalOf(group) };
}

/** The group's name at the left; at its goals' side their sign and what it means, unless the name says it. */
function headTexts({ group, bare }: Entry, box: { x: number; y: number; width: number }, task: Task): Text[] {
  const { type } = task.place;
  const texts: Text[] = [];
  const y = box.y + type.label * (bare ? 1.15 : 1.35);
  const goal = goalOf(group);
  const sign = goal ? signRun(goal, type.note) : null;
  const label = group.label && !bare ? wordsLabel(group.label) : null;
  const named = label?.text.includes('目标') === true;
  let { x } = box;
  if (sign && named) {
    texts.push(oneLine({}, 'head', [sign], { x, y: y - (type.label - type.note) * MIDDLE }));
    x += runsWidth([sign]) + type.label * 0.3;
  }
  if (label) {
    const first = group.rows.find((r) => r.value)?.value;
    const fill = first ? inkOf(first).text : COLOUR.navy;
    texts.push(
      oneLine(label.mark, 'head', [{ text: label.text, face: HEI_SEMIBOLD, size: type.label, fill }], {
        x,
        y,
      }),
    );
  }
  if (goal && sign && !named) {
    const { later, target } = wordsOf(task.times);
    const words = goal.status === 'plan' ? later : target;
    const runs = [sign, { ...sign, text: words, face: HEI_MEDIUM, gap: type.note * 0.3 }];
    texts.push(oneLine({}, 'head', runs, { x: box.x + box.width, y, anchor: 'end' }));
  }
  return texts;
}

function entryTexts(
  entry: Entry,
  box: { x: number; y: number; width: number; height: number; under: boolean },
  task: Task,
): Text[] {
  return entry.row ? rowTexts(rowOf(entry.row, entry.group), box, task) : headTexts(entry, box, task);
}
