/** The data of a sheet's template. */
import { escapeHtml } from '../../marks.ts';
import type { SheetCell, SheetFigure, SheetPlan } from '../../plan/sheets.ts';
import type { FigureSpec, Report, Span, Term, Words } from '../../report/report.ts';
import {
  factHtml,
  labelHtml,
  type MarkupContext,
  nameHtml,
  pageHtml,
  verbatimHtml,
  wordsHtml,
  yearHtml,
} from '../markup.ts';
import { composed, unparted } from './compose.ts';
import type { PaperPlan } from './format.ts';
import { filled, sheetLabels } from './labels.ts';
import type { SheetFit, SheetState } from './ladder.ts';
import { type Omitted, omittedOf } from './omitted.ts';
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

/** The attribute of what is Chinese on a page in another language. */
const zhMark = ({ sheets }: Report): string => (sheets.lang === 'zh' ? '' : ' lang="zh-CN"');

/** Columns of the table: that of what is to be done where there is nothing at all. */
function sidesOf({ rows }: SheetPlan): { done: boolean; todo: boolean } {
  const says = ({ head, fragments }: SheetCell) => head !== null || fragments.length > 0;
  const done = rows.some((row) => says(row.done));
  return { done, todo: !done || rows.some((row) => says(row.todo)) };
}

/** The sheet's own labels, filled. */
function wordsAround(context: MarkupContext, plan: SheetPlan) {
  const { report } = context;
  const { profile } = report;
  const labels = sheetLabels(report.sheets.lang);
  const years = { year: yearHtml(report, 'year') };
  const kind = plan.of === null ? labels.ofSections : labels.sheet;
  const when = [profile.date ? 'date' : '', profile.date && profile.meeting ? 'meeting' : '']
    .filter((key) => key !== '')
    .map((key) => nameHtml(report, key))
    .join(labels.and);
  const of = { report: nameHtml(report, 'region') + nameHtml(report, 'title'), when };
  const runs = placesOf(context, plan);
  const pages = runs
    .map(({ from, to }) =>
      from === to
        ? pageHtml(context, from, 'range')
        : `${pageHtml(context, from)}–${pageHtml(context, to, 'last')}`,
    )
    .join(labels.list);
  const several = runs.length > 1 || runs.some(({ first, last }) => last > first);
  return {
    ...{ keys: labels.keys, later: labels.later, note: labels.note, terms: labels.terms, gap: labels.gap },
    kind: profile.year === null ? kind : filled(labels.kind, { ...years, kind }),
    target: filled(labels.target, years),
    done:
      profile.reviewYear === null
        ? labels.done
        : filled(labels.doneIn, { year: yearHtml(report, 'review-year') }),
    todo: profile.year === null ? labels.todo : filled(labels.todoIn, years),
    source: filled(when === '' ? labels.source : labels.sourceOf, of),
    where: filled(several ? labels.pages : labels.page, { pages }),
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

/** Pages of the booklet in a row: from the first of one target to the last of another, mostly the same. */
interface PageRun {
  from: string;
  to: string;
  first: number;
  last: number;
}

/** Booklet pages of the topic in order; those that share a page are one run. */
function placesOf({ pages }: MarkupContext, { topic, of }: SheetPlan): PageRun[] {
  const targets = topic.sections.map((s) => (s.level === 1 ? `text:${s.path}` : `section:${s.path}`));
  // Sections that are no topic have no pages of figures of their own.
  if (of !== null && (topic.indicators.length > 0 || topic.figures.length > 0))
    targets.push(`topic:${topic.id}`);
  const runs: PageRun[] = [];
  const known = [...new Set(targets)].map((target): PageRun => {
    const page = pages?.get(target);
    return { from: target, to: target, first: page?.first ?? 0, last: page?.last ?? 0 };
  });
  for (const own of known.sort((a, b) => a.first - b.first || b.last - a.last)) {
    const run = runs.at(-1);
    if (!run || own.first > run.last) runs.push(own);
    else if (own.last > run.last) Object.assign(run, { to: own.to, last: own.last });
  }
  return runs;
}

/** 本页从略：…，见手册第6页. Each thing left out in an element of its own: the probe shows those that its setting leaves out. */
function omittedHtml(context: MarkupContext, { items, places }: Omitted): string {
  const { report } = context;
  const labels = sheetLabels(report.sheets.lang);
  const said = items.map(({ id, word, subject, term }, i) => {
    const text = term ? verbatimHtml(context, term.term) : escapeHtml(word ?? '');
    const named = subject && report.sheets.lang !== 'zh' ? `<span${zhMark(report)}>${text}</span>` : text;
    return `<span data-left="${id}">${i > 0 ? labels.list : ''}${named}</span>`;
  });
  const pages = places.map((target) => pageHtml(context, target)).join(labels.list);
  return filled(places.length > 1 ? labels.leftOutPages : labels.leftOut, { what: said.join(''), pages });
}

/** A mark only at a term's first use on the page. */
function firstUses(terms: readonly Term[], span: Span, seen: Set<string>): Term[] {
  return terms.filter((term) => {
    if (seen.has(term.id) || !term.uses.some((u) => u.start >= span.start && u.end <= span.end)) return false;
    seen.add(term.id);
    return true;
  });
}
