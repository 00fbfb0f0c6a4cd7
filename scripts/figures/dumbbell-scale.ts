/** Scale and geometry of a dumbbell figure: where the points lie, and the pure chart option that draws them. */
import type { EChartsOption } from 'echarts';
import type { Fact } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Run, runsWidth } from './drawing.ts';
import { type Marked, starWidth } from './label.ts';
import { PLAIN } from './plot.ts';
import { pointSeries } from './point.ts';

export interface Pair {
  label: Marked;
  labelLines: string[];
  /** Points in order of value; a target in words has none. */
  points: { fact: Fact; runs: Run[] }[];
  /** The target in words, its lines and the word before them. */
  words: { fact: Fact; lead: Run; lines: Run[][] } | null;
}

export interface Scale {
  /** x of a value, px */
  x: (value: number) => number;
  min: number;
  max: number;
  zero: boolean;
  broken: boolean;
  fits: boolean;
}

/** The widest scale at which every number fits beside its point: from zero if neighbours stay apart, else from the smallest value. */
export function scaleOf(pairs: Pair[], left: number, right: number, dot: number, gap: number): Scale {
  const ends = pairs.flatMap((p) => {
    const [first] = p.points;
    const last = p.points.at(-1);
    if (!first || !last) return [];
    const single = p.points.length === 1;
    const words = p.words ? wordsWidth(p.words) + gap + dot / 2 : 0;
    const after = runsWidth(last.runs) + gap + dot / 2 + starRoom(last.fact, dot);
    const before = runsWidth(first.runs) + gap + dot / 2 + starRoom(first.fact, dot);
    const tail = single ? (p.words ? words : after) : after;
    return [
      { low: first.fact.value, high: last.fact.value, head: single && !p.words ? dot / 2 : before, tail },
    ];
  });
  const room = right - left;
  const scaleFor = (withZero: boolean) => {
    const all = withZero ? [...ends, { low: 0, high: 0, head: 0, tail: 0 }] : ends;
    let scale = Number.POSITIVE_INFINITY;
    for (const a of all)
      for (const b of all)
        if (b.high > a.low) scale = Math.min(scale, (room - a.head - b.tail) / (b.high - a.low));
    if (!Number.isFinite(scale)) scale = 0;
    const base = Math.max(left, ...all.map((a) => left + a.head - a.low * scale));
    // Rows whose numbers reach past one another's points can fail even so.
    const fits = scale > 0 && all.every((e) => base + e.high * scale + e.tail <= right + 0.5);
    return { scale, base, fits };
  };
  const zero = scaleFor(true);
  const distances = pairs.flatMap((p) => {
    const [a, b] = p.points;
    return a && b && b.fact.value > a.fact.value ? [b.fact.value - a.fact.value] : [];
  });
  const broken = !zero.fits || Math.min(...distances) * zero.scale < dot * 1.05;
  const { scale, base, fits } = broken ? scaleFor(false) : zero;
  const values = pairs.flatMap((p) => p.points.map((q) => q.fact.value));
  const min = Math.min(...values, ...(broken ? [] : [0]));
  const max = Math.max(...values, ...(broken ? [] : [0]), min + 1e-6);
  return { x: (value) => base + value * scale, min, max, zero: !broken, broken, fits };
}

export function starRoom(fact: Fact, dot: number): number {
  return inkOf(fact).derived ? starWidth(dot) : 0;
}

function wordsWidth(words: NonNullable<Pair['words']>): number {
  return runsWidth([words.lead]) + Math.max(0, ...words.lines.map(runsWidth));
}

export function optionOf(
  pairs: Pair[],
  at: { top: number; height: number; scale: Scale; dot: number; width: number; above: boolean },
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
      axisLine: { show: scale.zero && !at.above, lineStyle: { color: COLOUR.axis, width: 1 } },
    },
    series: [
      ...pairs.map((p, i) => ({
        ...axis,
        type: 'line' as const,
        clip: false,
        z: 1,
        symbol: 'none',
        data: p.points.map((q) => [q.fact.value, i]),
        lineStyle: { color: COLOUR.silver, width: dot * 0.36 },
      })),
      ...pointSeries(
        pairs.flatMap((p, i) => p.points.map(({ fact }) => ({ fact, value: [fact.value, i] }))),
        { xAxisIndex: 0, yAxisIndex: 0 },
        dot,
      ),
    ],
  };
}
