/** The geometry of a figure of pairs as a pure chart option: one grid a panel, each on its own scale from zero. */
import type { EChartsOption } from 'echarts';
import type { Fact } from '../report/report.ts';
import { inkOf } from './colours.ts';
import type { Run, Task } from './drawing.ts';
import type { Panel } from './panels.ts';
import { PLAIN } from './plot.ts';

export interface Column {
  fact: Fact;
  /** Middle of the column, px */
  x: number;
  lines: Run[][];
}

export interface Plot {
  panel: Panel;
  columns: Column[];
  top: number;
  base: number;
  max: number;
}

/** Columns, and the chevrons over lower bounds. */
export function optionOf(plots: Plot[], thick: number, mark: number, task: Task): EChartsOption {
  const { width, type } = task.place;
  const line = Math.max(1.25, type.label * 0.09);
  const chevron = 'path://M0 100L50 0L100 100L50 60Z';
  const silent = true;
  return {
    ...PLAIN,
    grid: plots.map(({ panel, top, base }) => ({
      left: panel.left,
      right: width - panel.left - panel.width,
      top,
      height: Math.max(1, base - top),
      outerBoundsMode: 'none' as const,
    })),
    xAxis: plots.map((p, i) => ({
      type: 'category' as const,
      gridIndex: i,
      data: p.columns.map((_, k) => String(k)),
      show: false,
    })),
    yAxis: plots.map((p, i) => ({ type: 'value' as const, gridIndex: i, min: 0, max: p.max, show: false })),
    series: plots.flatMap((p, i) => [
      {
        type: 'bar' as const,
        xAxisIndex: i,
        yAxisIndex: i,
        silent,
        barWidth: thick,
        data: p.columns.map(({ fact }) => {
          const ink = inkOf(fact);
          const borderWidth = ink.fill === ink.stroke ? 0 : line;
          return {
            value: Number.isFinite(fact.value) ? (fact.high ?? fact.value) : '-',
            itemStyle: {
              color: ink.fill,
              borderColor: ink.stroke,
              borderWidth,
              ...(ink.dash ? { borderType: ink.dash.map((d) => d * line) } : {}),
            },
          };
        }),
      },
      {
        type: 'scatter' as const,
        xAxisIndex: i,
        yAxisIndex: i,
        silent,
        symbol: chevron,
        symbolSize: [mark, mark * 0.5],
        symbolOffset: [0, -(mark * 0.25 + 3)],
        data: p.columns.flatMap(({ fact }, k) =>
          inkOf(fact).open && Number.isFinite(fact.value)
            ? [{ value: [k, fact.value], itemStyle: { color: inkOf(fact).text, opacity: 1 } }]
            : [],
        ),
      },
    ]),
  };
}
