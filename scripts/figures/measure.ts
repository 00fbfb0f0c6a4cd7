/**
 * How wide a text is, without a browser: from the advances of the shipped fonts. Print and screen agree because the SVG
 * switches off what the table does not know (kerning, autospace, punctuation trimming; see `TEXT_STYLE`).
 */
import table from './advances.json' with { type: 'json' };

/** A face that figures may use. */
export interface Face {
  family: 'hei' | 'song';
  weight: 400 | 500 | 600 | 700;
}

/** Family names as the print stage ships them. */
export const FAMILY = { hei: 'Baogao Hei', song: 'Baogao Song' } as const;

/**
 * Set on every figure's text so that the browser sets it exactly as measured here. Without geometricPrecision Chromium rounds every
 * advance to whole pixels on screens (up to 9 % off, measured). The SVG also says lang="zh-Hans": in other languages Song has wider digits.
 */
export const TEXT_STYLE =
  'text-rendering:geometricPrecision;font-kerning:none;font-variant-ligatures:none;text-autospace:no-autospace;text-spacing-trim:space-all';

/** Height above and below the baseline that a line of text may ink, in em (Noto SC: ideographs 0.88/0.12, digits less). */
export const ASCENT = 0.86;
export const DESCENT = 0.12;

/** From the middle of a line of hanzi or digits down to its baseline, in em. */
export const MIDDLE = 0.37;

const faces: Readonly<Record<string, readonly number[]>> = table.faces;
const position = new Map(table.codes.map((code, i) => [code, i]));

/** Full-width marks that ink one half of their square: closing ones and stops the left, opening ones the right. */
const CLOSE = '”’）》」』】〉，。、；：';
const OPEN = '“‘（《「『【〈';

const MEETING = new RegExp(`[${CLOSE}${OPEN}][${CLOSE}${OPEN}]`);

/** Where two such marks meet half an em goes (标点挤压, CLREQ 3.1.6): positions of the second mark of each pair. */
export function squeezes(text: string): number[] {
  const found: number[] = [];
  if (!MEETING.test(text)) return found;
  for (let i = 1; i < text.length; i++) {
    const [before, after] = [text[i - 1] ?? '', text[i] ?? ''];
    const pair =
      (CLOSE.includes(before) && (OPEN.includes(after) || CLOSE.includes(after))) ||
      (OPEN.includes(before) && OPEN.includes(after));
    if (pair) found.push(i);
  }
  return found;
}

/** Width of a one-line text in px at the given size in px. Characters the table does not hold are one em wide. */
export function advance(text: string, face: Face, size: number): number {
  const known = measured[face.family][face.weight];
  let thousandths = known.get(text);
  if (thousandths === undefined) {
    thousandths = thousandthsOf(text, face);
    known.set(text, thousandths);
  }
  return (thousandths * size) / 1000;
}

const weights = () => ({ 400: new Map(), 500: new Map(), 600: new Map(), 700: new Map() });
/** Widths by face and text: layouts that are tried ask for the same again and again. */
const measured: Record<Face['family'], Record<Face['weight'], Map<string, number>>> = {
  hei: weights(),
  song: weights(),
};

function thousandthsOf(text: string, face: Face): number {
  // Song has two weights in figures; Hei has all four.
  const weight = face.family === 'song' ? (face.weight >= 700 ? 700 : 600) : face.weight;
  const advances = faces[`${face.family}-${weight}`];
  let thousandths = -500 * squeezes(text).length;
  for (const char of text) {
    const at = position.get(char.codePointAt(0) ?? 0);
    thousandths += (at === undefined ? undefined : advances?.[at]) ?? 1000;
  }
  return thousandths;
}

/** Width of a text in a CSS font shorthand, as the chart library asks: `700 12px 'Baogao Hei'`. */
export function advanceInFont(text: string, font = ''): number {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
  const weight = /\b(500|600|700|bold)\b/.exec(font)?.[1] ?? '400';
  const family = font.includes(FAMILY.song) ? 'song' : 'hei';
  const known = { '500': 500, '600': 600, '700': 700, bold: 700 }[weight] ?? 400;
  return advance(text, { family, weight: known as Face['weight'] }, size);
}
