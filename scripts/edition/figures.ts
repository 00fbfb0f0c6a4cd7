/** figures/<id>.svg: every figure as a file of its own, its faces inside. */
import { setImmediate } from 'node:timers/promises';
import { type Formula, sourceOf, svgFile } from '../figures/svg-file.ts';
import { profileForms } from '../marks.ts';
import type { Face } from '../print/press.ts';
import { formulaText } from '../report/derived.ts';
import type { Workshop } from './edition.ts';
import type { Product } from './products.ts';
import { type Picture, type Sitting, takePictures } from './thumbnails.ts';

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

/** All figures. An SVG file takes the same faces as any document; those it does not use are left out by the press. */
export async function makeFigures(
  shop: Workshop,
): Promise<{ products: Product[]; pictures: Promise<Picture[]> }> {
  const { report, press, progress } = shop;
  if (report.figures.length === 0) return { products: [], pictures: Promise.resolve([]) };
  const end = progress.start('figures/*.svg');
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const source = sourceOf(report, profileForms(report.profile).date ?? null);
  const files: Promise<Product>[] = [];
  for (const spec of report.figures) {
    const name = `figures/${spec.id}.svg`;
    const { svg, drawn } = svgFile(spec, times, source, formulasOf(shop, spec));
    for (const problem of drawn.problems) shop.tell(problem);
    const file = press
      .selfContained({ name, html: svg, faces: facesOf(svg) })
      .then((content) => ({ path: name, content }));
    file.catch(() => {}); // told below
    files.push(file);
    // The browser's answers come in between.
    await setImmediate();
  }
  const products = await Promise.all(files);
  end(shop.lang === 'zh' ? `${products.length} 幅` : `${products.length} figures`);
  const sittings = [0, 1, 2, 3].flatMap((i): Sitting[] => {
    const content = products[i]?.content;
    const size = /<svg[^>]* width="(\d+)[^"]*" height="(\d+)/.exec(String(content ?? ''));
    if (!content || !size) return [];
    // The file's own faces are in it; the page around it needs one for form.
    const html = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><!--fonts--><style>body{margin:0}svg{display:block}</style></head><body>${String(content).replace(/<\?xml[^>]*\?>/, '')}</body></html>`;
    return [
      {
        publication: 'figures',
        html,
        faces: ['hei-400'],
        width: Number(size[1]),
        height: Number(size[2]),
        wide: 260,
      },
    ];
  });
  return { products, pictures: takePictures(press, sittings) };
}

function formulasOf(
  { report }: Workshop,
  spec: {
    groups: { rows: { value?: { ref: string }; from?: { ref: string }; aside?: { ref: string } }[] }[];
  },
): Formula[] {
  const refs = spec.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.ref, r.from?.ref, r.aside?.ref]));
  return [...new Set(refs)].flatMap((ref) => {
    const derived = ref === undefined ? undefined : report.derived.get(ref);
    return derived
      ? [{ id: derived.id, name: derived.name, text: `* ${derived.name}：${formulaText(derived)}` }]
      : [];
  });
}
