/**
 * The Report: one report, read and checked, frozen. Every later stage takes it and trusts it.
 * All offsets are UTF-16 indices into `Report.text` (report.txt exactly as on disk, BOM dropped).
 */

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

export type Level = 'state' | 'province' | 'city' | 'county' | 'district' | 'township';
export type Qualifier = 'expected' | 'over' | 'reach' | 'about' | 'at-least' | 'at-most' | 'under';
/**
 * actual: done · target: for the report's own year, the only thing that is red · plan: a goal of a later year (“十四五”末), navy ·
 * definition: a number of the glossary that is nobody's result or goal here (the size of a grid, a programme of the state).
 */
export type Status = 'actual' | 'target' | 'plan' | 'definition';

export interface Change {
  kind: 'growth' | 'points' | 'count' | 'multiple';
  direction: 'up' | 'down';
  value: number;
  text?: string;
  unit: string;
  qualifiers?: Qualifier[];
  /** 同比, 同口径 … as in the report */
  basis?: string;
}

export interface Rank {
  place: number;
  /** 全市, 全国, 全省城区 */
  among: string;
  /** As printed: 总量保持全市第一, 列全市第一 */
  words: string;
}

/** One numeric fact (or a target set in words) of the report, as in indicators.yaml, checked against its quote. */
export interface Indicator {
  id: string;
  /** Full name; its words stand in the quote (or before it in the same paragraph). */
  name: string;
  /** A name of at most 14 characters for labels; defaults to `name`. */
  short: string;
  /** Further wordings under which the report speaks of it (the table of the 2022 and the 2023 name). */
  aliases: string[];
  /** growth: the value is itself a rate of change (地区生产总值增长5.5%左右). */
  measure: 'level' | 'growth';
  /** growth only */
  direction?: 'up' | 'down';
  value?: number;
  low?: number;
  high?: number;
  words?: string;
  /** The number as printed where it is not the plain value: 百, 千, 两, 5.50 */
  text?: string;
  unit?: string;
  qualifiers: Qualifier[];
  from?: number;
  each?: boolean;
  change?: Change;
  rank?: Rank;
  period: string;
  status: Status;
  /** Path of the heading the quote stands under, `1.1`, `3.1.2`; `glossary` for the glossary, `1` for a part's own text */
  section: string;
  quote: string;
  nth?: number;
  /** The id of the same thing in the other year (target of an actual and the other way round), if the editor says so. */
  pair?: string;
  /** Where the quote stands. */
  span: Span;
}

/**
 * A number ready to print, exactly as the report states it. `text = before + number + unit + after`, e.g.
 * 预计超 1900 亿元 · 增长 5 % 左右 · 全国第 21 位 · 2～3 家. For a fact in words, number is '' and before holds the words.
 */
export interface Fact {
  /** gdp · gdp.change · gdp.rank · a derived id · count:targets:3.1 */
  ref: string;
  kind: 'value' | 'change' | 'rank' | 'words' | 'derived' | 'count';
  /** The indicator it belongs to (none for derived and count). */
  indicator?: Indicator;
  before: string;
  number: string;
  unit: string;
  after: string;
  text: string;
  /** Numeric value for drawing: the stated number, the lower end of a range; NaN for words. Down-changes are negative. */
  value: number;
  high?: number;
  status: Status;
  period: string;
  /** How it is drawn in every product (design.md §2). */
  encoding:
    | 'reported'
    | 'expected'
    | 'lower-bound'
    | 'target'
    | 'target-lower-bound'
    | 'plan'
    | 'plan-lower-bound'
    | 'derived';
  /** Offsets of the number itself in report.text; undefined for derived and count. */
  offset?: number;
  /** Exact quote, or the formula for derived (`1060 − 220`). */
  quote: string;
  /** Label without the number: indicator short name; for change 地区生产总值增速. */
  label: string;
}

/** Editor's words with the references resolved: runs in order. `text` of all runs joined is what is printed. */
export interface Words {
  /** Where the words come from, a stable address: `report.yaml#topics.industry.lead.done`, `figures.yaml#growth-rank.title` */
  address: string;
  runs: WordRun[];
  text: string;
}
export type WordRun =
  | { kind: 'text'; text: string }
  | { kind: 'fact'; text: string; ref: string }
  | { kind: 'year'; text: string; which: 'year' | 'review-year' };

/** A row of a topic: what was done and what is to do, as exact fragments of the report. */
export interface Subject {
  label: string;
  done: Span[];
  todo: Span[];
}

export interface Topic {
  id: string;
  /** 1 … n, running order */
  number: number;
  name: string;
  lead: { done: Words; todo: Words };
  hero?: Fact;
  indicators: Indicator[];
  figures: FigureSpec[];
  subjects: Subject[];
  sections: Heading[];
}

/** Who, where and when. Null where the text does not say. */
export interface Profile {
  /** 政府工作报告 */
  title: string;
  /** 常州市新北区 */
  region: string | null;
  /** 新北区: how the report calls itself */
  place: string | null;
  level: Level | null;
  year: number | null;
  reviewYear: number | null;
  meeting: string | null;
  /** ISO date */
  date: string | null;
  issuer: string | null;
}

/** A derived value: sum, difference or count of stated facts. */
export interface Derived {
  id: string;
  name: string;
  /** As written: `hightech-total - hightech-total.change` */
  formula: string;
  unit: string;
  period?: string;
  fact: Fact;
}

/** Figure specification as in figures.yaml, words and references resolved. See schema.ts for the fields of each kind. */
export interface FigureSpec {
  id: string;
  kind: FigureKind;
  topic: string;
  title: Words;
  subtitle?: Words;
  note?: Words;
  /** Rows, panels, cells or groups, by kind. */
  groups: FigureGroup[];
  options: FigureOptions;
}
export type FigureKind =
  | 'bar' // horizontal bars from zero; chevron for lower bounds, tint for expected, red tint for targets; declines alone run rightward and say 下降, among increases leftward
  | 'dumbbell' // review year against target, one unit; targets in words as text
  | 'slope' // small multiples, before (mostly derived) and after
  | 'pairs' // small multiples, two columns each on its own scale from zero
  | 'unit-grid' // one square a unit, groups side by side
  | 'share' // each value in a bar of 0–100 %, `from` as hollow mark
  | 'key-figures' // grid of label, number, note
  | 'target-board' // table of targets: number or words
  | 'rank-table' // places among 全市/全省/全国, never as bar length
  | 'tiers' // stepped tiers, one number each
  | 'structure' // columns of verbatim fragments under a label
  | 'timeline' // points in time in the report's own words, what stands at each below it; spacing means nothing
  | 'layers'; // levels of a system in the report's own words, then shares of it as bars of 0–100 %
export interface FigureGroup {
  label?: Words;
  /** The label in the report's own words: a point in time. */
  name?: Span;
  rows: FigureRow[];
}
export interface FigureRow {
  /** The main value. */
  value?: Fact;
  /** Before-value (dumbbell, slope, pairs, share). */
  from?: Fact;
  /** Small grey number after the main one. */
  aside?: Fact;
  /** Overrides the label, made of the editor's words. */
  label?: Words;
  /** The label in the report's own words: a level of a system, the title of the section counted. */
  name?: Span;
  /** Verbatim small note under the value. */
  note?: Span;
  /** structure, timeline, layers: verbatim fragments. */
  fragments?: Span[];
}
export interface FigureOptions {
  sort: 'value' | 'given';
  /** Where the horizontal axis starts, dumbbell only. */
  columns?: number;
}

/** The editor's choices for the deck, if any. */
export interface Report {
  /** Folder name, `xinbei-2023` */
  id: string;
  /** Folder it was read from. */
  dir: string;
  text: string;
  sha256: string;
  profile: Profile;
  /** Lines before the first part: meeting line, salutation, opening sentence. */
  preface: Paragraph[];
  parts: Heading[];
  /** Every heading by path. */
  headings: Map<string, Heading>;
  /** Heading line of the glossary and its terms. */
  glossary: { heading: Span; terms: Term[] } | null;
  indicators: Map<string, Indicator>;
  derived: Map<string, Derived>;
  /** Every printable fact by reference (gdp, gdp.change, gdp.rank, derived ids). */
  facts: Map<string, Fact>;
  topics: Topic[];
  /** Indicators of the overview, most important first (4–9). */
  headline: Indicator[];
  /** Overview figures and every topic's, in figures.yaml's order. */
  figures: FigureSpec[];
  /** Running heads and such: editor's options. */
  options: { paper: 'white' | 'tint' };
  /** Rates drawn on the cover, 4–7 or none. */
  cover: Fact[];
  /** Closing slide, a fragment of the report. */
  quotation: Span | null;
  /** Difficulties the report names. */
  challenges: { label: Words; text: Span }[];
  /** Which of the YAML files were there. */
  has: { report: boolean; indicators: boolean; figures: boolean };
}
