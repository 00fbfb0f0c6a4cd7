/** The change of an indicator (同比增长5%左右, 提升7.3个百分点) where its quote states it, beside its level. */
import { checkQualifiers, type Fault } from './fact-checks.ts';
import { makeFact } from './make-fact.ts';
import { numerals } from './numbers.ts';
import { placesOf, quantityAt } from './quantity.ts';
import type { Change, Fact, Indicator } from './report.ts';

export function changeFact(
  text: string,
  indicator: Indicator,
  change: Change,
  value: Fact | undefined,
  fault: Fault,
): Fact | undefined {
  const { span } = indicator;
  const number = change.text ?? String(change.value);
  const places = placesOf(text, span.start, span.end, number, change.unit);
  const wanted = places
    .map((at) => quantityAt(text, at, at + number.length, change.unit))
    .filter((q) => q.verb !== '');
  const quantity = wanted.find((q) => value?.offset === undefined || q.start > value.offset) ?? wanted[0];
  if (!quantity) {
    fault('change', 'D304', {
      zh: `引文里没有变动 ${number}${change.unit}`,
      en: `the quote has no change of ${number}${change.unit}`,
    });
    return undefined;
  }
  if (quantity.direction !== change.direction)
    fault('change.direction', 'D307', {
      zh: `引文写的是“${quantity.verb}”`,
      en: `the quote says “${quantity.verb}”`,
    });
  const kind =
    change.unit === '个百分点'
      ? 'points'
      : change.unit === '%' || change.unit === '％'
        ? 'growth'
        : change.unit === '倍'
          ? 'multiple'
          : 'count';
  if (kind !== change.kind)
    fault('change.kind', 'D308', {
      zh: `${change.unit} 应为 kind: ${kind}`,
      en: `${change.unit} calls for kind: ${kind}`,
    });
  if (change.basis !== undefined && !quantity.verb.startsWith(change.basis))
    fault('change.basis', 'D308', {
      zh: `引文写的是“${quantity.verb}”，不是“${change.basis}”`,
      en: `the quote says “${quantity.verb}”, not “${change.basis}”`,
    });
  checkQualifiers(text, change.qualifiers ?? [], quantity, span, 'change.qualifiers', fault);
  // Between this change and its level no other number's subject may stand.
  if (value?.offset !== undefined && quantity.start > value.offset) {
    const between = text.slice(value.offset + value.number.length + value.unit.length, quantity.start);
    if (numerals(between).some((n) => n.kind === 'arabic' && !/[A-Za-z]/.test(between[n.start - 1] ?? '')))
      fault(
        'change',
        'D305',
        {
          zh: '这个变动与总量之间还有别的数，归属不明',
          en: 'other numbers stand between this change and its level',
        },
        { zh: '缩短引文，或另立一条', en: 'shorten the quote or make it an indicator of its own' },
      );
  }
  const expected = (change.qualifiers ?? []).includes('expected') ? '预计' : '';
  const qualifiers = [...(change.qualifiers ?? []), ...indicator.qualifiers.filter((q) => q === 'expected')];
  return makeFact(
    indicator,
    `${indicator.id}.change`,
    'change',
    expected + quantity.verb + quantity.before,
    number,
    change.unit,
    quantity.after,
    change.direction === 'down' ? -change.value : change.value,
    quantity.start,
    qualifiers,
  );
}
