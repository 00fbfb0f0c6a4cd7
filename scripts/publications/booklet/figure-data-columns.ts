/** How the tables of the figures' data stand on their pages: widths of columns, lines of cells, tables in two columns a page. */
import { advance } from '../../figures/measure.ts';
import type { Words } from '../../report/report.ts';
import { breakPieces } from '../breaks.ts';
import { type Area, points } from './format.ts';

/** A row as HTML, and of how many lines. */
export interface Line {
  html: string;
  lines: number;
  /** The head of a group: it stands with the row after it. */
  head?: boolean;
}

/** One table; the rest of a long one is `continued`. */
export interface Table {
  id: string;
  title: Words;
  number: string;
  titleLines: number;
  /** Of the columns, mm; the first holds names, the last pages. */
  widths: number[];
  heads: { html: string; aim: boolean }[];
  lines: Line[];
  formulas: { html: string; lines: number }[];
  continued: boolean;
}

/** Tables stand in two columns a page, on a narrow page in one. `width`: of a column, mm; heights: under the title and on other pages, pt. */
export interface Columns {
  count: number;
  width: number;
  first: number;
  other: number;
}

/** A little of the height is kept back. */
export function columnsIn({ width, height, narrow }: Area): Columns {
  const other = Math.floor(points(height)) - 5;
  const count = narrow ? 1 : 2;
  return {
    count,
    width: (width - BETWEEN * (count - 1)) / count,
    first: other - (narrow ? TITLE.one : TITLE.two),
    other,
  };
}

/** Millimetres: between two columns, what holds page numbers, the room right of a cell, the least for names: a term of six characters. */
const BETWEEN = 6;
const PAGES = 11;
const PAD = 2;
const NAME = 21;
/** Points: size and pitch of the type, what a row has beside its lines, a table beside its rows (rule, head of columns, gap). */
const SIZE = 8.5;
const PITCH = 11.5;
const ROW = 1.4;
const TABLE = 3.5 + 13 + 9;
/** Points that the title over the first page takes. */
const TITLE = { two: 60, one: 52 };
/** A table of so many rows may be parted; each part has so many. On a page of one column less is left to fill a rest with. */
const LONG = { two: 12, one: 8 };
const PART = { two: 4, one: 3 };

/** Width of a text in a table, mm. */
export const textWidth = (text: string, weight: 400 | 600 = 400): number =>
  (advance(text, { family: 'hei', weight }, SIZE) * 25.4) / 72;

/** Widths of the columns: numbers keep to one line, names get the rest. `null`: no such column; all null: a table of words. */
export function columnsOf(
  texts: Record<'from' | 'value' | 'aside', { text: string; words: boolean }[] | null>,
  column: number,
): number[] {
  const kinds = [texts.from, texts.value, texts.aside].flatMap((t) => (t ? [t] : []));
  if (kinds.length === 0) return [NAME, column - NAME - PAGES, PAGES];
  const least = kinds.length === 1 ? 26 : 16;
  const wanted = kinds.map((list) =>
    Math.max(least, ...list.map(({ text, words }) => Math.min(words ? 22 : 34, textWidth(text)) + PAD + 0.3)),
  );
  const room = column - PAGES - NAME;
  const sum = wanted.reduce((a, b) => a + b, 0);
  const given = sum > room ? narrowed(wanted, kinds.map(widestPiece), sum - room) : wanted;
  const widths = given.map((w) => Math.round(w * 2) / 2);
  return [column - PAGES - widths.reduce((a, b) => a + b, 0), ...widths, PAGES];
}

/** Width of the widest piece that never parts, mm. */
const widestPiece = (list: readonly { text: string }[]): number =>
  Math.max(0, ...list.flatMap(({ text }) => breakPieces(text).map((piece) => textWidth(piece)))) + PAD + 0.3;

/** Widths less `over` mm: taken first where words can part, then from all alike. */
function narrowed(wanted: readonly number[], floors: readonly number[], over: number): number[] {
  const slack = wanted.map((w, i) => Math.max(0, w - (floors[i] ?? 0)));
  const free = slack.reduce((a, b) => a + b, 0);
  const share = free === 0 ? 0 : Math.min(1, over / free);
  const widths = wanted.map((w, i) => w - (slack[i] ?? 0) * share);
  const sum = widths.reduce((a, b) => a + b, 0);
  const left = over - free * share;
  // What is missing then comes from what is wider than a short number.
  const spare = sum - widths.length * PAGES;
  return widths.map((w) => w - ((w - PAGES) * left) / Math.max(left, spare));
}

/** Lines of a text that breaks between words in a cell of so many millimetres; `pad`: what it keeps clear at its right. */
export function linesOf(text: string, width: number, weight: 400 | 600 = 400, pad = PAD): number {
  const room = width - pad;
  let lines = 1;
  let filled = 0;
  for (const piece of breakPieces(text)) {
    let long = textWidth(piece, weight);
    if (filled > 0 && filled + long > room) {
      lines += 1;
      filled = 0;
    }
    for (; long > room; long -= room) lines += 1;
    filled += long;
  }
  return lines;
}

const rowHeight = ({ lines }: Line) => lines * PITCH + ROW;
const heightOf = ({ titleLines, lines, formulas }: Table): number =>
  TABLE +
  titleLines * PITCH +
  lines.reduce((sum, line) => sum + rowHeight(line), 0) +
  formulas.reduce((sum, f) => sum + f.lines * PITCH, 0);

/** Tables in pages of two columns, whole where they are short; the columns of the last page are about equal. */
export function packed(tables: readonly Table[], columns: Columns): { columns: { tables: Table[] }[] }[] {
  const pages: Table[][][] = [];
  let left = [...tables];
  while (left.length > 0) {
    const room = pages.length === 0 ? columns.first : columns.other;
    const [first, second] = filled(left, room, columns);
    if (columns.count === 1) {
      pages.push([first]);
      left = second;
      continue;
    }
    const [other, rest] = filled(second, room, columns);
    if (rest.length > 0) pages.push([first, other]);
    else pages.push(evened([...first, ...other], room) ?? [first, other]);
    left = rest;
  }
  return pages.map((page) => ({ columns: page.map((list) => ({ tables: list })) }));
}

/** What fills a column, and the rest. */
function filled(tables: readonly Table[], room: number, { count }: Columns): [Table[], Table[]] {
  const [long, part] = count === 1 ? [LONG.one, PART.one] : [LONG.two, PART.two];
  const column: Table[] = [];
  let used = 0;
  for (const [i, table] of tables.entries()) {
    const rest = tables.slice(i + 1);
    if (used + heightOf(table) <= room) {
      column.push(table);
      used += heightOf(table);
      continue;
    }
    const parts = parted(table, room - used, { must: column.length === 0, long, part });
    if (parts)
      return [
        [...column, parts[0]],
        [parts[1], ...rest],
      ];
    // What no column holds whole and nothing parts stands alone.
    return column.length === 0 ? [[table], rest] : [column, [table, ...rest]];
  }
  return [column, []];
}

/** A long table in two: as much as the room holds, and the rest under the same heads. `must`: no column would hold it. */
function parted(
  table: Table,
  room: number,
  { must, long, part }: { must: boolean; long: number; part: number },
): [Table, Table] | null {
  if (table.lines.length < long && !must) return null;
  let used = TABLE + table.titleLines * PITCH;
  let end = 0;
  for (const line of table.lines) {
    used += rowHeight(line);
    if (used > room) break;
    end += 1;
  }
  if (!must) end = Math.min(end, table.lines.length - part);
  while (end > 0 && table.lines[end - 1]?.head) end -= 1;
  if (end < (must ? 1 : part) || end >= table.lines.length) return null;
  return [
    { ...table, lines: table.lines.slice(0, end), formulas: [] },
    { ...table, lines: table.lines.slice(end), continued: true },
  ];
}

/** The tables of a last page in two columns of about the same height; null where they do not fit so. */
function evened(tables: readonly Table[], room: number): [Table[], Table[]] | null {
  const sum = (list: readonly Table[]) => list.reduce((total, t) => total + heightOf(t), 0);
  for (let i = 1; i <= tables.length; i += 1) {
    const [first, second] = [tables.slice(0, i), tables.slice(i)];
    if (sum(first) >= sum(second)) return sum(first) <= room ? [first, second] : null;
  }
  return null;
}
