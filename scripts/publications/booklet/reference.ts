/** Data of openers, glossary, index and colophon. */

import type { BookletPlan } from '../../plan/booklet.ts';
import type { Opener } from '../../plan/booklet-opener.ts';
import { marksItself } from '../../report/glossary.ts';
import type { Indicator, Report, Span, Term } from '../../report/report.ts';
import { breakable, breakPieces } from '../breaks.ts';
import { factHtml, labelHtml } from '../markup.ts';
import { type Area, type BookletFormat, coverType, points } from './format.ts';
import { insertionsOf, type TextContext, verbatimRuns } from './text.ts';

const src = (span: Span, inner: string) => `<span data-src="${span.start}-${span.end}">${inner}</span>`;

export function openerData(opener: Opener, format: BookletFormat) {
  const { part } = opener;
  const { lines, size } = titleLines(part.title.text);
  const least = coverType(format).name;
  return {
    part,
    path: part.path,
    size,
    numeral: opener.numeral ? src(opener.numeral, opener.numeral.text) : null,
    title: src(part.title, lines.map(breakable).join('<br>')),
    lead: opener.lead ? src(opener.lead, breakable(opener.lead.text).replace('，', '，<br>')) : null,
    rows: opener.rows.map((row) => ({
      ...rowFit(row.title.map(({ span }) => span.text).join(''), row.figure ?? row.phrase, least),
      heading: row.heading,
      target: row.heading
        ? `section:${row.heading.path}`
        : row.figure
          ? `indicator:${row.figure.indicator.id}`
          : '',
      title: row.title
        .map(({ span, varying, breaks }) => {
          const text = breakable(span.text);
          return src(span, varying ? `<b>${text}</b>` : text) + (breaks ? '<br>' : '');
        })
        .join(''),
      figure: row.figure,
      phrase: row.phrase,
    })),
    figured: opener.rows.some((row) => row.figure !== null),
    sections: opener.rows.some((row) => row.heading !== null),
  };
}

/** Titles of an opener's rows, pt: type and pitch, room of one beside a figure and of one without, height of a row less its rule. */
const ROW = { types: [13, 11.5, 10, 8.5], pitch: 1.45, beside: 220, alone: 368, height: 55 };

/**
 * The largest type in which a row's title has room; where none is small enough beside a figure, the title stands alone, and what is
 * longer still is cut by the page (`lines`).
 */
function rowFit(title: string, beside: unknown, least: number) {
  const em = [...title].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.58 : 1), 0);
  const types = [...ROW.types.filter((size) => size > least), least];
  const tries = [...(beside ? [ROW.beside] : []), ROW.alone].flatMap((room) =>
    types.map((size) => {
      const lines = Math.floor(ROW.height / (size * ROW.pitch));
      // Lines break between words: each may leave two characters.
      return { size, room, lines, fits: em <= lines * (room / size - 2) + 2 };
    }),
  );
  const { size, room, lines } = tries.find(({ fits }) => fits) ?? (tries.at(-1) as (typeof tries)[number]);
  const usual = size === ROW.types[0];
  return {
    alone: room === ROW.alone,
    type: usual ? '' : `font-size:${size}pt;line-height:${Math.round(size * ROW.pitch * 10) / 10}pt;`,
    lines,
  };
}

/** Type of a part's title, pt: as large as its lines allow; a line has so much room. */
const TITLE = { largest: 38, least: 24, room: 288 };

/** A part's title in at most two lines: broken after its year where that fits, else where the lines are about equal, never after 和. */
export function titleLines(title: string): { lines: string[]; size: number } {
  const em = (text: string) => [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.58 : 1), 0);
  const fits = (lines: string[]) => Math.floor(TITLE.room / Math.max(...lines.map(em)));
  const pieces = breakPieces(title);
  const halves = pieces.slice(1).map((_, i) => {
    const first = pieces.slice(0, i + 1).join('');
    return [first, title.slice(first.length)];
  });
  const year = halves.find(([first = '']) => /^\d{4}年$/.test(first));
  const meant = halves.filter(([first = '']) => !/[和与及的]$/.test(first));
  const [even] = [...(meant.length > 0 ? meant : halves)].sort((a, b) => fits(b) - fits(a));
  const lines =
    em(title) * TITLE.largest <= TITLE.room && !year
      ? [title]
      : year && fits(year) >= TITLE.largest
        ? year
        : (even ?? [title]);
  return { lines, size: Math.max(TITLE.least, Math.min(TITLE.largest, fits(lines))) };
}

/** Entries of the glossary with the anchors of the indicators that stand in them. */
export function glossaryData(context: TextContext, area: Area) {
  const insertions = insertionsOf({ report: context.report, notes: new Map() });
  const terms = context.report.glossary?.terms ?? [];
  return {
    total: terms.length,
    heading: context.report.glossary?.heading ?? null,
    ownMarks: terms.some((term) => marksItself(context.report, term)),
    ...glossaryTitle(context.report.glossary?.heading.text ?? '', area),
    pages: entryPages(terms, area).map((columns) => ({
      columns: columns.map((column) => ({ entries: column.map(entry) })),
    })),
  };
  function entry(term: Term) {
    return {
      id: term.id,
      number: term.number,
      term: term.term,
      used: term.uses.length > 0,
      definition: verbatimRuns(context.report, term.definition, insertions),
    };
  }
}

/** A title longer than 名词解释 has its line to itself, as large as that allows (pt). */
function glossaryTitle(title: string, { width, narrow }: Area): { size: number; long: boolean } {
  const length = [...title].length;
  const room = (width * 420) / 156;
  const most = narrow ? 27 : 40;
  return { size: Math.max(14, Math.min(most, Math.floor(room / (length * 1.04)))), long: length > 5 };
}

/**
 * Of a page of the glossary, pt: what the title over the first takes, the head of an entry, the pitch of its definition, what an entry has
 * beside them; and how many characters of the definition stand in a line.
 */
const ENTRIES = {
  wide: { title: 62, head: 17, pitch: 15.6, beside: 11, line: 19 },
  narrow: { title: 50, head: 15, pitch: 13.9, beside: 8.5, line: 29 },
};

/** Entries in pages of two columns (one on a narrow page), entries whole; the last page is balanced. */
function entryPages(terms: readonly Term[], area: Area): Term[][][] {
  const height = Math.floor(points(area.height)) + 7;
  const sizes = area.narrow ? ENTRIES.narrow : ENTRIES.wide;
  const entryHeight = (term: Term | undefined) => heightOf(term, sizes);
  const pages: Term[][][] = [];
  let left = [...terms];
  while (left.length > 0) {
    const room = pages.length === 0 ? height - sizes.title : height;
    const fill = (from: number): number => {
      let used = entryHeight(left[from]);
      let end = from + 1;
      for (; end < left.length; end += 1) {
        used += entryHeight(left[end]);
        if (used > room) break;
      }
      return end;
    };
    const sum = (list: Term[]) => list.reduce((total, term) => total + entryHeight(term), 0);
    let middle = fill(0);
    if (area.narrow) {
      pages.push([left.slice(0, middle)]);
      left = left.slice(middle);
      continue;
    }
    const end = middle < left.length ? fill(middle) : middle;
    if (end >= left.length)
      for (let i = middle; i > 0; i -= 1)
        if (sum(left.slice(0, i)) >= sum(left.slice(i)) && sum(left.slice(0, i)) <= room) middle = i;
    pages.push([left.slice(0, middle), left.slice(middle, end)]);
    left = left.slice(end);
  }
  return pages;
}

/** Estimated height of an entry, pt. */
function heightOf(term: Term | undefined, sizes: (typeof ENTRIES)['wide']): number {
  if (!term) return 0;
  const em = (text: string) => [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.62 : 1), 0);
  const pages = term.uses.length > 2 ? 12 : term.uses.length > 1 ? 4.3 : 2.8;
  const { beside, line, pitch } = sizes;
  const head = Math.ceil(em(term.term.text) / (line - 0.7 - pages));
  return beside + head * sizes.head + Math.ceil(em(term.definition.text) / line) * pitch;
}

/** Rows of the index as HTML cells. On a narrow page changes and places stand under the value of the year. */
export function indexData(plan: BookletPlan, { narrow }: Area) {
  const named = (i: Indicator, as: 'name' | 'short') => labelHtml(i, as);
  const nameOf = (i: Indicator): 'name' | 'short' => (i.name.length <= 18 ? 'name' : 'short');
  return {
    narrow,
    columns: narrow ? 4 : 5,
    sentence: narrow ? 2 : 3,
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
          changes: row.changes
            // A place that is the value itself is not said twice.
            .filter((c) => !row.past || !c.text.includes(row.past.text))
            .map((c) => factHtml(c, c.kind === 'change' && !c.before.startsWith('同口径') ? 'verb' : 'full'))
            .join(' '),
          aim: row.aim ? factHtml(row.aim) : null,
          other: row.renamed && row.target ? named(row.target, nameOf(row.target)) : null,
          pages: row.target
            ? [`indicator:${row.indicator.id}`, `indicator:${row.target.id}`]
            : [`indicator:${row.indicator.id}`],
        };
      }),
      elsewhen: group.elsewhen.map((indicator) => ({ indicator, name: named(indicator, nameOf(indicator)) })),
    })),
  };
}

/** What the colophon counts and names. */
export function colophonData(report: Report, version: string) {
  const quotes = [...report.indicators.values()].filter(
    (i) => report.text.slice(i.span.start, i.span.end) === i.quote,
  );
  return {
    version,
    sha: report.sha256,
    characters: [...report.text.replace(/\s/g, '')].length,
    indicators: report.indicators.size,
    quotes: quotes.length,
    figures: report.figures.length,
    terms: report.glossary?.terms.length ?? 0,
  };
}
