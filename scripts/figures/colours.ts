/** Colours of the figures: the tokens of design.md §2, as constants so that no data can reach a colour attribute. */
import type { Fact } from '../report/report.ts';

export const COLOUR = {
  navy: '#172B4D',
  red: '#B3191F',
  gold: '#B98518',
  silver: '#C3C8CF',
  navyTint: '#E3E8F0',
  redTint: '#F7E4E2',
  ink: '#1F2328',
  sub: '#595F69',
  axis: '#6B6F76',
  grid: '#D9DCE1',
  white: '#FFFFFF',
} as const;

/** How a mark is filled and outlined, and how the number beside it is written. */
export interface Ink {
  fill: string;
  stroke: string;
  /** Colour of the number and of a chevron. */
  text: string;
  /** The value is a lower bound: chevron after the bar's end. */
  open: boolean;
  /** Worked out by us: hollow dot and *. */
  derived: boolean;
  /** Dashes and gaps of the outline, in widths of the outline: hollow marks are told from tinted ones without colour. */
  dash?: readonly [number, number];
}

/**
 * One encoding everywhere (design.md §2). Red is for the report's year only: a fact is red when its encoding says target. A goal of
 * a later year is a dotted navy outline, a derived value a dashed one.
 */
export function inkOf(fact: Fact): Ink {
  const { navy, navyTint, red, redTint, white } = COLOUR;
  const reported = { fill: navy, stroke: navy, text: navy, open: false, derived: false };
  const target = { fill: redTint, stroke: red, text: red, open: false, derived: false };
  // A goal of a later year is not the coming year's: outlined in navy.
  const plan: Ink = { fill: white, stroke: navy, text: navy, open: false, derived: false, dash: [1, 1.5] };
  switch (fact.encoding) {
    case 'reported':
      return reported;
    case 'expected':
      return { ...reported, fill: navyTint };
    case 'lower-bound':
      // 预计超 is both: the lighter bar says that the year's figures are not final, the chevron that it is a lower bound.
      return { ...reported, fill: isExpected(fact) ? navyTint : navy, open: true };
    case 'target':
      return target;
    case 'target-lower-bound':
      return { ...target, open: true };
    case 'plan':
      return plan;
    case 'plan-lower-bound':
      return { ...plan, open: true };
    case 'derived':
      return { ...reported, fill: white, derived: true, dash: [3, 2] };
  }
}

function isExpected(fact: Fact): boolean {
  return /预计|左右|约|近/.test(fact.before + fact.after);
}

/** The outline of a shape in this ink, `line` px wide; none where it is as dark as the fill. */
export function outlineOf(
  ink: Ink,
  line: number,
): { stroke?: string; line?: number; dash?: readonly number[] } {
  if (ink.fill === ink.stroke || line <= 0) return {};
  return { stroke: ink.stroke, line, ...(ink.dash ? { dash: ink.dash.map((d) => d * line) } : {}) };
}
