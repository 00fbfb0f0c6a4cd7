/** Faults that can be seen in the text of an SVG alone: what it holds, what it inks, and whether that can be read. */
import type { Message, Problem } from '../problem.ts';
import { COLOUR } from './colours.ts';
import { contrast, lightness } from './contrast.ts';
import { type Box, type Inked, type InkedShape, inkedOf } from './inked.ts';

/** Where an SVG is and how it is called in messages. */
export interface SvgPlace {
  /** Path below dist/<report>/. */
  product: string;
  /** In messages: the figure and its place. */
  name: Message;
  /** Smallest text, px; by default what paper or slides, recognised by their width, allow. */
  smallest?: number;
}

/** Smallest text, px: 8.2 pt on paper (design.md §4, §5); on slides 16, numbers and names 20 (§3). */
const LEAST = { paper: (8.2 * 96) / 72, slide: 16, slideNamed: 20 } as const;
const SLIDE_WIDTH = 1000;
/** Boxes may share this much (px): side bearings of the glyphs. */
const TOUCH = 0.6;
/** WCAG 1.4.3 and 1.4.11. */
const READABLE = 4.5;
const VISIBLE = 3;
/** Difference of lightness L* by which marks of one form are told apart without colour (charts.md rule 11). */
const APART = 15;
/** The darker of the two papers: what is readable on it is readable on white. */
const PAPER = '#FBF8F1';
/** Connectors and hairlines: they separate or join, and carry nothing of their own. */
const CONTEXT: ReadonlySet<string> = new Set([COLOUR.silver, COLOUR.grid]);
/** Besides these, axes and the frames of shares. */
const STRUCTURE: ReadonlySet<string> = new Set([...CONTEXT, COLOUR.axis]);

const FORBIDDEN =
  /<(pattern|filter|image|foreignObject|script|linearGradient|radialGradient|mask|animate\w*)\b|\b(?:xlink:)?href="(?!#)/i;
const BROKEN = /="[^"]*(?:NaN|undefined|null|Infinity|\[object)[^"]*"/;

/** All findings of a finished SVG: forbidden elements, broken attributes, ids, and texts and marks that cannot be read. Pure. */
export function lintSvg(svg: string, place: SvgPlace): Problem[] {
  const found: Problem[] = [];
  const tell: Tell = (code, message) => found.push(problem(place, code, message));
  // A file that stands alone carries its fonts in a style of @font-face rules and names of families; any other style is foreign.
  const bare = svg.replace(/<style>(?:(?:@font-face|:root)\s*\{[^{}<]*\}\s*)*<\/style>/g, '');
  const banned = FORBIDDEN.exec(bare)?.[0] ?? /<style\b/.exec(bare)?.[0];
  if (banned) tell('F08', { zh: `含有不能印刷的元素 ${banned}`, en: `forbidden element ${banned}` });
  const broken = BROKEN.exec(bare)?.[0];
  if (broken) tell('F09', { zh: `坐标无效：${broken}`, en: `broken attribute: ${broken}` });
  lintIds(bare, tell);
  const inked = inkedOf(bare);
  lintEdges(inked, tell);
  lintSizes(inked, place.smallest, tell);
  lintOverlaps(inked, tell);
  lintContrast(inked, tell);
  lintGrey(inked, tell);
  return found;
}

type Tell = (code: string, message: Message) => void;

/** A finding, named after figure and place. */
export function problem({ product, name }: SvgPlace, code: string, message: Message): Problem {
  const named = { zh: `${name.zh}：${message.zh}`, en: `${name.en}: ${message.en}` };
  return { code, severity: 'error', message: named, where: { product } };
}

function lintIds(svg: string, tell: Tell): void {
  const ids = [...svg.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  for (const id of new Set(twice)) tell('F15', { zh: `编号重复：${id}`, en: `id used twice: ${id}` });
  const wanted = [...svg.matchAll(/\s(?:aria-labelledby="([^"]*)"|[\w-]+="(?:url\()?#([^")]*)\)?")/g)];
  // A colour is no reference.
  for (const id of new Set(wanted.flatMap(([, list, one]) => list?.split(' ') ?? one ?? [])))
    if (!ids.includes(id) && !/^[0-9a-f]{3,8}$/i.test(id))
      tell('F15', { zh: `没有编号 ${id}`, en: `no id ${id}` });
}

function lintEdges({ texts, width, height }: Inked, tell: Tell): void {
  for (const text of texts)
    if (text.left < -TOUCH || text.right > width + TOUCH || text.top < -TOUCH || text.bottom > height + TOUCH)
      tell('F03', { zh: `文字超出图面：“${text.words}”`, en: `text cut off: “${text.words}”` });
}

function lintSizes({ texts, width }: Inked, smallest: number | undefined, tell: Tell): void {
  for (const { words, size, mark } of texts) {
    const named = mark === 'data-fact' || mark === 'data-label';
    const slide = named ? LEAST.slideNamed : LEAST.slide;
    const least = smallest ?? (width > SLIDE_WIDTH ? slide : LEAST.paper);
    // Sizes are written with two decimals.
    if (size < least - 0.011)
      tell('F05', {
        zh: `字太小（${size} px，至少 ${least.toFixed(1)} px）：“${words}”`,
        en: `text too small (${size} px of ${least.toFixed(1)} px): “${words}”`,
      });
  }
}

function lintOverlaps({ texts, shapes }: Inked, tell: Tell): void {
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1))
      if ((a.element !== b.element || a.bottom !== b.bottom) && meet(a, b))
        tell('F04', {
          zh: `文字相叠：“${a.words}”与“${b.words}”`,
          en: `overlap: “${a.words}” and “${b.words}”`,
        });
  for (const text of texts) {
    // The core of the text: hairlines may pass close above or below.
    const inset = text.size * 0.14;
    const core = {
      left: text.left + TOUCH,
      right: text.right - TOUCH,
      top: text.top + inset,
      bottom: text.bottom - inset,
    };
    if (
      shapes.some(
        (s) => s.stroke !== null && near(s, core) && s.segments.some(([a, b]) => crosses(a, b, core)),
      )
    )
      tell('F12', { zh: `线条穿过文字：“${text.words}”`, en: `a line runs through “${text.words}”` });
  }
}

function lintContrast({ texts, shapes, width, height }: Inked, tell: Tell): void {
  const covers = (s: InkedShape) => s.right - s.left >= width - 1 && s.bottom - s.top >= height - 1;
  const paper = shapes.find((s) => s.fill !== null && covers(s))?.fill ?? PAPER;
  for (const text of texts) {
    const under = shapes
      .filter((s) => s.fill !== null && !covers(s) && meet(s, text))
      .map((s) => s.fill ?? paper);
    const worst = Math.min(...[paper, ...under].map((fill) => contrast(text.fill, fill)));
    if (worst >= READABLE) continue;
    const [code, zh, en] =
      under.length > 0 && contrast(text.fill, paper) >= READABLE
        ? ['F12', '文字压在对比不足的图形上', 'text over a mark of too little contrast']
        : ['F11', '文字对比不足', 'text of too little contrast'];
    tell(code as string, {
      zh: `${zh}（${worst.toFixed(1)}，至少 ${READABLE}）：“${text.words}”`,
      en: `${en} (${worst.toFixed(1)} of ${READABLE}): “${text.words}”`,
    });
  }
  const faint = shapes.filter((s) => !s.decor && !covers(s) && !visible(s, standsOn(s, shapes) ?? paper));
  for (const paint of new Set(faint.map((s) => [s.fill, s.stroke].filter((p) => p !== null).join(' ')))) {
    tell('F11', {
      zh: `图形与底色对比不足（至少 ${VISIBLE}）：${paint}`,
      en: `a mark of too little contrast (at least ${VISIBLE}): ${paint}`,
    });
  }
}

/** Marks of one form in different colours mean different things: in greyscale they must still differ. */
function lintGrey({ shapes }: Inked, tell: Tell): void {
  const painted = new Map<string, { fill: string; edge: string; shapes: InkedShape[] }>();
  for (const s of shapes) {
    // Frames and axes mean nothing by themselves.
    if (s.fill === null || s.decor || [s.fill, s.stroke].some((p) => p && STRUCTURE.has(p.toUpperCase())))
      continue;
    const paint = { fill: s.fill, edge: s.stroke ?? s.fill };
    const key = `${paint.fill}/${paint.edge}`;
    const same = painted.get(key);
    if (same) same.shapes.push(s);
    else painted.set(key, { ...paint, shapes: [s] });
  }
  const list = [...painted];
  const apart = (a: string, b: string) => Math.abs(lightness(a) - lightness(b));
  for (const [i, [one, a]] of list.entries())
    for (const [other, b] of list.slice(i + 1)) {
      const most = Math.max(apart(a.fill, b.fill), apart(a.edge, b.edge));
      if (most >= APART) continue;
      const forms = new Set(a.shapes.map((s) => formOf(s, shapes)));
      if (!b.shapes.some((s) => forms.has(formOf(s, shapes)))) continue;
      tell('F16', {
        zh: `${one} 与 ${other} 形状相同，灰度下难分（L* 差 ${most.toFixed(0)}，至少 ${APART}）`,
        en: `${one} and ${other} have one form and are alike in greyscale (L* ${most.toFixed(0)} apart, at least ${APART})`,
      });
    }
}

/** What a mark looks like apart from its size: a box, a disc, or a figure of so many corners; how its outline is dashed, and whether it has a core. */
function formOf(shape: InkedShape, shapes: readonly InkedShape[]): string {
  const corners = shape.segments.length;
  const upright = shape.segments.every(([a, b]) => a[0] === b[0] || a[1] === b[1]);
  const form = `${corners >= 12 ? 'disc' : upright ? 'box' : `corners ${corners}`} ${shape.dash}`;
  const core = shapes.some(
    (s) =>
      s.order > shape.order &&
      s.fill !== null &&
      s.left > shape.left &&
      s.right < shape.right &&
      s.top > shape.top &&
      s.bottom < shape.bottom,
  );
  return core ? `${form} with a core` : form;
}

/** A mark shows by its fill or by its outline. */
function visible({ fill, stroke }: InkedShape, ground: string): boolean {
  if (fill === null && (stroke === null || CONTEXT.has(stroke.toUpperCase()))) return true;
  return [fill, stroke].some((paint) => paint !== null && contrast(paint, ground) >= VISIBLE);
}

/** The fill of what was painted last under the middle of a shape. */
function standsOn(shape: InkedShape, shapes: readonly InkedShape[]): string | undefined {
  const [x, y] = [(shape.left + shape.right) / 2, (shape.top + shape.bottom) / 2];
  const under = shapes.filter(
    (s) => s.order < shape.order && s.fill && x > s.left && x < s.right && y > s.top && y < s.bottom,
  );
  return under.at(-1)?.fill ?? undefined;
}

function meet(a: Box, b: Box): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > TOUCH && down > TOUCH;
}

const near = (a: Box, b: Box): boolean =>
  a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;

/** Whether a line from a to b passes through a box. */
function crosses(a: readonly [number, number], b: readonly [number, number], box: Box): boolean {
  let [from, to] = [0, 1];
  for (const [start, end, low, high] of [
    [a[0], b[0], box.left, box.right],
    [a[1], b[1], box.top, box.bottom],
  ] as const) {
    const run = end - start;
    if (run === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [near, far] = [(low - start) / run, (high - start) / run].sort((p, q) => p - q) as [number, number];
    from = Math.max(from, near);
    to = Math.min(to, far);
  }
  return from < to;
}
