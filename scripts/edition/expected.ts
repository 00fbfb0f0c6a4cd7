/** What finished PDFs are proved against, worked out anew without a browser: from the data, the finished HTML and the PDF's own destinations. */
import { drawFigure } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { planDeck } from '../plan/deck.ts';
import { sheetIds } from '../plan/sheets.ts';
import { readDestinations } from '../print/destinations.ts';
import type { ExpectedHtml, FinishedProduct } from '../proof/proof.ts';
import { remadeInfographic } from '../proof/remade-infographic.ts';
import { remadePapers } from '../proof/remade-paper.ts';
import { bookletHtml, bookletPlan } from '../publications/booklet/booklet.ts';
import { bookletFile, FORMATS } from '../publications/booklet/editions.ts';
import { A4 } from '../publications/booklet/format.ts';
import { layoutOf } from '../publications/booklet/layout.ts';
import { mergeDeck } from '../publications/deck/merge.ts';
import type { Report } from '../report/report.ts';
import { expectedPapers, paperTexts } from './deck-papers.ts';
import { toolVersion } from './version.ts';

export interface Expectations {
  /** By product path: booklet/booklet.pdf, sheets/all.pdf, the deck's handout and script. */
  expected: Map<string, ExpectedHtml>;
  /** Folios, from the booklet's own destinations; `recorded` (build.json) where there is no booklet. */
  pages: PageMap | undefined;
}

/** Papers of the deck that are printed or written from no product. */
const PAPERS = ['deck/handout.pdf', 'deck/script.pdf', 'deck/script.txt'];

/** The booklet is merged anew for the pages its PDF has; all.pdf must say what the finished sheets say, in the order of the topics. */
export function expectationsOf(
  report: Report,
  products: readonly FinishedProduct[],
  recorded?: PageMap,
  settings?: unknown,
): Expectations {
  const expected = new Map<string, ExpectedHtml>();
  let pages = recorded;
  for (const format of FORMATS) {
    const booklet = products.find((p) => p.path === bookletFile(format.id));
    const bound = booklet && destinationsOf(booklet);
    if (!booklet || !bound) continue;
    const { blocks } = bookletPlan(report, format);
    const layout = layoutOf(blocks, bound, format);
    const { html, furniture } = bookletHtml(report, {
      draw: drawFigure,
      format,
      layout,
      version: toolVersion(),
    });
    expected.set(booklet.path, { html, pages: layout.pages, furniture });
    if (format === A4) pages = layout.pages;
  }
  if (products.some((p) => p.path === 'sheets/all.pdf')) {
    const articles = sheetIds(report).flatMap((id) => {
      const sheet = products.find((p) => p.path === `sheets/${id}.html`);
      return sheet
        ? [/<article[\s\S]*<\/article>/.exec(Buffer.from(sheet.content).toString('utf8'))?.[0] ?? '']
        : [];
    });
    expected.set('sheets/all.pdf', { html: `<html><body>${articles.join('\n')}</body></html>` });
  }
  for (const [path, own] of pages ? remadePapers(report, pages, settings) : []) expected.set(path, own);
  const spoken = products.find((p) => p.path === 'deck/script.pdf');
  if (products.some((p) => PAPERS.includes(p.path))) {
    const slides = planDeck(report);
    const texts = paperTexts(report, slides, mergeDeck(report, slides, { draw: drawFigure }));
    const count = (spoken && destinationsOf(spoken)?.count) ?? 0;
    for (const [path, own] of expectedPapers(report, texts, count)) expected.set(path, own);
  }
  const words = 'infographic/infographic.txt';
  if (products.some((p) => p.path === words))
    expected.set(words, { html: remadeInfographic(report, false).words });
  return { expected, pages };
}

/** Where a PDF's links lead; null for a file that another program has written: it is proved to be none of ours. */
function destinationsOf({ content }: FinishedProduct): ReturnType<typeof readDestinations> | null {
  try {
    return readDestinations(Buffer.from(content));
  } catch {
    return null;
  }
}
