/** Content streams: operators with their operands (PDF 32000-1, 7.8.2), so that some can be written anew and the rest stays as it is. */

/**
 * Told an operator: its operands as they are written, and operands and operator together. Gives what stands in their place,
 * undefined to leave them.
 */
export type Rewrite = (operands: readonly string[], source: string) => string | undefined;

/** Rewrites the operators that `rules` know; all else keeps its bytes. An inline image is one operator `BI` with its dictionary as operand. */
export function rewriteContent(content: string, rules: ReadonlyMap<string, Rewrite>): string {
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let kept = 0;
  let at = 0;
  while (at < content.length) {
    const code = content.charCodeAt(at);
    if (isBlank(code)) {
      at += 1;
      continue;
    }
    if (code === PERCENT) {
      at = endOfLine(content, at);
      continue;
    }
    const start = at;
    at = endOfToken(content, at);
    if (!isOperator(code, content, start, at)) {
      starts.push(start);
      ends.push(at);
      continue;
    }
    const name = content.slice(start, at);
    const inline = name === 'BI';
    const data = inline ? content.indexOf('ID', at) : -1;
    if (inline) at = endOfInlineImage(content, data);
    const rule = rules.get(name);
    if (rule) {
      const from = starts[0] ?? start;
      const operands = inline
        ? [content.slice(start + 2, data)]
        : starts.map((s, i) => content.slice(s, ends[i]));
      const fresh = rule(operands, content.slice(from, at));
      if (fresh !== undefined) {
        out.push(content.slice(kept, from), fresh);
        kept = at;
      }
    }
    starts.length = 0;
    ends.length = 0;
  }
  if (kept === 0) return content;
  out.push(content.slice(kept));
  return out.join('');
}

const PERCENT = 0x25;
const [OPEN, CLOSE, LESS, MORE, LEFT, RIGHT, SLASH, BACKSLASH] = [
  0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x2f, 0x5c,
];

/** 1 white space, 2 delimiter (PDF 32000-1, 7.2.2), 0 anything else. */
const KIND = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) KIND[code] = 1;
for (const code of [OPEN, CLOSE, LESS, MORE, LEFT, RIGHT, 0x7b, 0x7d, SLASH, PERCENT]) KIND[code] = 2;

const isBlank = (code: number): boolean => KIND[code] === 1;

/** Words begin with a letter, ' or "; three of them are values. */
function isOperator(code: number, content: string, start: number, end: number): boolean {
  const word =
    (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x27 || code === 0x22;
  return word && (end - start < 4 || !/^(?:true|false|null)$/.test(content.slice(start, end)));
}

function endOfLine(content: string, at: number): number {
  for (let end = at; end < content.length; end++) {
    const code = content.charCodeAt(end);
    if (code === 10 || code === 13) return end;
  }
  return content.length;
}

/** Where the value or word that begins at `at` ends; arrays and dictionaries are one value. */
function endOfToken(content: string, at: number): number {
  const code = content.charCodeAt(at);
  if (code === OPEN) return endOfString(content, at);
  if (code === LEFT) return endOfGroup(content, at + 1, RIGHT);
  if (code === LESS) {
    if (content.charCodeAt(at + 1) === LESS) return endOfGroup(content, at + 2, MORE);
    const end = content.indexOf('>', at);
    return end < 0 ? content.length : end + 1;
  }
  let end = at + 1;
  while (end < content.length && KIND[content.charCodeAt(end)] === 0) end += 1;
  return end;
}

function endOfString(content: string, at: number): number {
  let depth = 0;
  for (let end = at; end < content.length; end++) {
    const code = content.charCodeAt(end);
    if (code === BACKSLASH) end += 1;
    else if (code === OPEN) depth += 1;
    else if (code === CLOSE && --depth === 0) return end + 1;
  }
  return content.length;
}

/** An array ends at its bracket, a dictionary at its two. */
function endOfGroup(content: string, from: number, closing: number): number {
  let at = from;
  while (at < content.length) {
    const code = content.charCodeAt(at);
    if (isBlank(code)) at += 1;
    else if (code === PERCENT) at = endOfLine(content, at);
    else if (code === closing) return at + (closing === MORE ? 2 : 1);
    else at = endOfToken(content, at);
  }
  return content.length;
}

/** After ID one white space, the data, then EI between white space. */
function endOfInlineImage(content: string, data: number): number {
  const end = data < 0 ? -1 : content.slice(data + 3).search(/\sEI(?=\s|$)/);
  return end < 0 ? content.length : data + 3 + end + 3;
}
