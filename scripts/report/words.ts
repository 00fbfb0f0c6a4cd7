/** The editor's own words: references resolved, digits of their own refused (docs/data.md). */
import type { Message } from '../problem.ts';
import { nearest } from './nearest.ts';
import { chineseCount } from './numbers.ts';
import type { Fact, Indicator, Profile, WordRun, Words } from './report.ts';
import { checkNeighbours, checkOwnNumbers, checkTime } from './word-checks.ts';

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
  checkTime(template, context, fault);
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
  checkNeighbours(fact, template.slice(0, at), template.slice(at + ref.length + 2), context, fault);
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
