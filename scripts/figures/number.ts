/** A fact as it is printed in a figure: qualifier, number and unit, in one marked element. */
import { factForms } from '../marks.ts';
import type { Fact } from '../report/report.ts';
import { inkOf } from './colours.ts';
import { type Run, runsWidth } from './drawing.ts';
import type { TypeScale } from './figure.ts';
import type { Face } from './measure.ts';

/** The parts of a printed fact; joined they are one of `factForms(fact)`. */
export interface Printed {
  before: string;
  number: string;
  unit: string;
  after: string;
}

/**
 * The shortest form that loses nothing but the verb of an increase: `30.8%`, `12%左右`, but `下降14.3%` and `同口径增长5%`, because a
 * decline says so in words and a basis other than 同比 travels with its number.
 */
export function printed(fact: Fact): Printed {
  let parts = known.get(fact);
  if (!parts) {
    parts = shortened(fact);
    known.set(fact, parts);
  }
  return parts;
}

/** The parts of every fact, worked out once. */
const known = new WeakMap<Fact, Printed>();

function shortened(fact: Fact): Printed {
  const { number, unit, after } = fact;
  const bare = number + unit + after;
  const full = { before: fact.before, number, unit, after };
  if (fact.kind !== 'change' || number === '' || /口径|可比|预计/.test(fact.before)) return full;
  const forms = factForms(fact).filter((form) => form.endsWith(bare) && !form.startsWith('−'));
  const shortest = forms
    .filter((form) => fact.value >= 0 || form !== bare)
    .sort((a, b) => a.length - b.length)[0];
  return shortest === undefined
    ? full
    : { ...full, before: shortest.slice(0, shortest.length - bare.length) };
}

/** Face of the numbers at a type scale: Song where numbers are set large, Hei beside labels (design.md §1.4). */
export function numberFace(type: TypeScale): Face {
  return type.face === 'song' ? { family: 'song', weight: 700 } : { family: 'hei', weight: 700 };
}

/** Runs of a fact on one baseline, in its colour: small parts small, `%` as large as the number. */
export function numberRuns(fact: Fact, type: TypeScale, fill = inkOf(fact).text): Run[] {
  return merged(partRuns(fact, type, fill));
}

/** One run where nothing changes: 突破600亿元 beside a bar is one piece of text. */
function merged(runs: readonly Run[]): Run[] {
  const list: Run[] = [];
  for (const run of runs) {
    const last = list.at(-1);
    const same = last && !run.gap && last.size === run.size && last.face.weight === run.face.weight;
    if (same) last.text += run.text;
    else list.push({ ...run });
  }
  return list;
}

/** Size of a number in hanzi with its unit beside a number in digits, whose unit is smaller. */
export const HANZI = 0.72;

function partRuns(fact: Fact, type: TypeScale, fill: string): Run[] {
  const parts = printed(fact);
  const face = numberFace(type);
  const minor: Face = face.family === 'song' ? { family: 'song', weight: 600 } : face;
  const small = type.small ?? type.value;
  const gap = small < type.value ? type.value * 0.12 : 0;
  // A fact in words has no number, and 第一 set large would be a dash: both are read as text, not as a figure.
  if (parts.number === '' || (fact.kind === 'rank' && /^[一二三四五六七八九十]+$/.test(parts.number)))
    return [{ text: parts.before + parts.number + parts.unit + parts.after, face: minor, size: small, fill }];
  const runs: Run[] = [];
  const add = (text: string, size: number, runFace: Face, space: number) => {
    if (text !== '') runs.push({ text, size, face: runFace, fill, gap: runs.length === 0 ? 0 : space });
  };
  const percent = parts.unit === '%';
  add(parts.before, small, minor, 0);
  // A number in hanzi is one word with its unit: 百亿元, 两支.
  if (!/[0-9]/.test(parts.number)) {
    add(parts.number + parts.unit, Math.max(small, type.value * HANZI), face, gap);
    add(parts.after, small, minor, 0);
    return runs;
  }
  add(percent ? `${parts.number}%` : parts.number, type.value, face, gap);
  if (!percent) add(parts.unit, small, minor, gap);
  // % is as large as the number: what follows it stands off as a unit does.
  add(parts.after, small, minor, percent ? gap : 0);
  return runs;
}

/** A number that stands back: the year before, in regular weight. */
export function quietRuns(fact: Fact, type: TypeScale, fill: string): Run[] {
  const { before, number, unit, after } = printed(fact);
  const face: Face = type.face === 'song' ? { family: 'song', weight: 600 } : { family: 'hei', weight: 500 };
  return [{ text: before + number + unit + after, face, size: type.small ?? type.value, fill }];
}

/**
 * Runs of a fact in up to three lines, for a column of limited width: qualifier over number over unit, as few lines as fit. The unit
 * leaves its number only where `parted`.
 */
export function numberLines(fact: Fact, type: TypeScale, width: number, parted: boolean): Run[][] {
  const whole = numberRuns(fact, type);
  const parts = partRuns(fact, type, inkOf(fact).text);
  if (runsWidth(whole) <= width || parts.length === 1) return [whole];
  const { before } = printed(fact);
  const first = before === '' ? [] : [parts.slice(0, 1)];
  const rest = before === '' ? parts : parts.slice(1);
  if (!parted || runsWidth(merged(rest)) <= width || rest.length === 1) return [...first, merged(rest)];
  return [...first, rest.slice(0, 1), merged(rest.slice(1))];
}
