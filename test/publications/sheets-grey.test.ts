import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { type GreySheet, greySheet } from './grey.ts';
import { printedSheet } from './sheet-reading.ts';

let press: Press;
let report: Report;
let sheets: string[];
beforeAll(async () => {
  [press, report] = await Promise.all([openPress(), readReport('data/xinbei-2023')]);
  sheets = await Promise.all(
    planSheets(report).map(async (plan) => (await printedSheet(press, report, plan)).sheet.html),
  );
}, 60_000);
afterAll(() => press.close());

const LEGIBLE = { faint: [], unseen: [], alike: [], pale: 0, onlyRed: [] };

describe('a sheet in black and white', () => {
  it('shows every text at 4.5:1, marks that differ by more than hue, and a sign where red says what is to be done', async () => {
    const grey = await Promise.all(sheets.map((html) => greySheet(press, html)));
    for (const sheet of grey) expect(sheet).toMatchObject(LEGIBLE);
    const sum = (what: keyof GreySheet['counted']) => grey.reduce((n, { counted }) => n + counted[what], 0);
    // Enough was looked at: texts, charts with reported and planned marks side by side, diamonds.
    expect(sum('texts')).toBeGreaterThan(1000);
    expect(sum('pairs')).toBeGreaterThanOrEqual(5);
    expect(sum('signs')).toBeGreaterThanOrEqual(sheets.length);
  });

  it.each([
    ['faint', 'pale notes', '</style>', '.chart-note{color:#8a9099}</style>'],
    ['faint', 'red numbers on the navy band', '</style>', '.band h1{color:#b3191f}</style>'],
    ['faint', 'a plate over a text', '</style>', '.conclusion{background:#3a4d6d}</style>'],
    ['unseen', 'texts that are see-through', '</style>', '.conclusion{opacity:.3}</style>'],
    ['alike', 'targets in solid red', 'fill="#F7E4E2"', 'fill="#B3191F"'],
    [
      'pale',
      'pale diamonds',
      '</style>',
      '.target::before,.todo::before{background:#f7e4e2!important}</style>',
    ],
    ['onlyRed', 'no diamonds', '</style>', '.target::before{content:none!important}</style>'],
  ] as const)('is found %s with %s', async (what, _, from, to) => {
    // The sheet with a chart of what was done beside what is to be done.
    const html =
      sheets.find((own) => own.includes('fill="#F7E4E2"') && /<path[^>]*fill="#172B4D"/.test(own)) ?? '';
    const found = await greySheet(press, html.replaceAll(from, to));
    expect(found[what]).not.toEqual(LEGIBLE[what]);
  });
});
