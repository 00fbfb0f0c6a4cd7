/** One pair alone in a wide place: two bars one above the other use the width, where two columns would leave it empty. */
import { factMark } from '../marks.ts';
import { isGoal } from '../report/facts.ts';
import type { Fact, FigureRow } from '../report/report.ts';
import { chevron } from './bar-option.ts';
import { COLOUR, inkOf, outlineOf } from './colours.ts';
import { type Drawing, type Run, runsWidth, type Shape, type Task, type Text } from './drawing.ts';
import {
  HEI,
  HEI_MEDIUM,
  HEI_SEMIBOLD,
  oneLine,
  periodRuns,
  rowLabel,
  star,
  starWidth,
  textLines,
} from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { chevronShape } from './squares.ts';
import { wrap } from './wrap.ts';

/** Whether a figure is one pair in a place so wide. */
export function isAlone(rows: readonly FigureRow[], { place }: Task): boolean {
  return rows.length === 1 && place.width >= place.type.label * 24;
}

interface Line {
  fact: Fact;
  period: Run[];
  runs: Run[];
  length: number;
  /** From the bar's end to the end of its number, px. */
  tail: number;
}

/** The name over two bars from one zero, each with its year before it and its number after it. */
export function pairBeside(task: Task, row: FigureRow): Drawing {
  const { type, width, height } = task.place;
  const facts = [row.from, row.value].filter((f): f is Fact => f !== undefined);
  const lines = facts.map((fact) => lineOf(fact, task));
  const label = rowLabel(row);
  const names = wrap(label.text, HEI_SEMIBOLD, type.label, width);
  const head = type.label * (0.85 + 1.25 * names.length);
  const pitch = (height - head) / Math.max(1, lines.length);
  const thick = Math.max(1, Math.min(type.bar * 1.2, pitch * 0.62));
  const left = Math.max(0, ...lines.map((l) => runsWidth(l.period))) + type.label * 0.75;
  const scale = Math.min(
    ...lines.map((l) => (l.length > 0 ? (width - left - l.tail) / l.length : Number.POSITIVE_INFINITY)),
  );
  const rowHeight = Math.max(type.value * 1.25, type.label * 1.5);
  const least = head + lines.length * rowHeight;
  const shapes: Shape[] = [
    { kind: 'line', x1: 0, y1: 0.5, x2: width, y2: 0.5, stroke: COLOUR.silver, line: 1 },
  ];
  const name = { face: HEI_SEMIBOLD, size: type.label, fill: COLOUR.ink };
  const texts = [
    textLines(label, 'label', names, name, { x: 0, y: type.label * 1.35, pitch: type.label * 1.25 }),
  ];
  for (const [i, line] of lines.entries()) {
    const middle = head + pitch * (i + 0.5);
    const end = left + (Number.isFinite(scale) ? line.length * scale : 0);
    shapes.push(...barShapes(line, { left, end, middle, thick }, type.label));
    texts.push(...lineTexts(line, { left, end, middle }, task));
  }
  const [top, foot] = [head + pitch / 2 - thick * 0.75, head + pitch * (lines.length - 0.5) + thick * 0.75];
  shapes.push({ kind: 'line', x1: left, y1: top, x2: left, y2: foot, stroke: COLOUR.axis, line: 1 });
  const best = head + lines.length * Math.max(rowHeight, type.bar * 1.9);
  return { option: undefined, shapes, data: [{ texts }], least, best };
}

function lineOf(fact: Fact, task: Task): Line {
  const { type } = task.place;
  const goal = isGoal(fact);
  const period = periodRuns(fact, task.times, {
    face: goal ? HEI_MEDIUM : HEI,
    size: type.label,
    fill: goal ? inkOf(fact).text : COLOUR.sub,
  });
  const runs = numberRuns(fact, type);
  const length = Number.isFinite(fact.value) ? Math.max(0, fact.high ?? fact.value) : 0;
  const ink = inkOf(fact);
  const room = (ink.open ? chevron(type.bar * 1.2).room : 0) + (ink.derived ? starWidth(type.label) : 0);
  return { fact, period, runs, length, tail: room + type.label * 0.55 + runsWidth(runs) };
}

function barShapes(
  { fact, length }: Line,
  at: { left: number; end: number; middle: number; thick: number },
  label: number,
): Shape[] {
  if (length <= 0) return [];
  const { left, end, middle, thick } = at;
  const ink = inkOf(fact);
  const line = ink.fill === ink.stroke ? 0 : Math.max(1.25, label * 0.09);
  const shapes: Shape[] = [
    {
      kind: 'rect',
      x: left + line / 2,
      y: middle - thick / 2 + line / 2,
      width: Math.max(0.5, end - left - line),
      height: Math.max(0.5, thick - line),
      fill: ink.fill,
      ...outlineOf(ink, line),
    },
  ];
  if (ink.open) shapes.push(chevronShape(end + chevron(thick).gap, middle - thick / 2, thick, ink.text));
  return shapes;
}

function lineTexts(line: Line, at: { left: number; end: number; middle: number }, task: Task): Text[] {
  const { type } = task.place;
  const { left, end, middle } = at;
  const { fact, period, runs, tail } = line;
  const texts: Text[] = [];
  if (period.length > 0) {
    const y = middle + MIDDLE * type.label;
    texts.push(oneLine({}, 'note', period, { x: left - type.label * 0.75, y, anchor: 'end' }));
  }
  const starred = inkOf(fact).derived ? starWidth(type.label) : 0;
  const x = end + tail - runsWidth(runs) - starred;
  const y = middle + MIDDLE * type.value;
  texts.push(oneLine(factMark(fact), 'value', runs, { x, y }));
  if (starred > 0) texts.push(star(x + runsWidth(runs) + 1, y, type.label, COLOUR.navy));
  return texts;
}
