/** Pictures of the sheets: each of the page beside it, A4 at 192 dpi. */
import type { Problem } from '../problem.ts';
import { SHEET_PICTURE } from '../publications/sheets/sheet.ts';
import { readPagePicture, refusing } from './page-picture.ts';

const PICTURE = /^sheets\/[^/]+\.png$/;

/** Whether a file is the picture of a sheet. */
export const isSheetPicture = (path: string): boolean => PICTURE.test(path);

/** P408 for a picture of a sheet that is broken, not A4, or taken of another page. */
export function sheetPictureFindings(
  products: ReadonlyMap<string, { content: string | Uint8Array }>,
): Problem[] {
  const findings: Problem[] = [];
  const refuse = refusing(findings);
  const { width, height, scale } = SHEET_PICTURE;
  for (const [path, { content }] of products) {
    if (!isSheetPicture(path)) continue;
    const page = products.get(path.replace(/\.png$/, '.html'))?.content;
    const picture = readPagePicture(path, content, { page, width: width * scale }, refuse);
    if (picture && picture.height !== height * scale)
      refuse(path, `图片高 ${picture.height} 像素`, `the picture is ${picture.height} px high`);
  }
  return findings;
}
