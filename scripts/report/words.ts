/** The editor's own words: references resolved, digits of their own refused (docs/data.md). */
import type { Message } from '../problem.ts';
import { nearest } from './nearest.ts';
import { chineseCount, numerals, numeralValue } from './numbers.ts';
import type { Fact, Indicator, Profile, WordRun, Words } from './report.ts';

/** What words may refer to. */
export interface WordsContext {
  text: string;
  profile: Profile;
  facts: ReadonlyMap<string, Fact>;
  indicators: ReadonlyMap<string, Indicator>;
  /** Derived names: hightech-before.name */
  derivedNames: ReadonlyMap<string, string>;
  /** {count:rows} and the like of the thing at hand. */
  counts: Readonly<Record<string, number>>;
  /** Whether a reference is to something written but faulty, and told as such already. */
  lost(ref: string): boolean;
}

export type WordsFault = (code: string, message: Message, hint?: Message) => void;

const CLASSIFIER = '(?:个|家|项|条|类|大|方面|件|名|位|组|张|处|次|倍|成|所|座|只|批|级|指标|企业|任务|目标)';
const COUNTED = new RegExp(
  `(?:[二两三四五六七八九十百千万亿〇零]+|[一二两三四五六七八九十]+(?:百|千|万|亿))${CLASSIFIER}`,
  'g',
);

/** Resolves a template such as `主导产业占比达{dominant-share}`. Faults are told; what cannot be resolved prints as nothing. */
export function resolveWords(
  template: string,
  address: string,
  context: WordsContext,
  fault: WordsFault,
): Words {
  const runs: WordRun[] = [];
  const push = (text: string) => {
    const last = runs[runs.length - 1];
    if (text === '') return;
    if (last?.kind === 'text') last.text += text;
    else runs.push({ kind: 'text', text });
  };
  let at = 0;
  for (const match of template.matchAll(/\{([^{}]*)\}/g)) {
    push(template.slice(at, match.index));
    at = match.index + match[0].length;
    resolveReference(match[1] ?? '', template, match.index, runs, push, context, fault);
  }
  push(template.slice(at));
  checkOwnNumbers(template, context, fault);
  return { address, runs, text: runs.map((run) => run.text).join('') };
}

function resolveReference(
  ref: string,
  template: string,
  at: number,
  runs: WordRun[],
  push: (text: string) => void,
  context: WordsContext,
  fault: WordsFault,
): void {
  const { profile } = context;
  if (ref === 'year' || ref === 'review-year') {
    const year = ref === 'year' ? profile.year : profile.reviewYear;
    if (year === null) fault('D205', { zh: `报告没有写明 {${ref}}`, en: `the report does not say {${ref}}` });
    else runs.push({ kind: 'year', text: String(year), which: ref });
    return;
  }
  if (ref.startsWith('count:')) {
    const count = context.counts[ref.slice(6)];
    if (count === undefined)
      fault(
        'D204',
        { zh: `这里没有可数的 {${ref}}`, en: `nothing to count for {${ref}}` },
        hintOf(Object.keys(context.counts).map((k) => `count:${k}`)),
      );
    else push(chineseCount(count));
    return;
  }
  if (ref.endsWith('.name')) {
    const id = ref.slice(0, -5);
    const name = context.indicators.get(id)?.name ?? context.derivedNames.get(id);
    if (name === undefined) unknown(ref, context, fault);
    else push(name);
    return;
  }
  const fact = context.facts.get(ref);
  if (!fact) {
    unknown(ref, context, fault);
    return;
  }
  checkNeighbour(fact, template.slice(0, at), context, fault);
  runs.push({ kind: 'fact', ref, text: fact.text });
}

function unknown(ref: string, context: WordsContext, fault: WordsFault): void {
  if (context.lost(ref)) return;
  const meant = nearest(ref, context.facts.keys());
  fault(
    'D203',
    { zh: `没有这个引用：{${ref}}`, en: `unknown reference: {${ref}}` },
    meant ? { zh: `是否指 {${meant}}？`, en: `did you mean {${meant}}?` } : undefined,
  );
}

const hintOf = (names: string[]): Message | undefined =>
  names.length > 0 ? { zh: `可用：${names.join(' ')}`, en: `there is: ${names.join(' ')}` } : undefined;

/** In the clause before a reference the name of another indicator must not stand: “地区生产总值增长{budget.change}”. */
function checkNeighbour(fact: Fact, before: string, context: WordsContext, fault: WordsFault): void {
  const own = fact.indicator;
  if (!own) return;
  const clause = before.split(/[，。；：、！？,;|}]/).pop() ?? '';
  if (clause.length < 3) return;
  const names = (i: Indicator) => [i.name, i.short, ...i.aliases].filter((n) => n.length >= 3);
  if (names(own).some((n) => clause.includes(n))) return;
  for (const other of context.indicators.values()) {
    if (other === own || other.id === own.pair || other.pair === own.id) continue;
    const name = names(other).find((n) => clause.includes(n));
    if (name && !names(own).some((n) => n.includes(name)))
      fault(
        'D206',
        {
          zh: `“${name}”后面引用的是 {${fact.ref}}（${own.name}）`,
          en: `after “${name}” stands {${fact.ref}} (${own.name})`,
        },
        { zh: `是否指 {${other.id}}？`, en: `did you mean {${other.id}}?` },
      );
  }
}

/** Literal digits and counted numerals are refused, unless they stand in an exact quotation or in a name the report itself uses. */
function checkOwnNumbers(template: string, context: WordsContext, fault: WordsFault): void {
  const allowed: [number, number][] = [];
  for (const match of template.matchAll(/\{[^{}]*\}/g))
    allowed.push([match.index, match.index + match[0].length]);
  for (const match of template.matchAll(/“[^”]+”/g))
    if (context.text.includes(match[0]) || context.text.includes(match[0].slice(1, -1)))
      allowed.push([match.index, match.index + match[0].length]);
  // Names: PM2.5, R&D, A类, 1+N, 省级, Ⅲ类 as the report writes them.
  for (const match of template.matchAll(/[A-Za-z0-9&.+]*[A-Za-z][A-Za-z0-9&.+]*|[Ⅰ-ⅿ]+类/g))
    if (context.text.includes(match[0])) allowed.push([match.index, match.index + match[0].length]);
  const isAllowed = (start: number, end: number) => allowed.some(([a, b]) => start >= a && end <= b);
  const refuse = (found: string) => {
    const value = numeralValue(found.replace(new RegExp(`${CLASSIFIER}$`), ''));
    const meant = [...context.facts.values()]
      .filter((f) => f.value === value || Math.abs(f.value) === value)
      .map((f) => `{${f.ref}}`);
    if (value === context.profile.year) meant.unshift('{year}');
    if (value === context.profile.reviewYear) meant.unshift('{review-year}');
    for (const [what, n] of Object.entries(context.counts)) if (n === value) meant.unshift(`{count:${what}}`);
    fault(
      'D202',
      {
        zh: `编者的话里不能直接写数字“${found}”`,
        en: `the editor's words carry no digits of their own: “${found}”`,
      },
      meant.length > 0
        ? {
            zh: `请用引用：${meant.slice(0, 4).join(' ')}`,
            en: `use a reference: ${meant.slice(0, 4).join(' ')}`,
          }
        : { zh: '先在 indicators.yaml 里立一条指标，再引用它', en: 'add an indicator and refer to it' },
    );
  };
  for (const numeral of numerals(template))
    if (numeral.kind !== 'chinese' && !isAllowed(numeral.start, numeral.end)) refuse(numeral.text);
  for (const match of template.matchAll(COUNTED))
    if (
      !isAllowed(match.index, match.index + match[0].length) &&
      !namedThere(template, match.index, match[0], context.text) &&
      !(match[0].endsWith('级') && context.text.includes(match[0]))
    )
      refuse(match[0]);
}

/** A counted word is part of a name that the report sets in quotation marks (“四项指标”), and the editor writes the whole name. */
function namedThere(template: string, at: number, counted: string, text: string): boolean {
  for (const [, name] of text.matchAll(/“([^”]{2,20})”/g)) {
    const inside = name?.indexOf(counted) ?? -1;
    if (name !== undefined && inside >= 0 && template.startsWith(name, at - inside)) return true;
  }
  return false;
}
