/** Small multiples: how many panels stand side by side, where each is, and the lines of its head. */
import type { FigureRow } from '../report/report.ts';
import { COLOUR } from './colours.ts';
import { type Drawing, NOTHING, type Task, type Text } from './drawing.ts';
import type { TypeScale } from './figure.ts';
import { HEI_SEMIBOLD, type Marked, rowLabel, textLines } from './label.ts';
import { advance } from './measure.ts';
import { wrap } from './wrap.ts';

/** One panel's box, px. */
export interface Panel {
  row: FigureRow;
  label: Marked;
  labelLines: string[];
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Panels {
  panels: Panel[];
  columns: number;
  lines: number;
  /** Height of a panel's head, px: the same for all, so that plots align. */
  head: number;
}

/** Panels in lines of `columns`, evenly filled by the caller's choice (5 panels: 3 + 2). */
export function panelsOf(task: Task, rows: FigureRow[], columns: number, top = 0): Panels {
  const { height, type } = task.place;
  const gutter = gutterOf(type);
  const lines = Math.ceil(rows.length / columns);
  const panelWidth = panelWidthOf(task, columns);
  const gap = lines > 1 ? type.label * 0.9 : 0;
  const panelHeight = (height - top - gap * (lines - 1)) / Math.max(1, lines);
  const size = type.label;
  const panels = rows.map((row, i): Panel => {
    const label = rowLabel(row);
    return {
      row,
      label,
      labelLines: wrap(label.text, HEI_SEMIBOLD, size, panelWidth),
      left: (i % columns) * (panelWidth + gutter),
      top: top + Math.floor(i / columns) * (panelHeight + gap),
      width: panelWidth,
      height: panelHeight,
    };
  });
  const most = Math.max(1, ...panels.map((p) => p.labelLines.length));
  return { panels, columns, lines, head: size * (0.55 + 1.25 * most) };
}

/** Between panels, px. */
export function gutterOf(type: TypeScale): number {
  return type.label * 1.1;
}

/** Width of a panel when so many stand side by side, px. */
export function panelWidthOf(task: Task, columns: number): number {
  return (task.place.width - gutterOf(task.place.type) * (columns - 1)) / columns;
}

/** A way to set a figure: what it needs, and how to draw it. */
export interface Arrangement {
  fits: boolean;
  least: number;
  draw: () => Drawing;
}

/** Sizes of the numbers that are tried, as shares of the type scale's. */
const SHRINK = [1, 0.88, 0.77, 0.68];

/**
 * Draws the best arrangement: the one with most panels a line and numbers as large as they fit, provided that it is no higher than
 * the place; else the lowest. The editor's `columns` is an upper bound.
 */
export function bestPanels(
  task: Task,
  rows: FigureRow[],
  arrange: (task: Task, columns: number) => Arrangement,
): Drawing {
  const all: Arrangement[] = [];
  const most = Math.max(
    1,
    Math.min(rows.length, task.spec.options.columns ?? task.place.columns ?? rows.length),
  );
  const { type } = task.place;
  const floor = Math.min(type.value, Math.max(type.note, type.label * 0.9));
  for (let lines = Math.ceil(rows.length / most); lines <= rows.length; lines++) {
    const columns = Math.ceil(rows.length / lines);
    for (const share of SHRINK) {
      const value = Math.max(floor, type.value * share);
      const small = type.small === undefined ? undefined : Math.max(type.note, type.small * share);
      const place = { ...task.place, type: { ...type, value, ...(small === undefined ? {} : { small }) } };
      const tried = arrange({ ...task, place }, columns);
      if (tried.fits && tried.least <= task.place.height) return tried.draw();
      all.push(tried);
    }
  }
  const [chosen] = all.filter((a) => a.fits).sort((a, b) => a.least - b.least);
  if (chosen) return chosen.draw();
  // Nothing fits the width: drawn all the same, for a look at what is wrong.
  const drawing = all.at(-1)?.draw() ?? NOTHING;
  return { ...drawing, least: Number.POSITIVE_INFINITY };
}

/** The first way, most wanted first, whose drawing is no higher than `height` px; else the lowest drawing. */
export function firstFitting<Way>(ways: Iterable<Way>, height: number, draw: (way: Way) => Drawing): Drawing {
  let lowest: Drawing | undefined;
  for (const way of ways) {
    const drawing = draw(way);
    if (drawing.least <= height) return drawing;
    if (!lowest || drawing.least < lowest.least) lowest = drawing;
  }
  return lowest ?? NOTHING;
}

/** Least panel width so that no name takes more than two lines. */
export function widestHalfName(task: Task, rows: FigureRow[]): number {
  const size = task.place.type.label;
  const widths = rows.map((r) => {
    const name = advance(rowLabel(r).text, HEI_SEMIBOLD, size);
    return name > size * 7 ? name * 0.58 : name;
  });
  return Math.max(0, ...widths);
}

/** The panel's name, at its top left. */
export function panelHead(panel: Panel, size: number): Text {
  const style = { face: HEI_SEMIBOLD, size, fill: COLOUR.ink };
  const at = { x: panel.left, y: panel.top + size * 1.35, pitch: size * 1.25 };
  return textLines(panel.label, 'label', panel.labelLines, style, at);
}
