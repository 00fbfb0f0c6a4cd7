/** What a sheet leaves out, to be printed on it with its pages of the booklet: design.md §5, “what was left out is printed”. */
import type { PageMap } from '../../marks.ts';
import type { SheetPlan } from '../../plan/sheets.ts';
import { paragraphsOf } from '../../plan/topics.ts';
import type { Heading, Report, Span, Term } from '../../report/report.ts';
import type { PaperPlan } from './format.ts';
import { sheetLabels } from './labels.ts';
import type { SheetState } from './ladder.ts';

/** One thing left out. `id` says which, for the probe: row:2, term:1, figures, targets, small, rest, rest:always. */
export interface Omission {
  id: string;
  word: string | null;
  /** The word is the editor's, of a row. */
  subject: boolean;
  term: Term | null;
}

export interface Omitted {
  items: Omission[];
  /** Targets of the booklet's pages where it stands, no page twice. */
  places: string[];
  /** Without the ladder's doing: from the plan on, or on this paper. */
  always: 'yes' | 'no';
}

/**
 * Null where nothing is left out. `measuring`: all that any setting of the ladder may leave out; the probe shows what its setting does, so that the
 * footer is measured as long as it will be.
 */
export function omittedOf(
  report: Pick<Report, 'parts' | 'sheets'>,
  plan: PaperPlan,
  state: SheetState,
  { measuring, pages }: { measuring: boolean; pages: PageMap | undefined },
): Omitted | null {
  const { topic } = plan;
  const items: Omission[] = [];
  const spans: Span[] = [];
  plan.rows.forEach((row, r) => {
    const cut = cutSpans(plan, state, r, measuring);
    spans.push(...cut);
    if (cut.length > 0 && row.label)
      items.push({ id: `row:${r}`, word: row.label, subject: true, term: null });
  });
  const labels = sheetLabels(report.sheets.lang);
  const word = (id: 'figures' | 'targets' | 'small' | 'rest', out: boolean, when = '') => {
    if (out) items.push({ id: id + when, word: labels[id], subject: false, term: null });
    return out;
  };
  const apart = [
    word('figures', plan.left.includes('figures')),
    word('targets', plan.figures.some((f) => f.target && f.note) && (measuring || state.fewTargets)),
    word('small', plan.left.includes('small') || (plan.smalls.length > 0 && (measuring || !state.small))),
  ];
  const terms = plan.terms.slice(measuring ? 0 : state.terms);
  items.push(
    ...terms.map((term) => ({
      id: `term:${plan.terms.indexOf(term)}`,
      word: null,
      subject: false,
      term: term as Term,
    })),
  );
  if (items.length === 0 && spans.length === 0 && !plan.shortened) return null;
  // Sentences without the editor's subject have no name; those that are not even planned stand from the first section on.
  if (plan.shortened) word('rest', true, ':always');
  else word('rest', spans.length > 0 && plan.rows.every(({ label }) => label === null));
  const first =
    plan.shortened || (plan.of === null && apart.includes(true)) ? topic.sections.slice(0, 1) : [];
  const sections = new Set([...first, ...spans.flatMap((span) => sectionOf(report, span) ?? [])]);
  const targets = [
    // Parts have no section of their own: their text is what the page of the booklet is named by.
    ...[...sections].map((s) => (s.level > 1 ? `section:${s.path}` : `text:${s.path}`)),
    // Sections that are no topic have no pages of figures.
    ...(apart.includes(true) && plan.of !== null ? [`topic:${topic.id}`] : []),
    ...(terms.length > 0 ? ['list:glossary'] : []),
  ];
  return {
    items,
    places: onePageEach(targets, pages),
    always: plan.shortened || plan.left.length > 0 ? 'yes' : 'no',
  };
}

/** Fragments of a row that a setting does not show; while measuring, all that one may. */
function cutSpans(plan: SheetPlan, state: SheetState, r: number, measuring: boolean): Span[] {
  const row = plan.rows[r];
  if (!row) return [];
  return (['done', 'todo'] as const).flatMap((side) =>
    row[side].fragments.filter(
      (_, i) => measuring || r >= state.rows || state.cut.includes(`${r}.${side}.${i}`),
    ),
  );
}

/** The section that holds a passage; the part, where that has no sections. */
function sectionOf({ parts }: Pick<Report, 'parts'>, span: Span): Heading | undefined {
  const within = (section: Heading) =>
    paragraphsOf(section).some((p) => span.start >= p.start && span.end <= p.end);
  return parts.flatMap((part) => part.children).find(within) ?? parts.find(within);
}

/** Targets in order of their first pages, one for each page; as they are where the pages are not known yet. */
function onePageEach(targets: readonly string[], pages: PageMap | undefined): string[] {
  const first = (target: string) => pages?.get(target)?.first ?? 0;
  return targets
    .filter((target, i) => targets.findIndex((other) => first(other) === first(target)) === i)
    .sort((a, b) => first(a) - first(b));
}
