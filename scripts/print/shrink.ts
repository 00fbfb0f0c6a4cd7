/** Finds out whether Chromium shrank a print: one element wider than its page makes it scale the whole document down. */
import { inflateSync } from 'node:zlib';
import { dictionary, type PdfObjects, pagesOf, reference, streamOf } from './objects.ts';

/** 300/96: from CSS px to the units of the content, which Chromium writes at 300 dpi. */
const UNSHRUNK = 3.125;

/**
 * The scale of a print (1 when nothing was too wide) and the width of its page area in CSS px, its margins taken as equal.
 * Read from the first page with content: Chromium writes a clip of the page and then the matrix of the content.
 */
export function scaleOf(pdf: PdfObjects): { scale: number; width: number } {
  for (const page of pagesOf(pdf)) {
    const dict = dictionary(pdf, page);
    const contents = reference(dict, 'Contents');
    if (contents === null) continue;
    const stream = streamOf(pdf, contents);
    if (!stream) continue;
    const text = inflateSync(stream).toString('latin1');
    const matrix = /re\nW\* n\nq\n([\d.]+) 0 0 [\d.]+ (\S+) \S+ cm\n/.exec(text);
    const points = Number(/\/MediaBox \[\S+ \S+ (\S+)/.exec(dict)?.[1]);
    if (matrix)
      return {
        scale: Number(matrix[1]) / UNSHRUNK,
        width: Math.round(points / 0.75 - (2 * Number(matrix[2])) / UNSHRUNK),
      };
  }
  return { scale: 1, width: 0 };
}
