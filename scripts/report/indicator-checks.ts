/** Checks of one entry of indicators.yaml: its fields go together, and section, period and status agree with where its quote stands. */
import type { Fault } from './fact-checks.ts';
import { numerals, numeralValue } from './numbers.ts';
import type { Outline } from './outline.ts';
import { sectionAt } from './quotes.ts';
import type { Indicator, Profile } from './report.ts';
import type { IndicatorEntry } from './schema.ts';

/** One way of stating a value, a unit, a direction; what is printed is what is drawn. */
export function checkShape(entry: IndicatorEntry, fault: Fault): void {
  const ways = [
    entry.value !== undefined,
    entry.low !== undefined || entry.high !== undefined,
    entry.words !== undefined,
  ].filter(Boolean).length;
  if (ways !== 1)
    fault('id', 'D105', {
      zh: 'value、low + high、words 三者应有且只有其一',
      en: 'exactly one of value, low + high, words',
    });
  if ((entry.low === undefined) !== (entry.high === undefined))
    fault('id', 'D105', { zh: 'low 与 high 要成对', en: 'low and high go together' });
  if (entry.words === undefined && entry.unit === undefined)
    fault('id', 'D105', { zh: '数值要有单位 unit', en: 'a value needs a unit' });
  if (entry.measure === 'growth' && entry.direction === undefined)
    fault('id', 'D105', { zh: 'measure: growth 要写 direction', en: 'measure: growth needs a direction' });
  // 百 of 百亿元, 一万, 5.50: what is printed must be the value that is drawn.
  const same = (field: string, text: string | undefined, value: number | undefined) => {
    const printed = numeralValue(text ?? '');
    if (text === undefined || value === undefined || printed === value) return;
    // 百分百 and the like: a word for the whole value.
    if (Number.isNaN(printed) && !/[0-9０-９]/.test(text)) return;
    fault(
      field,
      'D302',
      {
        zh: `text 与 value 不一致：${text} ${Number.isNaN(printed) ? '不是一个数' : `是 ${printed}`}`,
        en: `text and value differ: ${text} ${Number.isNaN(printed) ? 'is no number' : `is ${printed}`}`,
      },
      Number.isNaN(printed) ? undefined : { zh: `value: ${printed}`, en: `value: ${printed}` },
    );
  };
  same('value', entry.text, entry.value);
  same('change.value', entry.change?.text, entry.change?.value);
  if (entry.from !== undefined && !numerals(entry.quote).some((n) => numeralValue(n.text) === entry.from))
    fault('from', 'D302', {
      zh: `引文里没有 ${entry.from}`,
      en: `the quote has no ${entry.from}`,
    });
}

/** A target is for the report's own year, a plan for a later one, a definition stands in the glossary: the three are drawn differently. */
function checkStatus(at: string, { status, period }: Indicator, { year }: Profile, fault: Fault): void {
  const own = year !== null && period.startsWith(String(year));
  if (status === 'definition' && at !== 'glossary')
    fault('status', 'D315', {
      zh: '只有名词解释里的数才是 definition',
      en: 'only a number of the glossary is a definition',
    });
  if (status === 'target' && year !== null && !own)
    fault(
      'status',
      'D315',
      {
        zh: `target 是${year}年的目标，时期却写成 ${period}`,
        en: `a target is for ${year}, the period says ${period}`,
      },
      { zh: '以后年份的目标写 status: plan', en: 'a goal of a later year is status: plan' },
    );
  if (status === 'plan' && own)
    fault(
      'status',
      'D315',
      { zh: `plan 是${year}年以后的目标`, en: `a plan is for later than ${year}` },
      { zh: '当年目标写 status: target', en: 'a goal of this year is status: target' },
    );
}

/** Section, period and status agree with where the quote stands. */
export function checkPlace(outline: Outline, indicator: Indicator, profile: Profile, fault: Fault): void {
  const at = sectionAt(outline, indicator.span.start);
  checkStatus(at, indicator, profile, fault);
  if (at !== indicator.section && !(indicator.section === 'glossary' && at === 'glossary'))
    fault('section', 'D314', {
      zh: `引文在 ${at}，不在 ${indicator.section}`,
      en: `the quote stands in ${at}, not in ${indicator.section}`,
    });
  if (at === 'glossary') return;
  const part = outline.headings.get(at.split('.')[0] ?? '');
  const partYear = Number(/(20\d\d)年/.exec(part?.title.text ?? '')?.[1]);
  const periodYear = Number(/^20\d\d/.exec(indicator.period)?.[0]);
  if (
    !Number.isNaN(partYear) &&
    !Number.isNaN(periodYear) &&
    partYear !== periodYear &&
    !indicator.quote.includes(String(periodYear))
  )
    fault('period', 'D315', {
      zh: `引文在“${part?.title.text ?? ''}”里，时期却写成 ${indicator.period}`,
      en: `the quote stands under “${part?.title.text ?? ''}”, the period says ${indicator.period}`,
    });
  if (!Number.isNaN(partYear) && profile.reviewYear !== null && profile.year !== null) {
    const later = /末|到20\d\d年/.test(indicator.quote);
    if (partYear === profile.reviewYear && indicator.status !== 'actual' && !later)
      fault('status', 'D315', { zh: '回顾部分的数不是目标', en: 'a number of the review is no goal' });
    if (partYear === profile.reviewYear && indicator.status === 'actual' && Number.isNaN(periodYear))
      fault('period', 'D315', {
        zh: `完成数的时期应为年份，写的是 ${indicator.period}`,
        en: `the period of a result is a year, found ${indicator.period}`,
      });
    if (partYear === profile.year && indicator.status === 'actual' && !(periodYear <= profile.reviewYear))
      fault('status', 'D315', { zh: '计划部分的数不是完成数', en: 'a number of the plan is no result' });
  }
}
