/** What may be added to and taken from what: like things of one time, no whole with its part, no total with its increase. */
import type { Message } from '../problem.ts';
import { amountOf } from './amounts.ts';
import { claimsIn } from './claim-words.ts';
import { isMeaningful, shareWord, words } from './names.ts';
import type { Fact } from './report.ts';
import { sentenceOf } from './sentences.ts';

/** A term of a formula: a fact, or the 100 of a share. */
export interface Term {
  sign: 1 | -1;
  fact?: Fact;
  constant?: number;
}

/** Why the terms of a formula cannot be added and taken away; undefined where they can. */
export function checkTerms(text: string, terms: readonly Term[]): Message | undefined {
  const stated = terms.flatMap(({ sign, fact }) => (fact ? [{ sign, fact }] : []));
  const [first, ...rest] = stated;
  if (!first) return undefined;
  const periods = new Set(stated.map(({ fact }) => fact.period));
  if (periods.size > 1)
    return {
      zh: `各项的时期不一：${[...periods].join('、')}`,
      en: `the terms are of different periods: ${[...periods].join(', ')}`,
    };
  for (const { sign, fact } of rest) {
    // What is taken away is its own change, its increase or its part.
    const before = stated.filter((t) => t.fact !== fact && (sign < 0 || t.sign > 0)).map((t) => t.fact);
    const unlike = before.find((other) => !alike(text, other, fact, sign));
    if (unlike)
      return {
        zh: `“${unlike.label}”与“${fact.label}”不是同类，不能相${sign > 0 ? '加' : '减'}`,
        en: `“${unlike.label}” and “${fact.label}” are not alike and are not ${sign > 0 ? 'added' : 'subtracted'}`,
      };
  }
  const added = stated.filter(({ sign }) => sign > 0).map(({ fact }) => fact);
  const [part, whole] = overlap(text, added) ?? [];
  if (part && whole)
    return {
      zh: `“${part.label}”已包括在“${whole.label}”里，不能相加`,
      en: `“${part.label}” is within “${whole.label}”; they are not added`,
    };
  return undefined;
}

/** Words that say nothing of what is counted. */
const DOING =
  /新增|净增|新建|新改扩建|新创|新认定|新|引进|引育|招引|培育|打造|建成|建设|完成|发放|筹集|办复|产业|产值|工业|收入|地区|项目|企业/g;
const substance = (name: string): string => name.replace(DOING, ' ');
/** Two things are alike whose names share a word of substance, or that one sentence lists side by side. */
function alike(text: string, a: Fact, b: Fact, sign: 1 | -1): boolean {
  if (a.indicator === b.indicator) return true;
  const named = likeNamed(a, b);
  if (sign < 0)
    return (
      within(text, b, a) || (named && amountOf(text, b) === 'increase' && amountOf(text, a) !== 'increase')
    );
  if (besides(text, a, b)) return named || !/元$/.test(a.unit);
  return named && !graded(text, a, b);
}
function likeNamed(a: Fact, b: Fact): boolean {
  const [x, y] = [a.indicator?.name ?? '', b.indicator?.name ?? ''];
  return shareWord(substance(x), substance(y)) || saidBy(substance(x), y) || saidBy(substance(y), x);
}
const saidBy = (name: string, other: string): boolean => {
  const own = name.replace(/\s|总数|总量|总额|合计/g, '');
  return own.length > 1 && other.includes(own);
};

/** One sentence lists both, with nothing but 、 ， and such between their clauses: 国际标准2项、国家标准43项. */
function besides(text: string, a: Fact, b: Fact): boolean {
  if (a.offset === undefined || b.offset === undefined) return false;
  const [from, to] = [Math.min(a.offset, b.offset), Math.max(a.offset, b.offset)];
  const between = text.slice(from, to);
  return !/[，。；！？\n]/.test(between) && between.includes('、');
}

/** One sentence names both by levels or by least sizes that differ: 国家级“小巨人”企业, 省级“专精特新”企业; what reaches the higher counts with the lower too. */
function graded(text: string, a: Fact, b: Fact): boolean {
  if (a.offset === undefined || b.offset === undefined) return false;
  const sentence = sentenceOf(text, a.offset);
  if (b.offset < sentence.start || b.offset >= sentence.end) return false;
  const grades = [a, b].map(({ indicator }) =>
    `${indicator?.name}${indicator?.quote}`.match(
      /(?:国家|世界|[省市区县镇])级|超?[\d.]+[万亿]?(?:美元|元)(?:以上)?/g,
    ),
  );
  return grades.some((found) => found !== null) && String(grades[0]) !== String(grades[1]);
}

/** 其中 between the two, in one sentence: the later is part of the earlier. */
function within(text: string, part: Fact, whole: Fact): boolean {
  if (part.offset === undefined || whole.offset === undefined || part.offset <= whole.offset) return false;
  const sentence = sentenceOf(text, whole.offset, whole.offset + 1);
  return part.offset < sentence.end && /其中|包括/.test(text.slice(whole.offset, part.offset));
}

/** Two of the terms that overlap, the part first: 其中 says so, or one is the total and the other its increase. */
function overlap(text: string, facts: readonly Fact[]): [Fact, Fact] | undefined {
  for (const whole of facts)
    for (const part of facts) {
      if (whole === part) continue;
      if (within(text, part, whole)) return [part, whole];
      if (amountOf(text, whole) !== 'total') continue;
      const amount = amountOf(text, part);
      if (amount === 'increase' || (amount !== 'total' && likeNamed(part, whole))) return [part, whole];
    }
  return undefined;
}

/** What is left of a whole. */
const REST = /其余|其他|以外|之外/;

/** The words of a derived name are those of its terms, and it claims nothing that their sentences do not. `rest`: it is what a share leaves of 100. */
export function checkDerivedName(
  name: string,
  facts: readonly Fact[],
  rest = false,
): { code: string; message: Message } | undefined {
  if (rest && !REST.test(name))
    return {
      code: 'D210',
      message: {
        zh: `“${name}”是占比以外的部分：名称要写“其余”或“以外”`,
        en: `“${name}” is what the share leaves: its name says 其余 or 以外`,
      },
    };
  const own = facts
    .map(({ indicator }) => [indicator?.name, indicator?.quote, ...(indicator?.aliases ?? [])].join(' '))
    .join('');
  const missing = words(
    name.replace(/合计|总计|共计|其余|其他|以外|之外|小计|总数|类别|种类|项数|[与和及]/g, ' '),
  ).filter((w) => isMeaningful(w) && !own.includes(w) && ![...w].every((c) => own.includes(c)));
  const claim = claimsIn(name).find(({ word }) => !own.includes(word));
  if (claim)
    return {
      code: 'D209',
      message: { zh: `“${claim.word}”不是算式各项原有的说法`, en: `the terms do not say “${claim.word}”` },
    };
  const first = facts[0]?.indicator?.name ?? '';
  // What is left of a total is a total, what new things add up to is new.
  const increase = /[新净]增/;
  if (facts.length > 1 && increase.test(name) !== increase.test(first))
    return {
      code: 'D210',
      message: {
        zh: `名称“${name}”与“${first}”一为总量、一为新增`,
        en: `of “${name}” and “${first}” one is a total and one an increase`,
      },
    };
  if (missing.length > 0 && facts.length > 0)
    return {
      code: 'D210',
      message: {
        zh: `名称里的“${missing.join('、')}”不是算式各项的`,
        en: `“${missing.join(', ')}” of the name is of none of its terms`,
      },
    };
  return undefined;
}
