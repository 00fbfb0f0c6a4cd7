/** Checks of the editor's own words: no numbers of their own, no number under another's name, nothing at a number that contradicts it. */
import type { Message } from '../problem.ts';
import { FIRST } from './claim-words.ts';
import { AFTER_WORDS, BEFORE_WORDS, CHANGE_VERBS, numerals, numeralValue } from './numbers.ts';
import type { Fact, Indicator } from './report.ts';
import type { WordsContext, WordsFault } from './words.ts';

/** Words with their names filled in: {gdp.name} reads as 地区生产总值, other references as one mark. */
function readable(template: string, context: WordsContext): string {
  return template
    .replace(/\{([a-z0-9-]+)\.name\}/g, (_, id: string) => context.indicators.get(id)?.name ?? '')
    .replace(/\{[^{}]*\}/g, '\ufffc');
}

const names = (indicator: Indicator): string[] => [indicator.name, indicator.short, ...indicator.aliases];

/** Whether two texts have two neighbouring characters in common. */
function share(a: string, b: string): boolean {
  for (let i = 0; i + 2 <= a.length; i++) {
    const pair = a.slice(i, i + 2);
    if (/^\p{Script=Han}{2}$/u.test(pair) && b.includes(pair)) return true;
  }
  return false;
}

/** Words that say nothing of what is counted. */
const FILLERS =
  /(?:全年|预计|累计|力争|确保|完成|实现|达到|达|增至|升至|降至|提升|保持|新增|净增|建成|总数|总量|总额|比重|占比|同比|年|的|超|约|和|与|均|居|列)+/g;

/**
 * What stands right before and after a reference in its clause is about the same thing: the name of another indicator there
 * (“地区生产总值增长{budget.change}”), a verb that contradicts, a qualifier, unit or multiple of the editor's own are faults.
 */
export function checkNeighbours(
  fact: Fact,
  before: string,
  after: string,
  context: WordsContext,
  fault: WordsFault,
): void {
  checkTouching(fact, before, after, fault);
  const own = fact.indicator;
  if (!own) return;
  const stop = /[，。；、！？,;\ufffc]/;
  const left = readable(before, context).split(stop).pop() ?? '';
  const right = /^的/.test(after) ? (readable(after, context).split(stop)[0] ?? '') : '';
  for (const clause of [left, right]) {
    const subject = clause.replace(/^.*[：:]/, '').replace(FILLERS, ' ') || clause.replace(FILLERS, ' ');
    const said = [subject, clause].find((text) => text.replace(/\s/g, '').length >= 2);
    if (said === undefined) continue;
    const about = [...names(own), own.quote].join(' ');
    if (names(own).some((name) => clause.includes(name))) continue;
    const others = [...context.indicators.values()].flatMap((other) => {
      if (other === own || other.id === own.pair || other.pair === own.id) return [];
      const whole = names(other).find((name) => name.length >= 3 && clause.includes(name)) ?? '';
      // A total and what was added to it: 高企总数一年增加{hightech-net}.
      const thing = whole.replace(/总数|总量|总额/, '');
      if (thing.length > 1 && /[净新]增/.test(own.name) && own.name.includes(thing) && /增加?$/.test(clause))
        return [];
      if (whole !== '') return names(own).some((name) => name.includes(whole)) ? [] : [{ other, whole }];
      return !share(said, about) && names(other).some((name) => share(said, name)) ? [{ other, whole }] : [];
    });
    // The one whose whole name stands there is the likeliest.
    const [likely] = others.sort((a, b) => b.whole.length - a.whole.length);
    if (likely) {
      const { other, whole } = likely;
      fault(
        'D206',
        {
          zh: `“${whole || said.trim()}”旁边引用的是 {${fact.ref}}（${own.name}）`,
          en: `beside “${whole || said.trim()}” stands {${fact.ref}} (${own.name})`,
        },
        { zh: `是否指 {${other.id}}？`, en: `did you mean {${other.id}}?` },
      );
      return;
    }
  }
}

/** Said behind a number: that it is less. */
const SHORT = ['不到', '不足', '不满', '未满', '上下', '有余'];
const VERBS = CHANGE_VERBS.map(([word]) => word);
const BOUNDS = [
  ...BEFORE_WORDS.map(([word]) => word),
  ...['不足', '不到', '不满', '高达', '仅', '跌至', '跌破', '降至', '减至', '减少至', '增至', '升至', '回落'],
].sort((a, b) => b.length - a.length);

/** A reference prints its own qualifier, verb and unit: none of the editor's may touch it, unless the quote has the very words. */
function checkTouching(fact: Fact, before: string, after: string, fault: WordsFault): void {
  const refuse = (found: string) =>
    fault(
      'D207',
      {
        zh: `{${fact.ref}} 印出来是“${fact.text}”，旁边不能再写“${found}”`,
        en: `{${fact.ref}} prints as “${fact.text}”; “${found}” cannot stand beside it`,
      },
      { zh: '限定词、增减和单位都随引用印出', en: 'qualifier, verb and unit are printed with the reference' },
    );
  const verb = fact.kind === 'change' ? VERBS.find((word) => before.endsWith(word)) : undefined;
  if (verb) refuse(verb);
  const bound = BOUNDS.find((word) => before.endsWith(word));
  if (bound && !fact.quote.includes(bound)) refuse(bound);
  const follow = [...AFTER_WORDS.map(([word]) => word), ...SHORT, '万', '亿', '倍', '的两倍', '的一半'].find(
    (word) => after.startsWith(word),
  );
  if (follow) refuse(follow);
}

/** The year that a clause names: {year}, {review-year}, or by where the report stands. 比去年 names what is compared with. */
function datedBy(clause: string): 'year' | 'review-year' | undefined {
  const named = /\{(year|review-year)\}年/.exec(clause)?.[1];
  if (named === 'year' || named === 'review-year') return named;
  if (/(?<![比较与和同])去年/.test(clause)) return 'review-year';
  return /(?<![比较与和同])(?:今年|本年)(?!数)/.test(clause) ? 'year' : undefined;
}

/** {year} and 今年 do not date what was done in the year before, nor {review-year} and 去年 a target. */
export function checkTime(template: string, context: WordsContext, fault: WordsFault): void {
  const { year, reviewYear } = context.profile;
  for (const clause of template.split(/[，。；：！？]/)) {
    const dated = datedBy(clause);
    if (dated === undefined || /\{year\}[\s\S]*\{review-year\}|\{review-year\}[\s\S]*\{year\}/.test(clause))
      continue;
    for (const [, ref = ''] of clause.matchAll(/\{([^{}:]+)\}/g)) {
      const fact = context.facts.get(ref);
      if (!fact?.indicator) continue;
      const wrong =
        dated === 'year'
          ? fact.status === 'actual' && reviewYear !== null && fact.period.startsWith(String(reviewYear))
          : fact.status === 'target' && year !== null && fact.period.startsWith(String(year));
      if (wrong)
        fault('D208', {
          zh: `{${ref}} 是 ${fact.period} 年的${fact.status === 'actual' ? '完成数' : '目标'}，不是 {${dated}} 年的`,
          en: `{${ref}} is the ${fact.status === 'actual' ? 'result' : 'target'} of ${fact.period}, not of {${dated}}`,
        });
    }
  }
}

const CLASSIFIER =
  '(?:个|家|项|条|类|大|方面|件|名|位|组|张|处|次|倍|成|所|座|只|批|级|指标|企业|任务|目标|元|人|户|亩|吨|套|台|辆|公里|平方米|公顷|分|年|届|支|余|多)';
const HAN = '[〇零一二两三四五六七八九十百千万亿廿卅]';
/** What counts, in words: 三项, 二十二亩, 百分之六十, 三分之二, 全市第三, 翻番, 过半, 叁拾. */
const COUNTED = new RegExp(
  [
    `${HAN}+分之${HAN}+`,
    // A quarter is a time, and checked as one.
    `第(?:${HAN}|[IVX])+(?!季度)`,
    // 数十家, 数家; in 总数一年 it is no numeral.
    `(?:数(?![一二两三四五六七八九])|几|十|多)${HAN}*余?${CLASSIFIER}`,
    `(?:(?![万亿]+[^〇零一二两三四五六七八九十百千])[二两三四五六七八九十百千万亿〇零廿卅]+|[一二两三四五六七八九十廿卅]+(?:百|千|万|亿)+)${CLASSIFIER}`,
    `[一二两三四五六七八九十]+倍`,
    '翻(?:一|两|几)?番|成倍|倍增|过半|近半|一半|减半|大半|多半|半数|双倍|零增长',
    '[一二两三四五六七八九个]位数|[几数][十百千万亿]+',
    // 一成不变, 一成立即 hold no tenth.
    '一成(?=$|[以左多半，。；、！])',
    `${HAN}+[%％‰]`,
    `[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}|[壹贰叁肆伍陆柒捌玖拾]${CLASSIFIER}|[仨俩]`,
    String.raw`\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|double|half)\b`,
  ].join('|'),
  'gi',
);
/** Literal digits and counted numerals are refused, unless they stand in an exact quotation or in a name the report itself uses. */
export function checkOwnNumbers(template: string, context: WordsContext, fault: WordsFault): void {
  const { text } = context;
  const allowed: [number, number][] = [];
  for (const match of template.matchAll(/\{[^{}]*\}/g))
    allowed.push([match.index, match.index + match[0].length]);
  // A quotation is the report's own when the report sets it in the same marks, or when it is long enough to be a phrase.
  for (const match of template.matchAll(/“[^”]+”/g)) {
    const inner = match[0].slice(1, -1);
    if (text.includes(match[0]) || (inner.length >= 8 && standsWhole(text, inner)))
      allowed.push([match.index, match.index + match[0].length]);
  }
  // Names: PM2.5, R&D, A类, 1+N, 省级, Ⅲ类 as the report writes them.
  for (const match of template.matchAll(/[A-Za-z0-9&.+]*[A-Za-z][A-Za-z0-9&.+]*|[Ⅰ-ⅿ]+类/g))
    if (standsWhole(text, match[0])) allowed.push([match.index, match.index + match[0].length]);
  const isAllowed = (start: number, end: number) => allowed.some(([a, b]) => start >= a && end <= b);
  const refuse = (found: string) => fault('D202', ownNumber(found), hintFor(found, template, context));
  for (const numeral of numerals(template))
    if (numeral.kind !== 'chinese' && !isAllowed(numeral.start, numeral.end)) refuse(numeral.text);
  for (const match of template.matchAll(COUNTED))
    if (
      !isAllowed(match.index, match.index + match[0].length) &&
      !namedThere(template, match.index, match[0], text) &&
      !(
        /[级台]$|^第/.test(match[0]) &&
        text.includes(match[0]) &&
        inReport(template, match.index, match[0], text)
      )
    )
      refuse(match[0]);
  for (const match of template.matchAll(FIRST))
    if (!isAllowed(match.index, match.index + match[0].length) && !text.includes(match[0]))
      fault('D209', {
        zh: `报告里没有“${match[0]}”这一说法`,
        en: `the report does not say “${match[0]}”`,
      });
}

const ownNumber = (found: string): Message => ({
  zh: `编者的话里不能直接写数字“${found}”`,
  en: `the editor's words carry no digits of their own: “${found}”`,
});

/** What to write in place of a number: the count of rows that it is, or references of that value whose name the words share. */
function hintFor(found: string, template: string, context: WordsContext): Message {
  const value = numeralValue(found.replace(new RegExp(`${CLASSIFIER}$`), ''));
  const counts = Object.entries(context.counts).flatMap(([what, n]) =>
    n === value ? `{count:${what}}` : [],
  );
  const years = [
    ...(value === context.profile.year ? ['{year}'] : []),
    ...(value === context.profile.reviewYear ? ['{review-year}'] : []),
  ];
  const meant = [...context.facts.values()]
    .filter(
      (f) =>
        Math.abs(f.value) === value &&
        (f.indicator ? names(f.indicator) : [f.label]).some((n) => share(template, n)),
    )
    .map((f) => `{${f.ref}}`);
  const all = [...counts, ...years, ...meant];
  if (all.length > 0)
    return {
      zh: `请用引用：${all.slice(0, 4).join(' ')}`,
      en: `use a reference: ${all.slice(0, 4).join(' ')}`,
    };
  if (Object.keys(context.counts).length > 0 && /[个项类]$/.test(found))
    return {
      zh: '行数写 {count:rows}；其余的数改用不带数的说法',
      en: 'the number of rows is {count:rows}; put the rest without a number',
    };
  return { zh: '先在 indicators.yaml 里立一条指标，再引用它', en: 'add an indicator and refer to it' };
}

/** A counted word is part of a name that the report sets in quotation marks (“四项指标”), and the editor writes the whole name. */
function namedThere(template: string, at: number, counted: string, text: string): boolean {
  for (const [, name] of text.matchAll(/“([^”]{2,20})”/g)) {
    const inside = name?.indexOf(counted) ?? -1;
    if (name !== undefined && inside >= 0 && template.startsWith(name, at - inside)) return true;
  }
  return false;
}

/** The word stands in the report with the same two characters before it (全市第一 is, 全国第一 is not). */
const inReport = (template: string, at: number, found: string, text: string): boolean =>
  text.includes(template.slice(Math.max(0, at - 2), at + found.length));

/** A piece stands in the text without cutting a number or a Latin word at either end. */
export function standsWhole(text: string, piece: string): boolean {
  const joined = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && /[A-Za-z0-9.]/.test(a) && /[A-Za-z0-9.]/.test(b);
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1))
    if (!joined(text[at - 1], piece[0]) && !joined(piece[piece.length - 1], text[at + piece.length]))
      return true;
  return false;
}
