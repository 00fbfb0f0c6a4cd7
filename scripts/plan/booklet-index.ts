/** The index of indicators: one row an indicator, the two years side by side, grouped by topic. */

import { labelForms } from '../marks.ts';
import { isGoal } from '../report/facts.ts';
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
  /** topic:industry, headline, other or glossary */
  id: string;
  topic: PlannedTopic | null;
  kind: 'headline' | 'topic' | 'other' | 'glossary';
  rows: IndexRow[];
  /** Indicators of other times, printed as their sentence. */
  elsewhen: Indicator[];
}

/** Groups of the index in the order of the topics; every indicator stands in it once. */
export function indexGroups(report: Report, topics: readonly PlannedTopic[]): IndexGroup[] {
  const all = [...report.indicators.values()];
  const left = new Set(all);
  // What a term of the glossary is made of belongs to no topic and no year.
  const definitions = all.filter((i) => i.status === 'definition');
  const groups: IndexGroup[] = [];
  const add = (kind: IndexGroup['kind'], topic: PlannedTopic | null, wanted: Iterable<Indicator>) => {
    const rows: IndexRow[] = [];
    const elsewhen: Indicator[] = [];
    for (const indicator of wanted) {
      if ((kind !== 'glossary' && indicator.status === 'definition') || !left.delete(indicator)) continue;
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
  // What the overview's board of targets shows belongs to the overview, too.
  add('headline', null, [...report.headline, ...report.figures.filter(isBoard).flatMap(drawnIn)]);
  const owners = topics.map((topic) => ({ topic, named: new Set(namedBy(topic)) }));
  for (const { topic, named } of owners) {
    const inSections = all.filter(
      (i) =>
        topic.sections.some((s) => s.level > 1 && within(i.section, s.path)) &&
        !owners.some((o) => o.named.has(i)),
    );
    add('topic', topic, inOrder([...named, ...inSections]));
  }
  add('other', null, all);
  add('glossary', null, definitions);
  return groups;
}

/** Indicators a topic shows, in its list or its figures. */
function namedBy(topic: PlannedTopic): Indicator[] {
  return [...topic.indicators, ...topic.figures.flatMap(drawnIn)];
}

const isBoard = (figure: FigureSpec): boolean =>
  figure.topic === 'overview' && figure.kind === 'target-board';

const drawnIn = (figure: FigureSpec): Indicator[] =>
  figure.groups
    .flatMap((group) => group.rows.flatMap((row) => [row.value, row.from, row.aside]))
    .flatMap((fact) => fact?.indicator ?? []);

/** Actual values before targets, else as given. */
const inOrder = (list: Indicator[]): Indicator[] => [
  ...list.filter((i) => !isGoal(i)),
  ...list.filter(isGoal),
];

const within = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);

/** Neither of the year reviewed nor of the report's own year: goals of later years, numbers of the glossary. */
function isElsewhen(report: Report, indicator: Indicator): boolean {
  if (indicator.status === 'definition') return true;
  const { year, reviewYear } = report.profile;
  const wanted = indicator.status === 'actual' ? reviewYear : year;
  return wanted === null || !indicator.period.startsWith(String(wanted));
}

function rowOf(report: Report, first: Indicator, second: Indicator | undefined): IndexRow {
  const all = second ? [first, second] : [first];
  const actual = all.find((i) => i.status === 'actual');
  const target = all.find((i) => i.status === 'target') ?? null;
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
