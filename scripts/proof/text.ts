/** Text as the proof compares it: blanks and invisible break marks do not count. */

/**
 * Without blanks, zero-width characters and soft hyphens. The middle dots • · ・ ‧ are one: fonts draw them with one glyph, and a PDF
 * knows only glyphs.
 */
export const bare = (text: string): string =>
  text.replace(/[\s\u00a0\u200b-\u200d\u2060\u3000\ufeff\u00ad]/g, '').replace(/[•・‧]/g, '·');

/** The beginning of a text, for messages. */
export const clip = (text: string): string => {
  const t = text.replace(/\s+/g, ' ').trim();
  return t.length > 60 ? `${t.slice(0, 60)}…` : t;
};

/** The sentence (to 。；or line end) around an offset. */
export function sentenceAround(text: string, offset: number): string {
  const start = Math.max(...['。', '\n', '！'].map((c) => text.lastIndexOf(c, offset - 1))) + 1;
  const stop = text.slice(offset).search(/[。\n！]/);
  return text.slice(start, stop < 0 ? text.length : offset + stop + 1).trim();
}

/** Where two texts part, with a little around: 「…甲…」≠「…乙…」. */
export function difference(wanted: string, found: string): string {
  let i = 0;
  while (i < wanted.length && i < found.length && wanted[i] === found[i]) i++;
  const from = Math.max(0, i - 8);
  return `应为“${wanted.slice(from, i + 16)}”，成品是“${found.slice(from, i + 16)}”`;
}
