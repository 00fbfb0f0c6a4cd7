/** A line of text set in the fonts that a PDF holds already. */
import { entriesOf, inherited, resolved } from './entries.ts';
import { dictionary, type PdfObjects, pagesOf } from './objects.ts';
import { unpacked } from './streams.ts';

/** Text in pieces, each in one font; widths in thousandths of the type's size. */
export interface SetText {
  pieces: { font: number; codes: string; width: number }[];
  width: number;
}

interface Font {
  number: number;
  /** Code (four hex digits) of each character. */
  codes: Map<string, string>;
  widthOf(code: string): number;
}

/**
 * Finds a code for every character: in one font where one has them all, else each in the first font that has it. Fonts are those of the
 * pages with two-byte codes (Identity-H) and a ToUnicode map. Gives null when some character is in none.
 */
export function setInEmbedded(pdf: PdfObjects, text: string): SetText | null {
  const fonts = fontsOf(pdf);
  const chars = [...text];
  const whole = fonts.find(({ codes }) => chars.every((char) => codes.has(char)));
  const pieces: SetText['pieces'] = [];
  for (const char of chars) {
    const font = whole ?? fonts.find(({ codes }) => codes.has(char));
    if (!font) return null;
    const code = font.codes.get(char)!;
    const last = pieces.at(-1);
    const piece = last?.font === font.number ? last : { font: font.number, codes: '', width: 0 };
    if (piece !== last) pieces.push(piece);
    piece.codes += code;
    piece.width += font.widthOf(code);
  }
  return { pieces, width: pieces.reduce((sum, { width }) => sum + width, 0) };
}

function fontsOf(pdf: PdfObjects): Font[] {
  const numbers = new Set<number>();
  for (const page of pagesOf(pdf)) {
    const resources = entriesOf(resolved(pdf, inherited(pdf, page, 'Resources') ?? '<<>>'));
    const named = entriesOf(resolved(pdf, resources.get('Font') ?? '<<>>'));
    for (const value of named.values()) {
      const to = /^(\d+) 0 R$/.exec(value);
      if (to) numbers.add(Number(to[1]));
    }
  }
  return [...numbers].sort((a, b) => a - b).flatMap((number) => fontOf(pdf, number) ?? []);
}

function fontOf(pdf: PdfObjects, number: number): Font | null {
  const entries = entriesOf(dictionary(pdf, number));
  const map = /^(\d+) 0 R$/.exec(entries.get('ToUnicode') ?? '');
  const below = /(\d+) 0 R/.exec(resolved(pdf, entries.get('DescendantFonts') ?? ''));
  if (entries.get('Encoding') !== '/Identity-H' || !map || !below) return null;
  const descendant = entriesOf(dictionary(pdf, Number(below[1])));
  const widths = widthsOf(resolved(pdf, descendant.get('W') ?? '[]'));
  const usual = Number(descendant.get('DW') ?? 1000);
  return {
    number,
    codes: codesOf(unpacked(pdf, Number(map[1])).toString('latin1')),
    widthOf: (code) => widths.get(Number.parseInt(code, 16)) ?? usual,
  };
}

/** Reads a ToUnicode map (PDF 32000-1, 9.10.3) the other way round. */
function codesOf(map: string): Map<string, string> {
  const codes = new Map<string, string>();
  const add = (code: number, char: string) => {
    if (!codes.has(char)) codes.set(char, code.toString(16).padStart(4, '0').toUpperCase());
  };
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of map.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, code, char] of block!.matchAll(/<([\dA-F]{4})>\s*<((?:[\dA-F]{4})+)>/gi))
      add(Number.parseInt(code!, 16), text(char!));
  for (const [, block] of map.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from, to, first] of block!.matchAll(/<([\dA-F]{4})>\s*<([\dA-F]{4})>\s*<([\dA-F]{4})>/gi)) {
      const [start, end, char] = [from!, to!, first!].map((hex) => Number.parseInt(hex, 16));
      for (let code = start!; code <= end!; code++) add(code, String.fromCharCode(char! + code - start!));
    }
  return codes;
}

/** Reads /W: `c [w w …]` and `from to w`. */
function widthsOf(list: string): Map<number, number> {
  const widths = new Map<number, number>();
  for (const [, first, row, from, to, width] of list
    .slice(1)
    .matchAll(/(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+([\d.]+)/g))
    if (row !== undefined)
      row
        .trim()
        .split(/\s+/)
        .forEach((value, i) => void widths.set(Number(first) + i, Number(value)));
    else for (let code = Number(from); code <= Number(to); code++) widths.set(code, Number(width));
  return widths;
}
