/** The key of a figure whose marks are not named one by one: a sample of each mark and the period it stands for. */
import { isGoal } from '../report/facts.ts';
import type { Fact } from '../report/report.ts';
import { COLOUR, inkOf, outlineOf } from './colours.ts';
import { type Datum, runsWidth, type Shape, type Task } from './drawing.ts';
import { HEI_MEDIUM, oneLine, periodRuns } from './label.ts';
import { MIDDLE } from './measure.ts';
import { pointForm, pointShapes } from './point.ts';
import { wordsOf } from './words.ts';

/**
 * The key at the top of the figure, from x on, or from the left edge and on several lines where it is wider than that; the first fact of each period shows how that period is
 * drawn. `pale`: some points are expected ones. `height` in px.
 */
export function keyOf(
  facts: readonly Fact[],
  x: number,
  samples: 'points' | 'columns',
  task: Task,
  pale = false,
): { datum: Datum; shapes: Shape[]; height: number } {
  const wide = layKey(facts, x, samples, task, pale);
  return wide.lines === 1 ? wide : layKey(facts, 0, samples, task, pale);
}

function layKey(
  facts: readonly Fact[],
  x: number,
  samples: 'points' | 'columns',
  task: Task,
  pale: boolean,
): { datum: Datum; shapes: Shape[]; height: number; lines: number } {
  const size = task.place.type.note;
  const datum: Datum = { texts: [] };
  const shapes: Shape[] = [];
  const seen = new Set<string>();
  let at = x;
  let line = 0;
  const base = () => size * (1.15 + 1.6 * line);
  const middle = () => base() - size * MIDDLE;
  // An entry that would not end inside the place begins a line.
  const room = (width: number) => {
    if (at > x && at + size * 1.3 + width > task.place.width) {
      at = x;
      line++;
    }
  };
  for (const fact of facts) {
    const period = `${fact.period} ${fact.status}`;
    const runs = periodRuns(fact, task.times, { face: HEI_MEDIUM, size, fill: inkOf(fact).text });
    if (seen.has(period) || runs.length === 0) continue;
    seen.add(period);
    room(runsWidth(runs));
    // The plain mark of the year: what 左右 or 预计 makes of it has an entry of its own.
    const form = pointForm(fact);
    const plain = form === 'ringed' ? 'dot' : form;
    shapes.push(
      ...(samples === 'points'
        ? pointShapes(plain, at + size * 0.45, middle(), size * 0.9)
        : [column(fact, at, middle(), size)]),
    );
    at += size * 1.3;
    datum.texts.push(oneLine({}, 'head', runs, { x: at, y: base() }));
    at += runsWidth(runs) + size * 1.4;
  }
  // The ringed mark is in the figure too: the words that make it so.
  if (pale) {
    const words = { text: wordsOf(task.times).expected, face: HEI_MEDIUM, size, fill: COLOUR.navy };
    room(runsWidth([words]));
    shapes.push(...pointShapes('ringed', at + size * 0.45, middle(), size * 0.9));
    datum.texts.push(oneLine({}, 'head', [words], { x: at + size * 1.3, y: base() }));
  }
  return { datum, shapes, height: size * (2.1 + 1.6 * line), lines: line + 1 };
}

function column(fact: Fact, x: number, cy: number, size: number): Shape {
  const ink = inkOf(fact);
  const side = size * 0.85;
  const box = { x: x + 0.5, y: cy - side / 2, width: side, height: side };
  if (isGoal(fact)) return { kind: 'rect', ...box, fill: ink.fill, ...outlineOf(ink, 1) };
  return { kind: 'rect', ...box, fill: COLOUR.navy, stroke: ink.stroke, line: 1 };
}
