/** The speaker's notes as HTML: the report's sentences, above them the place where they stand, their numbers bold. */
import { unescapeHtml } from '../../marks.ts';
import type { Heading, Report, Span } from '../../report/report.ts';
import { clauses } from '../clauses.ts';
import { type MarkupContext, nameHtml, numberHtml, verbatimHtml } from '../markup.ts';

/** Finds the marked name of a sentence's place; reads the report once for all notes. */
export function placeFinder(context: MarkupContext): (note: Span) => string {
  const { report } = context;
  const owners = [...report.headings.values()].flatMap((heading) =>
    [...heading.paragraphs, ...heading.closing].map((paragraph) => ({ heading, paragraph })),
  );
  const holds = (span: Span, note: Span) => span.start <= note.start && note.start < span.end;
  return (note) => {
    // A heading that is spoken itself has its place in what it stands under; one that runs into its text is part of it.
    const owner = owners.find(({ paragraph }) => holds(paragraph, note))?.heading;
    const spoken = [...report.headings.values()].find((h) => holds(h.heading, note) && !(h.runIn && owner));
    const place = spoken ? report.headings.get(spoken.path.split('.').slice(0, -1).join('.')) : owner;
    if (place) return headingPlace(context, place);
    const { glossary } = report;
    if (glossary && note.start >= glossary.heading.start) return verbatimHtml(context, glossary.heading);
    return nameHtml(report, 'title');
  };
}

/** 一、（二）综合实力稳中有进: the numbers down to the heading, and its title. */
function headingPlace(context: MarkupContext, heading: Heading): string {
  const steps = heading.path.split('.');
  const above = steps.slice(0, -1).flatMap((_, i) => {
    const found = context.report.headings.get(steps.slice(0, i + 1).join('.'));
    return found ? [numberHtml(found)] : [];
  });
  return `${above.join('')}${numberHtml(heading)}${clauses(verbatimHtml(context, heading.title, { breaks: true }))}`;
}

/** Notes of a slide. Neighbours in the report run on in one paragraph; a place is named where it changes. */
export function notesHtml(
  context: MarkupContext,
  notes: readonly Span[],
  placeOf = placeFinder(context),
): string {
  let place = '';
  let end = -1;
  let html = '';
  for (const note of notes) {
    const here = placeOf(note);
    const sentence = verbatimHtml(context, note, { numbers: true });
    if (here !== place)
      html += `${open(html)}<h2 class="place"><span class="place-name">${here}</span></h2><p>`;
    else if (!adjoins(context.report, end, note.start)) html += '</p><p>';
    html += sentence;
    ({ end } = note);
    place = here;
  }
  return html === '' ? '' : `${html}</p>`;
}

const open = (html: string): string => (html === '' ? '' : '</p>');

/** Whether two sentences stand in one paragraph with nothing between them. */
function adjoins(report: Report, end: number, start: number): boolean {
  return end >= 0 && end <= start && /^[^\S\n]*$/.test(report.text.slice(end, start));
}

/** Notes as plain lines, for programs without markup: places and paragraphs. */
export function spokenLines(html: string): string[] {
  return html
    .split(/<\/(?:h2|p)>/)
    .map((line) => unescapeHtml(line.replaceAll(/<[^>]*>/g, '')))
    .filter((line) => line !== '');
}

/** Notes for paper, where only slides have headings: the places are paragraphs. */
export function paragraphsOfNotes(context: MarkupContext): (notes: readonly Span[]) => string {
  const placeOf = placeFinder(context);
  return (notes) =>
    notesHtml(context, notes, placeOf)
      .replaceAll('<h2 class="place">', '<p class="place">')
      .replaceAll('</h2>', '</p>');
}
