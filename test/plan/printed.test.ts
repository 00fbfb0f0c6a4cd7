import { beforeAll, describe, expect, it } from 'vitest';
import type { PageMap } from '../../scripts/marks.ts';
import { printedPlaces } from '../../scripts/plan/printed.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

let report: Report;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
});

const at = (page: number) => ({ first: page, last: page, all: [page] });
// The cover has the folio -1: the text begins on the third page of the file.
const pages: PageMap = new Map([
  ['block:cover', at(-1)],
  ['indicator:gdp', at(7)],
  ['figure:key-indicators', at(2)],
]);
const numbers = [
  { product: 'deck/deck.html', page: 12, ref: 'gdp.change' },
  { product: 'deck/deck.html', page: 4, ref: 'gdp' },
  { product: 'deck/deck.html', page: 4, ref: 'gdp' },
  { product: 'deck/deck.pdf', page: 5, ref: 'gdp' },
  { product: 'sheets/industry.html', ref: 'gdp' },
  { product: 'infographic/infographic.html', ref: 'gdp' },
  { product: 'booklet/booklet.pdf', ref: 'budget-revenue' },
  { product: 'deck/deck.html', page: 1, ref: 'year:2023' },
];
const places = (some: typeof numbers) =>
  printedPlaces(report, some, pages)
    .get('gdp')
    ?.map(({ publication, number, href }) => [publication, number, href]);

describe('where an indicator is printed', () => {
  it('is told from the proved numbers, once a place and in order, the booklet by its folios', () => {
    expect(places(numbers)).toEqual([
      ['deck', 4, 'deck/deck.html#4'],
      ['deck', 12, 'deck/deck.html#12'],
      ['booklet', 2, 'booklet/booklet.pdf#page=4'],
      ['booklet', 7, 'booklet/booklet.pdf#page=9'],
      ['sheets', 1, 'sheets/industry.html'],
      ['infographic', null, 'infographic/infographic.html'],
    ]);
  });

  it('names no booklet where none was proved or none was laid out', () => {
    const without = numbers.filter(({ product }) => product !== 'booklet/booklet.pdf');
    expect(places(without)?.map(([publication]) => publication)).not.toContain('booklet');
    const unlaid = printedPlaces(report, numbers, undefined).get('gdp');
    expect(unlaid?.map(({ publication }) => publication)).not.toContain('booklet');
  });

  it('leads to the deck of the shape that was made', () => {
    const wide = numbers.map((n) => ({
      ...n,
      product: n.product.replace('deck/deck.html', 'deck/deck-4x3.html'),
    }));
    expect(places(wide)?.[0]).toEqual(['deck', 4, 'deck/deck-4x3.html#4']);
  });

  it('gives every indicator a list, empty where it stands nowhere', () => {
    const all = printedPlaces(report, [], undefined);
    expect([...all.keys()]).toEqual([...report.indicators.keys()]);
    expect([...all.values()].flat()).toEqual([]);
  });
});
