/**
 * A PDF as Chromium (Skia) writes it, taken apart into its objects and put together again: plain objects, one plain xref
 * table, no object streams, no encryption. Reading costs about a millisecond, which no PDF library comes near.
 */
import { createHash } from 'node:crypto';

/** Objects by number, each without its `n 0 obj` and `endobj`. */
export interface PdfObjects {
  objects: Map<number, Buffer>;
  root: number;
  info: number;
}

/** Takes a PDF apart. Throws when it is not of the plain kind described above. */
export function readObjects(pdf: Uint8Array): PdfObjects {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 1024));
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  const table = Number.isNaN(start) ? '' : bytes.toString('latin1', start);
  const trailer = /trailer\s*<<(.*?)>>\s*startxref/s.exec(table)?.[1];
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer ?? '')?.[1]);
  const info = Number(/\/Info (\d+) 0 R/.exec(trailer ?? '')?.[1]);
  if (!table.startsWith('xref') || !root || !info || /\/(Prev|Encrypt) /.test(trailer!))
    throw new Error('not a PDF with one plain xref table');
  const offsets = offsetsOf(bytes, start);
  offsets.sort((a, b) => a.at - b.at);
  const objects = new Map<number, Buffer>();
  offsets.forEach(({ number, at }, index) => {
    const body = at + `${number} 0 obj\n`.length;
    const next = offsets[index + 1]?.at ?? start;
    // Where Chromium ends it; others may leave room.
    const close = next - 'endobj\n'.length;
    const end =
      bytes.toString('latin1', close, next) === 'endobj\n' ? close : bytes.lastIndexOf('endobj', next - 1);
    if (bytes.toString('latin1', at, body) !== `${number} 0 obj\n` || end < at)
      throw new Error(`object ${number} is not where the xref table says`);
    objects.set(number, bytes.subarray(body, end));
  });
  return { objects, root, info };
}

/** Objects in use by the xref table at `start`: sections of a first number, a count and lines of ten digits, five, and n or f. */
function offsetsOf(bytes: Buffer, start: number): { number: number; at: number }[] {
  const offsets: { number: number; at: number }[] = [];
  const table = bytes.toString('latin1', start, bytes.indexOf('trailer', start));
  const line = /(\d+) (\d+)(?: ([nf]))? *(?:\r\n|\r|\n)/y;
  line.lastIndex = /^xref\s+/.exec(table)?.[0].length ?? 0;
  let number = 0;
  for (let found = line.exec(table); found; found = line.exec(table)) {
    if (found[3] === undefined) number = Number(found[1]);
    else {
      if (found[3] === 'n') offsets.push({ number, at: Number(found[1]) });
      number += 1;
    }
  }
  return offsets;
}

/** One buffer of pieces: bytes, and text as Latin-1. Thousands of small buffers would cost more than the bytes. */
function joined(pieces: readonly (Buffer | string)[]): Buffer {
  const whole = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') whole.write(piece, at, 'latin1');
    else whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Puts the objects together, in the order of their numbers. `id` (32 hex digits) becomes both halves of /ID. */
export function writeObjects({ objects, root, info }: PdfObjects, id: string, version = '1.7'): Uint8Array {
  const numbers = [...objects.keys()].sort((a, b) => a - b);
  const pieces: (Buffer | string)[] = [`%PDF-${version}\n%\xd3\xeb\xe9\xe1\n`];
  let length = pieces[0]!.length;
  const size = (numbers.at(-1) ?? 0) + 1;
  const rows = new Array<string>(size).fill('0000000000 65535 f \n');
  for (const number of numbers) {
    rows[number] = `${String(length).padStart(10, '0')} 00000 n \n`;
    const head = `${number} 0 obj\n`;
    const body = objects.get(number)!;
    pieces.push(head, body, 'endobj\n');
    length += head.length + body.length + 7;
  }
  pieces.push(
    `xref\n0 ${size}\n${rows.join('')}`,
    `trailer\n<</Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/ID [<${id}><${id}>]>>\nstartxref\n${length}\n%%EOF\n`,
  );
  return joined(pieces);
}

/** The dictionary of an object, without the bytes of its stream. */
export function dictionary(pdf: PdfObjects, number: number): string {
  const body = pdf.objects.get(number);
  if (!body) throw new Error(`no object ${number}`);
  return body.toString('latin1', 0, endOfDictionary(body) ?? body.length);
}

/** The bytes of an object's stream, as they are stored; null when it has none. */
export function streamOf(pdf: PdfObjects, number: number): Buffer | null {
  const body = pdf.objects.get(number);
  const end = body && endOfDictionary(body);
  if (!body || end == null) return null;
  const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(body.toString('latin1', 0, end))?.[1]);
  if (Number.isNaN(length)) throw new Error(`stream ${number} does not tell its length`);
  const start = body.indexOf('stream\n', end) + 7;
  return body.subarray(start, start + length);
}

/** Where the dictionary of an object with a stream ends. The word in a string of a dictionary does not follow >>. */
function endOfDictionary(body: Buffer): number | null {
  for (let at = body.indexOf('stream\n'); at > 0; at = body.indexOf('stream\n', at + 1)) {
    const before = body.toString('latin1', Math.max(0, at - 4), at).trimEnd();
    if (before.endsWith('>>')) return body.lastIndexOf('>>', at) + 2;
  }
  return null;
}

/** The number of the object that `key` refers to; null when the key is missing or holds its value itself. */
export function reference(dict: string, key: string): number | null {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(dict);
  return found ? Number(found[1]) : null;
}

/** Object numbers of the pages, in order. */
export function pagesOf(pdf: PdfObjects): number[] {
  const walk = (number: number): number[] => {
    const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary(pdf, number));
    return kids ? [...kids[1]!.matchAll(/(\d+) 0 R/g)].flatMap((kid) => walk(Number(kid[1]))) : [number];
  };
  const top = reference(dictionary(pdf, pdf.root), 'Pages');
  return top === null ? [] : walk(top);
}

/** Replaces the dictionary of an object that has no stream. */
export function setDictionary(pdf: PdfObjects, number: number, dict: string): void {
  pdf.objects.set(number, Buffer.from(`${dict.trim()}\n`, 'latin1'));
}

/** Adds an object; gives its number. */
export function addObject(pdf: PdfObjects, body: string | Buffer): number {
  let number = 1;
  for (const taken of pdf.objects.keys()) number = Math.max(number, taken + 1);
  pdf.objects.set(number, typeof body === 'string' ? Buffer.from(`${body}\n`, 'latin1') : body);
  return number;
}

/** Adds `text` before the end of a dictionary. */
export const within = (dict: string, text: string): string => {
  const end = dict.lastIndexOf('>>');
  return `${dict.slice(0, end)}\n${text}>>`;
};

/** A text string: as it is when it is ASCII, else UTF-16 with its mark (PDF 32000-1, 7.9.2.2). */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** A text string of ours as text. */
export function plainText(value: string): string {
  const hex = /^<FEFF([\dA-F]*)>$/i.exec(value);
  if (hex) return Buffer.from(hex[1]!, 'hex').swap16().toString('utf16le');
  return value.replace(/^\(|\)$/g, '').replace(/\\([\\()])/g, '$1');
}

/** An identity from the content, so that the same content has the same. */
export function identity(pdf: PdfObjects): string {
  const pieces = [...pdf.objects].flatMap(([number, body]) => [`${number}:`, body]);
  return createHash('sha256').update(joined(pieces)).digest('hex').slice(0, 32);
}
