/** Derived values: sums, differences and counts of stated facts, never worked back from a growth rate. */
import type { Message } from '../problem.ts';
import { amountOf } from './amounts.ts';
import { checkDerivedName, checkTerms, type Term } from './derived-terms.ts';
import { nearest } from './nearest.ts';
import type { Derived, Fact } from './report.ts';
import { saidIn } from './row-words.ts';

export type DerivedFault = (field: string, code: string, message: Message, hint?: Message) => void;

interface DerivedEntry {
  id: string;
  name: string;
  formula: string;
  unit: string;
  period?: string | undefined;
}

/** What a formula may refer to. `lost`: what is written but faulty, told already. */
export interface DerivedContext {
  text: string;
  facts: ReadonlyMap<string, Fact>;
  lost(ref: string): boolean;
}

/** Works a formula out: `a - b.change`, `a + b + c`, `100 - a` (the rest of a share), `count(a, b)`. Undefined with a fault when it cannot; without one when what it refers to is `lost`, told already. */
export function derive(
  entry: DerivedEntry,
  name: string,
  { text: report, facts, lost }: DerivedContext,
  fault: DerivedFault,
): Derived | undefined {
  const counted = /^count\((.*)\)$/.exec(entry.formula.trim());
  const tokens = counted
    ? (counted[1] ?? '').split(',').map((t) => t.trim())
    : entry.formula.trim().split(/\s+/);
  const terms: Term[] = [];
  let sign: 1 | -1 = 1;
  for (const [i, token] of tokens.entries()) {
    if (!counted && i % 2 === 1) {
      if (token !== '+' && token !== '-' && token !== '−') {
        fault('formula', 'D212', {
          zh: `算式应为“甲 - 乙”或“甲 + 乙”，这里是“${token}”`,
          en: `a formula is “a - b” or “a + b”, found “${token}”`,
        });
        return undefined;
      }
      sign = token === '+' ? 1 : -1;
      continue;
    }
    if (token === '100' && entry.unit === '%' && i === 0) {
      terms.push({ sign, constant: 100 });
      continue;
    }
    const fact = facts.get(token);
    if (!fact && lost(token)) return undefined;
    if (!fact || fact.kind === 'derived') {
      const meant = nearest(token, facts.keys());
      fault(
        'formula',
        'D203',
        { zh: `没有这个引用：${token}`, en: `unknown reference: ${token}` },
        meant ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } : undefined,
      );
      return undefined;
    }
    if (
      !counted &&
      fact.kind === 'change' &&
      (fact.indicator?.measure === 'growth' ||
        fact.indicator?.change?.kind === 'growth' ||
        fact.indicator?.change?.kind === 'multiple')
    ) {
      fault('formula', 'D211', {
        zh: `${token} 是增长率，不能由它倒推基数`,
        en: `${token} is a growth rate; no base is worked back from it`,
      });
      return undefined;
    }
    if (!counted && Number.isNaN(fact.value)) {
      fault('formula', 'D212', { zh: `${token} 不是数`, en: `${token} is no number` });
      return undefined;
    }
    terms.push({ sign, fact });
  }
  const units = new Set(terms.flatMap((t) => (t.fact ? [t.fact.unit.replace(/^个?百分点$/, '%')] : [])));
  if (!counted && (units.size > 1 || !units.has(entry.unit))) {
    fault('unit', 'D213', {
      zh: `算式各项的单位是 ${[...units].join('、')}，结果写成了 ${entry.unit}`,
      en: `the units in the formula are ${[...units].join(', ')}, the result says ${entry.unit}`,
    });
    return undefined;
  }
  const refuse = (field: string, zh: string, en: string) => {
    fault(field, 'D214', { zh, en });
    return undefined;
  };
  const of = terms.flatMap((t) => (t.fact ? [t.fact] : []));
  if (new Set(of.map((f) => f.ref)).size < of.length)
    return refuse('formula', '同一个数用了两次', 'one number is used twice');
  if (counted) {
    if (!/^[项类种]$/.test(entry.unit))
      return refuse(
        'unit',
        `计的是指标的项数，单位不能是“${entry.unit}”`,
        `it counts indicators, not what they count: no unit “${entry.unit}”`,
      );
    const namesake = of.find((f) => f.indicator && saidIn(name, f.indicator.name));
    if (namesake)
      return refuse(
        'name',
        `计的是指标的项数，不是“${namesake.label}”`,
        `it counts indicators, not “${namesake.label}”`,
      );
  } else {
    const bound = of.find(
      (f) => /lower-bound/.test(f.encoding) || /以[上下内]|不少于|不低于|超|突破/.test(f.text),
    );
    if (bound)
      return refuse(
        'formula',
        `“${bound.text}”是下限或上限，不能算出确数`,
        `“${bound.text}” is a bound; nothing exact comes of it`,
      );
    if (of.some((f) => f.unit === '位')) return refuse('formula', '位次不能加减', 'places are not added');
    if (new Set(of.map((f) => f.status)).size > 1)
      return refuse('formula', '完成数与目标不能相加减', 'results and goals are not added');
    if (entry.unit === '%' && terms.slice(1).some((t) => t.sign > 0))
      return refuse('formula', '比重不能相加', 'shares are not added');
  }
  const untrue = counted ? undefined : checkTerms(report, terms);
  if (untrue) {
    fault('formula', 'D214', untrue);
    return undefined;
  }
  const rest = terms.some((t) => t.constant !== undefined);
  const misnamed = checkDerivedName(name, of, rest);
  if (misnamed) fault('name', misnamed.code, misnamed.message);
  const years = of.map((f) => Number(/^\d{4}/.exec(f.period)?.[0]));
  const stated = Number(/^\d{4}/.exec(entry.period ?? '')?.[0]);
  // A total less its increase is that of the year before; anything else is of the year of its terms.
  const earlier =
    terms.some((t) => t.sign < 0 && t.fact && amountOf(report, t.fact) === 'increase') ||
    of.slice(1).some((f) => f.kind === 'change');
  if (entry.period !== undefined && !counted && stated === (years[0] ?? 0) - (earlier ? 0 : 1))
    return refuse(
      'period',
      `结果是${(years[0] ?? 0) - (earlier ? 1 : 0)}年的数，时期写成了 ${entry.period}`,
      `the result is of ${(years[0] ?? 0) - (earlier ? 1 : 0)}, the period says ${entry.period}`,
    );
  if (entry.period !== undefined && !years.some((year) => stated === year || stated === year - 1))
    return refuse(
      'period',
      `时期 ${entry.period} 与各项的时期对不上`,
      `the period ${entry.period} fits none of the terms`,
    );
  const decimals = Math.max(0, ...terms.map((t) => (t.fact?.number.split('.')[1] ?? '').length));
  const value = counted
    ? terms.length
    : Number(
        terms
          .reduce((sum, t) => sum + t.sign * (t.constant ?? Math.abs(t.fact?.value ?? 0)), 0)
          .toFixed(decimals),
      );
  if (value < 0)
    return refuse('formula', '结果是负数：把两项对调', 'the result is below zero: turn the terms round');
  const text = counted
    ? terms.map((t) => t.fact?.label ?? '').join('、')
    : terms
        .map(
          (t, i) =>
            (i === 0 ? '' : t.sign > 0 ? ' + ' : ' − ') + (t.fact ? t.fact.number : String(t.constant)),
        )
        .join('');
  const number = counted ? String(value) : value.toFixed(decimals);
  const first = terms.find((t) => t.fact)?.fact;
  const fact: Fact = {
    ref: entry.id,
    kind: 'derived',
    before: '',
    number,
    unit: entry.unit,
    after: '',
    text: number + entry.unit,
    value,
    status: first?.status ?? 'actual',
    period: entry.period ?? first?.period ?? '',
    encoding: 'derived',
    quote: text,
    label: name,
  };
  return {
    id: entry.id,
    name,
    formula: entry.formula,
    unit: entry.unit,
    fact,
    ...(entry.period === undefined ? {} : { period: entry.period }),
  };
}

/** 推算 as printed under a figure: `1060 − 220 = 840家`. */
export function formulaText(derived: Derived): string {
  return derived.formula.startsWith('count(')
    ? `${derived.fact.quote}，共${derived.fact.text}`
    : `${derived.fact.quote} = ${derived.fact.text}`;
}
