/** Text as the proof compares it: blanks and invisible break marks do not count. */

/**
 * Without blanks, zero-width characters and soft hyphens. The middle dots • · ・ ‧ are one: fonts draw them with one glyph, and a PDF
 * knows only glyphs.
 */
export const bare = (text: string): string =>
  text.replace(/[\s\u00a0\u200b-\u200d\u2060\u3000\ufeff\u00ad]/g, '').replace(/[•・‧]/g, '·');
