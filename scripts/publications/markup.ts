/** Marked markup: every way from the report's data to HTML. All text is escaped here; nothing else writes numbers. */
import { escapeHtml, factForms, factMark, type PageMap, pageRuns, profileForms } from '../marks.ts';
import { marksItself } from '../report/glossary.ts';
import type { Fact, Heading, Indicator, Report, Span, Term, Words } from '../report/report.ts';
import { breakable } from './breaks.ts';

/** What markup needs to know: the report, and the booklet's pages once they are known. */
export interface MarkupContext {
  report: Report;
  /** Undefined in the first pass of the booklet: references print a placeholder as wide as two digits. */
  pages?: PageMap;
}

const element = (tag: string, attributes: string, inner: string) => `<${tag} ${attributes}>${inner}</${tag}>`;

/** before (small) + number (big) + unit (small) + after (small), one element, one fact. Empty pieces are left out. */
function factInner(before: string, number: string, unit: string, after: string): string {
  const piece = (name: string, text: string) =>
    text === '' ? '' : `<span class="${name}">${escapeHtml(text)}</span>`;
  const unitClass = unit === '%' ? 'unit percent' : 'unit';
  return piece('before', before) + piece('number', number) + piece(unitClass, unit) + piece('after', after);
}

/**
 * A number: `<span class="fact …" data-fact="gdp">`. `form`: `full` as the fact states it; `verb` drops 同比 and the like from a change;
 * `plain` drops the verb too (a decline gets its minus). In all forms qualifier, number and unit stay together.
 */
export function factHtml(fact: Fact, form: 'full' | 'verb' | 'plain' = 'full'): string {
  const forms = factForms(fact);
  // Forms that are alike stand once: without 同比 and the like the form with its verb is the text itself.
  const verb = forms.length > 2 || !/^(同比|同口径|比上年|较上年)/.test(fact.text) ? forms.at(-2) : forms[1];
  const text =
    form === 'full' || fact.kind !== 'change'
      ? fact.text
      : ((form === 'verb' ? verb : forms.at(-1)) ?? fact.text);
  const tail = fact.number + fact.unit + fact.after;
  const before = text.endsWith(tail) ? text.slice(0, text.length - tail.length) : text;
  const inner = text.endsWith(tail)
    ? factInner(before, fact.number, fact.unit, fact.after)
    : factInner(text, '', '', '');
  const kinds = `fact ${fact.kind} ${fact.encoding}`;
  const [[mark, ref] = ['', '']] = Object.entries(factMark(fact));
  return element('span', `class="${kinds}" ${mark}="${escapeHtml(ref)}"`, inner);
}

/** The name beside a number. */
export function labelHtml(indicator: Indicator, name: 'short' | 'name' = 'short'): string {
  return element(
    'span',
    `class="label" data-label="${escapeHtml(indicator.id)}"`,
    breakable(indicator[name]),
  );
}

/** Editor's words with their references resolved, breakable between words. */
export function wordsHtml(words: Words): string {
  const inner = words.runs
    .map((run) => {
      if (run.kind === 'fact')
        return element(
          'span',
          `class="fact inline" data-fact="${escapeHtml(run.ref)}"`,
          escapeHtml(run.text),
        );
      if (run.kind === 'year') return element('span', `data-year="${run.which}"`, escapeHtml(run.text));
      return breakable(run.text);
    })
    .join('');
  return element('span', `data-words="${escapeHtml(words.address)}"`, inner);
}

/** Verbatim text of the report. `numbers`: the facts' numbers (with adjacent qualifier and unit) in <b>; `terms`: glossary marks after first use; `underlined`: terms in a span of their own. */
export function verbatimHtml(
  context: MarkupContext,
  span: Span,
  options: {
    numbers?: boolean;
    terms?: readonly Term[];
    underlined?: readonly Term[];
    breaks?: boolean;
  } = {},
): string {
  const { report } = context;
  const cuts: { start: number; end: number; open: string; close: string }[] = [];
  if (options.numbers) {
    for (const fact of report.facts.values()) {
      if (fact.offset === undefined || fact.number === '' || fact.kind === 'rank') continue;
      const numberEnd = fact.offset + fact.number.length;
      if (fact.offset < span.start || numberEnd > span.end) continue;
      const region = factRegion(report.text, fact, span);
      if (!cuts.some((cut) => region.start < cut.end && cut.start < region.end))
        cuts.push({ ...region, open: '<b>', close: '</b>' });
    }
  }
  for (const term of options.terms ?? []) {
    const use = term.uses.find((u) => u.start >= span.start && u.end <= span.end);
    if (use) cuts.push({ start: use.end, end: use.end, open: termMark(report, term), close: '' });
  }
  for (const term of options.underlined ?? [])
    for (const use of term.uses)
      if (use.start >= span.start && use.end <= span.end)
        cuts.push({ start: use.start, end: use.end, open: '<span class="term">', close: '</span>' });
  cuts.sort((a, b) => a.start - b.start || a.end - b.end);
  const plain = (start: number, end: number) => {
    const text = report.text.slice(start, end);
    const html = options.breaks ? breakable(text) : escapeHtml(text);
    // Numbers that no indicator states keep their unit too (digits of character references aside).
    return options.numbers && !options.breaks
      ? html.replace(/(?<![&#\d])\d[\d.]*(?:%|[万亿]?\p{Script=Han})/gu, '<span class="whole">$&</span>')
      : html;
  };
  let at = span.start;
  let inner = '';
  for (const cut of cuts) {
    if (cut.start < at) continue;
    inner += plain(at, cut.start) + cut.open + plain(cut.start, cut.end) + cut.close;
    at = cut.end;
  }
  inner += plain(at, span.end);
  return element('span', `data-src="${span.start}-${span.end}"`, inner);
}

/** The number with the qualifier words and the unit that touch it in the text. */
function factRegion(text: string, fact: Fact, within: Span): { start: number; end: number } {
  let start = fact.offset ?? 0;
  let end = start + fact.number.length;
  if (text.startsWith(fact.unit, end)) end += fact.unit.length;
  if (fact.after !== '' && text.startsWith(fact.after, end)) end += fact.after.length;
  const lead = text.slice(within.start, start).match(/(不少于|不低于|突破|首破|迈上|跨过|超|破|约|近)$/);
  if (lead) start -= lead[0].length;
  return { start, end: Math.min(end, within.end) };
}

/** The raised number of a glossary term; none where the report prints its own ([13]). */
export function termMark(report: Report, term: Term): string {
  if (marksItself(report, term)) return '';
  return `<sup class="term-mark" data-term="${term.id}">${term.number}</sup>`;
}

/** A year in digits; the word 年 belongs to the template. */
export function yearHtml(report: Report, which: 'year' | 'review-year'): string {
  const year = which === 'year' ? report.profile.year : report.profile.reviewYear;
  return element('span', `data-year="${which}"`, year === null ? '' : String(year));
}

/** A value of the profile: title, region, place, meeting, issuer, date. Empty when the report does not say. */
export function nameHtml(report: Report, key: string): string {
  const value = profileForms(report.profile)[key];
  return value ? element('span', `data-name="${key}"`, breakable(value)) : '';
}

/** Number of a topic, term, figure or slide: `topic:industry`. */
export const ordinalHtml = (target: string, number: number): string =>
  element('span', `data-ordinal="${escapeHtml(target)}"`, String(number));

/** A count that the proof counts anew: topics, indicators, terms, figures, characters, quotes, slides. */
export const countHtml = (what: string, number: number): string =>
  element('span', `data-count="${what}"`, String(number));

/** A heading's own number, as printed (一、 （二） 3．). */
export const numberHtml = (heading: Heading): string =>
  heading.number === ''
    ? ''
    : element('span', `class="heading-number" data-number="${heading.path}"`, escapeHtml(heading.number));

/** A reference to a page of the booklet, as digits: 6 or 4–5. Targets as in PageMap. */
export function pageHtml(
  context: MarkupContext,
  target: string,
  kind: 'first' | 'last' | 'range' | 'all' = 'first',
): string {
  const page = context.pages?.get(target);
  const text = !page
    ? '00'
    : kind === 'all'
      ? pageRuns(page.all)
      : kind === 'range' && page.last !== page.first
        ? `${page.first}–${page.last}`
        : String(kind === 'last' ? page.last : page.first);
  return element('span', `class="page-number" data-page="${escapeHtml(target)}" data-kind="${kind}"`, text);
}
