/** Glyphs as shapes, each asked for once: figures set their text without kerning and ligatures, so that a glyph is the same wherever it stands. */
import { advance, type Face } from '../figures/measure.ts';
import type { Item } from './drawing-items.ts';
import type { Polygon } from './raster.ts';
import { type Matrix, type Subpath, subpaths } from './svg-path.ts';

/** A run of text as the drawing sets it. */
export interface TextRun {
  text: string;
  family: string;
  weight: number;
  size: number;
  x: number;
  y: number;
}

/** The polygons of a run's glyphs in px; the matrix leads from the drawing's units to px. */
export type Glyphs = (run: TextRun, matrix: Matrix) => Polygon[][];
export type GlyphsOf = (runs: readonly TextRun[]) => Promise<Glyphs>;

/** Throws where a run does not say how it is set. */
export function runOf({ attributes, ...item }: Item): TextRun {
  const number = (key: string): number => {
    const value = Number(attributes.get(key) ?? Number.NaN);
    if (!Number.isFinite(value)) throw new Error(`text without ${key}`);
    return value;
  };
  return {
    text: item.kind === 'text' ? item.text : '',
    family: attributes.get('font-family') ?? '',
    weight: number('font-weight'),
    size: number('font-size'),
    x: number('x'),
    y: number('y'),
  };
}

/** A store of glyphs, filled by what turns the text of an SVG into paths (print/outline.ts). */
export function glyphStore(outline: (svg: string) => Promise<string>): GlyphsOf {
  /** Thousandths of an em, y downwards from the baseline. */
  const known = new Map<string, Subpath[]>();
  const keyOf = ({ family, weight }: TextRun, char: string) => `${family} ${weight} ${char}`;
  return async (runs) => {
    const wanted = new Map<string, string>();
    for (const run of runs)
      for (const char of run.text) {
        const key = keyOf(run, char);
        if (known.has(key)) continue;
        const text = char.replace(/[&<]/, (c) => `&#${c.charCodeAt(0)};`);
        wanted.set(
          key,
          `<text font-family="${run.family}" font-weight="${run.weight}" font-size="1000" fill="#000"><tspan x="0" y="0">${text}</tspan></text>`,
        );
      }
    if (wanted.size > 0) {
      const drawn = (await outline(`<svg>${[...wanted.values()].join('')}</svg>`)).match(
        /<g\/>|<g>.*?<\/g>/g,
      );
      if (drawn?.length !== wanted.size) throw new Error('glyphs missing');
      [...wanted.keys()].forEach((key, i) => {
        known.set(key, subpaths(/ d="([^"]*)"/.exec(drawn[i] ?? '')?.[1] ?? '', [1, 0, 0, -1, 0, 0]));
      });
    }
    return (run, m) => {
      const face = {
        family: run.family.includes('Song') ? 'song' : 'hei',
        weight: run.weight,
      } as Face;
      let { x } = run;
      return [...run.text].map((char) => {
        const scale = run.size / 1000;
        // Browsers set the line on whole pixels.
        const [e, f] = [m[0] * x + m[2] * run.y + m[4], Math.round(m[1] * x + m[3] * run.y + m[5])];
        x += advance(char, face, run.size);
        return (known.get(keyOf(run, char)) ?? []).map(({ points }) => {
          const moved = new Float64Array(points.length);
          for (let i = 0; i < points.length; i += 2) {
            const [px, py] = [(points[i] as number) * scale, (points[i + 1] as number) * scale];
            moved[i] = m[0] * px + m[2] * py + e;
            moved[i + 1] = m[1] * px + m[3] * py + f;
          }
          return moved;
        });
      });
    };
  };
}
