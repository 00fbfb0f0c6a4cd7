/** Proves an edition that is derived from the booklet: it is made anew from the booklet's bytes and must be the same. */
import { entriesOf } from '../print/entries.ts';
import {
  dictionary,
  type PdfObjects,
  pagesOf,
  readObjects,
  streamOf,
  writeObjects,
} from '../print/objects.ts';
import { forPrintShop, inGrey, profileIn } from '../print/print-shop.ts';
import { unpacked } from '../print/streams.ts';
import type { Problem } from '../problem.ts';

/** How a file was made of the booklet; `bleed` in mm. A print shop's profile is taken from the file itself. */
export type Derivation = { kind: 'print-shop'; bleed: number } | { kind: 'grey' };

/**
 * One finding P207 when `file` is not what the booklet gives, with the first page that differs; none when it is. Compressed streams
 * are compared by what they hold, since other versions of zlib pack them otherwise.
 */
export function derivedPdfFindings(
  booklet: Uint8Array,
  file: Uint8Array,
  product: string,
  how: Derivation,
): Problem[] {
  const finding = (zh: string, en: string, page?: number): Problem[] => [
    {
      code: 'P207',
      severity: 'error',
      message: { zh, en },
      where: { product, ...(page === undefined ? {} : { page }) },
    },
  ];
  let made: Uint8Array;
  let found: PdfObjects;
  try {
    found = readObjects(file);
    made = derive(booklet, file, product, how);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return finding(
      `读不了，或不能由手册重做：${why}`,
      `cannot be read or made anew from the booklet: ${why}`,
    );
  }
  if (samePdf(made, file)) return [];
  const wanted = readObjects(made);
  const page = firstOther(wanted, found);
  return page === null
    ? finding('与由手册重做的文件不同', 'differs from the file made anew from the booklet')
    : finding(
        `第 ${page} 页与由手册重做的不同`,
        `page ${page} differs from the one made anew from the booklet`,
        page,
      );
}

/** Whether a PDF of ours is `made`, whatever zlib packed its streams. Throws for what is none. */
export function samePdf(made: Uint8Array, file: Uint8Array): boolean {
  if (Buffer.compare(made, file) === 0) return true;
  const found = readObjects(file);
  return sameObjects(readObjects(made), found) && Buffer.compare(rewritten(found, made), file) === 0;
}

function derive(booklet: Uint8Array, file: Uint8Array, product: string, how: Derivation): Uint8Array {
  if (how.kind === 'grey') return inGrey(booklet, product);
  const profile = profileIn(file);
  return forPrintShop(booklet, {
    product,
    bleed: how.bleed,
    ...(profile ? { icc: { bytes: profile, name: product } } : {}),
  });
}

/** The file as its own objects give it, under the version and identity of `made`: nothing else may stand in it. */
function rewritten(found: PdfObjects, made: Uint8Array): Uint8Array {
  const text = Buffer.from(made.buffer, made.byteOffset, made.byteLength);
  const version = text.toString('latin1', 5, 8);
  const id = /\/ID \[<([\da-f]+)>/.exec(text.toString('latin1', text.length - 1024))![1]!;
  return writeObjects(found, id, version);
}

function sameObjects(a: PdfObjects, b: PdfObjects): boolean {
  return (
    a.root === b.root &&
    a.info === b.info &&
    a.objects.size === b.objects.size &&
    [...a.objects.keys()].every((number) => b.objects.has(number) && sameObject(a, b, number))
  );
}

function sameObject(a: PdfObjects, b: PdfObjects, number: number): boolean {
  if (a.objects.get(number)!.equals(b.objects.get(number)!)) return true;
  if (!streamOf(a, number) || !streamOf(b, number)) return false;
  const [one, other] = [a, b].map((pdf) => {
    const entries = entriesOf(dictionary(pdf, number));
    entries.delete('Length');
    return [...entries].join('\n');
  });
  return one === other && content(a, number).equals(content(b, number));
}

/** What a stream holds; as it is stored where it is packed otherwise than by Flate. */
function content(pdf: PdfObjects, number: number): Buffer {
  try {
    return unpacked(pdf, number);
  } catch {
    return streamOf(pdf, number) ?? Buffer.alloc(0);
  }
}

/** The first page (from 1) whose dictionary or content differs; null when all are the same. */
function firstOther(a: PdfObjects, b: PdfObjects): number | null {
  const [wanted, found] = [a, b].map((pdf) => pagesOf(pdf).map((page) => pageText(pdf, page)));
  const at = Array.from({ length: Math.max(wanted!.length, found!.length) }).findIndex(
    (_, i) => wanted![i] !== found![i],
  );
  return at < 0 ? null : at + 1;
}

function pageText(pdf: PdfObjects, page: number): string {
  const dict = dictionary(pdf, page);
  const streams = [...(entriesOf(dict).get('Contents') ?? '').matchAll(/(\d+) 0 R/g)];
  return [dict, ...streams.map(([, to]) => content(pdf, Number(to)).toString('latin1'))].join('\n');
}
