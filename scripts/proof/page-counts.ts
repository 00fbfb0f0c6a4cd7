/** How many pages build.json and the index page tell of files whose own text does not say it. */
import { pagesOf, readObjects } from '../print/objects.ts';
import type { Problem } from '../problem.ts';
import type { FinishedProduct } from './proof.ts';

/**
 * P203 for a number of pages that is another than that of the file, for pages and slides beside a PDF that of the PDF; and for pages of what has
 * none. `counted`: files whose pages are counted where they are read.
 */
export function pageCountFindings(
  products: ReadonlyMap<string, FinishedProduct>,
  counted: (path: string) => boolean,
): Problem[] {
  return [...products.values()].flatMap(({ path, pages }) => {
    if (pages === undefined || counted(path)) return [];
    const has = countOf(products.get(path.replace(/\.(?:html|pptx)$/, '.pdf')));
    if (has === undefined || has === pages) return [];
    return [
      {
        code: 'P203',
        severity: 'error' as const,
        message: {
          zh: `有 ${has} 页，build.json 说有 ${pages} 页`,
          en: `has ${has} pages, ${pages} are told of`,
        },
        where: { product: path },
      },
    ];
  });
}

/** Pages of a PDF; none of another file. Undefined where there is none to count, or it cannot be read, which is told elsewhere. */
function countOf(product: FinishedProduct | undefined): number | undefined {
  if (!product) return undefined;
  if (!product.path.endsWith('.pdf')) return 0;
  try {
    return pagesOf(readObjects(product.content as Uint8Array)).length;
  } catch {
    return undefined;
  }
}
