import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFNumber } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dictionary, pagesOf, readObjects, setDictionary } from '../../scripts/print/objects.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { forPrintShop, inGrey, profileIn } from '../../scripts/print/print-shop.ts';
import { addPrinterMarks } from '../../scripts/print/printer-marks.ts';
import { A4, bled, MM } from './bled.ts';
import { painted } from './inked.ts';
import { problemsOf } from './pages.ts';
import { open, textOf } from './reading.ts';

const [A4W, A4H] = A4;

let press: Press;
let print: Uint8Array;
beforeAll(async () => {
  press = await openPress();
  print = await bled(press, BODY);
});
afterAll(() => press.close());

const picture = `<img width="60" height="60" src="data:image/png;base64,${png(8, (x, y) => [x * 30, y * 30, 120, x * 36]).toString('base64')}">`;
const BODY = `<div class="band"><h1 style="color:#fff">政府工作报告</h1></div>
<main><h2>一、回顾</h2><p>正文用墨色。<a href="#end">第二页</a></p><p style="color:#595f69">附注</p><p style="color:#172b4d">藏青</p><p style="color:#b3191f">红</p>
<p style="background:#e3e8f0">底色上的字</p><p style="opacity:.5;color:#b98518"><span style="background:#0a6">半透明</span></p>${picture}</main>
<div class="blank"></div><main class="last" id="end"><h2>二、计划</h2><p>完</p></main>`;
/** A PNG of 8 bit RGBA. */
function png(size: number, at: (x: number, y: number) => number[]): Buffer {
  const crc = (bytes: Buffer) => {
    let c = ~0;
    for (const byte of bytes) {
      c ^= byte;
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    }
    return ~c >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 6, 0, 0, 0]);
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: size }, (_, x) => at(x, y)).flat()]),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const shop = (icc?: Uint8Array) =>
  forPrintShop(print, {
    product: 'booklet/booklet-print.pdf',
    bleed: 3,
    ...(icc ? { icc: { bytes: icc, name: 'shop.icc' } } : {}),
  });

/** The CMYK profile that pdfjs ships, made one of an output device: its bytes say scanner. */
const scanner = readFileSync(
  path.join(
    path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
    'iccs/CGATS001Compat-v2-micro.icc',
  ),
);
const printer = Buffer.from(scanner);
printer.write('prtr', 12, 'latin1');

test('the print has RGB in every form that has to go', async () => {
  const { colours, spaces } = await painted(print);
  expect([...colours].some((colour) => / rg$/.test(colour))).toBe(true);
  expect([...spaces].some((space) => /ICCBased|DeviceRGB/.test(space))).toBe(true);
});

test('print shop: four inks alone, black text in black ink, no more than 300 % anywhere', async () => {
  const { colours, text, operators, spaces } = await painted(shop());
  expect([...spaces].filter((space) => !/DeviceCMYK|DeviceGray|Separation/.test(space))).toEqual([]);
  const other = [...colours].filter((colour) => !/^(?:[\d.]+ ){4}k$/i.test(colour));
  expect(other.sort()).toEqual(['/All CS', '1 SCN']);
  for (const colour of colours)
    if (/ k$/i.test(colour))
      expect(
        colour
          .split(' ')
          .slice(0, 4)
          .reduce((sum, v) => sum + Number(v), 0),
      ).toBeLessThanOrEqual(3);
  expect([...text].sort()).toEqual([
    '0 0 0 0 k', // white on navy
    '0 0 0 0.77 k', // notes
    '0 0 0 1 k', // ink
    '0 0.3 0.9 0.3 k', // gold
    '0 0.8 0.8 0.2 k', // red
    '0.9 0.64 0 0.6 k', // navy
    '1 1 0 0.074 k', // the browser's own blue of links, by the formula
  ]);
  // The picture's profile of RGB is gone with it.
  expect(Buffer.from(shop()).toString('latin1')).not.toContain('/N 3');
  expect([...operators].filter((name) => /^(?:BDC|BMC|EMC|sh)$/.test(name))).toEqual([]);
});

test('print shop: boxes are exact, marks stand outside the bleed, content reaches it', async () => {
  const pdf = await PDFDocument.load(shop());
  expect(pdf.getPageCount()).toBe(3);
  for (const page of pdf.getPages()) {
    const [media, trim, bleed] = [page.getMediaBox(), page.getTrimBox(), page.getBleedBox()];
    expect(trim.width).toBeCloseTo(A4W, 2);
    expect(trim.height).toBeCloseTo(A4H, 2);
    expect(bleed.x).toBeCloseTo(trim.x - 3 * MM, 2);
    expect(bleed.y).toBeCloseTo(trim.y - 3 * MM, 2);
    expect(bleed.width).toBeCloseTo(A4W + 6 * MM, 2);
    expect(bleed.height).toBeCloseTo(A4H + 6 * MM, 2);
    expect(media.x).toBeCloseTo(bleed.x - 10 * MM, 2);
    expect(media.height).toBeCloseTo(bleed.height + 20 * MM, 2);
    expect(page.getCropBox()).toEqual(media);
    expect(page.node.get(PDFName.of('ArtBox'))).toBeUndefined();
    expect(page.node.get(PDFName.of('Annots'))).toBeUndefined();
    expect(page.node.get(PDFName.of('StructParents'))).toBeUndefined();
  }
  const { pages } = await painted(shop());
  const { x, y, width, height } = pdf.getPages()[0]!.getBleedBox();
  // Every page is cut at its bleed first; what follows the end of that cut are the marks.
  for (const content of pages)
    expect(content).toMatch(new RegExp(`^q\n${[x, y, width, height].join(' ')} re\nW n\n`));
  const at = await pixels(shop());
  // The band lies on the bleed box but for what Chromium's grid takes (0.24 pt).
  expect(at(x + 0.5, y + height - 0.5)).toBe('dark');
  expect(at(x + width - 0.5, y + height - 100)).toBe('dark');
  // Between bleed and marks the paper is bare.
  expect(at(x - 1, y + height - 100)).toBe('white');
  expect(at(x + 50, y + height + 1)).toBe('white');
});

test('print shop: crop and registration marks are drawn in all inks, beyond the bleed', async () => {
  const pdf = await PDFDocument.load(shop());
  const bleed = pdf.getPages()[0]!.getBleedBox();
  const trim = pdf.getPages()[0]!.getTrimBox();
  const raw = Buffer.from(shop()).toString('latin1');
  const form = /\/Subtype \/Form\n\/BBox[\s\S]*?stream\n(\/All CS 1 SCN\n0.25 w\n[\s\S]*?)endstream/.exec(
    raw,
  )![1]!;
  const lines = [...form.matchAll(/^(\S+) (\S+) m (\S+) (\S+) l S$/gm)].map((m) => m.slice(1).map(Number));
  expect(lines.length).toBe(8 + 2 * 4);
  const inside = ([x, y]: number[]) =>
    x! > bleed.x && x! < bleed.x + bleed.width && y! > bleed.y && y! < bleed.y + bleed.height;
  for (const [a, b, c, d] of lines) {
    expect(inside([a!, b!]) || inside([c!, d!])).toBe(false);
    expect(inside([(a! + c!) / 2, (b! + d!) / 2])).toBe(false);
  }
  const crops = lines.slice(0, 8);
  for (const [a, b, c, d] of crops) {
    expect(Math.hypot(a! - c!, b! - d!)).toBeCloseTo(5 * MM, 1);
    const on = [trim.x, trim.x + trim.width].some((x) => Math.abs(a! - x) < 0.01 && a === c);
    const over = [trim.y, trim.y + trim.height].some((y) => Math.abs(b! - y) < 0.01 && b === d);
    expect(on !== over).toBe(true);
  }
  expect(raw).toMatch(/\[\/Separation \/All \/DeviceCMYK/);
});

test('print shop: title and page stand in the slug; text, labels, language and fonts stay', async () => {
  const before = await textOf(print);
  const after = await textOf(shop());
  expect(after.map((text) => text.replace(/政府工作报告$/, ''))).toEqual(before);
  expect(after[1]).toBe('政府工作报告');
  const pdf = await open(shop());
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: '政府工作报告', Language: 'zh-CN', PDFFormatVersion: '1.6' });
  expect(await pdf.getOutline()).toBeNull();
  expect((await (await pdf.getPage(1)).getAnnotations()).length).toBe(0);
  await pdf.destroy();
  expect(shop().length).toBeLessThan(print.length + 12_000);
});

test('print shop: an output intent and PDF/X-4 only with a profile, and only with one for printing', async () => {
  const plain = await PDFDocument.load(shop());
  expect(plain.catalog.get(PDFName.of('OutputIntents'))).toBeUndefined();
  expect(Buffer.from(shop()).toString('latin1')).not.toContain('PDF/X');
  const bytes = shop(printer);
  const pdf = await PDFDocument.load(bytes);
  const intents = pdf.catalog.lookup(PDFName.of('OutputIntents'), PDFArray);
  const intent = intents.lookup(0, PDFDict);
  expect(intent.get(PDFName.of('S'))).toBe(PDFName.of('GTS_PDFX'));
  expect(Buffer.from(profileIn(bytes)!).equals(printer)).toBe(true);
  const told = Buffer.from(bytes).toString('latin1');
  expect(told).toContain('<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>');
  expect(told).toMatch(/\/Trapped \/False/);
  expect(told).toMatch(/\/ID \[<[\da-f]{32}>/);
  const stream = intent.lookup(PDFName.of('DestOutputProfile')) as unknown as { dict: PDFDict };
  expect((stream.dict.get(PDFName.of('N')) as PDFNumber).asNumber()).toBe(4);
  const refused = async (icc: Uint8Array) => (await problemsOf(Promise.resolve().then(() => shop(icc))))[0]!;
  expect(await refused(scanner)).toMatchObject({
    code: 'U005',
    message: { en: expect.stringContaining('scnr') },
  });
  expect((await refused(printer.subarray(0, 5000))).message.en).toContain('cut short');
  expect((await refused(Buffer.from('no profile'))).code).toBe('U005');
  const rgb = Buffer.from(printer);
  rgb.write('RGB ', 16, 'latin1');
  expect((await refused(rgb)).message.zh).toContain('RGB');
});

test('grey: no colour is left, and tags, links, outline, labels and text stay', async () => {
  const grey = inGrey(print, 'booklet/booklet-gray.pdf');
  const { colours, spaces } = await painted(grey);
  expect([...spaces].filter((space) => space !== '/DeviceGray')).toEqual([]);
  expect([...colours].filter((colour) => !/^[\d.]+ g$/i.test(colour))).toEqual([]);
  expect([...colours]).toContain('0 g');
  expect(await textOf(grey)).toEqual(await textOf(print));
  const [a, b] = [await open(print), await open(grey)];
  expect(await b.getOutline()).toEqual(await a.getOutline());
  for (let n = 1; n <= a.numPages; n++) {
    const [one, other] = [await a.getPage(n), await b.getPage(n)];
    expect(await other.getStructTree()).toEqual(await one.getStructTree());
    expect((await other.getAnnotations()).map(({ id, dest }) => [id, dest])).toEqual(
      (await one.getAnnotations()).map(({ id, dest }) => [id, dest]),
    );
  }
  expect((await (await b.getPage(1)).getAnnotations()).length).toBe(1);
  await Promise.all([a.destroy(), b.destroy()]);
});

test('the same print gives the same bytes; another bleed or profile another identity', () => {
  expect(Buffer.from(shop()).equals(Buffer.from(shop()))).toBe(true);
  const id = (bytes: Uint8Array) => /\/ID \[<([\da-f]{32})>/.exec(Buffer.from(bytes).toString('latin1'))![1];
  expect(new Set([id(print), id(shop()), id(shop(printer)), id(inGrey(print, 'x'))]).size).toBe(4);
});

test('gradients and coloured JPEGs are refused, with the page they stand on', async () => {
  const gradient = await bled(
    press,
    '<p>一</p><p style="break-before:page;background:linear-gradient(red,blue)">二</p>',
  );
  const first = async (work: () => unknown) => (await problemsOf(Promise.resolve().then(work)))[0]!;
  const options = { product: 'booklet/booklet-print.pdf', bleed: 3 };
  expect(await first(() => forPrintShop(gradient, options))).toMatchObject({
    code: 'B017',
    message: { zh: expect.stringContaining('第 2 页有渐变色') },
    where: { product: 'booklet/booklet-print.pdf', page: 2 },
  });
  expect((await first(() => inGrey(gradient, 'g.pdf'))).code).toBe('B017');
  const { createCanvas } = canvases();
  const photo: Buffer = createCanvas(8, 8).toBuffer('image/jpeg');
  const jpeg = await bled(press, `<p>一</p><img src="data:image/jpeg;base64,${photo.toString('base64')}">`);
  expect(await first(() => forPrintShop(jpeg, options))).toMatchObject({
    code: 'B017',
    message: { zh: expect.stringContaining('第 1 页有彩色图片') },
    hint: { zh: expect.stringContaining('PNG') },
  });
});

/** The canvas that pdfjs draws on outside a browser. */
const canvases = () =>
  createRequire(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))('@napi-rs/canvas');

/** Draws the first page with pdfjs and tells whether a point of it (in its own space, pt) is white or dark. */
async function pixels(bytes: Uint8Array): Promise<(x: number, y: number) => 'white' | 'dark' | 'other'> {
  const pdf = await open(bytes);
  const first = await pdf.getPage(1);
  const viewport = first.getViewport({ scale: 4 });
  const canvas = canvases().createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  await first.render({ canvas, canvasContext: context, viewport }).promise;
  await pdf.destroy();
  return (x, y) => {
    const [u, v] = viewport.convertToViewportPoint(x, y) as [number, number];
    const [r, g, b] = context.getImageData(Math.floor(u), Math.floor(v), 1, 1).data as number[];
    const light = r! + g! + b!;
    return light > 750 ? 'white' : light < 300 ? 'dark' : 'other';
  };
}

test('on a small page the slug line and the colour bar end before the registration mark', () => {
  const pdf = readObjects(print);
  for (const number of pagesOf(pdf))
    setDictionary(
      pdf,
      number,
      dictionary(pdf, number).replace(/\/MediaBox \[[^\]]*\]/, `/MediaBox [0 0 ${148 * MM} ${210 * MM}]`),
    );
  addPrinterMarks(pdf, 3, '');
  const contents = [...pdf.objects.values()].map((body) => body.toString('latin1'));
  const slug = contents.find((body) => body.includes('BaogaoMarks Do'))!;
  const strokes = [...slug.matchAll(/(\S+) (\S+) [ml]\b/g)].map((m) => Number(m[1]));
  expect(strokes.length).toBeGreaterThan(100);
  expect(Math.min(...strokes)).toBeGreaterThan((74 + 2.5) * MM);
  expect(Math.max(...strokes)).toBeLessThan(148 * MM);
  const bar = contents.find((body) => body.includes('/All CS 1 SCN'))!;
  const patches = [...bar.matchAll(/ k (\S+) \S+ (\S+) \S+ re f/g)].map((m) => Number(m[1]) + Number(m[2]));
  expect(patches.length).toBeGreaterThan(5);
  expect(Math.max(...patches)).toBeLessThan((74 - 2.5) * MM);
});
