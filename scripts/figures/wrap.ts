/** Breaking long labels into lines, with the rules of Chinese typesetting (避头尾). */
import { oncePerText } from '../once-per-text.ts';
import { ALONE, BEGINNING, ENDING, endsName, isSplitWord, WHOLE_TERMS } from '../report/whole-terms.ts';
import { advance, type Face } from './measure.ts';

/** No line begins with these, none ends with those (GB/T 15834, CLREQ). */
const NOT_FIRST = /^[，。、；：？！”’）》」』】〉…—·%％‰～和及与等的级]/;
const NOT_LAST = /[“‘（《「『【〈—·～第每各]$/;

/** Runs that never part: terms of the genre, numbers with their sign and first unit character, Latin words, quoted short names. */
const ATOM = new RegExp(
  `^(?:${WHOLE_TERMS.join('|')}|[+−]?[0-9][0-9.,～]*[%％]?|[A-Z]类|[A-Za-z][A-Za-z0-9&.+-]*|“[^”]{1,8}”|[百千万亿]{2,}|[十百千万亿](?=级))`,
  'u',
);
/** A short name in quotation marks stays whole where the line holds it. */
const QUOTED = /^“[^”，。；]{1,12}”/;
const HAN = /^\p{sc=Han}/u;
/** A number keeps the word that follows it: 15分钟, 280亿元. */
const NUMBER_LAST = /[0-9万亿]$/;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** The pieces of a text between which a line may break. Joined they are the text. */
export const pieces = oncePerText<readonly string[]>((text) => divided(text, 'names'));

/** How much is kept whole: names with their endings (腾龙大道), words the finder does not know (腾龙), or only those it knows. */
type Care = 'names' | 'unknown' | 'words';

function divided(text: string, care: Care): string[] {
  const list: string[] = [];
  let rest = text;
  let before = '';
  while (rest !== '') {
    const piece =
      (care === 'names' ? QUOTED.exec(rest)?.[0] : undefined) ??
      ATOM.exec(rest)?.[0] ??
      words.segment(rest)[Symbol.iterator]().next().value?.segment ??
      rest;
    const last = list.at(-1);
    const joined =
      last !== undefined &&
      (NOT_FIRST.test(piece) ||
        NOT_LAST.test(last) ||
        afterNumber(last, piece) ||
        (care !== 'words' && (isSplitWord(before, piece) || isAffixed(before, piece))) ||
        (care === 'names' && endsName(last, before, piece)));
    if (last !== undefined && joined) list[list.length - 1] = last + piece;
    else list.push(piece);
    before = piece;
    rest = rest.slice(piece.length);
  }
  return list;
}

/** Whether one of two words in a row is a lone character that belongs to the other: 高|品质, 利用|率. */
function isAffixed(before: string, piece: string): boolean {
  if (!HAN.test(before) || !HAN.test(piece)) return false;
  return BEGINNING.test(before) || (ENDING.test(piece) && !ALONE.test(before));
}

/** A piece wider than the line parts before the ending of its name, then between the words it is made of. */
function fitting(parts: readonly string[], face: Face, size: number, width: number): readonly string[] {
  const fits = (part: string) => advance(part, face, size) <= width;
  if (parts.every(fits)) return parts;
  return parts.flatMap((part) => {
    if (fits(part)) return [part];
    const unknown = divided(part, 'unknown');
    return unknown.every(fits) ? unknown : divided(part, 'words');
  });
}

function afterNumber(last: string, piece: string): boolean {
  return NUMBER_LAST.test(last) && /[0-9]/.test(last) && /^\p{sc=Han}/u.test(piece);
}

/**
 * Lines of a text, none wider than `width` px unless a single piece is. Two lines are balanced: of the breaks that fit, the one
 * whose lines are nearest in length, with the longer line first.
 */
export function wrap(text: string, face: Face, size: number, width: number): string[] {
  if (advance(text, face, size) <= width) return [text];
  // A figure is laid out several times for one place, with the same texts in the same widths.
  const known = wrapped(text);
  const key = `${face.family} ${face.weight} ${size} ${width}`;
  let lines = known.get(key);
  if (lines === undefined) {
    const parts = fitting(pieces(text), face, size, width);
    lines = bestPair(parts, face, size, width) ?? evened(parts, face, size, width);
    known.set(key, lines);
  }
  return [...lines];
}

const wrapped = oncePerText(() => new Map<string, string[]>());

/** Greedy lines, set narrower as long as no line is added, so that the last line is not a single word. */
function evened(parts: readonly string[], face: Face, size: number, width: number): string[] {
  let lines = greedy(parts, face, size, width);
  for (let narrow = width - size / 2; narrow > width * 0.7; narrow -= size / 2) {
    const last = advance(lines.at(-1) ?? '', face, size);
    if (last >= width * 0.5) break;
    const tried = greedy(parts, face, size, narrow);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}

function bestPair(parts: readonly string[], face: Face, size: number, width: number): string[] | null {
  let best: { lines: string[]; cost: number } | null = null;
  for (let i = 1; i < parts.length; i++) {
    const lines = [parts.slice(0, i).join(''), parts.slice(i).join('')];
    const [first = 0, second = 0] = lines.map((l) => advance(l, face, size));
    if (first > width || second > width) continue;
    const cost = Math.abs(first - second) + (first < second ? size * 0.5 : 0);
    if (best === null || cost < best.cost) best = { lines, cost };
  }
  return best?.lines ?? null;
}

function greedy(parts: readonly string[], face: Face, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && advance(line + part, face, size) > width) {
      lines.push(line);
      line = part;
    } else line += part;
  }
  if (line !== '') lines.push(line);
  // Last resort: a piece longer than the line (a name of many characters the word finder does not know) breaks anywhere.
  return lines.flatMap((l) => (advance(l, face, size) > width ? byCharacter(l, face, size, width) : [l]));
}

function byCharacter(text: string, face: Face, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    const fits = advance(line + char, face, size) <= width;
    if (line !== '' && !fits && !NOT_FIRST.test(char) && !NOT_LAST.test(line)) {
      lines.push(line);
      line = char;
    } else line += char;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Lines that fill the width, as running text does; the last one no shorter than three characters where the others can give. */
export function filled(text: string, face: Face, size: number, width: number): string[] {
  const parts = fitting(pieces(text), face, size, width);
  const lines = greedy(parts, face, size, width);
  for (let narrow = width; lines.length > 1 && narrow > width * 0.85; narrow -= size / 2) {
    const tried = greedy(parts, face, size, narrow);
    if (tried.length > lines.length) break;
    if (advance(tried.at(-1) ?? '', face, size) >= size * 3) return tried;
  }
  return lines;
}

/** Narrowest width (px) at which every text takes at most `lines` lines, not below the floor. */
export function columnWidth(
  texts: readonly string[],
  face: Face,
  size: number,
  wanted: { most: number; lines: number },
): number {
  const natural = Math.max(0, ...texts.map((t) => advance(t, face, size)));
  if (natural <= wanted.most) return natural;
  let width = wanted.most;
  while (width < natural && texts.some((t) => wrap(t, face, size, width).length > wanted.lines))
    width += size / 4;
  // No wider than the longest line that results.
  const longest = texts.flatMap((t) => wrap(t, face, size, width)).map((l) => advance(l, face, size));
  return Math.max(...longest);
}
