/** The examples of docs/figures.md: each figure of the invented report in docs/figures, with the YAML that makes it and nothing else. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isScalar, parseDocument, visit, type YAMLMap } from 'yaml';
import { readReport } from '../report/read.ts';
import type { FigureSpec, Report } from '../report/report.ts';

export interface Example {
  spec: FigureSpec;
  /** A whole figures.yaml: the figure and the derived values it uses. */
  figures: string;
  /** A whole indicators.yaml: the indicators it refers to. */
  indicators: string;
}

/** Reads the report of the guide and cuts its YAML files into one pair of files a figure. */
export async function readExamples(dir: string): Promise<{ report: Report; examples: Example[] }> {
  const report = await readReport(dir);
  const [figures, indicators] = await Promise.all(
    ['figures.yaml', 'indicators.yaml'].map(async (name) =>
      entries(await readFile(path.join(dir, name), 'utf8')),
    ),
  );
  const of = (list: Entry[] | undefined, kind: Entry['list']) => (list ?? []).filter((e) => e.list === kind);
  const stated = of(indicators, '');
  const derived = of(figures, 'derived');
  const drawn = of(figures, 'figures');
  const examples = report.figures.map((spec): Example => {
    const own = drawn.find((entry) => entry.id === spec.id);
    if (!own) throw new Error(`figures.yaml has no entry ${spec.id}`);
    const used = within(own, [...derived, ...stated]);
    const lines = (list: Entry[]) =>
      list
        .filter((e) => used.has(e))
        .map((e) => e.text)
        .join('');
    const formulas = lines(derived);
    return {
      spec,
      figures: `${formulas === '' ? '' : `derived:\n${formulas}`}figures:\n${own.text}`,
      indicators: lines(stated),
    };
  });
  return { report, examples };
}

/** An entry of a list in a YAML file: its id, what it mentions and its own lines. */
interface Entry {
  /** The list it stands in; '' where the file itself is the list. */
  list: '' | 'derived' | 'figures';
  id: string;
  mentions: Set<string>;
  /** Of an indicator, the path of its heading; of a figure, the paths whose targets it counts. */
  sections: readonly string[];
  text: string;
}

function entries(source: string): Entry[] {
  const found: Entry[] = [];
  visit(parseDocument(source), {
    Map: (_, node, ancestors) => {
      const pair = ancestors.at(-2);
      const key = pair && 'key' in pair && isScalar(pair.key) ? pair.key.value : '';
      const id = node.get('id');
      if (typeof id !== 'string') return;
      const list = key === 'derived' || key === 'figures' ? key : '';
      const sections = valuesOf(node, ['section']);
      found.push({ list, id, mentions: mentioned(node), sections, text: linesOf(source, node) });
    },
  });
  return found;
}

/** The fields that refer by id; in others a reference stands in braces. */
const REFERS = ['value', 'from', 'aside', 'formula', 'pair'];

/** Words of an entry that may be ids. */
function mentioned(entry: YAMLMap): Set<string> {
  const braced = valuesOf(entry).flatMap((text) => text.match(/\{[^}]*\}/g) ?? []);
  const words = [...valuesOf(entry, REFERS), ...braced].join(' ');
  return new Set(words.match(/[a-z][a-z0-9]*(-[a-z0-9]+)*/g));
}

/** The texts of the entry's fields, of those named or of all. */
function valuesOf(entry: YAMLMap, fields?: readonly string[]): string[] {
  const values: string[] = [];
  visit(entry, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return;
      if (!fields || fields.includes(String(key.value))) values.push(value.value);
    },
  });
  return values;
}

/** The entry, all that it counts or mentions, what those mention, and so on. */
function within(entry: Entry, all: readonly Entry[]): Set<Entry> {
  const counted = all.filter(
    ({ sections: [own] }) =>
      own !== undefined && entry.sections.some((path) => `${own}.`.startsWith(`${path}.`)),
  );
  const reached = new Set([entry, ...counted]);
  for (const from of reached) for (const to of all) if (from.mentions.has(to.id)) reached.add(to);
  return reached;
}

/** The lines of an entry as they stand in the file. */
function linesOf(source: string, node: YAMLMap): string {
  const [start, end] = node.range ?? [0, 0];
  const text = source.slice(source.lastIndexOf('\n', start) + 1, end);
  return `${text.trimEnd()}\n`;
}
