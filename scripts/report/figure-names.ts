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
  // After the first fault of a list the rest is only its echo.
  let told = false;
  return (wanted, path) => {
    if (!within || told) return elsewhere(wanted, path);
    const at = within.text.indexOf(wanted, from);
    const between = within.text.slice(from, at);
    // Beyond a comma another list may begin: 50至100户为基本单位，构建“镇—村—户”.
    // A chain of levels is shown link by link: none cut, none left out.
    const broken = CHAIN.test(within.text) && !/^[—–→]+$/.test(between);
    const astray =
      previous !== '' && (broken || (CLAUSE.test(between) && within.text.split(wanted).length > 2));
    if (at < 0 || astray) {
      told = true;
      // What stands nowhere is told as such.
      if (!elsewhere(wanted, path)) return undefined;
      const there = within.text.includes(wanted);
      fault(
        path,
        there
          ? {
              zh: `原文里“${wanted}”不接在“${previous}”之后`,
              en: `in the report “${wanted}” does not follow “${previous}”`,
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

const CHAIN = /[—–→]/;
const CLAUSE = /[，；：。！？\n]/;

/** The list that holds all the names in their order, without a comma between; without one, the sentence that holds most of them. Undefined where none does. */
export function sentenceListing(text: string, names: readonly string[]): Span | undefined {
  const [first = ''] = names;
  let fallback: Span | undefined;
  let most = 0;
  for (let at = text.indexOf(first); first !== '' && at >= 0; at = text.indexOf(first, at + 1)) {
    const sentence = sentenceOf(text, at, at + first.length);
    const held = names.filter((name) => sentence.text.includes(name)).length;
    if (held > most) [fallback, most] = [sentence, held];
    let from = at;
    const listed = names.every((name) => {
      const next = text.indexOf(name, from);
      const follows = next >= 0 && next < sentence.end && !CLAUSE.test(text.slice(from, next));
      from = next + name.length;
      return follows;
    });
    if (listed) return { start: at, end: from, text: text.slice(at, from) };
  }
  return fallback;
}
