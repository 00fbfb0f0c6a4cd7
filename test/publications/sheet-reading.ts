/** Topic sheets read back: fitted, printed by the press and measured in the page, all in one load. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect } from 'vitest';
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { PageMap } from '../../scripts/marks.ts';
import type { SheetPlan } from '../../scripts/plan/sheets.ts';
import type { Press } from '../../scripts/print/press.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { provePdf } from '../../scripts/proof/pdf.ts';
import { paperSize, SHEET_FORMATS, type SheetFormat } from '../../scripts/publications/sheets/format.ts';
import { type FittedSheet, fitSheet } from '../../scripts/publications/sheets/sheet.ts';
import type { Report } from '../../scripts/report/report.ts';

const spread = { first: 14, last: 15, all: [14, 15] };
const PLACES: Readonly<Record<string, typeof spread>> = {
  topic: spread,
  list: { first: 45, last: 46, all: [45, 46] },
};
const text = { first: 8, last: 8, all: [8] };
/** Text stands on page 8, every topic on 14 and 15, the glossary on 45: only the sheet is under test. */
export const PAGES = {
  get: (target: string) => PLACES[target.split(':')[0] ?? ''] ?? text,
  has: () => true,
} as unknown as PageMap;

export interface PrintedSheet {
  sheet: FittedSheet;
  look: Look;
  pdf: Uint8Array;
}

/** Fits a sheet as the edition does, looks at it where it stands, and prints it. */
export async function printedSheet(
  press: Press,
  report: Report,
  plan: SheetPlan,
  format: SheetFormat = SHEET_FORMATS.A4,
  pages: PageMap = PAGES,
): Promise<PrintedSheet> {
  const { lang } = report.sheets;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear, lang };
  let pdf: Uint8Array = new Uint8Array();
  let look: Look | undefined;
  const sheet = await fitSheet(
    report,
    plan,
    {
      draw: (spec, place) => drawFigure(spec, place, times),
      minHeight: (spec, place) => minHeight(spec, place, times),
      bestHeight: (spec, place) => bestHeight(spec, place, times),
      lay: async (doc, fitting) => {
        const meta = { title: plan.topic.name, lang: 'zh-CN', date: '2023-01-03' };
        const printed = await press.fittedPdf(
          doc,
          { meta, size: paperSize(format) },
          async (measure, show) => {
            const fitted = await fitting((states, probe, until) => measure(states, probe, until));
            await show(fitted.html);
            [look] = await measure([0], lookAt);
            return { html: fitted.html, result: fitted };
          },
        );
        pdf = printed.bytes;
        return printed.result;
      },
      pages,
    },
    format,
  );
  return { sheet, look: look as Look, pdf };
}

/** One page of the paper, nothing outside or over another, legible, no empty band, every number proved on the page and in its print. */
export async function expectSound(
  report: Report,
  { sheet, look, pdf }: PrintedSheet,
  { width, height }: SheetFormat = SHEET_FORMATS.A4,
): Promise<void> {
  expect(look).toMatchObject({ outside: [], over: [], orphans: [] });
  expect(look.smallest).toBeGreaterThanOrEqual(8.19);
  expect(look.body).toBeGreaterThanOrEqual(8.99);
  expect(look.empty).toBeLessThanOrEqual(45);
  expect(sheet.problems).toEqual([]);
  const html = proveHtml(sheet.html, sheet.id, knownOf(report, { pages: PAGES }));
  expect(html.findings).toEqual([]);
  const { findings, pages } = await provePdf(pdf, `${sheet.id}.pdf`, html, { pages: 1 });
  expect(findings).toEqual([]);
  expect(pages).toBe(1);
  const paper = (await PDFDocument.load(pdf)).getPage(0).getSize();
  expect(paper.width).toBeCloseTo((width * 72) / 25.4, 1);
  expect(paper.height).toBeCloseTo((height * 72) / 25.4, 1);
}

export interface Look {
  /** Text outside the page's type area, or outside the block it belongs to. */
  outside: string[];
  /** Blocks that stand over one another. */
  over: string[];
  /** Paragraphs of the table and the glossary whose last line is a single character. */
  orphans: string[];
  /** Smallest type, the raised marks of terms aside, pt. */
  smallest: number;
  /** Smallest type of the table, pt. */
  body: number;
  /** Tallest band without ink across the page or across a chart's column, mm. */
  empty: number;
}

/** Runs in the page. Boxes of text lines, drawings, rules and fills count as ink. */
export function lookAt(): Look {
  const sheet = document.querySelector<HTMLElement>('.sheet');
  if (!sheet) throw new Error('no sheet');
  const frame = sheet.getBoundingClientRect();
  const own = getComputedStyle(sheet);
  const inset = (side: 'Left' | 'Right' | 'Top' | 'Bottom') => Number.parseFloat(own[`padding${side}`]) - 2;
  const mm = (px: number) => (px * 25.4) / 96;
  const bands: [number, number][] = [];
  const outside: string[] = [];
  const over: string[] = [];
  const orphans: string[] = [];
  let smallest = 99;
  let body = 99;
  const BLOCKS = '.band, .conclusion, .key, .cell, .term, .foot, .chart, .head > *, .subject';
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || parent.closest('title, desc')) continue;
    const block = parent.closest('svg') ?? parent.closest(BLOCKS);
    const limits = block?.getBoundingClientRect() ?? frame;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      bands.push([box.top, box.bottom]);
      // A line box is taller than its characters: across the lines a third of one may stand out.
      const slack = box.height / 3;
      // The blank half of an opening mark hangs in the margin.
      const hang = /^[“‘「《（]/.test(node.textContent) ? box.height / 2 : 0;
      const beyond =
        box.right > frame.right - inset('Right') ||
        box.left < frame.left + inset('Left') - hang ||
        box.bottom > frame.bottom - inset('Bottom') ||
        box.top < frame.top + inset('Top');
      const parted =
        box.right > limits.right + 2 ||
        box.left < limits.left - 2 - hang ||
        box.bottom > limits.bottom + slack ||
        box.top < limits.top - slack;
      if (beyond || parted) outside.push(`${block?.getAttribute('class')} ${node.textContent.slice(0, 20)}`);
    }
    const size = (Number.parseFloat(getComputedStyle(parent).fontSize) * 72) / 96;
    const mark = parent.closest('.term-mark');
    if (!mark) smallest = Math.min(smallest, size);
    if (parent.closest('.cell') && !mark) body = Math.min(body, size);
  }
  for (const shape of sheet.querySelectorAll(
    'svg rect, svg path, svg line, .band, .strip, .keys, .row, .head, .foot, .glossary',
  )) {
    const box = shape.getBoundingClientRect();
    const rule = shape.matches('.keys, .row, .head, .foot, .glossary');
    bands.push(rule ? [box.top, box.top + 1] : [box.top, box.bottom]);
    if (shape.matches('.keys')) bands.push([box.bottom - 1, box.bottom]);
  }
  const tallest = (inked: [number, number][], top: number, bottom: number): number => {
    let reach = top;
    let gap = 0;
    for (const [from, to] of [...inked, [bottom, bottom]].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
      gap = Math.max(gap, (from ?? 0) - reach);
      reach = Math.max(reach, to ?? 0);
    }
    return gap;
  };
  let empty = tallest(bands, frame.top + inset('Top'), frame.bottom - inset('Bottom'));
  // Within a chart's column too: its neighbour's ink fills no hole of its own.
  for (const plot of sheet.querySelectorAll('.plot')) {
    const box = plot.getBoundingClientRect();
    if (box.height === 0) continue;
    const inked = [...plot.querySelectorAll('svg rect, svg path, svg line, svg text, svg circle')].map(
      (shape): [number, number] => [shape.getBoundingClientRect().top, shape.getBoundingClientRect().bottom],
    );
    empty = Math.max(empty, tallest(inked, box.top, box.bottom));
  }
  let foot = frame.top;
  for (const block of sheet.querySelectorAll(
    '.sheet > :not(.plots, .table, .keys), .keys, .plot, .chart-note, .head, .row',
  )) {
    if (block.matches('.chart.small *')) continue;
    const box = block.getBoundingClientRect();
    if (box.height === 0) continue;
    if (box.top < foot - 1) over.push(block.className);
    foot = box.bottom;
  }
  for (const text of sheet.querySelectorAll('.cell, .term')) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    const end = Math.max(...boxes.map((box) => box.bottom));
    const em = Number.parseFloat(getComputedStyle(text).fontSize);
    const last = boxes.filter((box) => box.bottom > end - em * 0.8);
    const width = Math.max(...last.map((b) => b.right)) - Math.min(...last.map((b) => b.left));
    if (boxes.some((box) => box.bottom < end - em * 1.2) && width < em * 1.6)
      orphans.push((text.textContent ?? '').slice(-12));
  }
  return { outside, over, orphans, smallest, body, empty: mm(empty) };
}
