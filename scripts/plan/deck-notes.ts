/** Speaker notes: the report's own sentences from which a slide's numbers and words come. */
import type { Heading, Paragraph, Report, Span } from '../report/report.ts';
import { contentOf, type DraftSlide } from './deck-slide.ts';
import { paragraphsOf } from './topics.ts';

/** Sentences spoken on one slide; more would be read, not spoken. */
const MOST = 12;

/** All paragraphs of the report's body, in order. */
export function bodyParagraphs(report: Report): Paragraph[] {
  const deep = (heading: Heading): Paragraph[] => [
    ...heading.paragraphs,
    ...heading.children.flatMap(deep),
    ...heading.closing,
  ];
  return [...report.preface, ...report.parts.flatMap(deep)];
}

/** Pieces a note may be made of: sentences, headings, glossary entries; in order of the text. */
function pieces(report: Report): Span[] {
  return [
    ...bodyParagraphs(report).flatMap((p) => p.sentences),
    ...[...report.headings.values()].map((h) => h.heading),
    ...(report.glossary?.terms ?? []).map((t) => t.entry),
  ].sort((a, b) => a.start - b.start);
}

/** Gives a slide's notes; reads the report once for all slides. */
export function noteTaker(report: Report): (slide: DraftSlide) => Span[] {
  const all = pieces(report);
  const at = (offset: number) => all.find((s) => s.start <= offset && offset < s.end);
  const tidy = (found: (Span | undefined)[]) =>
    [...new Set(found)]
      .filter((s): s is Span => s !== undefined && s.text.trim() !== '')
      .sort((a, b) => a.start - b.start)
      .slice(0, MOST)
      .map(trimmed);
  return (slide) => {
    const { facts, spans } = contentOf(slide);
    const offsets = [
      ...facts.flatMap((f) => (f.offset === undefined ? derivedFrom(report, f.ref) : [f.offset])),
      ...spans.map((s) => s.start),
    ];
    const notes = tidy(offsets.map(at));
    return notes.length > 0 ? notes : tidy(fallback(report, slide));
  };
}

/** Where the numbers stand from which a derived value is made. */
function derivedFrom(report: Report, ref: string): number[] {
  const formula = report.derived.get(ref)?.formula ?? '';
  return (formula.match(/[a-z][a-z0-9-]*(?:\.[a-z]+)?/g) ?? []).flatMap((id) => {
    const offset = report.facts.get(id)?.offset;
    return offset === undefined ? [] : [offset];
  });
}

/** For slides without facts: how the matter they open begins in the report. */
function fallback(report: Report, slide: DraftSlide): Span[] {
  if (slide.kind === 'agenda') return slide.rows.flatMap((row) => row.topic.sections.map((s) => s.heading));
  if (slide.topic) return slide.topic.sections.flatMap((s) => firstSentence(paragraphsOf(s), s.heading));
  if (slide.kind === 'closing') return bodyParagraphs(report).slice(-1);
  const opening = report.preface.flatMap((p) => p.sentences);
  return opening.length > 0 ? opening : bodyParagraphs(report).slice(0, 1);
}

const firstSentence = (paragraphs: Paragraph[], heading: Span): Span[] => [
  heading,
  ...paragraphs.slice(0, 1).flatMap((p) => p.sentences.slice(0, 2)),
];

/** The span without blanks at its ends. */
function trimmed(span: Span): Span {
  const lead = span.text.length - span.text.trimStart().length;
  const text = span.text.trim();
  return { start: span.start + lead, end: span.start + lead + text.length, text };
}
