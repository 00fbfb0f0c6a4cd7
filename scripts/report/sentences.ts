/** The sentence and the clause in which a place of the report stands: what is said there, and no further. */
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
