/** The long picture and its pieces as files: sizes, what they were taken of, and that the pieces put together are the picture. */
import type { Problem } from '../problem.ts';
import { INFOGRAPHIC_WIDTH } from '../publications/infographic/infographic.ts';
import { PICTURE_SCALE, PIECE } from '../publications/infographic/pieces.ts';
import { readPagePicture, refusing } from './page-picture.ts';

const NAME = 'infographic/infographic';
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
  const refuse = refusing(findings);
  const of = { page: products.get(`${NAME}.html`)?.content, width: INFOGRAPHIC_WIDTH * PICTURE_SCALE };
  const read = (path: string) => readPagePicture(path, products.get(path)?.content, of, refuse);
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
