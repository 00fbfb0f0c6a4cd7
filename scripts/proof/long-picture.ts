/** The long picture and its pieces as files: sizes, what they were taken of, and that the pieces put together are the picture. */
import { createHash } from 'node:crypto';
import { type Paletted, readPaletted } from '../print/paletted.ts';
import { pngChunks } from '../print/png.ts';
import type { Problem } from '../problem.ts';
import { INFOGRAPHIC_WIDTH } from '../publications/infographic/infographic.ts';
import { PICTURE_SCALE, PIECE } from '../publications/infographic/pieces.ts';

const NAME = 'infographic/infographic';
/** Chunks that the press writes, in its order. */
const CHUNKS = 'IHDR tEXt PLTE IDAT IEND';

/** Whether a file is a picture of infographic/. */
export const isLongPicture = (path: string): boolean => /^infographic\/infographic(?:-\d+)?\.png$/.test(path);

/**
 * P408 for a picture that is broken, is of another size than it may be, was taken of another page than the one beside it, or whose pieces are not the
 * picture cut apart. What it shows is proved by making it anew (P406).
 */
export function longPictureFindings(
  products: ReadonlyMap<string, { content: string | Uint8Array }>,
): Problem[] {
  const paths = [...products.keys()].filter(isLongPicture);
  if (paths.length === 0) return [];
  const findings: Problem[] = [];
  const refuse = (product: string, zh: string, en: string) =>
    findings.push({ code: 'P408', severity: 'error', message: { zh, en }, where: { product } });
  const page = products.get(`${NAME}.html`)?.content;
  const digest = page === undefined ? '' : createHash('sha256').update(page).digest('hex');
  const read = (path: string): Paletted | null => {
    const png = products.get(path)?.content;
    if (png === undefined) {
      refuse(path, '缺少这张图片', 'this picture is missing');
      return null;
    }
    try {
      const chunks = pngChunks(png as Uint8Array);
      const source = chunks.find(({ type }) => type === 'tEXt')?.data.toString('latin1');
      if (chunks.map(({ type }) => type).join(' ') !== CHUNKS)
        refuse(path, '图片里有多余或缺少的数据块', 'the picture has chunks too many or too few');
      else if (source !== `Source\0${digest}`)
        refuse(path, '不是旁边那个网页的图片', 'no picture of the page beside it');
      const picture = readPaletted(png as Uint8Array);
      if (picture.width !== INFOGRAPHIC_WIDTH * PICTURE_SCALE)
        refuse(path, `图片宽 ${picture.width} 像素`, `the picture is ${picture.width} px wide`);
      return picture;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      refuse(path, `图片读不出（${said}）`, `the picture cannot be read (${said})`);
      return null;
    }
  };
  const whole = read(`${NAME}.png`);
  const count = paths.filter((path) => path !== `${NAME}.png`).length;
  let row = 0;
  for (let n = 1; n <= count; n++) {
    const path = `${NAME}-${n}.png`;
    const piece = read(path);
    if (!piece || !whole) continue;
    const bytes = products.get(path)?.content.length ?? 0;
    if (piece.height > PIECE.height || bytes > PIECE.bytes)
      refuse(
        path,
        `分图高 ${piece.height} 像素、${bytes} 字节，超过上限`,
        `the piece is ${piece.height} px high and has ${bytes} bytes, more than it may`,
      );
    const own = whole.indices.subarray(row * whole.width, (row + piece.height) * whole.width);
    const same = Buffer.compare(own, piece.indices) === 0 && String(whole.palette) === String(piece.palette);
    if (!same) refuse(path, '与长图的这一段不同', 'differs from its part of the long picture');
    row += piece.height;
  }
  if (whole && row !== whole.height)
    refuse(
      `${NAME}.png`,
      `分图合起来高 ${row} 像素，长图高 ${whole.height}`,
      `the pieces are ${row} px high together, the picture ${whole.height}`,
    );
  return findings;
}
