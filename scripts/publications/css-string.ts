/** A CSS string; what could end the style element or the string is escaped. */
export const cssString = (text: string): string =>
  `"${[...text].map((c) => (/["\\<>&\n\r]/.test(c) ? `\\${c.codePointAt(0)?.toString(16)} ` : c)).join('')}"`;
