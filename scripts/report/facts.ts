/** Facts: an indicator's numbers as the report prints them, read from the quote and checked against it. */
import type { Fault } from './fact-checks.ts';
import type { Fact, Indicator, Status } from './report.ts';
import { changeFact } from './stated-change.ts';
import { rankFact } from './stated-rank.ts';
import { valueFact, wordsFact } from './stated-value.ts';

/** All facts of an indicator: value (or words), change, rank. Faults are told, not thrown; a fact that cannot be read is left out. */
export function factsOf(text: string, indicator: Indicator, fault: Fault): Fact[] {
  const facts: Fact[] = [];
  const value =
    indicator.words === undefined ? valueFact(text, indicator, fault) : wordsFact(indicator, fault);
  if (value) facts.push(value);
  if (indicator.change) {
    const change = changeFact(text, indicator, indicator.change, value, fault);
    if (change) facts.push(change);
  }
  if (indicator.rank) {
    const rank = rankFact(indicator, indicator.rank, value, fault);
    if (rank) facts.push(rank);
  }
  return facts;
}

/** Something to reach, in the report's year or later; neither done nor a definition. */
export const isGoal = ({ status }: { status: Status }): boolean => status === 'target' || status === 'plan';
