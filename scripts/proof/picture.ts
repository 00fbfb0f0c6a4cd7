/** The picture of a figure, against its drawing: of which it says it was taken, and pixel by pixel what it shows. */
import { createHash } from 'node:crypto';
import { EXPORT_SCALE } from '../figures/files.ts';
import { pngChunks, pngPixels, pngSize } from '../print/png.ts';
import type { Message, Problem } from '../problem.ts';
import { drawnPixels } from './drawn-pixels.ts';
import type { GlyphsOf } from './glyphs.ts';
import { difference } from './same-picture.ts';

/** Chunks that the press writes: whatever else may stand in a PNG (animation, colours of its own) could show something else. */
const CHUNKS = ['IHDR', 'pHYs', 'tEXt', 'IDAT', 'IEND'];

/**
 * P404 for a picture that is broken, of another drawing than the file beside it, or shows anything else than the drawing made anew from the
 * data: `svg`. Without `glyphs` its pixels are not compared.
 */
export async function pictureFindings(
  png: Uint8Array,
  svg: string,
  {
    beside,
    glyphs,
    tell,
  }: {
    beside: string | Uint8Array | undefined;
    glyphs?: GlyphsOf;
    tell: (code: string, message: Message) => Problem;
  },
): Promise<Problem[]> {
  const refuse = (zh: string, en: string) => [tell('P404', { zh, en })];
  try {
    const chunks = pngChunks(png);
    const foreign = chunks.find(({ type }) => !CHUNKS.includes(type));
    if (foreign) return refuse(`图片里多了 ${foreign.type}`, `the picture holds a foreign ${foreign.type}`);
    const source = chunks.filter(({ type }) => type === 'tEXt').map(({ data }) => data.toString('latin1'));
    const digest = beside && createHash('sha256').update(beside).digest('hex');
    if (source.length !== 1 || source[0] !== `Source\0${digest}`)
      return refuse('不是旁边那张 SVG 的图片', 'no picture of the SVG beside it');
    const { width, height } = pngSize(png);
    const size = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
    const wanted = [1, 2].map((i) => Math.ceil(Number(size?.[i])) * EXPORT_SCALE);
    if (width !== wanted[0] || height !== wanted[1])
      return refuse(
        `图片是 ${width} × ${height}，应为 ${wanted.join(' × ')}`,
        `the picture is ${width} × ${height}, not ${wanted.join(' × ')}`,
      );
    if (!glyphs) return [];
    const differs = difference(pngPixels(png), await drawnPixels(svg, EXPORT_SCALE, glyphs));
    if (!differs) return [];
    const { x, y, count } = differs;
    return refuse(
      `图片与按数据重画的不同：左起 ${x}、上起 ${y} 像素处起，共 ${count} 个像素`,
      `the picture differs from the figure drawn anew from the data: ${count} pixels, the first ${x} from the left, ${y} from the top`,
    );
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return refuse(`图片读不出（${said}）`, `the picture cannot be read, it is broken (${said})`);
  }
}
