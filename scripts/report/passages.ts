/** Pieces of the report's own text. All offsets are UTF-16 indices into `Report.text`. */

/** A piece of the report's own text: `text === report.text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

/** A sentence up to and including its 。！？ or line end. `lead` marks a lead phrase (小标题, “综合实力稳中有进。”). */
export interface Sentence extends Span {
  lead: boolean;
}

/** A line of the report that holds text. `start` is after leading blanks. Sentences tile it without gaps. */
export interface Paragraph extends Span {
  /** Path of the heading it stands under and its position there, `1.1#2`; `0#1` before the first part. */
  id: string;
  sentences: Sentence[];
}

/**
 * A part (一、), section （一） or item 1．. `title` is without number and closing 。; `heading` is the whole heading
 * as it stands, number and 。 included. `runIn`: body follows on the heading's line (then paragraphs[0] starts right after
 * `heading`). Levels come from nesting, not from the glyph.
 */
export interface Heading {
  level: 1 | 2 | 3;
  kind: 'part' | 'section' | 'item';
  /** 1, 1.2, 3.1.2 */
  path: string;
  /** As printed: 一、 （二） 3． ; empty for an unnumbered part */
  number: string;
  title: Span;
  heading: Span;
  runIn: boolean;
  paragraphs: Paragraph[];
  children: Heading[];
  /** Text after the last child that belongs to this heading again: thanks, problems, the peroration. Parts only. */
  closing: Paragraph[];
}

/** A glossary entry. `uses` are the places in the body where the term (or its quoted core) stands, in order. */
export interface Term {
  /** term-1 … */
  id: string;
  number: number;
  /** The whole line(s) of the entry. */
  entry: Span;
  term: Span;
  definition: Span;
  uses: Span[];
}
