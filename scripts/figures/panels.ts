/** Small multiples: how many panels stand side by side, where each is, and the lines of its head. */
import type { FigureRow } from '../report/report.ts';
import { COLOUR } from './colours.ts';
import type { Task, Text } from './drawing.ts';
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

/** Size of a panel's title: one step below the number where numbers are large. */
export function headSize(task: Task): number {
  return task.place.type.label;
}

/**
 * Panels in as few lines as their least width allows, evenly filled (5 panels: 3 + 2). The editor's `columns` wins where it fits.
 */
export function panelsOf(task: Task, rows: FigureRow[], leastWidth: number): Panels {
  const { width, height, type } = task.place;
  const gutter = type.label * 1.6;
  const fit = Math.max(1, Math.floor((width + gutter) / (leastWidth + gutter)));
  const most = Math.min(fit, task.spec.options.columns ?? fit, Math.max(1, rows.length));
  const lines = Math.ceil(rows.length / most);
  const columns = Math.max(1, Math.ceil(rows.length / Math.max(1, lines)));
  const panelWidth = (width - gutter * (columns - 1)) / columns;
  const gap = lines > 1 ? type.label * 0.9 : 0;
  const panelHeight = (height - gap * (lines - 1)) / Math.max(1, lines);
  const size = headSize(task);
  const panels = rows.map((row, i): Panel => {
    const label = rowLabel(row);
    return {
      row,
      label,
      labelLines: wrap(label.text, HEI_SEMIBOLD, size, panelWidth),
      left: (i % columns) * (panelWidth + gutter),
      top: Math.floor(i / columns) * (panelHeight + gap),
      width: panelWidth,
      height: panelHeight,
    };
  });
  const most2 = Math.max(1, ...panels.map((p) => p.labelLines.length));
  return { panels, columns, lines, head: size * (0.55 + 1.25 * most2) };
}

/** Least panel width so that no name takes more than two lines. */
export function widestHalfName(task: Task, rows: FigureRow[]): number {
  const size = headSize(task);
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
