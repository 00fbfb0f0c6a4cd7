/** Review year against target on one scale: dot and diamond joined; a target in words stays words, never a point. */
import type { EChartsOption } from 'echarts';
import type { Fact, FigureRow } from '../report/report.ts';
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
  HEI,
  HEI_MEDIUM,
  labelFace,
  type Marked,
  oneLine,
  periodRuns,
  rowLabel,
  star,
  textLines,
} from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns, quietRuns } from './number.ts';
import { PLAIN } from './plot.ts';
import { columnWidth, wrap } from './wrap.ts';

interface Pair {
  label: Marked;
  labelLines: string[];
  /** Points in order of value; a target in words has none. */
  points: { fact: Fact; runs: Run[] }[];
  /** The target in words and the word before it. */
  words: { fact: Fact; lead: Run; runs: Run[] } | null;
}

const finite = (fact: Fact | undefined): fact is Fact => fact !== undefined && Number.isFinite(fact.value);

export function dumbbell(task: Task): Drawing {
  const { place, spec } = task;
  const { type, width, height } = place;
  const rows = spec.groups.flatMap((g) => g.rows);
  const names = columnWidth(
    rows.map((r) => rowLabel(r).text),
    labelFace(type),
    type.label,
    { most: width * 0.3, lines: 2 },
  );
  const left = names + type.label * 1.2;
  const dot = Math.min(type.bar * 0.62, type.label * 0.95);
  const pairs = rows.map((row) => pairOf(row, names, task));
  const scale = scaleOf(pairs, left, width, dot, type.label * 0.5);
  const key = type.note * 2.1;
  const foot = scale.broken ? type.note * 1.7 : 0;
  const pitch = (height - key - foot) / Math.max(1, rows.length);
  const lines = Math.max(1, ...pairs.map((p) => p.labelLines.length));
  const least =
    key + foot + rows.length * Math.max(type.value * 1.25, lines * type.label * 1.25 + 2, dot * 1.6);
  const data: Datum[] = [keyOf(rows, left, dot, task)];
  for (const [i, pair] of pairs.entries())
    data.push({ texts: rowTexts(pair, key + pitch * (i + 0.5), { left, dot, scale, task }) });
  if (scale.broken) {
    const runs: Run[] = [{ text: '横轴未从原点起', face: HEI, size: type.note, fill: COLOUR.sub }];
    data.push({ texts: [oneLine({}, 'note', runs, { x: left, y: height - type.note * 0.3 })] });
  }
  const option = optionOf(pairs, { left, top: key, height: pitch * rows.length, scale, dot, width });
  return { option, shapes: keyShapes(data[0], rows, dot, task), data, least };
}

function pairOf(row: FigureRow, names: number, task: Task): Pair {
  const { type } = task.place;
  const label = rowLabel(row);
  const labelLines = wrap(label.text, labelFace(type), type.label, names + 0.1);
  const points = [row.from, row.value].filter(finite).map((fact) => ({
    fact,
    runs: fact === row.value ? numberRuns(fact, type) : quietRuns(fact, type, inkOf(fact).text),
  }));
  points.sort((a, b) => a.fact.value - b.fact.value);
  const { value } = row;
  const size = type.small ?? type.value;
  const words =
    value && !finite(value)
      ? {
          fact: value,
          lead: { text: '目标：', face: HEI_MEDIUM, size: type.small ?? type.label, fill: COLOUR.red },
          runs: numberRuns(value, { ...type, value: size }, COLOUR.red),
        }
      : null;
  return { label, labelLines, points, words };
}

interface Scale {
  /** x of a value, px */
  x: (value: number) => number;
  min: number;
  max: number;
  zero: boolean;
  broken: boolean;
}

/** The widest scale at which every number fits beside its point: from zero if neighbours stay apart, else from the smallest value. */
function scaleOf(pairs: Pair[], left: number, right: number, dot: number, gap: number): Scale {
  const ends = pairs.flatMap((p) => {
    const [first] = p.points;
    const last = p.points.at(-1);
    if (!first || !last) return [];
    const single = p.points.length === 1;
    const words = p.words ? runsWidth([p.words.lead]) + runsWidth(p.words.runs) + gap + dot / 2 : 0;
    const after = runsWidth(last.runs) + gap + dot / 2 + starRoom(last.fact, dot);
    const before = runsWidth(first.runs) + gap + dot / 2 + starRoom(first.fact, dot);
    const tail = single ? (p.words ? words : after) : after;
    return [
      { low: first.fact.value, high: last.fact.value, head: single && !p.words ? dot / 2 : before, tail },
    ];
  });
  const room = right - left;
  const scaleFor = (withZero: boolean) => {
    const lows = withZero ? [...ends, { low: 0, high: 0, head: 0, tail: 0 }] : ends;
    let scale = Number.POSITIVE_INFINITY;
    for (const a of lows)
      for (const b of ends)
        if (b.high > a.low) scale = Math.min(scale, (room - a.head - b.tail) / (b.high - a.low));
    if (!Number.isFinite(scale)) scale = 0;
    const base = Math.max(left, ...lows.map((a) => left + a.head - a.low * scale));
    return { scale, base };
  };
  const zero = scaleFor(true);
  const distances = pairs.flatMap((p) => {
    const [a, b] = p.points;
    return a && b && b.fact.value > a.fact.value ? [b.fact.value - a.fact.value] : [];
  });
  const broken = Math.min(...distances) * zero.scale < dot * 1.05;
  const { scale, base } = broken ? scaleFor(false) : zero;
  const values = pairs.flatMap((p) => p.points.map((q) => q.fact.value));
  const min = Math.min(...values, ...(broken ? [] : [0]));
  const max = Math.max(...values, min + 1e-6);
  return { x: (value) => base + value * scale, min, max, zero: !broken, broken };
}

function starRoom(fact: Fact, dot: number): number {
  return inkOf(fact).derived ? dot * 0.6 : 0;
}

interface RowPlace {
  left: number;
  dot: number;
  scale: Scale;
  task: Task;
}

function rowTexts(pair: Pair, middle: number, at: RowPlace): Text[] {
  const { type } = at.task.place;
  const gap = type.label * 0.5 + at.dot / 2;
  const pitch = type.label * 1.25;
  const y = middle - ((pair.labelLines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  const texts = [
    textLines(
      pair.label,
      'label',
      pair.labelLines,
      { face: labelFace(type), size: type.label, fill: COLOUR.ink },
      { x: at.left - type.label * 1.2, y, pitch, anchor: 'end' },
    ),
  ];
  for (const [i, point] of pair.points.entries()) {
    const { fact, runs } = point;
    const base = middle + MIDDLE * (runs.at(-1)?.size ?? type.value) * 0.97;
    const before = i === 0 && (pair.points.length === 2 || pair.words !== null);
    const room = starRoom(fact, at.dot);
    const x = at.scale.x(fact.value);
    const start = before ? x - gap - room - runsWidth(runs) : x + gap;
    texts.push(oneLine({ 'data-fact': fact.ref }, 'value', runs, { x: start, y: base }));
    if (room > 0) texts.push(star(start + runsWidth(runs) + 1, base, type.label, COLOUR.navy));
  }
  if (pair.words) {
    const [point] = pair.points;
    const x = point ? at.scale.x(point.fact.value) + gap : at.left;
    const base = middle + MIDDLE * pair.words.lead.size;
    texts.push(oneLine({}, 'note', [pair.words.lead], { x, y: base }));
    const start = x + runsWidth([pair.words.lead]);
    texts.push(
      oneLine({ 'data-fact': pair.words.fact.ref }, 'value', pair.words.runs, { x: start, y: base }),
    );
  }
  return texts;
}

/** What dot and diamond stand for, above the rows. */
function keyOf(rows: FigureRow[], left: number, dot: number, task: Task): Datum {
  const { type } = task.place;
  const texts: Text[] = [];
  let x = left;
  for (const fact of keyFacts(rows)) {
    const fill = inkOf(fact).text;
    const runs = periodRuns(fact, task.times, { face: HEI_MEDIUM, size: type.note, fill });
    if (runs.length === 0) continue;
    x += dot + type.note * 0.4;
    texts.push(oneLine({}, 'head', runs, { x, y: type.note * 1.15 }));
    x += runsWidth(runs) + type.note * 1.4;
  }
  return { texts };
}

function keyFacts(rows: FigureRow[]): Fact[] {
  const from = rows.map((r) => r.from).find(finite);
  const value = rows.map((r) => r.value).find(finite);
  return [from, value].filter(finite);
}

function keyShapes(key: Datum | undefined, rows: FigureRow[], dot: number, task: Task): Shape[] {
  const { type } = task.place;
  const cy = type.note * 1.15 - type.note * MIDDLE;
  return keyFacts(rows).flatMap((fact, i): Shape[] => {
    const start = key?.texts[i]?.lines[0]?.x;
    if (start === undefined) return [];
    const cx = start - type.note * 0.4 - dot / 2;
    const ink = inkOf(fact);
    const r = dot * 0.44;
    if (fact.status === 'actual')
      return [
        {
          kind: 'circle',
          cx,
          cy,
          r,
          fill: ink.derived ? COLOUR.white : ink.stroke,
          stroke: ink.stroke,
          line: 1.5,
        },
      ];
    const d = dot * 0.56;
    const path = `M${cx} ${cy - d}L${cx + d} ${cy}L${cx} ${cy + d}L${cx - d} ${cy}Z`;
    return [{ kind: 'path', d: path.replace(/\d+\.\d+/g, (s) => Number(s).toFixed(2)), fill: COLOUR.red }];
  });
}

function optionOf(
  pairs: Pair[],
  at: { left: number; top: number; height: number; scale: Scale; dot: number; width: number },
): EChartsOption {
  const { scale, dot } = at;
  const gridLeft = scale.x(scale.min);
  const axis = { xAxisIndex: 0, yAxisIndex: 0, silent: true };
  return {
    ...PLAIN,
    grid: {
      left: gridLeft,
      right: at.width - scale.x(scale.max),
      top: at.top,
      height: at.height,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'value', min: scale.min, max: scale.max, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: pairs.map((_, i) => String(i)),
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { show: scale.zero, lineStyle: { color: COLOUR.axis, width: 1 } },
    },
    series: [
      ...pairs.map((p, i) => ({
        ...axis,
        type: 'line' as const,
        symbol: 'none',
        data: p.points.map((q) => [q.fact.value, i]),
        lineStyle: { color: COLOUR.silver, width: dot * 0.36 },
      })),
      {
        ...axis,
        type: 'scatter' as const,
        itemStyle: { opacity: 1 },
        data: pairs.flatMap((p, i) =>
          p.points.map(({ fact }) => {
            const ink = inkOf(fact);
            const goal = fact.status !== 'actual';
            // Expected values and worked-out ones are hollow in their own ways: tint inside, white inside.
            const color = goal ? COLOUR.red : ink.fill;
            return {
              value: [fact.value, i],
              symbol: goal ? 'diamond' : 'circle',
              symbolSize: goal ? dot * 1.2 : dot,
              itemStyle: {
                color,
                borderColor: ink.stroke,
                borderWidth: goal || ink.fill === ink.stroke ? 0 : dot * 0.14,
              },
            };
          }),
        ),
      },
    ],
  };
}
