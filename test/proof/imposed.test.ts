import path from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishPdf } from '../../scripts/print/finish.ts';
import { impose, impositionOf } from '../../scripts/print/imposition.ts';
import { openPress, type PdfOptions, type Press } from '../../scripts/print/press.ts';
import { impositionPlan } from '../../scripts/print/sheet-order.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { proveImposed } from '../../scripts/proof/imposed.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { LEAF_FACES, leafHtml } from '../../scripts/publications/booklet/leaf.ts';
import { markDraft } from '../../scripts/publications/draft.ts';
import { readReport } from '../../scripts/report/read.ts';
import { options, page } from '../print/pages.ts';
import { textOf } from '../print/reading.ts';

const report = await readReport(path.resolve(import.meta.dirname, '../../data/xinbei-2023'));
const known = knownOf(report);
const { meta } = options;
const PRODUCT = 'booklet/booklet-a4-imposed.pdf';
const A3: [number, number] = [1190.551, 841.89];
const A4: [number, number] = [595.276, 841.89];
const LABELS: PdfOptions['labels'] = [{ from: 1, style: 'none', prefix: '封面' }, { from: 2 }];

let press: Press;
let booklet: Uint8Array;
let imposed: Uint8Array;

const printed = (html: string) =>
  press.pdf({ name: 'leaf.pdf', html, faces: LEAF_FACES }, { meta, outline: false, size: A3 });
const codes = async (bytes: Uint8Array, how = {}) =>
  (await proveImposed(booklet, bytes, PRODUCT, known, { meta, leaf: 'zh', ...how })).findings.map(
    ({ code, where }) => `${code} ${where?.page ?? '–'}`,
  );

beforeAll(async () => {
  press = await openPress();
  const body = Array.from({ length: 13 }, (_, i) => `<section><p>第${i + 1}页</p></section>`).join('');
  const css =
    '@page{size:A4;margin:20mm}html{font:12pt/2 var(--song)}section{break-after:page}section:last-child{break-after:auto}';
  booklet = await press.pdf(page(body, { css }), { ...options, size: A4, labels: LABELS });
  imposed = impose(booklet, { meta, leaf: await printed(leafHtml(report, impositionOf(booklet))) });
});
afterAll(() => press.close());

describe('the leaf', () => {
  const known13 = { ...known, imposition: { paper: 'A3', plan: impositionPlan(13), names: [] } } as const;

  it.each(['zh', 'en'] as const)('has only numbers that the order of the sheets gives (%s)', (lang) => {
    const html = leafHtml(report, { ...known13.imposition }, lang);
    const { findings, entries } = proveHtml(html, PRODUCT, known13);
    expect(findings).toEqual([]);
    expect(entries.filter(({ ref }) => ref?.startsWith('leaf:page:')).length).toBeGreaterThan(12);
    const said = (key: string) => load(html)(`[data-leaf="${key}"]`).first().text();
    const keys = ['paper', 'folded', 'pages', 'sheets', 'blanks', 'first', 'last', 'staple'];
    expect(keys.map(said)).toEqual(['A3', 'A4', '13', '4', '3', '3', '10', '70']);
    expect(said('page:4:back:left') + said('page:4:back:right')).toBe('89');
    // Another order makes every one of its numbers wrong.
    const other = { ...known13, imposition: { ...known13.imposition, plan: impositionPlan(21) } };
    expect(proveHtml(html, PRODUCT, other).findings.every(({ code }) => code === 'P107')).toBe(true);
    expect(proveHtml(html, PRODUCT, other).findings.length).toBeGreaterThan(5);
    expect(proveHtml(html, PRODUCT, known).findings.length).toBeGreaterThan(20);
  });

  it('stands on two sides at any number of sheets, on both papers, and leaves out an order that nobody folds', async () => {
    for (const [paper, pages, sides] of [
      ['A4', 4, 2],
      ['A4', 64, 2],
      ['A3', 100, 2],
      ['A3', 120, 2],
      ['A4', 168, 2],
      ['A4', 224, 2],
      ['A4', 228, 1],
    ] as const) {
      const html = leafHtml(report, { paper, plan: impositionPlan(pages), names: [] });
      const bytes = await press.pdf(
        { name: 'leaf.pdf', html, faces: LEAF_FACES },
        { meta, outline: false, size: paper === 'A3' ? A3 : [841.89, 595.276] },
      );
      const texts = await textOf(bytes);
      expect([pages, texts.length]).toEqual([pages, sides]);
      const view = paper === 'A3' ? { width: 1587, height: 1123 } : { width: 1123, height: 794 };
      const [fits] = await press.measure({ name: 'leaf', html, faces: LEAF_FACES, view }, [0], () =>
        [...document.querySelectorAll('.side')].every((side) => side.scrollHeight <= side.clientHeight),
      );
      expect([pages, fits]).toEqual([pages, true]);
    }
  });
});

describe('imposed sheets', () => {
  it('are proved against their booklet, and their numbers listed', async () => {
    const proved = await proveImposed(booklet, imposed, PRODUCT, known, { meta, leaf: 'zh' });
    expect(proved.findings).toEqual([]);
    expect(proved.entries.find(({ ref }) => ref === 'leaf:sheets')).toMatchObject({ text: '4', page: 1 });
    expect(proved.entries.find(({ ref }) => ref === 'leaf:sheet:4')).toMatchObject({ text: '4', page: 2 });
    expect(await codes(impose(booklet, { meta }), { leaf: null })).toEqual([]);
  });

  it('are refused when a page, the creep, the order or a property is another', async () => {
    const leaf = await printed(leafHtml(report, impositionOf(booklet)));
    const again = (how: object) => impose(booklet, { meta, leaf, ...how });
    expect(await codes(again({ creep: 0.1 }))).toEqual(['P206 5']);
    expect(await codes(again({ creep: 0.1 }), { creep: 0.1 })).toEqual([]);
    expect(await codes(again({ back: true }))).toEqual(['P206 3']);
    expect(await codes(again({ meta: { ...meta, title: '别的' } }))).toEqual(['P206 –']);
    const other = finishPdf(booklet, { ...options, labels: [{ from: 1, start: 5 }] });
    expect(await codes(impose(other, { meta, leaf }))).toEqual(['P206 –']);
    // One digit of one matrix.
    const text = Buffer.from(imposed).toString('latin1');
    const at = text.lastIndexOf('1 0 0 1 ') + 8;
    const moved = Buffer.from(
      `${text.slice(0, at)}${text[at] === '9' ? '8' : '9'}${text.slice(at + 1)}`,
      'latin1',
    );
    expect(await codes(moved)).toEqual(['P206 10']);
    expect(await codes(moved.subarray(0, moved.length - 9))).toEqual(['P206 –']);
  });

  it('of a draft bear its mark on the leaf', async () => {
    const html = leafHtml(report, impositionOf(booklet));
    const draft = impose(booklet, { meta, leaf: await printed(markDraft(html)) });
    expect(await codes(draft, { draft: true })).toEqual([]);
    expect(await codes(draft)).toEqual(['P201 1']);
    expect(await codes(imposed, { draft: true })).toEqual(['P201 1', 'P201 2']);
  });

  it('are refused when the leaf says something else', async () => {
    const html = leafHtml(report, impositionOf(booklet));
    const said = async (text: string) => impose(booklet, { meta, leaf: await printed(text) });
    const fewer = html.replace('data-leaf="sheets">4<', 'data-leaf="sheets">3<');
    expect(await codes(await said(fewer))).toEqual(['P201 1']);
    const swapped = html.replace('"page:4:back:right">', '"page:4:back:right">0');
    expect(await codes(await said(swapped))).toEqual(['P201 1']);
    const longer = html.replace('</section>', '<p>另印</p></section>');
    expect(await codes(await said(longer))).toEqual(['P201 1']);
    expect(await codes(impose(booklet, { meta }))).toEqual(['P206 3', 'P201 1']);
  });
});
