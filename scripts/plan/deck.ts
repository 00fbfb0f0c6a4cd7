/** The deck: which slides, in which order. Limits of what a slide can carry: design.md §3. */
import type { Report, Span } from '../report/report.ts';
import { clausesIn, marksIn } from './clauses.ts';
import { bodyParagraphs, noteTaker } from './deck-notes.ts';
import { outlineOverview } from './deck-outline.ts';
import { overviewSlides, timelineSlide } from './deck-overview.ts';
import { type ChallengesSlide, type DraftSlide, type Line, type Slide, units } from './deck-slide.ts';
import { topicSlides } from './deck-topic.ts';
import { isReview, type PlannedTopic, topicsOf, withoutStop } from './topics.ts';

/** A deck of more slides is no briefing. */
const MOST_SLIDES = 32;
const AGENDA_UNITS = 27;
const MOST_ROWS = { agenda: 8, challenges: 5 };
/** The closing sentence: lines and characters a line; a clause begins a line. */
const CLOSING = { lines: 4, units: 13 };
const PROBLEMS =
  /清醒(?:地)?(?:看到|认识到)|困难和(?:挑战|问题)|不少(?:困难|问题|短板)|存在.{0,12}(?:问题|不足|短板)/;

/** The slides of a report's deck, in order, with their notes. 24–32 for a report with eight topics and figures. */
export function planDeck(report: Report): Slide[] {
  const topics = topicsOf(report);
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
  const left = MOST_SLIDES - opening.length - middle.length - end.length;
  const drafts = [...opening, ...timelineSlide(report).slice(0, left), ...middle, ...end];
  const notes = noteTaker(report);
  const slides = drafts.map((draft, i) => ({ ...draft, number: i + 1, notes: notes(draft) }) as Slide);
  for (const slide of slides)
    if (slide.kind === 'agenda')
      for (const row of slide.rows) row.slide.number = slides.find((s) => s.id === row.slide.id)?.number ?? 0;
  return slides;
}

function agendaSlides(topics: PlannedTopic[]): DraftSlide[] {
  return chunks(topics, MOST_ROWS.agenda).map((group, i) => ({
    kind: 'agenda',
    id: i === 0 ? 'agenda' : `agenda-${i + 1}`,
    topic: null,
    rows: group.map((topic) => ({ topic, lines: agendaLine(topic), slide: { id: topic.id, number: 0 } })),
  }));
}

/** What a topic is about, in one line of at most 27 characters: the editor's words, else its lead phrases and items. */
function agendaLine(topic: PlannedTopic): Line[] {
  if (topic.lead.done) return [{ kind: 'words', words: topic.lead.done }];
  const lines: Line[] = [];
  let room = AGENDA_UNITS;
  for (const span of topic.leads) {
    room -= units(span.text) + 1;
    if (room < -1) break;
    lines.push({ kind: 'span', span });
  }
  const title = topic.titles.todo ?? topic.titles.done;
  if (lines.length === 0 && title && units(title.text) <= AGENDA_UNITS)
    lines.push({ kind: 'span', span: title });
  return lines;
}

/** The difficulties: the editor's rows, else what the report lists after “清醒地看到”. */
function challengeSlides(report: Report): DraftSlide[] {
  const rows: ChallengesSlide['rows'] =
    report.challenges.length > 0 ? report.challenges : problemClauses(report);
  return chunks(rows, MOST_ROWS.challenges).map((group, i) => ({
    kind: 'challenges',
    id: i === 0 ? 'challenges' : `challenges-${i + 1}`,
    topic: null,
    rows: group,
  }));
}

/** Clauses of the paragraph that names the difficulties, parted at ；, at most 60 characters each. */
function problemClauses(report: Report): { label: null; text: Span }[] {
  const paragraph = report.parts
    .filter((part) => isReview(report, part) || report.parts.length === 1)
    .flatMap((part) => [...part.closing, ...part.paragraphs])
    .find((p) => PROBLEMS.test(p.text));
  const colon = paragraph?.text.search(/[：:]/) ?? -1;
  if (!paragraph || colon < 0) return [];
  const clauses: Span[] = [];
  const from = paragraph.start + colon + 1;
  for (const clause of clausesIn(report.text.slice(from, paragraph.end), '；;。')) {
    const start = from + clause.start;
    clauses.push(withoutStop({ start, end: start + clause.text.length, text: clause.text }));
    if (clause.text.endsWith('。')) break;
  }
  const fit = clauses.filter((c) => c.text.length >= 4 && units(c.text) <= 60);
  return fit.length < 2 ? [] : fit.slice(0, MOST_ROWS.challenges).map((text) => ({ label: null, text }));
}

/** The last words of the report, and the editor's quotation. */
function closingSlide(report: Report): DraftSlide {
  return {
    kind: 'closing',
    id: 'closing',
    topic: null,
    sentence: lastWords(report),
    quotation: report.quotation,
  };
}

/** The end of the last sentence, from a comma on, as long as four lines hold. */
function lastWords(report: Report): Span | null {
  const sentences = bodyParagraphs(report).flatMap((p) => p.sentences);
  const last = sentences.filter((s) => s.text.trim().length > 3).at(-1);
  if (!last) return null;
  const end = last.start + last.text.trimEnd().length;
  let start = end;
  const cuts = marksIn(last.text, '，；：')
    .map((i) => last.start + i + 1)
    .reverse();
  for (const cut of [...cuts, last.start]) {
    if (linesOf(report.text.slice(cut, end)) > CLOSING.lines) break;
    start = cut;
  }
  return start === end ? null : { start, end, text: report.text.slice(start, end) };
}

const linesOf = (text: string): number =>
  text
    .split(/(?<=[，；：])/)
    .reduce((sum, clause) => sum + Math.ceil((units(clause) - 0.5) / CLOSING.units), 0);

function chunks<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  const each = Math.ceil(list.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => list.slice(i * each, (i + 1) * each));
}
