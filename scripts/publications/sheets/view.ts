/** The data of a sheet's template. */
import type { SheetCell, SheetPlan } from '../../plan/sheets.ts';
import type { FigureSpec, Report, Span, Term } from '../../report/report.ts';
import type { SheetFit, SheetState } from './ladder.ts';
import { figureColumns } from './sheet.ts';

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
  report: Report,
  plan: SheetPlan,
  state: SheetState,
  { small, charts, fit, relaxed, formulas }: SheetViewOptions,
) {
  const { topic } = plan;
  const measuring = charts === null;
  const rows = measuring ? plan.rows : plan.rows.slice(0, state.rows);
  const terms = measuring ? plan.terms : plan.terms.slice(0, state.terms);
  const marked = measuring || state.marks ? terms : [];
  const seen = new Set<string>();
  const cellView = (cell: SheetCell, r: number, side: string) => {
    const kept = cell.fragments
      .map((span, i) => ({ span, id: `${r}.${side}.${i}` }))
      .filter(({ id }) => measuring || !state.cut.includes(id));
    return {
      head: cell.head,
      fragments: kept.map(({ span, id }, i) => ({
        span,
        id,
        joined: i > 0,
        terms: firstUses(marked, span, seen),
      })),
    };
  };
  const single = plan.rows.every((row) => row.done.fragments.length === 0 && row.done.head === null);
  const left = omitted(plan, state, measuring);
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
      target:
        f.target && !(state.fewTargets && f.note && !measuring)
          ? { ...f.target, named: f.target.indicator.short !== f.indicator.short }
          : null,
      extra: f.note ? 'yes' : 'no',
      plan: f.indicator.status === 'plan',
    })),
    main: plan.main,
    small: measuring || state.small ? small : null,
    charts: charts ?? { main: '', small: '' },
    single,
    rows: rows.map((row, r) => ({
      subject: row.label,
      done: cellView(row.done, r, 'done'),
      todo: cellView(row.todo, r, 'todo'),
    })),
    terms,
    termColumns: terms.length,
    formulas,
    omitted: left,
    sections: topic.sections
      .filter((s, i, list) => list.indexOf(s) === i)
      .map((s) => ({ target: s.level === 1 ? `text:${s.path}` : `section:${s.path}` })),
    hasSpread: topic.indicators.length > 0 || topic.figures.length > 0,
  };
}

/** What the ladder left out, to be printed with its booklet page. */
function omitted(
  plan: SheetPlan,
  state: SheetState,
  measuring: boolean,
): { labels: string[]; terms: Term[]; section: string } | null {
  const labels = new Set<string>();
  for (const id of state.cut) {
    const label = plan.rows[Number(id.split('.')[0])]?.label;
    if (label) labels.add(label);
  }
  for (const row of plan.rows.slice(state.rows)) if (row.label) labels.add(row.label);
  const terms = plan.terms.slice(state.terms);
  const something =
    labels.size > 0 || terms.length > 0 || state.cut.length > 0 || state.rows < plan.rows.length;
  if (!something && !measuring) return null;
  return { labels: [...labels], terms, section: `section:${plan.topic.sections[0]?.path ?? '1'}` };
}

/** A mark only at a term's first use on the page. */
function firstUses(terms: readonly Term[], span: Span, seen: Set<string>): Term[] {
  return terms.filter((term) => {
    if (seen.has(term.id) || !term.uses.some((u) => u.start >= span.start && u.end <= span.end)) return false;
    seen.add(term.id);
    return true;
  });
}

/** A heading as two lines, parted at its last comma. */
function halves(report: Report, title: Span | null): Span[] {
  if (!title) return [];
  const comma = Math.max(title.text.lastIndexOf('，'), title.text.lastIndexOf('、'));
  if (comma < 0 || title.text.length < 9) return [title];
  const cut = title.start + comma + 1;
  const piece = (start: number, end: number) => ({ start, end, text: report.text.slice(start, end) });
  return [piece(title.start, cut), piece(cut, title.end)];
}
