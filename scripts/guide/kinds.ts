/** What the guide says of each kind: docs/figures/kinds.yaml, checked against the kinds that can be drawn. */
import { parse } from 'yaml';
import type { Message } from '../problem.ts';
import { PROBLEM_CODES } from '../problem-codes.ts';
import type { Example } from './examples.ts';
import { fieldsOf, kindsAllowed } from './fields.ts';

export interface KindWords {
  name: Message;
  for: Message;
  not: Message;
  /** What the drawing keeps to. */
  promise: Message;
  /** The fields it draws and what they are in it. */
  fields: Readonly<Record<string, Message>>;
  /** Codes of faults that concern this kind. */
  refused: readonly string[];
  /** What single examples show. */
  examples?: Readonly<Record<string, Message>>;
}

export interface Kind {
  id: string;
  words: KindWords;
  examples: readonly Example[];
}

const SAYS = ['name', 'for', 'not', 'promise'] as const;

/** The kinds in the order of the definitions, each with its words and examples. Throws, naming all that is missing or too much. */
export function kindsOf(source: string, examples: readonly Example[]): Kind[] {
  const all = parse(source) as Readonly<Record<string, Partial<KindWords>>>;
  const allowed = kindsAllowed();
  const missing: string[] = Object.keys(all)
    .filter((id) => !allowed.includes(id))
    .map((id) => `kinds.yaml: there is no kind ${id}`);
  const drawable = new Set([...fieldsOf('figure'), ...fieldsOf('row')].map(({ name }) => name));
  const kinds = allowed.map((id): Kind => {
    const words = all[id] ?? {};
    const own = examples.filter(({ spec }) => spec.kind === id);
    if (own.length === 0) missing.push(`figures.yaml: no example of the kind ${id}`);
    for (const part of SAYS)
      if (!bilingual(words[part])) missing.push(`kinds.yaml: ${id}.${part} must be said in en and zh`);
    if (Object.keys(words.fields ?? {}).length === 0) missing.push(`kinds.yaml: ${id}.fields are missing`);
    for (const [field, about] of Object.entries(words.fields ?? {})) {
      if (!drawable.has(field)) missing.push(`kinds.yaml: ${id}.fields.${field} is no field of figures.yaml`);
      if (!bilingual(about)) missing.push(`kinds.yaml: ${id}.fields.${field} must be said in en and zh`);
    }
    for (const code of words.refused ?? [])
      if (!PROBLEM_CODES[code]) missing.push(`kinds.yaml: ${id}.refused names an unknown code ${code}`);
    for (const name of Object.keys(words.examples ?? {}))
      if (!own.some(({ spec }) => spec.id === name))
        missing.push(`kinds.yaml: ${id}.examples.${name} is no figure of this kind`);
    return { id, words: { refused: [], ...words } as KindWords, examples: own };
  });
  if (missing.length > 0) throw new Error(`docs/figures is not complete:\n${missing.join('\n')}`);
  return kinds;
}

const bilingual = (message: Message | undefined): boolean => Boolean(message?.en && message.zh);
