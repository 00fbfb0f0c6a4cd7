import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { makeSheets } from '../../scripts/edition/sheets.ts';
import type { Workshop } from '../../scripts/edition/workshop.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import type { PageMap } from '../../scripts/marks.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { readReport } from '../../scripts/report/read.ts';

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press.close());

it('sheets made with likely pages that prove wrong are made again with the right ones', async () => {
  const report = await readReport('test/input/invented');
  const shop: Workshop = {
    report,
    press,
    progress: silentProgress,
    lang: 'zh',
    draft: false,
    date: '2023-01-01',
    tell: () => {},
    draw: (spec, place) =>
      drawFigure(spec, place, { year: report.profile.year, reviewYear: report.profile.reviewYear }),
  };
  const at = (folio: number): PageMap => {
    const place = { first: folio, last: folio, all: [folio] };
    // Whatever is asked for stands there.
    return { get: () => place, has: () => true, [Symbol.iterator]: () => [['all', place]].values() } as never;
  };
  const pagesIn = (products: { path: string; content: string | Uint8Array }[]) => {
    const html = products.filter((p) => p.path.endsWith('.html')).map((p) => String(p.content));
    const printed = html.flatMap((text) => [...text.matchAll(/data-page="[^"]*"[^>]*>([^<]*)</g)]);
    return new Set(printed.map((m) => m[1]));
  };
  const settled = at(47);
  const made = async (likely: PageMap) =>
    makeSheets(shop, { likely: Promise.resolve(likely), settled: Promise.resolve(settled) });
  const [wrong, right] = await Promise.all([made(at(46)), made(settled)]);
  expect(pagesIn(right.products)).toEqual(new Set(['47']));
  expect(pagesIn(wrong.products)).toEqual(new Set(['47']));
  expect(wrong.products).toEqual(right.products);
});
