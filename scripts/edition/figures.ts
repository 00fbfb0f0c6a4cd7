/** figures/: every figure as a file of its own, as a picture, and the data behind it. */
import { setImmediate } from 'node:timers/promises';
import { EXPORT_SCALE, type FigureFiles, figureFiles } from '../figures/files.ts';
import { withChunks } from '../print/png.ts';
import type { Face } from '../print/press.ts';
import type { FigureSpec } from '../report/report.ts';
import { sha256 } from './account.ts';
import type { Product } from './products.ts';
import type { Picture } from './thumbnails.ts';
import type { Workshop } from './workshop.ts';

const FACES: readonly Face[] = ['hei-400', 'hei-500', 'hei-600', 'hei-700', 'song-600', 'song-700'];

/** The faces a file really names, so that it carries no font for nothing. */
export function facesOf(svg: string): Face[] {
  const used = new Set<string>();
  for (const [tag] of svg.matchAll(/<[^>]*Baogao (?:Song|Hei)[^>]*>/g)) {
    const family = tag.includes('Baogao Song') ? 'song' : 'hei';
    used.add(`${family}-${/font-weight[:=]"?(\d+)/.exec(tag)?.[1] ?? '400'}`);
  }
  return FACES.filter((face) => used.has(face));
}

/** Width of a figure on the index page, px. */
const THUMBNAIL = 260;
/** The kinds that the index page shows, those that are most a picture first. */
const SHOWN: readonly FigureSpec['kind'][] = ['bar', 'dumbbell', 'pairs', 'slope', 'share', 'unit-grid'];

/** Ids of the figures that the index page shows: one of each kind, four at most; the first ones where there are fewer kinds. */
function shownFigures(specs: readonly FigureSpec[]): string[] {
  const kinds = SHOWN.flatMap((kind) => specs.find((spec) => spec.kind === kind) ?? []);
  return [...new Set([...kinds, ...specs].map(({ id }) => id))].slice(0, 4);
}

/** Figures at work: drawn, and their pictures on the way. */
export interface FiguresAtWork {
  drawn: { id: string; files: FigureFiles; file: Promise<string> }[];
  /** All drawings in one page: it has their faces once. */
  sheet: { name: string; html: string; faces: readonly Face[] };
  /** Pictures by figure, as their files have them. */
  pictures: Promise<Map<string, { png: Uint8Array; plot: FigureFiles['plot'] }>>;
}

/** Draws figures and has their pictures taken. */
export async function startFigures(shop: Workshop, specs: readonly FigureSpec[]): Promise<FiguresAtWork> {
  const { report, press } = shop;
  const drawn: FiguresAtWork['drawn'] = [];
  for (const spec of specs) {
    const files = figureFiles(report, spec);
    for (const problem of files.drawn.problems) shop.tell(problem);
    const file = press.selfContained({
      name: `figures/${spec.id}.svg`,
      html: files.svg,
      faces: facesOf(files.svg),
    });
    file.catch(() => {}); // told below
    drawn.push({ id: spec.id, files, file });
    // The browser's answers come in between.
    await setImmediate();
  }
  const sheet = {
    name: 'figures/*.png',
    html: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><!--fonts--><style>svg{display:block}</style></head><body>${drawn.map(({ id, files }) => `<div id="figure-${id}" style="width:max-content">${files.svg.replace(/<\?xml[^>]*\?>/, '').replace('<!--fonts-->', '')}</div>`).join('')}</body></html>`,
    faces: FACES,
  };
  const pictures = takeAll(shop, drawn, sheet);
  pictures.catch(() => {}); // told where they are awaited
  return { drawn, sheet, pictures };
}

async function takeAll(
  { press }: Workshop,
  drawn: FiguresAtWork['drawn'],
  sheet: FiguresAtWork['sheet'],
): Promise<Awaited<FiguresAtWork['pictures']>> {
  if (drawn.length === 0) return new Map();
  const pngs = await press.pictures(
    sheet,
    drawn.map(({ id }) => ({ selector: `#figure-${id}`, scale: EXPORT_SCALE })),
  );
  return new Map(
    await Promise.all(
      drawn.map(async ({ id, files, file }, i) => {
        const png = ofDrawing(pngs[i] as Uint8Array, await file);
        return [id, { png, plot: files.plot }] as const;
      }),
    ),
  );
}

/** All figures; with `outline` a second drawing of each whose text is paths. */
export async function makeFigures(
  shop: Workshop,
  work: Promise<FiguresAtWork>,
): Promise<{ products: Product[]; pictures: Promise<Picture[]> }> {
  const { report, press, progress } = shop;
  if (report.figures.length === 0) return { products: [], pictures: Promise.resolve([]) };
  const end = progress.start('figures/*');
  const { drawn, sheet, pictures } = await work;
  const first = shownFigures(report.figures).flatMap((id) => drawn.find((own) => own.id === id) ?? []);
  const thumbnails = press
    .pictures(
      { ...sheet, name: 'index.html', turn: 'last' },
      first.map(({ id, files }) => ({ selector: `#figure-${id}`, scale: THUMBNAIL / widthOf(files.svg) })),
    )
    .then((pngs) => pngs.map((png): Picture => ({ publication: 'figures', png })));
  thumbnails.catch(() => {}); // told where they are awaited
  const taken = await pictures;
  const products: Product[] = [];
  for (const { id, files, file } of drawn) {
    const name = `figures/${id}`;
    products.push(
      { path: `${name}.svg`, content: await file },
      { path: `${name}.csv`, content: files.csv },
      { path: `${name}.png`, content: taken.get(id)?.png ?? new Uint8Array() },
    );
    if (shop.outline) products.push({ path: `${name}.outline.svg`, content: await shop.outline(files.svg) });
  }
  end(shop.lang === 'zh' ? `${drawn.length} 幅` : `${drawn.length} figures`);
  return { products, pictures: thumbnails };
}

const widthOf = (svg: string): number => Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? 0);

/** A picture says which drawing it was taken of, and how large it is on paper. */
export const ofDrawing = (png: Uint8Array, svg: string): Uint8Array =>
  withChunks(png, { texts: { Source: sha256(svg) }, perInch: 96 * EXPORT_SCALE });
