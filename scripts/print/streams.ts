/** The bytes of streams as they are meant, and new bytes in their place. */
import { deflateSync, inflateSync } from 'node:zlib';
import { entriesOf } from './entries.ts';
import { dictionary, type PdfObjects, streamOf } from './objects.ts';

/** A stream without its compression. Throws when it is no stream, or packed in another way than Flate without predictor. */
export function unpacked(pdf: PdfObjects, number: number): Buffer {
  const entries = entriesOf(dictionary(pdf, number));
  const stored = streamOf(pdf, number);
  const filter = entries.get('Filter')?.replace(/^\[\s*(\S+)\s*\]$/, '$1');
  if (!stored) throw new Error(`object ${number} is no stream`);
  if (filter === undefined) return stored;
  if (filter !== '/FlateDecode' || entries.has('DecodeParms'))
    throw new Error(`stream ${number} is packed by ${filter}`);
  return inflateSync(stored);
}

/** An object with a compressed stream; `entries` of its dictionary besides Filter and Length, each with its key. */
export function packed(entries: readonly string[], data: Buffer): Buffer {
  const stream = deflateSync(data);
  const head = [...entries, '/Filter /FlateDecode', `/Length ${stream.length}`].join('\n');
  return Buffer.concat([
    Buffer.from(`<<${head}>>\nstream\n`, 'latin1'),
    stream,
    Buffer.from('\nendstream\n'),
  ]);
}

/** Gives a stream new data, and its dictionary new entries where `changes` says so. */
export function repack(
  pdf: PdfObjects,
  number: number,
  data: Buffer,
  changes: Readonly<Record<string, string>> = {},
): void {
  const entries = entriesOf(dictionary(pdf, number));
  for (const key of ['Filter', 'Length', 'DecodeParms']) entries.delete(key);
  for (const [key, value] of Object.entries(changes)) entries.set(key, value);
  pdf.objects.set(
    number,
    packed(
      [...entries].map(([key, value]) => `/${key} ${value}`),
      data,
    ),
  );
}

/** A dictionary of these entries. */
export const dictionaryOf = (entries: ReadonlyMap<string, string>): string =>
  `<<${[...entries].map(([key, value]) => `/${key} ${value}`).join('\n')}>>`;
