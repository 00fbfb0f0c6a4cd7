/** sheets/: each topic on one A4 page as PDF and HTML, and all of them in one PDF. */
import { bestHeight, minHeight } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { planSheets } from '../plan/sheets.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { allSheetsHtml, fitSheet, SHEET_FACES } from '../publications/sheets/sheet.ts';
import { A4 } from './booklet.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import type { Product } from './products.ts';
import type { Sitting } from './thumbnails.ts';

export interface MadeSheets {
  products: Product[];
  expected: [string, ExpectedHtml][];
  sittings: Sitting[];
  /** What the ladder decided for each sheet, for build.json. */
  decisions: Record<string, unknown>;
}

/** Whether two layouts of the booklet send a reader to the same pages. */
function samePages(a: PageMap, b: PageMap): boolean {
  const folios = (pages: PageMap) => JSON.stringify([...pages].sort(([x], [y]) => (x < y ? -1 : 1)));
  return a === b || folios(a) === folios(b);
}

/**
 * Makes the sheets. They begin with the booklet's likely pages; those that prove wrong are made again.
 */
export async function makeSheets(
  shop: Workshop,
  pages: { likely: Promise<PageMap>; settled: Promise<PageMap> },
): Promise<MadeSheets> {
  const { report, press, progress } = shop;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const mark = shop.draft ? markDraft : (html: string) => html;
  const meta = (title: string) => ({
    title,
    author: report.profile.issuer ?? undefined,
    subject: report.profile.title,
    lang: 'zh-CN',
    date: shop.date,
  });
  const one = (n: number) => (shop.lang === 'zh' ? `${n} 页` : `${n} pages`);
  const likely = await pages.likely;
  const plans = planSheets(report).map((plan) => {
    const name = `sheets/${plan.topic.id}`;
    const end = progress.start(`${name}.pdf`);
    const make = async (folios: PageMap) => {
      const sheet = await fitSheet(report, plan, {
        draw: (spec, place) => shop.draw(spec, place),
        minHeight: (spec, place) => minHeight(spec, place, times),
        bestHeight: (spec, place) => bestHeight(spec, place, times),
        measure: press.measure,
        pages: folios,
      });
      const html = mark(sheet.html);
      const [content, page] = await Promise.all([
        press.pdf(
          { name: `${name}.pdf`, html, faces: SHEET_FACES },
          { meta: meta(plan.topic.name), size: A4 },
        ),
        press.selfContained({ name: `${name}.html`, html, faces: SHEET_FACES }),
      ]);
      end(one(1));
      return {
        sheet,
        products: [
          { path: `${name}.pdf`, content, pages: 1 },
          { path: `${name}.html`, content: page, pages: 1 },
        ],
      };
    };
    return { make, first: make(likely) };
  });
  const firsts = Promise.all(plans.map((plan) => plan.first));
  firsts.catch(() => {}); // awaited below
  const settled = await pages.settled;
  const made = samePages(likely, settled)
    ? await firsts
    : await firsts.then(() => Promise.all(plans.map(({ make }) => make(settled))));
  const sheets = made.map((m) => m.sheet);
  if (sheets.length === 0) return { products: [], expected: [], sittings: [], decisions: {} };
  const all = 'sheets/all.pdf';
  const end = progress.start(all);
  const html = allSheetsHtml(report, sheets);
  const content = await press.pdf(
    { name: all, html: mark(html), faces: SHEET_FACES },
    { meta: meta(`${report.profile.region ?? ''}${report.profile.title}专题单页`), size: A4 },
  );
  end(one(sheets.length));
  return {
    products: [...made.flatMap((m) => m.products), { path: all, content, pages: sheets.length }],
    expected: [[all, { html }]],
    sittings: sheets.slice(0, 2).map((s) => ({
      publication: 'sheets',
      html: s.html,
      faces: SHEET_FACES,
      selector: '.sheet',
      width: 794,
      height: 1123,
      wide: 320,
    })),
    decisions: Object.fromEntries(
      sheets.map(({ id, state, fit }) => [
        id,
        { ...state, plot: Math.round(fit.main), conclusion: fit.conclusion },
      ]),
    ),
  };
}
