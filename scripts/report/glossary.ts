/** The glossary (名词解释): terms, definitions, and where the body uses them. */
import { numeralValue } from './numbers.ts';
import { textLines } from './outline.ts';
import type { Report, Span, Term } from './report.ts';

const ENTRY = /^(?:[［[〔【]([\d０-９]{1,3})[］\]〕】]|([\d０-９]{1,3})[.．、])\s*/;

/** Reads the glossary from offset `from` (its heading line) to the end. Null when there is none. */
export function readGlossary(text: string, from: number): { heading: Span; terms: Term[] } | null {
  if (from >= text.length) return null;
  const lines = textLines(text).filter((line) => line.start >= from);
  const heading = lines.shift();
  if (!heading) return null;
  const terms: Term[] = [];
  for (const line of lines) {
    const mark = ENTRY.exec(line.text);
    const last = terms[terms.length - 1];
    if (!mark) {
      if (!last) continue;
      // A definition that runs on over several lines.
      last.entry = piece(text, last.entry.start, line.end);
      last.definition =
        last.definition.text === '' ? { ...line } : piece(text, last.definition.start, line.end);
      continue;
    }
    const start = line.start + mark[0].length;
    const rest = text.slice(start, line.end);
    const colon = rest.search(/[：:]/);
    const termEnd = colon < 0 ? line.end : start + colon;
    const term = piece(text, start, termEnd);
    terms.push({
      id: `term-${terms.length + 1}`,
      number: numeralValue(mark[1] ?? mark[2] ?? ''),
      entry: { ...line },
      term,
      definition: piece(text, Math.min(line.end, termEnd + 1), line.end),
      uses: usesOf(text, term.text, from),
    });
  }
  return terms.length > 0 ? { heading, terms } : null;
}

/** Whether the report marks the term itself in its body: “双循环”新发展格局[13]. Then a mark of ours would double it. */
export function marksItself(report: Pick<Report, 'text' | 'glossary'>, term: Term): boolean {
  const body = report.text.slice(0, report.glossary?.heading.start ?? report.text.length);
  return [...body.matchAll(OWN_MARK)].some((mark) => numeralValue(mark[1] ?? '') === term.number);
}
const OWN_MARK = /[［[〔【]([\d０-９]{1,3})[］\]〕】]/g;

/** Where the body (before `end`) uses a term: the whole term or its part in quotation marks (“1115”大企业集团, “1115”大企业培育), else either without the marks. */
function usesOf(text: string, term: string, end: number): Span[] {
  const core = /“[^”]+”/.exec(term)?.[0];
  const bare = (words: string | undefined) => words?.replace(/[“”]/g, '');
  for (const wanted of [
    [term, core],
    [bare(term), bare(core)],
  ]) {
    const uses: Span[] = [];
    for (const words of wanted)
      for (const use of placesOf(text, words ?? '', end))
        if (!uses.some((u) => use.start >= u.start && use.end <= u.end)) uses.push(use);
    if (uses.length > 0) return uses.sort((a, b) => a.start - b.start);
  }
  return [];
}

function placesOf(text: string, wanted: string, end: number): Span[] {
  const places: Span[] = [];
  if (wanted.length < 2) return places;
  for (let at = text.indexOf(wanted); at >= 0 && at < end; at = text.indexOf(wanted, at + wanted.length))
    places.push(piece(text, at, at + wanted.length));
  return places;
}

const piece = (text: string, start: number, end: number): Span => ({
  start,
  end,
  text: text.slice(start, end),
});
