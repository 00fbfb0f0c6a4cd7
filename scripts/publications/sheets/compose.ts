/**
 * Line breaks of a sheet's running text, inserted into its marked markup: between words only, never inside a number with its unit, a
 * short quotation or a name of the report, nor between a word and its glossary mark. For use under `word-break: keep-all`.
 */
import { squeezes } from '../../figures/measure.ts';
import { oncePerText } from '../../once-per-text.ts';
import { breakPieces } from '../breaks.ts';

/** Quotations up to this many characters stand on one line. */
const QUOTED = /[“「《][^”」》“「《]{1,8}[”」》]/gu;
/** A number with the measure word after it (72.68亿元, 44.7万平方米, 2～3家), Latin letters with the word they qualify (A类). */
const MEASURED = /(?:\d[\d.～]*(?:%|[万亿千百]*\p{Script=Han}{0,2})|[A-Za-z][A-Za-z0-9&.]*类)/gu;
const MEASURE_WORD = /^(?:平方米|平方公里|个百分点|公里|公顷|立方米|人次|亿元|万元|万亩|万人)/u;
/** Words joined by a plus sign, which the browser would set at the beginning of a line (专班+网格). */
const SUM = /\p{Script=Han}\+\p{Script=Han}/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Names that the word finder splits: a lone character that the report never has but after one and the same word (比亚|迪), twice at least. */
export const splitNames = oncePerText<readonly string[]>((text) => {
  const before = new Map<string, string[]>();
  let last = '';
  for (const { segment } of segmenter.segment(text)) {
    if (/^\p{Script=Han}$/u.test(segment)) before.set(segment, [...(before.get(segment) ?? []), last]);
    last = segment;
  }
  return [...before].flatMap(([character, words]) => {
    const [word = ''] = words;
    const always = words.length > 1 && words.every((other) => other === word);
    const alone = text.split(character).length - 1 === words.length;
    return always && alone && /^\p{Script=Han}{2,3}$/u.test(word) ? [word + character] : [];
  });
});

const spansOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }));

/** Ends a number's span after its measure word: one word, not more. */
function measured(text: string): { start: number; end: number }[] {
  return [...text.matchAll(MEASURED)].map((m) => {
    const start = m.index;
    if (/^[A-Za-z]/.test(m[0])) return { start, end: start + m[0].length };
    const number = /^\d[\d.～]*(?:%|[万亿千百]*)/u.exec(m[0])?.[0] ?? m[0];
    const rest = text.slice(start + number.length);
    if (!/^\p{Script=Han}/u.test(rest) || number.endsWith('%')) return { start, end: start + number.length };
    const word =
      MEASURE_WORD.exec(rest)?.[0] ?? segmenter.segment(rest)[Symbol.iterator]().next().value?.segment ?? '';
    return { start, end: start + number.length + Math.min(word.length, 3) };
  });
}

/** Where a text may break, as offsets. `names` never break. */
export function breakOffsets(text: string, names: readonly string[] = []): Set<number> {
  const allowed = new Set<number>();
  let at = 0;
  for (const piece of breakPieces(text)) {
    if (at > 0) allowed.add(at);
    at += piece.length;
  }
  const whole = [...spansOf(text, QUOTED), ...spansOf(text, SUM), ...measured(text)];
  for (const name of names)
    for (let i = text.indexOf(name); i >= 0; i = text.indexOf(name, i + 1))
      whole.push({ start: i, end: i + name.length });
  for (const { start, end } of whole) for (let i = start + 1; i < end; i++) allowed.delete(i);
  return allowed;
}

const HAN = /\p{Script=Han}/u;
const LATIN = /[A-Za-z0-9%]/;

/**
 * Puts <wbr> into the markup of a text, in place of those it has. With `gaps` it sets the space between hanzi and digits itself, before
 * the break: the browser's own stands after it, and a line that begins with a number would look indented. New lines begin at the offsets `lines`.
 */
export function composed(
  html: string,
  {
    names = [],
    gaps = false,
    lines = [],
  }: { names?: readonly string[]; gaps?: boolean; lines?: readonly number[] } = {},
): string {
  const tokens = html.replaceAll('<wbr>', '').match(/<[^>]*>|&#?\w+;|[\s\S]/gu) ?? [];
  const inMark = within(tokens, 'sup');
  const inNumber = within(tokens, 'b');
  const text = tokens.filter((t, i) => !t.startsWith('<') && !inMark[i]).map(plainOf);
  const allowed = breakOffsets(text.join(''), names);
  const meeting = new Set(squeezes(text.join('')));
  let out = '';
  let at = 0;
  let index = 0;
  let broken = -1;
  const breakHere = (free: boolean) => {
    if (broken === at) return;
    broken = at;
    const [before = '', after = ''] = [text[index - 1], text[index]];
    const gap = (HAN.test(before) && LATIN.test(after)) || (LATIN.test(before) && HAN.test(after));
    if (gaps && gap) out += '<span class="gap"></span>';
    if (!allowed.has(at) || !free) return;
    // Across a <wbr> the browser does not see that one mark closes and the next opens.
    if (meeting.has(at)) out += '<span class="tight"></span>';
    out += lines.includes(at) ? '<br>' : '<wbr>';
  };
  for (const [i, token] of tokens.entries()) {
    const opens = token.startsWith('<') && !token.startsWith('</');
    const mark = inMark[i] === true;
    if (!mark && at > 0 && (opens || !token.startsWith('<')))
      breakHere(inNumber[i] !== true || token.startsWith('<b'));
    out += token;
    if (mark || token.startsWith('<')) continue;
    at += plainOf(token).length;
    index++;
  }
  return out.replace(SUM, '<span class="whole">$&</span>');
}

/** Which tokens belong to an element of this name, its own tags included. */
function within(tokens: readonly string[], name: string): boolean[] {
  let depth = 0;
  return tokens.map((token) => {
    if (token === `<${name}>` || token.startsWith(`<${name} `)) depth++;
    const inside = depth > 0;
    if (token === `</${name}>`) depth--;
    return inside;
  });
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function plainOf(token: string): string {
  const code = /^&#(\d+);$/.exec(token)?.[1];
  if (code) return String.fromCodePoint(Number(code));
  const name = /^&(\w+);$/.exec(token)?.[1];
  return name ? (NAMED[name] ?? token) : token;
}

/** Numbers of a justified text with their units in one piece. */
export const unparted = (html: string): string =>
  html.replace(/(?<![&#\d])\d[\d.]*(?:%|[万亿]?\p{Script=Han})/gu, '<span class="whole">$&</span>');
