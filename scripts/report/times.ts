/** Times that a report names, as stretches of years: 2022年 is 2022–2023, 上半年 its first half, “十四五”末 the last year of the plan. */
import type { Fact, Profile } from './report.ts';

/** From one point to another, in years: [2022.5, 2023) is the second half of 2022. */
export interface Time {
  from: number;
  to: number;
  /** As written; empty when it was not read from words. */
  text: string;
  /** Where in the text that was read. */
  start: number;
  /** A goal reached by then (到2025年, “十四五”末), not a stretch of work. */
  by: boolean;
}

const NUMBERS = '一二三四五六七八九十';
/** The five-year plan of an ordinal: 十四五 is 2021–2025. */
const planOf = (ordinal: string): number => 2021 + 5 * (NUMBERS.indexOf(ordinal) + 1 - 4);

const year = '(?:[（(])?(?<year>(?:19|20)\\d\\d)年(?!远景|规划|度|代)';
const part =
  '(?:(?<month>\\d{1,2})月(?:份)?(?:(?<day>\\d{1,2})日)?|(?<half>[上下])半年|(?<quarter>[一二三四])季度|(?<end>[年]?[底末]))?';
const PATTERN = new RegExp(
  [
    `(?<by>到)?${year}(?:的)?${part}`,
    '(?<plan>[“”]?十(?<ordinal>[一二三四五六七八九])五[“”]?(?<planEnd>期?末|收官|时期末)?(?<during>时期|期间)?)',
    '(?<alone>(?<ownHalf>[上下])半年|(?<ownQuarter>[一二三四])季度|前(?<first>[一二三])季度)',
    '(?<own>今年|本年|年内|全年|当年)',
    '(?<last>去年|过去一年|一年来)',
    '(?<next>明年)',
  ].join('|'),
  'gu',
);

/**
 * Times in a text, in order. `base`: the year that 上半年, 年内, 今年 mean there, null where none is known (they are left out then). A year that
 * others are compared with (比2020年) or that is part of the name of a plan (“十四五”规划) is none.
 */
export function timesIn(text: string, base: number | null, reportYear: number | null = base): Time[] {
  const found: Time[] = [];
  let latest = base;
  for (const match of text.matchAll(PATTERN)) {
    const g = match.groups ?? {};
    const add = (from: number, to: number, by = false) =>
      found.push({ from, to, text: match[0], start: match.index, by });
    if (/[比较]$/.test(text.slice(0, match.index))) continue;
    if (g.year !== undefined) {
      const y = Number(g.year);
      latest = y;
      const by = g.by !== undefined || g.end !== undefined;
      if (g.month !== undefined) {
        const from = y + (Number(g.month) - 1) / 12 + (g.day ? (Number(g.day) - 1) / 372 : 0);
        add(from, from + (g.day ? 1 / 372 : 1 / 12), by);
      } else add(...partOf(y, g.half, g.quarter), by);
    } else if (g.plan !== undefined) {
      const first = planOf(g.ordinal ?? '');
      if (g.planEnd !== undefined) add(first + 4, first + 5, true);
      else if (g.during !== undefined) add(first, first + 5);
    } else if (g.alone !== undefined && latest !== null) {
      const quarters = g.first === undefined ? undefined : '一二三'.indexOf(g.first) + 1;
      if (quarters === undefined) add(...partOf(latest, g.ownHalf, g.ownQuarter));
      else add(latest, latest + quarters / 4);
    } else if (g.own !== undefined && base !== null) add(base, base + 1);
    else if (g.last !== undefined && reportYear !== null) add(reportYear - 1, reportYear);
    else if (g.next !== undefined && reportYear !== null) add(reportYear + 1, reportYear + 2);
  }
  return found;
}

function partOf(y: number, half: string | undefined, quarter: string | undefined): [number, number] {
  if (half !== undefined) return half === '上' ? [y, y + 0.5] : [y + 0.5, y + 1];
  if (quarter === undefined) return [y, y + 1];
  const n = '一二三四'.indexOf(quarter);
  return [y + n / 4, y + (n + 1) / 4];
}

/** The time of an indicator's period: 2022, 2022H2, 2022Q4, 十四五 (its end, for a goal). Undefined for none. */
export function timeOfPeriod(period: string, goal: boolean): Pick<Time, 'from' | 'to'> | undefined {
  const [, y, h, q] = /^(\d{4})(?:H([12])|Q([1-4]))?/.exec(period) ?? [];
  if (y !== undefined) {
    const [from, to] = partOf(Number(y), h && (h === '1' ? '上' : '下'), q && '一二三四'[Number(q) - 1]);
    return { from, to };
  }
  const ordinal = /十([一二三四五六七八九])五/.exec(period)?.[1];
  if (ordinal === undefined) return undefined;
  const first = planOf(ordinal);
  return goal ? { from: first + 4, to: first + 5 } : { from: first, to: first + 5 };
}

/** When a fact holds; a count of targets is of the report's year. */
export const timeOfFact = (fact: Fact, profile: Profile): Pick<Time, 'from' | 'to'> | undefined =>
  fact.kind === 'count'
    ? profile.year === null
      ? undefined
      : { from: profile.year, to: profile.year + 1 }
    : timeOfPeriod(fact.period, fact.status !== 'actual');

/** Whether one time lies within another. */
export const lies = (inner: Pick<Time, 'from' | 'to'>, outer: Pick<Time, 'from' | 'to'>): boolean =>
  inner.from >= outer.from - SLACK && inner.to <= outer.to + SLACK;

/** Whether `next` may stand after `before` on a line: neither begins nor ends earlier, or lies within it. */
export const follows = (next: Pick<Time, 'from' | 'to'>, before: Pick<Time, 'from' | 'to'>): boolean =>
  !(
    (next.to < before.to - SLACK && next.from <= before.from + SLACK) ||
    (next.from < before.from - SLACK && next.to <= before.to + SLACK)
  );

/** Half a day: months and days are not reckoned exactly. */
const SLACK = 0.001;
