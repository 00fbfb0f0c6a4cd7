/** ◆ before a goal of the report's year, ◇ before one of a later year: what red and navy say, without colour. */
import { isGoal } from '../report/facts.ts';
import type { Fact } from '../report/report.ts';
import { inkOf } from './colours.ts';
import type { Run, Text } from './drawing.ts';
import type { TypeScale } from './figure.ts';
import { HEI, oneLine } from './label.ts';
import { advance, MIDDLE } from './measure.ts';

/** Size of the sign beside a number of 1 px, and the gap after it; it is never smaller than small print. */
const SHARE = 0.44;
const GAP = 0.14;

const sizeOf = (size: number, type: TypeScale) => Math.max(type.note, size * SHARE);

/** The sign itself, or nothing for a number that is no goal. */
export function signRun(fact: Fact, size: number): Run | null {
  if (!isGoal(fact)) return null;
  return { text: fact.status === 'target' ? '◆' : '◇', face: HEI, size, fill: inkOf(fact).text };
}

/** Room that the sign takes before a number of this size, px; 0 for a number that is no goal. */
export function signWidth(fact: Fact, size: number, type: TypeScale): number {
  return isGoal(fact) ? advance('◆', HEI, sizeOf(size, type)) + size * GAP : 0;
}

/** The sign before a number whose left edge, baseline and size are given. */
export function goalSign(fact: Fact, at: { x: number; y: number; size: number }, type: TypeScale): Text[] {
  const own = sizeOf(at.size, type);
  const run = signRun(fact, own);
  // Its middle stands at the middle of the digits.
  const y = at.y - MIDDLE * (at.size - own);
  return run ? [oneLine({}, 'note', [run], { x: at.x - signWidth(fact, at.size, type), y })] : [];
}
