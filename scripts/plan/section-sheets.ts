/** Sheets besides those of the topics: any sections of the report as a topic of its own, with what stands in them. */
import type { FigureSpec, Heading, Indicator, MoreSheet, Report, Span } from '../report/report.ts';
import { sourcesOf } from './booklet-sources.ts';
import { beginning } from './deck-outline.ts';
import { standsIn } from './sheet-rows.ts';
import { isReview, ofSections, type PlannedTopic, topicsOf } from './topics.ts';

/** Half of what a figure draws, or more, stands in the sections. */
const SHARE = 0.5;
/** Full-width characters of a conclusion out of a sentence: two lines. */
const CONCLUSION_UNITS = 46;

/**
 * The sections of a sheet as a topic: its indicators and figures are those whose numbers stand in them, in the order in which the topics rank
 * them, then in the report's. It has no place in the running order: its number is 0.
 */
export function topicOfSections(report: Report, { id, sections, title }: MoreSheet): PlannedTopic {
  const name = title?.text ?? sections[0]?.title.text ?? '';
  return {
    ...ofSections(report, sections),
    ...{ id, number: 0, name },
    nameSpan: title ? null : (sections[0]?.title ?? null),
    nameWords: title,
    lead: { done: null, todo: null },
    hero: null,
    indicators: indicatorsIn(report, sections),
    figures: figuresIn(report, sections),
    subjects: [],
  };
}

/** Numbers that stand in the sections; of a pair the result, which shows its goal. A part begins with those of the overview. */
function indicatorsIn(report: Report, sections: readonly Heading[]): Indicator[] {
  const topics = topicsOf(report);
  const ranked = topics.flatMap((topic) => topic.indicators);
  const heroes = topics.flatMap(({ hero }) => hero?.indicator ?? []);
  const inside = [...report.indicators.values()].filter(
    ({ span, words, status, section }) =>
      words === undefined &&
      status !== 'definition' &&
      section !== 'glossary' &&
      standsIn(sections, span.start),
  );
  const done = inside.filter(({ status }) => status === 'actual');
  const paired = new Set(
    done.flatMap((own) => inside.filter((other) => other.id === own.pair || other.pair === own.id)),
  );
  const first = hasPart(sections) ? [...report.headline, ...heroes] : [];
  const all = new Set([...first, ...ranked, ...report.headline, ...done, ...inside]);
  return [...all].filter((indicator) => inside.includes(indicator) && !paired.has(indicator));
}

/**
 * Figures drawn for the most part from the sections, whole ones before others: those of the topics, then the overview's; for a part the other way
 * round. Not those that only set key figures beside each other: the sheet does so itself.
 */
function figuresIn(report: Report, sections: readonly Heading[]): FigureSpec[] {
  const own = topicsOf(report).flatMap((topic) => topic.figures);
  const others = report.figures.filter((spec) => !own.includes(spec));
  const all = [...new Set(hasPart(sections) ? [...others, ...own] : [...own, ...others])];
  const shares = all
    .filter(({ kind }) => kind !== 'key-figures')
    .map((spec) => {
      const sources = sourcesOf(report, [], [spec]);
      const inside = sources.filter(({ at }) => standsIn(sections, at));
      return { spec, share: inside.length / Math.max(1, sources.length) };
    });
  const whole = shares.filter(({ share }) => share === 1);
  const most = shares.filter(({ share }) => share >= SHARE && share < 1);
  return [...whole, ...most].map(({ spec }) => spec);
}

const hasPart = (sections: readonly Heading[]): boolean => sections.some(({ level }) => level === 1);

/**
 * What a sheet of sections says in one or two lines, verbatim: two titles, one of the review where there is one; of a section alone its title,
 * or, where that is the sheet's name already, its lead phrases or the title of the section around it. A part's title says little: its first
 * sentence stands for it.
 */
export function conclusionOf(report: Report, { sections, nameSpan }: PlannedTopic): Span[] {
  const review = sections.find((section) => isReview(report, section));
  const plan = sections.find((section) => !isReview(report, section));
  const [first, second] = review && plan ? [review, plan] : sections;
  if (!first) return [];
  const opening = (heading: Heading, most: number): Span => {
    const sentence = heading.paragraphs.flatMap((p) => p.sentences).find((s) => !s.lead) ?? null;
    return beginning(report, sentence, most) ?? heading.title;
  };
  if (second)
    return [first, second].map((own) => (own.level === 1 ? opening(own, CONCLUSION_UNITS / 2) : own.title));
  if (first.level === 1) return [opening(first, CONCLUSION_UNITS)];
  if (!nameSpan) return [first.title];
  const phrases = ofSections(report, sections).leads;
  if (phrases.length > 1) return phrases.slice(0, 2);
  const around = first.level === 3 ? report.headings.get(first.path.replace(/\.\d+$/, '')) : undefined;
  return [around?.title ?? opening(first, CONCLUSION_UNITS)];
}
