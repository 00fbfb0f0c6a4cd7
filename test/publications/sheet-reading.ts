/** Topic sheets read back: fitted, printed by the press and measured in the page, all in one load. */
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { PageMap } from '../../scripts/marks.ts';
import type { SheetPlan } from '../../scripts/plan/sheets.ts';
import type { Press } from '../../scripts/print/press.ts';
import { A4, trimSize } from '../../scripts/publications/booklet/format.ts';
import { type FittedSheet, fitSheet } from '../../scripts/publications/sheets/sheet.ts';
import type { Report } from '../../scripts/report/report.ts';

const page = { first: 4, last: 5, all: [4, 5] };
/** Every target stands on pages 4 and 5: only the sheet is under test. */
export const PAGES = { get: () => page, has: () => true } as unknown as PageMap;

export interface PrintedSheet {
  sheet: FittedSheet;
  look: Look;
  pdf: Uint8Array;
}

/** Fits a sheet as the edition does, looks at it where it stands, and prints it. */
export async function printedSheet(press: Press, report: Report, plan: SheetPlan): Promise<PrintedSheet> {
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  let pdf: Uint8Array = new Uint8Array();
  let look: Look | undefined;
  const sheet = await fitSheet(report, plan, {
    draw: (spec, place) => drawFigure(spec, place, times),
    minHeight: (spec, place) => minHeight(spec, place, times),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
    lay: async (doc, fitting) => {
      const meta = { title: plan.topic.name, lang: 'zh-CN', date: '2023-01-03' };
      const printed = await press.fittedPdf(doc, { meta, size: trimSize(A4) }, async (measure, show) => {
        const fitted = await fitting((states, probe, until) => measure(states, probe, until));
        await show(fitted.html);
        [look] = await measure([0], lookAt);
        return { html: fitted.html, result: fitted };
      });
      pdf = printed.bytes;
      return printed.result;
    },
    pages: PAGES,
  });
  return { sheet, look: look as Look, pdf };
}

export interface Look {
  /** Text outside the page's type area, or outside the block it belongs to. */
  outside: string[];
  /** Blocks that stand over one another. */
  over: string[];
  /** Paragraphs of the table and the glossary whose last line is a single character. */
  orphans: string[];
  /** Smallest type, marks and the small parts of a figure aside, pt. */
  smallest: number;
  /** Smallest type of the table, pt. */
  body: number;
  /** Tallest band without ink, mm. */
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
      const beyond =
        box.right > frame.right - inset('Right') ||
        box.left < frame.left + inset('Left') ||
        box.bottom > frame.bottom - inset('Bottom') ||
        box.top < frame.top + inset('Top');
      // A line box is taller than its characters: across the lines a third of one may stand out.
      const slack = box.height / 3;
      const parted =
        box.right > limits.right + 2 ||
        box.left < limits.left - 2 ||
        box.bottom > limits.bottom + slack ||
        box.top < limits.top - slack;
      if (beyond || parted) outside.push(`${block?.getAttribute('class')} ${node.textContent.slice(0, 20)}`);
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
  let reach = frame.top + inset('Top');
  let empty = 0;
  for (const [top, bottom] of bands) {
    empty = Math.max(empty, top - reach);
    reach = Math.max(reach, bottom);
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
