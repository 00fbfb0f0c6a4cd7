/** Where a sentence of the report may be cut: at its marks, but never inside quotation marks, brackets or titles of works. */

const OPENING = '“‘（(《〈「『【[';
const CLOSING = '”’）)》〉」』】]';

/** Offsets of the marks of `text` at which it may be cut. The 、 of a numeral (三、坚持…) is none. */
export function marksIn(text: string, marks: string): number[] {
  const found: number[] = [];
  const first = /^[（(]?[一二三四五六七八九十\d０-９]+[）)]?[、.．]/.exec(text)?.[0].length ?? 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (OPENING.includes(c)) depth += 1;
    else if (CLOSING.includes(c)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && i >= first && marks.includes(c)) found.push(i);
  }
  return found;
}

/** The clauses of `text`, each with the mark that ends it; they tile it. A mark inside quotation marks ends none. */
export function clausesIn(text: string, marks: string): { start: number; text: string }[] {
  const ends = [...marksIn(text, marks).map((i) => i + 1), text.length];
  let start = 0;
  return ends.flatMap((end) => {
    const clause = { start, text: text.slice(start, end) };
    start = end;
    return clause.text === '' ? [] : [clause];
  });
}
