/** Planned times of the deck's slides, worked out anew. */
import { planDeck } from '../plan/deck.ts';
import { clockText, plannedSeconds } from '../plan/deck-minutes.ts';
import type { Report } from '../report/report.ts';

const plans = new WeakMap<Report, ReadonlyMap<string, string>>();

/** The time of a slide by its id, of all up to it as `until:<id>`, of the whole deck as `all`. Undefined for an unknown slide. */
export function plannedText(report: Report, what: string): string | undefined {
  let plan = plans.get(report);
  if (!plan) {
    plan = planOf(report);
    plans.set(report, plan);
  }
  return plan.get(what);
}

function planOf(report: Report): Map<string, string> {
  const slides = planDeck(report);
  const plan = new Map<string, string>();
  let sum = 0;
  plannedSeconds(slides, report.deck.minutes ?? undefined).forEach((seconds, i) => {
    sum += seconds;
    plan.set(slides[i]?.id ?? '', clockText(seconds));
    plan.set(`until:${slides[i]?.id}`, clockText(sum));
  });
  return plan.set('all', clockText(sum));
}
