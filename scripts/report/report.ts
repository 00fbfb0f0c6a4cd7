/**
 * The Report: one report, read and checked, frozen. Every later stage takes it and trusts it.
 * All offsets are UTF-16 indices into `Report.text` (report.txt exactly as on disk, BOM dropped).
 */
import type { BookletChoice } from './booklet-schema.ts';
import type { DeckChoice } from './deck-choice.ts';
import type { FigureSpec } from './figure-spec.ts';
import type { Heading, Paragraph, Span, Term } from './passages.ts';
import type { SheetsChoice } from './sheets-choice.ts';

export {
  type DeckChoice,
  type DeckEntry,
  type DeckFit,
  type DeckKind,
  type DeckSize,
  USUAL_SIZE,
} from './deck-choice.ts';
export type { FigureGroup, FigureKind, FigureOptions, FigureRow, FigureSpec } from './figure-spec.ts';
export type { Heading, Paragraph, Sentence, Span, Term } from './passages.ts';
export type { MoreSheet, SheetLang, SheetPaper, SheetsChoice } from './sheets-choice.ts';

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
  /** Length, shape and running order of the deck. */
  deck: DeckChoice;
  /** Which editions of the booklet, and how they are made. */
  booklet: BookletChoice;
  /** The long picture: its one sentence, and the address its QR code leads to. */
  infographic: { sentence: Words | null; qr: string | null };
  /** Papers and language of the sheets, and those besides the topics'. */
  sheets: SheetsChoice;
  /** Which of the YAML files were there. */
  has: { report: boolean; indicators: boolean; figures: boolean };
}
