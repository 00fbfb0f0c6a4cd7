/** Topic sheets with planted loads: sentences, terms, figures and charts of a real report, few or many of them. */
import { planSheets, type SheetPlan } from '../../scripts/plan/sheets.ts';
import { withoutStop } from '../../scripts/plan/topics.ts';
import type { Report, Span, Term } from '../../scripts/report/report.ts';

export interface Load {
  /** Sheet of the report whose figures, charts and terms it has; by its number, from 0. */
  topic: number;
  rows: number;
  /** Sentences in each cell of the table. */
  sentences: number;
  /** Cells that hold one sentence more. */
  more?: number;
  /** Characters of a sentence: the report's own that come nearest. */
  length: number;
  terms: number;
  charts: 'both' | 'main' | 'none';
  /** Without: as many as the sheet has. */
  figures?: number;
}

/** The plan of a sheet with a load. No cell says what another says. */
export function planted(report: Report, load: Load): SheetPlan {
  const plans = planSheets(report);
  const plan = plans[load.topic];
  if (!plan) throw new Error(`no sheet ${load.topic}`);
  const pool = sentencesOf(report, load.length);
  let next = 0;
  let more = load.more ?? 0;
  const cell = () => ({
    head: null,
    fragments: Array.from(
      { length: load.sentences + (more-- > 0 ? 1 : 0) },
      () => pool[next++ % pool.length] as Span,
    ),
  });
  const labels = ['招引', '建设', '产业', '企业', '资本', '用地', '通道', '政务'];
  const terms = termsOf(report, load.terms);
  return {
    ...plan,
    figures: plan.figures.slice(0, load.figures),
    main: load.charts === 'none' ? null : plan.main,
    smalls: load.charts === 'both' ? plan.smalls : [],
    rows: Array.from({ length: load.rows }, (_, i) => ({
      label: labels[i] ?? null,
      done: cell(),
      todo: cell(),
    })),
    terms,
  };
}

/** Sentences of the report's sections, those of about this length first. */
function sentencesOf(report: Report, length: number): Span[] {
  const all = [...report.headings.values()].flatMap((heading) =>
    heading.paragraphs.flatMap((p) => p.sentences.filter((s) => !s.lead).map(withoutStop)),
  );
  const far = (span: Span) => Math.abs(span.text.length - length);
  return all.sort((a, b) => far(a) - far(b));
}

/** Short terms of the glossary. */
function termsOf(report: Report, count: number): Term[] {
  const terms = [...(report.glossary?.terms ?? [])];
  return terms
    .filter((t) => t.definition.text.length <= 110)
    .slice(0, count)
    .sort((a, b) => a.number - b.number);
}
