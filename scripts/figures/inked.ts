/** What a finished SVG inks, read back from its text: every run of text and every shape with its box in px of the whole picture. */
import { unescapeHtml } from '../marks.ts';
import { lineBox } from './drawing.ts';
import { FAMILY, type Face } from './measure.ts';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A run of text. Runs of one `<text>` have one `element`; they never count as laid over one another. */
export interface InkedText extends Box {
  element: number;
  words: string;
  size: number;
  fill: string;
  /** Name of what is marked: `data-fact`, `data-label` …; empty for text without a mark. */
  mark: string;
}

export interface InkedShape extends Box {
  /** Painting order among shapes and texts. */
  order: number;
  /** Null where nothing is filled or stroked. */
  fill: string | null;
  stroke: string | null;
  segments: [Point, Point][];
  /** Dashes and gaps of the outline, in widths of the outline; empty for a whole one. */
  dash: string;
  decor: boolean;
}

type Point = readonly [number, number];
type Attributes = ReadonlyMap<string, string>;
/** a b c d e f, as in SVG's matrix(). */
type Matrix = readonly [number, number, number, number, number, number];

export interface Inked {
  width: number;
  height: number;
  texts: InkedText[];
  shapes: InkedShape[];
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>([^<]*)/g;

/** Reads an SVG as this project writes it: absolute positions on every run, paints as attributes. */
export function inkedOf(svg: string): Inked {
  const texts: InkedText[] = [];
  const shapes: InkedShape[] = [];
  const open: { name: string; matrix: Matrix; attributes: Attributes; hidden: boolean }[] = [];
  let root: Attributes = new Map();
  let order = 0;
  let element = 0;
  for (const [, close, name = '', list = '', empty, content = ''] of svg.matchAll(TAG)) {
    if (close) {
      open.pop();
      continue;
    }
    const attributes = attributesOf(list);
    const above = open.at(-1);
    if (!above) root = attributes;
    order++;
    const matrix = product(above?.matrix ?? IDENTITY, matrixOf(name, attributes, above === undefined));
    const hidden = (above?.hidden ?? false) || /^(?:defs|clipPath|title|desc|style)$/.test(name);
    if (!hidden) {
      if (name === 'text') element++;
      const inherited =
        name === 'tspan' && above ? new Map([...above.attributes, ...attributes]) : attributes;
      if ((name === 'text' || name === 'tspan') && content.trim() !== '')
        texts.push(textOf(content, inherited, matrix, element));
      const points = outlineOf(name, attributes);
      if (points) shapes.push(shapeOf(points, attributes, matrix, order));
      if (!empty) open.push({ name, matrix, attributes: inherited, hidden });
    } else if (!empty) open.push({ name, matrix, attributes, hidden });
  }
  const number = (key: string) => Number.parseFloat(root.get(key) ?? '0');
  return { width: number('width'), height: number('height'), texts, shapes };
}

function attributesOf(list: string): Attributes {
  return new Map([...list.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
}

function matrixOf(name: string, attributes: Attributes, root: boolean): Matrix {
  if (name === 'svg' && !root)
    return [1, 0, 0, 1, Number(attributes.get('x') ?? 0), Number(attributes.get('y') ?? 0)];
  const [, kind, list = ''] = /^(translate|matrix)\(([^)]*)\)/.exec(attributes.get('transform') ?? '') ?? [];
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = list.split(/[\s,]+/).map(Number);
  if (kind === 'matrix') return [a, b, c, d, e, f];
  return kind === 'translate' ? [1, 0, 0, 1, a, b] : IDENTITY;
}

function product(m: Matrix, n: Matrix): Matrix {
  const [e, f] = moved([n[4], n[5]], m);
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    e,
    f,
  ];
}

function moved([x, y]: Point, m: Matrix): Point {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

function textOf(content: string, attributes: Attributes, matrix: Matrix, element: number): InkedText {
  const words = unescapeHtml(content);
  const size = Number.parseFloat(attributes.get('font-size') ?? '0');
  const fill = attributes.get('fill') ?? '#000000';
  const weight = Number(attributes.get('font-weight') ?? 400) as Face['weight'];
  const family = (attributes.get('font-family') ?? '').includes(FAMILY.song) ? 'song' : 'hei';
  const [x, y] = moved([Number(attributes.get('x') ?? 0), Number(attributes.get('y') ?? 0)], matrix);
  const mark = [...attributes.keys()].find((key) => key.startsWith('data-')) ?? '';
  const run = { text: words, face: { family, weight } as const, size, fill };
  return { element, words, size, fill, mark, ...lineBox({ x, y, runs: [run] }) };
}

/** The outline of a shape as lines of points, undefined for other elements. */
function outlineOf(name: string, attributes: Attributes): Point[][] | undefined {
  const of = (key: string) => Number(attributes.get(key) ?? 0);
  if (name === 'rect') {
    const [x, y, right, bottom] = [of('x'), of('y'), of('x') + of('width'), of('y') + of('height')];
    return [
      [
        [x, y],
        [right, y],
        [right, bottom],
        [x, bottom],
        [x, y],
      ],
    ];
  }
  if (name === 'line')
    return [
      [
        [of('x1'), of('y1')],
        [of('x2'), of('y2')],
      ],
    ];
  if (name === 'circle') return [round(of('cx'), of('cy'), of('r'))];
  return name === 'path' ? pathPoints(attributes.get('d') ?? '') : undefined;
}

function round(x: number, y: number, r: number): Point[] {
  return Array.from({ length: 17 }, (_, i): Point => {
    const angle = (i * Math.PI) / 8;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}

const COUNT: Readonly<Record<string, number>> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
};

/** Corners of a path. Arcs are the chart library's circles: they begin at the circle's right end. */
function pathPoints(d: string): Point[][] {
  const lines: Point[][] = [];
  let [x, y] = [0, 0];
  for (const [, letter = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = (list.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []).map(Number);
    const kind = letter.toUpperCase();
    const relative = letter !== kind;
    const count = COUNT[kind] ?? 0;
    const line = lines.at(-1);
    if (kind === 'Z' && line?.[0]) {
      line.push(line[0]);
      [x, y] = line[0];
    }
    for (let i = 0; count > 0 && i + count <= values.length; i += count) {
      const [a = 0, b = 0] = values.slice(i + Math.max(0, count - 2), i + count);
      const [atX, atY] = relative ? [x, y] : [0, 0];
      if (kind === 'A' && lines.at(-1)?.length === 1) {
        const radius = values[i] ?? 0;
        lines.push(round(x - radius, y, radius));
      }
      if (kind === 'H') x = atX + (values[i] ?? 0);
      else if (kind === 'V') y = atY + (values[i] ?? 0);
      else [x, y] = [atX + a, atY + b];
      if (kind === 'M' && i === 0) lines.push([[x, y]]);
      else if (kind !== 'A') lines.at(-1)?.push([x, y]);
    }
  }
  return lines;
}

function shapeOf(lines: Point[][], attributes: Attributes, matrix: Matrix, order: number): InkedShape {
  const placed = lines.map((line) => line.map((point) => moved(point, matrix)));
  const xs = placed.flat().map(([x]) => x);
  const ys = placed.flat().map(([, y]) => y);
  const paint = (key: string) => {
    const value = attributes.get(key) ?? 'none';
    return /^#[0-9a-f]{3,6}$/i.test(value) ? value : null;
  };
  const width = Number(attributes.get('stroke-width') ?? 1);
  return {
    order,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    fill: paint('fill'),
    stroke: width > 0 ? paint('stroke') : null,
    segments: placed.flatMap((line) =>
      line.slice(1).flatMap((point, i): [Point, Point][] => (line[i] ? [[line[i], point]] : [])),
    ),
    dash: (attributes.get('stroke-dasharray')?.split(/[\s,]+/) ?? [])
      .map((d) => (Number(d) / (width || 1)).toFixed(0))
      .join(' '),
    decor: attributes.has('data-decor'),
  };
}
