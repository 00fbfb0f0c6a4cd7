/** The examples of docs/deck.md: the entries of the running order in docs/deck/report.yaml, each with the slides that it becomes. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { packageFile } from '../package.ts';
import { planDeck } from '../plan/deck.ts';
import { orderedSlides, withDeck } from '../plan/deck-order.ts';
import type { Slide } from '../plan/deck-slide.ts';
import { withDefaults } from '../plan/defaults.ts';
import { topicsOf } from '../plan/topics.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { readReport } from '../report/read.ts';
import type { Report } from '../report/report.ts';
import { GUIDE } from './guide.ts';

/** report.yaml and figures.yaml of the deck, its words and its texts; report.txt and indicators.yaml are those of the figures. */
export const DECK_GUIDE = packageFile('docs/deck');
const SHARED = ['report.txt', 'indicators.yaml'];

export interface DeckExample {
  kind: string;
  /** The entry as it stands in the file, from the dash on. */
  yaml: string;
  slides: readonly Slide[];
}

/** Reads the report of the guide, with another report.yaml where one is given. Throws ProblemError as a build does. */
export async function readDeckReport(reportYaml?: string): Promise<Report> {
  const report = await readReport(DECK_GUIDE, {
    readFile: async (file) => {
      const name = path.basename(file);
      if (name === 'report.yaml' && reportYaml !== undefined) return new TextEncoder().encode(reportYaml);
      return readFile(SHARED.includes(name) ? path.join(GUIDE, name) : file);
    },
  });
  return withDeck(withDefaults(report));
}

/** The report with its deck as examples. Throws when an entry's slides cannot be told from the others'. */
export async function readDeckExamples(): Promise<{
  report: Report;
  slides: readonly Slide[];
  examples: DeckExample[];
  /** The lines of `deck:` in report.yaml. */
  order: string;
  source: string;
}> {
  const source = await readFile(path.join(DECK_GUIDE, 'report.yaml'), 'utf8');
  const report = await readDeckReport();
  const slides = planDeck(report);
  const entries = report.deck.slides ?? [];
  const texts = entryTexts(source);
  const topics = topicsOf(report);
  let at = 0;
  const examples = entries.map(({ kind }, i): DeckExample => {
    const others = entries.filter((_, k) => k !== i);
    const count = slides.length - orderedSlides(report, topics, others).slides.length;
    at += count;
    return { kind, yaml: texts[i] ?? '', slides: slides.slice(at - count, at) };
  });
  if (at !== slides.length) throw new Error('docs/deck/report.yaml: an entry changes the slides of another');
  return { report, slides, examples, order: source.slice(source.search(/^deck:/m)), source };
}

/** The entries of `deck.slides` as they are written, moved to the margin. */
function entryTexts(source: string): string[] {
  const list = parseDocument(source).getIn(['deck', 'slides']);
  if (!isSeq(list)) throw new Error('docs/deck/report.yaml lists no slides');
  return list.items.map((item) => {
    const [start, end] = (isMap(item) || isScalar(item) ? item.range : null) ?? [0, 0];
    const from = source.lastIndexOf('\n', start) + 1;
    const indent = source.indexOf('-', from) - from;
    const lines = source.slice(from, end).trimEnd().split('\n');
    return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
  });
}

/** What is told of a deck of this entry alone. Throws when nothing is. */
export async function refusalOf(source: string, entry: string): Promise<Problem> {
  const head = source.slice(0, source.search(/^deck:/m));
  const lines = entry.trimEnd().split('\n');
  const yaml = `${head}deck:\n  slides:\n${lines.map((line) => `    ${line}\n`).join('')}`;
  try {
    await readDeckReport(yaml);
  } catch (error) {
    const [first] = error instanceof ProblemError ? error.problems : [];
    if (first) return first;
    throw error;
  }
  throw new Error(`docs/deck/kinds.yaml: nobody refuses ${entry}`);
}
