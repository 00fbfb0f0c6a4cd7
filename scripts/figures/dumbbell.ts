/** Review year against target on one scale: dot and diamond joined; a target in words stays words, never a point. */
import { factMark } from '../marks.ts';
import type { Fact, FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { type Datum, type Drawing, NOTHING, type Run, runsWidth, type Task, type Text } from './drawing.ts';
import { optionOf, type Pair, type Scale, scaleOf, starRoom } from './dumbbell-scale.ts';
import type { TypeScale } from './figure.ts';
import { keyOf } from './key.ts';
import { HEI, HEI_MEDIUM, labelFace, oneLine, rowLabel, star, textLines } from './label.ts';
import { MIDDLE } from './measure.ts';
import { numberRuns, quietRuns } from './number.ts';
import { wordsOf } from './words.ts';
import { columnWidth, wrap } from './wrap.ts';

/** How rows are set: names beside or above the points; targets in words on one line or two. */
interface Setting {
  above: boolean;
  wrapped: boolean;
}

const SETTINGS: readonly Setting[] = [
  { above: false, wrapped: false },
  { above: false, wrapped: true },
  { above: true, wrapped: false },
  { above: true, wrapped: true },
];

const finite = (fact: Fact | undefined): fact is Fact => fact !== undefined && Number.isFinite(fact.value);

/** The first setting whose points spread over a fair part of the width, else the widest one. */
export function dumbbell(task: Task): Drawing {
  const drawings = SETTINGS.map((setting) => set(task, setting));
  const fair = drawings.find(
    (d) => d.spread >= task.place.width * 0.17 && d.drawing.least <= task.place.height,
  );
  const lowest = drawings
    .filter((d) => d.spread >= task.place.width * 0.1)
    .sort((a, b) => a.drawing.least - b.drawing.least)[0];
  const chosen = fair ?? lowest;
  if (chosen) return chosen.drawing;
  const last = drawings.at(-1)?.drawing ?? NOTHING;
  return { ...last, least: Number.POSITIVE_INFINITY };
}

function set(task: Task, setting: Setting): { drawing: Drawing; spread: number } {
  const { place, spec } = task;
  const { type, width, height } = place;
  const rows = spec.groups.flatMap((g) => g.rows);
  const labels = rows.map((r) => rowLabel(r).text);
  const names = setting.above
    ? width
    : columnWidth(labels, labelFace(type), type.label, { most: width * 0.3, lines: 2 });
  const left = setting.above ? 0 : names + type.label * 1.2;
  const dot = Math.min(type.bar * 0.62, type.label * 0.95);
  const pairs = rows.map((row) => pairOf(row, names, setting, task));
  const scale = scaleOf(pairs, left, width, dot, type.label * 0.5);
  const facts = [rows.map((r) => r.from).find(finite), rows.map((r) => r.value).find(finite)].filter(finite);
  const pale = rows.flatMap((r) => [r.from, r.value]).some((f) => f?.encoding === 'expected');
  const key = keyOf(facts, left, 'points', task, pale);
  const top = key.height;
  const foot = scale.broken ? type.note * 1.7 : 0;
  const pitch = (height - top - foot) / Math.max(1, rows.length);
  const lines = Math.max(1, ...pairs.map((p) => p.labelLines.length));
  const head = setting.above ? type.label * (0.1 + 1.25 * lines) : 0;
  const wordLines = Math.max(1, ...pairs.map((p) => p.words?.lines.length ?? 1));
  const small = type.small ?? type.value;
  const row = Math.max(type.value * 1.25, wordLines * small * 1.25, dot * 1.6);
  const beside = setting.above ? 0 : lines * type.label * 1.25 + type.label * 0.2;
  const least = top + foot + rows.length * (head + Math.max(row, beside));
  const data: Datum[] = [key.datum];
  for (const [i, pair] of pairs.entries()) {
    const middle = top + pitch * (i + 0.5);
    data.push({ texts: rowTexts(pair, middle, { left, dot, scale, head, task }) });
  }
  if (scale.broken) {
    const runs: Run[] = [{ text: wordsOf(task.times).axis, face: HEI, size: type.note, fill: COLOUR.sub }];
    data.push({ texts: [oneLine({}, 'note', runs, { x: left, y: height - type.note * 0.3 })] });
  }
  const option = optionOf(pairs, {
    top: top + head / 2,
    height: pitch * rows.length,
    scale,
    dot,
    width,
    above: setting.above,
  });
  const spread = scale.fits ? scale.x(scale.max) - scale.x(scale.min) : 0;
  const best = least + rows.length * type.label;
  return { drawing: { option, shapes: key.shapes, data, least, best }, spread };
}

function pairOf(row: FigureRow, names: number, setting: Setting, task: Task): Pair {
  const { type, width } = task.place;
  const label = rowLabel(row);
  const labelLines = wrap(label.text, labelFace(type), type.label, names + 0.1);
  const points = [row.from, row.value].filter(finite).map((fact) => ({
    fact,
    runs: fact === row.value ? numberRuns(fact, type) : quietRuns(fact, type, inkOf(fact).text),
  }));
  points.sort((a, b) => a.fact.value - b.fact.value);
  const { value } = row;
  const size = type.small ?? type.label;
  const words =
    value && !finite(value)
      ? {
          fact: value,
          lead: { text: wordsOf(task.times).targetOf, face: HEI_MEDIUM, size, fill: COLOUR.red },
          lines: wordLines(value, size, setting.wrapped ? width * 0.38 : width, type),
        }
      : null;
  return { label, labelLines, points, words };
}

function wordLines(fact: Fact, size: number, width: number, type: TypeScale): Run[][] {
  const [run] = numberRuns(fact, { ...type, value: size, small: size }, COLOUR.red);
  return run ? wrap(run.text, run.face, size, width).map((text) => [{ ...run, text }]) : [];
}

interface RowPlace {
  left: number;
  dot: number;
  scale: Scale;
  /** Height of the name above the points, px; 0 where names stand beside them. */
  head: number;
  task: Task;
}

function rowTexts(pair: Pair, middle: number, at: RowPlace): Text[] {
  const { type } = at.task.place;
  const gap = type.label * 0.5 + at.dot / 2;
  const pitch = type.label * 1.25;
  const y = middle - ((pair.labelLines.length - 1) * pitch) / 2 + MIDDLE * type.label;
  const centre = middle + at.head / 2;
  // Above its points a name stands close to them, not half-way to the row before.
  const words = (pair.words?.lines.length ?? 0) * (type.small ?? type.label) * 1.25;
  const over = centre - Math.max(at.dot * 0.6, type.value * 0.55, words / 2) - type.label * 0.3;
  const name =
    at.head > 0
      ? { x: 0, y: over - (pair.labelLines.length - 1) * pitch, pitch }
      : { x: at.left - type.label * 1.2, y, pitch, anchor: 'end' as const };
  const style = { face: labelFace(type), size: type.label, fill: COLOUR.ink };
  const texts = [textLines(pair.label, 'label', pair.labelLines, style, name)];
  for (const [i, point] of pair.points.entries()) {
    const { fact, runs } = point;
    const base = centre + MIDDLE * 0.97 * Math.max(...runs.map((r) => r.size));
    const before = i === 0 && (pair.points.length === 2 || pair.words !== null);
    const room = starRoom(fact, at.dot);
    const x = at.scale.x(fact.value);
    const start = before ? x - gap - room - runsWidth(runs) : x + gap;
    texts.push(oneLine(factMark(fact), 'value', runs, { x: start, y: base }));
    if (room > 0) texts.push(star(start + runsWidth(runs) + 1, base, type.label, COLOUR.navy));
  }
  if (pair.words) {
    const { fact, lead, lines } = pair.words;
    const [point] = pair.points;
    const x = point ? at.scale.x(point.fact.value) + gap : at.left;
    const pitch = lead.size * 1.25;
    const y = centre + MIDDLE * lead.size - ((lines.length - 1) * pitch) / 2;
    texts.push(oneLine({}, 'note', [lead], { x, y }));
    const start = x + runsWidth([lead]);
    const placed = lines.map((runs, i) => ({ x: start, y: y + i * pitch, runs }));
    texts.push({ mark: factMark(fact), role: 'value', lines: placed });
  }
  return texts;
}
