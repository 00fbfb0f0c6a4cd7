/** Facts: an indicator's numbers as the report prints them, read from the quote and checked against it. */
import { checkBinding, checkQualifiers, clauseBefore, type Fault } from './fact-checks.ts';
import { numerals } from './numbers.ts';
import { nameFit, placesOf, quantityAt } from './quantity.ts';
import type { Change, Fact, Indicator, Qualifier, Span, Status } from './report.ts';

/** All facts of an indicator: value (or words), change, rank. Faults are told, not thrown; a fact that cannot be read is left out. */
export function factsOf(text: string, indicator: Indicator, fault: Fault): Fact[] {
  const facts: Fact[] = [];
  const value =
    indicator.words === undefined ? valueFact(text, indicator, fault) : wordsFact(indicator, fault);
  if (value) facts.push(value);
  if (indicator.change) {
    const change = changeFact(text, indicator, indicator.change, value, fault);
    if (change) facts.push(change);
  }
  if (indicator.rank) {
    const rank = rankFact(indicator, indicator.rank, value, fault);
    if (rank) facts.push(rank);
  }
  return facts;
}

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

function valueFact(text: string, indicator: Indicator, fault: Fault): Fact | undefined {
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
  return make(
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

function wordsFact(indicator: Indicator, fault: Fault): Fact | undefined {
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
  return make(
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

function changeFact(
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
  return make(
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

function rankFact(
  indicator: Indicator,
  rank: NonNullable<Indicator['rank']>,
  value: Fact | undefined,
  fault: Fault,
): Fact | undefined {
  const at = indicator.span.text.indexOf(rank.words);
  if (at < 0) {
    fault('rank.words', 'D309', { zh: `引文里没有“${rank.words}”`, en: `the quote has no “${rank.words}”` });
    return undefined;
  }
  const place = /第(\d+|[一二三四五六七八九十]+)(位|名)?/.exec(rank.words);
  const chinese = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  if (
    !place ||
    !rank.words.includes(rank.among) ||
    (place[1] !== String(rank.place) && place[1] !== chinese[rank.place])
  ) {
    fault('rank', 'D309', {
      zh: `“${rank.words}”说的不是${rank.among}第${rank.place}`,
      en: `“${rank.words}” does not say ${rank.among} 第${rank.place}`,
    });
    return undefined;
  }
  if (/[\p{Script=Han}]/u.test(indicator.span.text[at - 1] ?? '') && /^[国省市区]/.test(rank.words))
    fault('rank.words', 'D309', {
      zh: `“${rank.words}”截断了原文“${indicator.span.text.slice(Math.max(0, at - 2), at + rank.words.length)}”`,
      en: `“${rank.words}” cuts the report's words short`,
    });
  // 甲9名、乙3名，居全市第一 and 甲12家，乙136家，均居全市第一 speak of all; otherwise the place belongs to the nearest number.
  if (value?.offset !== undefined && indicator.span.start + at > value.offset) {
    const from = value.offset - indicator.span.start + value.number.length + value.unit.length;
    const between = indicator.span.text.slice(from, at);
    if (
      !/均$/.test(between) &&
      !/^均/.test(rank.words) &&
      /[，；。].*[，；。]/.test(between) &&
      numerals(between).some((n) => n.kind === 'arabic')
    )
      fault('rank', 'D305', {
        zh: '这个位次与总量之间还有别的数，归属不明',
        en: 'other numbers stand between this place and its level',
      });
  }
  const numberAt = place.index + 1;
  const number = place[1] ?? '';
  return make(
    indicator,
    `${indicator.id}.rank`,
    'rank',
    rank.words.slice(0, numberAt),
    number,
    place[2] ?? '',
    rank.words.slice(numberAt + number.length + (place[2]?.length ?? 0)),
    rank.place,
    indicator.span.start + at + numberAt,
    [],
  );
}

function make(
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

/** Something to reach, in the report's year or later; neither done nor a definition. */
export const isGoal = ({ status }: { status: Status }): boolean => status === 'target' || status === 'plan';

const best = (places: number[], score: (place: number) => number): number =>
  places.reduce((a, b) => (score(b) > score(a) ? b : a));
