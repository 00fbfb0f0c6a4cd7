import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import JSZip from 'jszip';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { makeEdition } from '../../scripts/edition/edition.ts';
import { publicationsAsked } from '../../scripts/edition/products.ts';
import { openPress } from '../../scripts/print/press.ts';

let folder: string;
let made: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pptx-pdf-'));
  const press = await openPress();
  try {
    const edition = await makeEdition(
      { dir: 'data/xinbei-2023', out: folder, publications: publicationsAsked('deck'), draft: false },
      {
        press: Promise.resolve(press),
        progress: silentProgress,
        now: () => performance.now(),
        env: {},
        lang: 'zh',
      },
    );
    made = edition.folder;
  } finally {
    await press.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Text of each page as its fonts map it: nothing normalised. */
async function pagesOf(file: string): Promise<string[]> {
  const data = new Uint8Array(readFileSync(path.join(made, file)));
  const task = getDocument({ data, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return pages;
}

/** Text of each slide, that of its charts with it: titles, names, labels, the ends of a scale. */
async function slidesOf(file: string): Promise<string[]> {
  const zip = await JSZip.loadAsync(readFileSync(path.join(made, file)));
  const read = async (name: string): Promise<CheerioAPI> =>
    load((await zip.file(name)?.async('string')) ?? '', { xml: true });
  const order = await read('ppt/presentation.xml');
  const relations = await read('ppt/_rels/presentation.xml.rels');
  const said = ($: CheerioAPI, what: string) =>
    $(what)
      .toArray()
      .map((e) => $(e).text())
      .join('');
  const slides: string[] = [];
  for (const id of order('p\\:sldIdLst > p\\:sldId').toArray()) {
    const target = relations(`[Id="${order(id).attr('r:id')}"]`).attr('Target') ?? '';
    let text = said(await read(`ppt/${target}`), 'a\\:t');
    const own = await read(`ppt/${target.replace('slides/', 'slides/_rels/')}.rels`);
    for (const link of own('[Type$="/chart"]').toArray()) {
      const chart = await read((own(link).attr('Target') ?? '').replace('..', 'ppt'));
      const ends = chart('c\\:valAx > c\\:delete').attr('val') === '0';
      // What stands at a bar's end for the arrow of the drawing is no word.
      text += said(chart, 'c\\:title a\\:t, c\\:dLbl a\\:t, c\\:cat c\\:v').replaceAll(/[►▲]/g, '');
      if (ends) text += `0${chart('c\\:valAx c\\:max').attr('val')}%`;
    }
    slides.push(text);
  }
  return slides;
}

/** Characters without blanks, in an order of their own: a chart's labels stand in the order of its data sheet. */
const characters = (text: string): string => [...text.replaceAll(/\s/g, '')].sort().join('');

it('deck.pptx says slide by slide what deck.pdf says page by page', async () => {
  const [slides, pages] = await Promise.all([slidesOf('deck/deck.pptx'), pagesOf('deck/deck.pdf')]);
  expect(pages.length).toBeGreaterThan(25);
  expect(slides).toHaveLength(pages.length);
  expect(pages.every((page) => page.length > 20)).toBe(true);
  expect(slides.map(characters)).toEqual(pages.map(characters));
});

it.each(['deck', 'handout', 'script'])('%s.pdf has no radicals in its text layer', async (name) => {
  const text = (await pagesOf(`deck/${name}.pdf`)).join('');
  expect(text).toContain('生产总值');
  expect(text.match(/[\u2e80-\u2fdf\uf900-\ufaff]/g) ?? []).toEqual([]);
});
