/** Topic sheets on paper: one fitted and printed at a time, all of a paper bound; and those of other papers than A4. */
import { bestHeight, minHeight } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { planSheets, type SheetPlan } from '../plan/sheets.ts';
import type { PdfOptions } from '../print/press.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import {
  type MadeSetting,
  paperSize,
  SHEET_FORMATS,
  type SheetFormat,
  sheetName,
} from '../publications/sheets/format.ts';
import { sheetLabels } from '../publications/sheets/labels.ts';
import { allSheetsHtml, type FittedSheet, fitSheet, SHEET_FACES } from '../publications/sheets/sheet.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import type { Workshop } from './workshop.ts';

const marked = ({ draft }: Workshop, html: string): string => (draft ? markDraft(html) : html);

const metaOf = ({ report, date }: Workshop, title: string): PdfOptions['meta'] => ({
  title,
  author: report.profile.issuer ?? undefined,
  subject: report.profile.title,
  lang: sheetLabels(report.sheets.lang).lang,
  date,
});

/** How many pages a file has, for the progress. */
export const pagesSaid = ({ lang }: Workshop, n: number): string =>
  lang === 'zh' ? `${n} 页` : `${n} pages`;

/** Fits a sheet and prints it, in one load. */
export async function printSheet(
  shop: Workshop,
  plan: SheetPlan,
  pages: PageMap,
  format: SheetFormat,
): Promise<{ sheet: FittedSheet; content: Uint8Array }> {
  const { report, press } = shop;
  const { lang } = report.sheets;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear, lang };
  let content: Uint8Array = new Uint8Array();
  const sheet = await fitSheet(
    report,
    plan,
    {
      draw: (spec, place) => shop.draw(spec, place, lang),
      minHeight: (spec, place) => minHeight(spec, place, times),
      bestHeight: (spec, place) => bestHeight(spec, place, times),
      lay: async (doc, fitting) => {
        const printed = await press.fittedPdf(
          { ...doc, html: marked(shop, doc.html) },
          { meta: metaOf(shop, plan.topic.name), size: paperSize(format) },
          async (measure) => {
            const fitted = await fitting(measure);
            return { html: marked(shop, fitted.html), result: fitted };
          },
        );
        content = printed.bytes;
        return printed.result;
      },
      pages,
    },
    format,
  );
  return { sheet, content };
}

/** All sheets of a paper in one PDF. */
export async function bindSheets(
  shop: Workshop,
  sheets: readonly FittedSheet[],
  format: SheetFormat,
): Promise<{ product: Product; expected: [string, ExpectedHtml] }> {
  const { report, press, progress } = shop;
  const path = `sheets/${sheetName('all', format.paper)}.pdf`;
  const end = progress.start(path);
  const html = allSheetsHtml(report, sheets, format);
  const { region, title } = report.profile;
  const meta = metaOf(shop, `${region ?? ''}${title}${sheetLabels(report.sheets.lang).bound}`);
  const content = await press.pdf(
    { name: path, html: marked(shop, html), faces: SHEET_FACES },
    { meta, size: paperSize(format) },
  );
  end(pagesSaid(shop, sheets.length));
  return { product: { path, content, pages: sheets.length }, expected: [path, { html }] };
}

export interface MadePapers {
  products: Product[];
  expected: [string, ExpectedHtml][];
  /** Settings of the sheets, by their names on each paper. */
  decisions: Record<string, MadeSetting>;
}

/** The sheets on every paper asked for besides A4, as PDF. */
export async function makeSheetPapers(shop: Workshop, pages: PageMap): Promise<MadePapers> {
  const { report, progress } = shop;
  const plans = planSheets(report);
  const papers = plans.length === 0 ? [] : report.sheets.papers.filter((paper) => paper !== 'A4');
  const made = await Promise.all(
    papers.map(async (paper) => {
      const format = SHEET_FORMATS[paper];
      const sheets = await Promise.all(
        plans.map(async (plan) => {
          const path = `sheets/${sheetName(plan.topic.id, paper)}.pdf`;
          const end = progress.start(path);
          const { sheet, content } = await printSheet(shop, plan, pages, format);
          end(pagesSaid(shop, 1));
          return { path, sheet, content };
        }),
      );
      const all = await bindSheets(
        shop,
        sheets.map(({ sheet }) => sheet),
        format,
      );
      return {
        products: [...sheets.map(({ path, content }) => ({ path, content, pages: 1 })), all.product],
        expected: [
          ...sheets.map(({ path, sheet }): [string, ExpectedHtml] => [path, { html: sheet.html }]),
          all.expected,
        ],
        decisions: sheets.map(({ sheet }) => [sheetName(sheet.id, paper), decisionOf(sheet)] as const),
      };
    }),
  );
  return {
    products: made.flatMap(({ products }) => products),
    expected: made.flatMap(({ expected }) => expected),
    decisions: Object.fromEntries(made.flatMap(({ decisions }) => decisions)),
  };
}

/** What the ladder decided for a sheet, for build.json. */
export const decisionOf = ({ state, fit, relaxed, left }: FittedSheet): MadeSetting => ({
  ...state,
  plot: fit.main,
  plotSmall: fit.small,
  relaxed,
  conclusion: fit.conclusion,
  left,
});
