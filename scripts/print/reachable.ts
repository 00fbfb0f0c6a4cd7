/** What of a PDF is in use: the objects that its root and its information lead to, numbered without gaps. */
import { dictionary, type PdfObjects } from './objects.ts';

const REFERENCE = /\((?:\\.|[^\\()])*\)|(\d+) 0 R/gs;

/** Rewrites the references of a dictionary; strings stay as they are. */
export const redirected = (dict: string, to: (number: number) => number): string =>
  dict.replace(REFERENCE, (whole, number?: string) =>
    number === undefined ? whole : `${to(Number(number))} 0 R`,
  );

/** Numbers of the objects that `from` lead to, and `from` themselves, in ascending order. Throws when one is missing. */
export function reachable(pdf: PdfObjects, from: readonly number[]): number[] {
  const found = new Set<number>();
  const open = [...from];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (found.has(number)) continue;
    found.add(number);
    for (const [, next] of dictionary(pdf, number).matchAll(REFERENCE))
      if (next !== undefined) open.push(Number(next));
  }
  return [...found].sort((a, b) => a - b);
}

/** Objects of another file under new numbers, from `first` on, in the order of their old ones; and how the numbers changed. */
export function renumbered(
  pdf: PdfObjects,
  numbers: readonly number[],
  first: number,
): { objects: Map<number, Buffer>; to(number: number): number } {
  const fresh = new Map(numbers.map((number, index) => [number, first + index]));
  const to = (number: number) => {
    const place = fresh.get(number);
    if (place === undefined) throw new Error(`object ${number} was left behind`);
    return place;
  };
  const objects = new Map<number, Buffer>();
  for (const number of numbers) {
    const dict = dictionary(pdf, number);
    const head = Buffer.from(redirected(dict, to), 'latin1');
    objects.set(to(number), Buffer.concat([head, pdf.objects.get(number)!.subarray(dict.length)]));
  }
  return { objects, to };
}

/** The PDF without what nothing leads to. The order of the objects stays. */
export function compacted(pdf: PdfObjects): PdfObjects {
  const { objects, to } = renumbered(pdf, reachable(pdf, [pdf.root, pdf.info]), 1);
  return { objects, root: to(pdf.root), info: to(pdf.info) };
}
