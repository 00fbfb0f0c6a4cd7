/** The sentence and the clause in which a place of the report stands: what is said there, and no further. */
import { numerals } from './numbers.ts';
import type { Derived, Fact, Span } from './report.ts';

/** The sentence (up to 。！？ or a line end) that holds text[start, end); all of them where the piece runs over several. */
export function sentenceOf(text: string, start: number, end = start + 1): Span {
  const stop = /[。！？!?\n\r]/;
  let [from, to] = [start, Math.max(start, end - 1)];
  while (from > 0 && !stop.test(text[from - 1] ?? '')) from--;
  while (to < text.length && !stop.test(text[to] ?? '')) to++;
  return { start: from, end: to, text: text.slice(from, to) };
}

/** Facts that a derived value is worked out from; the fact itself where it is stated. */
export function statedFacts(
  fact: Fact,
  facts: ReadonlyMap<string, Fact>,
  derived: ReadonlyMap<string, Derived>,
): Fact[] {
  const formula = derived.get(fact.ref)?.formula;
  if (formula === undefined) return [fact];
  return [...formula.matchAll(/[a-z][a-z0-9.-]*/g)].flatMap(([ref]) => facts.get(ref) ?? []);
}

/** What the report says in the sentence of a stated fact: none for a count. */
export const sentenceOfFact = (text: string, { indicator }: Fact): string =>
  indicator ? sentenceOf(text, indicator.span.start, indicator.span.end).text : '';

/**
 * Numbers stated in text[start, end), in order: digits that are no part of a name (PM2.5, “1115”), and the facts written in Chinese numerals.
 * Those of `own` itself, its growth and its place are left out.
 */
export function numbersBeside(
  text: string,
  { start, end }: Pick<Span, 'start' | 'end'>,
  own: Fact,
  facts: Iterable<Fact>,
): Pick<Span, 'start' | 'end'>[] {
  const mine = new Set<number>();
  const places = new Map<number, number>();
  for (const { start: at, end: to, kind } of numerals(text.slice(start, end)))
    if ((kind === 'arabic' || kind === 'full-width') && !/[A-Za-z“]/.test(text[start + at - 1] ?? ''))
      places.set(start + at, start + to);
  for (const { offset, indicator, number } of facts) {
    if (offset === undefined || offset < start || offset >= end) continue;
    if (indicator === own.indicator) mine.add(offset);
    else if (number !== '') places.set(offset, offset + number.length);
  }
  return [...places]
    .filter(([at]) => !mine.has(at))
    .sort(([a], [b]) => a - b)
    .map(([at, to]) => ({ start: at, end: to }));
}

/**
 * What a sentence says of one of its numbers: from the end of the number before it, and on to the next mark after it (25条一级支浜消劣整治工作).
 * Without a number, the clause of the quote.
 */
export function clauseOfFact(text: string, fact: Fact, facts: Iterable<Fact>): string {
  const { indicator, offset } = fact;
  if (!indicator) return '';
  if (offset === undefined) return indicator.span.text;
  const sentence = sentenceOf(text, offset, offset + 1);
  const others = numbersBeside(text, sentence, fact, facts);
  const from = others.filter((other) => other.end <= offset).at(-1)?.end ?? sentence.start;
  return text.slice(from, offset) + (/^[^，。；：、\n]*/.exec(text.slice(offset, sentence.end))?.[0] ?? '');
}
