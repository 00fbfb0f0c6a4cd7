/** What has no place in a file of four inks or of grey, told with the page it stands on. */
import { ProblemError } from '../problem.ts';
import { problem } from './complaints.ts';
import { dictionary, type PdfObjects, pagesOf } from './objects.ts';
import { reachable } from './reachable.ts';

export type Unfit = 'gradient' | 'picture' | 'colour';

const SAID: Record<Unfit, { zh: string; en: string; zhHint: string; enHint: string }> = {
  gradient: {
    zh: '有渐变色，不能换成四色或灰度',
    en: 'holds a gradient, which cannot be turned into four inks or grey',
    zhHint: '改用平色',
    enHint: 'use flat colours',
  },
  picture: {
    zh: '有彩色图片，不能换成四色或灰度（只能换 8 位 RGB 的 PNG）',
    en: 'holds a coloured picture that cannot be turned into four inks or grey (only PNGs of 8 bit RGB can)',
    zhHint: '把图片另存为 8 位 PNG，或换成黑白图片',
    enHint: 'save the picture as PNG of 8 bit, or in black and white',
  },
  colour: {
    zh: '有不能换成四色或灰度的颜色',
    en: 'holds a colour that cannot be turned into four inks or grey',
    zhHint: '内部错误：请报告',
    enHint: 'an internal error: please report it',
  },
};

/** The problem B017 of the object `number`; the page is the first that leads to it. */
export function unfit(pdf: PdfObjects, number: number, product: string, what: Unfit): ProblemError {
  const { zh, en, zhHint, enHint } = SAID[what];
  const pages = pagesOf(pdf);
  const at = pages.findIndex((page) => page === number || onPage(pdf, page).has(number));
  const told = problem('B017', product, {
    zh: at < 0 ? zh : `第 ${at + 1} 页${zh}`,
    en: at < 0 ? `it ${en}` : `page ${at + 1} ${en}`,
  });
  return new ProblemError(
    told.problems.map((one) => ({
      ...one,
      hint: { zh: zhHint, en: enHint },
      where: { product, ...(at < 0 ? {} : { page: at + 1 }) },
    })),
    told.exitCode,
  );
}

/** What a page paints with: the page itself leads to all others by its parent and its links. */
function onPage(pdf: PdfObjects, page: number): Set<number> {
  const dict = dictionary(pdf, page).replace(/\/(?:Parent|Annots|B) (?:\d+ 0 R|\[[^\]]*\])/g, '');
  return new Set(
    reachable(
      pdf,
      [...dict.matchAll(/(\d+) 0 R/g)].map(([, to]) => Number(to)),
    ),
  );
}
