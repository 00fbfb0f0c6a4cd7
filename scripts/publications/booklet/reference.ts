/** Data of openers, glossary, index and colophon. */
import type { BookletPlan } from '../../plan/booklet.ts';
import type { Opener } from '../../plan/booklet-opener.ts';
import { numerals } from '../../report/numbers.ts';
import type { Indicator, Report, Span } from '../../report/report.ts';
import { breakable } from '../breaks.ts';
import { factHtml, labelHtml, pageHtml } from '../markup.ts';
import { insertionsOf, type TextContext, verbatimRuns } from './text.ts';

const src = (span: Span, inner: string) => `<span data-src="${span.start}-${span.end}">${inner}</span>`;

export function openerData(report: Report, opener: Opener) {
  const { part } = opener;
  const title = breakable(part.title.text).replace(/^(\d{4})(?:<wbr>)?年(?:<wbr>)?/, '$1年<br>');
  return {
    part,
    path: part.path,
    numeral: opener.numeral ? src(opener.numeral, opener.numeral.text) : null,
    title: src(part.title, title),
    lead: opener.lead ? src(opener.lead, breakable(opener.lead.text)) : null,
    rows: opener.rows.map((row) => ({
      heading: row.heading,
      target: row.heading
        ? `section:${row.heading.path}`
        : row.figure
          ? `indicator:${row.figure.indicator.id}`
          : '',
      title: row.title
        .map(({ span, varying }) =>
          src(span, varying ? `<b>${breakable(span.text)}</b>` : breakable(span.text)),
        )
        .join('')
        .replace(/，(?=(?:<\/b>)?<\/span>)(<\/b>)?<\/span>/g, (m) => `${m}<br>`),
      figure: row.figure,
      phrase: row.phrase,
    })),
    figured: opener.rows.some((row) => row.figure !== null),
  };
}

/** Entries of the glossary with the anchors of the indicators that stand in them. */
export function glossaryData(context: TextContext) {
  const insertions = insertionsOf({ report: context.report, notes: new Map() });
  const terms = context.report.glossary?.terms ?? [];
  return {
    total: terms.length,
    heading: context.report.glossary?.heading ?? null,
    entries: terms.map((term) => ({
      id: term.id,
      number: term.number,
      term: term.term,
      used: term.uses.length > 0,
      definition: verbatimRuns(context.report, term.definition, insertions),
    })),
  };
}

/** Rows of the index as HTML cells. */
export function indexData({ report }: TextContext, plan: BookletPlan) {
  const named = (i: Indicator, as: 'name' | 'short') => labelHtml(i, as);
  const nameOf = (i: Indicator): 'name' | 'short' => (i.name.length <= 18 ? 'name' : 'short');
  return {
    renamed: plan.index.some((g) => g.rows.some((r) => r.renamed)),
    groups: plan.index.map((group) => ({
      topic: group.topic,
      kind: group.kind,
      rows: group.rows.map((row) => {
        const shared = row.target && !row.renamed ? row.target : null;
        const label = named(row.indicator, shared ? 'name' : nameOf(row.indicator));
        return {
          name: shared
            ? `<span class="label" data-label="${row.indicator.id}"><span data-label="${shared.id}">${breakable(row.indicator.name)}</span></span>`
            : label,
          past: row.past ? factHtml(row.past) : null,
          changes: row.changes.map((c) => factHtml(c, c.kind === 'change' ? 'verb' : 'full')).join(' '),
          aim: row.aim ? factHtml(row.aim) : null,
          other: row.renamed && row.target ? named(row.target, nameOf(row.target)) : null,
          pages: pagesOf(report, plan, row.indicator, row.target),
        };
      }),
      elsewhen: group.elsewhen.map((indicator) => ({ indicator, name: named(indicator, nameOf(indicator)) })),
    })),
    pages: pageHtml,
  };
}

/** Targets of a row's pages. */
function pagesOf(_report: Report, _plan: BookletPlan, first: Indicator, second: Indicator | null): string[] {
  return second ? [`indicator:${first.id}`, `indicator:${second.id}`] : [`indicator:${first.id}`];
}

/** What the colophon counts and names. */
export function colophonData(report: Report, plan: BookletPlan, version: string) {
  const quotes = [...report.indicators.values()].filter(
    (i) => report.text.slice(i.span.start, i.span.end) === i.quote,
  );
  return {
    version,
    sha: report.sha256,
    characters: [...report.text.replace(/\s/g, '')].length,
    indicators: report.indicators.size,
    quotes: quotes.length,
    numerals: numerals(report.text).length,
    figures: new Set([
      ...plan.spreads.flatMap((s) => s.figures),
      ...(plan.overview
        ? [...plan.overview.figures, ...(plan.overview.growth ? [plan.overview.growth] : [])]
        : []),
      ...plan.appendix,
    ]).size,
    terms: report.glossary?.terms.length ?? 0,
  };
}
