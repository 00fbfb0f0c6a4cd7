/** The pages of the booklet as CSS: margins, running heads and folios of each named page. */

import { profileForms } from '../../marks.ts';
import type { Block, BookletPlan } from '../../plan/booklet.ts';
import type { Report } from '../../report/report.ts';
import { cssString } from '../css-string.ts';
import { APPENDIX_TITLE } from './appendix.ts';
import { BLEED, type BookletFormat, formatCss, PITCH, pageMargins, points } from './format.ts';
import type { Layout } from './layout.ts';

/** Title over the pages of figures, over the pages at the end. */
export const FIGURES_TITLE = '报告中的数字';
export const REFERENCE_TITLE = '查阅';

/** Running heads of one block: at the outer end (part or list), at the inner end. */
interface Heads {
  outer: string;
  inner: { left: string; right: string };
}

/** Page of figures where a blank page would stand. */
export const FILLER_PAGE = 'p-filler';

/** Page names are CSS identifiers: letters, digits and hyphens. */
export const pageName = (block: string): string => `p-${block.replace(/[^\w-]/g, '_')}`;

/**
 * CSS of the pages, and every string that stands in running heads (furniture for the proof). The content box reaches into the outer
 * margin, so that notes lie inside it: Chromium clips what stands in page margins.
 */
export function pagesCss(
  report: Report,
  plan: BookletPlan,
  format: BookletFormat,
): { css: string; heads: string[] } {
  const heads = new Set<string>();
  const { trim, margins, type } = format;
  const { top, bottom, left, right, before, after } = pageMargins(format);
  const sides = {
    left: `margin:${lengths(top, left.right, bottom, left.left)};`,
    right: `margin:${lengths(top, right.right, bottom, right.left)};`,
  };
  const head = (side: 'left' | 'right', text: string, strong: boolean) =>
    text === ''
      ? ''
      : `@top-${side}{content:${cssString(text)};vertical-align:top;padding:${lengths(margins.top - HEAD * format.scale + BLEED, side === 'right' ? after : 0, 0, side === 'left' ? before : 0)};font:${strong ? 500 : 400} ${type.head}pt/1.45 "Baogao Hei";color:${strong ? '#172b4d' : '#595f69'};white-space:nowrap;text-align:${side}}`;
  /** “— n —” 7 mm below the type area, one em in from its outer edge. */
  const folio = (side: 'left' | 'right', indent: number) =>
    `@bottom-${side}{content:"— " counter(page) " —";vertical-align:top;padding:${round(FOLIO * format.scale)}mm ${side === 'right' ? `calc(${round(indent)}mm + ${type.folio}pt)` : '0'} 0 ${side === 'left' ? `calc(${round(indent)}mm + ${type.folio}pt)` : '0'};font:400 ${type.folio}pt/1 "Baogao Song";color:#1f2328;white-space:nowrap}`;
  /** Every fifth line by its number in the inner margin, that readers can say where they mean. */
  const lineNumbers = (side: 'left' | 'right') =>
    `@${side}-top{content:${cssString(lineNumbersOf(format).join('\n'))};white-space:pre;vertical-align:top;margin:${lengths(lineNumbersDrop(format), side === 'left' ? LINE_NUMBERS - before : 0, 0, side === 'right' ? LINE_NUMBERS - after : 0)};text-align:${side === 'left' ? 'right' : 'left'};font:400 ${type.least}pt/${PITCH * format.scale}pt "Baogao Hei";color:#595f69}`;
  const filler: Block = { id: 'filler', side: 'any', kind: 'figures' };
  const rules = [...plan.blocks, filler].map((block) => {
    const name = pageName(block.id);
    if (block.id === 'cover') return `@page ${name}{margin:0}`;
    if (block.id === 'imprint') return `@page ${name}:left{${sides.left}}@page ${name}:right{${sides.right}}`;
    if (block.kind === 'opener')
      return `@page ${name}{margin:0 0 ${round(bottom)}mm 0}@page ${name}:left{${folio('left', margins.outer + BLEED)}}@page ${name}:right{${folio('right', margins.outer + BLEED)}}`;
    const texts = block.id === 'contents' ? null : headsOf(report, plan, block, format);
    for (const text of texts ? [texts.outer, texts.inner.left, texts.inner.right] : [])
      if (text) heads.add(text);
    const counted = format.content === 'text' && block.kind === 'text';
    const onLeft = texts ? head('left', texts.outer, true) + head('right', texts.inner.left, false) : '';
    const onRight = texts ? head('right', texts.outer, true) + head('left', texts.inner.right, false) : '';
    return [
      `@page ${name}:left{${sides.left}${onLeft}${folio('left', before)}${counted ? lineNumbers('right') : ''}}`,
      `@page ${name}:right{${sides.right}${onRight}${folio('right', after)}${counted ? lineNumbers('left') : ''}}`,
    ].join('');
  });
  const tint = report.options.paper === 'tint' ? '@page{background:#fbf8f1}' : '';
  const css = [
    formatCss(format),
    `html{counter-reset:page -${format.front}}@page{size:${trim.width + 2 * BLEED}mm ${trim.height + 2 * BLEED}mm}${tint}@page p-blank{margin:0}`,
    ...rules,
    ...[...plan.blocks, filler].map((b) => `.b-${pageName(b.id)}{page:${pageName(b.id)}}`),
  ].join('\n');
  return { css, heads: [...heads] };
}

/** From the text to the numbers of lines, mm. */
const LINE_NUMBERS = 4;

/** By how much the small numbers must stand lower than the large text, mm: lines of the same pitch centre their type, not their baselines. */
const lineNumbersDrop = ({ scale, type }: BookletFormat): number =>
  (((SIZE * scale - type.least) * CENTRE) / 2) * (25.4 / 72);

/** Size of the text, pt; ascent less descent of Song and Hei, em. */
const SIZE = 15.75;
const CENTRE = 0.87;

/** What stands beside each line of a draft's page. */
const lineNumbersOf = ({ grid }: BookletFormat): string[] =>
  Array.from({ length: grid.lines }, (_, i) => ((i + 1) % 5 === 0 ? `${i + 1}` : ''));

/** From the running heads to the type area, from the page area to the folio (A4), mm. */
const HEAD = 15;
const FOLIO = 4.57;

const round = (length: number): number => Math.round(length * 1000) / 1000;
const lengths = (...all: number[]): string => all.map((length) => `${round(length)}mm`).join(' ');

/** Upper margin of each physical page of the print, pt: none on cover and openers. */
export function pageTops(layout: Layout, format: BookletFormat): number[] {
  const tops = Array.from({ length: layout.count }, () => points(pageMargins(format).top));
  for (const block of layout.blocks)
    if (block.id === 'cover' || block.kind === 'opener')
      for (let page = block.first; page <= block.last; page += 1) tops[page - 1] = 0;
  return tops;
}

function headsOf(report: Report, plan: BookletPlan, block: Block, format: BookletFormat): Heads {
  const names = profileForms(report.profile);
  const book = `${names.region ?? ''}${names.title}`;
  const part = report.parts.find((p) => `text-${p.path}` === block.id);
  if (part) return { outer: clip(part.number + part.title.text, format), inner: { left: book, right: book } };
  const spread = plan.spreads.find((s) => `topic-${s.topic.id}` === block.id);
  if (spread) return { outer: FIGURES_TITLE, inner: { left: spread.topic.name, right: book } };
  const outer =
    block.id === 'appendix'
      ? APPENDIX_TITLE
      : block.kind === 'figures'
        ? FIGURES_TITLE
        : block.kind === 'reference'
          ? REFERENCE_TITLE
          : '';
  return { outer, inner: { left: book, right: book } };
}

/** The head of the index, which Chromium repeats on every page of the table (index-of-indicators.hbs). */
function tableHead({ profile: { year, reviewYear } }: Report, { area }: BookletFormat): string {
  return `指标${reviewYear === null ? '' : `${reviewYear}年`}${area.narrow ? '，' : ''}变化与位次${year === null ? '' : `${year}年目标`}页`;
}

/** A head has room for half the type area: 26 characters on A4. */
function clip(text: string, { trim, margins, type }: BookletFormat): string {
  const room = points(trim.width - margins.inner - margins.outer);
  const most = Math.floor(room / type.head / 2);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** What stands in the margins of each physical page, for the proof. */
export interface PageFurniture {
  heads(page: number): readonly string[];
  folio(page: number): string | null;
}

/** Heads and folios of a laid-out booklet. `filled`: blocks before which figures stand instead of a blank page. */
export function furnitureOf(
  report: Report,
  plan: BookletPlan,
  layout: Layout | undefined,
  filled: ReadonlySet<string>,
  format: BookletFormat,
): PageFurniture {
  const heads = new Map<number, string[]>();
  const folios = new Map<number, string>();
  const set = (page: number, block: Block) => {
    if (block.kind === 'front') return;
    folios.set(page, `— ${page - format.front} —`);
    if (block.kind === 'opener' || block.id === 'contents') return;
    const { outer, inner } = headsOf(report, plan, block, format);
    heads.set(
      page,
      [
        outer,
        page % 2 === 0 ? inner.left : inner.right,
        ...(format.content === 'text' && block.kind === 'text' ? lineNumbersOf(format) : []),
      ].filter((text) => text !== ''),
    );
  };
  for (const block of layout?.blocks ?? []) {
    if (filled.has(block.id)) set(block.first - 1, { id: 'filler', side: 'any', kind: 'figures' });
    for (let page = block.first; page <= block.last; page += 1) {
      set(page, block);
      if (block.id === 'index' && page > block.first) heads.get(page)?.push(tableHead(report, format));
    }
  }
  return { heads: (page) => heads.get(page) ?? [], folio: (page) => folios.get(page) ?? null };
}
