import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dictionary, readObjects, streamOf, writeObjects } from '../../scripts/print/objects.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { forPrintShop, inGrey } from '../../scripts/print/print-shop.ts';
import { derivedPdfFindings } from '../../scripts/proof/derived-pdf.ts';
import { bled } from '../print/bled.ts';

let press: Press;
let booklet: Uint8Array;
beforeAll(async () => {
  press = await openPress();
  booklet = await bled(press, '<p>第一页 1900</p><p class="last" style="color:#b3191f">第二页</p>');
});
afterAll(() => press.close());

const product = 'booklet/booklet-print.pdf';
const how = { kind: 'print-shop', bleed: 3 } as const;
const shop = () => forPrintShop(booklet, { product, bleed: 3 });
const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const idOf = (bytes: Uint8Array) => /\/ID \[<([\da-f]+)>/.exec(textOf(bytes))![1]!;

/** The file with the stream that `pick` accepts packed anew after `change`. */
function repacked(bytes: Uint8Array, level: number, change: (content: string) => string): Uint8Array {
  const pdf = readObjects(bytes);
  for (const [number] of pdf.objects) {
    const dict = dictionary(pdf, number);
    const stream = streamOf(pdf, number);
    if (!stream || !dict.includes('/FlateDecode')) continue;
    const data = deflateSync(Buffer.from(change(inflateSync(stream).toString('latin1')), 'latin1'), {
      level,
    });
    const head = dict.replace(/\/Length \d+/, `/Length ${data.length}`);
    pdf.objects.set(number, Buffer.concat([bytesOf(`${head}\nstream\n`), data, bytesOf('\nendstream\n')]));
  }
  return writeObjects(pdf, idOf(bytes), textOf(bytes).slice(5, 8));
}

test('what the booklet gives is accepted, with a profile, in grey, and packed by another zlib', () => {
  expect(derivedPdfFindings(booklet, shop(), product, how)).toEqual([]);
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const icc = readFileSync(`${folder}/iccs/CGATS001Compat-v2-micro.icc`);
  icc.write('prtr', 12, 'latin1');
  const profiled = forPrintShop(booklet, { product, bleed: 3, icc: { bytes: icc, name: 'shop.icc' } });
  expect(derivedPdfFindings(booklet, profiled, product, how)).toEqual([]);
  expect(derivedPdfFindings(booklet, inGrey(booklet, product), product, { kind: 'grey' })).toEqual([]);
  const other = repacked(shop(), 1, (content) => content);
  expect(Buffer.from(other).equals(Buffer.from(shop()))).toBe(false);
  expect(derivedPdfFindings(booklet, other, product, how)).toEqual([]);
});

test('another colour is found, with its page', () => {
  const redder = repacked(shop(), 6, (content) => content.replaceAll('0 0.8 0.8 0.2 k', '0 1 1 0 k'));
  expect(derivedPdfFindings(booklet, redder, product, how)).toMatchObject([
    { code: 'P207', where: { product, page: 2 }, message: { zh: expect.stringContaining('第 2 页') } },
  ]);
});

test('another box, kind, bleed, text, what hangs on the end, or no PDF at all is found', async () => {
  const codes = (file: Uint8Array, derivation: Parameters<typeof derivedPdfFindings>[3] = how) =>
    derivedPdfFindings(booklet, file, product, derivation).map(({ code }) => code);
  const text = textOf(shop());
  expect(codes(bytesOf(text.replace(/\/TrimBox \[8/, '/TrimBox [9')))).toEqual(['P207']);
  expect(codes(bytesOf(text.replace('/Trapped /False', '/Trapped /Truth')))).toEqual(['P207']);
  expect(codes(bytesOf(text.replace('trailer\n<<', 'trailer\n<</X 1 ')))).toEqual(['P207']);
  expect(codes(bytesOf(text.replace(/\/ID \[<./, '/ID [<x')))).toEqual(['P207']);
  expect(codes(shop(), { kind: 'print-shop', bleed: 5 })).toEqual(['P207']);
  expect(codes(shop(), { kind: 'grey' })).toEqual(['P207']);
  expect(codes(booklet, { kind: 'grey' })).toEqual(['P207']);
  expect(codes(Buffer.concat([shop(), bytesOf('% more')]))).toEqual(['P207']);
  expect(codes(bytesOf('no PDF'))).toEqual(['P207']);
  const edited = await bled(press, '<p>第一页 1901</p><p class="last" style="color:#b3191f">第二页</p>');
  expect(codes(forPrintShop(edited, { product, bleed: 3 }))).toEqual(['P207']);
});
