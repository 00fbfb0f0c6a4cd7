/** Names in a figure that are the report's own words: points in time, levels of a system. */
import type { Message } from '../problem.ts';
import type { Span } from './report.ts';
import { sentenceOf } from './sentences.ts';

/** Finds an exact fragment, or tells at `path` that there is none. */
export type FindFragment = (wanted: string, path: readonly PropertyKey[]) => Span | undefined;
export type NameFault = (path: readonly PropertyKey[], message: Message, hint: Message) => void;

/**
 * Names of one figure in their order. `within`: the passage that lists them, so that 网格 is found where the levels are listed and not
 * where the report first uses the word; each name stands after the one before, or is told. Without it a name is found wherever it first stands.
 */
export function namesIn(within: Span | undefined, elsewhere: FindFragment, fault: NameFault): FindFragment {
  let from = 0;
  let previous = '';
  return (wanted, path) => {
    if (!within) return elsewhere(wanted, path);
    const at = within.text.indexOf(wanted, from);
    if (at < 0) {
      // What stands nowhere is told as such.
      if (!elsewhere(wanted, path)) return undefined;
      const there = within.text.includes(wanted);
      fault(
        path,
        there
          ? {
              zh: `原文里“${wanted}”在“${previous}”之前`,
              en: `in the report “${wanted}” stands before “${previous}”`,
            }
          : {
              zh: `“${wanted}”不在列出层级的原文里`,
              en: `“${wanted}” is not in the passage that lists the levels`,
            },
        { zh: `照原文的次序：${within.text}`, en: `in the order of the report: ${within.text}` },
      );
      return undefined;
    }
    from = at + wanted.length;
    previous = wanted;
    const start = within.start + at;
    return { start, end: start + wanted.length, text: wanted };
  };
}

/** The sentence that lists all the names in their order; without one, that with the first of them. Undefined where none has it. */
export function sentenceListing(text: string, names: readonly string[]): Span | undefined {
  const [first = ''] = names;
  let fallback: Span | undefined;
  let most = 0;
  for (let at = text.indexOf(first); first !== '' && at >= 0; at = text.indexOf(first, at + 1)) {
    const sentence = sentenceOf(text, at, at + first.length);
    const held = names.filter((name) => sentence.text.includes(name)).length;
    if (held > most) [fallback, most] = [sentence, held];
    let from = at - sentence.start;
    const listed = names.every((name) => {
      const next = sentence.text.indexOf(name, from);
      from = next + name.length;
      return next >= 0;
    });
    if (listed) return { start: at, end: sentence.end, text: text.slice(at, sentence.end) };
  }
  return fallback;
}
