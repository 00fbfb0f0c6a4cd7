/** Horizontal bars from zero: declines leftwards among increases, lower bounds with a chevron after the bar's end, small print after the number. */
import { factMark } from '../marks.ts';
import type { Fact, FigureRow } from '../report/report.ts';
import { type Band, type Bar, barOption, chevron, type Layout } from './bar-option.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, runsWidth, type Task, type Text } from './drawing.ts';
import type { TypeScale } from './figure.ts';
import {
  HEI_SEMIBOLD,
  labelFace,
  type Marked,
  oneLine,
  rowLabel,
  smallPrint,
  smallPrintLine,
  star,
  starWidth,
  textLines,
  wordsLabel,
} from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { columnWidth, wrap } from './wrap.ts';

/** How the rows are set: names in a column or above their bars; small print beside the number or below it. */
interface Setting {
  above: boolean;
  stacked: boolean;
}

export function bar(task: Task): Drawing {
  const { place, spec } = task;
  const groups = spec.groups.map((g) => ({ label: g.label, rows: sorted(g.rows, spec.options.sort) }));
  const count = groups.reduce((sum, g) => sum + g.rows.length, 0);
  const heads = groups.filter((g) => g.label).length;
  const headHeight = place.type.label * 1.9;
  const pitch = (place.height - heads * headHeight) / Math.max(1, count);
  const rows = groups.flatMap((g) => g.rows).filter((r) => r.value);
  const setting = settingOf(task, rows, pitch);
  const layout = layOut(task, rows, setting, pitch);
  const tall = count * leastPitch(place.type, rows, setting, place.width) + heads * headHeight;
  // A number or small print that is wider than the place fits at no height.
  const least = layout.fits ? tall : Number.POSITIVE_INFINITY;
  // Few rows stand apart, many close up.
  const best = Math.max(
    least,
    count * place.type.bar * (count <= 4 ? 2 : count <= 6 ? 1.75 : 1.5) + heads * headHeight,
  );
  const drawing: Drawing = { option: undefined, shapes: [], data: [], least, best };
  const grids: Band[] = [];
  let top = 0;
  let from = 0;
  for (const group of groups) {
    if (group.label) {
      drawing.data.push({ texts: [head(group.label.text, wordsLabel(group.label), top, place.type)] });
      top += headHeight;
    }
    const bars = layout.bars.slice(from, from + group.rows.length);
    from += group.rows.length;
    grids.push({ bars, top, height: pitch * group.rows.length });
    drawing.data.push(...bars.map((b, i) => rowTexts(b, top + pitch * (i + 0.5), layout, setting, task)));
    top += pitch * group.rows.length;
  }
  drawing.option = barOption(grids, layout, task);
  return drawing;
}

function sorted(rows: FigureRow[], sort: 'value' | 'given'): FigureRow[] {
  if (sort === 'given') return rows;
  return rows.toSorted((a, b) => (b.value?.value ?? Number.NaN) - (a.value?.value ?? Number.NaN) || 0);
}

/** Small print goes below the number where it is large or where the bars would otherwise shrink; names above where the column would eat the bars. */
function settingOf(task: Task, rows: FigureRow[], pitch: number): Setting {
  const { type, width } = task.place;
  const room = pitch >= stackHeight(type);
  const any = rows.some((r) => r.aside || r.note);
  for (const above of task.place.above ? [true] : [false, true]) {
    const stackRoom = above ? pitch >= stackHeight(type) + headOf(rows, type, width) : room;
    const beside = layOut(task, rows, { above, stacked: false }, pitch);
    const below = layOut(task, rows, { above, stacked: true }, pitch);
    const reach = (l: Layout) => l.scale * span(l.bars);
    const large = type.value >= type.label * 1.5;
    const stacked =
      any && ((stackRoom && (large || reach(beside) < 0.8 * reach(below))) || reach(beside) < width * 0.2);
    const best = stacked ? below : beside;
    // Where all is zero there are no bars to make room for.
    if (above || (best.fits && (span(best.bars) === 0 || reach(best) >= width * 0.3)))
      return { above, stacked };
  }
  return { above: true, stacked: any };
}

function span(bars: readonly Bar[]): number {
  const values = bars.map((b) => b.value).filter(Number.isFinite);
  return Math.max(0, ...values) - Math.min(0, ...values);
}

function stackHeight(type: TypeScale): number {
  return type.value * 1.1 + type.note * 1.7;
}

/** Least height of a row, px. */
function leastPitch(type: TypeScale, rows: FigureRow[], setting: Setting, width: number): number {
  const any = rows.some((r) => r.aside || r.note);
  const number = setting.stacked && any ? stackHeight(type) : type.value * 1.25;
  if (setting.above) {
    const head = headOf(rows, type, width);
    return head - type.label * 0.15 + Math.max(number, type.label * 1.2) + type.label * 0.45;
  }
  const lines = labelsOf(rows, type, width).lines;
  return Math.max(number, lines * type.label * 1.25 + type.label * 0.3, type.label * 1.45);
}

function labelsOf(rows: FigureRow[], type: TypeScale, width: number): { width: number; lines: number } {
  const face = labelFace(type);
  const texts = rows.map((r) => rowLabel(r).text);
  const column = columnWidth(texts, face, type.label, { most: width * 0.34, lines: 2 });
  const lines = Math.max(1, ...texts.map((t) => wrap(t, face, type.label, column + 0.1).length));
  return { width: column, lines };
}

/** Height of the names above their bars, px. */
function headOf(rows: FigureRow[], type: TypeScale, width: number): number {
  const lines = rows.map((r) => wrap(rowLabel(r).text, labelFace(type), type.label, width).length);
  return type.label * (0.35 + 1.25 * Math.max(1, ...lines));
}

/** Finds zero and the scale so that every bar with all that follows it ends inside the place. */
function layOut(task: Task, rows: FigureRow[], setting: Setting, pitch: number): Layout {
  const { type, width } = task.place;
  const names = labelsOf(rows, type, width);
  const labelWidth = setting.above ? width : names.width;
  const left = setting.above ? 0 : names.width + type.label * 0.75;
  const head = setting.above ? headOf(rows, type, width) : 0;
  const free = pitch - head;
  const thick = Math.max(1, Math.min(type.bar, free * (setting.above ? 0.72 : 0.62)));
  // Declines alone go to the right from a zero beside their names, as long as they are deep: the number says 下降.
  const falls = rows.every((r) => r.value !== undefined && r.value.value < 0);
  const bars = rows.flatMap((row): Bar[] => {
    const fact = row.value;
    if (!fact) return [];
    const value = falls ? Math.abs(fact.high ?? fact.value) : (fact.high ?? fact.value);
    const label = rowLabel(row);
    const small = smallPrint(row);
    const smallWidth = smallPrintLine(small, type, { x: 0, y: 0 }).width;
    const number = runsWidth(numberRuns(fact, type)) + (inkOf(fact).derived ? starWidth(type.label) : 0);
    const text = setting.stacked
      ? Math.max(number, smallWidth)
      : number + (small.length ? type.note * 0.7 + smallWidth : 0);
    const side = value < 0 ? -1 : 1;
    const labelLines = wrap(label.text, labelFace(type), type.label, labelWidth + 0.1);
    return [{ fact, value, label, labelLines, small, tail: lead(fact, thick, type) + text, side }];
  });
  const free2 = width - left;
  const length = (b: Bar) => Math.abs(b.value);
  const ends = (side: 1 | -1) => [
    { tail: 0, length: 0 },
    ...bars
      .filter((b) => b.side === side)
      .map((b) => ({ tail: b.tail, length: Number.isNaN(length(b)) ? 0 : length(b) })),
  ];
  let scale = Number.POSITIVE_INFINITY;
  for (const up of ends(1))
    for (const down of ends(-1))
      if (up.length + down.length > 0)
        scale = Math.min(scale, (free2 - up.tail - down.tail) / (up.length + down.length));
  if (!Number.isFinite(scale) || scale < 0) scale = 0;
  const zero = left + Math.max(...ends(-1).map((d) => d.length * scale + d.tail));
  return {
    bars,
    left,
    zero,
    scale,
    thick,
    pitch,
    head,
    fits: bars.every((b) => left + b.tail <= width + 0.5),
  };
}

/** From the bar's end to the number: gap, and chevron where the value is a lower bound. */
function lead(fact: Fact, thick: number, type: TypeScale): number {
  const gap = Math.max(type.label * 0.55, type.value * 0.3);
  return inkOf(fact).open ? gap + chevron(thick).room : gap;
}

function head(text: string, marked: Marked, top: number, type: TypeScale): Text {
  const runs = [{ text, face: HEI_SEMIBOLD, size: type.label, fill: COLOUR.navy }];
  return oneLine(marked.mark, 'head', runs, { x: 0, y: top + type.label * 1.1 });
}

function rowTexts(b: Bar, middle: number, layout: Layout, setting: Setting, task: Task): Datum {
  const { type } = task.place;
  const face = labelFace(type);
  const pitch = type.label * 1.25;
  const labelMiddle = middle - ((b.labelLines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  // Above its bar a name stands close to it, not half-way to the bar before.
  const block = setting.stacked && b.small.length > 0 ? stackHeight(type) : type.value;
  const centre = middle + layout.head / 2;
  const lastLine = centre - type.label * 0.4 - Math.max(layout.thick, block) / 2;
  const labelTop = lastLine - (b.labelLines.length - 1) * pitch;
  const at = setting.above
    ? { x: 0, y: labelTop, pitch }
    : { x: layout.left - type.label * 0.75, y: labelMiddle, pitch, anchor: 'end' as const };
  const style = { face, size: type.label, fill: COLOUR.ink };
  const texts = [textLines(b.label, 'label', b.labelLines, style, at)];
  const runs = numberRuns(b.fact, type);
  const value = Number.isNaN(b.value) ? 0 : b.value;
  const end = layout.zero + value * layout.scale + b.side * lead(b.fact, layout.thick, type);
  const below = setting.stacked && b.small.length > 0;
  const y = below ? centre - stackHeight(type) / 2 + type.value * 0.9 : centre + MIDDLE * type.value;
  const x = b.side === 1 ? end : end - (b.tail - lead(b.fact, layout.thick, type));
  texts.push(oneLine(factMark(b.fact), 'value', runs, { x, y }));
  let after = x + runsWidth(runs);
  if (inkOf(b.fact).derived) texts.push(star(after + 1, y, type.label, COLOUR.navy));
  if (inkOf(b.fact).derived) after += starWidth(type.label);
  const small = below ? { x, y: y + type.note * 1.45 } : { x: after + type.note * 0.7, y };
  texts.push(...smallPrintLine(b.small, type, small).texts);
  return { texts };
}
