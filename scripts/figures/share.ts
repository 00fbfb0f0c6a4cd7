/** Shares: each value in a bar from 0 to 100 %, what it was before as a hollow mark on the bar. */

import type { EChartsOption } from 'echarts';
import { factMark } from '../marks.ts';
import type { Fact, FigureRow } from '../report/report.ts';
import { CHEVRON } from './bar-option.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, type Run, runsWidth, type Task, type Text } from './drawing.ts';
import {
  factText,
  HEI,
  labelFace,
  oneLine,
  periodRuns,
  rowLabel,
  smallPrint,
  smallPrintLine,
  star,
  textLines,
} from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { PLAIN } from './plot.ts';
import { pointForm, pointSeries } from './point.ts';
import { columnWidth, wrap } from './wrap.ts';

interface Frame {
  /** Height of the names where they stand above their bars, px; else 0. */
  head: number;
  names: number;
  left: number;
  right: number;
  /** Room between the frame of the whole and the numbers, px: for chevrons that have none inside the frame. */
  beside: number;
  pitch: number;
  thick: number;
  /** Height below a bar for its small print */
  under: number;
  /** From the row's top to the middle of its bar */
  middle: number;
}

export function share(task: Task): Drawing {
  const { place, spec } = task;
  const { type, height } = place;
  const rows = spec.groups.flatMap((g) => g.rows).filter((r) => r.value);
  const foot = type.note * 1.8;
  const pitch = (height - foot) / Math.max(1, rows.length);
  const frame = frameOf(rows, pitch, task);
  const lines = frame.head > 0 ? 1 : Math.max(1, ...rows.map((r) => linesOf(r, frame, task).length));
  const body = Math.max(type.value * 1.2, type.label * 1.1);
  const least =
    foot + rows.length * (frame.head + Math.max(body, lines * type.label * 1.3) + frame.under + 2);
  const data: Datum[] = rows.map((row, i) => ({ texts: rowTexts(row, pitch * i, frame, task) }));
  data.push({ texts: scaleTexts(frame, scaleTop(rows, frame), type.note) });
  const best = least + rows.length * type.bar * 1.1;
  return { option: optionOf(rows, frame, task), shapes: [], data, least, best };
}

function frameOf(rows: FigureRow[], pitch: number, task: Task): Frame {
  const { type, width } = task.place;
  const names = columnWidth(
    rows.map((r) => rowLabel(r).text),
    labelFace(type),
    type.label,
    { most: width * 0.34, lines: 2 },
  );
  const numbers = Math.max(0, ...rows.map((r) => (r.value ? runsWidth(numberRuns(r.value, type)) : 0)));
  const room = width - numbers - type.label * 0.6;
  const column = names + type.label * 0.75;
  const above = room - column < width * 0.35;
  const under = rows.some((r) => r.from || r.aside || r.note) ? type.note * 1.6 : 0;
  const most = Math.max(
    1,
    ...rows.map((r) => wrap(rowLabel(r).text, labelFace(type), type.label, width).length),
  );
  const head = above ? type.label * (0.25 + 1.25 * most) : 0;
  const free = pitch - under - head;
  const thick = Math.max(1, Math.min(type.bar, free * 0.66));
  const left = above ? 0.5 : column;
  const crowded = rows.some(({ value }) => value && inkOf(value).open && !hasRoom(value, thick, room - left));
  const beside = type.label * 0.6 + (crowded ? gapOf(thick) + thick * CHEVRON_WIDTH : 0);
  const right = width - numbers - beside;
  // Bar and small print together stand in the middle of what the name leaves.
  const middle = head + free / 2;
  return { head, names: above ? width : names, left, right, beside, pitch, thick, under, middle };
}

function linesOf(row: FigureRow, frame: Frame, task: Task): string[] {
  const { type } = task.place;
  return wrap(rowLabel(row).text, labelFace(type), type.label, frame.names + 0.1);
}

function rowTexts(row: FigureRow, top: number, frame: Frame, task: Task): Text[] {
  const { type } = task.place;
  const { value, from } = row;
  if (!value) return [];
  const middle = top + frame.middle;
  const lines = linesOf(row, frame, task);
  const pitch = type.label * 1.25;
  const y = middle - ((lines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  const lastLine = top + frame.middle - frame.thick / 2 - type.label * 0.45;
  const at =
    frame.head > 0
      ? { x: 0, y: lastLine - (lines.length - 1) * pitch, pitch }
      : { x: frame.left - type.label * 0.75, y, pitch, anchor: 'end' as const };
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  const texts = [textLines(rowLabel(row), 'label', lines, style, at)];
  const runs = numberRuns(value, type);
  const x = frame.right + frame.beside;
  texts.push(oneLine(factMark(value), 'value', runs, { x, y: middle + MIDDLE * type.value }));
  const below = middle + frame.thick / 2 + type.note * 1.2;
  if (from) {
    const quiet = { face: HEI, size: type.note, fill: COLOUR.sub };
    const period = periodRuns(from, task.times, quiet);
    const number: Run[] = [{ ...quiet, text: factText(from).text }];
    const wide = runsWidth(period) + type.note * 0.3 + runsWidth(number) + type.note * 0.5;
    const mark = frame.left + ((frame.right - frame.left) * from.value) / 100;
    const start = Math.max(frame.left, Math.min(frame.right - wide, mark - wide / 2));
    if (period.length > 0) texts.push(oneLine({}, 'note', period, { x: start, y: below }));
    const numberX = start + runsWidth(period) + type.note * 0.3;
    texts.push(oneLine(factMark(from), 'value', number, { x: numberX, y: below }));
    if (inkOf(from).derived) texts.push(star(numberX + runsWidth(number) + 1, below, type.note, COLOUR.sub));
  } else texts.push(...smallPrintLine(smallPrint(row), type, { x: frame.left, y: below }).texts);
  return texts;
}

/** The scale stands close under the last bar and what is written below that, px. */
function scaleTop(rows: readonly FigureRow[], frame: Frame): number {
  const last = frame.pitch * (rows.length - 1) + frame.middle + frame.thick / 2 + frame.under;
  return Math.min(frame.pitch * rows.length, last);
}

function scaleTexts(frame: Frame, bottom: number, size: number): Text[] {
  const style = { face: HEI, size, fill: COLOUR.sub };
  const y = bottom + size * 1.2;
  return [
    oneLine({ 'data-scale': '0' }, 'note', [{ ...style, text: '0' }], { x: frame.left, y }),
    oneLine({ 'data-scale': '100' }, 'note', [{ ...style, text: '100%' }], {
      x: frame.right,
      y,
      anchor: 'end',
    }),
  ];
}

/** Widths of a chevron as shares of the bar's thickness: as wished, and below which it is no chevron any more. */
const CHEVRON_WIDTH = 0.36;
const NARROWEST = 0.3;
const gapOf = (thick: number) => Math.min(thick * 0.12, 2.5);

/** Room for a chevron between the end of a bar and the frame of the whole, `wide` px from 0 to 100 %. */
const roomAfter = ({ value }: Fact, thick: number, wide: number) =>
  ((100 - value) / 100) * wide - gapOf(thick) - 1.5;
const hasRoom = (fact: Fact, thick: number, wide: number) =>
  roomAfter(fact, thick, wide) >= thick * NARROWEST;

/**
 * The chevron of a lower bound, after the bar's end: inside the frame of the whole, narrower where little is left of it; beside the
 * frame where near 100 % nothing is. All that stand inside have one size.
 */
function chevronOf(fact: Fact, rows: readonly FigureRow[], { thick, left, right }: Frame) {
  const wide = right - left;
  const gap = gapOf(thick);
  if (!hasRoom(fact, thick, wide)) {
    const width = thick * CHEVRON_WIDTH;
    const rest = ((100 - fact.value) / 100) * wide;
    return { symbolSize: [width, thick * 0.72], symbolOffset: [rest + gap + width / 2, 0] };
  }
  const rooms = rows.flatMap(({ value }) =>
    value && inkOf(value).open && hasRoom(value, thick, wide) ? [roomAfter(value, thick, wide)] : [],
  );
  const width = Math.min(thick * 0.5, ...rooms);
  const height = Math.min(thick, Math.max(thick * 0.72, width * 2));
  return { symbolSize: [width, height], symbolOffset: [gap + width / 2, 0] };
}

function optionOf(rows: FigureRow[], frame: Frame, task: Task): EChartsOption {
  const { width, type } = task.place;
  const line = Math.max(1.25, type.label * 0.09);
  const { thick } = frame;
  const before = Math.min(thick * 0.55, type.label);
  const height = frame.pitch * rows.length;
  // Bars stand off the middle of their rows where small print or names share the row.
  const top = frame.middle - frame.pitch / 2;
  const bar = { type: 'bar' as const, silent: true, barWidth: thick, barGap: '-100%' };
  return {
    ...PLAIN,
    grid: { left: frame.left, right: width - frame.right, top, height, outerBoundsMode: 'none' },
    xAxis: { type: 'value', min: 0, max: 100, show: false },
    yAxis: { type: 'category', inverse: true, data: rows.map((_, i) => String(i)), show: false },
    series: [
      {
        ...bar,
        data: rows.map(() => 100),
        itemStyle: { color: COLOUR.white, borderColor: COLOUR.axis, borderWidth: 0.75 },
      },
      {
        ...bar,
        data: rows.map(({ value }) => {
          const ink = value ? inkOf(value) : null;
          const outline = ink && ink.fill !== ink.stroke ? line : 0;
          return {
            value: value?.value ?? '-',
            itemStyle: {
              color: ink?.fill ?? COLOUR.white,
              borderColor: ink?.stroke ?? COLOUR.white,
              borderWidth: outline,
              ...(ink?.dash ? { borderType: ink.dash.map((d) => d * outline) } : {}),
            },
          };
        }),
      },
      {
        type: 'scatter' as const,
        silent: true,
        symbol: CHEVRON,
        data: rows.flatMap(({ value }, i) =>
          value && inkOf(value).open
            ? [
                {
                  value: [value.value, i],
                  ...chevronOf(value, rows, frame),
                  itemStyle: { color: inkOf(value).text, opacity: 1 },
                },
              ]
            : [],
        ),
      },
      // White parts a dot of what was before from the bar it stands on.
      {
        type: 'scatter' as const,
        silent: true,
        symbol: 'circle',
        symbolSize: before * 1.3,
        itemStyle: { color: COLOUR.white, opacity: 1 },
        data: rows.flatMap(({ from }, i) => (from && pointForm(from) !== 'ring' ? [[from.value, i]] : [])),
      },
      ...pointSeries(
        rows.flatMap(({ from }, i) => (from ? [{ fact: from, value: [from.value, i] }] : [])),
        { xAxisIndex: 0, yAxisIndex: 0 },
        before,
      ),
    ],
  };
}
