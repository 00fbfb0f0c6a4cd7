/** The table of a sheet out of the report's own outline: what was done beside what is to be done, headed by titles and lead phrases. */
import { endOf } from '../report/references.ts';
import type { Heading, Report, Span } from '../report/report.ts';
import { clausesIn } from './clauses.ts';
import { beginning } from './deck-outline.ts';
import { isReview, type PlannedTopic, paragraphsOf, planPart, withoutStop } from './topics.ts';

/** A row of the table: one subject. Without the editor's subjects `label` is null and `head` a lead phrase or a title. */
export interface SheetRow {
  label: string | null;
  done: SheetCell;
  todo: SheetCell;
}
export interface SheetCell {
  head: Span | null;
  fragments: Span[];
}

/** Rows of a sheet without the editor's subjects: more would be too small to read. Where there is but one column, its rows are lower. */
const MOST_ROWS = 6;
const MOST_WIDE_ROWS = 9;
/** Sentences of a cell, and characters of a sentence, that such a sheet may show: a text of any length must fit its page. */
const MOST_SENTENCES = 12;
const SENTENCE_UNITS = 160;
/** Fewer rows than this are spread, a sentence each. */
const FEW_ROWS = 3;
/** Fewer phrases than this do not tell what a section is about. */
const FEW_PHRASES = 2;

/** Rows, and whether they hold less than the sections say. */
export function outlineRows(
  report: Report,
  { sections, figures }: Pick<PlannedTopic, 'sections' | 'figures'>,
): { rows: SheetRow[]; shortened: boolean } {
  const sides = { done: [] as Heading[], todo: [] as Heading[] };
  for (const section of sections) sides[isReview(report, section) ? 'done' : 'todo'].push(section);
  const single = sides.done.length === 0 || sides.todo.length === 0;
  const whole = sections.some(isWhole);
  const most = single || whole ? MOST_WIDE_ROWS : MOST_ROWS;
  let shortened = false;
  const limited = (cell: SheetCell): SheetCell => {
    const fragments = cell.fragments
      .slice(0, MOST_SENTENCES)
      .flatMap((span) => beginning(report, span, SENTENCE_UNITS) ?? []);
    const length = (spans: readonly Span[]) => spans.reduce((sum, s) => sum + s.text.trim().length, 0);
    shortened ||= length(fragments) < length(cell.fragments);
    return { ...cell, fragments };
  };
  const column = (own: readonly Heading[]): SheetCell[] => {
    const atLength = own.flatMap((section) => cellsOf(section, own.length > 1));
    // Each section in a row rather than the first ones at length, or beside those of a part.
    const brief = whole || (own.length > 1 && atLength.length > most);
    const cells = brief ? own.flatMap((s) => (isWhole(s) ? s.children : [s])).map(inShort) : atLength;
    shortened ||= own.flatMap(sentencesOf).some((sentence) => !shows(cells, sentence));
    return (brief || cells.length >= FEW_ROWS ? cells : spread(report, cells, figures.length > 0)).map(
      limited,
    );
  };
  const [left, right] = [column(sides.done), column(sides.todo)];
  const count = Math.min(most, Math.max(left.length, right.length));
  const empty: SheetCell = { head: null, fragments: [] };
  const rows = Array.from({ length: count }, (_, i) => ({
    label: null,
    done: left[i] ?? empty,
    todo: right[i] ?? empty,
  }));
  return { rows, shortened: shortened || Math.max(left.length, right.length) > count };
}

/** A part with sections: too much for more than what they are called. */
const isWhole = (section: Heading): boolean => section.level === 1 && section.children.length > 0;

/** An item, or a lead phrase with the sentences after it, a cell. `headed`: among others, so that it begins with its title. */
function cellsOf(section: Heading, headed: boolean): SheetCell[] {
  if (section.children.length > 0)
    return section.children.map((item) => ({
      head: item.title,
      fragments: paragraphsOf(item).flatMap((p) => p.sentences.filter((s) => !s.lead).map(withoutStop)),
    }));
  const cells: SheetCell[] = [];
  for (const paragraph of paragraphsOf(section)) {
    let cell: SheetCell | undefined;
    for (const sentence of paragraph.sentences) {
      if (sentence.lead || !cell) {
        cell = { head: sentence.lead ? withoutStop(sentence) : null, fragments: [] };
        cells.push(cell);
      }
      if (!sentence.lead) cell.fragments.push(withoutStop(sentence));
    }
  }
  const [first, ...others] = cells;
  return headed && first?.head === null ? [{ ...first, head: section.title }, ...others] : cells;
}

/** A section in one cell: its title, and what its items or lead phrases are called; without any, its sentences. */
function inShort(section: Heading): SheetCell {
  const phrases = section.children.length > 0 ? section.children.map((item) => item.title) : leadsIn(section);
  const sentences = () =>
    paragraphsOf(section).flatMap((p) => p.sentences.filter((s) => !s.lead).map(withoutStop));
  return { head: section.title, fragments: phrases.length >= FEW_PHRASES ? phrases : sentences() };
}

const leadsIn = (section: Heading): Span[] =>
  paragraphsOf(section).flatMap((p) => p.sentences.filter((s) => s.lead).map(withoutStop));

/** Every sentence under a heading that says something. */
const sentencesOf = (heading: Heading): Span[] => [
  ...[...heading.paragraphs, ...heading.closing]
    .flatMap((p) => p.sentences)
    .filter((sentence) => withoutStop(sentence).text.trim() !== ''),
  ...heading.children.flatMap(sentencesOf),
];

const shows = (cells: readonly SheetCell[], { start }: Span): boolean =>
  cells.some(({ head, fragments }) => head?.start === start || fragments.some((own) => own.start === start));

/** A short section fills its page better with a row for each sentence; where no chart stands above, if need be for each of its clauses. */
function spread(report: Report, cells: readonly SheetCell[], drawn: boolean): SheetCell[] {
  const sentences = cells.flatMap((cell) => oneEach(cell, cell.fragments));
  if (drawn || sentences.length >= FEW_ROWS) return sentences;
  return sentences.flatMap((cell) =>
    oneEach(
      cell,
      cell.fragments.flatMap((span) => clausesOf(report, span)),
    ),
  );
}

/** A cell for each fragment, the head with the first. */
const oneEach = (cell: SheetCell, fragments: readonly Span[]): SheetCell[] =>
  fragments.length < 2
    ? [cell]
    : fragments.map((span, i) => ({ head: i === 0 ? cell.head : null, fragments: [span] }));

const clausesOf = (report: Report, span: Span): Span[] =>
  clausesIn(span.text, '，；').map(({ start, text }) => {
    const from = span.start + start;
    return withoutStop({
      start: from,
      end: from + text.length,
      text: report.text.slice(from, from + text.length),
    });
  });

/** What stands over a column in place of the year: the title of the one part, neither review nor plan, that all of it comes from. */
export function partOver(report: Report, sections: readonly Heading[]): Span | null {
  const ahead = sections.filter((section) => !isReview(report, section));
  const parts = new Set(ahead.map(({ path }) => path.split('.')[0]));
  const part = report.headings.get([...parts][0] ?? '');
  return parts.size === 1 && part && part !== planPart(report) ? part.title : null;
}

/** Whether a place in the report belongs to one of the sections. */
export const standsIn = (sections: readonly Heading[], at: number): boolean =>
  sections.some((section) => at >= section.heading.start && at < endOf(section));
