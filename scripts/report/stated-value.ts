/** The value of an indicator, a number or words, where its quote states it. */
import { checkBinding, checkQualifiers, clauseBefore, type Fault } from './fact-checks.ts';
import { makeFact } from './make-fact.ts';
import { numerals } from './numbers.ts';
import { nameFit, placesOf, quantityAt } from './quantity.ts';
import type { Fact, Indicator, Span } from './report.ts';

/** The number as it must stand in the text: `text`, the range with its mark, or the value as typed. */
function printed(indicator: Indicator, span: Span): string {
  if (indicator.text !== undefined) return indicator.text;
  if (indicator.low !== undefined && indicator.high !== undefined) {
    const range = [`～`, '~', '-', '—', '至', '到', '－'].map(
      (mark) => `${indicator.low}${mark}${indicator.high}`,
    );
    return range.find((r) => span.text.includes(r)) ?? range[0] ?? '';
  }
  return String(indicator.value ?? '');
}

export function valueFact(text: string, indicator: Indicator, fault: Fault): Fact | undefined {
  const { span } = indicator;
  const number = printed(indicator, span);
  // 百分百 carries its own unit.
  const unit = number.includes('百分') ? '' : (indicator.unit ?? '');
  const places = placesOf(text, span.start, span.end, number, unit);
  const field = indicator.text !== undefined ? 'text' : indicator.low !== undefined ? 'low' : 'value';
  if (places.length === 0) {
    const wrongUnit = placesOf(text, span.start, span.end, number, '').length > 0;
    const there = numerals(span.text)
      .map((n) => n.text + span.text.slice(n.end, n.end + 3).replace(/[，。；、].*$/, ''))
      .join('、');
    if (wrongUnit)
      fault(
        'unit',
        'D303',
        {
          zh: `引文里 ${number} 后面不是“${unit}”`,
          en: `in the quote ${number} is not followed by “${unit}”`,
        },
        { zh: `引文中的数：${there}`, en: `numbers in the quote: ${there}` },
      );
    else
      fault(
        field,
        'D302',
        { zh: `引文里没有 ${number}${unit}`, en: `the quote has no ${number}${unit}` },
        { zh: `引文中的数：${there}`, en: `numbers in the quote: ${there}` },
      );
    return undefined;
  }
  const at = best(places, (place) => nameFit(text, place, place + number.length, indicator.name));
  const quantity = quantityAt(text, at, at + number.length, unit);
  checkBinding(text, indicator, quantity, fault);
  checkQualifiers(text, indicator.qualifiers, quantity, span, 'qualifiers', fault);
  // 净增高企220家 is no total: a level takes no number that its own clause calls an increase, unless its name says so.
  if (indicator.measure === 'level' && !/增/.test(indicator.name) && /净增|新增/.test(clauseBefore(text, at)))
    fault(
      field,
      'D306',
      {
        zh: `${number}${unit} 在引文里是“净增”的数，不是总量`,
        en: `in the quote ${number}${unit} is an increase (净增), no level`,
      },
      { zh: '写入 change，或在名称里写明净增', en: 'put it into change, or say 净增 in the name' },
    );
  const growth = indicator.measure === 'growth';
  if (growth) {
    if (quantity.verb === '')
      fault('measure', 'D306', {
        zh: `引文里 ${number}${unit} 不是增幅`,
        en: `${number}${unit} is no rate of change in the quote`,
      });
    else if (quantity.direction !== (indicator.direction ?? 'up'))
      fault('direction', 'D307', {
        zh: `引文写的是“${quantity.verb}”`,
        en: `the quote says “${quantity.verb}”`,
      });
  } else if (/^(同比|同口径)?(增长|下降|提升|提高)$/.test(quantity.verb)) {
    fault(
      field,
      'D306',
      {
        zh: `${number}${unit} 在引文里是“${quantity.verb}”的幅度，不是总量`,
        en: `in the quote ${number}${unit} is a change (“${quantity.verb}”), no level`,
      },
      { zh: '写入 change，或用 measure: growth', en: 'put it into change, or use measure: growth' },
    );
  }
  const expected = indicator.qualifiers.includes('expected') ? '预计' : '';
  const ordinal = unit === '位' && text[at - 1] === '第' ? '第' : '';
  const scope =
    ordinal === ''
      ? ''
      : indicator.rank?.among && text.slice(0, at - 1).endsWith(indicator.rank.among)
        ? indicator.rank.among
        : '';
  const before = growth
    ? expected + quantity.verb + quantity.before
    : expected + scope + ordinal + quantity.before;
  const signed =
    (indicator.low ?? indicator.value ?? Number.NaN) * (growth && indicator.direction === 'down' ? -1 : 1);
  return makeFact(
    indicator,
    indicator.id,
    growth ? 'change' : 'value',
    before,
    number,
    unit,
    quantity.after,
    signed,
    at,
    indicator.qualifiers,
    indicator.high,
  );
}

export function wordsFact(indicator: Indicator, fault: Fault): Fact | undefined {
  const words = indicator.words ?? '';
  if (!indicator.span.text.includes(words)) {
    fault('words', 'D302', { zh: `引文里没有“${words}”`, en: `the quote has no “${words}”` });
    return undefined;
  }
  if (/[0-9０-９]/.test(words))
    fault(
      'words',
      'D302',
      { zh: `words 里不能有数字：“${words}”`, en: `words hold no digits: “${words}”` },
      { zh: '数字写在 value 里', en: 'a number goes into value' },
    );
  return makeFact(
    indicator,
    indicator.id,
    'words',
    words,
    '',
    '',
    '',
    Number.NaN,
    indicator.span.start + indicator.span.text.indexOf(words),
    indicator.qualifiers,
  );
}

const best = (places: number[], score: (place: number) => number): number =>
  places.reduce((a, b) => (score(b) > score(a) ? b : a));
