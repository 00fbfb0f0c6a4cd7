/** Columns of verbatim fragments under a label: how a chapter without figures is built. Words only, no invented geometry. */
import type { FigureRow, Span } from '../report/report.ts';
import { COLOUR } from './colours.ts';
import { type Drawing, NOTHING, type Task, type Text } from './drawing.ts';
import { HEI_SEMIBOLD, labelFace, rowLabel, textLines } from './label.ts';
import { wrap } from './wrap.ts';

/** Size of the fragments as a share of the labels': the first that fits. */
const SIZES = [0.95];
const SLIDE_SIZES = [1, 0.86];

interface Block {
  row: FigureRow;
  labelLines: string[];
  fragments: { span: Span; lines: string[] }[];
}

export function structure(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows);
  const most = Math.max(1, Math.min(rows.length, task.spec.options.columns ?? 4));
  const choices = Array.from({ length: most }, (_, i) => most - i).filter(
    (c) => c === rows.length || c <= 2 || rows.length % c === 0,
  );
  // Columns in which hardly a clause fits a line come last.
  choices.sort((a, b) => Number(isTight(a, task)) - Number(isTight(b, task)));
  const sizes = task.place.type.label >= 20 ? SLIDE_SIZES : SIZES;
  const tries = choices.flatMap((columns) => sizes.map((size) => set(task, rows, columns, size)));
  const good = tries.find((d) => d.least <= task.place.height);
  const lowest = tries.toSorted((a, b) => a.least - b.least)[0];
  return good ?? lowest ?? NOTHING;
}

const GUTTER = 1.7;

/** Width of one of so many columns, px. */
function columnOf(columns: number, { place }: Task): number {
  return (place.width - place.type.label * GUTTER * (columns - 1)) / columns;
}

function isTight(columns: number, task: Task): boolean {
  return columnOf(columns, task) < task.place.type.label * 7.5;
}

function set(task: Task, rows: FigureRow[], columns: number, share: number): Drawing {
  const { height, type } = task.place;
  const gutter = type.label * GUTTER;
  const own = columnOf(columns, task);
  const lines = Math.ceil(rows.length / columns);
  const size = Math.max(type.note, type.label * share);
  const blocks = rows.map(
    (row): Block => ({
      row,
      labelLines: wrap(rowLabel(row).text, HEI_SEMIBOLD, type.label * 1.08, own),
      fragments: (row.fragments ?? []).map((span) => ({
        span,
        lines: wrap(span.text, labelFace(type), size, own),
      })),
    }),
  );
  const gap = size * 0.55;
  const head = Math.max(1, ...blocks.map((b) => b.labelLines.length)) * type.label * 1.4 + type.label * 1.15;
  const body = (b: Block) => b.fragments.reduce((sum, f) => sum + f.lines.length * size * 1.5 + gap, 0);
  const tallest = head + Math.max(0, ...blocks.map(body));
  const least = lines * tallest + (lines - 1) * type.label;
  const narrow = own < type.label * 6;
  const pitch = Math.max(tallest, Math.min(height / lines, tallest * 1.3 + type.label));
  const drawing: Drawing = {
    option: undefined,
    shapes: [],
    data: [],
    least: narrow ? Number.POSITIVE_INFINITY : least,
    best: least + type.label * 0.5,
  };
  for (const [i, block] of blocks.entries()) {
    const x = (i % columns) * (own + gutter);
    const y = Math.floor(i / columns) * pitch;
    drawing.shapes.push({
      kind: 'line',
      x1: x,
      y1: y + 0.5,
      x2: x + own,
      y2: y + 0.5,
      stroke: COLOUR.navy,
      line: 1,
    });
    drawing.data.push({ texts: blockTexts(block, x, y, { head, size, gap }, task) });
  }
  return drawing;
}

function blockTexts(
  block: Block,
  x: number,
  y: number,
  set: { head: number; size: number; gap: number },
  task: Task,
): Text[] {
  const { type } = task.place;
  const big = type.label * 1.08;
  const style = { face: HEI_SEMIBOLD, size: big, fill: COLOUR.navy };
  const at = { x, y: y + big * 1.5, pitch: type.label * 1.4 };
  const texts = [textLines(rowLabel(block.row), 'label', block.labelLines, style, at)];
  let base = y + set.head + set.size * 0.9;
  for (const { span, lines } of block.fragments) {
    const marked = { text: span.text, mark: { 'data-src': `${span.start}-${span.end}` } };
    const words = { face: labelFace(type), size: set.size, fill: COLOUR.ink };
    texts.push(textLines(marked, 'note', lines, words, { x, y: base, pitch: set.size * 1.5 }));
    base += lines.length * set.size * 1.5 + set.gap;
  }
  return texts;
}
