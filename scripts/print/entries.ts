/** The entries of a PDF dictionary, told apart: what plain patterns cannot do where dictionaries stand in each other. */
import { dictionary, type PdfObjects, reference } from './objects.ts';

const TOKEN = /\s+|\((?:\\.|[^\\()])*\)|<<|>>|<[^<>]*>|[[\]]|\/[^\s/[\]<>()]*|[^\s/[\]<>()]+/gsy;

/** Keys (without their slash) and values of a dictionary, each value as it is written: `/Page`, `12 0 R`, `[0 0 10 10]`, `<<…>>`. */
export function entriesOf(dict: string): Map<string, string> {
  const entries = new Map<string, string>();
  let depth = 0;
  let key: string | null = null;
  let value = '';
  const end = () => {
    if (key !== null) entries.set(key, value.trim());
    key = null;
    value = '';
  };
  for (const [token] of dict.matchAll(TOKEN)) {
    const outer = depth === 1;
    const opens = token === '<<' || token === '[';
    if (opens) depth += 1;
    else if (token === '>>' || token === ']') depth -= 1;
    if (depth === 0) break;
    if (outer && token.startsWith('/') && (key === null || value.trim() !== '')) {
      end();
      key = token.slice(1);
    } else if (depth > 1 || !opens) value += token;
  }
  end();
  return entries;
}

/** An entry of a page, its own or that of the nodes above it (PDF 32000-1, 7.7.3.4); null when nothing says it. */
export function inherited(pdf: PdfObjects, page: number, key: string): string | null {
  for (let at: number | null = page; at !== null; ) {
    const dict: string = dictionary(pdf, at);
    const own = entriesOf(dict).get(key);
    if (own !== undefined) return own;
    at = reference(dict, 'Parent');
  }
  return null;
}

/** A value, looked up when it is a reference to another object. */
export function resolved(pdf: PdfObjects, value: string): string {
  const to = /^(\d+) 0 R$/.exec(value);
  return to ? dictionary(pdf, Number(to[1])).trim() : value;
}
