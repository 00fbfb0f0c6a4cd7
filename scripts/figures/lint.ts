/** Faults that a reader would see in a figure. Codes F…; explained by `npm run explain`. What the finished SVG shows by itself is in lint-svg.ts. */
import { factForms, factMark } from '../marks.ts';
import type { Message, Problem } from '../problem.ts';
import { axesOf, unsuited } from '../report/figure-kinds.ts';
import type { Fact, FigureSpec } from '../report/report.ts';
import type { Drawing, Mark, Text } from './drawing.ts';
import type { DrawnFigure, Place } from './figure.ts';
import { rowLabel } from './label.ts';
import { problem, type SvgPlace } from './lint-svg.ts';
import { printed } from './number.ts';

/** How a figure and its place are called in findings. */
export function placeOf(spec: FigureSpec, place: Place): SvgPlace {
  return {
    product: `figures/${spec.id}.svg`,
    name: { zh: `图 ${spec.id}（${place.id}）`, en: `figure ${spec.id} (${place.id})` },
    ...(place.smallest === undefined ? {} : { smallest: place.smallest }),
  };
}

const wordsOf = (text: Text) => text.lines.map((l) => l.runs.map((r) => r.text).join('')).join('');

const isFact = (fact: Fact | undefined): fact is Fact => fact !== undefined;

/** Checks before drawing: something to draw, one unit an axis, values that the kind can show. */
export function lintSpec(spec: FigureSpec, at: SvgPlace): Problem[] {
  const found: Problem[] = [];
  const tell = (code: string, message: Message) => found.push(problem(at, code, message));
  const rows = spec.groups.flatMap((g) => g.rows);
  if (rows.length === 0) tell('F01', { zh: '没有可画的数据', en: 'nothing to draw' });
  for (const facts of axesOf(spec)) {
    const units = [...new Set(facts.map((f) => f.unit))];
    if (units.length <= 1) continue;
    const [list, first] = [units.join('、'), facts[0]?.label ?? ''];
    tell('F02', {
      zh: `“${first}”所在的坐标轴上单位不一：${list}`,
      en: `mixed units on the axis of “${first}”: ${list}`,
    });
  }
  for (const row of rows)
    for (const fact of [row.value, row.from].filter(isFact)) {
      const why = unsuited(spec.kind, fact, row.from === fact ? 'from' : 'value');
      if (why)
        tell('F10', {
          zh: `“${fact.label}”的“${fact.text}”不适合此图：${why.zh}`,
          en: `“${fact.text}” of “${fact.label}” does not suit this kind: ${why.en}`,
        });
    }
  const points = rows
    .flatMap((r) => [r.value, r.from].filter(isFact))
    .filter((f) => Number.isFinite(f.value));
  if (spec.kind === 'dumbbell' && points.every((f) => f.value === 0) && rows.length > 0)
    tell('F10', { zh: '没有可比较的数', en: 'no number to compare' });
  return found;
}

/** Checks of the layout: every category named, every number printed with its qualifier, axes from zero, room enough. */
export function lintDrawing(spec: FigureSpec, place: Place, drawing: Drawing): Problem[] {
  const found: Problem[] = [];
  const at = placeOf(spec, place);
  const tell = (code: string, message: Message) => found.push(problem(at, code, message));
  const texts = drawing.data.flatMap((d) => d.texts);
  const shown = new Set(texts.map(wordsOf));
  for (const row of spec.groups.flatMap((g) => g.rows)) {
    const label = rowLabel(row).text;
    for (const words of [label, row.note?.text ?? '', ...(row.fragments ?? []).map((f) => f.text)])
      if (words !== '' && !shown.has(words))
        tell('F06', { zh: `图中缺“${words}”`, en: `“${words}” is missing` });
    for (const fact of [row.value, row.from, row.aside].filter(isFact))
      lintFact(fact, texts.filter((t) => isOf(t.mark, fact)).map(wordsOf), tell);
  }
  if (!fromZero(drawing)) tell('F14', { zh: '条或柱没有从零画起', en: 'bars do not begin at zero' });
  if (!Number.isFinite(drawing.least)) {
    tell('F07', { zh: '宽度不足', en: 'too narrow' });
  } else if (drawing.least > place.height + 0.5) {
    const [need, have] = [Math.ceil(drawing.least), Math.round(place.height)];
    tell('F07', {
      zh: `高度不足：需 ${need} px，仅 ${have} px`,
      en: `too low: needs ${need} px, has ${have} px`,
    });
  }
  return found;
}

/** Whether a text is marked as this fact. */
const isOf = (mark: Mark, fact: Fact): boolean =>
  Object.entries(factMark(fact)).every(([name, value]) => mark[name] === value);

/** A number is printed, and nothing that qualifies it is left out. */
function lintFact(
  fact: Fact,
  texts: readonly string[],
  tell: (code: string, message: Message) => void,
): void {
  const named = fact.label === '' ? fact.ref : fact.label;
  if (texts.length === 0)
    tell('F06', { zh: `图中缺“${named}”的“${fact.text}”`, en: `“${fact.text}” of “${named}” is missing` });
  const { before, number, unit, after } = printed(fact);
  const forms = [...factForms(fact), before + number + unit + after];
  const bare = texts.find((text) => !forms.includes(text));
  if (bare !== undefined)
    tell('F13', {
      zh: `“${named}”印作“${bare}”，报告是“${fact.text}”：限定词或单位丢失`,
      en: `“${named}” is printed “${bare}”, the report says “${fact.text}”: a qualifier or unit is lost`,
    });
}

interface Axis {
  type?: string;
  min?: unknown;
  max?: unknown;
}
const list = <T>(one: T | T[] | undefined): T[] =>
  Array.isArray(one) ? one : one === undefined ? [] : [one];

/** Whether every value axis that bears bars holds zero at its beginning, or inside where bars go both ways. */
function fromZero({ option }: Drawing): boolean {
  const axes = { x: list(option?.xAxis as Axis[]), y: list(option?.yAxis as Axis[]) };
  return list(option?.series).every((series) => {
    if (series.type !== 'bar') return true;
    const pair = [axes.x[series.xAxisIndex ?? 0], axes.y[series.yAxisIndex ?? 0]];
    const axis = pair.find((a) => a?.type === 'value');
    return typeof axis?.min === 'number' && typeof axis.max === 'number' && axis.min <= 0 && axis.max >= 0;
  });
}

/** All findings of a drawn figure. */
export function lintFigure(drawn: DrawnFigure): Problem[] {
  return drawn.problems;
}
