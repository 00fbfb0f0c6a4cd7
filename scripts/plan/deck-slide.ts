/** A slide is data: its kind and what stands on it. Markdown and PowerPoint are two merges of the same slides. */
import type { Fact, FigureSpec, Heading, Report, Span, Words } from '../report/report.ts';
import type { PlannedTopic } from './topics.ts';

/** A line of text and where it comes from: the editor's words or the report's own. Null stands for the template's fixed text. */
export type Line = { kind: 'words'; words: Words } | { kind: 'span'; span: Span };

interface Common {
  /** Stable, unique, fit for an address: `industry`, `industry-2`, `agenda`. */
  id: string;
  /** Place in the deck, from 1. */
  number: number;
  topic: PlannedTopic | null;
  /** Whether it goes on with the matter of the slide before, under its title. */
  continued?: boolean;
  /** Steps by which it is set closer and smaller than the design has it: 1 or 2. */
  dense?: number;
  /** Of a part of a slide that was too full: the id of the first part. */
  partOf?: string;
  /** The report's own sentences for the speaker, in its order; never empty unless the report is. */
  notes: Span[];
}

/** A number with its name and what stands under it. */
export interface Cell {
  /** The editor's wording of the name, if any. */
  label: Words | null;
  value: Fact;
  change: Fact | null;
  rank: Fact | null;
}

/** A point of an opener: a number with its name, or a verbatim phrase. */
export type Point = { kind: 'fact'; cell: Cell } | { kind: 'text'; text: Span };

export interface TitleSlide extends Common {
  kind: 'title';
}
export interface AgendaSlide extends Common {
  kind: 'agenda';
  /** The editor's; null stands for the template's. */
  title: Words | null;
  /** `lines`: printed in one line, parted by 、. */
  rows: { topic: PlannedTopic; lines: Line[]; slide: { id: string; number: number } }[];
}
export interface IndicatorsSlide extends Common {
  kind: 'indicators';
  title: Line | null;
  sub: Words | null;
  note: Words | null;
  /** 2 or 3 (one row), 4 (2 × 2), 5 or 6 (3 × 2) */
  cells: Cell[];
  /** The largest rate of growth among these and the slides they continue: all their bars have one scale. */
  scale: number;
}
export interface SectionSlide extends Common {
  kind: 'section';
  topic: PlannedTopic;
  title: Line;
  points: Point[];
}
export interface ChartSlide extends Common {
  kind: 'chart';
  figure: FigureSpec;
  /** In place of the figure's title. */
  title: Words | null;
}
/** The plan's own items with one or two of their numbers each. */
export interface ListSlide extends Common {
  kind: 'list';
  topic: PlannedTopic;
  title: Line;
  rows: TaskRow[];
}
/** `item` is null where a row continues the one above; `text` stands in place of a second number. */
export interface TaskRow {
  item: Heading | null;
  cells: Cell[];
  text: Span | null;
}
/** Rows of a short label and a verbatim text. */
export interface PointsSlide extends Common {
  kind: 'points';
  title: Line | null;
  rows: PointRow[];
}
export interface PointRow {
  /** The editor's label (no digits), or verbatim. */
  label: string | Span | null;
  text: Span | null;
}
export interface TargetsSlide extends Common {
  kind: 'targets';
  title: Line | null;
  note: Words | null;
  /** Quantitative targets; `before` is the same thing's rate in the year reviewed. */
  numbers: { cell: Cell; before: Fact | null }[];
  /** Targets set in words. */
  words: Cell[];
}
export interface ChallengesSlide extends Common {
  kind: 'challenges';
  title: Words | null;
  rows: { label: Words | null; text: Span }[];
}
export interface ClosingSlide extends Common {
  kind: 'closing';
  sentence: Span | null;
  quotation: Span | null;
}
export type Slide =
  | TitleSlide
  | AgendaSlide
  | IndicatorsSlide
  | SectionSlide
  | ChartSlide
  | ListSlide
  | PointsSlide
  | TargetsSlide
  | ChallengesSlide
  | ClosingSlide;

type Unplaced<S> = S extends Slide ? Omit<S, 'number' | 'notes'> : never;
/** A slide before it has its place and its notes. */
export type DraftSlide = Unplaced<Slide>;

/** Every fact a slide prints, and every verbatim piece: what its notes must speak of. */
export function contentOf(slide: DraftSlide): { facts: Fact[]; spans: Span[] } {
  const facts: (Fact | null)[] = [];
  const spans: (Span | null)[] = [];
  const cell = (c: Cell) => facts.push(c.value, c.change, c.rank);
  const line = (l: Line | null) => l?.kind === 'span' && spans.push(l.span);
  switch (slide.kind) {
    case 'indicators':
      slide.cells.forEach(cell);
      line(slide.title);
      break;
    case 'section':
      line(slide.title);
      for (const point of slide.points) point.kind === 'fact' ? cell(point.cell) : spans.push(point.text);
      break;
    case 'chart':
      for (const group of slide.figure.groups) {
        spans.push(group.name ?? null);
        for (const row of group.rows) {
          facts.push(row.value ?? null, row.from ?? null, row.aside ?? null);
          spans.push(row.name ?? null, row.note ?? null, ...(row.fragments ?? []));
        }
      }
      break;
    case 'list':
      slide.rows.flatMap((r) => r.cells).forEach(cell);
      spans.push(...slide.rows.map((r) => r.text));
      break;
    case 'points':
      line(slide.title);
      for (const row of slide.rows) spans.push(typeof row.label === 'string' ? null : row.label, row.text);
      break;
    case 'targets':
      for (const row of slide.numbers) cell(row.cell);
      slide.words.forEach(cell);
      break;
    case 'challenges':
      spans.push(...slide.rows.map((r) => r.text));
      break;
    case 'closing':
      spans.push(slide.quotation, slide.sentence);
      break;
    default:
      break;
  }
  return {
    facts: facts.filter((f): f is Fact => f !== null),
    spans: spans.filter((s): s is Span => s !== null),
  };
}

/** Width in full-width characters: letters, digits and blanks count half. */
export function units(text: string): number {
  let sum = 0;
  for (const c of text) sum += (c.codePointAt(0) ?? 0) < 0x300 ? 0.5 : 1;
  return sum;
}

/** The largest rate of growth (%) under the cells, for bars of one scale. */
export const largestRate = (cells: readonly Cell[]): number =>
  Math.max(0, ...cells.map(({ change }) => (change?.unit === '%' ? change.value : 0)));

/** Ids of the indicators that the editor's words name, in their order. */
export const namedIn = (report: Report, words: Words | null): string[] =>
  (words?.runs ?? []).flatMap((run) =>
    run.kind === 'fact' ? [report.facts.get(run.ref)?.indicator?.id ?? run.ref] : [],
  );
