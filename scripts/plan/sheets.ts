/** What each topic sheet shows: conclusion, key figures, two charts, a table of subjects, a few terms; and what may go when there is too much. */
import type { Fact, FigureSpec, Indicator, Report, Span, Term } from '../report/report.ts';
import { beginning } from './deck-outline.ts';
import { type PlannedTopic, paragraphsOf, topicsOf, withoutStop } from './topics.ts';

/** A key figure: its value, what stands below it, and the target for the coming year. */
export interface SheetFigure {
  indicator: Indicator;
  value: Fact;
  note: Fact | null;
  target: { indicator: Indicator; fact: Fact } | null;
  /** The value itself is a target of the report's year. */
  future: boolean;
}

/** A row of the table: one subject. Without the editor's subjects `label` is null and `head` a lead phrase or item title. */
export interface SheetRow {
  label: string | null;
  done: SheetCell;
  todo: SheetCell;
}
export interface SheetCell {
  head: Span | null;
  fragments: Span[];
}

export interface SheetPlan {
  topic: PlannedTopic;
  /** Number of sheets. */
  of: number;
  figures: SheetFigure[];
  main: FigureSpec | null;
  /** Small charts in order of preference; the first that stands in four columns is drawn. */
  smalls: FigureSpec[];
  rows: SheetRow[];
  terms: Term[];
  /** The table holds less than the report says of the topic (without the editor's subjects). */
  shortened: boolean;
}

/** Rows of a default sheet: more would be too small to read. */
const MOST_ROWS = 6;
/** Sentences of a cell, and characters of a sentence, that a default sheet may show: a text of any length must fit its page. */
const MOST_SENTENCES = 12;
const SENTENCE_UNITS = 160;
/** Fewer rows than this are spread, a sentence each. */
const FEW_ROWS = 3;
/** Definitions longer than this do not fit a third of the page's width. */
const LONG_DEFINITION = 110;
/** Room for the key figures: 180 mm in em of a number of 27 pt, below which they are no longer large. */
const FIGURES_WIDTH = 18.9;

export function planSheets(report: Report): SheetPlan[] {
  const topics = topicsOf(report);
  return topics.map((topic) => {
    const { rows, shortened } =
      topic.subjects.length > 0
        ? {
            rows: topic.subjects.map((s) => ({
              label: s.label,
              done: { head: null, fragments: s.done },
              todo: { head: null, fragments: s.todo },
            })),
            shortened: false,
          }
        : outlineRows(report, topic);
    const [main = null, ...others] = topic.figures;
    return {
      topic,
      of: topics.length,
      figures: keyFigures(report, topic),
      main,
      smalls: main ? others : [],
      rows,
      terms: sheetTerms(topic, rows),
      shortened,
    };
  });
}

/** 3–5 figures, as many as stand side by side. */
function keyFigures(report: Report, topic: PlannedTopic): SheetFigure[] {
  const all = topic.indicators.flatMap((indicator): SheetFigure[] => {
    const value = report.facts.get(indicator.id);
    if (!value || value.kind === 'words' || value.number === '') return [];
    const note =
      report.facts.get(`${indicator.id}.change`) ?? report.facts.get(`${indicator.id}.rank`) ?? null;
    const pair = pairOf(report, indicator);
    const fact = pair ? report.facts.get(pair.id) : undefined;
    const future = indicator.status === 'target';
    return [
      {
        indicator,
        value,
        note: note && saysMore(note, value) ? note : null,
        target: pair && fact && !future && pair.status === 'target' ? { indicator: pair, fact } : null,
        future,
      },
    ];
  });
  for (const count of [5, 4, 3]) {
    const chosen = all.slice(0, count);
    if (chosen.reduce((sum, f) => sum + figureWidth(f), 0) <= FIGURES_WIDTH) return chosen;
  }
  return all.slice(0, 3);
}

/** Whether a change or rank says something that the value itself does not (全省城区第2位, 位列全省城区第2位). */
export function saysMore(note: Fact, value: Fact): boolean {
  return !note.text.includes(value.text) && !value.text.startsWith(note.text);
}

function pairOf(report: Report, indicator: Indicator): Indicator | undefined {
  if (indicator.pair !== undefined) return report.indicators.get(indicator.pair);
  return [...report.indicators.values()].find((other) => other.pair === indicator.id);
}

/** Width of a figure with its padding, in em of its number: digits .56, small parts .36 of a full-width character. */
export function figureWidth({ value, indicator, target }: SheetFigure): number {
  const small = [...(value.before + value.unit + value.after)].reduce(
    (n, c) => n + (c.charCodeAt(0) < 256 ? 0.25 : 0.4),
    0,
  );
  const number = [...value.number].reduce((n, c) => n + (c.charCodeAt(0) < 256 ? 0.57 : 1), 0);
  const label = Math.min(11, indicator.short.length) * 0.34;
  // The year and a target in numbers do not break: 2023年33微克/立方米以下.
  const aim = target && target.fact.number !== '' ? (textUnits(target.fact.text) + YEAR_UNITS) * 0.34 : 0;
  return Math.max(number + small, label, aim) + 0.55;
}

/** ◆ and 2023年 before a target, in full-width characters. */
const YEAR_UNITS = 4.2;
const textUnits = (text: string): number =>
  [...text].reduce((n, c) => n + (c.charCodeAt(0) < 256 ? 0.55 : 1), 0);

/** Without the editor's subjects: lead phrases with the sentences after them against items with theirs. */
function outlineRows(report: Report, topic: PlannedTopic): { rows: SheetRow[]; shortened: boolean } {
  const done: SheetCell[] = [];
  const todo: SheetCell[] = [];
  for (const section of topic.sections) {
    const into = section === topic.sections[topic.sections.length - 1] ? todo : done;
    if (section.children.length > 0) {
      for (const item of section.children)
        into.push({
          head: item.title,
          fragments: paragraphsOf(item).flatMap((p) => p.sentences.filter((s) => !s.lead).map(withoutStop)),
        });
      continue;
    }
    for (const paragraph of paragraphsOf(section)) {
      let cell: SheetCell | undefined;
      for (const sentence of paragraph.sentences) {
        if (sentence.lead || !cell) {
          cell = { head: sentence.lead ? withoutStop(sentence) : null, fragments: [] };
          into.push(cell);
        }
        if (!sentence.lead) cell.fragments.push(withoutStop(sentence));
      }
    }
  }
  const spread = (cells: SheetCell[]) => (cells.length >= FEW_ROWS ? cells : cells.flatMap(oneASentence));
  let shortened = false;
  const limited = (cell: SheetCell): SheetCell => {
    const fragments = cell.fragments
      .slice(0, MOST_SENTENCES)
      .flatMap((span) => beginning(report, span, SENTENCE_UNITS) ?? []);
    const length = (spans: readonly Span[]) => spans.reduce((sum, s) => sum + s.text.trim().length, 0);
    shortened ||= length(fragments) < length(cell.fragments);
    return { ...cell, fragments };
  };
  const [left, right] = [spread(done).map(limited), spread(todo).map(limited)];
  const count = Math.min(MOST_ROWS, Math.max(left.length, right.length));
  const empty: SheetCell = { head: null, fragments: [] };
  const rows = Array.from({ length: count }, (_, i) => ({
    label: null,
    done: left[i] ?? empty,
    todo: right[i] ?? empty,
  }));
  return { rows, shortened: shortened || Math.max(left.length, right.length) > count };
}

/** A row for each sentence, the head with the first: a short section fills its page better so. */
const oneASentence = (cell: SheetCell): SheetCell[] =>
  cell.fragments.length < 2
    ? [cell]
    : cell.fragments.map((span, i) => ({ head: i === 0 ? cell.head : null, fragments: [span] }));

/** Terms that the table uses, short ones first; three at most. */
function sheetTerms(topic: PlannedTopic, rows: readonly SheetRow[]): Term[] {
  const spans = rows.flatMap((r) => [...r.done.fragments, ...r.todo.fragments]);
  const used = topic.terms.filter((term) =>
    term.uses.some((use) => spans.some((s) => use.start >= s.start && use.end <= s.end)),
  );
  const short = used.filter((t) => t.definition.text.length <= LONG_DEFINITION);
  const chosen = (short.length > 0 ? short : used)
    .sort((a, b) => a.definition.text.length - b.definition.text.length)
    .slice(0, 3);
  return chosen.sort((a, b) => a.number - b.number);
}
