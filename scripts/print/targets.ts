/** Where links land: one Chromium counts their heights from the page, another from the content box under the margin. */
import {
  dictionary,
  identity,
  pagesOf,
  readObjects,
  reference,
  setDictionary,
  writeObjects,
} from './objects.ts';

const TARGET = /\[(\d+) 0 R\s*\/XYZ\s+([-\d.]+)\s+([-\d.]+)/g;

/**
 * Puts the targets of links at the height of what they point to (bookmarks stand there already). `tops`: the upper margin of each
 * page, pt. A print whose targets are counted from the page is given back as it is: there none stands in a margin. Of a print at a
 * `scale` Chromium counts heights from the page area as though it were printed at 1.
 */
export function placeTargets(
  bytes: Uint8Array,
  tops: readonly number[],
  height: number,
  scale = 1,
): Uint8Array {
  const pdf = readObjects(bytes);
  const table = reference(dictionary(pdf, pdf.root), 'Dests');
  if (table === null) return bytes;
  const topOf = new Map(pagesOf(pdf).map((number, i) => [number, tops[i] ?? 0]));
  const targets = dictionary(pdf, table);
  const inMargin = [...targets.matchAll(TARGET)].some(([, page, , y]) => {
    const top = topOf.get(Number(page)) ?? 0;
    return top > 2 && Number(y) > height - top + 2;
  });
  if (!inMargin && scale === 1) return bytes;
  const placed = targets.replace(TARGET, (_, page: string, x: string, y: string) => {
    const top = topOf.get(Number(page)) ?? 0;
    const from = height - top;
    const at = from - (from - Number(y) + (inMargin ? top : 0)) * scale;
    return `[${page} 0 R /XYZ ${x} ${Math.round(at * 100) / 100}`;
  });
  setDictionary(pdf, table, placed);
  return writeObjects(pdf, identity(pdf));
}
