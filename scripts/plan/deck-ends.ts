/** Slides that every deck has beside its numbers: agenda, difficulties, closing. Limits of what a slide can carry: design.md §3. */
import type { Report, Span, Words } from '../report/report.ts';
import { clausesIn, marksIn } from './clauses.ts';
import { bodyParagraphs } from './deck-notes.ts';
import { continued, pagesOf } from './deck-pages.ts';
import { type ChallengesSlide, type DraftSlide, type Line, units } from './deck-slide.ts';
import { isReview, type PlannedTopic, withoutStop } from './topics.ts';

const AGENDA_UNITS = 27;
const MOST_ROWS = { agenda: 8, challenges: 5 };
/** The closing sentence: lines and characters a line; a clause begins a line. */
const CLOSING = { lines: 4, units: 13 };
const PROBLEMS =
  /清醒(?:地)?(?:看到|认识到)|困难和(?:挑战|问题)|不少(?:困难|问题|短板)|存在.{0,12}(?:问题|不足|短板)/;

/** The topics with what they are about; `placed` in the deck says on which slide each begins. */
export function agendaSlides(topics: readonly PlannedTopic[], title: Words | null = null): DraftSlide[] {
  return continued(
    'agenda',
    pagesOf(topics, MOST_ROWS.agenda).map((group) => ({
      kind: 'agenda' as const,
      id: '',
      topic: null,
      title,
      rows: group.map((topic) => ({ topic, lines: agendaLine(topic), slide: { id: topic.id, number: 0 } })),
    })),
  );
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
export function challengeSlides(report: Report, title: Words | null = null): DraftSlide[] {
  return continued(
    'challenges',
    pagesOf(difficulties(report), MOST_ROWS.challenges).map((group) => ({
      kind: 'challenges' as const,
      id: '',
      topic: null,
      title,
      rows: group,
    })),
  );
}

/** The difficulties the report names, in the editor's choice or as they stand in its text; empty when it names none. */
export const difficulties = (report: Report): ChallengesSlide['rows'] =>
  report.challenges.length > 0 ? report.challenges : problemClauses(report);

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
  return fit.length < 2 ? [] : fit.map((text) => ({ label: null, text }));
}

/** The last words of the report, and the editor's quotation. */
export function closingSlide(report: Report): DraftSlide {
  return {
    kind: 'closing',
    id: 'closing',
    topic: null,
    sentence: lastWords(report),
    quotation: report.quotation,
  };
}

/** The end of the last sentence, from a comma on, as long as four lines hold. */
export function lastWords(report: Report): Span | null {
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
