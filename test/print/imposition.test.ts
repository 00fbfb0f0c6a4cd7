import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishPdf } from '../../scripts/print/finish.ts';
import { type ImpositionOptions, impose, impositionOf, leafOf } from '../../scripts/print/imposition.ts';
import {
  addObject,
  dictionary,
  pagesOf,
  readObjects,
  setDictionary,
  streamOf,
  writeObjects,
} from '../../scripts/print/objects.ts';
import { openPress, type PdfOptions, type Press } from '../../scripts/print/press.ts';
import { impositionPlan } from '../../scripts/print/sheet-order.ts';
import { options, page } from './pages.ts';
import { open, textOf } from './reading.ts';

const MM = 72 / 25.4;
const A5: [number, number] = [148 * MM, 210 * MM];
const A4: [number, number] = [297 * MM, 210 * MM];
const { meta } = options;
const how: ImpositionOptions = { meta };

/** Pages that differ, each with a link, a heading, a table and a navy block to the outer edge. */
const document = (count: number, css: string) =>
  page(
    Array.from(
      { length: count },
      (_, i) =>
        `<section><h1 id="s${i}">第${i + 1}页</h1><p><a href="#s${(i + 1) % count}">到别处去</a>：产业${'一二三四五六七八九十'[i % 10]}</p><table><tr><th>甲${i}</th></tr></table></section>`,
    ).join(''),
    {
      faces: ['song-400', 'hei-700'],
      css: `${css}html{font:12pt/1.6 var(--song)}h1{font:700 20pt/1.4 var(--hei)}section{break-after:page;height:90mm}section:last-child{break-after:auto}body{margin:0}`,
    },
  );

const finish = (press: Press, count: number, more: Partial<PdfOptions> = {}) =>
  press.pdf(document(count, '@page{size:148mm 210mm;margin:20mm 15mm}'), { ...options, size: A5, ...more });

/** Texts of a page with their places (pt, from the lower left of the page as it is shown). */
async function textsOf(pdf: PDFDocumentProxy, number: number) {
  const shown = await pdf.getPage(number);
  const viewport = shown.getViewport({ scale: 1 });
  const { items } = await shown.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [x, y] = viewport.convertToViewportPoint(item.transform[4], item.transform[5]);
    return [{ text: item.str, x: x!, y: viewport.height - y! }];
  });
}

/** Changes every page's dictionary of a finished PDF. */
function altered(bytes: Uint8Array, change: (dict: string, index: number) => string): Uint8Array {
  const pdf = readObjects(bytes);
  pagesOf(pdf).forEach((number, index) => {
    setDictionary(pdf, number, change(dictionary(pdf, number), index));
  });
  return writeObjects(pdf, '0'.repeat(32));
}

describe('order of the sheets', () => {
  it('of 16 pages is the one every bookbinder knows', () => {
    const pairs = impositionPlan(16).sides.map(({ left, right }) => `${left}|${right}`);
    expect(pairs).toEqual(['16|1', '2|15', '14|3', '4|13', '12|5', '6|11', '10|7', '8|9']);
  });

  it.each([
    [1, 4],
    [4, 4],
    [8, 8],
    [16, 16],
    [65, 68],
    [67, 68],
  ])('of %i pages reads 1, 2, 3 … when its %i places are folded', (pages, places) => {
    const { sides, sheets, blanks } = impositionPlan(pages);
    expect([sheets * 4, blanks]).toEqual([places, places - pages]);
    // Folded in each other, a hand leafs through the right half of the front, the left half of the back, sheet by sheet, and then out again.
    const front = sides.filter(({ side }) => side === 'front');
    const back = sides.filter(({ side }) => side === 'back');
    const inward = front.flatMap((side, k) => [side.right, back[k]!.left]);
    const outward = front.flatMap((side, k) => [back[k]!.right, side.left].reverse()).reverse();
    const read = [...inward, ...outward];
    expect(read.slice(0, pages)).toEqual(Array.from({ length: pages }, (_, i) => i + 1));
    expect(read.slice(pages)).toEqual(Array.from({ length: blanks }, () => null));
  });

  it('keeps a back cover outside, the blanks before it', () => {
    const { sides } = impositionPlan(6, { back: true });
    expect(sides.map(({ left, right }) => [left, right])).toEqual([
      [6, 1],
      [2, null],
      [null, 3],
      [4, 5],
    ]);
    expect(() => impositionPlan(0)).toThrow('no pages');
  });
});

describe('imposed sheets', () => {
  let press: Press;
  let source: Uint8Array;
  let own: Awaited<ReturnType<typeof textsOf>>[];
  beforeAll(async () => {
    press = await openPress();
    source = await finish(press, 9);
    own = await pagesOfNine(source);
    expect(own.every((texts) => texts.length > 3)).toBe(true);
  });
  afterAll(() => press.close());

  async function pagesOfNine(bytes: Uint8Array) {
    const pdf = await open(bytes);
    const texts = await Promise.all(Array.from({ length: 9 }, (_, i) => textsOf(pdf, i + 1)));
    await pdf.destroy();
    return texts;
  }

  /** Compares every text of every sheet with its page: its words, and its place to a hundredth of a point. */
  async function expectSheets(imposed: Uint8Array, creep = 0, pages = own) {
    const pdf = await open(imposed);
    const { sides } = impositionPlan(9);
    expect(pdf.numPages).toBe(sides.length);
    const [fold, width] = [A4[0] / 2, A5[0]];
    for (const [i, { sheet, left, right }] of sides.entries()) {
      const shift = (sheet - 1) * creep * MM;
      const expected = [
        ...(left ? pages[left - 1]! : []).map((t) => ({ ...t, x: t.x + fold - width + shift })),
        ...(right ? pages[right - 1]! : []).map((t) => ({ ...t, x: t.x + fold - shift })),
      ];
      const found = await textsOf(pdf, i + 1);
      expect(found.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
      found.forEach(({ x, y }, n) => {
        expect(x).toBeCloseTo(expected[n]!.x, 2);
        expect(y).toBeCloseTo(expected[n]!.y, 2);
      });
    }
    await pdf.destroy();
  }

  it('carry each page in its half, at actual size, on paper of the exact size', async () => {
    const imposed = impose(source, how);
    await expectSheets(imposed);
    const pdf = await open(imposed);
    expect((await pdf.getPage(1)).view.map((v) => Math.round(v * 10) / 10)).toEqual([0, 0, 841.9, 595.3]);
    await pdf.destroy();
  });

  it('move toward the fold by the creep of every sheet around them', async () => {
    await expectSheets(impose(source, { ...how, creep: 0.5 }), 0.5);
    expect(impose(source, { ...how, creep: 0 })).toEqual(impose(source, how));
    for (const creep of [-0.1, Number.NaN, 100])
      expect(() => impose(source, { ...how, creep })).toThrow('creep');
  });

  it('honour a trim away from the origin, in a larger page with bleed', async () => {
    const bled = await press.pdf(document(9, '@page{size:154mm 216mm;margin:23mm 18mm}'), options);
    const from = 3 * MM;
    const trimmed = altered(bled, (dict) => {
      const top = Number(/\/MediaBox \[\S+ \S+ \S+ (\S+)\]/.exec(dict)![1]);
      const box = [from, top - from - A5[1], from + A5[0], top - from];
      return dict.replace(/\/MediaBox \[[^\]]*\]/, `/MediaBox [${box.map((v) => v.toFixed(3)).join(' ')}]`);
    });
    const imposed = impose(trimmed, how);
    await expectSheets(imposed, 0, await pagesOfNine(trimmed));
    // What lies in the bleed is kept in the form, 3 mm around the trim.
    const pdf = readObjects(imposed);
    const boxes = [...pdf.objects.keys()].flatMap((n) => {
      const box = /\/Subtype \/Form\s[\s\S]*\/BBox \[([^\]]*)\]|\/BBox \[([^\]]*)\]/.exec(dictionary(pdf, n));
      return box ? [(box[1] ?? box[2])!.split(' ').map(Number)] : [];
    });
    expect(boxes.length).toBe(9);
    for (const [x0, , x1] of boxes)
      expect([x0!, x1! - x0!].map((v) => Math.round(v))).toEqual([0, Math.round(154 * MM)]);
  });

  it('honour a turned page', async () => {
    const lying = await press.pdf(document(9, '@page{size:210mm 148mm;margin:20mm 15mm}'), {
      ...options,
      size: [A5[1], A5[0]],
    });
    for (const turn of [90, 270]) {
      const turned = altered(lying, (dict) => dict.replace('/Type /Page', `/Type /Page\n/Rotate ${turn}`));
      await expectSheets(impose(turned, how), 0, await pagesOfNine(turned));
    }
  });

  it('clip each half at the fold', () => {
    const pdf = readObjects(impose(source, { ...how, creep: 0.2 }));
    const fold = A4[0] / 2;
    for (const number of pagesOf(pdf)) {
      const contents = /\/Contents (\d+) 0 R/.exec(dictionary(pdf, number));
      const text = streamOf(pdf, Number(contents![1]))!.toString('latin1');
      const halves = [
        ...text.matchAll(/q\n(\S+) 0 (\S+) (\S+) re\nW n\n1 0 0 1 \S+ \S+ cm\n\/([LR]) Do\nQ/g),
      ];
      expect(halves.length).toBe(text.match(/ Do/g)!.length);
      for (const [, x, width, height, name] of halves) {
        expect(Number(x)).toBeCloseTo(name === 'L' ? 0 : fold, 2);
        expect([Number(width), Number(height)].map((v) => v.toFixed(1))).toEqual([
          fold.toFixed(1),
          A4[1].toFixed(1),
        ]);
      }
    }
  });

  it('leave a blank page truly blank', async () => {
    const pdf = await open(impose(source, how));
    // 9 pages on 12 places: the first front carries one page, the first back one, the second front one.
    const counts: number[] = [];
    for (let n = 1; n <= pdf.numPages; n += 1) {
      const { fnArray } = await (await pdf.getPage(n)).getOperatorList();
      counts.push(fnArray.filter((fn) => fn === OPS.paintFormXObjectBegin).length);
    }
    expect(counts).toEqual([1, 1, 1, 2, 2, 2]);
    await pdf.destroy();
  });

  it('are named by the folios of their pages, in any style of numbers', async () => {
    const labels: PdfOptions['labels'] = [
      { from: 1, style: 'none', prefix: '封面' },
      { from: 2, style: 'roman', start: 3 },
      { from: 4, style: 'letters', prefix: '附（' },
      { from: 5, style: 'Roman', start: 9 },
      { from: 6, start: 1 },
    ];
    const named = finishPdf(source, { ...options, labels });
    const [read, sheets] = [await open(named), await open(impose(named, how))];
    expect(impositionOf(named).names).toEqual(await read.getPageLabels());
    expect(await sheets.getPageLabels()).toEqual([
      '第1张正面 空白|封面',
      '第1张背面 iii|空白',
      '第2张正面 空白|iv',
      '第2张背面 附（A|4',
      '第3张正面 3|IX',
      '第3张背面 1|2',
    ]);
    await Promise.all([read.destroy(), sheets.destroy()]);
    expect(impositionOf(source).names).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const english = await open(impose(source, { meta: { ...meta, lang: 'en' } }));
    expect((await english.getPageLabels())![3]).toBe('Sheet 2 back 4|9');
    await english.destroy();
  });

  it('share fonts, drop structure, links and outline, and preset the print dialog', async () => {
    const imposed = impose(source, how);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
    const fonts = (bytes: Uint8Array) => text(bytes).match(/\/FontFile2 /g)!.length;
    expect(fonts(imposed)).toBe(fonts(source));
    expect(imposed.length).toBeLessThan(source.length);
    for (const left of ['/StructParents', '/StructTreeRoot', '/Annots', '/Outlines', '/Dests'])
      expect([text(source).includes(left), text(imposed).includes(left), left]).toEqual([true, false, left]);
    const document = await PDFDocument.load(imposed, { updateMetadata: false });
    expect(document.getTitle()).toBe(meta.title);
    expect(document.getPageCount()).toBe(6);
    const preferences = document.catalog.lookup(PDFName.of('ViewerPreferences'))!.toString();
    for (const wish of ['/Duplex /DuplexFlipShortEdge', '/PrintScaling /None'])
      expect(preferences).toContain(wish);
  });

  it('are the same bytes from the same booklet, and clean to qpdf', () => {
    const imposed = impose(source, how);
    expect(impose(new Uint8Array(source), how)).toEqual(imposed);
    if (spawnSync('qpdf', ['--version']).error) return;
    const folder = mkdtempSync(path.join(tmpdir(), 'imposed-'));
    const file = path.join(folder, 'imposed.pdf');
    writeFileSync(file, imposed);
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax');
    rmSync(folder, { recursive: true });
  });

  it('put several content streams of a page together', async () => {
    const read = readObjects(source);
    for (const number of pagesOf(read)) {
      const [before, after] = ['q\n', '\nQ'].map((s) =>
        addObject(read, `<</Length ${s.length}>>\nstream\n${s}\nendstream`),
      );
      const dict = dictionary(read, number);
      setDictionary(
        read,
        number,
        dict.replace(/\/Contents (\d+ 0 R)/, `/Contents [${before} 0 R $1 ${after} 0 R]`),
      );
    }
    const imposed = impose(writeObjects(read, '0'.repeat(32)), how);
    expect(await textOf(imposed)).toEqual(await textOf(impose(source, how)));
  });

  it('begin after a leaf, which has two sides and comes out again as it went in', async () => {
    const leafPage = page('<p>怎样折</p>', {
      css: '@page{size:297mm 210mm;margin:20mm}html{font-family:var(--song)}',
      faces: ['song-400'],
    });
    const leaf = await press.pdf(leafPage, { ...options, size: A4 });
    const imposed = impose(source, { ...how, leaf });
    const texts = await textOf(imposed);
    expect(texts.slice(0, 2)).toEqual(['怎样折', '']);
    expect(texts.slice(2)).toEqual(await textOf(impose(source, how)));
    expect(impose(source, { ...how, leaf: leafOf(imposed) })).toEqual(imposed);
    expect(await textOf(leafOf(imposed))).toEqual(['怎样折', '']);
    const pdf = await open(imposed);
    expect((await pdf.getPageLabels())!.slice(0, 3)).toEqual(['说明', '空白', '第1张正面 空白|1']);
    await pdf.destroy();
    await expect(async () => impose(source, { ...how, leaf: source })).rejects.toThrow('a leaf of 9 pages');
    const small = await finish(press, 1);
    expect(() => impose(source, { ...how, leaf: small })).toThrow('not of the size of A4');
  });

  it('are refused for pages that stand on no paper', async () => {
    const mixed = altered(source, (dict, index) =>
      index === 4 ? dict.replace(/\/MediaBox \[[^\]]*\]/, '/MediaBox [0 0 400 400]') : dict,
    );
    expect(() => impose(mixed, how)).toThrow('page 5 differs in size from page 1');
    const square = altered(source, (dict) =>
      dict.replace(/\/MediaBox \[[^\]]*\]/, '/MediaBox [0 0 400 400]'),
    );
    expect(() => impose(square, how)).toThrow('no paper carries two pages of 141.111 × 141.111 mm');
    expect(() => impose(source, { ...how, paper: 'A3' })).toThrow('are printed on A4, not on A3');
    expect(impositionOf(source)).toMatchObject({ paper: 'A4', plan: { pages: 9, blanks: 3, sheets: 3 } });
  });
});
