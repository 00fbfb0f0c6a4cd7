/** The page ribbon of the contents: one cell a page. */

import type { BookletPlan } from '../../plan/booklet.ts';
import { ownTitles } from '../../plan/booklet-opener.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import { pageHtml } from '../markup.ts';
import { APPENDIX_TITLE, fillerTitle } from './appendix.ts';
import { DATA_TITLE } from './figure-data.ts';
import { fillerId } from './fillers.ts';
import type { Area } from './format.ts';
import type { Layout } from './layout.ts';

export interface Ribbon {
  cells: { kind: string; left: number; width: number }[];
  /** Page numbers under the cells, part numerals above. */
  labels: { left: number; html: string }[];
  numerals: { left: number; html: string }[];
}

/** Two labels need so many millimetres. */
const NEAR = 9;

/** The ribbon of a laid-out booklet, `width` mm wide; without a layout one of the right height, empty. */
export function ribbonOf(
  report: Report,
  plan: BookletPlan,
  layout: Layout | undefined,
  fillers: ReadonlyMap<string, unknown>,
  width: number,
): Ribbon {
  if (!layout) return { cells: [], labels: [], numerals: [] };
  const context = { report, pages: layout.pages };
  const count = layout.count - layout.front;
  const pitch = width / count;
  const cells: Ribbon['cells'] = [];
  const marks: { page: number; target: string; weight: number }[] = [];
  const numerals: Ribbon['numerals'] = [];
  let previous = '';
  for (const block of layout.blocks) {
    if (block.kind === 'front') continue;
    if (block.blank)
      cells.push({
        kind: fillers.has(block.id) ? 'figures' : 'blank',
        left: (block.first - layout.front - 2) * pitch,
        width: pitch - Math.min(0.6, pitch * 0.2),
      });
    for (let page = block.first; page <= block.last; page += 1)
      cells.push({
        kind: block.kind,
        left: (page - layout.front - 1) * pitch,
        width: pitch - Math.min(0.6, pitch * 0.2),
      });
    const folio = block.first - layout.front;
    const target = targetOf(block.id);
    if (target && (block.kind === 'opener' || block.kind !== previous))
      marks.push({ page: folio, target, weight: block.kind === 'opener' ? 0 : 1 });
    if (block.kind === 'opener') {
      const opener = plan.openers.find((o) => `opener-${o.part.path}` === block.id);
      if (opener?.numeral)
        numerals.push({
          left: (folio - 0.5) * pitch,
          html: `<span data-src="${opener.numeral.start}-${opener.numeral.end}">${opener.numeral.text}</span>`,
        });
    }
    previous = block.kind === 'opener' ? 'text' : block.kind;
  }
  const kept: typeof marks = [];
  for (const mark of [...marks].sort((a, b) => a.weight - b.weight || a.page - b.page))
    if (kept.every((k) => Math.abs(k.page - mark.page) * pitch >= NEAR)) kept.push(mark);
  const labels = kept.map((m) => ({ left: (m.page - 0.5) * pitch, html: pageHtml(context, m.target) }));
  return { cells, labels, numerals };
}

/** What a block is called in the page map. */
function targetOf(block: string): string | null {
  if (block.startsWith('opener-')) return `part:${block.slice(7)}`;
  if (block.startsWith('topic-')) return `topic:${block.slice(6)}`;
  if (block.startsWith('text-')) return null;
  return `list:${block}`;
}

/**
 * Millimetres on the contents page: what stands over its list, a row, a part's row and the room around it (which gives way), a row at the
 * foot and what the foot has beside them. On a narrow page the figures take two columns of the foot.
 */
const SIZES = {
  wide: { head: 40.1, row: 6.67, part: 7.9, around: 4.9, small: 5.3, foot: 11 },
  narrow: { head: 27, row: 5, part: 6.3, around: 3.4, small: 4.4, foot: 9 },
};
/** Millimetres of the ribbon on a narrow page. */
const RIBBON = 15;
/** Rows come down to this part of their pitch; on a narrow page their type comes down with them (narrow.css), to 8.3 pt. */
const LEAST = { wide: 0.75, narrow: 0.67 };

/**
 * Rows of the contents at the foot (figures, reference), and how tall a row may be so that all stands on one page. On a narrow page the
 * ribbon makes room where the rows alone cannot: the contents of A5 then take one page whenever those of A4 do, and the text has the same
 * numbers. Contents still longer run on; those of two and of three pages end before the same left-hand page.
 */
export function contentsOf(
  report: Report,
  plan: BookletPlan,
  fillers: ReadonlyMap<string, readonly FigureSpec[]>,
  appendix: readonly FigureSpec[],
  area: Area,
) {
  const row = (target: string, title: string, kind: 'first' | 'all' = 'first') => ({
    target,
    title,
    kind,
    topic: null,
    total: 0,
    what: '',
  });
  const figures = [
    ...(plan.overview ? [row('list:overview', '总览')] : []),
    ...plan.spreads.map(({ topic }) => ({ ...row(`topic:${topic.id}`, ''), topic })),
    ...[...fillers].map(([block, specs]) => row(`list:${fillerId(block)}`, fillerTitle(report, specs))),
    ...(appendix.length > 0 ? [row('list:appendix', APPENDIX_TITLE)] : []),
  ];
  const lists = [
    ...(report.glossary
      ? [{ ...row('list:glossary', '名词解释'), total: report.glossary.terms.length, what: 'terms' }]
      : []),
    ...(plan.index.length > 0
      ? [{ ...row('list:index', '指标索引'), total: report.indicators.size, what: 'indicators' }]
      : []),
    ...(plan.blocks.some((b) => b.id === 'figure-data') ? [row('list:figure-data', DATA_TITLE)] : []),
    row('list:colophon', '核对与版本'),
  ];
  const sections = report.parts.reduce((sum, p) => sum + p.children.length, 0);
  const size = area.narrow ? SIZES.narrow : SIZES.wide;
  const columns = area.narrow ? 2 : 1;
  const foot = size.foot + Math.max(Math.ceil(figures.length / columns), lists.length) * size.small;
  const fixed = size.head + foot + report.parts.length * size.part;
  const wanted = sections * size.row + report.parts.length * size.around;
  const ribboned = !area.narrow || fixed + wanted * LEAST.wide <= area.height;
  const room = area.height - fixed + (ribboned ? 0 : RIBBON);
  const scale = wanted <= room ? 1 : Math.max(area.narrow ? LEAST.narrow : LEAST.wide, room / wanted);
  const parts = report.parts.map((heading) => {
    const titles = ownTitles(report, heading.children);
    return {
      heading,
      rows: heading.children.map((child, i) => ({ heading: child, title: titles[i] ?? child.title })),
    };
  });
  return { parts, figures, lists, scale, ribboned };
}
