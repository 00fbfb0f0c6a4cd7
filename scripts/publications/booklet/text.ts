/** The report's text on its grid: every character once, in order, with anchors, glossary marks and margin notes. */
import { escapeHtml } from '../../marks.ts';
import { figureQuotes } from '../../plan/booklet-sources.ts';
import { marksItself } from '../../report/glossary.ts';
import type { Heading, Paragraph, Report, Span } from '../../report/report.ts';
import { breakPieces } from '../breaks.ts';
import { termMark } from '../markup.ts';
import type { MarginNote, NotePlace } from './notes.ts';

/** Something that stands in the text at an offset: inside the verbatim run (anchors, marks) or between two runs (notes). */
interface Insertion {
  at: number;
  html: string;
  between: boolean;
  /** Belongs to the text before it (a mark), not to the text that begins there. */
  after: boolean;
}

export interface TextContext {
  report: Report;
  /** An opener before each part bears its heading, so that the text need not. */
  headed: boolean;
  notes: ReadonlyMap<MarginNote, NotePlace>;
}

/** Everything that stands in the text, by offset. */
export function insertionsOf({ report, notes }: Pick<TextContext, 'report' | 'notes'>): Insertion[] {
  const list: Insertion[] = [];
  const inside = (at: number, html: string, after = false) => list.push({ at, html, between: false, after });
  for (const indicator of report.indicators.values()) {
    const fact = report.facts.get(indicator.id);
    const at = fact?.offset ?? indicator.span.start;
    inside(firstOf(report.text, at), anchor(`indicator:${indicator.id}`));
  }
  for (const at of new Set(figureQuotes(report).map((q) => q.start)))
    inside(firstOf(report.text, at), anchor(`quote:${at}`));
  for (const term of report.glossary?.terms ?? [])
    term.uses.forEach((use, i) => {
      const id = `term:${term.id}~${i + 1}`;
      const closed = /[”）》]$/.test(use.text) ? ' after-quote' : '';
      inside(
        use.end,
        i === 0 && !marksItself(report, term)
          ? `${anchor(id)}<a class="term-link${closed}" style="--digits:${`${term.number}`.length}" href="#entry:${term.id}">${termMark(report, term)}</a>`
          : anchor(id),
        true,
      );
    });
  for (const [note, place] of notes)
    if (note.heading === null)
      list.push({ at: note.at, html: noteHtml(note, place), between: true, after: note.kind === 'term' });
  return list.sort((a, b) => a.at - b.at || Number(a.between) - Number(b.between));
}

/**
 * Where the anchor of what begins at an offset stands: after its first character, for an empty anchor is told where the text before it
 * ends, which may be the foot of the page before. Never between a number and its unit or the word before it: there it would keep their gap
 * at the end of a line, and part what else stays together.
 */
function firstOf(text: string, at: number): number {
  return /^\d(?!\d)/.test(text.slice(at, at + 2)) ? at + 2 : at + 1;
}

/** The anchor comes after its note: where a line ends between them and the text before, both go to the next. */
const noteHtml = (note: MarginNote, { side, shift, short }: NotePlace): string =>
  `<span class="note ${note.kind} ${side}" style="margin-top:${shift}pt" data-aside>${short && note.short ? note.short.inner : note.inner}</span>${anchor(note.anchor)}`;

const anchor = (id: string): string => `<i id="${escapeHtml(id)}"></i>`;

/** Verbatim text with what stands in it. `wraps`: ranges set in another face. */
export function verbatimRuns(
  report: Report,
  span: Span,
  insertions: readonly Insertion[],
  wraps: readonly { start: number; end: number; tag: string }[] = [],
): string {
  const mine = insertions.filter(({ at, after }) =>
    after ? at > span.start && at <= span.end : at >= span.start && at < span.end,
  );
  const cuts = [
    ...new Set([span.start, span.end, ...mine.map((i) => i.at), ...wraps.flatMap((w) => [w.start, w.end])]),
  ]
    .filter((at) => at >= span.start && at <= span.end)
    .sort((a, b) => a - b);
  let html = '';
  let run = '';
  let from = span.start;
  const close = (to: number) => {
    if (to > from) html += `<span data-src="${from}-${to}">${run}</span>`;
    else html += run;
    run = '';
    from = to;
  };
  cuts.forEach((at, i) => {
    for (const { html: inserted, between } of mine.filter((m) => m.at === at)) {
      if (between) close(at);
      if (between) html += inserted;
      else run += inserted;
    }
    const end = cuts[i + 1];
    if (end === undefined) return;
    const tag = wraps.find((w) => w.start <= at && w.end >= end)?.tag;
    const piece = withBreaks(report.text, at, end, span.start);
    run += tag ? `<b class="${tag}">${piece}</b>` : piece;
  });
  close(span.end);
  return html.replace(MARKED, '<span class="kept">$&</span>');
}

/** The last character of a term with its mark, which must not begin a line. */
const MARKED = /[^<>&;]<i id="term:[^"]*"><\/i><a class="term-link.*?<\/a>/g;

/**
 * Text escaped, with a place to break before an opening and after a closing quotation mark beside a Chinese character: Chromium has
 * none where the quotation begins or ends with a digit or letter (Unicode line breaking, LB19a).
 */
function withBreaks(text: string, start: number, end: number, first: number): string {
  let html = '';
  let from = start;
  for (let i = Math.max(start, first + 1); i < end; i += 1)
    if (BREAK.test(text.slice(i - 1, i + 1))) {
      html += `${escapeHtml(text.slice(from, i))}<wbr>`;
      from = i;
    }
  return html + escapeHtml(text.slice(from, end));
}

const BREAK = /^(?:\p{Script=Han}[“‘]|[”’]\p{Script=Han})$/u;

/** The text of one part: heading, paragraphs, sections, items, closing. */
export function partText(context: TextContext, part: Heading): string {
  const insertions = insertionsOf(context);
  const { report } = context;
  const paragraph = (p: Paragraph, tag = 'p', kind = 'body') => {
    const leads = p.sentences.filter((s) => s.lead).map((s) => ({ start: s.start, end: s.end, tag: 'lead' }));
    return `<${tag} class="${kind}">${verbatimRuns(report, p, insertions, leads)}</${tag}>`;
  };
  const heading = (h: Heading): string => {
    const end = anchor(`section:${h.path}~end`);
    // The last word of a heading stays whole with its stop.
    const word = breakPieces(h.heading.text).at(-1) ?? '';
    const last = [{ start: h.heading.end - word.length, end: h.heading.end, tag: 'last-word' }];
    const id = `section:${h.path}`;
    const rest = h.runIn ? h.paragraphs.slice(1) : h.paragraphs;
    const children = [...h.children.map(heading), ...h.closing.map((p) => paragraph(p))].join('');
    const first = h.paragraphs[0];
    const tag = `h${h.level}`;
    // Outside the heading, whose text becomes a bookmark.
    const notes = [...context.notes]
      .filter(([note]) => note.heading === h.path)
      .map(([note, place]) => noteHtml(note, place))
      .join('');
    if (h.runIn && first) {
      const leads = first.sentences
        .filter((s) => s.lead)
        .map((s) => ({ start: s.start, end: s.end, tag: 'lead' }));
      const head = `<${tag} class="run-in level-${h.level}" id="${id}">${verbatimRuns(report, h.heading, insertions, last)}</${tag}>`;
      const body = `<span class="run-on">${verbatimRuns(report, first, insertions, leads)}</span>`;
      return `<div class="body with-heading">${notes}${head}${body}</div>${rest.map((p) => paragraph(p)).join('')}${children}${end}`;
    }
    const inner = verbatimRuns(report, h.heading, insertions, last);
    return `<div class="heading">${notes}<${tag} class="level-${h.level}" id="${id}">${inner}</${tag}></div>${rest.map((p) => paragraph(p)).join('')}${children}${end}`;
  };
  const tag1 = context.headed ? 'p' : 'h1';
  const own = `<${tag1} class="level-1" id="text:${part.path}">${verbatimRuns(report, part.heading, insertions)}</${tag1}>`;
  const body = [
    ...part.paragraphs.map((p) => paragraph(p)),
    ...part.children.map(heading),
    ...part.closing.map((p) => paragraph(p)),
  ].join('');
  return `${own}${body}${anchor(`text:${part.path}~end`)}${anchor(`part:${part.path}~end`)}`;
}

/** What stands before the first part: lines of the meeting, salutation, opening sentence. */
export function prefaceText(context: TextContext): string {
  const { report } = context;
  const insertions = insertionsOf(context);
  const address = report.preface.findIndex((p) => p.text.length <= 24 && /^各位.*[：:！]$/.test(p.text));
  const salutation =
    address >= 0 ? address : report.preface.findIndex((p) => p.text.length <= 24 && /[：:！]$/.test(p.text));
  const title = report.profile.title;
  return report.preface
    .map((p, i) => {
      const kind =
        i < salutation
          ? p.text === title
            ? 'report-title'
            : 'meeting'
          : i === salutation
            ? 'salutation'
            : 'body';
      return `<p class="${kind}">${verbatimRuns(report, p, insertions)}</p>`;
    })
    .join('');
}

/** Whether the text itself begins with the title of the report. */
export const opensWithTitle = (report: Report): boolean =>
  report.preface.some((p) => isTitle(p.text, report.profile.title));

/** Titles are often spaced out: 政 府 工 作 报 告. */
const isTitle = (text: string, title: string): boolean =>
  text.replace(/\s/g, '') === title.replace(/\s/g, '');
