import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { ProblemError } from '../../scripts/problem.ts';
import { SHEET_FORMATS } from '../../scripts/publications/sheets/format.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report, SheetPaper } from '../../scripts/report/report.ts';
import { type Load, planted } from './sheet-loads.ts';
import { expectSound, type PrintedSheet, printedSheet } from './sheet-reading.ts';

/** Loads from three short rows to far too much, with the rung of the ladder on which each comes to rest, and its gear. */
const LOADS: [rung: string, gear: number, load: Load][] = [
  ['loose', 1, { topic: 0, rows: 3, sentences: 1, length: 14, terms: 0, charts: 'both' }],
  ['loose', 1, { topic: 0, rows: 3, sentences: 1, length: 18, terms: 0, charts: 'main' }],
  ['gear', 1, { topic: 0, rows: 5, sentences: 1, length: 18, terms: 0, charts: 'main' }],
  ['gear', 2, { topic: 0, rows: 6, sentences: 1, length: 24, terms: 0, charts: 'main' }],
  ['gear', 3, { topic: 0, rows: 4, sentences: 1, length: 40, terms: 3, charts: 'both' }],
  ['gear', 4, { topic: 0, rows: 6, sentences: 1, length: 30, terms: 1, charts: 'both' }],
  ['gear', 5, { topic: 0, rows: 6, sentences: 1, length: 40, terms: 3, charts: 'both' }],
  ['gear', 6, { topic: 0, rows: 4, sentences: 1, length: 80, terms: 3, charts: 'both' }],
  ['gear', 7, { topic: 0, rows: 8, sentences: 1, length: 40, terms: 3, charts: 'both' }],
  ['tight', 7, { topic: 0, rows: 4, sentences: 1, length: 100, terms: 3, charts: 'both' }],
  ['terms', 7, { topic: 0, rows: 6, sentences: 1, more: 7, length: 40, terms: 3, charts: 'both' }],
  [
    'targets',
    7,
    { topic: 2, figures: 3, rows: 6, sentences: 1, more: 10, length: 40, terms: 3, charts: 'both' },
  ],
  ['fragments', 7, { topic: 0, rows: 6, sentences: 4, length: 40, terms: 3, charts: 'both' }],
  ['rows', 7, { topic: 0, rows: 8, sentences: 1, length: 100, terms: 3, charts: 'both' }],
  ['term', 7, { topic: 0, rows: 4, sentences: 1, length: 112, terms: 3, charts: 'both' }],
  ['small', 7, { topic: 0, rows: 4, sentences: 1, length: 120, terms: 3, charts: 'both' }],
  ['loose', 1, { topic: 0, rows: 3, sentences: 1, length: 14, terms: 0, charts: 'none' }],
  ['loose', 1, { topic: 0, rows: 4, sentences: 1, length: 60, terms: 3, charts: 'none' }],
  ['gear', 2, { topic: 0, rows: 6, sentences: 1, length: 40, terms: 3, charts: 'none' }],
  ['gear', 3, { topic: 0, rows: 8, sentences: 1, length: 40, terms: 3, charts: 'none' }],
  ['gear', 4, { topic: 0, rows: 4, sentences: 1, length: 100, terms: 3, charts: 'none' }],
  ['gear', 5, { topic: 0, rows: 6, sentences: 1, length: 80, terms: 3, charts: 'none' }],
  ['gear', 6, { topic: 0, rows: 6, sentences: 2, more: 4, length: 34, terms: 3, charts: 'none' }],
  ['gear', 7, { topic: 0, rows: 6, sentences: 1, length: 100, terms: 3, charts: 'none' }],
  ['fragments', 7, { topic: 0, rows: 8, sentences: 4, length: 40, terms: 3, charts: 'none' }],
  ['rows', 7, { topic: 0, rows: 8, sentences: 1, length: 130, terms: 3, charts: 'none' }],
];

/** Fewer on the other papers: roomy, full, and too full for all of it. */
const ELSEWHERE: [paper: SheetPaper, rung: string, load: Load][] = (['A5', 'letter'] as const).flatMap(
  (paper) => [
    [paper, 'loose', { topic: 4, rows: 2, sentences: 1, length: 10, terms: 0, charts: 'none' }],
    [paper, 'gear', { topic: 4, rows: 4, sentences: 1, length: 14, terms: 0, charts: 'main' }],
    [paper, 'fragments', { topic: 2, rows: 6, sentences: 4, length: 30, terms: 3, charts: 'both' }],
    [paper, 'rows', { topic: 4, rows: 8, sentences: 1, length: 70, terms: 3, charts: 'both' }],
  ],
);

let press: Press;
let report: Report;
let printed: PrintedSheet[];
let elsewhere: PrintedSheet[];
beforeAll(async () => {
  [press, report] = await Promise.all([openPress(), readReport('data/xinbei-2023')]);
  [printed, elsewhere] = await Promise.all([
    Promise.all(LOADS.map(([, , load]) => printedSheet(press, report, planted(report, load)))),
    Promise.all(
      ELSEWHERE.map(([paper, , load]) =>
        printedSheet(press, report, planted(report, load), SHEET_FORMATS[paper]),
      ),
    ),
  ]);
}, 120_000);
afterAll(() => press.close());

/** What the page itself says it leaves out, and where that stands. */
function saidLeft(html: string): { left: string[]; pages: string[] } {
  const words = /<span class="omitted"[^>]*>(.*?)<\/p>/su.exec(html)?.[1]?.replace(/<[^>]*>/g, '') ?? '';
  const said = /本页从略：(.*)，见手册第(.*)页/su.exec(words);
  return { left: said?.[1]?.split('、') ?? [], pages: said?.[2]?.split('、') ?? [] };
}

describe('a sheet with a planted load', () => {
  it.each(LOADS.map(([rung, gear, load], i) => [rung, gear, load.charts, i] as const))(
    'comes to rest on the rung %s in gear %i (charts: %s)',
    async (rung, gear, _, i) => {
      const page = printed[i] as PrintedSheet;
      expect([page.sheet.state.rung, page.sheet.state.gear]).toEqual([rung, gear]);
      await expectSound(report, page);
    },
  );

  it.each(ELSEWHERE.map(([paper, rung], i) => [paper, rung, i] as const))(
    'is laid out for %s by the same ladder: %s',
    async (paper, rung, i) => {
      const page = elsewhere[i] as PrintedSheet;
      expect(page.sheet.state.rung).toBe(rung);
      await expectSound(report, page, SHEET_FORMATS[paper]);
      const plan = planted(report, ELSEWHERE[i]?.[2] as Load);
      const { left } = saidLeft(page.sheet.html);
      expect(left).toEqual(page.sheet.left);
      // What the paper has no room for at all is said too.
      expect(left.includes('部分数字')).toBe(paper === 'A5' && plan.figures.length > 3);
      expect(left.includes('小图')).toBe(plan.smalls.length > 0 && !page.sheet.state.small);
      expect(page.sheet.html).toContain(paper === 'A5' ? 'size: 148mm 210mm' : 'size: 215.9mm 279.4mm');
    },
  );

  it('is met on every rung and in every gear, with charts and without', () => {
    const states = printed.map(({ sheet }) => sheet.state);
    const charts = LOADS.map(([, , load]) => load.charts !== 'none');
    const gears = (drawn: boolean) =>
      new Set(states.filter((_, i) => charts[i] === drawn).map((s) => s.gear));
    expect([...gears(true)].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect([...gears(false)].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(states.map((s) => s.rung))).toEqual(
      new Set(['loose', 'gear', 'tight', 'terms', 'targets', 'fragments', 'rows', 'term', 'small']),
    );
  });

  it('prints what it leaves out, with the pages of the booklet where that stands, and nothing else', () => {
    for (const [i, { sheet }] of printed.entries()) {
      const plan = planted(report, LOADS[i]?.[2] as Load);
      const { state } = sheet;
      const { left, pages } = saidLeft(sheet.html);
      const shown = (words: string) => sheet.html.replace(/<[^>]*>|&\w+;/g, '').includes(words);
      expect(left).toEqual(sheet.left);
      const short = plan.rows.filter(
        (_, r) => r >= state.rows || state.cut.some((id) => id.startsWith(`${r}.`)),
      );
      const terms = plan.terms.slice(state.terms);
      const small = LOADS[i]?.[2].charts === 'both' && !state.small;
      const targets = state.fewTargets && plan.figures.some((f) => f.target && f.note);
      expect(left).toEqual([
        ...short.map((row) => row.label),
        ...(targets ? ['部分目标'] : []),
        ...(small ? ['小图'] : []),
        ...terms.map((term) => term.term.text),
      ]);
      expect(pages).toEqual([
        ...(short.length > 0 ? ['8'] : []),
        ...(targets || small ? ['14'] : []),
        ...(terms.length > 0 ? ['45'] : []),
      ]);
      if (pages.length > 0)
        expect(sheet.html).toMatch(/见手册第<span class="whole">(?:(?!<\/footer>).)*<\/span>页/);
      for (const term of terms) expect(shown(`${term.term.text}：`)).toBe(false);
      for (const row of plan.rows.slice(state.rows))
        expect(sheet.html).not.toContain(`<p class="subject">${row.label}</p>`);
    }
  });

  it('leave out nothing that there is room for', async () => {
    // The last rows go: what was cut of the others before comes back as far as it fits.
    const load: Load = { topic: 0, rows: 8, sentences: 2, length: 90, terms: 3, charts: 'none' };
    const plan = planted(report, load);
    const { sheet } = await printedSheet(press, report, plan);
    const all = plan.rows
      .slice(0, sheet.state.rows)
      .flatMap((row, r) =>
        (['done', 'todo'] as const).flatMap((side) =>
          row[side].fragments.slice(1).map((_, i) => `${r}.${side}.${i + 1}`),
        ),
      );
    const kept = all.filter((id) => !sheet.state.cut.includes(id));
    expect(sheet.state.rung).toBe('rows');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(all.length);
    // Never out of the middle of an item.
    for (const id of kept)
      expect(sheet.state.cut).not.toContain(id.replace(/\d+$/, (n) => `${Number(n) - 1}`));
  });

  it('that is far too much for one page fails, naming the sheet', async () => {
    const load: Load = { topic: 0, rows: 8, sentences: 1, length: 160, terms: 3, charts: 'both' };
    const failure = await printedSheet(press, report, planted(report, load)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProblemError);
    expect((failure as ProblemError).problems[0]).toMatchObject({
      code: 'L020',
      where: { product: 'sheets/industry.pdf' },
    });
  });
});
