/** booklet/booklet.pdf: laid out in two passes; its pages are data for the sheets and the index page. */
import type { PageMap } from '../marks.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { layBooklet } from '../publications/booklet/booklet.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import { bookletFurniture } from './furniture.ts';
import type { Product } from './products.ts';
import type { Sitting } from './thumbnails.ts';
import { toolVersion } from './version.ts';

/** A4 in points; Chromium rounds to its own grid. */
export const A4 = [595.276, 841.89] as const;

export interface MadeBooklet {
  pages: PageMap;
  products: Product[];
  expected: [string, ExpectedHtml][];
  sittings: Sitting[];
}

/** `print`: false only lays it out (a build of the sheets alone needs its pages). */
export async function makeBooklet(shop: Workshop, print: boolean): Promise<MadeBooklet> {
  const { report, press, progress } = shop;
  const name = 'booklet/booklet.pdf';
  const end = progress.start(name);
  const booklet = await layBooklet(report, {
    draw: (spec, place) => shop.draw(spec, place),
    press,
    version: toolVersion(),
  });
  if (!print) {
    end(shop.lang === 'zh' ? '仅排版' : 'laid out only');
    return { pages: booklet.pages, products: [], expected: [], sittings: [] };
  }
  const { region, year, title, issuer } = report.profile;
  const html = shop.draft ? markDraft(booklet.html) : booklet.html;
  const content = await press.pdf(
    { name, html, faces: booklet.faces },
    {
      meta: {
        title: `${region ?? ''}${year === null ? '' : `${year}年`}${title}`,
        author: issuer ?? undefined,
        subject: title,
        lang: 'zh-CN',
        date: shop.date,
      },
      size: A4,
      labels: bookletLabels,
    },
  );
  end(shop.lang === 'zh' ? `${booklet.layout.count} 页` : `${booklet.layout.count} pages`);
  return {
    pages: booklet.pages,
    products: [{ path: name, content, pages: booklet.layout.count }],
    sittings: ['cover'].map((block) => ({
      publication: 'booklet',
      html: booklet.html,
      faces: booklet.faces,
      selector: `[id="block:${block}"]`,
      width: 794,
      height: 1123,
      wide: 320,
    })),
    expected: [[name, { html: booklet.html, furniture: bookletFurniture(booklet.heads, booklet.layout) }]],
  };
}

/** Cover and imprint are unnumbered; the contents are page 1. */
const bookletLabels = [
  { from: 1, style: 'none', prefix: '封面' },
  { from: 2, style: 'none', prefix: '扉页' },
  { from: 3, style: 'decimal', start: 1 },
] as const;
