/** A cell of a key figure: name, number, small print, from the top down; used by key figures and tiers. */
import { factMark } from '../marks.ts';
import type { Fact, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Run, runsWidth, type Task, type Text } from './drawing.ts';
import type { TypeScale } from './figure.ts';
import { goalSign, signWidth } from './goal-sign.ts';
import {
  HEI,
  labelFace,
  type Marked,
  oneLine,
  rowLabel,
  smallPrint,
  smallPrintLine,
  star,
  starWidth,
  textLines,
} from './label.ts';
import { numberRuns } from './number.ts';
import { wrap } from './wrap.ts';

/** A cell ready to be placed; heights in px. */
export interface Cell {
  labelLines: string[];
  /** Small print broken into lines that fit. */
  small: Marked[][];
  type: TypeScale;
  row: FigureRow;
  height: number;
}

/** Numbers of a group of cells have one size: the largest, up to the wish, at which the widest fits. */
export function commonSize(
  rows: readonly FigureRow[],
  type: TypeScale,
  wish: number,
  width: number,
): TypeScale {
  const small = Math.max(type.note, wish * 0.38);
  const scale: TypeScale = { ...type, value: wish, small };
  const widest = Math.max(
    1,
    ...rows.map((r) =>
      r.value
        ? runsWidth(numberRuns(r.value, scale)) + signWidth(r.value, wish, type) + starRoom(r, type)
        : 0,
    ),
  );
  if (widest <= width) return scale;
  const value = Math.max(type.label, (wish * width) / widest);
  return { ...type, value, small: Math.max(Math.min(type.note, value), value * 0.38) };
}

/** Whether every number of these rows fits the width at this scale. */
export function numbersFit(
  rows: readonly FigureRow[],
  scale: TypeScale,
  type: TypeScale,
  width: number,
): boolean {
  return rows.every(
    (r) =>
      !r.value ||
      runsWidth(numberRuns(r.value, scale)) + signWidth(r.value, scale.value, type) + starRoom(r, type) <=
        width + 0.5,
  );
}

/** Room that the star of a row's number takes, px. */
export function starRoom(row: FigureRow, type: TypeScale): number {
  return row.value && inkOf(row.value).derived ? starWidth(type.label) : 0;
}

/** Breaks a row's texts for a cell of this width. */
export function cellOf(row: FigureRow, type: TypeScale, width: number): Cell {
  const labelLines = wrap(rowLabel(row).text, labelFace(type), type.label, width);
  const small: Marked[][] = [];
  for (const marked of smallPrint(row)) {
    const line = small.at(-1);
    const joined = line ? smallPrintLine([...line, marked], type, { x: 0, y: 0 }).width : 0;
    if (line && joined <= width) line.push(marked);
    else small.push([marked]);
  }
  const notes = small.reduce((sum, l) => sum + smallLines(l, type, width), 0);
  const height = labelLines.length * type.label * 1.3 + type.value * 1.18 + notes * type.note * 1.4;
  return { labelLines, small, type, row, height };
}

function smallLines(line: Marked[], type: TypeScale, width: number): number {
  const [only] = line;
  return line.length === 1 && only ? wrap(only.text, HEI, type.note, width).length : 1;
}

/** A value in words is as large as the cell allows, so that it does not look like small print among numbers. */
function cellRuns(fact: Fact, type: TypeScale, width: number): Run[] {
  if (fact.number !== '') return numberRuns(fact, type);
  const wide = runsWidth(numberRuns(fact, { ...type, small: 1 }));
  const fitting = (width * 0.98 - signWidth(fact, type.value * 0.62, type)) / wide;
  return numberRuns(fact, {
    ...type,
    small: Math.max(type.small ?? 0, Math.min(fitting, type.value * 0.62)),
  });
}

/** How much higher the numbers of cells side by side may stand because all are set small (words, hanzi), px. */
export function riseOf(cells: readonly Cell[], width: number): number {
  const sizes = cells.flatMap(({ row, type }) =>
    row.value ? cellRuns(row.value, type, width).map((r) => r.size) : [],
  );
  const value = Math.max(0, ...cells.map((c) => c.type.value));
  return Math.max(0, value - Math.max(0, ...sizes));
}

/**
 * Texts of a cell from its top. `labelSpace` aligns the numbers of neighbours whose names take more lines, `rise` lifts them to
 * their names.
 */
export function cellTexts(
  cell: Cell,
  at: { x: number; y: number; width: number; labelSpace: number; rise?: number },
  task: Task,
): Text[] {
  const { type, row } = cell;
  const texts: Text[] = [];
  const label = rowLabel(row);
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  const first = at.y + (at.labelSpace - cell.labelLines.length) * type.label * 1.3 + type.label;
  texts.push(
    textLines(label, 'label', cell.labelLines, style, { x: at.x, y: first, pitch: type.label * 1.3 }),
  );
  let y = at.y + at.labelSpace * type.label * 1.3 + type.value * 0.98 - (at.rise ?? 0);
  if (row.value) {
    const runs = cellRuns(row.value, type, at.width);
    const size = Math.max(...runs.map((r) => r.size));
    const x = at.x + signWidth(row.value, size, type);
    texts.push(...goalSign(row.value, { x, y, size }, type));
    texts.push(oneLine(factMark(row.value), 'value', runs, { x, y }));
    if (inkOf(row.value).derived)
      texts.push(star(x + runsWidth(runs) + 1, y, task.place.type.label, COLOUR.navy));
  }
  y += type.value * 0.2 + type.note * 1.1;
  for (const line of cell.small) {
    const [only] = line;
    if (line.length === 1 && only) {
      const lines = wrap(only.text, HEI, type.note, at.width);
      const note = { face: HEI, size: type.note, fill: COLOUR.sub };
      texts.push(textLines(only, 'note', lines, note, { x: at.x, y, pitch: type.note * 1.4 }));
      y += lines.length * type.note * 1.4;
    } else {
      texts.push(...smallPrintLine(line, type, { x: at.x, y }).texts);
      y += type.note * 1.4;
    }
  }
  return texts;
}
