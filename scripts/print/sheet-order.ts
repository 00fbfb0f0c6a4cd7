/** The order of pages on the sheets of a saddle-stitched booklet, and what the sheets are called. */

/** Sheets that office printers take, lying, in mm. Each carries two pages of the next smaller size side by side. */
export const PAPERS = { A4: [297, 210], A3: [420, 297] } as const;
export type Paper = keyof typeof PAPERS;
/** Size of the folded page of each paper. */
export const FOLDED = { A4: 'A5', A3: 'A4' } as const;

/** One side of a sheet: the pages (physical, from 1) at the left and the right of the fold; null stays blank. */
export interface SheetSide {
  /** From 1, the outermost sheet first. */
  sheet: number;
  side: 'front' | 'back';
  left: number | null;
  right: number | null;
}

export interface ImpositionPlan {
  /** Pages of the document. */
  pages: number;
  /** Blank pages added to make a multiple of four. */
  blanks: number;
  sheets: number;
  /** In the order of printing: front and back of sheet 1, of sheet 2 … */
  sides: readonly SheetSide[];
}

/**
 * The order of saddle stitch: of N pages on S = N/4 sheets, sheet k (from 0) carries [N−2k, 2k+1] in front and [2k+2, N−2k−1] on its
 * back. Blank pages that fill up to a multiple of four stand at the end, so that no page changes its side and the folios stay at
 * the outer edge; `back` says that the last page is made to be the back cover: it keeps the outside, and the blanks stand before it.
 */
export function impositionPlan(pages: number, { back = false }: { back?: boolean } = {}): ImpositionPlan {
  if (!Number.isInteger(pages) || pages < 1) throw new Error(`no pages to impose: ${pages}`);
  const places = Math.ceil(pages / 4) * 4;
  const sheets = places / 4;
  const kept = back ? pages - 1 : pages;
  const at = (place: number): number | null =>
    place <= kept ? place : back && place === places ? pages : null;
  const sides = Array.from({ length: sheets }, (_, k): SheetSide[] => [
    { sheet: k + 1, side: 'front', left: at(places - 2 * k), right: at(2 * k + 1) },
    { sheet: k + 1, side: 'back', left: at(2 * k + 2), right: at(places - 2 * k - 1) },
  ]).flat();
  return { pages, blanks: places - pages, sheets, sides };
}

/** What sides and leaf are called. */
export const sheetWords = (lang: string) =>
  lang.startsWith('zh')
    ? {
        leaf: ['说明', '页序'],
        blank: '空白',
        side: (n: number, front: boolean) => `第${n}张${front ? '正面' : '背面'}`,
      }
    : {
        leaf: ['How to', 'Order'],
        blank: 'blank',
        side: (n: number, front: boolean) => `Sheet ${n} ${front ? 'front' : 'back'}`,
      };

/** What a page is called where its order is told; `names` are those of the document. */
export const nameOf = (page: number | null, names: readonly string[], lang: string): string =>
  page === null ? sheetWords(lang).blank : (names[page - 1] ?? String(page));

/** What a side is called: 第1张正面 16|1. */
export function sideName(
  { sheet, side, left, right }: SheetSide,
  names: readonly string[],
  lang: string,
): string {
  const pair = [left, right].map((page) => nameOf(page, names, lang));
  return `${sheetWords(lang).side(sheet, side === 'front')} ${pair.join('|')}`;
}
