/** All indicators in groups: the headline, each topic's, what belongs to none. Shared by the index page and the workbook. */
import type { Indicator, Report, Span } from '../report/report.ts';
import { topicsOf } from './topics.ts';

export interface IndicatorGroup {
  name: string;
  /** Where the name stands in the report, for a topic named by its section. */
  nameSpan: Span | null;
  indicators: Indicator[];
}

/** The headline indicators first, then each topic's, then what belongs to none. Every indicator once; no group is empty. */
export function indicatorGroups(report: Report): IndicatorGroup[] {
  const left = new Set(report.indicators.values());
  const take = (of: (indicator: Indicator) => boolean) => {
    const taken = [...left].filter(of);
    for (const indicator of taken) left.delete(indicator);
    return taken;
  };
  const headline = new Set(report.headline.map((i) => i.id));
  const groups: IndicatorGroup[] = [
    { name: '主要指标', nameSpan: null, indicators: take((i) => headline.has(i.id)) },
  ];
  const topics = topicsOf(report);
  // The editor's choice before the section: two topics may share one.
  const chosen = new Map(topics.map((t) => [t.id, new Set(t.indicators.map((i) => i.id))]));
  for (const topic of topics) {
    const sections = new Set(topic.sections.map((s) => s.path));
    const elsewhere = (i: Indicator) => topics.some((t) => t.id !== topic.id && chosen.get(t.id)?.has(i.id));
    const indicators = take(
      (i) => chosen.get(topic.id)?.has(i.id) || (!elsewhere(i) && within(i.section, sections)),
    );
    groups.push({ name: topic.name, nameSpan: topic.nameSpan, indicators });
  }
  // Numbers of the glossary are nobody's results or goals.
  const definitions = take((i) => i.status === 'definition');
  groups.push({ name: '其他', nameSpan: null, indicators: take(() => true) });
  groups.push({ name: '名词解释中的数', nameSpan: null, indicators: definitions });
  return groups.filter((group) => group.indicators.length > 0);
}

function within(section: string, sections: ReadonlySet<string>): boolean {
  const path = section.split('.');
  return path.some((_, i) => sections.has(path.slice(0, i + 1).join('.')));
}
