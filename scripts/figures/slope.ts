/** Before and after in small multiples. All panels share one relative scale, so that the slopes may be compared. */
import type { EChartsOption } from 'echarts';
import type { Fact } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, runsWidth, type Task, type Text } from './drawing.ts';
import { HEI, oneLine, periodRuns, smallPrint, smallPrintLine, star } from './label.ts';
import { numberRuns, quietRuns } from './number.ts';
import { headSize, type Panel, panelHead, panelsOf, widestHalfName } from './panels.ts';
import { PLAIN } from './plot.ts';

/** Where the two points stand across a panel. */
const ENDS = [0.2, 0.76] as const;

interface Plot {
  panel: Panel;
  from: Fact;
  value: Fact;
  /** Box in which the points lie, px */
  left: number;
  width: number;
  top: number;
  height: number;
  base: number;
}

export function slope(task: Task): Drawing {
  const { type } = task.place;
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.from && r.value);
  const texts = rows.flatMap((r) => [r.value ? runsWidth(numberRuns(r.value, type)) : 0]);
  const small = rows.map((r) => smallPrintLine(smallPrint(r), type, { x: 0, y: 0 }).width);
  const leastWidth = Math.max(
    widestHalfName(task, rows),
    ...texts.map((w) => w * 2.1),
    ...small,
    type.label * 7,
  );
  const layout = panelsOf(task, rows, Math.min(leastWidth, task.place.width));
  const note = rows.some((r) => r.aside || r.note) ? type.note * 1.6 : 0;
  const axis = type.note * 2;
  const room = type.value * 1.55;
  const ratios = rows.flatMap((r) => (r.from && r.value ? [r.value.value / r.from.value] : []));
  const low = Math.min(1, ...ratios);
  const high = Math.max(1, ...ratios, low + 1e-6);
  const plots = layout.panels.flatMap((panel): Plot[] => {
    const { from, value } = panel.row;
    if (!from || !value) return [];
    const top = panel.top + layout.head + note + room;
    const base = panel.top + panel.height - axis;
    const left = panel.left + panel.width * ENDS[0];
    const width = panel.width * (ENDS[1] - ENDS[0]);
    return [{ panel, from, value, left, width, top, height: Math.max(1, base - room - top), base }];
  });
  const least = layout.lines * (layout.head + note + room * 2 + type.label * 2 + axis + type.label * 0.9);
  return {
    option: optionOf(plots, low, high, task),
    shapes: plots.map((p) => ({
      kind: 'line',
      x1: p.panel.left,
      y1: p.base,
      x2: p.panel.left + p.panel.width,
      y2: p.base,
      stroke: COLOUR.axis,
      line: 1,
    })),
    data: plots.map((p): Datum => ({ texts: textsOf(p, low, high, task) })),
    least,
  };
}

function textsOf(plot: Plot, low: number, high: number, task: Task): Text[] {
  const { type } = task.place;
  const { panel, from, value } = plot;
  const size = headSize(task);
  const texts = [panelHead(panel, size)];
  const headBottom = panel.top + size * (0.55 + 1.25 * panel.labelLines.length);
  const small = { x: panel.left, y: headBottom + type.note * 0.95 };
  texts.push(...smallPrintLine(smallPrint(panel.row), type, small).texts);
  const rises = value.value >= from.value;
  const points = [
    {
      fact: from,
      x: plot.left,
      above: !rises,
      runs: quietRuns(from, { ...type, small: type.small ?? type.label }, COLOUR.sub),
    },
    { fact: value, x: plot.left + plot.width, above: rises, runs: numberRuns(value, type) },
  ];
  for (const { fact, x, above, runs } of points) {
    const share = (fact.value / from.value - low) / (high - low);
    const y = plot.top + plot.height * (1 - share);
    const big = Math.max(...runs.map((r) => r.size));
    const baseline = above ? y - type.label * 0.75 : y + big * 0.86 + type.label * 0.6;
    const wide = runsWidth(runs);
    const most = panel.left + panel.width - wide;
    const start = Math.max(panel.left, Math.min(most, x - wide / 2));
    texts.push(oneLine({ 'data-fact': fact.ref }, 'value', runs, { x: start, y: baseline }));
    if (inkOf(fact).derived) texts.push(star(start + wide + 1, baseline, type.label, COLOUR.sub));
  }
  for (const { fact, x } of points) {
    const runs = periodRuns(fact, task.times, { face: HEI, size: type.note, fill: COLOUR.sub });
    if (runs.length > 0)
      texts.push(oneLine({}, 'note', runs, { x, y: plot.base + type.note * 1.35, anchor: 'middle' }));
  }
  return texts;
}

function optionOf(plots: Plot[], low: number, high: number, task: Task): EChartsOption {
  const line = Math.max(2, task.place.type.label * 0.16);
  const { width } = task.place;
  return {
    ...PLAIN,
    grid: plots.map((p) => ({
      left: p.left,
      right: width - p.left - p.width,
      top: p.top,
      height: p.height,
      outerBoundsMode: 'none' as const,
    })),
    xAxis: plots.map((_, i) => ({
      type: 'category' as const,
      gridIndex: i,
      boundaryGap: false,
      data: ['from', 'value'],
      show: false,
    })),
    yAxis: plots.map((p, i) => ({
      type: 'value' as const,
      gridIndex: i,
      min: p.from.value * low,
      max: p.from.value * high,
      show: false,
    })),
    series: plots.map((p, i) => ({
      type: 'line' as const,
      xAxisIndex: i,
      yAxisIndex: i,
      silent: true,
      lineStyle: { color: p.value.status === 'actual' ? COLOUR.navy : COLOUR.red, width: line },
      data: [p.from, p.value].map((fact) => {
        const ink = inkOf(fact);
        return {
          value: fact.value,
          symbol: fact.status === 'actual' ? 'circle' : 'diamond',
          symbolSize: line * 4,
          itemStyle: { color: ink.fill, borderColor: ink.stroke, borderWidth: line * 0.8, opacity: 1 },
        };
      }),
    })),
  };
}
