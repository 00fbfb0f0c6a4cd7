/** Before and after in small multiples. All panels share one relative scale, so that slopes may be compared; it does not begin at zero and says so. */

import type { EChartsOption } from 'echarts';
import { factMark } from '../marks.ts';
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
import type { TypeScale } from './figure.ts';
import {
  HEI,
  type Marked,
  oneLine,
  periodRuns,
  smallPrint,
  smallPrintLine,
  star,
  starWidth,
} from './label.ts';
import { numberRuns, quietRuns } from './number.ts';
import {
  type Arrangement,
  bestPanels,
  type Panel,
  panelHead,
  panelsOf,
  panelWidthOf,
  widestHalfName,
} from './panels.ts';
import { PLAIN } from './plot.ts';
import { pointSeries } from './point.ts';
import { wordsOf as ownWords } from './words.ts';

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
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.from && r.value);
  return bestPanels(task, rows, (tried, columns) => arrange(tried, rows, columns));
}

/** All panels share one relative scale, which spans at least a fifth of the first value: small changes look small. */
const LEAST_SPAN = 0.2;

function arrange(task: Task, rows: FigureRow[], columns: number): Arrangement {
  const { type } = task.place;
  const ends = endsOf(rows, task);
  const small = rows.flatMap((r) => [changeOf(r), wordsOf(r)].map((list) => widthOf(list, type)));
  const needed = Math.max(widestHalfName(task, rows), ends.from + ends.value + type.label * 1.5, ...small);
  const foot = type.note * 1.6;
  const upper = { ...task, place: { ...task.place, height: task.place.height - foot } };
  const layout = panelsOf(upper, rows, columns);
  const note = rows.some((r) => r.note) ? type.note * 1.6 : 0;
  // The change stands beyond the later number, on the side where the line does not run.
  const change = rows.some((r) => r.aside) ? type.note * 1.35 : 0;
  const axis = type.note * 2;
  const above = type.value + type.label * 0.85 + change;
  const below = (type.small ?? type.label) + type.label * 1.15;
  const least =
    layout.lines * (layout.head + note + above + below + type.label * 2.4 + axis + type.label * 0.3) + foot;
  const draw = (): Drawing => {
    const ratios = rows.flatMap((r) => (r.from && r.value ? [r.value.value / r.from.value] : []));
    const low = Math.min(1, ...ratios);
    const high = Math.max(low + LEAST_SPAN, 1, ...ratios);
    const plots = layout.panels.flatMap((panel): Plot[] => {
      const { from, value } = panel.row;
      if (!from || !value) return [];
      const base = panel.top + panel.height - axis;
      const [first, last] = value.value >= from.value ? [above, below] : [below, above];
      const top = panel.top + layout.head + note + first;
      const left = panel.left + Math.max(panel.width * 0.16, ends.from / 2);
      const right = panel.left + panel.width - Math.max(panel.width * 0.16, ends.value / 2);
      const height = Math.max(1, base - last - top);
      return [{ panel, from, value, left, width: Math.max(1, right - left), top, height, base }];
    });
    return {
      option: optionOf(plots, low, high, task),
      shapes: plots.flatMap((plot): Shape[] => [
        rule(plot.panel.left, plot.panel.width, plot.panel.top + 0.5, COLOUR.silver),
        // No longer than from point to point: it is no zero line.
        rule(plot.left, plot.width, plot.base, COLOUR.axis),
      ]),
      data: [
        ...plots.map((p): Datum => ({ texts: textsOf(p, low, high, task) })),
        { texts: [oneLine({}, 'note', notFromZero(task), { x: 0, y: task.place.height - type.note * 0.3 })] },
      ],
      least,
      best: least + layout.lines * type.label * 4,
    };
  };
  return { fits: panelWidthOf(task, columns) >= needed, least, draw };
}

/** The second number of a row: by how much it rose or fell. */
const changeOf = ({ aside }: FigureRow) => (aside ? smallPrint({ aside }) : []);
/** The fragment of the report that a row quotes. */
const wordsOf = ({ note }: FigureRow) => (note ? smallPrint({ note }) : []);
const widthOf = (list: Marked[], type: TypeScale) => smallPrintLine(list, type, { x: 0, y: 0 }).width;

/** The widest number or period of each end, px, stars included. */
function endsOf(rows: FigureRow[], task: Task): { from: number; value: number } {
  const { type } = task.place;
  const period = (fact: Fact) => runsWidth(periodRuns(fact, task.times, periodStyle(type)));
  const from = rows.map((r) =>
    r.from ? Math.max(runsWidth(fromRuns(r.from, type)) + starWidth(type.label), period(r.from)) : 0,
  );
  const value = rows.map((r) =>
    r.value ? Math.max(runsWidth(numberRuns(r.value, type)), period(r.value)) : 0,
  );
  return { from: Math.max(0, ...from), value: Math.max(0, ...value) };
}

function fromRuns(fact: Fact, type: TypeScale): Run[] {
  return quietRuns(fact, { ...type, small: type.small ?? type.label }, COLOUR.sub);
}

const notFromZero = ({ place, times }: Task): Run[] => [
  { text: ownWords(times).axes, face: HEI, size: place.type.note, fill: COLOUR.sub },
];

function rule(left: number, width: number, y: number, stroke: string): Shape {
  return { kind: 'line', x1: left, y1: y, x2: left + width, y2: y, stroke, line: 1 };
}

function periodStyle(type: TypeScale) {
  return { face: HEI, size: type.note, fill: COLOUR.sub };
}

function textsOf(plot: Plot, low: number, high: number, task: Task): Text[] {
  const { type } = task.place;
  const { panel, from, value } = plot;
  const size = type.label;
  const texts = [panelHead(panel, size)];
  const headBottom = panel.top + size * (0.55 + 1.25 * panel.labelLines.length);
  const small = { x: panel.left, y: headBottom + type.note * 0.95 };
  texts.push(...smallPrintLine(wordsOf(panel.row), type, small).texts);
  const rises = value.value >= from.value;
  const points = [
    {
      fact: from,
      x: plot.left,
      above: !rises,
      runs: fromRuns(from, type),
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
    texts.push(oneLine(factMark(fact), 'value', runs, { x: start, y: baseline }));
    if (fact === value) {
      const change = changeOf(panel.row);
      const width = widthOf(change, type);
      const left = Math.max(panel.left, Math.min(panel.left + panel.width - width, x - width / 2));
      const beyond = above ? baseline - big * 0.86 - type.note * 0.35 : baseline + type.note * 1.35;
      texts.push(...smallPrintLine(change, type, { x: left, y: beyond }).texts);
    }
    if (inkOf(fact).derived) texts.push(star(start + wide + 1, baseline, type.label, COLOUR.sub));
  }
  for (const { fact, x } of points) {
    const runs = periodRuns(fact, task.times, periodStyle(type));
    if (runs.length > 0)
      texts.push(oneLine({}, 'note', runs, { x, y: plot.base + type.note * 1.35, anchor: 'middle' }));
  }
  return texts;
}

function optionOf(plots: Plot[], low: number, high: number, task: Task): EChartsOption {
  const line = Math.max(2, task.place.type.label * 0.16);
  const dot = Math.max(9, task.place.type.label * 0.78);
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
    // In shares of the first value. One interval: the library's own rounding fails on some small numbers.
    yAxis: plots.map((_, i) => ({
      type: 'value' as const,
      gridIndex: i,
      min: low,
      max: high,
      interval: high - low,
      show: false,
    })),
    series: plots.flatMap((p, i) => {
      const axis = { xAxisIndex: i, yAxisIndex: i };
      const points = [p.from, p.value].map((fact, k) => ({ fact, value: [k, fact.value / p.from.value] }));
      return [
        {
          ...axis,
          type: 'line' as const,
          clip: false,
          silent: true,
          symbol: 'none',
          lineStyle: { color: p.value.status === 'target' ? COLOUR.red : COLOUR.navy, width: line },
          data: points.map((point) => point.value),
        },
        ...pointSeries(points, axis, dot),
      ];
    }),
  };
}
