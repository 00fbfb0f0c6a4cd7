/** The place of an indicator (列全市第一) where its quote states it. */
import type { Fault } from './fact-checks.ts';
import { makeFact } from './make-fact.ts';
import { numerals } from './numbers.ts';
import type { Fact, Indicator } from './report.ts';

export function rankFact(
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
  return makeFact(
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
