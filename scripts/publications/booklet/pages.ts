/** The pages of the booklet as CSS: margins, running heads and folios of each named page. */

import { profileForms } from '../../marks.ts';
import type { Block, BookletPlan } from '../../plan/booklet.ts';
import type { Report } from '../../report/report.ts';
import { cssString } from '../css-string.ts';
import { APPENDIX_TITLE } from './appendix.ts';
import { FRONT_PAGES, type Layout } from './layout.ts';

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
 * CSS of the pages, and every string that stands in running heads (furniture for the proof). The content box is 202 mm wide on
 * both sides, so that notes in the outer margin lie inside it; 34.57 and 32.57 mm are 37 and 35 mm less half a leading (GB/T 9704).
 */
export function pagesCss(report: Report, plan: BookletPlan): { css: string; heads: string[] } {
  const heads = new Set<string>();
  const filler: Block = { id: 'filler', side: 'any', kind: 'figures' };
  const rules = [...plan.blocks, filler].map((block) => {
    const name = pageName(block.id);
    if (block.id === 'cover') return `@page ${name}{margin:0}`;
    if (block.id === 'imprint') return `@page ${name}:left{${LEFT}}@page ${name}:right{${RIGHT}}`;
    if (block.kind === 'opener')
      return `@page ${name}{margin:0 0 ${BOTTOM + BLEED}mm 0}@page ${name}:left{${folio('left', 26 + BLEED)}}@page ${name}:right{${folio('right', 26 + BLEED)}}`;
    const texts = block.id === 'contents' ? null : headsOf(report, plan, block);
    for (const text of texts ? [texts.outer, texts.inner.left, texts.inner.right] : [])
      if (text) heads.add(text);
    const left = texts ? head('left', texts.outer, true) + head('right', texts.inner.left, false) : '';
    const right = texts ? head('right', texts.outer, true) + head('left', texts.inner.right, false) : '';
    return [
      `@page ${name}:left{${LEFT}${left}${folio('left', 24)}}`,
      `@page ${name}:right{${RIGHT}${right}${folio('right', 22)}}`,
    ].join('');
  });
  const tint = report.options.paper === 'tint' ? '@page{background:#fbf8f1}' : '';
  const css = [
    `html{counter-reset:page -${FRONT_PAGES}}@page{size:${TRIM.width + 2 * BLEED}mm ${TRIM.height + 2 * BLEED}mm}${tint}@page p-blank{margin:0}`,
    ...rules,
    ...[...plan.blocks, filler].map((b) => `.b-${pageName(b.id)}{page:${pageName(b.id)}}`),
  ].join('\n');
  return { css, heads: [...heads] };
}

/** Size of a page once cut, and what is printed beyond it on every side so that colour reaches the edge; mm. */
export const TRIM = { width: 210, height: 297 };
export const BLEED = 3;
/** mm */
const TOP = 34.57;
const BOTTOM = 32.57;
const LEFT = `margin:${TOP + BLEED}mm ${6 + BLEED}mm ${BOTTOM + BLEED}mm ${2 + BLEED}mm;`;
const RIGHT = `margin:${TOP + BLEED}mm ${4 + BLEED}mm ${BOTTOM + BLEED}mm;`;

/** Upper margin of each physical page (bleed included), pt: none on cover and openers. */
export function pageTops(layout: Layout): number[] {
  const tops = Array.from({ length: layout.count }, () => ((TOP + BLEED) * 72) / 25.4);
  for (const block of layout.blocks)
    if (block.id === 'cover' || block.kind === 'opener')
      for (let page = block.first; page <= block.last; page += 1) tops[page - 1] = 0;
  return tops;
}

/** “— n —” with its top at 269 mm, one em in from the outer edge. */
const folio = (side: 'left' | 'right', indent: number) =>
  `@bottom-${side}{content:"— " counter(page) " —";vertical-align:top;padding:4.57mm ${side === 'right' ? `calc(${indent}mm + 14pt)` : '0'} 0 ${side === 'left' ? `calc(${indent}mm + 14pt)` : '0'};font:400 14pt/1 "Baogao Song";color:#1f2328;white-space:nowrap}`;

const head = (side: 'left' | 'right', text: string, strong: boolean) =>
  text === ''
    ? ''
    : `@top-${side}{content:${cssString(text)};vertical-align:top;padding:${22 + BLEED}mm ${side === 'right' ? '22mm' : '0'} 0 ${side === 'left' ? '24mm' : '0'};font:${strong ? 500 : 400} 8.5pt/1.45 "Baogao Hei";color:${strong ? '#172b4d' : '#595f69'};white-space:nowrap;text-align:${side}}`;

function headsOf(report: Report, plan: BookletPlan, block: Block): Heads {
  const names = profileForms(report.profile);
  const book = `${names.region ?? ''}${names.title}`;
  const part = report.parts.find((p) => `text-${p.path}` === block.id);
  if (part) return { outer: clip(part.number + part.title.text), inner: { left: book, right: book } };
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
function tableHead({ profile: { year, reviewYear } }: Report): string {
  return `指标${reviewYear === null ? '' : `${reviewYear}年`}变化与位次${year === null ? '' : `${year}年目标`}页`;
}

/** A head has room for the type area less the other head. */
const clip = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);

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
): PageFurniture {
  const heads = new Map<number, string[]>();
  const folios = new Map<number, string>();
  const set = (page: number, block: Block) => {
    if (block.kind === 'front') return;
    folios.set(page, `— ${page - FRONT_PAGES} —`);
    if (block.kind === 'opener' || block.id === 'contents') return;
    const { outer, inner } = headsOf(report, plan, block);
    heads.set(
      page,
      [outer, page % 2 === 0 ? inner.left : inner.right].filter((text) => text !== ''),
    );
  };
  for (const block of layout?.blocks ?? []) {
    if (filled.has(block.id)) set(block.first - 1, { id: 'filler', side: 'any', kind: 'figures' });
    for (let page = block.first; page <= block.last; page += 1) {
      set(page, block);
      if (block.id === 'index' && page > block.first) heads.get(page)?.push(tableHead(report));
    }
  }
  return { heads: (page) => heads.get(page) ?? [], folio: (page) => folios.get(page) ?? null };
}
