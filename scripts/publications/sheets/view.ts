/** The data of a sheet's template. */
import type { SheetCell, SheetFigure, SheetPlan } from '../../plan/sheets.ts';
import type { FigureSpec, Report, Span, Term, Words } from '../../report/report.ts';
import { factHtml, labelHtml, type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';
import { omittedHtml, wordsAround, zhMark } from './around.ts';
import { composed, splitNames, unparted } from './compose.ts';
import type { PaperPlan } from './format.ts';
import type { SheetFit, SheetState } from './ladder.ts';
import { omittedOf } from './omitted.ts';
import { figureColumns } from './page.ts';
import { smallSubtitle, subtitleLines, titleLines } from './small-chart.ts';

export interface SheetViewOptions {
  /** The plots are as tall as their charts; the table takes the rest. */
  relaxed: boolean;
  small: FigureSpec | null;
  /** Drawn charts; null while measuring. */
  charts: { main: string; small: string } | null;
  fit: SheetFit | null;
  formulas: { id: string; text: string }[];
}

/** Everything templates/sheets/sheet.hbs reads. While measuring all content is there; the finished page holds only what the setting keeps. */
export function sheetView(
  context: MarkupContext,
  plan: PaperPlan,
  state: SheetState,
  { small, charts, fit, relaxed, formulas }: SheetViewOptions,
) {
  const { report } = context;
  const { topic } = plan;
  const names = unbroken(report);
  const style = (id: string) => fit?.lines[id] ?? '';
  const measuring = charts === null;
  const rows = measuring ? plan.rows : plan.rows.slice(0, state.rows);
  const terms = measuring ? plan.terms : plan.terms.slice(0, state.terms);
  const marked = measuring || state.marks ? terms : [];
  const seen = new Set<string>();
  const cellView = (cell: SheetCell, r: number, side: string) => {
    const kept = cell.fragments
      .map((span, i) => ({ span, id: `${r}.${side}.${i}` }))
      .filter(({ id }) => measuring || !state.cut.includes(id));
    const line = `${r}.${side}`;
    return {
      head: cell.head,
      line,
      style: style(line),
      fragments: kept.map(({ span, id }, i) => ({
        id,
        joined: i > 0,
        html: composed(verbatimHtml(context, span, { numbers: true, terms: firstUses(marked, span, seen) }), {
          names,
          gaps: true,
        }),
      })),
    };
  };
  const left = omittedOf(report, plan, state, { measuring, pages: context.pages });
  return {
    topic,
    report,
    of: plan.of,
    // A sheet outside the running order has a strip of its own.
    segments: Array.from({ length: plan.of ?? 1 }, (_, i) => ({ current: i + 1 === (topic.number || 1) })),
    gear: state.gear,
    loose: state.loose,
    conclusion: fit === null ? '' : `font-size:${fit.conclusion}pt`,
    relaxed,
    plots: fit === null ? '' : `;--plot:${fit.main.toFixed(2)}mm;--plot-small:${fit.small.toFixed(2)}mm`,
    figure: fit === null ? '' : `;--figure:${fit.figure}pt`,
    lead: topic.lead.done && topic.lead.todo ? topic.lead : null,
    titles: plan.titles,
    columns: figureColumns(plan),
    figures: plan.figures.map((f) => ({
      ...f,
      target: f.target && !(state.fewTargets && f.note && !measuring) ? targetLine(f, f.target) : null,
      extra: f.note ? 'yes' : 'no',
      plan: f.indicator.status === 'plan',
    })),
    main: captionOf(plan.main),
    small: captionOf(measuring || state.small ? small : null, true),
    charts: charts ?? { main: '', small: '' },
    sides: sidesOf(plan),
    single: !(sidesOf(plan).done && sidesOf(plan).todo),
    unnamed: plan.rows.every((row) => row.label === null),
    over: plan.over,
    rows: rows.map((row, r) => ({
      subject: row.label,
      done: cellView(row.done, r, 'done'),
      todo: cellView(row.todo, r, 'todo'),
    })),
    terms: terms.map((term) => ({
      term,
      definition: unparted(verbatimHtml(context, term.definition)),
      line: term.id,
      style: style(term.id),
    })),
    termColumns: terms.length,
    formulas,
    omitted: left && { always: left.always, text: omittedHtml(context, left) },
    zh: zhMark(report),
    say: wordsAround(context, plan),
  };
}

/** Columns of the table: that of what is to be done where there is nothing at all. */
function sidesOf({ rows }: SheetPlan): { done: boolean; todo: boolean } {
  const says = ({ head, fragments }: SheetCell) => head !== null || fragments.length > 0;
  const done = rows.some((row) => says(row.done));
  return { done, todo: !done || rows.some((row) => says(row.todo)) };
}

/** The words around a chart; the small one's subtitle goes below its plot where it would take too many lines. */
function captionOf(spec: FigureSpec | null, small = false) {
  if (!spec) return null;
  const html = (words: Words | null | undefined, lines: readonly number[] = []) =>
    words ? composed(wordsHtml(words), { lines }) : '';
  const { note, subtitle = null } = spec;
  if (!small) return { title: html(spec.title), subtitle: html(subtitle), below: '', note: html(note) };
  const { above, below } = smallSubtitle(spec);
  return {
    title: html(spec.title, titleLines(spec)),
    subtitle: html(above, above ? subtitleLines(above) : []),
    below: html(below),
    note: html(note),
  };
}

const short = (name: string) => name.length >= 3 && name.length <= 7;

/** Names of the report that stand on one line: short ones of indicators and terms, and what the word finder splits. */
function unbroken(report: Report): string[] {
  const all = [
    ...[...report.indicators.values()].map((i) => i.short),
    ...(report.glossary?.terms ?? []).map((t) => t.term.text.replace(/[“”]/g, '')),
  ];
  return [...new Set([...all, ...splitNames(report.text)])].filter(short);
}

/** The ◆ line: a name only where it differs from the figure's own, its verb aside (建成高标准农田, 新增高标准农田). */
function targetLine(
  figure: SheetFigure,
  target: NonNullable<SheetFigure['target']>,
): { label: string; fact: string; words: string; apart: boolean } {
  const thing = (name: string) => name.replace(/^(?:新增|建成|完成|实现|引进|招引|力争|净增)+/, '');
  const same = thing(target.indicator.short) === thing(figure.indicator.short);
  return {
    label: same
      ? ''
      : composed(labelHtml(target.indicator), { names: [target.indicator.short].filter(short) }),
    // A number never parts; a target in words may.
    fact: target.fact.number === '' ? composed(factHtml(target.fact)) : factHtml(target.fact),
    words: target.fact.number === '' ? ' words' : '',
    apart: !same || target.fact.number === '',
  };
}

/** A mark only at a term's first use on the page. */
function firstUses(terms: readonly Term[], span: Span, seen: Set<string>): Term[] {
  return terms.filter((term) => {
    if (seen.has(term.id) || !term.uses.some((u) => u.start >= span.start && u.end <= span.end)) return false;
    seen.add(term.id);
    return true;
  });
}
