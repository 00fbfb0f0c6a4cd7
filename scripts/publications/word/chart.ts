/** Charts of a finished sheet as pictures for Word. */
import { altText } from '../../figures/alt.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import type { SheetPicture } from './sheet.ts';

/** The drawings in the plots of a page, in order. */
export const svgsIn = (article: string): string[] =>
  [...article.matchAll(/<div class="plot (?:main|small)">(<svg[\s\S]*?<\/svg>)<\/div>/g)].map(
    (m) => m[1] ?? '',
  );

/** Which figure a drawing is of, by the name of its title. */
export function figureOf(report: Report, svg: string): FigureSpec | undefined {
  const title = (/aria-labelledby="([^"]*)"/.exec(svg)?.[1] ?? '').split('-title')[0] ?? '';
  return report.figures
    .filter((figure) => title.endsWith(`-${figure.id}`))
    .sort((a, b) => b.id.length - a.id.length)[0];
}

/** A drawing with its picture. Throws Error for one of no figure of the report. */
export function sheetPicture(report: Report, svg: string, png: Uint8Array): SheetPicture {
  const spec = figureOf(report, svg);
  if (!spec) throw new Error('a drawing of no figure');
  const [width, height] = sizeOf(svg);
  return { png, alt: altText(spec), width, height };
}

/** Size of a drawing on paper, mm. */
export function sizeOf(svg: string): [number, number] {
  const size = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  const mm = (px: string | undefined) => (Math.ceil(Number(px)) * 25.4) / 96;
  return [mm(size?.[1]), mm(size?.[2])];
}
