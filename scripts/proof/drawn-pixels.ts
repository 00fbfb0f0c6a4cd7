/** A drawing of ours as pixels, without a browser. For comparing, not for show. */
import { drawingItems, type Item } from './drawing-items.ts';
import { type GlyphsOf, runOf } from './glyphs.ts';
import { blank, fill, type Raster } from './raster.ts';
import { dashed, strokeOf } from './svg-path.ts';

/** Draws an SVG, `scale` px for one of its own. Throws, naming it, at what it does not know. */
export async function drawnPixels(svg: string, scale: number, glyphsOf: GlyphsOf): Promise<Raster> {
  const size = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  const sheet = blank(Math.ceil(Number(size?.[1])) * scale, Math.ceil(Number(size?.[2])) * scale);
  const items = drawingItems(svg, scale);
  const glyphs = await glyphsOf(items.flatMap((item) => (item.kind === 'text' ? [runOf(item)] : [])));
  for (const item of items) paint(sheet, item, glyphs);
  return sheet;
}

function paint(sheet: Raster, item: Item, glyphs: Awaited<ReturnType<GlyphsOf>>): void {
  const { attributes: a, matrix, clip } = item;
  const inner = colourOf(a.get('fill') ?? '#000');
  if (item.kind === 'text') {
    if (inner !== null) for (const glyph of glyphs(runOf(item), matrix)) fill(sheet, glyph, inner, clip);
    return;
  }
  if (inner !== null && !item.line)
    fill(
      sheet,
      item.paths.map(({ points }) => points),
      inner,
      clip,
    );
  const outer = colourOf(a.get('stroke') ?? 'none');
  const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
  const wide = Number(a.get('stroke-width') ?? 1) * scale;
  if (outer === null || !(wide > 0)) return;
  const dashes = (a.get('stroke-dasharray') ?? '').match(/[\d.]+/g)?.map((dash) => Number(dash) * scale);
  const lines = dashes ? dashed(item.paths, dashes) : item.paths;
  fill(sheet, strokeOf(lines, wide, a.get('stroke-linecap') === 'round'), outer, clip);
}

/** 0xRRGGBB; null for none. */
function colourOf(text: string): number | null {
  if (text === 'none') return null;
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text)?.[1];
  if (hex === undefined) throw new Error(`colour ${text}`);
  return Number.parseInt(hex.length === 6 ? hex : hex.replace(/./g, '$&$&'), 16);
}
