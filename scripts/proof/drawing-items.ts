/** What a drawing of ours paints, in order: its few kinds of elements and its runs of text, each with where it stands. */
import { load } from 'cheerio';
import type { Bounds } from './raster.ts';
import { type Matrix, multiply, type Subpath, shapePaths } from './svg-path.ts';

export type Attributes = ReadonlyMap<string, string>;

export type Item = {
  /** From the drawing's units to px. */
  matrix: Matrix;
  clip: Bounds | undefined;
  attributes: Attributes;
} & ({ kind: 'shape'; line: boolean; paths: Subpath[] } | { kind: 'text'; text: string });

/** What paints nothing itself and holds nothing that does. */
const SILENT = /^(?:title|desc|style)$/;
const ELEMENT = /<(\/?)([A-Za-z]+)((?:\s[^<>]*?)?)(\/?)>([^<]*)/g;

/** Reads an SVG, `scale` px for one of its units. Throws, naming it, at what it does not know. */
export function drawingItems(svg: string, scale: number): Item[] {
  const items: Item[] = [];
  const frames: { matrix: Matrix; clip: Bounds | undefined }[] = [
    { matrix: [scale, 0, 0, scale, 0, 0], clip: undefined },
  ];
  /** Attributes of the text and the runs around, the innermost last. */
  const texts: Attributes[] = [];
  const clips = new Map<string, Bounds>();
  let silent = '';
  let clipping: string | undefined;
  for (const [, end, name = '', written = '', alone, after = ''] of svg.matchAll(ELEMENT)) {
    if (silent !== '') {
      if (end && name === silent) silent = '';
      continue;
    }
    const { matrix: outer, clip } = frames.at(-1) as (typeof frames)[number];
    if (end) {
      if (name === 'g' || name === 'svg') frames.pop();
      if (name === 'clipPath') clipping = undefined;
      if (name === 'text' || name === 'tspan') texts.pop();
    } else if (SILENT.test(name)) {
      if (!alone) silent = name;
    } else if (name === 'clipPath') clipping = attributesOf(written).get('id') ?? '';
    else if (name !== 'defs') {
      const a = attributesOf(written);
      for (const key of a.keys())
        if (/opacity$|^(?:filter|mask|display|visibility)$/.test(key)) throw new Error(key);
      let matrix = multiply(outer, transformOf(a.get('transform')));
      if (name === 'svg' || name === 'g') {
        if (name === 'svg' && frames.length > 1)
          matrix = multiply(matrix, [1, 0, 0, 1, Number(a.get('x') ?? 0), Number(a.get('y') ?? 0)]);
        const named = clips.get(/^url\(#(.*)\)$/.exec(a.get('clip-path') ?? '')?.[1] ?? '');
        if (!alone) frames.push({ matrix, clip: named ?? clip });
      } else if (name === 'text' || name === 'tspan') texts.push(new Map([...(texts.at(-1) ?? []), ...a]));
      else {
        const paths = shapePaths(name, a, matrix);
        if (clipping !== undefined) clips.set(clipping, boxOf(paths));
        else items.push({ kind: 'shape', line: name === 'line', paths, matrix, clip, attributes: a });
      }
    }
    const attributes = texts.at(-1);
    if (attributes && after !== '')
      items.push({ kind: 'text', text: plain(after), matrix: outer, clip, attributes });
  }
  return items;
}

/** Plots are clipped to rectangles. */
function boxOf(paths: readonly Subpath[]): Bounds {
  const all = paths.flatMap(({ points }) => points);
  const [xs, ys] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const attributesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/([A-Za-z_:][\w:.-]*)="([^"]*)"/g)].map((m) => [m[1] ?? '', m[2] ?? '']));

/** A text without its character references. */
const plain = (text: string): string => (text.includes('&') ? load(text, null, false).text() : text);

function transformOf(text: string | undefined): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name = '', inside = ''] of (text ?? '').matchAll(/([a-zA-Z]+)\(([^)]*)\)/g)) {
    const v = inside
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (name === 'matrix' && v.length === 6) matrix = multiply(matrix, v as unknown as Matrix);
    else if (name === 'translate') matrix = multiply(matrix, [1, 0, 0, 1, v[0] ?? 0, v[1] ?? 0]);
    else if (name === 'scale') matrix = multiply(matrix, [v[0] ?? 1, 0, 0, v[1] ?? v[0] ?? 1, 0, 0]);
    else throw new Error(`${name}()`);
  }
  return matrix;
}
