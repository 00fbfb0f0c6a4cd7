/** Pages of figures beside the spreads: the appendix, and those that stand where a page would else be blank. */
import { bestHeight, minHeight } from '../../figures/draw.ts';
import type { DrawnFigure } from '../../figures/figure.ts';
import { statusOf } from '../../plan/booklet.ts';
import { sourcesOf } from '../../plan/booklet-sources.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import { yearHtml } from '../markup.ts';
import { ELASTIC, STRETCH } from './figure-heights.ts';
import { figureNumberHtml, NUMBER_EM } from './figure-numbers.ts';
import {
  derivedOf,
  em,
  type FigureRoom,
  formulasOf,
  mm,
  NOTE_PITCH,
  placeIn,
  timesOf,
} from './figure-room.ts';
import { type FigureContext, type FigureSetting, sourceOf } from './figures.ts';
import type { Area } from './format.ts';

export const APPENDIX_TITLE = '图表附录';

/** Millimetres: what a title over the page takes, the gap between rows, and between two figures side by side. */
const headOf = ({ narrow }: Pick<Area, 'narrow'>) => (narrow ? 17 : 26);
const GAP = { least: 6, most: 14 };
const BETWEEN = 6;
/** Room for the source line at the foot of the page. */
const FOOT = 8;

/** A figure with its own notes and source under it, as high as it looks best. */
interface Block {
  spec: FigureSpec;
  half: boolean;
  drawn: DrawnFigure;
  /** Estimated from above, mm. */
  height: number;
}

/** Kinds made of the report's own words: at half the width they would be columns of single words. */
const WORDS: readonly FigureSpec['kind'][] = ['structure', 'timeline'];

/** Blocks side by side. */
export interface FigureRow {
  blocks: Block[];
  height: number;
}

/** How far the partner of a figure may be fetched from, so that figures stay about in their order. */
const REACH = 5;

/** Figures in rows: two halves of about the same height beside each other where both can be read so, else one over the whole width. */
export function figureRows(setting: FigureSetting, specs: readonly FigureSpec[]): FigureRow[] {
  const rows: FigureRow[] = [];
  const left = [...specs];
  const row = (...blocks: Block[]) =>
    rows.push({ blocks, height: Math.max(...blocks.map((b) => b.height)) + GAP.least });
  for (let spec = left.shift(); spec; spec = left.shift()) {
    const half = blockOf(setting, spec, true);
    const others = half ? left.slice(0, REACH).flatMap((s) => blockOf(setting, s, true) ?? []) : [];
    const [other] = others.sort(
      (a, b) => Math.abs(a.height - (half?.height ?? 0)) - Math.abs(b.height - (half?.height ?? 0)),
    );
    if (half && other) {
      left.splice(left.indexOf(other.spec), 1);
      row(half, other);
    } else row(blockOf(setting, spec, false) as Block);
  }
  return rows;
}

/** Heights of plots by width, px: asked again for every look at the booklet. */
const heights = new WeakMap<FigureSpec, Map<number, number>>();

/** A little above the least height: in an appendix figures may stand close. */
function plotHeight({ report, area }: FigureRoom, spec: FigureSpec, width: number): number {
  const known = heights.get(spec) ?? new Map<number, number>();
  heights.set(spec, known);
  const place = { ...placeIn({ area }, spec, 30), width: mm(width) };
  const found = known.get(width);
  if (found !== undefined) return found;
  const least = minHeight(spec, place, timesOf(report));
  const height = Math.ceil(least + (bestHeight(spec, place, timesOf(report)) - least) * 0.4);
  known.set(width, height);
  return height;
}

/** A figure at one width; null when it cannot be read at half the width. */
function blockOf(setting: FigureSetting, spec: FigureSpec, half: boolean): Block | null {
  const { report, draw, area } = setting;
  // Half a narrow page is too little for any.
  if (half && area.narrow) return null;
  const width = half ? (area.width - BETWEEN) / 2 : area.width;
  const times = timesOf(report);
  const height = plotHeight(setting, spec, width);
  const drawn = draw(spec, { ...placeIn(setting, spec, 1), width: mm(width), height }, times);
  if (half && (WORDS.includes(spec.kind) || drawn.problems.some((p) => p.severity === 'error'))) return null;
  const lines = (text: string, size: number, before = 0) =>
    Math.ceil(((em(text) + before) * size * 0.3528) / (width - 0.5));
  const subtitle = spec.subtitle?.text ?? '';
  const formulas = formulasOf(report, derivedOf([spec])).map((f) => `* ${f.text}（推算，报告未直接公布）`);
  const notes = [...(spec.note ? [`注：${spec.note.text}`] : []), ...formulas];
  const caption =
    3 +
    lines(spec.title.text, half ? 11 : area.narrow ? 11.5 : 13, NUMBER_EM) *
      (half || area.narrow ? 5.7 : 6.4) +
    (subtitle ? lines(subtitle, 9) * 4.6 : 0);
  const places = (half || area.narrow) && sourcesOf(report, [], [spec]).length > 7 ? 2 : 1;
  const foot = notes.reduce((sum, n) => sum + lines(n, 8.5), places) * NOTE_PITCH;
  return { spec, half, drawn, height: caption + 2.7 + (height * 25.4) / 96 + foot };
}

const sum = (rows: readonly FigureRow[]): number => rows.reduce((total, r) => total + r.height, 0);

/** The figures in the order in which their rows set them. */
export const inRows = (setting: FigureSetting, specs: readonly FigureSpec[]): FigureSpec[] =>
  paged(figureRows(setting, specs), setting.area).flatMap((rows) =>
    rows.flatMap((row) => row.blocks.map((block) => block.spec)),
  );

/** Rows on pages; the title stands over the first. In their order, unless fetching some from a little further on saves a page. */
export function paged(rows: readonly FigureRow[], area: Area): FigureRow[][] {
  const room = area.height - FOOT;
  const head = headOf(area);
  const [inOrder, fetching] = [balanced(rows, room, head), fetched(rows, room, head)];
  return fetching.length < inOrder.length ? fetching : inOrder;
}

/** Page after page is filled with the next row and those after it that still fit. */
function fetched(rows: readonly FigureRow[], height: number, head: number): FigureRow[][] {
  const left = [...rows];
  const pages: FigureRow[][] = [];
  for (let row = left.shift(); row; row = left.shift()) {
    const page = [row];
    let room = height - (pages.length === 0 ? head : 0) - row.height;
    for (;;) {
      const at = left.slice(0, REACH).findIndex((r) => r.height <= room);
      const [more] = at < 0 ? [] : left.splice(at, 1);
      if (!more) break;
      page.push(more);
      room -= more.height;
    }
    pages.push(page);
  }
  return pages;
}

/** Rows in their order on as few pages as can be, all about equally full. */
function balanced(rows: readonly FigureRow[], room: number, head: number): FigureRow[][] {
  // best[i]: the pages for the rows from i on, by their number, then by how unequally they are filled.
  const best: { pages: number; waste: number; end: number }[] = [];
  best[rows.length] = { pages: 0, waste: 0, end: rows.length };
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    let used = i === 0 ? head : 0;
    for (let end = i + 1; end <= rows.length; end += 1) {
      used += rows[end - 1]?.height ?? 0;
      const rest = best[end];
      if (!rest || (used > room && end > i + 1)) break;
      const found = { pages: rest.pages + 1, waste: rest.waste + Math.max(0, room - used) ** 2, end };
      const now = best[i];
      if (!now || found.pages < now.pages || (found.pages === now.pages && found.waste < now.waste))
        best[i] = found;
    }
  }
  const pages: FigureRow[][] = [];
  for (let i = 0; i < rows.length; i = best[i]?.end ?? rows.length)
    pages.push(rows.slice(i, best[i]?.end ?? rows.length));
  return pages;
}

/** As many of the figures, most wanted first, as fill one page under its title. */
export function onePage(setting: FigureSetting, specs: readonly FigureSpec[]): FigureSpec[] {
  let chosen: FigureSpec[] = [];
  for (let n = 1; n <= Math.min(8, specs.length); n += 1) {
    const few = specs.slice(0, n);
    if (sum(figureRows(setting, few)) > setting.area.height - headOf(setting.area) - FOOT) break;
    chosen = few;
  }
  return chosen;
}

/** Title of a page that stands for a blank one: what its figures tell of, if that is one thing. */
export function fillerTitle(report: Report, specs: readonly FigureSpec[]): string {
  const kinds = new Set(specs.map(statusOf));
  if (kinds.size > 1) return '图表选编';
  const which = kinds.has('target') ? 'year' : 'review-year';
  const { year, reviewYear } = report.profile;
  const known = (which === 'year' ? year : reviewYear) !== null;
  return `${known ? `${yearHtml(report, which)}年` : ''}${which === 'year' ? '目标' : '完成情况'}`;
}

/** What is left on a page goes between its rows, up to a point, mm. */
function gapOf(rows: readonly FigureRow[], first: boolean, area: Area): number {
  const left = area.height - FOOT - (first ? headOf(area) : 0) - sum(rows);
  const gap = GAP.least + Math.max(0, left) / Math.max(1, rows.length - 1);
  return Math.round(Math.min(GAP.most, gap) * 10) / 10;
}

/** A figure that has a narrow page to itself is drawn taller where that helps it. */
function alone(context: FigureContext, rows: readonly FigureRow[], first: boolean): readonly FigureRow[] {
  const { report, area } = context;
  const [block, ...more] = rows.flatMap((r) => r.blocks);
  if (!area.narrow || !block || more.length > 0 || !ELASTIC.includes(block.spec.kind)) return rows;
  const place = placeIn(context, block.spec, 1);
  const now = plotHeight(context, block.spec, area.width);
  const left = area.height - FOOT - (first ? headOf(area) : 0) - sum(rows);
  const height = Math.min(
    now + mm(Math.max(0, left)),
    bestHeight(block.spec, place, timesOf(report)) * (1 + STRETCH),
  );
  const drawn = context.draw(
    block.spec,
    { ...place, height: Math.max(now, Math.floor(height)) },
    timesOf(report),
  );
  return [{ blocks: [{ ...block, drawn }], height: sum(rows) }];
}

/** Pages of figures under a title. `id`: appendix, or figures- and the block before which they stand. */
export function figurePages(
  context: FigureContext,
  specs: readonly FigureSpec[],
  { id, title }: { id: string; title: string },
): string {
  const { render, report, pages, numbers, area } = context;
  const block = (b: Block) => ({
    ...b,
    id: b.spec.id,
    number: figureNumberHtml(numbers, b.spec.id),
    notes: b.spec.note ? [b.spec.note] : [],
    formulas: formulasOf(report, derivedOf([b.spec])),
    sections: sourceOf(report, [b.spec], pages).sections,
  });
  return render('appendix', {
    id,
    title,
    dated: report.profile.date !== null,
    pages: paged(figureRows(context, specs), area).map((rows, i) => ({
      gap: gapOf(rows, i === 0, area),
      rows: alone(context, rows, i === 0).map((r) => ({
        half: r.blocks.length > 1,
        blocks: r.blocks.map(block),
      })),
    })),
  });
}
