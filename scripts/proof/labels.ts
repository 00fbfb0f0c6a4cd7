/** Names beside numbers: which label belongs to which fact. */
import { labelForms } from '../marks.ts';
import type { Fact } from '../report/report.ts';
import type { Known } from './known.ts';
import { collect, type Node } from './nodes.ts';

/** The ids that a data-label names. */
export const labelIds = (value: string): string[] =>
  value
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => id.replace(/\.(change|rank)$/, ''));

/** Names under which an indicator or a derived value may be labelled. */
export function namesOf(known: Known, id: string): string[] {
  const indicator = known.report.indicators.get(id);
  if (indicator) return labelForms(indicator);
  const derived = known.report.derived.get(id);
  return derived ? [derived.name] : [];
}

/** The two years of the same thing, or a derived value and one of its terms. */
export function related(known: Known, a: string, b: string): boolean {
  const { indicators, derived } = known.report;
  const terms = (id: string) =>
    derived
      .get(id)
      ?.formula.split(/[^a-z0-9.-]+/)
      .map((t) => t.replace(/\.(change|rank)$/, '')) ?? [];
  return (
    indicators.get(a)?.pair === b ||
    indicators.get(b)?.pair === a ||
    terms(a).includes(b) ||
    terms(b).includes(a)
  );
}

/** Its own label stands in the same datum (or figure, row, slide), and no other indicator's label stands nearer. */
export function labelled(node: Node, fact: Fact, known: Known): boolean {
  for (let at = node.parent; at; at = at.parent) {
    const datum = at.attribs?.['data-datum'] !== undefined;
    const room = datum || ['figure', 'svg', 'tr', 'li', 'section', 'body', 'article'].includes(at.name ?? '');
    if (!room) continue;
    const labels = collect(
      at,
      (n) => n.attribs?.['data-label'] !== undefined || n.attribs?.['data-words'] !== undefined,
    );
    const ids = labels.flatMap((l) => labelIds(l.attribs?.['data-label'] ?? ''));
    const own = fact.indicator?.id ?? fact.ref;
    if (ids.some((id) => id === own || related(known, id, own))) return true;
    if (labels.some((l) => l.attribs?.['data-words'] !== undefined)) return true;
    if (datum && ids.length > 0) return false;
  }
  return false;
}
