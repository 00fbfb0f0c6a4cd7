/** Two columns a panel, review year and target, each panel on its own scale from zero. */
import { factMark } from '../marks.ts';
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
import { keyOf } from './key.ts';
import { HEI, HEI_MEDIUM, periodRuns, star } from './label.ts';
import { numberLines } from './number.ts';
import { isAlone, pairBeside } from './pairs-beside.ts';
import { optionOf, type Plot } from './pairs-option.ts';
import {
  type Arrangement,
  bestPanels,
  firstFitting,
  gutterOf,
  type Panel,
  panelHead,
  panelsOf,
  panelWidthOf,
  widestHalfName,
} from './panels.ts';
import { wordsOf } from './words.ts';

export function pairs(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const [first] = rows;
  if (first && isAlone(rows, task)) return pairBeside(task, first);
  const facts = factsOf(rows);
  // Columns bear their names; many panels share a key, if all mean the same years. A number keeps its unit beside it if it can.
  const periods = new Set(facts.map((f) => `${f.period} ${f.status}`));
  const keyed = periods.size === 2 && rows.length > 4;
  const ways = [
    { keyed, parted: false },
    { keyed, parted: true },
    ...(keyed || periods.size !== 2 ? [] : [{ keyed: true, parted: true }]),
  ];
  return firstFitting(ways, task.place.height, (way) =>
    bestPanels(task, rows, (tried, columns) => arrange(tried, rows, columns, way)),
  );
}

/** How panels are set: years in a key instead of under the columns; units on a line of their own. */
interface Way {
  keyed: boolean;
  parted: boolean;
}

function factsOf(rows: readonly FigureRow[]): Fact[] {
  return rows.flatMap((r) => [r.from, r.value].filter((f): f is Fact => f !== undefined));
}

function arrange(asked: Task, rows: FigureRow[], columns: number, { keyed, parted }: Way): Arrangement {
  const task = parted ? asked : withSmallUnits(asked);
  const { type } = task.place;
  const facts = factsOf(rows);
  const gutter = gutterOf(type);
  const slot = Math.min(panelWidthOf(task, columns) / 2, type.label * (rows.length === 2 ? 11.5 : 9));
  // A number may reach into the gutter, but two side by side keep apart; a year takes a second line before it does.
  const wide = (fact: Fact) => Math.max(...numberLines(fact, type, slot, parted).map(runsWidth));
  const beside = (row: FigureRow) => {
    const [a = 0, b = 0] = [row.from, row.value].filter((f): f is Fact => f !== undefined).map(wide);
    const most = Math.max(a, b);
    return (
      most <= slot + gutter * 0.5 && (a + b) / 2 + Math.max(0, most - slot) / 2 + type.label * 0.3 <= slot
    );
  };
  const periods = keyed ? [] : facts.map((f) => periodLines(f, slot, task));
  const years = Math.max(0, ...periods.flat().map(runsWidth));
  const names = widestHalfName(task, rows);
  const fits =
    rows.every(beside) && slot >= years + type.label * 0.3 && slot * 2 >= Math.min(names, task.place.width);
  const thick = Math.min(slot * 0.72, type.bar * 2.1);
  const mark = Math.min(thick * 0.7, type.label * 1.2);
  const key = keyed ? keyOf(facts, 0, 'columns', task) : null;
  const top = key?.height ?? 0;
  const axis = keyed ? 1 : type.note * (0.8 + 1.2 * Math.max(1, ...periods.map((p) => p.length)));
  const layout = panelsOf(task, rows, columns, top);
  // Names stand off the numbers below them.
  const head = layout.head + type.label * 0.6;
  const most = Math.max(0, ...facts.map((f) => linesHeight(f, slot, parted, task, mark)));
  const gaps = (layout.lines - 1) * type.label * 0.9;
  const least = top + layout.lines * (head + most + type.label * 2 + axis) + gaps;
  const draw = (): Drawing => {
    const panels = layout.panels.map((p) => ({ ...p, width: slot * 2 }));
    const plots = levelled(
      panels.map((panel) => plotOf(panel, { slot, head, axis, parted }, task)),
      (fact) => linesHeight(fact, slot, parted, task, mark),
    );
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
        ...plots.map((p): Datum => ({ texts: textsOf(p, { slot, mark, keyed }, task) })),
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

/** 2023年目标 in one line, or in two where the column is narrow. */
function periodLines(fact: Fact, slot: number, task: Task): Run[][] {
  const runs = periodRuns(fact, task.times, periodStyle(fact, task));
  const last = runs.at(-1);
  const { year } = wordsOf(task.times);
  if (runs.length < 2 || !last?.text.startsWith(year) || last.text === year)
    return runs.length > 0 ? [runs] : [];
  if (runsWidth(runs) + task.place.type.label * 0.3 <= slot) return [runs];
  const above = year === '' ? [] : [{ ...last, text: year }];
  return [[...runs.slice(0, -1), ...above], [{ ...last, text: last.text.slice(year.length).trim() }]];
}

/** Units and qualifiers as small as small print, so that more numbers keep them on their line. */
function withSmallUnits(task: Task): Task {
  const { type } = task.place;
  if (type.small !== undefined || type.value <= type.note) return task;
  return {
    ...task,
    place: { ...task.place, type: { ...type, small: Math.max(type.note, type.value * 0.8) } },
  };
}

const lineHeight = (runs: readonly Run[]) => Math.max(...runs.map((r) => r.size)) * 1.12;

/** Height of a column's number and chevron above its top, px. */
function linesHeight(fact: Fact, slot: number, parted: boolean, task: Task, mark: number): number {
  const lines = numberLines(fact, task.place.type, slot, parted);
  const text = lines.reduce((sum, l) => sum + lineHeight(l), 0);
  return text + task.place.type.label * 0.35 + (inkOf(fact).open ? mark * 0.5 + 3 : 0);
}

function plotOf(
  panel: Panel,
  set: { slot: number; head: number; axis: number; parted: boolean },
  task: Task,
): Plot {
  const { slot, head, axis, parted } = set;
  const { from, value } = panel.row;
  const facts = [from, value].filter((f): f is Fact => f !== undefined);
  const columns = facts.map((fact, i) => ({
    fact,
    x: panel.left + slot * (facts.length === 1 ? 1 : i + 0.5),
    lines: numberLines(fact, task.place.type, slot, parted),
  }));
  const top = panel.top + head;
  const base = panel.top + panel.height - axis;
  return { panel, columns, top, base, max: 1 };
}

/** The upper end of a fact, 0 for words. */
const lengthOf = (fact: Fact) => (Number.isFinite(fact.value) ? Math.max(0, fact.high ?? fact.value) : 0);

/** Each panel has its own scale, and the tallest column of every panel one height, so that nobody compares across panels. */
function levelled(plots: readonly Plot[], above: (fact: Fact) => number): Plot[] {
  const tallest = (p: Plot) => Math.max(0, ...p.columns.map(({ fact }) => lengthOf(fact)));
  // The height at which every column still has room for its number.
  const heights = plots.flatMap((p) =>
    p.columns.flatMap(({ fact }) => {
      const share = lengthOf(fact) / tallest(p);
      return share > 0 ? [(p.base - p.top - above(fact)) / share] : [];
    }),
  );
  const height = Math.max(1, Math.min(...heights));
  return plots.map((p) => {
    const most = tallest(p);
    // Where nothing is above zero the numbers stand on the base line.
    return { ...p, max: most > 0 ? (most * (p.base - p.top)) / height : 1 };
  });
}

/** Where a number begins: over its column, but never out of its panel while the panel can hold it. */
const within = (left: number, width: number, own: number, x: number) =>
  own > width ? left + (width - own) / 2 : Math.max(left, Math.min(left + width - own, x));

function textsOf(plot: Plot, set: { slot: number; mark: number; keyed: boolean }, task: Task): Text[] {
  const { slot, mark, keyed } = set;
  const { type } = task.place;
  const { left, width } = plot.panel;
  const texts = [panelHead(plot.panel, type.label)];
  for (const { fact, x, lines } of plot.columns) {
    const value = Number.isFinite(fact.value) ? (fact.high ?? fact.value) : 0;
    const height = (value / plot.max) * (plot.base - plot.top);
    let y = plot.base - height - type.label * 0.35 - (inkOf(fact).open ? mark * 0.5 + 3 : 0);
    const placed = lines.toReversed().map((runs) => {
      const line = {
        x: within(left, width, runsWidth(runs), startOf(runs, x, 'middle')),
        y: y - Math.max(...runs.map((r) => r.size)) * 0.04,
        runs,
      };
      y -= lineHeight(runs);
      return line;
    });
    texts.push({ mark: factMark(fact), role: 'value', lines: placed.toReversed() });
    const last = placed[0];
    if (inkOf(fact).derived && last)
      texts.push(star(last.x + runsWidth(last.runs) + 1, last.y, type.label, COLOUR.navy));
  }
  for (const { fact, x } of keyed ? [] : plot.columns) {
    const lines = periodLines(fact, slot, task).map((runs, i) => ({
      x: startOf(runs, x, 'middle'),
      y: plot.base + type.note * (1.4 + 1.2 * i),
      runs,
    }));
    if (lines.length > 0) texts.push({ mark: {}, role: 'note', lines });
  }
  return texts;
}
