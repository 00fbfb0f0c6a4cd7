/** Faults that a reader would see, found in the layout itself. Codes F…; explained by `npm run explain`. */
import type { Message, Problem } from '../problem.ts';
import type { Fact, FigureSpec } from '../report/report.ts';
import { type Drawing, lineBox, type Text } from './drawing.ts';
import type { DrawnFigure, Place } from './figure.ts';
import { rowLabel } from './label.ts';
import { MOST_UNITS } from './squares.ts';

/** Smallest text: 8.2 pt on paper (design.md §4, §5); slides, recognised by their width, 16 px (§3). */
const LEAST = { paper: (8.2 * 96) / 72, slide: 16 };
const SLIDE_WIDTH = 1000;
/** Boxes may share this much (px): side bearings of the glyphs. */
const TOUCH = 0.6;

function problem(spec: FigureSpec, code: string, message: Message): Problem {
  const where = { product: `figures/${spec.id}.svg` };
  const named = { zh: `图 ${spec.id}：${message.zh}`, en: `figure ${spec.id}: ${message.en}` };
  return { code, severity: 'error', message: named, where };
}

const wordsOf = (text: Text) => text.lines.map((l) => l.runs.map((r) => r.text).join('')).join('');

/** Checks before drawing: something to draw, one unit an axis, finite numbers. */
export function lintSpec(spec: FigureSpec): Problem[] {
  const found: Problem[] = [];
  const rows = spec.groups.flatMap((g) => g.rows);
  if (rows.length === 0) found.push(problem(spec, 'F01', { zh: '没有可画的数据', en: 'nothing to draw' }));
  const axes: (Fact | undefined)[][] =
    spec.kind === 'bar' || spec.kind === 'dumbbell' || spec.kind === 'share'
      ? [rows.flatMap((r) => [r.value, r.from])]
      : spec.kind === 'slope' || spec.kind === 'pairs'
        ? rows.map((r) => [r.value, r.from])
        : [];
  for (const axis of axes) {
    const facts = axis.filter((f): f is Fact => f !== undefined && Number.isFinite(f.value));
    const units = [...new Set(facts.map((f) => f.unit))];
    if (units.length <= 1) continue;
    const list = units.join('、');
    found.push(
      problem(spec, 'F02', { zh: `同一坐标轴上单位不一：${list}`, en: `mixed units on one axis: ${list}` }),
    );
  }
  for (const fact of rows.flatMap((r) => [r.value, r.from]))
    if (fact && beyond(spec.kind, fact))
      found.push(
        problem(spec, 'F10', {
          zh: `“${fact.text}”不适合此图：比例须在0至100%之间，方格须为整数且不超过${MOST_UNITS}个`,
          en: `"${fact.text}" does not suit this kind of figure`,
        }),
      );
  return found;
}

/** A share outside 0–100 %, more squares than can be counted. */
function beyond(kind: FigureSpec['kind'], fact: Fact): boolean {
  if (!Number.isFinite(fact.value)) return false;
  if (kind === 'share') return fact.unit !== '%' || fact.value < 0 || fact.value > 100;
  if (kind === 'unit-grid') return (fact.high ?? fact.value) > MOST_UNITS || !Number.isInteger(fact.value);
  return false;
}

/** Checks of the layout: every text inside, none over another, none too small, every category named, tall enough. */
export function lintDrawing(spec: FigureSpec, place: Place, drawing: Drawing): Problem[] {
  const found: Problem[] = [];
  const texts = drawing.data.flatMap((d) => d.texts);
  const least = place.smallest ?? (place.width > SLIDE_WIDTH ? LEAST.slide : LEAST.paper);
  const boxes = texts.flatMap((text) => text.lines.map((line) => ({ text, line, ...lineBox(line) })));
  for (const box of boxes) {
    const words = box.line.runs.map((r) => r.text).join('');
    const out =
      box.left < -TOUCH ||
      box.right > place.width + TOUCH ||
      box.top < -TOUCH ||
      box.bottom > place.height + TOUCH;
    if (out) found.push(problem(spec, 'F03', { zh: `文字超出图面：${words}`, en: `text cut off: ${words}` }));
    for (const run of box.line.runs)
      if (run.size < least - 0.01)
        found.push(
          problem(spec, 'F05', {
            zh: `字太小（${run.size.toFixed(1)} px）：${run.text}`,
            en: `text too small (${run.size.toFixed(1)} px): ${run.text}`,
          }),
        );
  }
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across <= TOUCH || down <= TOUCH) continue;
      const pair = [wordsOf(a.text), wordsOf(b.text)].join(' × ');
      found.push(problem(spec, 'F04', { zh: `文字相叠：${pair}`, en: `overlap: ${pair}` }));
    }
  const shown = new Set(texts.map(wordsOf));
  for (const row of spec.groups.flatMap((g) => g.rows)) {
    const label = rowLabel(row).text;
    if (label !== '' && !shown.has(label))
      found.push(
        problem(spec, 'F06', { zh: `缺少类别名称：${label}`, en: `missing category name: ${label}` }),
      );
  }
  if (!Number.isFinite(drawing.least)) {
    found.push(problem(spec, 'F07', { zh: '宽度不足', en: 'too narrow' }));
  } else if (drawing.least > place.height + 0.5) {
    const [need, have] = [Math.ceil(drawing.least), Math.round(place.height)];
    found.push(
      problem(spec, 'F07', {
        zh: `高度不足：需 ${need} px，仅 ${have} px`,
        en: `too low: needs ${need} px, has ${have} px`,
      }),
    );
  }
  return found;
}

/** Checks of the finished SVG: nothing that prints badly, nothing undefined. */
export function lintSvg(spec: FigureSpec, svg: string): Problem[] {
  const found: Problem[] = [];
  const banned = /<(pattern|filter|style|image|foreignObject|script)\b/i.exec(svg)?.[1];
  if (banned)
    found.push(
      problem(spec, 'F08', { zh: `含有不能印刷的元素 <${banned}>`, en: `forbidden element <${banned}>` }),
    );
  const broken = /="[^"]*(?:NaN|undefined|Infinity|\[object)[^"]*"/.exec(svg)?.[0];
  if (broken)
    found.push(problem(spec, 'F09', { zh: `坐标无效：${broken}`, en: `broken attribute: ${broken}` }));
  return found;
}

/** All findings of a drawn figure. */
export function lintFigure(drawn: DrawnFigure): Problem[] {
  return drawn.problems;
}
