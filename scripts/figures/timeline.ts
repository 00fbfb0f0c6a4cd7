/** Points in time in the report's own words: along a line where there is width, down a line where there is not. Spacing means nothing. */
import type { FigureGroup } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, NOTHING, type Shape, type Task } from './drawing.ts';
import { HEI_SEMIBOLD, type Marked, spanLabel, textLines, wordsLabel } from './label.ts';
import { advance, MIDDLE } from './measure.ts';
import { firstFitting } from './panels.ts';
import { passage } from './passage.ts';
import { pointShapes } from './point.ts';
import { wrap } from './wrap.ts';

/** Size of what stands at a point as a share of the labels': the first that fits. */
const SIZES = [1, 0.95, 0.9];
const SLIDE_SIZES = [1, 0.92, 0.84];

export function timeline(task: Task): Drawing {
  const { type, height } = task.place;
  const points = task.spec.groups;
  if (points.length === 0) return NOTHING;
  const sizes = (type.label >= 20 ? SLIDE_SIZES : SIZES).map((s) => Math.max(type.note, type.label * s));
  return firstFitting(ways(task, points, sizes), height, (drawing) => drawing);
}

/** Beside each other where that is no higher than one under the other, in the largest size first; drawn only when asked for. */
function* ways(task: Task, points: FigureGroup[], sizes: readonly number[]): Generator<Drawing> {
  for (const size of sizes) {
    yield* [along(task, points, size), down(task, points, size, true)].sort((a, b) => a.least - b.least);
    yield down(task, points, size, false);
  }
}

const headOf = ({ label, name }: FigureGroup): Marked =>
  label ? wordsLabel(label) : name ? spanLabel(name) : { text: '', mark: {} };

/** The colour of a point: that of its numbers; without any, red for the report's own year, navy for what has been. */
function toneOf(group: FigureGroup): { kind: 'done' | 'target' | 'plan'; text: string } {
  const value = group.rows.find((r) => r.value)?.value;
  const year = group.label?.runs.some((run) => run.kind === 'year' && run.which === 'year') === true;
  const status = value?.status ?? (year ? 'target' : 'actual');
  const text = value ? inkOf(value).text : year ? COLOUR.red : COLOUR.navy;
  return { kind: status === 'target' ? 'target' : status === 'plan' ? 'plan' : 'done', text };
}

/** ● what has been, ◆ a goal of the report's year, ◇ a goal of a later one. */
function mark(group: FigureGroup, cx: number, cy: number, size: number): Shape[] {
  const { kind } = toneOf(group);
  const form = kind === 'target' ? 'diamond' : kind === 'plan' ? 'open-diamond' : 'dot';
  return pointShapes(form, cx, cy, size * 0.74);
}

function head(group: FigureGroup, lines: string[], size: number, at: { x: number; y: number }) {
  const style = { face: HEI_SEMIBOLD, size, fill: toneOf(group).text };
  return textLines(headOf(group), 'head', lines, style, { ...at, pitch: size * 1.3 });
}

/** All rows of a point one under the other. */
function column(
  group: FigureGroup,
  at: { x: number; y: number; width: number },
  size: number,
  gap: number,
  task: Task,
) {
  let y = at.y;
  const texts = group.rows.flatMap((row, i) => {
    if (i > 0) y += gap;
    const set = passage(row, { ...at, y }, size, task.place.type, { gap });
    y += set.height;
    return set.texts;
  });
  return { texts, height: y - at.y };
}

const arrow = (x: number, y: number, size: number, turned: boolean): Shape => {
  const [long, wide] = [size * 0.55, size * 0.28];
  const d = turned
    ? `M${x - wide} ${y - long}L${x} ${y}L${x + wide} ${y - long}Z`
    : `M${x - long} ${y - wide}L${x} ${y}L${x - long} ${y + wide}Z`;
  return { kind: 'path', d, fill: COLOUR.axis };
};

/** Columns under a line. Their widths are those at which the tallest is lowest. */
function along(task: Task, points: FigureGroup[], size: number): Drawing {
  const { width, height, type } = task.place;
  const big = type.label * 1.05;
  const gutter = type.label * (type.face === 'song' ? 1 : 1.3);
  const floor = points.map((p) =>
    Math.max(size * 6, Math.min(advance(headOf(p).text, HEI_SEMIBOLD, big), big * 8)),
  );
  const room = width - gutter * (points.length - 1) - big * 0.6;
  const gap = size * 0.5;
  // A round widens one column and narrows another: the others keep their heights.
  const known = points.map(() => new Map<number, number>());
  const heightsAt = (own: number[]) =>
    points.map((p, i) => {
      const wide = own[i] ?? 0;
      const height = known[i]?.get(wide) ?? column(p, { x: 0, y: 0, width: wide }, size, gap, task).height;
      known[i]?.set(wide, height);
      return height;
    });
  let own = points.map(() => room / points.length);
  let best = { own, tall: Math.max(...heightsAt(own)) };
  for (let round = 0; round < 24; round += 1) {
    const tall = heightsAt(own);
    const highest = tall.indexOf(Math.max(...tall));
    const givers = tall.map((t, i) =>
      (own[i] ?? 0) - size * 0.5 >= (floor[i] ?? 0) && i !== highest ? t : Number.POSITIVE_INFINITY,
    );
    const lowest = givers.indexOf(Math.min(...givers));
    if (!Number.isFinite(givers[lowest] ?? Number.POSITIVE_INFINITY)) break;
    own = own.map((w, i) => w + (i === highest ? size * 0.5 : i === lowest ? -size * 0.5 : 0));
    const now = Math.max(...heightsAt(own));
    if (now < best.tall) best = { own, tall: now };
  }
  own = evened(best.own, floor, size * 0.25, heightsAt);
  const heads = points.map((p, i) => wrap(headOf(p).text, HEI_SEMIBOLD, big, own[i] ?? 0));
  const headLines = Math.max(1, ...heads.map((h) => h.length));
  const line = headLines * big * 1.3 + big * 0.75;
  const below = line + big * 0.75;
  const tight = own.some((w, i) => w < (floor[i] ?? 0) - 0.1) || headLines > 2;
  const least = below + best.tall;
  // What is left over goes between the rows of a point, up to a point.
  const most = Math.max(1, ...points.map((p) => p.rows.length));
  const extra = Math.max(0, Math.min((height - least) / most, size * 0.7));
  const drawing: Drawing = {
    option: undefined,
    shapes: [
      {
        kind: 'line',
        x1: 0,
        y1: line,
        x2: width - big * 0.4,
        y2: line,
        stroke: COLOUR.axis,
        line: Math.max(1, big * 0.08),
      },
      arrow(width, line, big, false),
    ],
    data: [],
    least: tight ? Number.POSITIVE_INFINITY : least,
    best: least + size,
  };
  let x = 0;
  for (const [i, point] of points.entries()) {
    const lines = heads[i] ?? [];
    const first = line - big * 0.75 - (lines.length - 1) * big * 1.3;
    drawing.shapes.push(...mark(point, x + big * 0.4, line, big));
    const at = { x, y: below + extra * 0.5, width: own[i] ?? 0 };
    const texts = [
      head(point, lines, big, { x, y: first }),
      ...column(point, at, size, gap + extra, task).texts,
    ];
    drawing.data.push({ texts } satisfies Datum);
    x += (own[i] ?? 0) + gutter;
  }
  return drawing;
}

/**
 * The same columns with fewer broken lines: what columns can spare without breaking one line more goes, as little as does, to the one whose
 * words it keeps together.
 */
function evened(
  from: number[],
  floor: readonly number[],
  step: number,
  heightsAt: (own: number[]) => number[],
): number[] {
  const heightOf = (own: number[], i: number) => heightsAt(own)[i] ?? 0;
  let own = from;
  const heights = heightsAt(from);
  const tallestFirst = [...from.keys()].sort((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0));
  for (const taker of tallestFirst) {
    const before = heightOf(own, taker);
    let now = own;
    let best = { own, height: before };
    for (const giver of own.keys()) {
      const wanted = heightOf(own, giver);
      while (giver !== taker && (now[giver] ?? 0) - step >= (floor[giver] ?? 0)) {
        const moved = now.map((w, i) => w + (i === taker ? step : i === giver ? -step : 0));
        if (heightOf(moved, giver) > wanted + 0.1) break;
        now = moved;
        const height = heightOf(now, taker);
        if (height < best.height - 0.1) best = { own: now, height };
      }
    }
    own = best.own;
  }
  return own;
}

/** Points one under the other along a line at the left; the time beside its point, or over what stands there. */
function down(task: Task, points: FigureGroup[], size: number, beside: boolean): Drawing {
  const { width, height, type } = task.place;
  const big = type.label * 1.05;
  const widest = Math.max(...points.map((p) => advance(headOf(p).text, HEI_SEMIBOLD, big)));
  const times = beside ? Math.min(widest, width * 0.3) : 0;
  const axis = beside ? times + big * 0.9 : big * 0.5;
  const x = axis + big * 0.9;
  const own = width - x;
  const gap = size * 0.35;
  const heads = points.map((p) => wrap(headOf(p).text, HEI_SEMIBOLD, big, beside ? times + 0.1 : own));
  const over = (i: number) => (beside ? 0 : (heads[i]?.length ?? 1) * big * 1.5);
  const tall = points.map((p, i) =>
    Math.max(
      over(i) + column(p, { x, y: 0, width: own }, size, gap, task).height,
      (heads[i]?.length ?? 1) * big * 1.35,
    ),
  );
  const between = size * 0.75;
  const least = tall.reduce((sum, t) => sum + t + between, 0);
  const extra = Math.max(0, Math.min((height - least) / points.length, size * 1.2));
  const tight = own < size * 8 || heads.some((h) => h.length > 2);
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: tight ? Number.POSITIVE_INFINITY : least,
    best: least + points.length * size * 0.5,
  };
  const end = least + extra * points.length;
  drawing.shapes.push(
    {
      kind: 'line',
      x1: axis,
      y1: big * 0.3,
      x2: axis,
      y2: end - big * 0.4,
      stroke: COLOUR.axis,
      line: Math.max(1, big * 0.08),
    },
    arrow(axis, end, big, true),
  );
  let y = 0;
  for (const [i, point] of points.entries()) {
    drawing.shapes.push(...mark(point, axis, y + size * (1 - MIDDLE), big));
    const at = { x, y: y + over(i), width: own };
    const baseline = y + (beside ? size : big);
    const texts = [
      head(point, heads[i] ?? [], big, { x: beside ? 0 : x, y: baseline }),
      ...column(point, at, size, gap, task).texts,
    ];
    drawing.data.push({ texts });
    y += (tall[i] ?? 0) + between + extra;
  }
  return drawing;
}
