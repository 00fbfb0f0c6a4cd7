/** Levels of a system as the report lists them, and shares of it as bars of 0–100 % below. Words only: no width or height means anything. */
import { factMark } from '../marks.ts';
import type { FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Drawing, NOTHING, runsWidth, type Shape, type Task, type Text } from './drawing.ts';
import { HEI, HEI_SEMIBOLD, labelFace, oneLine, rowLabel, textLines } from './label.ts';
import { advance, MIDDLE } from './measure.ts';
import { numberRuns } from './number.ts';
import { passage } from './passage.ts';
import { wrap } from './wrap.ts';

/** A part of the drawing from its top down. */
interface Part {
  shapes: Shape[];
  texts: Text[][];
  height: number;
  fits: boolean;
}

/** A share stands in a bar unless it belongs to a named level. */
const isShare = (row: FigureRow): boolean => row.value?.unit === '%' && row.name === undefined;

export function layers(task: Task): Drawing {
  const rows = task.spec.groups.flatMap((g) => g.rows);
  const levels = rows.filter((r) => !isShare(r));
  const shares = rows.filter(isShare);
  if (rows.length === 0) return NOTHING;
  const { height } = task.place;
  const settings: { task: Task; set: (grow: number) => Part }[] = [
    ...sizesOf(task).map((task) => ({ task, set: (grow: number) => chain(task, levels, 1, grow) })),
    { task, set: (grow) => chain(task, levels, 0.9, grow) },
    { task, set: (grow) => bands(task, levels, grow) },
  ];
  const tries = settings.map((setting) => {
    const [part, bars] = [setting.set(0), sharesFrom(setting.task, shares, 0)];
    const least = part.fits && bars.fits ? part.height + bars.height : Number.POSITIVE_INFINITY;
    return { ...setting, least };
  });
  const good = tries.find((t) => t.least <= height) ?? tries.toSorted((a, b) => a.least - b.least)[0];
  if (!good) return NOTHING;
  const { least, task: sized } = good;
  const { type } = sized.place;
  // What is left over makes the levels a little higher and parts them from the bars.
  const extra = Number.isFinite(least) ? Math.max(0, height - least) : 0;
  const grow = shares.length > 0 ? Math.min(extra * 0.5, type.label * 2.2) : extra;
  const part = good.set(grow);
  const bars = sharesFrom(sized, shares, part.height + extra - grow);
  return {
    option: undefined,
    shapes: [...part.shapes, ...bars.shapes],
    data: [...part.texts, ...bars.texts].map((texts) => ({ texts })),
    least,
    best: least + type.label * (shares.length > 0 ? 1.4 : 0.8),
  };
}

/** On a slide a few levels and shares are set larger than a row of a chart: the largest first. Elsewhere one size. */
function sizesOf(task: Task): Task[] {
  const { type } = task.place;
  if (type.face !== 'song') return [task];
  return [1.3, 1.15, 1].map((by) => {
    const scaled = {
      ...{ label: type.label * by, value: type.value * by, note: type.note },
      ...{ small: (type.small ?? type.label) * by, bar: type.bar * by },
    };
    return { ...task, place: { ...task.place, type: { ...type, ...scaled } } };
  });
}

/** Boxes side by side, joined; what belongs to a level stands under it and may reach under neighbours that have nothing. */
function chain(task: Task, levels: FigureRow[], share: number, grow: number): Part {
  const y = 0;
  const { width, type } = task.place;
  const size = Math.max(type.note, type.label * share);
  const gap = type.label * 1.2;
  const own = (width - gap * (levels.length - 1)) / Math.max(1, levels.length);
  const inner = own - type.label * 0.6;
  const lines = levels.map((r) => wrap(rowLabel(r).text, HEI_SEMIBOLD, type.label, inner));
  const most = Math.max(1, ...lines.map((l) => l.length));
  const box = type.label * (0.9 + 1.3 * most) + grow;
  const part: Part = { shapes: [], texts: [], height: box, fits: most <= 2 && inner >= type.label * 2.5 };
  const says = (row: FigureRow | undefined) =>
    row !== undefined && (row.value ?? row.note ?? row.fragments?.length);
  for (const [i, row] of levels.entries()) {
    const x = i * (own + gap);
    const middle = y + box / 2;
    if (i > 0)
      part.shapes.push({
        kind: 'line',
        x1: x - gap,
        y1: middle,
        x2: x,
        y2: middle,
        stroke: COLOUR.navy,
        line: 1.25,
      });
    part.shapes.push({
      kind: 'rect',
      x: x + 1,
      y: y + 1,
      width: own - 2,
      height: box - 2,
      fill: COLOUR.white,
      stroke: COLOUR.navy,
      line: 1,
    });
    const label = lines[i] ?? [];
    const first = middle - ((label.length - 1) * type.label * 1.3) / 2 + MIDDLE * type.label;
    const style = { face: HEI_SEMIBOLD, size: type.label, fill: COLOUR.navy };
    const texts = [
      textLines(rowLabel(row), 'label', label, style, {
        x: x + own / 2,
        y: first,
        pitch: type.label * 1.3,
        anchor: 'middle',
      }),
    ];
    let reach = i + 1;
    while (reach < levels.length && !says(levels[reach])) reach += 1;
    const wide = (reach - i) * (own + gap) - gap;
    if (says(row)) {
      const set = passage(row, { x, y: y + box + size * 0.45, width: wide }, size, type, { unnamed: true });
      part.height = Math.max(part.height, box + size * 0.45 + set.height);
      texts.push(...set.texts);
    }
    part.texts.push(texts);
  }
  return part;
}

/** Bands one under the other, all alike; what belongs to a level stands beside its name, or under it where that is too narrow. */
function bands(task: Task, levels: FigureRow[], grow: number): Part {
  const { width, type } = task.place;
  const pad = type.label * 0.5;
  const size = Math.max(type.note, type.label * 0.95);
  const names = Math.max(0, ...levels.map((r) => advance(rowLabel(r).text, HEI_SEMIBOLD, type.label)));
  const beside = width - names - pad * 4;
  const under = beside < size * 8;
  const part: Part = { shapes: [], texts: [], height: 0, fits: names + pad * 2 <= width };
  const inset = pad * 0.35 + grow / Math.max(1, levels.length * 2);
  let y = 0;
  for (const row of levels) {
    const at = under
      ? { x: pad, y: y + inset + type.label * 1.35, width: width - pad * 2 }
      : { x: names + pad * 3, y: y + inset, width: beside };
    const set = passage(row, at, size, type, { unnamed: true });
    const name = type.label * 1.3;
    const tall = inset * 2 + (under ? name + set.height : Math.max(name, set.height));
    part.shapes.push({
      kind: 'rect',
      x: 0.5,
      y: y + 0.5,
      width: width - 1,
      height: tall - 1,
      fill: COLOUR.white,
      stroke: COLOUR.navy,
      line: 1,
    });
    const style = { face: HEI_SEMIBOLD, size: type.label, fill: COLOUR.navy };
    const baseline = y + inset + type.label;
    const label = rowLabel(row);
    part.texts.push([
      textLines(label, 'label', [label.text], style, { x: pad, y: baseline, pitch: 0 }),
      ...set.texts,
    ]);
    y += tall + Math.max(2, type.label * 0.15);
  }
  part.height = y;
  return part;
}

/** Shares below the levels: name over a bar from 0 to 100 %, number at its right. */
function sharesFrom(task: Task, rows: FigureRow[], top: number): Part {
  const { width, type } = task.place;
  const part: Part = { shapes: [], texts: [], height: 0, fits: true };
  if (rows.length === 0) return part;
  const numbers = Math.max(...rows.map((r) => (r.value ? runsWidth(numberRuns(r.value, type)) : 0)));
  const left = 0.5;
  const right = width - numbers - type.label * 0.6;
  const thick = Math.min(type.bar, type.value * 0.9);
  part.fits = right > width * 0.3;
  let y = top + type.label * 0.9;
  for (const row of rows) {
    const { value } = row;
    if (!value) continue;
    const ink = inkOf(value);
    const face = labelFace(type);
    const lines = wrap(rowLabel(row).text, face, type.label, width);
    const style = { face, size: type.label, fill: COLOUR.ink };
    const texts = [
      textLines(rowLabel(row), 'label', lines, style, { x: 0, y: y + type.label, pitch: type.label * 1.3 }),
    ];
    const bar = y + lines.length * type.label * 1.3 + Math.max(type.label * 0.25, (type.value - thick) / 2);
    const filled = ((right - left) * Math.min(100, Math.max(0, value.value))) / 100;
    const outline = Math.max(1.25, type.label * 0.09);
    part.shapes.push(
      {
        kind: 'rect',
        x: left,
        y: bar,
        width: right - left,
        height: thick,
        fill: COLOUR.white,
        stroke: COLOUR.axis,
        line: 1,
      },
      {
        kind: 'rect',
        x: left,
        y: bar,
        width: filled,
        height: thick,
        fill: ink.fill,
        stroke: ink.stroke,
        line: ink.fill === ink.stroke ? 0 : outline,
      },
    );
    const tip = Math.min(thick * 0.5, right - left - filled - thick * 0.24);
    if (ink.open && tip > thick * 0.2) {
      const x = left + filled + thick * 0.12 + outline / 2;
      const corners = [
        `${x} ${bar}`,
        `${x + tip} ${bar + thick / 2}`,
        `${x} ${bar + thick}`,
        `${x + tip * 0.4} ${bar + thick / 2}`,
      ];
      part.shapes.push({ kind: 'path', d: `M${corners.join('L')}Z`, fill: ink.text });
    }
    const runs = numberRuns(value, type);
    const baseline = bar + thick / 2 + MIDDLE * type.value;
    texts.push(oneLine(factMark(value), 'value', runs, { x: right + type.label * 0.6, y: baseline }));
    part.texts.push(texts);
    y = bar + Math.max(thick, type.value) + type.label * 0.35;
  }
  const scale = { face: HEI, size: type.note, fill: COLOUR.sub };
  const at = y + type.note * 0.75;
  part.texts.push([
    oneLine({ 'data-scale': '0' }, 'note', [{ ...scale, text: '0' }], { x: left, y: at }),
    oneLine({ 'data-scale': '100' }, 'note', [{ ...scale, text: '100%' }], {
      x: right,
      y: at,
      anchor: 'end',
    }),
  ]);
  part.height = at + type.note * 0.2 - top;
  return part;
}
