/** Room for other fonts: an office machine sets the same words wider than the faces the slides were laid out in. */
import { advance, type Face, squeezes } from '../../../figures/measure.ts';
import type { Box, Placed, PlacedRow, PlacedShape, PlacedTable, PlacedText } from '../placed.ts';
import { spaced } from './text-xml.ts';

/** Wider than the shipped faces by this much is what is reckoned with. */
export const WIDER = 1.12;
/** px between a box and the slide's edge, or the edge of the panel it stands on. */
const EDGE = 8;
/** px a column gives up at most, and px that stay between what it holds and the next. */
const YIELD = 48;
const GAP = 16;
/** em that one line is high at most. */
const LINE = 1.25;
/** em between hanzi and other letters. */
const AUTOSPACE = 0.2;

/** px of the widest line as the shipped faces set it; full-width marks are whole squares, as office programs set them. */
export function lineWidth(text: PlacedText): number {
  let [line, widest] = [0, 0];
  for (const run of spaced(text.runs)) {
    if (run.break) line = 0;
    const face: Face = {
      family: run.face === 'hei' ? 'hei' : 'song',
      weight: run.weight >= 650 ? 700 : run.weight >= 550 ? 600 : run.weight >= 450 ? 500 : 400,
    };
    const whole = (squeezes(run.text).length * run.size) / 2;
    line += advance(run.text, face, run.size) + whole + run.spacing * [...run.text].length;
    widest = Math.max(widest, line);
  }
  return widest;
}

/** px a line asks for: 12 % more, and the space some programs put between hanzi and other letters. */
function asked(texts: readonly PlacedText[]): number {
  const spaces = (text: PlacedText) =>
    (text.runs
      .map((run) => run.text)
      .join('')
      .match(/\p{Script=Han}(?=[\dA-Za-z])|[\dA-Za-z%](?=\p{Script=Han})/gu)?.length ?? 0) *
    Math.min(...text.runs.map((run) => run.size)) *
    AUTOSPACE;
  return Math.max(...texts.map((text) => lineWidth(text) * WIDER + spaces(text)));
}

/** Breaks where its box ends, not where the browser broke it: it needs no room. */
const runsOn = (text: PlacedText): boolean => text.lines > 1 && !text.runs.some((run) => run.break);

/** The box of what is placed: of a text its lines as CSS set them around its middle, which do not overlap those of the next. */
export function boxOf(item: Placed): Box {
  const { x, y, w, h } = item;
  if (item.is !== 'text' || item.vertical) return { x, y, w, h };
  const tallest = LINE * Math.max(...item.runs.map((run) => run.size));
  const height = Math.min(h, item.leading * item.lines, item.lines > 1 ? Number.POSITIVE_INFINITY : tallest);
  return { x, y: y + (h - height) / 2, w, h: height };
}

/**
 * The box of texts, wider where one of their lines would not hold 12 % more; as far as their neighbours, the panel they stand on and the
 * slide let it. It grows away from the edge its text is set to; one of vertical lines grows down.
 */
export function roomy(
  box: Box,
  texts: readonly PlacedText[],
  others: readonly Box[],
  slide: { width: number; height: number },
): Box {
  const [first] = texts;
  if (!first || texts.some(runsOn)) return box;
  if (first.vertical) {
    const below = others.filter(
      (o) => o.x < box.x + box.w - 1 && o.x + o.w > box.x + 1 && o.y >= box.y + box.h - 1,
    );
    const bottom = Math.min(slide.height - EDGE, ...below.map((o) => o.y));
    return { ...box, h: Math.max(box.h, Math.min(asked(texts), bottom - box.y)) };
  }
  const right = slide.width;
  const lack = asked(texts) - box.w;
  if (lack <= 0) return box;
  const end = box.x + box.w;
  const beside = others.filter((o) => o.y < box.y + box.h - 1 && o.y + o.h > box.y + 1);
  const holds = (o: Box) => o.x <= box.x + 1 && o.x + o.w >= end - 1;
  const rightward = Math.min(
    right - EDGE,
    ...beside.map((o) => (holds(o) ? o.x + o.w - EDGE : o.x >= end - 1 ? o.x : right)),
  );
  const leftward = Math.max(
    EDGE,
    ...beside.map((o) => (holds(o) ? o.x + EDGE : o.x + o.w <= box.x + 1 ? o.x + o.w : 0)),
  );
  const after = Math.max(0, Math.min(lack, rightward - end));
  const before = Math.max(0, Math.min(lack, box.x - leftward));
  if (first.align === 'left') return { ...box, w: box.w + after };
  if (first.align === 'right') return { ...box, x: box.x - before, w: box.w + before };
  const each = Math.min(after, before, lack / 2);
  return { ...box, x: box.x - each, w: box.w + each * 2 };
}

/** Where a table's columns begin, px: where its cells do, or earlier where a line has too little room and the column before has some over. */
export function columnStarts(table: PlacedTable): number[] {
  const starts: number[] = [];
  for (const { x } of table.rows.flatMap((row) => row.cells))
    if (!starts.some((start) => Math.abs(start - x) < 1)) starts.push(x);
  starts.sort((a, b) => a - b);
  const needs = starts.map((start, i) => {
    const within = ({ cells }: PlacedRow) =>
      cells.filter((cell, c) => {
        const next = cells[c + 1]?.x ?? table.x + table.w;
        const end = starts[i + 1] ?? table.x + table.w;
        return Math.abs(cell.x - start) < 1 && Math.abs(next - end) < 1;
      });
    const texts = table.rows.flatMap(within).flatMap((cell) => cell.texts.filter((t) => !runsOn(t)));
    return Math.max(0, ...texts.map(lineWidth)) * WIDER;
  });
  for (let i = starts.length - 1; i > 0; i--) {
    const [start = 0, before = 0] = [starts[i], starts[i - 1]];
    const lack = (needs[i] ?? 0) - ((starts[i + 1] ?? table.x + table.w) - start);
    const over = start - before - (needs[i - 1] ?? 0) - GAP;
    starts[i] = start - Math.max(0, Math.min(lack, over, YIELD));
  }
  return starts;
}

/** Rules between words of one line move on, and the words after them, so that those before have their room. */
export function movedOn(items: readonly Placed[]): Placed[] {
  const list = [...items];
  for (const [i, rule] of list.entries()) {
    if (rule.is !== 'shape' || rule.w > 0) continue;
    const after = list[i + 1];
    if (after?.is !== 'text') continue;
    // Inside a text, after what stands before its tab, or between two.
    const at = after.runs.findIndex((run) => run.tab !== undefined);
    const before: Placed | undefined = at > 0 ? { ...after, runs: after.runs.slice(0, at) } : list[i - 1];
    if (before?.is !== 'text' || Math.abs(before.top - after.top) > 2) continue;
    const by = Math.max(0, before.x + asked([before]) + GAP / 4 - rule.x);
    list[i] = { ...rule, x: rule.x + by } satisfies PlacedShape;
    const runs = after.runs.map(({ tab, ...run }) => {
      const width = lineWidth(before) + advance(run.text, { family: 'hei', weight: 400 }, run.size);
      return tab === undefined ? run : { ...run, spacing: tab + by - after.x - width };
    });
    list[i + 1] = at > 0 ? { ...after, runs } : { ...after, x: after.x + by };
  }
  return list;
}

/** Pieces of one line of a drawing as one text: a wider font moves the second on. */
export function inLines(items: readonly (PlacedShape | PlacedText)[]): (PlacedShape | PlacedText)[] {
  const list: (PlacedShape | PlacedText)[] = [];
  for (const item of items) {
    const last = list.at(-1);
    const gap = last && item.x - last.x - last.w;
    const goesOn =
      item.is === 'text' &&
      last?.is === 'text' &&
      gap !== undefined &&
      gap > -1 &&
      gap < last.h * 0.4 &&
      Math.abs(last.y + last.h / 2 - item.y - item.h / 2) < 4;
    const [run] = goesOn ? last.runs.slice(-1) : [];
    if (!goesOn || !run) {
      list.push(item);
      continue;
    }
    const space = { ...run, text: ' ' };
    const blank = { ...space, spacing: gap - lineWidth({ ...last, runs: [space] }) };
    const top = Math.min(last.top, item.top);
    const height = Math.max(last.top + last.leading, item.top + item.leading) - top;
    list[list.length - 1] = {
      ...last,
      ...{ y: top, top, h: height, leading: height, w: item.x + item.w - last.x },
      runs: [...last.runs, ...(gap < 1 ? [] : [blank]), ...item.runs],
    };
  }
  return list;
}

/** Texts of a drawing set to the edge they were placed by: centred in their box, or one of a column that ends in line. */
export function anchored(items: readonly (PlacedShape | PlacedText)[]): (PlacedShape | PlacedText)[] {
  const boxes = items.filter((i): i is PlacedShape => i.is === 'shape' && i.w > GAP && i.h > GAP);
  const texts = items.filter((i): i is PlacedText => i.is === 'text');
  const near = (a: number, b: number) => Math.abs(a - b) < 1;
  return items.map((item) => {
    if (item.is === 'shape' || item.align !== 'left') return item;
    const middle = item.x + item.w / 2;
    const inside = boxes.some(
      (b) =>
        b.x <= item.x && near(b.x + b.w / 2, middle) && b.y <= item.y + 4 && b.y + b.h >= item.y + item.h - 4,
    );
    if (inside) return { ...item, align: 'center' as const };
    const others = texts.filter((t) => t !== item);
    const left = others.some((t) => near(t.x, item.x));
    const ends = others.some((t) => near(t.x + t.w, item.x + item.w) && !near(t.x, item.x));
    return !left && ends ? { ...item, align: 'right' as const } : item;
  });
}
