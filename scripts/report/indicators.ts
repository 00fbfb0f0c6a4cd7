/** indicators.yaml → Indicators and Facts, each checked against its quote, all faults told. */
import type { Message, Problem } from '../problem.ts';
import type { Fault } from './fact-checks.ts';
import { factsOf } from './facts.ts';
import { checkName, shareWord } from './names.ts';
import { likeness, nearest } from './nearest.ts';
import { numerals, numeralValue } from './numbers.ts';
import type { Outline } from './outline.ts';
import { sentencesOf } from './outline.ts';
import type { Fact, Heading, Indicator, Profile, Span } from './report.ts';
import type { IndicatorEntry } from './schema.ts';
import { isLost, type Lost, type YamlFile } from './yaml.ts';

export interface ReadIndicators {
  indicators: Map<string, Indicator>;
  facts: Map<string, Fact>;
  /** Indicators that are written but cannot be used. */
  lost: Lost;
}

export function readIndicators(
  text: string,
  outline: Outline,
  profile: Profile,
  file: YamlFile<IndicatorEntry[]> | undefined,
  problems: Problem[],
): ReadIndicators {
  const indicators = new Map<string, Indicator>();
  const facts = new Map<string, Fact>();
  const entries = file?.value ?? [];
  const lost: Lost = file?.lost === 'all' ? 'all' : new Set(file?.lost);
  entries.forEach((entry, i) => {
    const fault = (field: string, code: string, message: Message, hint?: Message) =>
      problems.push({
        code,
        severity: 'error',
        message: { zh: `${entry.id}：${message.zh}`, en: `${entry.id}: ${message.en}` },
        at: file?.locate([i, ...field.split('.')]),
        hint,
      });
    if (indicators.has(entry.id)) {
      fault(
        'id',
        'D201',
        { zh: '这个编号已经用过', en: 'this id is taken' },
        { zh: '每条指标一个编号', en: 'one id for each indicator' },
      );
      return;
    }
    checkShape(entry, fault);
    const span = findQuote(text, outline, entry, fault);
    if (!span) {
      if (lost !== 'all') (lost as Set<string>).add(entry.id);
      return;
    }
    const typed = entry.text ?? plainSource(file?.sourceOf([i, 'value']));
    const changeTyped = entry.change?.text ?? plainSource(file?.sourceOf([i, 'change', 'value']));
    const indicator: Indicator = {
      ...entry,
      short: entry.short ?? entry.name,
      span,
      ...(typed === undefined ? {} : { text: typed }),
      ...(entry.change === undefined
        ? {}
        : { change: { ...entry.change, ...(changeTyped === undefined ? {} : { text: changeTyped }) } }),
    };
    checkName(text, indicator, fault);
    checkPlace(outline, indicator, profile, fault);
    indicators.set(entry.id, indicator);
    for (const fact of factsOf(text, indicator, fault)) facts.set(fact.ref, fact);
  });
  entries.forEach((entry, i) => {
    if (entry.pair !== undefined && !indicators.has(entry.pair) && !isLost(lost, entry.pair)) {
      const meant = nearest(entry.pair, indicators.keys());
      problems.push({
        code: 'D203',
        severity: 'error',
        message: { zh: `${entry.id}：没有指标 ${entry.pair}`, en: `${entry.id}: no indicator ${entry.pair}` },
        at: file?.locate([i, 'pair']),
        hint: meant ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } : undefined,
      });
    }
    const [own, other] = [indicators.get(entry.id), indicators.get(entry.pair ?? '')];
    if (own && other && !shareWord(own.name, other.name))
      problems.push({
        code: 'D316',
        severity: 'error',
        message: {
          zh: `${own.id}：“${own.name}”与“${other.name}”不像同一件事`,
          en: `${own.id}: “${own.name}” and “${other.name}” do not look like the same thing`,
        },
        at: file?.locate([i, 'pair']),
        hint: { zh: 'pair 只连同一指标的两个年份', en: 'pair joins two years of one indicator' },
      });
  });
  return { indicators, facts, lost };
}

/** A number typed in YAML as it was typed, when that differs from its plain value: 5.50 */
const plainSource = (source: string | undefined): string | undefined =>
  source !== undefined && /^\d+\.\d*0$/.test(source) ? source : undefined;

function checkShape(entry: IndicatorEntry, fault: Fault): void {
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

function findQuote(text: string, outline: Outline, entry: IndicatorEntry, fault: Fault): Span | undefined {
  const places: number[] = [];
  for (let at = text.indexOf(entry.quote); at >= 0; at = text.indexOf(entry.quote, at + 1)) places.push(at);
  if (places.length === 0) {
    const near = sentencesOf(text, 0, text.length)
      .flatMap((s) => s.text.split(/(?<=[；，])/))
      .map((s) => ({ s: s.trim(), score: likeness(entry.quote, s) }))
      .sort((a, b) => b.score - a.score)[0];
    fault(
      'quote',
      'D301',
      {
        zh: `引文不在报告里：“${entry.quote.slice(0, 40)}”`,
        en: `the quote is not in the report: “${entry.quote.slice(0, 40)}”`,
      },
      near && near.score > 0.3
        ? { zh: `最接近的原句：${near.s.slice(0, 60)}`, en: `nearest: ${near.s.slice(0, 60)}` }
        : undefined,
    );
    return undefined;
  }
  if (places.length > 1 && entry.nth === undefined) {
    // The section may tell which one is meant.
    const inSection = places.filter((at) => sectionAt(outline, at) === entry.section);
    if (inSection.length === 1 && inSection[0] !== undefined)
      return { start: inSection[0], end: inSection[0] + entry.quote.length, text: entry.quote };
    fault(
      'quote',
      'D312',
      {
        zh: `引文在报告里出现 ${places.length} 次`,
        en: `the quote stands in the report ${places.length} times`,
      },
      { zh: '加长引文，或用 nth 指明是第几次', en: 'lengthen the quote or say which by nth' },
    );
    return undefined;
  }
  const at = places[(entry.nth ?? 1) - 1];
  if (at === undefined) {
    fault('nth', 'D312', {
      zh: `引文只出现 ${places.length} 次`,
      en: `the quote stands only ${places.length} times`,
    });
    return undefined;
  }
  return { start: at, end: at + entry.quote.length, text: entry.quote };
}

/** Path of the innermost heading whose text holds an offset; glossary; 0 for the preface. */
export function sectionAt(outline: Outline, offset: number): string {
  if (offset >= outline.bodyEnd) return 'glossary';
  const within = (h: Heading): string | undefined => {
    for (const child of h.children) {
      const found = within(child);
      if (found) return found;
    }
    const own = offset >= h.heading.start && offset < h.heading.end;
    return own || [...h.paragraphs, ...h.closing].some((p) => offset >= p.start && offset < p.end)
      ? h.path
      : undefined;
  };
  for (const part of outline.parts) {
    const found = within(part);
    if (found) return found;
  }
  return '0';
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
function checkPlace(outline: Outline, indicator: Indicator, profile: Profile, fault: Fault): void {
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
