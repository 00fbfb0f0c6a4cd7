import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { plannedFiles } from '../../scripts/edition/planned-files.ts';
import type { Product } from '../../scripts/edition/products.ts';
import { type MadePapers, makeSheetPapers } from '../../scripts/edition/sheet-papers.ts';
import { withSheets } from '../../scripts/edition/sheets-asked.ts';
import type { Workshop } from '../../scripts/edition/workshop.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { proveProducts } from '../../scripts/proof/proof.ts';
import { remadePapers } from '../../scripts/proof/remade-paper.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { PAGES } from '../publications/sheet-reading.ts';

let press: Press;
let report: Report;
let plain: Report;
let made: MadePapers;
beforeAll(async () => {
  [press, plain] = await Promise.all([openPress(), readReport('data/xinbei-2023')]);
  report = withSheets(plain, { papers: ['letter', 'A5'] });
  made = await makeSheetPapers(shopOf(report), PAGES);
}, 60_000);
afterAll(() => press.close());

const shopOf = (own: Report): Workshop => ({
  report: own,
  press,
  progress: silentProgress,
  lang: 'zh',
  draft: false,
  date: '2023-01-01',
  tell: () => {},
  draw: (spec, place) =>
    drawFigure(spec, place, { year: own.profile.year, reviewYear: own.profile.reviewYear }),
});

/** Codes of what the proof finds, the settings being those of build.json. */
async function found(products: readonly Product[], decisions: unknown = made.decisions): Promise<string[]> {
  // As build.json holds them.
  const expected = remadePapers(report, PAGES, JSON.parse(JSON.stringify(decisions)));
  const { findings } = await proveProducts(report, products, { pages: PAGES, expected });
  return [...new Set(findings.map((f) => `${f.code} ${f.where?.product}`))];
}

describe('sheets on papers besides A4', () => {
  it('are made where they are asked for, each of its own size, and all bound', async () => {
    const ids = planSheets(report).map((plan) => plan.topic.id);
    const names = (paper: string) => [...ids, 'all'].map((id) => `sheets/${id}-${paper}.pdf`);
    expect(made.products.map((p) => p.path)).toEqual([...names('a5'), ...names('letter')]);
    for (const { path, content, pages } of made.products) {
      const printed = (await PDFDocument.load(content as Uint8Array)).getPages();
      expect([path, printed.length]).toEqual([path, path.includes('/all-') ? ids.length : 1]);
      expect(pages).toBe(printed.length);
      for (const page of printed) {
        const [width, height] = path.endsWith('-a5.pdf') ? [148, 210] : [215.9, 279.4];
        expect((page.getWidth() / 72) * 25.4).toBeCloseTo(width, 1);
        expect((page.getHeight() / 72) * 25.4).toBeCloseTo(height, 1);
      }
    }
    const planned = plannedFiles(report);
    for (const { path } of made.products) expect([path, planned(path)]).toEqual([path, true]);
    expect(planned('sheets/industry.pdf')).toBe(true);
  });

  it('are none where none is asked for, and then belong to no edition', async () => {
    const none = await makeSheetPapers(shopOf(plain), PAGES);
    expect(none).toEqual({ products: [], expected: [], decisions: {} });
    expect(plannedFiles(plain)('sheets/industry-a5.pdf')).toBe(false);
  });

  it('are proved without a browser, from their settings, and tell in build.json what they leave out', async () => {
    expect(await found(made.products)).toEqual([]);
    for (const [name, { left, gear, rung }] of Object.entries(made.decisions)) {
      expect(gear).toBeGreaterThanOrEqual(1);
      expect(rung).not.toBe('');
      const html = new Map(made.expected).get(`sheets/${name}.pdf`)?.html ?? '';
      const said = /<span class="omitted"[\s\S]*?<\/p>/.exec(html)?.[0].replace(/<[^>]*>/g, '') ?? '';
      for (const words of left) expect(said).toContain(words);
    }
    // The small chart finds no room on A5: every sheet that has one says so.
    const charts = planSheets(report).filter((plan) => plan.smalls.length > 0);
    expect(charts.length).toBeGreaterThan(0);
    for (const plan of charts) expect(made.decisions[`${plan.topic.id}-a5`]?.left).toContain('小图');
  });

  it('are refused when they change places, or when build.json tells of another setting or of none', async () => {
    const [a, b] = made.products as [Product, Product];
    const swapped = [{ ...a, content: b.content }, ...made.products.slice(1)];
    expect(await found(swapped)).toContain(`P201 ${a.path}`);
    const name = 'safety-a5';
    const own = made.decisions[name];
    const without = { ...made.decisions, [name]: undefined };
    expect(await found(made.products, without)).toContain(`P001 sheets/${name}.pdf`);
    const invented = { ...made.decisions, [name]: { ...own, cut: ['0.done.0'] } };
    expect(await found(made.products, invented)).toContain(`P001 sheets/${name}.pdf`);
    const shorter = { ...made.decisions, [name]: made.decisions['industry-a5'] };
    expect(await found(made.products, shorter)).not.toEqual([]);
  });
});
