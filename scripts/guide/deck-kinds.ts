/** What docs/deck.md says of each kind of slide: docs/deck/kinds.yaml, checked against the kinds that a running order may list. */
import { parse } from 'yaml';
import type { Message } from '../problem.ts';
import type { DeckExample } from './deck-examples.ts';
import { slideKindsAllowed } from './fields.ts';

const SAYS = ['name', 'for', 'not', 'shows', 'takes', 'most'] as const;

export type SlideWords = Record<(typeof SAYS)[number], Message> & {
  /** Entries that are refused, tried when the guide is written. */
  refused: readonly string[];
  /** What single examples show, by the id of their first slide. */
  examples: Readonly<Record<string, Message>>;
};

export interface SlideKind {
  id: string;
  words: SlideWords;
  examples: readonly DeckExample[];
}

/** The kinds in the order of the definitions. Throws, naming all that is missing or too much. */
export function slideKindsOf(source: string, examples: readonly DeckExample[]): SlideKind[] {
  const all = parse(source) as Readonly<Record<string, Partial<SlideWords>>>;
  const allowed = slideKindsAllowed();
  const missing = Object.keys(all)
    .filter((id) => !allowed.includes(id))
    .map((id) => `kinds.yaml: there is no kind ${id}`);
  const kinds = allowed.map((id): SlideKind => {
    const words = { refused: [], examples: {}, ...all[id] };
    const own = examples.filter(({ kind }) => kind === id);
    if (own.length === 0) missing.push(`report.yaml: no slide of the kind ${id}`);
    const said = [
      ...SAYS.map((part) => [part, words[part]] as const),
      ...Object.entries(words.examples).map(([name, message]) => [`examples.${name}`, message] as const),
    ];
    for (const [part, message] of said)
      if (!message?.en || !message.zh) missing.push(`kinds.yaml: ${id}.${part} must be said in en and zh`);
    for (const name of Object.keys(words.examples))
      if (!own.some(({ slides }) => slides[0]?.id === name))
        missing.push(`kinds.yaml: ${id}.examples.${name} is no slide of this kind`);
    return { id, words: words as SlideWords, examples: own };
  });
  if (missing.length > 0) throw new Error(`docs/deck is not complete:\n${missing.join('\n')}`);
  return kinds;
}
