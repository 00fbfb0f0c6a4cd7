/** Reads from a finished PDF where bookmarks lead, and what is painted at the foot of pages. */
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { BLEED, type BookletFormat, pageMargins } from '../../scripts/publications/booklet/format.ts';

const bare = (text: string) => text.replace(/\s/g, '');

/** Bookmarks with the page and height they lead to. */
export async function bookmarksOf(bytes: Uint8Array): Promise<{ title: string; page: number; y: number }[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const found: { title: string; page: number; y: number }[] = [];
  type Entry = Awaited<ReturnType<typeof document.getOutline>>[number];
  const walk = async (entries: readonly Entry[]) => {
    for (const entry of entries) {
      const target = typeof entry.dest === 'string' ? await document.getDestination(entry.dest) : entry.dest;
      if (target)
        found.push({
          title: bare(entry.title),
          page: (await document.getPageIndex(target[0])) + 1,
          y: Number(target[3]),
        });
      await walk(entry.items as Entry[]);
    }
  };
  await walk((await document.getOutline()) ?? []);
  await task.destroy();
  return found;
}

/** What is painted at the very foot of the page area or under it, where only folios stand. */
export async function rulesBelow(
  bytes: Uint8Array,
  pages: readonly number[],
  format: BookletFormat,
): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const found: string[] = [];
  for (const number of pages) {
    const page = await document.getPage(number);
    const foot = (page.view[1] ?? 0) + ((pageMargins(format).bottom - BLEED) * 72) / 25.4;
    const { fnArray, argsArray } = await page.getOperatorList();
    const stack: number[][] = [];
    let matrix = [1, 0, 0, 1, 0, 0];
    for (const [i, operator] of fnArray.entries()) {
      const args = argsArray[i];
      if (operator === OPS.save) stack.push(matrix);
      if (operator === OPS.restore) matrix = stack.pop() ?? [1, 0, 0, 1, 0, 0];
      if (operator === OPS.transform) matrix = product(matrix, args as number[]);
      // A path with what is done to it, its points, and its box; a clip alone paints nothing.
      if (operator !== OPS.constructPath || args[0] === OPS.endPath || !args[2]) continue;
      const [, low = 0, , high = 0] = args[2] as number[];
      const ys = [low, high].map((y) => (matrix[3] ?? 1) * y + (matrix[5] ?? 0));
      if (Math.max(...ys) < foot + 0.4) found.push(`page ${number}: ${ys.join('–')} under ${foot}`);
    }
  }
  await task.destroy();
  return found;
}

const product = (
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[],
  [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0]: number[],
) => [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
