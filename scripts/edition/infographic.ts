/** infographic/: the long picture as a page, as one PNG, in pieces for posting, and in words. */
import { bestHeight } from '../figures/draw.ts';
import { palettedPng, rowsOf, stitched } from '../print/paletted.ts';
import { pngPixels } from '../print/png.ts';
import type { ExpectedHtml } from '../proof/proof.ts';
import { INFOGRAPHIC_WIDTH, infographicPage } from '../publications/infographic/infographic.ts';
import { PICTURE_SCALE, PIECE, piecesOf, tooLarge } from '../publications/infographic/pieces.ts';
import { infographicText } from '../publications/infographic/text.ts';
import { sha256 } from './account.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import { type Picture, takePictures } from './thumbnails.ts';
import type { Workshop } from './workshop.ts';

const NAME = 'infographic/infographic';
/** Height of the view in CSS px that the index page shows of it. */
const SHOWN = 920;

/** The band that the index page shows beside the beginning: the second topic's, which is dark; none without one. */
const shownBands = (bands: readonly string[]): string[] =>
  bands.filter((id) => id.startsWith('done-')).slice(1, 2);

export interface MadeInfographic {
  products: Product[];
  expected: [string, ExpectedHtml][];
  pictures: Promise<Picture[]>;
}

/** Every band is captured alone and the pixels are put together here: captures of many thousand px fail without a word. */
export async function makeInfographic(shop: Workshop): Promise<MadeInfographic> {
  const { report, press, progress } = shop;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const end = progress.start('infographic/*');
  const page = infographicPage(report, {
    draw: (spec, place) => shop.draw(spec, place),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
  });
  const words = infographicText(report, page);
  const html = shop.draft ? markDraft(page.html) : page.html;
  const view = { width: INFOGRAPHIC_WIDTH, height: SHOWN };
  const doc = { name: `${NAME}.png`, html, faces: page.faces, view };
  const [captured, content] = await Promise.all([
    press.pictures(
      doc,
      page.bands.map((id) => ({ selector: `#${id}`, scale: PICTURE_SCALE, rough: true })),
    ),
    press.selfContained({ ...doc, name: `${NAME}.html` }),
  ]);
  const bands = captured.map(pngPixels);
  const whole = stitched(bands);
  const counts = piecesOf(
    bands.map((band) => band.height),
    page.bands,
  );
  const source = { Source: sha256(content) };
  let [band, row] = [0, 0];
  const pieces = counts.map((count) => {
    const from = row;
    for (const { height } of bands.slice(band, band + count)) row += height;
    band += count;
    return palettedPng(rowsOf(whole, from, row), source);
  });
  const [long, ...cut] = await Promise.all([palettedPng(whole, source), ...pieces]);
  const products: Product[] = [
    { path: `${NAME}.html`, content },
    { path: `${NAME}.png`, content: long as Uint8Array },
    ...cut.map((png, i) => ({ path: `${NAME}-${i + 1}.png`, content: png })),
    { path: `${NAME}.txt`, content: words.text },
  ];
  for (const [i, png] of cut.entries())
    if (png.length > PIECE.bytes) shop.tell(tooLarge(`${NAME}-${i + 1}.png`, png.length));
  end(
    shop.lang === 'zh'
      ? `${bands.length} 段，${cut.length} 张分图`
      : `${bands.length} bands, ${cut.length} pieces`,
  );
  const sitting = { publication: 'infographic', html, faces: page.faces, ...view, wide: 260 };
  return {
    products,
    expected: [[`${NAME}.txt`, { html: words.html }]],
    pictures: takePictures(press, [
      sitting,
      ...shownBands(page.bands).map((id) => ({ ...sitting, selector: `#${id}` })),
    ]),
  };
}
