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

/** Numbers that stand in the sections; of a pair the result, which shows its goal. */
function indicatorsIn(report: Report, sections: readonly Heading[]): Indicator[] {
  const ranked = [...topicsOf(report).flatMap((topic) => topic.indicators), ...report.headline];
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
  const all = new Set([...ranked, ...done, ...inside]);
  return [...all].filter((indicator) => inside.includes(indicator) && !paired.has(indicator));
}

/** Figures drawn for the most part from the sections: those of topics first, then the overview's; whole ones before others. */
function figuresIn(report: Report, sections: readonly Heading[]): FigureSpec[] {
  const all = [...new Set([...topicsOf(report).flatMap((topic) => topic.figures), ...report.figures])];
  const shares = new Map(
    all.map((spec) => {
      const sources = sourcesOf(report, [], [spec]);
      return [spec, sources.filter(({ at }) => standsIn(sections, at)).length / Math.max(1, sources.length)];
    }),
  );
  const share = (spec: FigureSpec) => shares.get(spec) ?? 0;
  return [
    ...all.filter((spec) => share(spec) === 1),
    ...all.filter((spec) => share(spec) >= SHARE && share(spec) < 1),
  ];
}

/**
 * What a sheet of sections says in one or two lines, verbatim: two titles, one of the review where there is one; of a section alone its title,
 * or, where that is the sheet's name already, its first lead phrases; of a part the beginning of its first sentence.
 */
export function conclusionOf(report: Report, { sections, nameSpan }: PlannedTopic): Span[] {
  const review = sections.find((section) => isReview(report, section));
  const plan = sections.find((section) => !isReview(report, section));
  if (review && plan) return [review.title, plan.title];
  if (sections.length > 1) return sections.slice(0, 2).map((section) => section.title);
  const [only] = sections;
  if (!only) return [];
  if (only.level > 1 && !nameSpan) return [only.title];
  const phrases = only.level > 1 ? ofSections(report, sections).leads : [];
  if (phrases.length > 1) return phrases.slice(0, 2);
  const sentence = only.paragraphs.flatMap((p) => p.sentences).find((s) => !s.lead) ?? null;
  return [beginning(report, sentence, CONCLUSION_UNITS) ?? only.title];
}
