/** Counted numbers: how many numeric targets of the year the report states under a heading. No importance is meant. */
import type { Fact, Heading, Indicator } from './report.ts';

/** What targets are counted in. */
export const COUNT_UNIT = '项';

/** Targets of the report's year that state a number, under a heading and all below it. Targets in words and goals of later years are none. */
export function targetsUnder(indicators: ReadonlyMap<string, Indicator>, path: string): Indicator[] {
  return [...indicators.values()].filter(
    (i) =>
      i.status === 'target' &&
      (i.value !== undefined || i.low !== undefined) &&
      (i.section === path || i.section.startsWith(`${path}.`)),
  );
}

/** Their number, ready to print as `14项`. Counted, not stated: drawn like what is derived; the proof counts it anew. */
export function targetCount(heading: Heading, indicators: ReadonlyMap<string, Indicator>): Fact {
  const value = targetsUnder(indicators, heading.path).length;
  return {
    ref: `count:targets:${heading.path}`,
    kind: 'count',
    before: '',
    number: String(value),
    unit: COUNT_UNIT,
    after: '',
    text: `${value}${COUNT_UNIT}`,
    value,
    status: 'target',
    period: '',
    encoding: 'derived',
    quote: '',
    label: heading.title.text,
  };
}
