/** What an editor has not chosen is chosen from the indicators: figures, headline. Every later stage takes the report with it. */
import type { Indicator, Report } from '../report/report.ts';
import { growing } from './default-comparisons.ts';
import { overviewFigures, topicFigures } from './default-figures.ts';
import { indicatorsOf, topicsOf } from './topics.ts';

/** Cells of the overview, two full rows. */
const HEADLINE = 6;

/** The report with default figures where there is no figures.yaml, and a default headline where there is no report.yaml. */
export function withDefaults(report: Report): Report {
  if (report.indicators.size === 0) return report;
  const headline = report.has.report ? report.headline : headlineOf(report);
  const led = { ...report, headline };
  if (report.has.figures) return Object.freeze(led);
  const topics = topicsOf(led);
  const own = new Map(
    topics.map((topic) => [topic.id, topicFigures(led, topic.id, indicatorsOf(led, topic.sections))]),
  );
  return Object.freeze({
    ...led,
    figures: [...overviewFigures(led), ...topics.flatMap((topic) => own.get(topic.id) ?? [])],
    topics: report.topics.map((topic) => ({ ...topic, figures: own.get(topic.id) ?? [] })),
  });
}

/** What grows, then what has a place; full rows of three. */
function headlineOf(report: Report): Indicator[] {
  const all = [...report.indicators.values()];
  const levels = growing(report, all).filter((i) => i.measure === 'level');
  const ranked = all.filter((i) => i.status === 'actual' && i.rank && i.measure === 'level');
  const chosen = [...new Set([...levels, ...ranked])].slice(0, HEADLINE);
  return chosen.slice(0, chosen.length - (chosen.length % 3));
}
