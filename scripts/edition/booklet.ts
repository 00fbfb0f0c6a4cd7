/** The editions of the booklet: laid out in two passes each; pages of the reading edition are data for the sheets and the index page. */
import { drawFigure } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { readDestinations } from '../print/destinations.ts';
import type { IccProfile } from '../print/output-profile.ts';
import type { PdfOptions, Sheetful } from '../print/press.ts';
import { placeTargets } from '../print/targets.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { type BookletPress, layBooklet } from '../publications/booklet/booklet.ts';
import { bookletFile, formatsFor } from '../publications/booklet/editions.ts';
import { A4, BLEED, type BookletFormat, points, trimSize } from '../publications/booklet/format.ts';
import { pageTops } from '../publications/booklet/pages.ts';
import { reportName } from '../publications/report-name.ts';
import type { BookletEdition } from '../report/booklet-schema.ts';
import { deriveEditions } from './booklet-derived.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import { excerpt, type Picture, takePictures } from './thumbnails.ts';
import { toolVersion } from './version.ts';
import type { Workshop } from './workshop.ts';

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
  /** Pages of the reading edition as the first print foretells them. */
  likely: Promise<PageMap>;
  /** Its pages. */
  settled: Promise<PageMap>;
  made: Promise<MadeBooklet>;
}

/** What is made of the booklet, and how. */
export interface BookletOrder {
  editions: ReadonlySet<BookletEdition>;
  /** By how much the pages of a folded sheet move toward the fold for every sheet around it, mm. */
  creep: number;
  /** The print shop's profile. */
  icc?: IccProfile;
}

/** Without an order the reading edition is only laid out: a build of the sheets alone needs its pages. */
export function startBooklet(shop: Workshop, order: BookletOrder | null): BookletAtWork {
  let handOver = () => {};
  let foretell = (_: PageMap) => {};
  const handed = new Promise<void>((resolve) => {
    handOver = resolve;
  });
  const foretold = new Promise<PageMap>((resolve) => {
    foretell = resolve;
  });
  const reading = layOut(shop, A4, { print: order !== null, first: { handOver, foretell } });
  const settled = reading.then(({ booklet }) => booklet.pages);
  const likely = Promise.race([foretold, settled]);
  likely.catch(() => {}); // told where `made` is awaited
  settled.catch(() => {});
  const made = reading.then(async (first) => {
    if (!order) return madeOf(shop, [first], []);
    const others = formatsFor(order.editions).filter((format) => format !== A4);
    const laid = [
      first,
      ...(await Promise.all(others.map((format) => layOut(shop, format, { print: true })))),
    ];
    return madeOf(shop, laid, await deriveEditions(shop, order, printsOf(laid)));
  });
  return { handed: Promise.race([handed, made.then(noted, noted)]), likely, settled, made };
}

const noted = () => {};

/** What the press is given of an edition, then what puts its targets in place (targets.ts): enough to print it again. */
export interface BookletPrint {
  doc: Sheetful;
  options: PdfOptions;
  tops: readonly number[];
  /** Of the printed page, pt. */
  height: number;
}

/** An edition laid out, and printed where that was asked for. */
export interface LaidOut {
  format: BookletFormat;
  booklet: Awaited<ReturnType<typeof layBooklet>>;
  bytes: Uint8Array | undefined;
  print: BookletPrint | undefined;
}

/** Lays an edition out and prints it. `first`: the one for which all wait. */
export async function layOut(
  shop: Omit<Workshop, 'draw'>,
  format: BookletFormat,
  { print, first }: { print: boolean; first?: { handOver(): void; foretell(pages: PageMap): void } },
): Promise<LaidOut> {
  const { report, press, progress } = shop;
  const file = bookletFile(format.id);
  const end = progress.start(file);
  const turn = first ? ('first' as const) : undefined;
  // Every look but the first is a full print: the one whose pages prove right is the booklet itself.
  let looks = 0;
  let bytes: Uint8Array | undefined;
  let given: Pick<BookletPrint, 'doc' | 'options'> | undefined;
  const looking: BookletPress = {
    async pages(doc) {
      looks += 1;
      const own = { ...doc, name: file, turn };
      if (looks === 1 || !print) return press.pages({ ...own, loaded: first?.handOver, scale: format.scale });
      const html = shop.draft ? markDraft(doc.html) : doc.html;
      given = { doc: { ...own, html }, options: optionsOf(shop, format) };
      bytes = await press.pdf(given.doc, given.options);
      return readDestinations(bytes, format.scale);
    },
    foretold: first?.foretell,
  };
  const booklet = await layBooklet(report, {
    draw: drawFigure,
    format,
    press: looking,
    version: toolVersion(),
  });
  for (const problem of booklet.problems) shop.tell(problem);
  end(shop.lang === 'zh' ? `${booklet.layout.count} 页` : `${booklet.layout.count} pages`);
  const height = trimSize(format)[1] + 2 * points(BLEED);
  const tops = pageTops(booklet.layout, format);
  return {
    format,
    booklet,
    bytes: bytes && placeTargets(bytes, tops, height, format.scale),
    print: given && { ...given, tops, height },
  };
}

function optionsOf({ report, date }: Pick<Workshop, 'report' | 'date'>, format: BookletFormat): PdfOptions {
  const { title, issuer } = report.profile;
  return {
    meta: {
      title: reportName(report),
      author: issuer ?? undefined,
      subject: title,
      lang: 'zh-CN',
      date,
    },
    scale: format.scale,
    size: trimSize(format),
    bleed: points(BLEED),
    ...(format.front > 0 ? { labels: LABELS } : {}),
  };
}

/** The finished prints by their format. */
const printsOf = (laid: readonly LaidOut[]): Map<BookletFormat, Uint8Array> =>
  new Map(laid.flatMap(({ format, bytes }) => (bytes ? [[format, bytes]] : [])));

function madeOf({ press }: Workshop, laid: readonly LaidOut[], derived: readonly Product[]): MadeBooklet {
  const reading = (laid[0] as LaidOut).booklet;
  const printed = laid.flatMap(({ format, booklet, bytes }) =>
    bytes ? [{ file: bookletFile(format.id), booklet, bytes }] : [],
  );
  const products = [
    ...printed.map(({ file, booklet, bytes }) => ({
      path: file,
      content: bytes,
      pages: booklet.layout.count,
    })),
    ...derived,
  ];
  const pictured = products.length === 0 ? [] : ['cover', 'opener-1'];
  return {
    pages: reading.pages,
    products,
    pictures: takePictures(
      press,
      pictured.map((block) => ({
        publication: 'booklet',
        html: blockOf(reading.html, block),
        faces: reading.faces,
        selector: `[id="block:${block}"]`,
        width: 794,
        height: 1123,
        wide: 320,
      })),
    ),
    expected: printed.map(({ file, booklet: { html, pages, furniture } }) => [
      file,
      { html, pages, furniture },
    ]),
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
