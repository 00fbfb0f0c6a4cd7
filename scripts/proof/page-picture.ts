/** Pictures of a finished page: what they were taken of, and that nothing else stands in the file. What they show is proved by making them anew (P406). */
import { createHash } from 'node:crypto';
import { type Paletted, readPaletted } from '../print/paletted.ts';
import { pngChunks } from '../print/png.ts';
import type { Problem } from '../problem.ts';

/** Chunks that the press writes, in its order. */
const CHUNKS = 'IHDR tEXt PLTE IDAT IEND';

/** Hears of a fault, in Chinese and English. */
export type Refuse = (product: string, zh: string, en: string) => void;

/** Collects faults of pictures: P408. */
export const refusing =
  (findings: Problem[]): Refuse =>
  (product, zh, en) =>
    findings.push({ code: 'P408', severity: 'error', message: { zh, en }, where: { product } });

/** Reads a picture; tells when it is missing, broken, of another width (px), or taken of another page than `page`. Null where nothing can be read. */
export function readPagePicture(
  path: string,
  png: string | Uint8Array | undefined,
  { page, width }: { page: string | Uint8Array | undefined; width: number },
  refuse: Refuse,
): Paletted | null {
  if (png === undefined) {
    refuse(path, '缺少这张图片', 'this picture is missing');
    return null;
  }
  const digest = page === undefined ? '' : createHash('sha256').update(page).digest('hex');
  try {
    const chunks = pngChunks(png as Uint8Array);
    const source = chunks.find(({ type }) => type === 'tEXt')?.data.toString('latin1');
    if (chunks.map(({ type }) => type).join(' ') !== CHUNKS)
      refuse(path, '图片里有多余或缺少的数据块', 'the picture has chunks too many or too few');
    else if (source !== `Source\0${digest}`)
      refuse(path, '不是旁边那个网页的图片', 'no picture of the page beside it');
    const picture = readPaletted(png as Uint8Array);
    if (picture.width !== width)
      refuse(path, `图片宽 ${picture.width} 像素`, `the picture is ${picture.width} px wide`);
    return picture;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    refuse(path, `图片读不出（${said}）`, `the picture cannot be read (${said})`);
    return null;
  }
}
