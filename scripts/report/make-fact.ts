/** A fact of its parts: its text, how it is drawn and what it is called. */
import type { Fact, Indicator, Qualifier } from './report.ts';

/** `text` is before, number, unit and after; the encoding follows from status and qualifiers. `offset`: where the number stands in the report. */
export function makeFact(
  indicator: Indicator,
  ref: string,
  kind: Fact['kind'],
  before: string,
  number: string,
  unit: string,
  after: string,
  value: number,
  offset: number,
  qualifiers: readonly Qualifier[],
  high?: number,
): Fact {
  const has = (...kinds: Qualifier[]) => kinds.some((k) => qualifiers.includes(k));
  const bound = has('over', 'reach', 'at-least');
  const encoding =
    indicator.status === 'target' || indicator.status === 'plan'
      ? bound
        ? (`${indicator.status}-lower-bound` as const)
        : indicator.status
      : has('expected', 'about')
        ? 'expected'
        : bound
          ? 'lower-bound'
          : 'reported';
  const change = kind === 'change' && ref !== indicator.id;
  return {
    ref,
    kind,
    indicator,
    before,
    number,
    unit,
    after,
    text: before + number + unit + after,
    value,
    status: indicator.status,
    period: indicator.period,
    encoding,
    offset,
    quote: indicator.quote,
    label: change
      ? `${indicator.short}${indicator.change?.kind === 'growth' ? '增速' : '变动'}`
      : indicator.short,
    ...(high === undefined ? {} : { high }),
  };
}
