/** sheets/: each topic on one A4 page as PDF and HTML, and all of them in one PDF. */
import { bestHeight, minHeight } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { planSheets } from '../plan/sheets.ts';
import { palettedPng, stitched } from '../print/paletted.ts';
import { pngPixels } from '../print/png.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { A4, trimSize } from '../publications/booklet/format.ts';
import { sheetLabels } from '../publications/sheets/labels.ts';
import {
  allSheetsHtml,
  type FittedSheet,
  fitSheet,
  SHEET_FACES,
  SHEET_PICTURE,
} from '../publications/sheets/sheet.ts';
import { sha256 } from './account.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import type { Product } from './products.ts';
import { type Picture, takePictures } from './thumbnails.ts';
import { makeSheetWords } from './word.ts';

export interface MadeSheets {
  products: Product[];
  expected: [string, ExpectedHtml][];
  pictures: Promise<Picture[]>;
  /** What the ladder decided for each sheet, for build.json. */
  decisions: Record<string, unknown>;
}

/** Whether two layouts of the booklet send a reader to the same pages. */
function samePages(a: PageMap, b: PageMap): boolean {
  const folios = (pages: PageMap) => JSON.stringify([...pages].sort(([x], [y]) => (x < y ? -1 : 1)));
  return a === b || folios(a) === folios(b);
}

/**
 * Makes the sheets. They begin with the booklet's likely pages; where those prove wrong they are made again.
 */
export async function makeSheets(
  shop: Workshop,
  pages: { likely: Promise<PageMap>; settled: Promise<PageMap> },
): Promise<MadeSheets> {
  const likely = await pages.likely;
  const first = sheetsWith(shop, likely);
  first.catch(() => {}); // told below
  const settled = await pages.settled;
  return samePages(likely, settled) ? first : first.then(() => sheetsWith(shop, settled));
}

async function sheetsWith(shop: Workshop, pages: PageMap): Promise<MadeSheets> {
  const { report, press, progress } = shop;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const labels = sheetLabels(report.sheets.lang);
  const mark = shop.draft ? markDraft : (html: string) => html;
  const meta = (title: string) => ({
    title,
    author: report.profile.issuer ?? undefined,
    subject: report.profile.title,
    lang: labels.lang,
    date: shop.date,
  });
  const one = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} pages`);
  const made = await Promise.all(
    planSheets(report).map(async (plan) => {
      const name = `sheets/${plan.topic.id}`;
      const end = progress.start(`${name}.pdf`);
      let content: Uint8Array = new Uint8Array();
      const sheet = await fitSheet(report, plan, {
        draw: (spec, place) => shop.draw(spec, place),
        minHeight: (spec, place) => minHeight(spec, place, times),
        bestHeight: (spec, place) => bestHeight(spec, place, times),
        lay: async (doc, fitting) => {
          const printed = await press.fittedPdf(
            { ...doc, html: mark(doc.html) },
            { meta: meta(plan.topic.name), size: trimSize(A4) },
            async (measure) => {
              const fitted = await fitting(measure);
              return { html: mark(fitted.html), result: fitted };
            },
          );
          content = printed.bytes;
          return printed.result;
        },
        pages,
      });
      const doc = { html: mark(sheet.html), faces: SHEET_FACES };
      const [page, captured] = await Promise.all([
        press.selfContained({ ...doc, name: `${name}.html` }),
        press.picture({ ...doc, name: `${name}.png` }, { ...SHEET_PICTURE, selector: '.sheet' }),
      ]);
      const png = await palettedPng(stitched([pngPixels(captured)]), { Source: sha256(page) });
      end(one(1));
      return {
        sheet,
        products: [
          { path: `${name}.pdf`, content, pages: 1 },
          { path: `${name}.html`, content: page, pages: 1 },
          { path: `${name}.png`, content: png },
        ],
      };
    }),
  );
  const sheets = made.map((m) => m.sheet);
  if (sheets.length === 0)
    return { products: [], expected: [], pictures: Promise.resolve([]), decisions: {} };
  const pictures = takePictures(
    press,
    sheets.slice(0, 2).map((s) => ({
      publication: 'sheets',
      html: s.html,
      faces: SHEET_FACES,
      selector: '.sheet',
      width: 794,
      height: 1123,
      wide: 320,
    })),
  );
  const words = makeSheetWords(shop, sheets);
  words.catch(() => {}); // told below
  const all = 'sheets/all.pdf';
  const end = progress.start(all);
  const html = allSheetsHtml(report, sheets);
  const content = await press.pdf(
    { name: all, html: mark(html), faces: SHEET_FACES },
    {
      meta: meta(`${report.profile.region ?? ''}${report.profile.title}${labels.bound}`),
      size: trimSize(A4),
    },
  );
  end(one(sheets.length));
  return {
    products: [
      ...made.flatMap((m) => m.products),
      ...(await words),
      { path: all, content, pages: sheets.length },
    ],
    expected: [[all, { html }]],
    pictures,
    decisions: Object.fromEntries(sheets.map((sheet) => [sheet.id, decisionOf(sheet)])),
  };
}

/** What the ladder decided for a sheet: its setting, the plots' heights in mm, and what it left out in the words of the page. */
export const decisionOf = ({ state, fit, relaxed, left }: FittedSheet) => ({
  ...state,
  plot: fit.main,
  plotSmall: fit.small,
  relaxed,
  conclusion: fit.conclusion,
  left,
});
