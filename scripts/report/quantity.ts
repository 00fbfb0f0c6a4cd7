/** A number where it stands in the report: the qualifier words, unit and verb of change around it. */
import { AFTER_WORDS, BEFORE_WORDS, CHANGE_VERBS } from './numbers.ts';
import type { Qualifier } from './report.ts';

export interface Quantity {
  /** Offsets of the number itself in the text. */
  start: number;
  end: number;
  number: string;
  unit: string;
  /** Qualifier words that touch the number, as printed. */
  before: string;
  after: string;
  kinds: Qualifier[];
  /** 同比增长, 净增, 提升: verb (with basis) that governs the number; empty for a level. */
  verb: string;
  direction: 'up' | 'down' | undefined;
  /** 预计 stands in the same clause before the number. */
  expected: boolean;
}

const verbs = CHANGE_VERBS.map(([word]) => word).join('|');
const VERB = new RegExp(`((?:同比|同口径|比上年|较上年|比年初|年均)?(?:下降|${verbs}))(?:了|到|至|达)?$`);
const beforeWords = BEFORE_WORDS.map(([word]) => word);

/** Reads what stands around text[start, end), a number followed by `unit`. Looks at the report's text, not only at the quote, so that a short quote hides nothing. */
export function quantityAt(text: string, start: number, end: number, unit: string): Quantity {
  const kinds = new Set<Qualifier>();
  let left = start;
  const word = beforeWords.find((w) => text.slice(0, start).endsWith(w));
  if (word) {
    left -= word.length;
    kinds.add(kindOf(BEFORE_WORDS, word));
  }
  const unitEnd = end + unit.length;
  const follow = AFTER_WORDS.find(([w]) => text.startsWith(w, unitEnd));
  const after = follow?.[0] ?? '';
  if (follow) kinds.add(follow[1]);
  const clauseStart =
    Math.max(...['，', '。', '；', '：', '\n', '、'].map((c) => text.lastIndexOf(c, left - 1))) + 1;
  const clause = text.slice(clauseStart, left);
  const verbMatch = VERB.exec(clause);
  // 预计完成甲，实现乙: a clause that begins with the verb alone goes on with the 预计 of its sentence.
  const sentence = text.slice(
    Math.max(...['。', '；', '\n'].map((c) => text.lastIndexOf(c, left - 1))) + 1,
    left,
  );
  const carried = /^(?:完成|实现|达)/.test(clause) && /预计(?:完成|实现|达)/.test(sentence);
  const expected = carried || /预计(?!能)/.test(clause);
  if (expected) kinds.add('expected');
  const verb =
    verbMatch &&
    !/提升(至|到)|提高(至|到)|增加(至|到)|减少(至|到)|下降(至|到)|降至/.test(clause.slice(verbMatch.index))
      ? (verbMatch[1] ?? '')
      : '';
  const direction = CHANGE_VERBS.find(([w]) => verb.endsWith(w))?.[1];
  return {
    start,
    end,
    number: text.slice(start, end),
    unit,
    before: word ?? '',
    after,
    kinds: [...kinds],
    verb,
    direction,
    expected,
  };
}

const kindOf = (table: readonly (readonly [string, string])[], word: string) =>
  table.find(([w]) => w === word)?.[1] as Qualifier;

/** Whether a unit is only the beginning of the one that stands there: 亿 of 亿美元, 万 of 万平方米, M of MW, 个 of 个百分点. */
const goesOn = (unit: string, rest: string): boolean =>
  (/[万亿百千]$/.test(unit) &&
    /^(?:美元|元|平方米|公里|公顷|[亿万个家项条件名人户亩吨套辆张座所次千瓦])/.test(rest)) ||
  (/[A-Za-z]$/.test(unit) && /^[A-Za-z]/.test(rest)) ||
  (unit === '个' && rest.startsWith('百分点'));

/** All places in text[from, to) where `number` stands as a whole number directly followed by `unit`. */
export function placesOf(text: string, from: number, to: number, number: string, unit: string): number[] {
  const places: number[] = [];
  for (
    let at = text.indexOf(number, from);
    at >= 0 && at + number.length + unit.length <= to;
    at = text.indexOf(number, at + 1)
  ) {
    const joined = /[\d.．]/;
    const wholeLeft = !joined.test(number[0] ?? '') || !joined.test(text[at - 1] ?? '');
    const wholeRight =
      !joined.test(number[number.length - 1] ?? '') || !joined.test(text[at + number.length] ?? '');
    // 万元 must not be read where the text says 万元 of 亿万元, nor 元 of 亿元: the unit follows the number at once.
    if (!wholeLeft || !wholeRight || !text.startsWith(unit, at + number.length)) continue;
    const rest = text.slice(at + number.length + unit.length);
    if (unit === '' || !goesOn(unit, rest)) places.push(at);
  }
  return places;
}

/** How well the words around a number fit a name: the longest end of the name that stands right before it (verbs and fillers aside), or the longest piece of it in its clause. */
export function nameFit(text: string, at: number, end: number, name: string): number {
  const clauseStart =
    Math.max(...['，', '。', '；', '：', '\n', '、'].map((c) => text.lastIndexOf(c, at - 1))) + 1;
  const clauseEndAt = /[，。；：\n、]/.exec(text.slice(end))?.index ?? text.length - end;
  const before = text
    .slice(clauseStart, at)
    .replace(
      /(?:全年|预计|累计|力争|确保|完成|实现|达到|达|为|至|到|超过|超|突破|首破|不少于|不低于|约|近|比重|总量|总数|同比|同口径)+$/g,
      '',
    );
  const bare = name.replace(/[“”（）()、]/g, '');
  const left = before.replace(/[“”（）()、]/g, '');
  let suffix = 0;
  while (
    suffix < bare.length &&
    suffix < left.length &&
    bare[bare.length - 1 - suffix] === left[left.length - 1 - suffix]
  )
    suffix++;
  const clause = text.slice(clauseStart, end + clauseEndAt).replace(/[“”（）()、]/g, '');
  return suffix * 100 + longestShared(bare, clause);
}

function longestShared(name: string, clause: string): number {
  let best = 0;
  for (let i = 0; i < name.length; i++) {
    while (i + best + 1 <= name.length && clause.includes(name.slice(i, i + best + 1))) best++;
  }
  return best;
}
