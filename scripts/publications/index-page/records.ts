/** The indicators of the index page: by topic, each with the whole sentence it stands in and its place in the report. */
import { indicatorGroups } from '../../plan/indicator-groups.ts';
import type { Indicator, Report, Span } from '../../report/report.ts';

export interface RecordGroup {
  name: string;
  nameSpan: Span | null;
  /** The headline indicators stand open, the others fold away. */
  open: boolean;
  records: ReturnType<typeof recordOf>[];
}

/** The groups of indicators as the page shows them; empty without facts. */
export function recordGroups(report: Report): RecordGroup[] {
  if (report.facts.size === 0) return [];
  return indicatorGroups(report).map(({ name, nameSpan, indicators }, i) => ({
    name,
    nameSpan,
    open: i === 0,
    records: indicators.map((indicator) => recordOf(report, indicator)),
  }));
}

function recordOf(report: Report, indicator: Indicator) {
  const { status, qualifiers } = indicator;
  return {
    indicator,
    value: report.facts.get(indicator.id) ?? null,
    change: report.facts.get(`${indicator.id}.change`) ?? report.facts.get(`${indicator.id}.rank`) ?? null,
    sentence: sentenceOf(report, indicator.span),
    mark: status === 'actual' ? (qualifiers.includes('expected') ? 'expected' : 'actual') : status,
    place: placeOf(report, indicator),
  };
}

const END = /[。！？；\n\r]/;

/** The sentence around a quote (of several joined by semicolons, its own) in three pieces, so that the quote itself can be told apart; null for an empty piece. */
export function sentenceOf(report: Pick<Report, 'text'>, quote: Span) {
  const { text } = report;
  let { start, end } = quote;
  while (start > 0 && !END.test(text[start - 1] ?? '')) start--;
  while (end < text.length && !END.test(text[end - 1] ?? '') && !/[\n\r]/.test(text[end] ?? '')) end++;
  const piece = (from: number, to: number): Span | null =>
    text.slice(from, to).trim() === '' ? null : { start: from, end: to, text: text.slice(from, to) };
  // Parts of a sentence between semicolons say a whole thing each; the mark itself would hang.
  const after = piece(quote.end, text[end - 1] === '；' ? Math.max(quote.end, end - 1) : end);
  return { before: piece(start, quote.start), quote, after };
}

/** Numbers of the headings above the quote, verbatim: 一、（一）; the last one without the point that leads to its title. */
function placeOf(report: Report, indicator: Indicator): Span[] {
  const path = indicator.section.split('.');
  const headings = path
    .flatMap((_, i) => report.headings.get(path.slice(0, i + 1).join('.')) ?? [])
    .slice(0, 2);
  return headings.flatMap((heading, i): Span[] => {
    const at = report.text.lastIndexOf(heading.number, heading.title.start);
    if (heading.number === '' || at < 0) return [];
    const last = i === headings.length - 1;
    const number = last ? heading.number.replace(/[、．.\s]+$/, '') : heading.number;
    return [{ start: at, end: at + number.length, text: number }];
  });
}
