/** The geometry of a bar figure as a pure chart option: one grid a group, one scale for all. */
import type { EChartsOption } from 'echarts';
import type { Fact } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import type { Task } from './drawing.ts';
import type { Marked } from './label.ts';
import { PLAIN } from './plot.ts';

/** A row ready to be placed. */
export interface Bar {
  fact: Fact;
  /** What its length shows; of declines without increases the depth. */
  value: number;
  label: Marked;
  labelLines: string[];
  small: Marked[];
  /** Width of number and small print after the bar's end, px. */
  tail: number;
  /** 1 or −1: where the bar goes. */
  side: 1 | -1;
}

export interface Band {
  bars: Bar[];
  top: number;
  height: number;
}

export interface Layout {
  bars: Bar[];
  /** Right end of the names' column; the left edge of what bars and numbers may take. */
  left: number;
  /** x of zero, px */
  zero: number;
  /** px per unit */
  scale: number;
  /** Thickness of a bar, px */
  thick: number;
  /** Row height, px */
  pitch: number;
  /** Height of the names where they stand above their bars, px; else 0. */
  head: number;
  /** Whether every number and its small print has room. */
  fits: boolean;
}

/** The mark of a lower bound, after the bar's end. */
export const CHEVRON = 'path://M0 0L60 50L0 100L24 50Z';

/** Sizes of the chevron for a bar of this thickness, px. */
export function chevron(thick: number): { width: number; gap: number; room: number } {
  const width = thick * 0.5;
  const gap = Math.max(2, thick * 0.12);
  return { width, gap, room: width + gap };
}

/** The geometry as a pure chart option: one grid a group, one scale for all. */
export function barOption(bands: Band[], layout: Layout, task: Task): EChartsOption {
  const { type, width } = task.place;
  const all = layout.bars.map((b) => (Number.isNaN(b.value) ? 0 : b.value));
  const min = Math.min(0, ...all);
  const max = Math.max(0, ...all);
  const line = Math.max(1.25, type.label * 0.09);
  // Where names stand above their bars, the bars are the lower part of the row.
  const shift = layout.head / 2;
  const left = layout.zero + min * layout.scale;
  const right = width - (layout.zero + max * layout.scale);
  return {
    ...PLAIN,
    grid: bands.map((b) => ({
      left,
      right,
      top: b.top + shift,
      height: b.height,
      outerBoundsMode: 'none' as const,
    })),
    xAxis: bands.map((_, i) => ({
      type: 'value' as const,
      gridIndex: i,
      min,
      max: max === min ? min + 1 : max,
      show: false,
    })),
    yAxis: bands.map((b, i) => ({
      type: 'category' as const,
      gridIndex: i,
      inverse: true,
      data: b.bars.map((_, k) => String(k)),
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: {
        show: layout.head === 0,
        onZero: true,
        lineStyle: { color: COLOUR.axis, width: Math.max(1, line * 0.7) },
      },
    })),
    series: bands.flatMap((b, i) => series(b.bars, i, layout, line)),
  };
}

function series(
  bars: Bar[],
  index: number,
  layout: Layout,
  line: number,
): NonNullable<EChartsOption['series']> & object[] {
  const at = { xAxisIndex: index, yAxisIndex: index, silent: true };
  const { thick } = layout;
  const mark = chevron(thick);
  const ranges = bars.map((b) => b.fact.high ?? '-');
  const open = bars.flatMap((b, k) => {
    const ink = inkOf(b.fact);
    if (!ink.open || Number.isNaN(b.fact.value)) return [];
    return [
      {
        value: [b.fact.high === undefined ? b.value : b.fact.value, k],
        itemStyle: { color: ink.text, opacity: 1 },
        symbolRotate: b.side === 1 ? 0 : 180,
      },
    ];
  });
  const offset = mark.gap + mark.width / 2;
  return [
    {
      ...at,
      type: 'bar' as const,
      barWidth: thick,
      barGap: '-100%',
      data: ranges,
      itemStyle: { color: COLOUR.white, borderColor: COLOUR.navy, borderWidth: line },
    },
    {
      ...at,
      type: 'bar' as const,
      barWidth: thick,
      data: bars.map(({ fact, value }) => {
        const ink = inkOf(fact);
        const outline = ink.fill === ink.stroke ? 0 : line;
        return {
          // A range ends at its lower value; its upper one stands behind it.
          value: Number.isNaN(fact.value) ? '-' : fact.high === undefined ? value : fact.value,
          itemStyle: {
            color: ink.fill,
            borderColor: ink.stroke,
            borderWidth: outline,
            // Goals of later years are white too.
            ...(ink.dash ? { borderType: ink.dash.map((d) => d * line) } : {}),
          },
        };
      }),
    },
    {
      ...at,
      type: 'scatter' as const,
      symbol: CHEVRON,
      symbolSize: [mark.width, thick],
      symbolOffset: [offset, 0],
      itemStyle: { opacity: 1 },
      data: open,
    },
  ];
}
