/** The indicators of the index page: by topic, each with the whole sentence it stands in and its place in the report. */
import { indicatorGroups } from '../../plan/indicator-groups.ts';
import type { PrintedPlace } from '../../plan/printed.ts';
import type { Indicator, Report, Span } from '../../report/report.ts';
import { syllablesOf } from './pinyin.ts';

export interface RecordGroup {
  name: string;
  nameSpan: Span | null;
  pinyin: string;
  /** The headline indicators stand open, the others fold away. */
  open: boolean;
  records: ReturnType<typeof recordOf>[];
}

type Places = ReadonlyMap<string, readonly PrintedPlace[]>;

/** The groups of indicators as the page shows them; empty without facts. `places`: where each is printed. */
export function recordGroups(report: Report, places: Places): RecordGroup[] {
  if (report.facts.size === 0) return [];
  return indicatorGroups(report).map(({ name, nameSpan, indicators }, i) => ({
    name,
    nameSpan,
    pinyin: syllablesOf(name),
    open: i === 0,
    records: indicators.map((indicator) => recordOf(report, indicator, places)),
  }));
}

function recordOf(report: Report, indicator: Indicator, places: Places) {
  const { id, status, qualifiers } = indicator;
  const sentence = sentenceOf(report, indicator.span);
  const mark = status === 'actual' ? (qualifiers.includes('expected') ? 'expected' : 'actual') : status;
  return {
    indicator,
    pinyin: syllablesOf(indicator.short),
    value: report.facts.get(id) ?? null,
    change: report.facts.get(`${id}.change`) ?? report.facts.get(`${id}.rank`) ?? null,
    sentence,
    long: lengthOf(sentence) > LONG,
    mark,
    said: SAID[mark],
    place: placeOf(report, indicator),
    printed: printedIn(places.get(id) ?? []),
  };
}

/** A sentence with more characters than this, mostly a list, shows only the indicator's own words until asked for. */
const LONG = 70;

const lengthOf = ({ before, quote, after }: ReturnType<typeof sentenceOf>): number =>
  [before, quote, after].reduce((sum, span) => sum + (span?.text.length ?? 0), 0);

/** Its mark in words, for those who hear the page. */
const SAID: Record<Indicator['status'] | 'expected', string> = {
  ...{ actual: '完成', expected: '预计', target: '目标', plan: '中长期目标', definition: '名词解释' },
};

const PUBLICATIONS = [
  { id: 'deck', name: '演示' },
  { id: 'booklet', name: '手册' },
  { id: 'sheets', name: '专题' },
  { id: 'infographic', name: '长图' },
] as const;

/** The places by publication: 演示 4、5. */
const printedIn = (places: readonly PrintedPlace[]) =>
  PUBLICATIONS.map(({ id, name }) => ({
    ...{ id, name, places: places.filter(({ publication }) => publication === id) },
  })).filter((own) => own.places.length > 0);

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
