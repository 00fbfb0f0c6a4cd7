/** A deck for so many minutes: the slides most worth telling, and of their notes what can be spoken. */
import type { Report, Span } from '../report/report.ts';
import { agendaSlides } from './deck-ends.ts';
import { secondsOf } from './deck-minutes.ts';
import { openerSlide } from './deck-opener.ts';
import { contentOf, type DraftSlide } from './deck-slide.ts';
import type { PlannedTopic } from './topics.ts';

/** Seconds that a slide takes before a meeting, at an average. */
const PACE = 40;
/** A sentence that takes longer is passed over if the slide has another. */
const LONG = 80;
/** Title, numbers, closing: no deck has fewer. */
const FEWEST = 3;
/** Contents before the difficulties, in a talk too short for every topic. */
const STRONGEST = 3;
/** What the first topic's place in the editor's order is worth. */
const EARLY = 4;
/** Topics of the fewest that need an agenda. */
const AGENDA = 3;

type Notes = (slide: DraftSlide) => Span[];

/** The slides of a briefing that can be told in so many minutes, in their order. */
export function worthTelling(
  report: Report,
  topics: readonly PlannedTopic[],
  slides: readonly DraftSlide[],
  notes: Notes,
  minutes: number,
): DraftSlide[] {
  const ranked = byWorth(report, topics, slides, (minutes * 60) / PACE);
  let count = Math.max(FEWEST, Math.min(ranked.length, Math.round((minutes * 60) / PACE)));
  // Of every slide at least a sentence is spoken.
  const least = (slide: DraftSlide) => secondsOf(shortest(notes(slide), new Set()));
  while (count > FEWEST && sum(ranked.slice(0, count).map(least)) > minutes * 60) count--;
  const kept = new Set(ranked.slice(0, count));
  const left = slides.filter((slide) => kept.has(slide));
  const shown = topics.filter((topic) => left.some((slide) => slide.topic === topic));
  const agenda =
    shown.length >= AGENDA && left.some((slide) => slide.kind === 'agenda') ? agendaSlides(shown) : [];
  return left.flatMap((slide): DraftSlide[] => {
    if (slide.kind === 'agenda') return slide.continued ? [] : agenda;
    if (slide.kind !== 'section') return [slide];
    // The opener says what the slides that are left do not.
    const own = left.filter((other) => other.topic === slide.topic && other !== slide);
    return [openerSlide(report, slide.topic, topics, own)];
  });
}

/** All slides, those most worth telling first; `room`: as many as there is time for. */
function byWorth(
  report: Report,
  topics: readonly PlannedTopic[],
  slides: readonly DraftSlide[],
  room: number,
): DraftSlide[] {
  const is = (test: (slide: DraftSlide) => boolean) =>
    slides.filter((slide) => !slide.continued && test(slide));
  const frame = is((s) => s.kind === 'title' || s.kind === 'closing');
  const year = [
    ...is((s) => s.kind === 'indicators' && s.topic === null),
    ...is((s) => s.id === 'targets'),
    ...is((s) => s.kind === 'chart' && s.topic === null && s.figure.kind !== 'timeline'),
  ];
  const agenda = is((s) => s.kind === 'agenda');
  const challenges = is((s) => s.kind === 'challenges');
  const openers = is((s) => s.kind === 'section');
  const worth = new Map(slides.map((slide) => [slide, worthOf(report, slide, topics)]));
  const best = (list: DraftSlide[]) => [...list].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
  const contents = topics.map((topic) =>
    slides.filter((s) => s.topic?.id === topic.id && s.kind !== 'section' && !s.continued),
  );
  // A topic's first content is its strongest; all topics have one before any has two.
  const rounds = Array.from({ length: Math.max(0, ...contents.map((list) => list.length)) }, (_, i) =>
    best(contents.flatMap((list) => list[i] ?? [])),
  );
  const [first = [], ...others] = rounds;
  const rest = [...best(is((s) => s.topic === null)), ...others.flat(), ...slides];
  const whole = frame.length + year.length + agenda.length + challenges.length + openers.length;
  const order =
    room >= whole
      ? [...frame, ...year, ...agenda, ...challenges, ...openers, ...first, ...rest]
      : [
          ...frame,
          ...year,
          ...first.slice(0, STRONGEST),
          ...challenges,
          ...first.slice(STRONGEST),
          ...agenda,
          ...openers,
          ...rest,
        ];
  return [...new Set(order)];
}

/** How much a slide says: places among others, main indicators, what the editor names first; of equals the earlier topic. */
function worthOf(report: Report, slide: DraftSlide, topics: readonly PlannedTopic[]): number {
  const { facts } = contentOf(slide);
  const indicators = new Set(facts.flatMap((fact) => fact.indicator ?? []));
  const headline = new Set(report.headline);
  const leading = new Set(slide.topic?.indicators.slice(0, 3));
  const hero = slide.topic?.hero?.indicator;
  const early = slide.topic ? EARLY * (1 - (slide.topic.number - 1) / topics.length) : 0;
  return sum([
    early,
    ...[...indicators].map(
      (i) =>
        Number(i === hero) * 2 +
        Number(headline.has(i)) * 2 +
        Number(leading.has(i)) +
        (i.rank ? 2 : 0) +
        0.25,
    ),
  ]);
}

/**
 * Notes that can be spoken in so many minutes: of each slide a sentence, one that no slide before it says where there is one; then the
 * others, a sentence a slide in turn, as long as there is time. Always whole sentences, in the order of the report.
 */
export function spokenWithin<S extends { notes: Span[] }>(slides: readonly S[], minutes: number): S[] {
  const said = new Set<number>();
  const kept = slides.map(({ notes }) => {
    const own = shortest(notes, said);
    for (const note of own) said.add(note.start);
    return new Set(own);
  });
  const seconds = (i: number) => secondsOf([...(kept[i] ?? [])]);
  let left = minutes * 60 - sum(slides.map((_, i) => seconds(i)));
  const most = Math.max(0, ...slides.map(({ notes }) => notes.length));
  for (let round = 0; round < most; round++)
    slides.forEach(({ notes }, i) => {
      const next = notes.find((note) => !kept[i]?.has(note));
      if (!next) return;
      const more = secondsOf([...(kept[i] ?? []), next]) - seconds(i);
      if (more > left) return;
      kept[i]?.add(next);
      left -= more;
    });
  return slides.map((slide, i) => ({ ...slide, notes: slide.notes.filter((note) => kept[i]?.has(note)) }));
}

/** The one sentence that is spoken if no more can be: the first that was not said and is not long. */
function shortest(notes: readonly Span[], said: ReadonlySet<number>): Span[] {
  const short = notes.filter((note) => secondsOf([note]) <= LONG);
  const length = (note: Span) => secondsOf([note]);
  const own =
    short.find((note) => !said.has(note.start)) ??
    short[0] ??
    [...notes].sort((a, b) => length(a) - length(b))[0];
  return own ? [own] : [];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
