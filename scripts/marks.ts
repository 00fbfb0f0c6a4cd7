/**
 * Marks: how a number printed in HTML or SVG says where it comes from. The merge and draw stages write them, the proof
 * reads them back from the finished product. “One number, one element.”
 *
 * | attribute | on | the proof demands |
 * |---|---|---|
 * | data-fact="gdp.change" | one element that holds before, number, unit, after | its visible text is one of `factForms(fact)`; an element with the matching data-label stands in the same data-datum (or the same figure), unless it is inside data-words or data-src |
 * | data-label="gdp" | the name beside a number | its text is the indicator's name or short name (`labelForms`) |
 * | data-label="gdp-target gdp" | the one name of two facts in a figure (target and actual) | its text is the first one's name; a derived id stands for the derived value's name |
 * | data-datum | group of label and number(s) | – |
 * | data-words="report.yaml#topics.industry.lead.done" | editor's words | whole text equals the words resolved anew |
 * | data-src="120-180" | verbatim text of the report | text equals report.text.slice(120, 180), blanks aside; marks of terms (data-term) inside are left out |
 * | data-name="region" | a value of the profile (title, region, place, meeting, date, issuer) | equals the profile's value as `profileForms` prints it |
 * | data-year="year" / "review-year" | a year, digits only | equals it |
 * | data-ordinal="topic:industry" | number of a topic, term, figure or slide | equals its place |
 * | data-count="topics" | n of N, number of indicators, terms, figures, characters, quotes | counted anew |
 * | data-count="targets:3.1" | how many numeric targets of the year stand under a heading, with its unit 项 | counted anew in the text of that heading |
 * | data-page="section:1.1" | a page reference | the page where the target stands (PageMap); a range prints as 4–5 |
 * | data-slide="industry" | number of the slide with that id | equals the place of that slide in the deck |
 * | data-planned="industry" | planned time of a slide, of all up to it (`until:industry`) or of the deck (`all`), as 1:05 | worked out anew |
 * | data-folio | a slide's own page number | equals the page it stands on |
 * | data-number="1.1" | a heading's own number, as printed | the heading's number |
 * | data-figure-number="gdp-bars" | the number of a figure of the booklet, as in 图12 | the figures of the document are counted anew: its place among them; every caption bears its own, once |
 * | data-term="term-4" | a glossary mark (the bare number) | the term's number |
 * | data-formula="derived-id" | formula of a derived value | equals `formulaText` |
 * | data-scale="0" / "100" | the ends of a bar of shares | 0, 100% only |
 * | data-digest="sha256" / "version" | colophon | equals it |
 * | data-leaf="sheets" | a number on the leaf of an imposed booklet: paper, folded, sheets, pages, blanks, first, last, staples, staple, step:n, sheet:n, page:n:front:left | worked out anew from the order of the sheets |
 * | data-address="qr" | the address that the QR code of the long picture leads to | equals it |
 * | data-printed="gdp deck" | a place where the index page says an indicator is printed: slide, page of the booklet, number of the topic | one of its numbers was proved there (the booklet: its sentence or a figure of it stands there) |
 * | data-finding | what is wrong with a draft, on its index page | one of the findings in build.json |
 * | data-aside | out-of-flow block (margin note, folio): its place in the text order of a PDF is free | – |
 * | aria-hidden / hidden / data-decor | not read | must hold no numeral |
 *
 * Text under none of these must hold no numeral of any kind: Arabic, full-width, Roman (Ⅰ–Ⅻ) or Chinese, outside the closed list of fixed
 * words in proof/furniture.ts.
 */
import type { Fact, Indicator, Profile } from './report/report.ts';

/** Page on which each target stands, by reference `section:1.1`, `topic:industry`, `term:term-4`, `indicator:gdp`, `part:1`, `figure:id`, `quote:1204` (offset of a quoted sentence), `text:1.1`, `list:glossary`. Values: first and last folio. */
export type PageMap = ReadonlyMap<string, { first: number; last: number; all: readonly number[] }>;

/** A list of pages has so many runs; what comes after is 等. */
const RUNS = 3;

/** Pages as they print in a list: three or more in a row as a range, a long list cut: 3、7–11、15等. */
export function pageRuns(pages: readonly number[]): string {
  const runs: number[][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && run.at(-1) === page - 1) run.push(page);
    else runs.push([page]);
  }
  const texts = runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run.map(String)));
  return `${texts.slice(0, RUNS).join('、')}${texts.length > RUNS ? '等' : ''}`;
}

/** Texts in which a fact may be printed: always qualifier, number and unit; for a change with or without its verb. */
export function factForms(fact: Fact): string[] {
  const bare = fact.number + fact.unit + fact.after;
  const forms = [fact.text];
  if (fact.kind === 'change') {
    const verb = fact.before.replace(/^(同比|同口径|比上年|较上年)/, '');
    forms.push(verb + bare);
    // Under a heading that says growth the verb may go; a decline keeps its sign.
    const words = /(超|突破|约|近)$/.exec(fact.before)?.[0] ?? '';
    forms.push((fact.value < 0 ? '−' : '') + words + bare);
  }
  return [...new Set(forms)];
}

/** The mark of a printed fact: what is counted is counted anew by the proof, everything else leads to its sentence or formula. */
export function factMark(fact: Fact): Readonly<Record<string, string>> {
  return fact.kind === 'count'
    ? { 'data-count': fact.ref.slice('count:'.length) }
    : { 'data-fact': fact.ref };
}

/** Names under which an indicator may be labelled. */
export function labelForms(indicator: Indicator): string[] {
  return [...new Set([indicator.name, indicator.short])];
}

/** How the profile's values are printed. `date` as 2023年1月3日. */
export function profileForms(profile: Profile): Record<string, string | null> {
  const iso = profile.date?.match(/^(\d{4})-(\d{2})-(\d{2})$/);
  return {
    title: profile.title,
    region: profile.region,
    place: profile.place,
    meeting: profile.meeting,
    issuer: profile.issuer,
    date: iso ? `${iso[1]}年${Number(iso[2])}月${Number(iso[3])}日` : profile.date,
  };
}

/** Escapes text for HTML and SVG, in text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'{}`=]/g, (c) => `&#${c.charCodeAt(0)};`);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The text again of what `escapeHtml`, or Handlebars, escaped. */
export function unescapeHtml(html: string): string {
  return html.replaceAll(
    /&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot));/gi,
    (_, code?: string, hex?: string, name?: string) =>
      name !== undefined
        ? (NAMED[name.toLowerCase()] ?? '')
        : String.fromCodePoint(code === undefined ? Number.parseInt(hex ?? '', 16) : Number(code)),
  );
}
