/**
 * The papers of the booklet (design.md §4): how large a page is, how its type area lies on it, and how much room pages of figures and
 * lists have. The text is set alike on all, 15.75/29.53 pt in the document; the print brings it to its size on paper.
 */
import { advance } from '../../figures/measure.ts';

export interface BookletFormat {
  id: 'reading' | 'a5' | 'large' | 'draft';
  /** Everything, or the report's text and its glossary alone, with the lines counted in the inner margin. */
  content: 'all' | 'text';
  /** Pages before page 1: cover and imprint. */
  front: number;
  /** Size of a page once cut, mm. */
  trim: { width: number; height: number };
  /** Margins of the type area on paper, mm; the foot takes what the lines leave. */
  margins: { top: number; inner: number; outer: number };
  /** Size on paper of 1 in the document. */
  scale: number;
  /** A page of text: lines, characters of a line. */
  grid: { lines: number; characters: number };
  /** Pages of figures and lists. */
  area: Area;
  /** Size on paper of 1 on those pages, and of 1 mm on covers and openers, which are drawn for a page 210 mm wide. */
  scales: { area: number; cover: number };
  /** Notes in the outer margin on paper, mm: width, room between them and the text. */
  note: { width: number; gap: number };
  /** Type in the margins, pt on paper: running heads, folio; the least of all type; the glossary's marks in the text, which alone are smaller. */
  type: { head: number; folio: number; least: number; mark: number };
}

/** The type area of pages of figures and lists. */
export interface Area {
  /** mm */
  width: number;
  height: number;
  /** In one column what is in two on a wide page; fewer figures a page. */
  narrow: boolean;
}

const WIDE: Area = { width: 156, height: 225, narrow: false };
const NARROW: Area = { width: 104, height: 150, narrow: true };

export const A4: BookletFormat = {
  id: 'reading',
  content: 'all',
  front: 2,
  trim: { width: 210, height: 297 },
  margins: { top: 37, inner: 28, outer: 26 },
  scale: 1,
  grid: { lines: 22, characters: 28 },
  area: WIDE,
  scales: { area: 1, cover: 1 },
  note: { width: 17.5, gap: 4 },
  type: { head: 8.5, folio: 14, least: 8.2, mark: 8 },
};

/** Two thirds of A4: the same lines and pages of text. */
export const A5: BookletFormat = {
  id: 'a5',
  content: 'all',
  front: 2,
  trim: { width: 148, height: 210 },
  margins: { top: 29, inner: 22, outer: 22 },
  scale: 2 / 3,
  grid: A4.grid,
  area: NARROW,
  scales: { area: 1, cover: 148 / 210 },
  note: { width: 15, gap: 3 },
  type: { head: 7.8, folio: 10.5, least: 7.5, mark: 7.5 },
};

/** A4 with the text in 18 pt, and nothing under 12. */
export const LARGE: BookletFormat = {
  id: 'large',
  content: 'all',
  front: 2,
  trim: A4.trim,
  margins: { top: 37, inner: 27.6, outer: 30 },
  scale: 18 / 15.75,
  grid: { lines: 19, characters: 24 },
  area: NARROW,
  scales: { area: 152.4 / 104, cover: 1 },
  note: { width: 22, gap: 4 },
  type: { head: 12, folio: 17, least: 12, mark: 9.2 },
};

/** For those who still change the text: the lines of A4, nothing that is not the report's. */
export const DRAFT: BookletFormat = { ...A4, id: 'draft', content: 'text', front: 0 };

/** Pitch of the text in the document, pt: 15.75 × 1.875 (GB/T 9704, 3.2). */
export const PITCH = 29.53;
/** Half of what the pitch is more than the type, mm: the first line stands so much below the top of its page area. */
const HALF_LEADING = 2.43;
/** Width of the text in the document, mm: what a content box of 156 mm comes to on A4, where Chromium gives a page whole pixels. */
const MEASURE = 156.148;
/** Printed beyond the trim on every side, so that colour reaches the edge; mm. */
export const BLEED = 3;
/** From the cut edge at least to the box that holds text and margin notes, mm: on left-hand pages, on right-hand pages. */
const EDGE = { left: 2, right: 4 };

/** Points of so many millimetres. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;
const millimetres = (points: number) => (points * 25.4) / 72;

/**
 * Margins of the page area of the print (bleed included), mm: the type area with half a leading more at head and foot. `before`, `after`:
 * from the edges of the page area to the type area.
 */
export function pageMargins({ trim, margins, scale, grid }: BookletFormat) {
  const top = margins.top - HALF_LEADING * scale;
  // A little more than the lines take, that rounding pushes none out.
  const height = (millimetres(grid.lines * PITCH) + 0.67) * scale;
  // The box that holds text and notes has the same padding on both sides of the sheet: it may reach over neither edge.
  const before = Math.min(margins.outer - EDGE.left, margins.inner);
  const after = Math.min(margins.outer - EDGE.right, margins.inner);
  return {
    top: top + BLEED,
    bottom: trim.height - top - height + BLEED,
    left: { left: margins.outer - before + BLEED, right: margins.inner - after + BLEED },
    right: { left: margins.inner - before + BLEED, right: margins.outer - after + BLEED },
    before,
    after,
  };
}

/** How much larger than in the document what is not text is set: margin notes, pages of figures, covers. */
export const zoomOf = ({ scale, scales, type }: BookletFormat) => ({
  note: type.least / A4.type.least / scale,
  area: scales.area / scale,
  cover: scales.cover / scale,
});

/** Type beside the cover's drawing, in the measures of a page 210 mm wide: numbers and names (pt), and the lines they stand on (mm). */
export interface CoverType {
  number: number;
  name: number;
  lines: { number: number; name: number };
}

export function coverType({ scales, type }: BookletFormat): CoverType {
  const name = Math.max(8.5, type.least / scales.cover);
  const number = name + 3.5;
  return { name, number, lines: { number: (number * 4.6) / 12, name: (name * 4.2) / 8.5 } };
}

/**
 * A mark of the glossary: its size in the document, its letter-spacing (em), and by how much a digit of it reaches over the room it takes, on
 * each side (pt). That room is A4's whatever its size, so that the lines of the text stay the same.
 */
function markOf({ scale, type }: BookletFormat) {
  const size = Math.max(A4.type.mark, type.mark / scale);
  const digit = advance('0', { family: 'hei', weight: 600 }, 1);
  const spacing = size > A4.type.mark ? MARK_SPACING : 0;
  return { size, spacing, over: ((digit + spacing) * size - digit * A4.type.mark) / 2 };
}

/** Digits of a mark larger than A4's stand a little closer, em. */
const MARK_SPACING = -0.04;

/**
 * The format as the stylesheet knows it (booklet.css). Printed pages reach beyond their trim, pictures of them do not. Lengths of blocks
 * that are zoomed are told in their own mm.
 */
export function formatCss(format: BookletFormat): string {
  const { trim, margins, scale, scales, area, note, grid } = format;
  const { before, after, bottom } = pageMargins(format);
  const zoom = zoomOf(format);
  const round = (length: number) => Math.round(length * 1000) / 1000;
  const mm = (length: number) => `${round(length)}mm`;
  const zoomed = scale * zoom.note;
  const mark = markOf(format);
  const cover = coverType(format);
  const text = trim.width - margins.inner - margins.outer;
  return `:root{${[
    `--before:${mm(before / scale)};--after:${mm(after / scale)}`,
    `--area-zoom:${zoom.area};--area-before:${mm(before / scales.area)};--area-after:${mm(after / scales.area)}`,
    `--area-width:${mm(area.width)};--area-height:${mm(area.height)}`,
    `--area-top:${mm((HALF_LEADING * scale) / scales.area)};--sheet:${mm(area.height + (4 * scale) / scales.area)}`,
    `--cover-zoom:${zoom.cover};--page-height:${mm(trim.height / scales.cover)}`,
    `--opener-height:${mm((trim.height + BLEED - bottom - HALF_LEADING * scale) / scales.cover)}`,
    `--cover-least:${cover.name}pt;--cover-rate:${cover.number}pt`,
    `--cover-name-line:${mm(cover.lines.name)};--cover-rate-line:${mm(cover.lines.number)}`,
    `--note-zoom:${zoom.note};--note-width:${mm(note.width / zoomed)}`,
    `--note-left:${mm((before - note.width - note.gap) / zoomed)};--note-right:${mm((before + text + note.gap) / zoomed)}`,
    `--measure:${mm(grid === A4.grid ? MEASURE : text / scale)}`,
    `--mark:${round(mark.size)}pt;--mark-spacing:${mark.spacing}em;--mark-over:${round(mark.over)}pt`,
    '--bleed:0mm',
  ].join(';')}}@media print{:root{--bleed:${mm(BLEED / scales.cover)}}}`;
}

/** Size of a page once cut, pt. */
export const trimSize = ({ trim }: BookletFormat): [number, number] => [
  Math.round((trim.width * 72000) / 25.4) / 1000,
  Math.round((trim.height * 72000) / 25.4) / 1000,
];
