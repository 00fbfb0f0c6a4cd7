/** Finds text of a print that is set in a font which is not ours: the machine's, or one made up by the browser (Type 3). */
import { inflateSync } from 'node:zlib';
import { dictionary, type PdfObjects, pagesOf, reference, streamOf } from './objects.ts';

/** PostScript names of our faces, after the mark of a subset. */
const OURS = /\/BaseFont \/(?:[A-Z]{6}\+)?(?:NotoSerifSC|NotoSansSC|LXGWWenKai)/;

/** Text in a foreign font. */
export interface Foreign {
  page: number;
  /** OpenSans-Regular, or Type 3. */
  font: string;
}

/** One finding a page and font; empty when all text is in our faces. Costs next to nothing then. */
export function foreignText(pdf: PdfObjects): Foreign[] {
  const fonts = new Map<number, string>();
  for (const [number, body] of pdf.objects) {
    if (body.indexOf('/Type /Font\n') < 0) continue;
    const dict = dictionary(pdf, number);
    if (!OURS.test(dict))
      fonts.set(number, /\/BaseFont \/(?:[A-Z]{6}\+)?([^\s/>]+)/.exec(dict)?.[1] ?? 'Type 3');
  }
  if (fonts.size === 0) return [];
  const found: Foreign[] = [];
  pagesOf(pdf).forEach((page, index) => {
    const names = namesOf(pdf, page, fonts);
    const contents = reference(dictionary(pdf, page), 'Contents');
    const stream = contents === null ? null : streamOf(pdf, contents);
    if (names.size === 0 || !stream) return;
    let current = '';
    const seen = new Set<string>();
    for (const line of inflateSync(stream).toString('latin1').split('\n')) {
      const set = /^\/(\S+) \S+ Tf$/.exec(line);
      if (set) current = names.get(set[1]!) ?? '';
      // Glyph 3 is the blank of nearly every font; blanks in a foreign font do no harm.
      else if (current && / T[jJ]$/.test(line) && !/^<(0003)*> Tj$/.test(line)) seen.add(current);
    }
    for (const font of seen) found.push({ page: index + 1, font });
  });
  return found;
}

/** Resource names of foreign fonts on a page. */
function namesOf(pdf: PdfObjects, page: number, fonts: ReadonlyMap<number, string>): Map<string, string> {
  const names = new Map<string, string>();
  const block = /\/Font <<(.*?)>>/s.exec(dictionary(pdf, page))?.[1] ?? '';
  for (const [, name, number] of block.matchAll(/\/(\S+) (\d+) 0 R/g)) {
    const font = fonts.get(Number(number));
    if (font) names.set(name!, font);
  }
  return names;
}
