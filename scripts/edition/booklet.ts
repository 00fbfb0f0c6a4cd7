/** booklet/booklet.pdf: laid out in two passes; its pages are data for the sheets and the index page. */
import { drawFigure } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { readDestinations } from '../print/destinations.ts';
import type { PdfOptions } from '../print/press.ts';
import { placeTargets } from '../print/targets.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { type BookletPress, layBooklet } from '../publications/booklet/booklet.ts';
import { BLEED, pageTops } from '../publications/booklet/pages.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import type { Product } from './products.ts';
import { excerpt, type Picture, takePictures } from './thumbnails.ts';
import { toolVersion } from './version.ts';

/** A4 in points; Chromium rounds to its own grid. */
export const A4 = [595.276, 841.89] as const;

const points = (millimetres: number) => (millimetres * 72) / 25.4;

export interface MadeBooklet {
  pages: PageMap;
  products: Product[];
  expected: [string, ExpectedHtml][];
  pictures: Promise<Picture[]>;
}

/** The booklet at work: much of the rest need not wait for the whole of it. */
export interface BookletAtWork {
  /** Its first print is with the browser, which asks nothing of us for a while. */
  handed: Promise<void>;
  /** Its pages as the first print foretells them. */
  likely: Promise<PageMap>;
  made: Promise<MadeBooklet>;
}

/** `print`: false only lays it out (a build of the sheets alone needs its pages). */
export function startBooklet(shop: Workshop, print: boolean): BookletAtWork {
  let handOver = () => {};
  let foretell = (_: PageMap) => {};
  const handed = new Promise<void>((resolve) => {
    handOver = resolve;
  });
  const foretold = new Promise<PageMap>((resolve) => {
    foretell = resolve;
  });
  const made = makeBooklet(shop, print, { handOver, foretell });
  const likely = Promise.race([foretold, made.then(({ pages }) => pages)]);
  likely.catch(() => {}); // told where `made` is awaited
  return { handed: Promise.race([handed, made.then(noted, noted)]), likely, made };
}

const noted = () => {};

async function makeBooklet(
  shop: Workshop,
  print: boolean,
  { handOver, foretell }: { handOver: () => void; foretell: (pages: PageMap) => void },
): Promise<MadeBooklet> {
  const { report, press, progress } = shop;
  const name = 'booklet/booklet.pdf';
  const end = progress.start(name);
  const { region, year, title, issuer } = report.profile;
  const options: PdfOptions = {
    meta: {
      title: `${region ?? ''}${year === null ? '' : `${year}年`}${title}`,
      author: issuer ?? undefined,
      subject: title,
      lang: 'zh-CN',
      date: shop.date,
    },
    size: A4,
    bleed: points(BLEED),
    labels: LABELS,
  };
  // Every look but the first is a full print: the one whose pages prove right is the booklet itself.
  let looks = 0;
  let printed: Uint8Array | undefined;
  const looking: BookletPress = {
    async pages(doc) {
      looks += 1;
      if (looks === 1 || !print) return press.pages({ ...doc, turn: 'first', loaded: handOver });
      const html = shop.draft ? markDraft(doc.html) : doc.html;
      printed = await press.pdf({ ...doc, html, turn: 'first' }, options);
      return readDestinations(printed);
    },
    foretold: foretell,
  };
  const booklet = await layBooklet(report, { draw: drawFigure, press: looking, version: toolVersion() });
  for (const problem of booklet.problems) shop.tell(problem);
  end(shop.lang === 'zh' ? `${booklet.layout.count} 页` : `${booklet.layout.count} pages`);
  if (!printed) return { pages: booklet.pages, products: [], expected: [], pictures: Promise.resolve([]) };
  printed = placeTargets(printed, pageTops(booklet.layout), A4[1] + 2 * points(BLEED));
  return {
    pages: booklet.pages,
    products: [{ path: name, content: printed, pages: booklet.layout.count }],
    pictures: takePictures(
      press,
      ['cover', 'opener-1'].map((block) => ({
        publication: 'booklet',
        html: blockOf(booklet.html, block),
        faces: booklet.faces,
        selector: `[id="block:${block}"]`,
        width: 794,
        height: 1123,
        wide: 320,
      })),
    ),
    expected: [[name, { html: booklet.html, furniture: booklet.furniture }]],
  };
}

/** Cover and imprint are unnumbered; the contents are page 1. */
const LABELS = [
  { from: 1, style: 'none', prefix: '封面' },
  { from: 2, style: 'none', prefix: '扉页' },
  { from: 3, style: 'decimal', start: 1 },
] as const;

/** The document with one block of pages alone. */
function blockOf(html: string, block: string): string {
  const mark = html.indexOf(`id="block:${block}"`);
  if (mark < 0) return html;
  const next = html.indexOf('id="block:', mark + 10);
  return excerpt(html, html.lastIndexOf('<', mark), next < 0 ? html.length : html.lastIndexOf('<', next));
}
