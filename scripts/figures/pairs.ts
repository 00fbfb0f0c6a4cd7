/** Two columns a panel, review year and target, each panel on its own scale from zero. */
import type { EChartsOption } from 'echarts';
import { isGoal } from '../report/facts.ts';
import type { Fact, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import {
  type Datum,
  type Drawing,
  type Run,
  runsWidth,
  type Shape,
  startOf,
  type Task,
  type Text,
} from './drawing.ts';
import { keyHeight, keyOf } from './key.ts';
import { HEI, HEI_MEDIUM, oneLine, periodRuns, star } from './label.ts';
import { numberLines } from './number.ts';
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

interface Column {
  fact: Fact;
  /** Middle of the column, px */
  x: number;
  lines: Run[][];
}

interface Plot {
  panel: Panel;
  columns: Column[];
  top: number;
  base: number;
  max: number;
}

export function pairs(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const facts = factsOf(rows);
  // Few panels name their columns; many, or narrow ones, share a key, if all mean the same years.
  const periods = new Set(facts.map((f) => `${f.period} ${f.status}`));
  const keyed = periods.size === 2 && rows.length > 4;
  const plain = bestPanels(task, rows, (tried, columns) => arrange(tried, rows, columns, keyed));
  if (keyed || periods.size !== 2 || plain.least <= task.place.height) return plain;
  const withKey = bestPanels(task, rows, (tried, columns) => arrange(tried, rows, columns, true));
  return withKey.least < plain.least ? withKey : plain;
}

function factsOf(rows: readonly FigureRow[]): Fact[] {
  return rows.flatMap((r) => [r.from, r.value].filter((f): f is Fact => f !== undefined));
}

function arrange(task: Task, rows: FigureRow[], columns: number, keyed: boolean): Arrangement {
  const { type } = task.place;
  const facts = factsOf(rows);
  // A column must hold the widest of its lines at least.
  const numbers = Math.max(0, ...facts.flatMap((f) => numberLines(f, type, 0).map(runsWidth)));
  const periods = keyed
    ? 0
    : Math.max(0, ...facts.map((f) => runsWidth(periodRuns(f, task.times, periodStyle(f, task)))));
  const slot = Math.min(panelWidthOf(task, columns) / 2, type.label * 9);
  const names = widestHalfName(task, rows);
  const fits =
    slot >= Math.max(numbers, periods) + type.label * 0.3 && slot * 2 >= Math.min(names, task.place.width);
  const thick = Math.min(slot * 0.72, type.bar * 2.1);
  const mark = Math.min(thick * 0.7, type.label * 1.2);
  const top = keyed ? keyHeight(task) : 0;
  const axis = keyed ? 1 : type.note * 2;
  const layout = panelsOf(task, rows, columns, top);
  const most = Math.max(0, ...facts.map((f) => linesHeight(f, slot, task, mark)));
  const gaps = (layout.lines - 1) * type.label * 0.9;
  const least = top + layout.lines * (layout.head + most + type.label * 2 + axis) + gaps;
  const draw = (): Drawing => {
    const panels = layout.panels.map((p) => ({ ...p, width: slot * 2 }));
    const plots = panels.map((panel) => plotOf(panel, slot, layout.head, axis, mark, task));
    const key = keyed ? keyOf(facts, 0, 'columns', task) : null;
    return {
      option: optionOf(plots, thick, mark, task),
      shapes: [
        ...(key?.shapes ?? []),
        ...panels.flatMap((p, i): Shape[] => [
          rule(p, p.top + 0.5, COLOUR.silver, 1),
          rule(p, plots[i]?.base ?? 0, COLOUR.axis, 1),
        ]),
      ],
      data: [
        ...(key ? [key.datum] : []),
        ...plots.map((p): Datum => ({ texts: textsOf(p, mark, keyed, task) })),
      ],
      least,
      best: least + layout.lines * type.label * 5,
    };
  };
  return { fits, least, draw };
}

function rule(p: Panel, y: number, stroke: string, line: number): Shape {
  return { kind: 'line', x1: p.left, y1: y, x2: p.left + p.width, y2: y, stroke, line };
}

function periodStyle(fact: Fact, task: Task): Omit<Run, 'text'> {
  const goal = isGoal(fact);
  return {
    face: goal ? HEI_MEDIUM : HEI,
    size: task.place.type.note,
    fill: goal ? inkOf(fact).text : COLOUR.sub,
  };
}

const lineHeight = (runs: readonly Run[]) => Math.max(...runs.map((r) => r.size)) * 1.12;

/** Height of a column's number and chevron above its top, px. */
function linesHeight(fact: Fact, slot: number, task: Task, mark: number): number {
  const lines = numberLines(fact, task.place.type, slot);
  const text = lines.reduce((sum, l) => sum + lineHeight(l), 0);
  return text + task.place.type.label * 0.35 + (inkOf(fact).open ? mark * 0.5 + 3 : 0);
}

function plotOf(panel: Panel, slot: number, head: number, axis: number, mark: number, task: Task): Plot {
  const { from, value } = panel.row;
  const facts = [from, value].filter((f): f is Fact => f !== undefined);
  const columns = facts.map((fact, i) => ({
    fact,
    x: panel.left + slot * (facts.length === 1 ? 1 : i + 0.5),
    lines: numberLines(fact, task.place.type, slot),
  }));
  const top = panel.top + head;
  const base = panel.top + panel.height - axis;
  const room = base - top;
  // The scale at which the tallest column with its number just fits.
  const scales = facts
    .filter((f) => f.value > 0)
    .map((f) => (room - linesHeight(f, slot, task, mark)) / (f.high ?? f.value));
  const scale = Math.max(1e-9, Math.min(...scales));
  return { panel, columns, top, base, max: room / scale };
}

function textsOf(plot: Plot, mark: number, keyed: boolean, task: Task): Text[] {
  const { type } = task.place;
  const texts = [panelHead(plot.panel, type.label)];
  for (const { fact, x, lines } of plot.columns) {
    const value = Number.isFinite(fact.value) ? (fact.high ?? fact.value) : 0;
    const height = (value / plot.max) * (plot.base - plot.top);
    let y = plot.base - height - type.label * 0.35 - (inkOf(fact).open ? mark * 0.5 + 3 : 0);
    const placed = lines.toReversed().map((runs) => {
      const line = {
        x: startOf(runs, x, 'middle'),
        y: y - Math.max(...runs.map((r) => r.size)) * 0.04,
        runs,
      };
      y -= lineHeight(runs);
      return line;
    });
    texts.push({ mark: { 'data-fact': fact.ref }, role: 'value', lines: placed.toReversed() });
    const last = placed[0];
    if (inkOf(fact).derived && last)
      texts.push(star(last.x + runsWidth(last.runs) + 1, last.y, type.label, COLOUR.navy));
  }
  for (const { fact, x } of keyed ? [] : plot.columns) {
    const runs = periodRuns(fact, task.times, periodStyle(fact, task));
    const y = plot.base + type.note * 1.4;
    if (runs.length > 0) texts.push(oneLine({}, 'note', runs, { x, y, anchor: 'middle' }));
  }
  return texts;
}

function optionOf(plots: Plot[], thick: number, mark: number, task: Task): EChartsOption {
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
            itemStyle: { color: ink.fill, borderColor: ink.stroke, borderWidth },
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
