/** Word documents of the booklet and the sheets. */

import { EXPORT_SCALE } from '../figures/files.ts';
import { reportName } from '../publications/report-name.ts';
import { partNames, sheetTitle } from '../publications/sheets/labels.ts';
import type { FittedSheet } from '../publications/sheets/sheet.ts';
import { aboutWord } from '../publications/word/about.ts';
import { sheetPicture, svgsIn } from '../publications/word/chart.ts';
import { wordReport } from '../publications/word/report.ts';
import { type SheetPicture, wordSheet } from '../publications/word/sheet.ts';
import type { WordDocument } from '../word.ts';
import { type FiguresAtWork, facesOf, ofDrawing } from './figures.ts';
import type { Product } from './products.ts';
import type { Workshop } from './workshop.ts';

/** The whole text. */
export async function makeReportWord(shop: Workshop, figures: Promise<FiguresAtWork>): Promise<Product> {
  const { report, draft, progress } = shop;
  const file = 'booklet/report.docx';
  const pictures = await (await figures).pictures;
  const end = progress.start(file);
  const content = await bound(shop, wordReport(report, { pictures, draft }), reportName(report));
  end();
  return { path: file, content };
}

/** Charts of finished sheets with their pictures, by sheet. */
async function chartsOf(
  shop: Workshop,
  sheets: readonly FittedSheet[],
): Promise<Map<string, SheetPicture[]>> {
  const svgs = sheets.flatMap(({ id, article }) => svgsIn(article).map((svg) => ({ id, svg })));
  if (svgs.length === 0) return new Map();
  const html = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><!--fonts--><style>svg{display:block}</style></head><body>${svgs.map(({ svg }, i) => `<div id="chart-${i}" style="width:max-content">${svg}</div>`).join('')}</body></html>`;
  const pngs = await shop.press.pictures(
    { name: 'sheets/*.docx', html, faces: facesOf(html) },
    svgs.map((_, i) => ({ selector: `#chart-${i}`, scale: EXPORT_SCALE })),
  );
  const charts = new Map<string, SheetPicture[]>();
  for (const [i, { id, svg }] of svgs.entries())
    charts.set(id, [
      ...(charts.get(id) ?? []),
      sheetPicture(shop.report, svg, ofDrawing(pngs[i] as Uint8Array, svg)),
    ]);
  return charts;
}

/** The sheets. */
export async function makeSheetWords(shop: Workshop, sheets: readonly FittedSheet[]): Promise<Product[]> {
  const charts = await chartsOf(shop, sheets);
  return Promise.all(
    sheets.map(async ({ id, article, name }) => ({
      path: `sheets/${id}.docx`,
      content: await bound(
        shop,
        wordSheet(article, {
          names: partNames(shop.report.sheets.lang),
          charts: charts.get(id) ?? [],
          draft: shop.draft,
        }),
        sheetTitle(shop.report, name),
      ),
    })),
  );
}

/** The bytes. */
async function bound(shop: Workshop, document: WordDocument, title: string): Promise<Uint8Array> {
  const { bindDocx } = await import('../print/docx.ts');
  return bindDocx(document, { ...aboutWord(shop.report, title), date: shop.date });
}
