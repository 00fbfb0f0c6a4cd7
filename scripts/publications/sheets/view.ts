/** The data of a sheet's template. */
import { marksIn } from '../../plan/clauses.ts';
import type { SheetCell, SheetFigure, SheetPlan } from '../../plan/sheets.ts';
import type { FigureSpec, Report, Span, Term, Words } from '../../report/report.ts';
import { factHtml, labelHtml, type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';
import { composed, unparted } from './compose.ts';
import type { PaperPlan } from './format.ts';
import type { SheetFit, SheetState } from './ladder.ts';
import { omittedOf } from './omitted.ts';
import { figureColumns } from './page.ts';
import { smallSubtitle } from './small-chart.ts';

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
  const single = plan.rows.every((row) => row.done.fragments.length === 0 && row.done.head === null);
  const left = omittedOf(report, plan, state, { measuring, pages: context.pages });
  return {
    topic,
    report,
    of: plan.of,
    segments: Array.from({ length: plan.of }, (_, i) => ({ current: i + 1 === topic.number })),
    gear: state.gear,
    loose: state.loose,
    conclusion: fit === null ? '' : `font-size:${fit.conclusion}pt`,
    relaxed,
    plots: fit === null ? '' : `;--plot:${fit.main.toFixed(2)}mm;--plot-small:${fit.small.toFixed(2)}mm`,
    figure: fit === null ? '' : `;--figure:${fit.figure}pt`,
    lead: topic.lead.done && topic.lead.todo ? topic.lead : null,
    titles:
      topic.titles.done && topic.titles.todo
        ? [topic.titles.done, topic.titles.todo]
        : halves(report, topic.titles.todo ?? topic.titles.done ?? topic.sections[0]?.title ?? null),
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
    single,
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
    omitted: left,
    places: placesOf(context, plan),
  };
}

/** The words around a chart; the small one's subtitle goes below its plot where it would take too many lines. */
function captionOf(spec: FigureSpec | null, small = false) {
  if (!spec) return null;
  const html = (words: Words | null | undefined) => (words ? composed(wordsHtml(words)) : '');
  const { above, below } = small ? smallSubtitle(spec) : { above: spec.subtitle ?? null, below: null };
  return { title: html(spec.title), subtitle: html(above), below: html(below), note: html(spec.note) };
}

const short = (name: string) => name.length >= 3 && name.length <= 7;

/** Names of the report that stand on one line: short ones of indicators and terms. */
function unbroken(report: Report): string[] {
  const all = [
    ...[...report.indicators.values()].map((i) => i.short),
    ...(report.glossary?.terms ?? []).map((t) => t.term.text.replace(/[“”]/g, '')),
  ];
  return [...new Set(all)].filter(short);
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

/** Booklet pages of the topic, in order of pages, none inside another. */
function placesOf({ pages }: MarkupContext, { topic }: SheetPlan): string[] {
  const targets = topic.sections.map((s) => (s.level === 1 ? `text:${s.path}` : `section:${s.path}`));
  if (topic.indicators.length > 0 || topic.figures.length > 0) targets.push(`topic:${topic.id}`);
  const known = [...new Set(targets)].map((target) => {
    const page = pages?.get(target);
    return { target, first: page?.first ?? 0, last: page?.last ?? 0 };
  });
  return known
    .filter(
      (a, i) =>
        !known.some(
          (b, k) =>
            k !== i &&
            b.first <= a.first &&
            b.last >= a.last &&
            (b.last - b.first > a.last - a.first || k < i),
        ),
    )
    .sort((a, b) => a.first - b.first)
    .map((a) => a.target);
}

/** A mark only at a term's first use on the page. */
function firstUses(terms: readonly Term[], span: Span, seen: Set<string>): Term[] {
  return terms.filter((term) => {
    if (seen.has(term.id) || !term.uses.some((u) => u.start >= span.start && u.end <= span.end)) return false;
    seen.add(term.id);
    return true;
  });
}

/** A title of more characters is parted near its middle. */
const LONG_TITLE = 34;

/** A heading as two lines, parted at its last comma. */
function halves(report: Report, title: Span | null): Span[] {
  if (!title) return [];
  const commas = marksIn(title.text, '，、');
  // Neither line of a long title may be so long that its type becomes small.
  const far = (at: number) => Math.abs(at - title.text.length / 2);
  const comma =
    (title.text.length > LONG_TITLE ? [...commas].sort((a, b) => far(a) - far(b))[0] : commas.at(-1)) ?? -1;
  if (comma < 0 || title.text.length < 9) return [title];
  const cut = title.start + comma + 1;
  const piece = (start: number, end: number) => ({ start, end, text: report.text.slice(start, end) });
  return [piece(title.start, cut), piece(cut, title.end)];
}
