/** Rows of squares, one a unit, in tens. */
import { MOST_UNITS } from '../report/figure-kinds.ts';
import type { Fact } from '../report/report.ts';
import { inkOf, outlineOf } from './colours.ts';
import type { Shape } from './drawing.ts';
import type { TypeScale } from './figure.ts';

/** Squares stand in tens: a wider gap after every tenth. */
const TEN = 10;
/** Gap between squares and extra gap between tens, as shares of the side. */
const GAP = 0.22;
const TEN_GAP = 0.45;

export interface Grid {
  /** Side of a square and its pitch, px */
  side: number;
  pitch: number;
  /** Squares a line */
  across: number;
}

/** Number of squares of a fact; 0 for one in words. The upper end of a range. */
export function countOf(fact: Fact | undefined): number {
  if (!fact || !Number.isFinite(fact.value)) return 0;
  return Math.min(MOST_UNITS, Math.max(0, Math.round(fact.high ?? fact.value)));
}

/** Width of so many squares on one line, or of a full line, px. */
export function squaresWidth(count: number, grid: Grid): number {
  const across = Math.min(count, grid.across);
  if (across === 0) return 0;
  return (across - 1) * grid.pitch + Math.floor((across - 1) / TEN) * grid.side * TEN_GAP + grid.side;
}

/** The largest squares that fit the room: on one line if they can, else on lines of whole tens or fives, two rather than three. */
export function gridOf(counts: readonly number[], room: number, height: number, type: TypeScale): Grid {
  const most = Math.max(1, ...counts);
  const largest = Math.min(type.bar * 0.8, type.label * 1.25);
  const least = type.label * 0.5;
  const chevron = 0.9;
  const fits = (across: number, side: number) => {
    const grid = { side, pitch: side * (1 + GAP), across };
    return squaresWidth(across, grid) + side * chevron <= room;
  };
  const choices = [most, ...[50, 40, 30, 25, 20, 15, 10, 5].filter((c) => c < most)];
  let best: { side: number; across: number } | null = null;
  for (const across of choices) {
    const lines = Math.ceil(most / across);
    // A line of squares may shrink a little before it breaks, but not to dust.
    const floor = lines < 3 ? type.label * 0.68 : least;
    let side = Math.min(largest, height / lines / (1 + GAP));
    while (side >= floor && !fits(across, side)) side -= 0.25;
    if (side < floor) continue;
    // Fewer lines, unless squares grow by a third with more.
    if (best === null || side > best.side * 1.33) best = { side, across };
  }
  if (best) return { side: best.side, pitch: best.side * (1 + GAP), across: best.across };
  const pitch = least * (1 + GAP);
  return { side: least, pitch, across: Math.max(1, Math.floor(room / (pitch * 1.05))) };
}

/** Squares of a fact from their top left corner, with a chevron after the last one of a lower bound; `end` is the right edge of all. */
export function squares(fact: Fact, grid: Grid, left: number, top: number): { shapes: Shape[]; end: number } {
  const ink = inkOf(fact);
  const count = countOf(fact);
  const { side, pitch, across } = grid;
  const outline = ink.fill === ink.stroke ? 0 : Math.max(1, side * 0.09);
  const shapes: Shape[] = [];
  const x = (i: number) => left + i * pitch + Math.floor(i / TEN) * side * TEN_GAP;
  for (let i = 0; i < count; i++) {
    const square = { x: x(i % across) + outline / 2, y: top + Math.floor(i / across) * pitch + outline / 2 };
    const size = { width: side - outline, height: side - outline };
    shapes.push({ kind: 'rect', ...square, ...size, fill: ink.fill, ...outlineOf(ink, outline) });
  }
  let end = left + squaresWidth(count, grid);
  if (ink.open && count > 0) {
    const last = ((count - 1) % across) + 1;
    const tip = x(last - 1) + side * 1.25;
    shapes.push(chevronShape(tip, top + Math.floor((count - 1) / across) * pitch, side, ink.text));
    end = Math.max(end, tip + side * 0.6);
  }
  return { shapes, end };
}

/** The mark of a lower bound, from its top left corner; as high as a side. */
export function chevronShape(x: number, y: number, side: number, fill: string): Shape {
  const corners: [number, number][] = [
    [0, 0],
    [0.6, 0.5],
    [0, 1],
    [0.24, 0.5],
  ];
  const points = corners.map(([a, b]) => `${(x + a * side).toFixed(2)} ${(y + b * side).toFixed(2)}`);
  return { kind: 'path', d: `M${points.join('L')}Z`, fill };
}
