/** The deck: which slides, in which order. */
import { type Report, type Span, USUAL_SIZE } from '../report/report.ts';
import { agendaSlides, challengeSlides, closingSlide } from './deck-ends.ts';
import { fittedSlides } from './deck-fit.ts';
import { spokenWithin, worthTelling } from './deck-length.ts';
import { noteTaker } from './deck-notes.ts';
import { orderedSlides } from './deck-order.ts';
import { outlineOverview } from './deck-outline.ts';
import { overviewSlides, timelineSlide } from './deck-overview.ts';
import type { DraftSlide, Slide } from './deck-slide.ts';
import { topicSlides } from './deck-topic.ts';
import { type PlannedTopic, topicsOf } from './topics.ts';

/** A deck of more slides is no briefing. */
const MOST_SLIDES = 32;

/**
 * The slides of a report's deck, in order, with their notes: those that report.yaml lists, else as a briefing goes, 24–32 for a report with
 * eight topics and figures. `report.deck.minutes` leaves the slides that can be spoken in that time, and of their notes what can be spoken;
 * `report.deck.fit` sets denser, or parts, the slides that the browser found too full. Depends on nothing but the report: the proof makes
 * the deck anew.
 */
export function planDeck(report: Report): Slide[] {
  const topics = topicsOf(report);
  const { slides: order, minutes, fit, size } = report.deck;
  const notes = noteTaker(report);
  const all = order ? orderedSlides(report, topics, order).slides : briefing(report, topics);
  const told = order || minutes === null ? all : worthTelling(report, topics, all, notes, minutes);
  const drafts = fittedSlides(told, fit[size ?? USUAL_SIZE] ?? {});
  const noted = drafts.map((draft) => ({ ...draft, notes: notes(draft) }));
  return placed(minutes === null ? noted : spokenWithin(noted, minutes));
}

/** As a briefing goes: the year in numbers, its targets, topic by topic, the difficulties. */
function briefing(report: Report, topics: readonly PlannedTopic[]): DraftSlide[] {
  const overview = overviewSlides(report);
  const opening: DraftSlide[] = [
    { kind: 'title', id: 'title', topic: null },
    ...agendaSlides(topics),
    ...overview,
    // The targets clause by clause only where they stand on no slide of numbers.
    ...outlineOverview(report, topics).filter((slide) => !overview.some((own) => own.id === slide.id)),
  ];
  const end: DraftSlide[] = [...challengeSlides(report), closingSlide(report)];
  const room = MOST_SLIDES - opening.length - end.length - topics.length;
  const each = topics.length === 0 ? 0 : Math.max(1, Math.min(3, Math.floor(room / topics.length)));
  const middle = topics.flatMap((topic) => topicSlides(report, topic, topics, each));
  const left = Math.max(0, MOST_SLIDES - opening.length - middle.length - end.length);
  return [...opening, ...timelineSlide(report).slice(0, left), ...middle, ...end];
}

/** Numbers the slides; the rows of an agenda lead to the first slide of their topic. */
function placed(drafts: readonly (DraftSlide & { notes: Span[] })[]): Slide[] {
  const slides = drafts.map((draft, i) => ({ ...draft, number: i + 1 }) as Slide);
  return slides.map((slide) => {
    if (slide.kind !== 'agenda') return slide;
    const rows = slide.rows.map((row) => {
      const first = slides.find((s) => s.topic?.id === row.topic.id);
      return { ...row, slide: { id: first?.id ?? '', number: first?.number ?? 0 } };
    });
    return { ...slide, rows };
  });
}
