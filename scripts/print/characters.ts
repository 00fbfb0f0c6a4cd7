/** The characters that a document can show. */

/** Characters that have no glyph of their own: controls, joiners, variation selectors, soft hyphens, byte order marks. */
const INVISIBLE = /\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029]/u;

/** What templates may make appear without writing it: ASCII, and the numerals of Chinese counters. */
const ALWAYS = `${Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')}〇零一二三四五六七八九十百千万、。`;

/** Named references of HTML that our templates use; others are numeric. */
const NAMED: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  middot: '·',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  times: '×',
  minus: '−',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  bull: '•',
  copy: '©',
  deg: '°',
};

/**
 * Every character of the source, references of HTML (&#20013; &mdash;) and escapes of CSS and JavaScript (\2014 \u2014)
 * resolved. More than what is shown, never less. Sorted.
 */
export function charactersOf(html: string): string {
  // ASCII is there; without it little is left to look at one by one.
  const all = new Set(`${ALWAYS}${html.replace(/[\0-\x7f]+/g, '')}`);
  for (const [, decimal, hex, name] of html.matchAll(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi)) {
    if (name) {
      if (NAMED[name]) all.add(NAMED[name]);
    } else addPoint(all, Number.parseInt(decimal ?? hex!, decimal ? 10 : 16));
  }
  for (const [, hex] of html.matchAll(/\\u?\{?([\da-f]{2,6})/gi)) {
    // In CSS the escape takes up to six digits, in JavaScript exactly four: both readings are kept.
    addPoint(all, Number.parseInt(hex!, 16));
    addPoint(all, Number.parseInt(hex!.slice(0, 4), 16));
  }
  return [...all]
    .filter((char) => !INVISIBLE.test(char) && !/[\ud800-\udfff]/.test(char.length === 1 ? char : ''))
    .sort()
    .join('');
}

/** The text between the tags, without styles, scripts, comments and the head; references resolved. */
export function visibleText(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(head|style|script|template)\b[^>]*>.*?<\/\1>/gis, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) =>
      name
        ? (NAMED[name] ?? whole)
        : String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16) || 0x20),
    );
}

/** Whether the character is one that is drawn. */
export const isDrawn = (char: string): boolean => !INVISIBLE.test(char);

function addPoint(all: Set<string>, point: number): void {
  if (point > 0x1f && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff))
    all.add(String.fromCodePoint(point));
}
