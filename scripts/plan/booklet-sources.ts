/** Where in the report the things stand that a page of figures prints: its numbers and its verbatim fragments. */

import { targetsUnder } from '../report/counts.ts';
import type { Fact, FigureSpec, Heading, Report, Span } from '../report/report.ts';
import type { Spread } from './booklet.ts';
import { paragraphsOf } from './topics.ts';

/** One thing printed: the target of the page map by which it is found, and its offset in the report. */
export interface Source {
  /** indicator:gdp or quote:1186 */
  target: string;
  at: number;
}

/** The numbers a spread prints beside its figures. */
export const factsOf = ({ hero, cells }: Spread): Fact[] => [
  ...(hero ? [hero.value] : []),
  ...cells.map((cell) => cell.value),
];

/** Sources of facts and figures, in the order of the report, each once. What is derived leads to what it is derived from. */
export function sourcesOf(report: Report, facts: readonly Fact[], figures: readonly FigureSpec[]): Source[] {
  const rows = figures.flatMap((f) => f.groups.flatMap((g) => g.rows));
  const printed = [...facts, ...rows.flatMap((r) => [r.value, r.from, r.aside].flatMap((f) => f ?? []))];
  const found = new Map<string, number>();
  for (const fact of printed)
    for (const indicator of indicatorsOf(report, fact)) {
      const at = report.facts.get(indicator.id)?.offset ?? indicator.span.start;
      found.set(`indicator:${indicator.id}`, at);
    }
  for (const span of figures.flatMap(quotesIn)) found.set(`quote:${span.start}`, span.start);
  return [...found].map(([target, at]) => ({ target, at })).sort((a, b) => a.at - b.at);
}

/** The report's own words in a figure. The title of a section counted is none: what is counted stands below it. */
const quotesIn = (figure: FigureSpec): Span[] =>
  figure.groups.flatMap((group) => [
    ...(group.name ? [group.name] : []),
    ...group.rows.flatMap((row) => [
      ...(row.name && row.value?.kind !== 'count' ? [row.name] : []),
      ...(row.note ? [row.note] : []),
      ...(row.fragments ?? []),
    ]),
  ]);

/** Every fragment that some figure prints. */
export const figureQuotes = (report: Report): Span[] => report.figures.flatMap(quotesIn);

function indicatorsOf(report: Report, fact: Fact) {
  if (fact.indicator) return [fact.indicator];
  if (fact.kind === 'count') return targetsUnder(report.indicators, fact.ref.replace(/^count:targets:/, ''));
  const formula = report.derived.get(fact.ref)?.formula ?? '';
  return formula.split(/[^a-z0-9.-]+/i).flatMap((ref) => report.facts.get(ref)?.indicator ?? []);
}

/** The first of the sources that stands in a section itself (for a part: outside its sections). */
export function firstIn(sources: readonly Source[], section: Heading): Source | undefined {
  const ranges: { start: number; end: number }[] = paragraphsOf(section);
  if (section.level > 1) ranges.push(...headingsOf(section));
  return sources.find(({ at }) => ranges.some((r) => at >= r.start && at < r.end));
}

const headingsOf = (heading: Heading): Span[] => [heading.heading, ...heading.children.flatMap(headingsOf)];
