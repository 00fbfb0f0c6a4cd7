/** Notes in the outer margin: which stand on a page, on which side, and where they must move so that none overlap. */
import type { PageMap } from '../../marks.ts';
import { escapeHtml } from '../../marks.ts';
import type { Spread } from '../../plan/booklet.ts';
import { factsOf, firstIn, sourcesOf } from '../../plan/booklet-sources.ts';
import type { PlannedTopic } from '../../plan/topics.ts';
import type { Heading, Report, Span, Term } from '../../report/report.ts';
import { breakPieces } from '../breaks.ts';
import { pageHtml, verbatimHtml } from '../markup.ts';
import { type BookletFormat, PITCH, points, zoomOf } from './format.ts';
import type { Layout } from './layout.ts';

export interface MarginNote {
  /** Id of the place in the text at which it stands. */
  anchor: string;
  /** Heading it stands before, path; null within the text. */
  heading: string | null;
  /** Offset in report.text at which it is anchored. */
  at: number;
  kind: 'term' | 'topic';
  /** Inner HTML without its position. */
  inner: string;
  /** Height in pt. */
  height: number;
  /** The same in one line, for a crowded page. */
  short: { inner: string; height: number } | null;
}

/** More than so many on a page (design.md §4) and those of terms shrink to one line, without the term's name. */
const MOST = 4;
/** Type of a note before its zoom: 8.2/11 label and page, 9/12.5 name. */
const LABEL_PITCH = 11;
const NAME_PITCH = 12.5;
const NAME = 9;
const GAP = 6;

/** The notes of the text: every term at its first use, every spread at the first number or phrase it prints from each of its sections. */
export function marginNotes(
  report: Report,
  spreads: readonly Spread[],
  pages: PageMap | undefined,
  format: BookletFormat,
): MarginNote[] {
  const context = { report, pages };
  const height = (name: string) => heightOf(name, charactersOf(format));
  const notes: MarginNote[] = [];
  for (const term of report.glossary?.terms ?? []) {
    const first = term.uses[0];
    if (!first) continue;
    const name = nameOf(report, term);
    const label = `<span class="note-label">词<span data-ordinal="term:${term.id}">${term.number}</span></span>`;
    const page = `<span class="note-page">${pageHtml(context, `entry:${term.id}`)}页</span>`;
    const link = (inner: string) => `<a href="#entry:${term.id}">${inner}</a>`;
    notes.push({
      anchor: `note:${term.id}`,
      heading: null,
      at: first.end,
      kind: 'term',
      inner: link(
        `${label}<span class="note-name">${verbatimHtml(context, name, { breaks: true })}</span>${page}`,
      ),
      height: height(name.text),
      short: { inner: link(`<span class="note-line">${label}${page}</span>`), height: 2 + LABEL_PITCH },
    });
  }
  // Topics that begin in the same place share a note.
  for (const [at, topics] of topicPlaces(report, spreads)) {
    const heading = [...report.headings.values()].find(
      ({ heading: h, level }) => level > 1 && at >= h.start && at < h.end,
    );
    const links = topics.map(
      (topic) =>
        `<a href="#topic:${topic.id}"><span class="note-name">${topic.nameSpan ? verbatimHtml(context, topic.nameSpan) : escapeHtml(topic.name)}</span><span class="note-page">${pageHtml(context, `topic:${topic.id}`, 'range')}页</span></a>`,
    );
    notes.push({
      anchor: `note:${at}`,
      heading: heading?.path ?? null,
      at,
      kind: 'topic',
      inner: `<span class="note-label">数字</span>${links.join('')}`,
      height: topics.reduce((sum, topic) => sum + height(topic.name) - 2 - LABEL_PITCH, 2 + LABEL_PITCH),
      short: null,
    });
  }
  return notes.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1));
}

/** Where the notes of the topics stand, by offset. */
function topicPlaces(report: Report, spreads: readonly Spread[]): Map<number, PlannedTopic[]> {
  const places = new Map<number, PlannedTopic[]>();
  for (const spread of spreads) {
    const sources = sourcesOf(report, factsOf(spread), spread.figures);
    for (const section of spread.topic.sections) {
      const first = firstIn(sources, section);
      if (!first) continue;
      const at = beforeNumber(report.text, first.at, section);
      places.set(at, [...(places.get(at) ?? []), spread.topic]);
    }
  }
  return places;
}

/** The place between two characters before a number, where a note does not come between a number and its words. */
function beforeNumber(text: string, at: number, within: Heading): number {
  const han = /\p{Script=Han}/u;
  for (let i = at; i > within.heading.start && i > at - 12; i -= 1)
    if (han.test(text[i - 1] ?? '') && han.test(text[i] ?? '')) return i;
  return at;
}

/** Where a note stands: side of the page, and by how much it moves from the line of its anchor, in pt of the note (it is zoomed). */
export interface NotePlace {
  side: 'left' | 'right';
  shift: number;
  /** In one line. */
  short: boolean;
}

/** Places of the notes. Without a layout all stand at their anchors. */
export function placeNotes(
  notes: readonly MarginNote[],
  layout: Layout | undefined,
  format: BookletFormat,
): Map<MarginNote, NotePlace> {
  const places = new Map<MarginNote, NotePlace>();
  if (!layout) {
    for (const note of notes) places.set(note, { side: 'right', shift: 0, short: false });
    return places;
  }
  // Lines of the text as the notes see them.
  const pitch = PITCH / zoomOf(format).note;
  const byPage = new Map<number, { note: MarginNote; top: number }[]>();
  for (const note of notes) {
    const place = layout.places.get(note.anchor);
    if (place)
      byPage.set(place.page, [...(byPage.get(place.page) ?? []), { note, top: place.line * pitch + 4 }]);
  }
  for (const [page, all] of byPage) {
    const list = all.sort((a, b) => a.top - b.top || a.note.at - b.note.at);
    const short = list.length > MOST;
    const heightOf = (note: MarginNote) => (short && note.short ? note.short.height : note.height);
    const tops: number[] = [];
    let free = 0;
    for (const { note, top } of list) {
      tops.push(Math.max(top, free));
      free = Math.max(top, free) + heightOf(note) + GAP;
    }
    // From the foot upwards: nothing may pass the last line.
    let limit = format.grid.lines * pitch - 4;
    for (let i = list.length - 1; i >= 0; i -= 1) {
      const note = list[i]?.note;
      if (!note) continue;
      tops[i] = Math.min(tops[i] ?? 0, limit - heightOf(note));
      limit = (tops[i] ?? 0) - GAP;
    }
    list.forEach(({ note, top }, i) => {
      const shift = Math.round(((tops[i] ?? top) - top + 4) * 100) / 100;
      places.set(note, {
        side: page % 2 === 1 ? 'right' : 'left',
        shift,
        short: short && note.short !== null,
      });
    });
  }
  return places;
}

/** The term without the quotation marks around the whole of it. */
function nameOf(report: Report, term: Term): Span {
  const { start, end, text } = term.term;
  if (!/^“[^“”]*”$/.test(text)) return term.term;
  return { start: start + 1, end: end - 1, text: report.text.slice(start + 1, end - 1) };
}

/** Characters of a name in a line, less what the edge of a glyph may need. */
const charactersOf = (format: BookletFormat): number =>
  points(format.note.width) / (NAME * format.scale * zoomOf(format).note) - 0.2;

/** Height of a note whose name breaks between words, so many characters a line. */
function heightOf(name: string, room: number): number {
  let lines = 1;
  let filled = 0;
  for (const piece of breakPieces(name)) {
    const width = [...piece].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.56 : 1), 0);
    if (filled > 0 && filled + width > room) {
      lines += 1;
      filled = 0;
    }
    filled += width;
    while (filled > room) {
      lines += 1;
      filled -= room;
    }
  }
  return 2 + 2 * LABEL_PITCH + lines * NAME_PITCH;
}
