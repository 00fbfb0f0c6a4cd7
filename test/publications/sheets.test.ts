import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { PageMap } from '../../scripts/marks.ts';
import { planSheets, type SheetPlan } from '../../scripts/plan/sheets.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { ProblemError } from '../../scripts/problem.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { type FittedSheet, fitSheet, SHEET_FACES } from '../../scripts/publications/sheets/sheet.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

const page = { first: 4, last: 5, all: [4, 5] };
/** Every target stands on pages 4 and 5: only the sheet is under test. */
const pages = { get: () => page, has: () => true } as unknown as PageMap;
let press: Press;
let report: Report;
let invented: Report;
beforeAll(async () => {
  [press, report, invented] = await Promise.all([
    openPress(),
    readReport('data/xinbei-2023'),
    readReport('test/input/invented'),
  ]);
});
afterAll(() => press.close());

const fitted = (plan: SheetPlan, of: Report = report): Promise<FittedSheet> => {
  const times = { year: of.profile.year, reviewYear: of.profile.reviewYear };
  return fitSheet(of, plan, {
    draw: (spec, place) => drawFigure(spec, place, times),
    minHeight: (spec, place) => minHeight(spec, place, times),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
    lay: (doc, fitting) => fitting((states, probe, until) => press.measure(doc, states, probe, until)),
    pages,
  });
};

interface Look {
  outside: string[];
  smallest: number;
  body: number;
  /** Tallest band without ink, mm. */
  empty: number;
}

/** In the page: what sticks out, the smallest type, the tallest empty band. Boxes of text lines, drawings, rules and fills count as ink. */
function lookAt(): Look {
  const sheet = document.querySelector('.sheet');
  if (!sheet) throw new Error('no sheet');
  const frame = sheet.getBoundingClientRect();
  const mm = (px: number) => (px * 25.4) / 96;
  const bands: [number, number][] = [];
  const outside: string[] = [];
  let smallest = 99;
  let body = 99;
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || parent.closest('title, desc')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      bands.push([box.top, box.bottom]);
      if (box.right > frame.right - 50 || box.left < frame.left + 50 || box.bottom > frame.bottom - 28)
        outside.push(node.textContent.slice(0, 20));
    }
    const size = (Number.parseFloat(getComputedStyle(parent).fontSize) * 72) / 96;
    const small = parent.closest('.term-mark, .before, .unit, .after');
    if (!small) smallest = Math.min(smallest, size);
    if (parent.closest('.cell') && !small) body = Math.min(body, size);
  }
  for (const shape of sheet.querySelectorAll(
    'svg rect, svg path, svg line, .band, .strip, .keys, .row, .head, .foot, .glossary',
  )) {
    const box = shape.getBoundingClientRect();
    const rule = shape.matches('.keys, .row, .head, .foot, .glossary');
    bands.push(rule ? [box.top, box.top + 1] : [box.top, box.bottom]);
    if (shape.matches('.keys')) bands.push([box.bottom - 1, box.bottom]);
  }
  bands.sort((a, b) => a[0] - b[0]);
  let reach = frame.top + 38;
  let empty = 0;
  for (const [top, bottom] of bands) {
    empty = Math.max(empty, top - reach);
    reach = Math.max(reach, bottom);
  }
  return { outside, smallest, body, empty: mm(empty) };
}

async function examine(sheet: FittedSheet): Promise<Look> {
  const doc = { name: `sheets/${sheet.id}.pdf`, html: sheet.html, faces: SHEET_FACES };
  const [look] = await press.measure(doc, [0], lookAt);
  const { count } = await press.pages(doc);
  expect(count).toBe(1);
  return look as Look;
}
function sound({ outside, smallest, body, empty }: Look): void {
  expect(outside).toEqual([]);
  expect(smallest).toBeGreaterThanOrEqual(8.19);
  expect(body).toBeGreaterThanOrEqual(8.99);
  expect(empty).toBeLessThanOrEqual(45);
}

describe('topic sheets', () => {
  it('of the report: one page each, nothing outside, legible, no empty band over 45 mm, every number proved', async () => {
    for (const plan of planSheets(report)) {
      const sheet = await fitted(plan);
      sound(await examine(sheet));
      expect(sheet.problems).toEqual([]);
      expect(sheet.state.rows).toBe(plan.rows.length);
      expect(proveHtml(sheet.html, sheet.id, knownOf(report, { pages })).findings).toEqual([]);
    }
  });

  it('of a report without YAML: the same', async () => {
    for (const plan of planSheets(invented)) {
      const sheet = await fitted(plan, invented);
      sound(await examine(sheet));
      expect(proveHtml(sheet.html, sheet.id, knownOf(invented, { pages })).findings).toEqual([]);
    }
  });

  it('with three short rows takes a large gear', async () => {
    const plan = planSheets(report)[4] as SheetPlan;
    const short = plan.rows.slice(0, 3).map((row) => ({
      ...row,
      done: { ...row.done, fragments: row.done.fragments.slice(0, 1) },
      todo: { ...row.todo, fragments: row.todo.fragments.slice(0, 1) },
    }));
    const sheet = await fitted({ ...plan, rows: short, terms: [] });
    expect(sheet.state.gear).toBeLessThanOrEqual(2);
    sound(await examine(sheet));
  });

  it('with more and more text goes down the ladder, says what it left out, and at last fails by name', async () => {
    const plan = planSheets(report)[0] as SheetPlan;
    const fuller = (times: number): SheetPlan => ({
      ...plan,
      rows: plan.rows.map((row) => ({
        ...row,
        done: { ...row.done, fragments: Array.from({ length: times }, () => row.done.fragments).flat() },
        todo: { ...row.todo, fragments: Array.from({ length: times }, () => row.todo.fragments).flat() },
      })),
    });
    const full = await fitted(fuller(3));
    expect(full.state.gear).toBe(7);
    expect(full.state.cut.length).toBeGreaterThan(0);
    sound(await examine(full));
    expect(full.html).toContain('本页从略');
    expect(proveHtml(full.html, full.id, knownOf(report, { pages })).findings).toEqual([]);
    // One fragment of a whole section in every cell: nothing can be cut.
    const section = report.headings.get('1.1')?.paragraphs[0];
    if (!section) throw new Error('no section');
    const whole = { head: null, fragments: [section] };
    const failure = await fitted({
      ...plan,
      rows: plan.rows.map((row) => ({ ...row, done: whole, todo: whole })),
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProblemError);
    expect((failure as ProblemError).problems[0]).toMatchObject({
      code: 'L020',
      where: { product: 'sheets/industry.pdf' },
    });
  });
});
