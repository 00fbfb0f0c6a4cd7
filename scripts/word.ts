/**
 * A Word document as data: the publications write it, the print stage binds it. Nothing floats: paragraphs, tables, pictures in the line.
 * Lengths in mm, type in pt.
 */

/** Part of a picture that is left off, as shares of its width and height. */
export interface WordCrop {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface WordPicture {
  kind: 'picture';
  png: Uint8Array;
  width: number;
  height: number;
  /** What it shows, for those who do not see it. */
  alt: string;
  name: string;
  crop?: WordCrop;
}

export type WordRun =
  /** `style`: id of a character style. */
  | { kind: 'text'; text: string; style?: string }
  | { kind: 'tab' }
  /** A field with what it shows until it is updated: SEQ 图 \* ARABIC. */
  | { kind: 'field'; instruction: string; shown: string }
  | WordPicture;

export interface WordParagraph {
  kind: 'paragraph';
  /** Id of a paragraph style. */
  style: string;
  runs: readonly WordRun[];
  /** Name of the bookmark around its first run. */
  bookmark?: string;
  /** Stays on the page of the paragraph after it, whatever its style says. */
  keepNext?: boolean;
}

export interface WordTable {
  kind: 'table';
  /** Of its columns. */
  widths: readonly number[];
  /** none: it only places; rows: a rule above the first row, thin ones between. */
  rules: 'none' | 'rows';
  /** Its first row is a head that repeats on every page. */
  head: boolean;
  /** Cells hold paragraphs. */
  rows: readonly (readonly (readonly WordParagraph[])[])[];
  /** For those who do not see it. */
  alt: string;
}

/** A field of the contents, filled. */
export interface WordContents {
  kind: 'contents';
  /** Deepest level of headings. */
  depth: number;
  entries: readonly { level: number; text: string; bookmark: string }[];
}

export type WordBlock = WordParagraph | WordTable | WordContents;

export interface WordSection {
  margin: { top: number; inner: number; outer: number; bottom: number };
  /** Lines that the type area holds: all text stands on their grid. */
  lines?: number;
  /** Page numbers at the outer side, counted from 1; none without. `drop`: from the type area down to their dashes. */
  folio?: { drop: number; size: number };
  /** Begins on a right-hand page. */
  recto?: boolean;
  blocks: readonly WordBlock[];
}

export interface WordStyle {
  id: string;
  /** Built-in styles by their English names, which Word shows in its own language. */
  name: string;
  kind: 'paragraph' | 'character';
  basedOn?: string;
  next?: string;
  /** The character style of a paragraph style and the other way round. */
  link?: string;
  /** East Asian face; `latin` for digits and letters. */
  face?: string;
  latin?: string;
  size?: number;
  bold?: boolean;
  /** #rrggbb */
  colour?: string;
  raised?: boolean;
  /** Added between characters, pt. */
  tracking?: number;
  align?: 'both' | 'center' | 'left' | 'right';
  /** First line, in characters. */
  indent?: number;
  /** Left and right, in characters. */
  sides?: { left?: number; right?: number };
  /** Height of a line in pt; `auto` as the type needs. */
  line?: number | 'auto';
  before?: number;
  after?: number;
  /** No room before and after between paragraphs of this style. */
  contextual?: boolean;
  /** On the grid of the section; yes unless said. */
  onGrid?: boolean;
  keepNext?: boolean;
  keepLines?: boolean;
  pageBreakBefore?: boolean;
  /** Level in the outline, from 1. */
  outline?: number;
  /** Tab stops, mm. */
  tabs?: readonly { at: number; align: 'left' | 'right'; dots?: boolean }[];
  rule?: { side: 'top' | 'bottom'; colour: string; width: number };
}

export interface WordDocument {
  styles: readonly WordStyle[];
  /** Faces that stand in for one that is not installed. */
  faces: readonly { name: string; instead: string; family: 'roman' | 'swiss' | 'modern' | 'script' }[];
  sections: readonly WordSection[];
  /** Left and right pages mirror each other. */
  mirrored: boolean;
  /** Stands at the top of every page: 草稿. */
  mark?: string;
}
