/** sheets/: each topic on one A4 page as PDF, HTML, PNG and Word, all of them in one PDF, and as PDF on other papers. */
import type { PageMap } from '../marks.ts';
import { planSheets } from '../plan/sheets.ts';
import { palettedPng, stitched } from '../print/paletted.ts';
import { pngPixels } from '../print/png.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { SHEET_FORMATS } from '../publications/sheets/format.ts';
import { SHEET_FACES, SHEET_PICTURE } from '../publications/sheets/sheet.ts';
import { sha256 } from './account.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import { bindSheets, decisionOf, makeSheetPapers, pagesSaid, printSheet } from './sheet-papers.ts';
import { type Picture, takePictures } from './thumbnails.ts';
import { makeSheetWords } from './word.ts';
import type { Workshop } from './workshop.ts';

/** So many sheets the index page shows. */
const THUMBNAILS = 8;

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
  const mark = shop.draft ? markDraft : (html: string) => html;
  const made = await Promise.all(
    planSheets(report).map(async (plan) => {
      const name = `sheets/${plan.topic.id}`;
      const end = progress.start(`${name}.pdf`);
      const { sheet, content } = await printSheet(shop, plan, pages, SHEET_FORMATS.A4);
      const doc = { html: mark(sheet.html), faces: SHEET_FACES };
      const [page, captured] = await Promise.all([
        press.selfContained({ ...doc, name: `${name}.html` }),
        press.picture({ ...doc, name: `${name}.png` }, { ...SHEET_PICTURE, selector: '.sheet' }),
      ]);
      const png = await palettedPng(stitched([pngPixels(captured)]), { Source: sha256(page) });
      end(pagesSaid(shop, 1));
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
    sheets.slice(0, THUMBNAILS).map((s) => ({
      publication: 'sheets',
      html: s.html,
      faces: SHEET_FACES,
      selector: '.sheet',
      width: 794,
      height: 1123,
      wide: 160,
    })),
  );
  const words = makeSheetWords(shop, sheets);
  words.catch(() => {}); // told below
  const papers = makeSheetPapers(shop, pages);
  papers.catch(() => {}); // told below
  const all = await bindSheets(shop, sheets, SHEET_FORMATS.A4);
  const others = await papers;
  return {
    products: [...made.flatMap((m) => m.products), ...(await words), all.product, ...others.products],
    expected: [all.expected, ...others.expected],
    pictures,
    decisions: {
      ...Object.fromEntries(sheets.map((sheet) => [sheet.id, decisionOf(sheet)])),
      ...others.decisions,
    },
  };
}
