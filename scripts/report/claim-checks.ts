/** The editor's words in a figure claim no more than the sentences of its numbers: done, when, all, how much, first (claim-words.ts). */
import type { Message } from '../problem.ts';
import { ABSENT, type Claim, claimsIn, DRAWING } from './claim-words.ts';
import { type FigureCheck, type FigureContext, factsOfRow } from './figure-task.ts';
import { limitsLost, limitsLostIn } from './name-limits.ts';
import type { Fact, FigureRow, Words } from './report.ts';
import { sentenceOf, sentenceOfFact, statedFacts } from './sentences.ts';
import { lies, timeOfFact, timesIn } from './times.ts';

/** What words are about: the facts and fragments of their figure, group or row, and those that they refer to. */
interface Said {
  facts: readonly Fact[];
  sentences: readonly string[];
}

/** Words as checked: references as one mark, counts as another. */
const REFERENCE = '\ufffc';
const COUNT = '\ufffb';
const marked = (template: string): string =>
  template.replace(/\{count:[^{}]*\}/g, COUNT).replace(/\{(?!year|review-year)[^{}]*\}/g, REFERENCE);

export const checkClaims: FigureCheck = ({ spec, entry, rows, context, fault }) => {
  const all = rows.map(({ row }) => row);
  const check = (
    path: readonly PropertyKey[],
    template: string | undefined,
    words: Words | undefined,
    of: FigureRow[],
  ) => {
    if (template === undefined || words === undefined) return;
    const said = saidIn(of, words, context);
    const drawn = of.flatMap((row) => row.value ?? []);
    for (const { word, message } of unsaid(template, said, drawn, context))
      fault(path, 'D209', message, hintFor(word));
    for (const { clause, name } of limitsLostIn(template, context.facts))
      fault(path, 'D206', {
        zh: `“${clause}”旁边引用的是“${name}”`,
        en: `beside “${clause}” stands “${name}”`,
      });
  };
  for (const field of ['title', 'subtitle', 'note'] as const) check([field], entry[field], spec[field], all);
  for (const [g, group] of (entry.groups ?? []).entries())
    check(['groups', g, 'label'], group.label, spec.groups[g]?.label, spec.groups[g]?.rows ?? []);
  for (const { row, group, path } of rows) {
    const r = path.at(-1) as number;
    const label = (entry.groups?.[group]?.rows ?? entry.rows ?? [])[r]?.label;
    check([...path, 'label'], label, row.label, [row]);
    const name = row.value?.indicator?.name;
    if (label !== undefined && name !== undefined && limitsLost(label, name))
      fault([...path, 'label'], 'D210', { zh: `“${label}”不是“${name}”`, en: `“${label}” is not “${name}”` });
  }
};

/** 今年 and 去年 are years that references print. */
function hintFor(word: string): Message {
  const year = /^[今本]年$/.test(word) ? '{year}年' : word === '去年' ? '{review-year}年' : undefined;
  return year
    ? { zh: `写 ${year}`, en: `write ${year}` }
    : {
        zh: `这些数的原句里没有“${word}”：删去，或改用原句的说法`,
        en: `the sentences of these numbers do not say “${word}”: drop it or use their words`,
      };
}

function saidIn(rows: readonly FigureRow[], words: Words, { text, facts, derived }: FigureContext): Said {
  const referred = words.runs.flatMap((run) => (run.kind === 'fact' ? (facts.get(run.ref) ?? []) : []));
  const own = [...rows.flatMap(factsOfRow), ...referred].flatMap((fact) => statedFacts(fact, facts, derived));
  const spans = rows.flatMap((row) => [
    ...(row.fragments ?? []),
    ...[row.note, row.name].flatMap((s) => s ?? []),
  ]);
  return {
    facts: own,
    sentences: [
      ...own.map((fact) => sentenceOfFact(text, fact)),
      ...spans.map((span) => sentenceOf(text, span.start, span.end).text),
    ],
  };
}

/** Claims of a template that nothing backs. `drawn` are the numbers that its counts count. */
function unsaid(
  template: string,
  said: Said,
  drawn: readonly Fact[],
  context: FigureContext,
): { word: string; message: Message }[] {
  const { text, profile } = context;
  const words = marked(template);
  return claimsIn(words).flatMap((claim) => {
    const { kind, word } = claim;
    // What the report says nowhere is told already (word-checks.ts); what it sets in quotation marks is a name.
    if (kind === 'first' && !text.includes(word)) return [];
    if (kind === 'scope' && profile.level !== null && word === OWN_SCOPE[profile.level]) return [];
    if (quotedByReport(words, claim, text)) return [];
    if (said.sentences.some((sentence) => saysClaim(sentence, word))) return [];
    const clause = clauseAt(words, claim.start);
    if (
      backed(
        claim,
        clause,
        { ...said, facts: factsBeside(template, words, claim.start, said, context) },
        drawn,
        context,
      )
    )
      return [];
    return [
      {
        word,
        message: {
          zh: `“${word}”超出了所引各数的原句`,
          en: `“${word}” says more than the sentences of its numbers`,
        },
      },
    ];
  });
}

/** The facts that a piece of words is about: those it refers to, else those of the year it names, else all. */
function factsBeside(
  template: string,
  words: string,
  at: number,
  { facts }: Said,
  context: FigureContext,
): readonly Fact[] {
  const stops = /[，。；：、与和]/;
  let [from, to] = [at, at];
  while (from > 0 && !stops.test(words[from - 1] ?? '')) from--;
  while (to < words.length && !stops.test(words[to] ?? '')) to++;
  const piece = words.slice(from, to);
  const marks = (text: string) => text.split(REFERENCE).length - 1;
  const refs = [...template.matchAll(/\{(?!count:|year\}|review-year\})([^{}]*)\}/g)].map((m) => m[1] ?? '');
  const first = marks(words.slice(0, from));
  const beside = refs.slice(first, first + marks(piece)).flatMap((ref) => context.facts.get(ref) ?? []);
  if (beside.length > 0) return beside;
  const named = /\{(year|review-year)\}/.exec(piece)?.[1];
  const year = named === 'year' ? context.profile.year : context.profile.reviewYear;
  const dated = named ? facts.filter((fact) => fact.period.startsWith(String(year))) : [];
  return dated.length > 0 ? dated : facts;
}

/** A sentence makes the same claim: 均 is not that of 人均. */
const saysClaim = (sentence: string, word: string): boolean =>
  claimsIn(sentence).some((claim) => bare(claim.word).includes(bare(word)));
const bare = (word: string): string => word.replace(/[“”]/g, '');

const OWN_SCOPE: Readonly<Record<string, string>> = {
  state: '全国',
  province: '全省',
  city: '全市',
  county: '全县',
  district: '全区',
  township: '',
};

/** What the numbers themselves bear out, without a word of the report. */
function backed(
  { kind, word }: Claim,
  clause: string,
  { facts }: Said,
  drawn: readonly Fact[],
  context: FigureContext,
): boolean {
  const results = facts.length > 0 && facts.every((fact) => fact.status === 'actual');
  if (/^完成[数值]$/.test(word)) return facts.some((fact) => fact.status === 'actual');
  if (kind === 'done')
    return (
      (results && /^(?:已|已经|业已|已经?完成|完成)$/.test(word)) ||
      // A caveat may name what the figure leaves out: 与竣工项目口径不同.
      (/^(?:竣工|投产|建成|完成)$/.test(word) && ABSENT.test(clause))
    );
  if (kind === 'time') {
    if (/^[今去明本]年$/.test(word)) {
      const [time] = timesIn(word, context.profile.year);
      const own = facts.map((fact) => timeOfFact(fact, context.profile));
      return time !== undefined && own.every((of) => of === undefined || lies(of, time));
    }
    if (word === '全年') return facts.every((fact) => !/[HQ]/.test(fact.period));
    return ABSENT.test(clause);
  }
  if (kind !== 'all') return false;
  if (ABSENT.test(clause)) return true;
  // 箭头均为下限 speaks of the arrows; 均为下限 of every number.
  const numbers = drawn.filter((fact) => Number.isFinite(fact.value));
  if (/下限/.test(clause)) return numbers.some(isBound) && (/箭头|“/.test(clause) || numbers.every(isBound));
  if (DRAWING.test(clause)) return true;
  if (!clause.includes(COUNT) || word !== '均') return false;
  // 七项指标均为正增长 is counted and reckoned: every row rises.
  if (/负增长|下降|减少|降低/.test(clause))
    return drawn.every((fact) => fact.kind === 'change' && fact.value < 0);
  if (/增长|上升|提升|提高|增加/.test(clause))
    return drawn.every((fact) => fact.kind === 'change' && fact.value > 0);
  return false;
}

const isBound = (fact: Fact): boolean => /lower-bound/.test(fact.encoding);

const clauseAt = (words: string, at: number): string => {
  const from = Math.max(...['，', '。', '；', '：'].map((stop) => words.lastIndexOf(stop, at - 1))) + 1;
  return words.slice(from).split(/[，。；：]/)[0] ?? '';
};

/** The word stands in quotation marks that the report itself sets around the same words. */
function quotedByReport(words: string, { word, start }: Claim, text: string): boolean {
  for (const match of words.matchAll(/“[^”]+”/g))
    if (
      match.index <= start &&
      start + word.length <= match.index + match[0].length &&
      !/^“.?十.五/.test(match[0])
    )
      return text.includes(match[0]);
  return false;
}
