/** What the report says, looked up by the marks of a finished product: words by address, counts, ordinals, pages. */
import type { PageMap } from '../marks.ts';
import { type PrintedPlace, printedPlaces } from '../plan/printed.ts';
import { topicsOf } from '../plan/topics.ts';
import type { Imposition } from '../print/imposition.ts';
import { endOf } from '../report/references.ts';
import type { Report, Words } from '../report/report.ts';
import type { ProofEntry } from './entry.ts';

export interface Known {
  report: Report;
  words: ReadonlyMap<string, Words>;
  pages: PageMap | undefined;
  /** Products already made: for the index page's sizes and page counts. */
  outputs: readonly { path: string; bytes: number; pages?: number }[];
  /** How many numbers were proved in the other products, and where they print each indicator: index page only. */
  numbers: number | undefined;
  printed: ReadonlyMap<string, readonly PrintedPlace[]>;
  /** What is wrong with a draft, as its index page says: index page only. */
  findings: readonly string[];
  topics: ReturnType<typeof topicsOf>;
  /** Ids of the deck's slides in order, once deck.html was read: deck.md refers to them. */
  slides: string[];
  /** Ids of the figures of the document being read, in order. */
  figures: string[];
  /** How the booklet is imposed: the leaf of its sheets only. */
  imposition?: Imposition;
}

export function knownOf(
  report: Report,
  more: {
    pages?: PageMap;
    outputs?: Known['outputs'];
    numbers?: readonly ProofEntry[];
    findings?: readonly string[];
  } = {},
): Known {
  return {
    report,
    words: wordsByAddress(report),
    pages: more.pages,
    outputs: more.outputs ?? [],
    numbers: more.numbers?.length,
    printed: more.numbers ? printedPlaces(report, more.numbers, more.pages) : new Map(),
    findings: more.findings ?? [],
    topics: topicsOf(report),
    slides: [],
    figures: [],
  };
}

/** Every piece of the editor's words, by its address. */
function wordsByAddress(report: Report): Map<string, Words> {
  const map = new Map<string, Words>();
  const add = (words: Words | null | undefined) => {
    if (words) map.set(words.address, words);
  };
  for (const topic of report.topics) {
    add(topic.lead.done);
    add(topic.lead.todo);
  }
  for (const slide of report.deck.slides ?? []) add(slide.title);
  add(report.infographic.sentence);
  for (const { title } of report.sheets.more) add(title);
  for (const challenge of report.challenges) add(challenge.label);
  for (const figure of report.figures) {
    add(figure.title);
    add(figure.subtitle);
    add(figure.note);
    for (const group of figure.groups) {
      add(group.label);
      for (const row of group.rows) add(row.label);
    }
  }
  return map;
}

/** A count that a product prints, counted anew. Undefined for what is unknown. */
export function countOf(known: Known, what: string): number | undefined {
  const { report, topics } = known;
  switch (what) {
    case 'topics':
      return topics.length;
    case 'indicators':
      return report.indicators.size;
    case 'quotes':
      return report.indicators.size;
    case 'facts':
      return report.facts.size;
    case 'terms':
      return report.glossary?.terms.length ?? 0;
    case 'figures':
      return report.figures.length;
    case 'derived':
      return report.derived.size;
    case 'parts':
      return report.parts.length;
    case 'characters':
      return report.text.replace(/\s/g, '').length;
    case 'numbers':
      return known.numbers;
    default: {
      const [kind, id] = what.split(':');
      if (kind === 'subjects') return topics.find((t) => t.id === id)?.subjects.length;
      if (kind === 'figures') return topics.find((t) => t.id === id)?.figures.length;
      if (kind === 'status') return [...report.indicators.values()].filter((i) => i.status === id).length;
      return undefined;
    }
  }
}

/**
 * What a product prints for a count: digits alone, targets with their unit. The targets are counted where their sentences stand in the
 * text, not by the section the data names: the reader has that from the data, the proof from the report.
 */
export function countText(known: Known, what: string): string | undefined {
  const { report } = known;
  if (!what.startsWith('targets:')) return countOf(known, what)?.toString();
  const heading = report.headings.get(what.slice('targets:'.length));
  if (!heading) return undefined;
  const [start, end] = [heading.heading.start, endOf(heading)];
  const targets = [...report.indicators.values()].filter(
    ({ status, span, words }) =>
      status === 'target' && words === undefined && span.start >= start && span.end <= end,
  );
  return `${targets.length}项`;
}

/** The ordinal of `topic:industry`, `term:term-3`, `figure:id`, `part:2`. */
export function ordinalOf(known: Known, target: string): number | undefined {
  const [kind, id = ''] = target.split(':');
  const place = (index: number) => (index < 0 ? undefined : index + 1);
  switch (kind) {
    case 'topic':
      return known.topics.find((t) => t.id === id)?.number;
    case 'term':
      return known.report.glossary?.terms.find((t) => t.id === id)?.number;
    case 'figure':
      return place(known.report.figures.findIndex((f) => f.id === id));
    case 'part':
      return place(known.report.parts.findIndex((p) => p.path === id));
    default:
      return undefined;
  }
}
