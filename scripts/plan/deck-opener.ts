/** The opener of a topic. */
import type { Heading, Indicator, Report, Span } from '../report/report.ts';
import { beginning } from './deck-outline.ts';
import { contentOf, type DraftSlide, type Line, namedIn, type Point, units } from './deck-slide.ts';
import { planItems, tasksOf } from './deck-tasks.ts';
import { type PlannedTopic, paragraphsOf } from './topics.ts';

/** Its points. */
const POINTS = 3;
/** Its title: three lines of 17, or smaller ones. */
const TITLE_UNITS = 80;
/** A phrase in one line of 34 px. */
const PHRASE_UNITS = 21;

/** The opener: what was done as title, two or three numbers that the title does not already say, a target last. */
export function openerSlide(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  contents: readonly DraftSlide[],
): DraftSlide {
  const section = topic.sections[0];
  const title: Line = topic.lead.done
    ? { kind: 'words', words: topic.lead.done }
    : { kind: 'span', span: openerTitle(topic, section) };
  return {
    kind: 'section',
    id: topic.id,
    topic,
    title,
    points: openerPoints(report, topic, topics, contents),
  };
}

function openerTitle(topic: PlannedTopic, section: Heading | undefined): Span {
  const title = topic.titles.todo ?? topic.titles.done ?? section?.title ?? { start: 0, end: 0, text: '' };
  return units(title.text) <= TITLE_UNITS ? title : (topic.nameSpan ?? title);
}

function openerPoints(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  contents: readonly DraftSlide[],
): Point[] {
  const said = new Set(namedIn(report, topic.lead.done));
  const shown = new Set(
    contents.flatMap((slide) => contentOf(slide).facts.flatMap((f) => (f.indicator ? [f.indicator.id] : []))),
  );
  const headline = new Set(report.headline.map((i) => i.id));
  const hero = topic.hero?.indicator;
  // What the title, the slides that follow and the overview do not say comes first.
  const spoken = (i: Indicator) => Number(shown.has(i.id)) * 2 + Number(headline.has(i.id));
  const sorted = (list: Indicator[]) =>
    [...new Set(list)]
      .filter((i) => !said.has(i.id) && fits(report, i))
      .sort((a, b) => spoken(a) - spoken(b));
  const actual = sorted([...(hero ? [hero] : []), ...topic.indicators]).filter((i) => i.status === 'actual');
  const tasks = planItems(report, topic, topics).flatMap((item) =>
    tasksOf(report, topic, item).flatMap((c) => (c.value.indicator ? [c.value.indicator] : [])),
  );
  const promised = namedIn(report, topic.lead.todo).flatMap((id) => report.indicators.get(id) ?? []);
  // What the topic promises, else its first target that no chart shows.
  const charts = contents.filter((slide) => slide.kind === 'chart');
  const drawn = new Set(charts.flatMap((slide) => contentOf(slide).facts.map((f) => f.indicator?.id)));
  const others = [...topic.indicators, ...tasks];
  const goals = [...promised, ...others.filter((i) => !drawn.has(i.id)), ...others];
  const target = goals.find((i) => i.status === 'target' && fits(report, i));
  const chosen = [...actual.slice(0, target ? POINTS - 1 : POINTS), ...(target ? [target] : [])];
  const points = chosen.flatMap((indicator): Point[] => {
    const value = report.facts.get(indicator.id);
    if (!value) return [];
    const change = report.facts.get(`${indicator.id}.change`) ?? null;
    const rank = report.facts.get(`${indicator.id}.rank`) ?? null;
    return [{ kind: 'fact', cell: { label: null, value, change, rank } }];
  });
  if (points.length >= 2) return points;
  const phrases = topic.leads.filter((l) => units(l.text) <= PHRASE_UNITS);
  const begun = topic.sections
    .flatMap(paragraphsOf)
    .flatMap((p) => p.sentences)
    .flatMap((s) => beginning(report, s, PHRASE_UNITS) ?? []);
  return (phrases.length > 1 ? phrases : begun).slice(0, POINTS).map((text) => ({ kind: 'text', text }));
}

/** A number an opener's first column can carry. */
function fits(report: Report, indicator: Indicator): boolean {
  const fact = report.facts.get(indicator.id);
  return fact !== undefined && fact.number !== '' && units(fact.unit) <= 4 && fact.text !== '';
}
