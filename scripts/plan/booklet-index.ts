/** The index of indicators: one row an indicator, the two years side by side, grouped by topic. */

import { labelForms } from '../marks.ts';
import type { Fact, FigureSpec, Indicator, Report } from '../report/report.ts';
import type { PlannedTopic } from './topics.ts';

export interface IndexRow {
  /** Whose name stands in the first column. */
  indicator: Indicator;
  /** The target of the same thing, if it stands in the same row. */
  target: Indicator | null;
  /** The target goes by another name, which is printed beside its value. */
  renamed: boolean;
  past: Fact | null;
  /** Change and place. */
  changes: Fact[];
  aim: Fact | null;
}

export interface IndexGroup {
  /** topic:industry, headline or other */
  id: string;
  topic: PlannedTopic | null;
  kind: 'headline' | 'topic' | 'other';
  rows: IndexRow[];
  /** Indicators of other times, printed as their sentence. */
  elsewhen: Indicator[];
}

/** Groups of the index in the order of the topics; every indicator stands in it once. */
export function indexGroups(report: Report, topics: readonly PlannedTopic[]): IndexGroup[] {
  const left = new Set(report.indicators.values());
  const groups: IndexGroup[] = [];
  const add = (kind: IndexGroup['kind'], topic: PlannedTopic | null, wanted: Iterable<Indicator>) => {
    const rows: IndexRow[] = [];
    const elsewhen: Indicator[] = [];
    for (const indicator of wanted) {
      if (!left.delete(indicator)) continue;
      if (isElsewhen(report, indicator)) {
        elsewhen.push(indicator);
        continue;
      }
      const pair = indicator.pair ? report.indicators.get(indicator.pair) : undefined;
      const other = pair && left.has(pair) && !isElsewhen(report, pair) ? pair : undefined;
      if (other) left.delete(other);
      rows.push(rowOf(report, indicator, other));
    }
    if (rows.length + elsewhen.length > 0)
      groups.push({ id: topic ? `topic:${topic.id}` : kind, topic, kind, rows, elsewhen });
  };
  add('headline', null, report.headline);
  const owners = topics.map((topic) => ({ topic, named: new Set(namedBy(topic)) }));
  for (const { topic, named } of owners) {
    const inSections = [...report.indicators.values()].filter(
      (i) =>
        topic.sections.some((s) => s.level > 1 && within(i.section, s.path)) &&
        !owners.some((o) => o.named.has(i)),
    );
    add('topic', topic, inOrder([...named, ...inSections]));
  }
  add('other', null, report.indicators.values());
  return groups;
}

/** Indicators a topic shows, in its list or its figures. */
function namedBy(topic: PlannedTopic): Indicator[] {
  const drawn = topic.figures.flatMap((figure: FigureSpec) =>
    figure.groups.flatMap((group) => group.rows.flatMap((row) => [row.value, row.from, row.aside])),
  );
  return [...topic.indicators, ...drawn.flatMap((fact) => fact?.indicator ?? [])];
}

/** Actual values before targets, else as given. */
const inOrder = (list: Indicator[]): Indicator[] => [
  ...list.filter((i) => i.status === 'actual'),
  ...list.filter((i) => i.status !== 'actual'),
];

const within = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);

/** Neither of the year reviewed nor of the report's own year. */
function isElsewhen(report: Report, indicator: Indicator): boolean {
  const { year, reviewYear } = report.profile;
  const wanted = indicator.status === 'actual' ? reviewYear : year;
  return wanted === null || !indicator.period.startsWith(String(wanted));
}

function rowOf(report: Report, first: Indicator, second: Indicator | undefined): IndexRow {
  const all = second ? [first, second] : [first];
  const actual = all.find((i) => i.status === 'actual');
  const target = all.find((i) => i.status !== 'actual') ?? null;
  const indicator = actual ?? first;
  const fact = (ref: string) => report.facts.get(ref) ?? null;
  const own = actual ? fact(actual.id) : null;
  // A rate of change without a level stands in the column of changes.
  const isRate = actual?.measure === 'growth';
  const changes = actual
    ? [isRate ? own : null, fact(`${actual.id}.change`), fact(`${actual.id}.rank`)].filter(
        (f): f is Fact => f !== null,
      )
    : [];
  return {
    indicator,
    target: target === indicator ? null : target,
    renamed: target !== null && target !== indicator && !labelForms(target).includes(indicator.name),
    past: isRate ? null : own,
    changes,
    aim: target ? fact(target.id) : null,
  };
}
