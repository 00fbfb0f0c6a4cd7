/** Plain text of a marked document, for phones and old office machines. */
import { unescapeHtml } from '../marks.ts';

/**
 * The lines of an HTML body. It begins with a byte order mark and its lines end with CR LF: without the mark the viewers of phones (and
 * Notepad of old office machines) take Chinese text for another encoding, and old Notepad runs lines that end with LF alone together.
 */
export function plainText(html: string): string {
  const body = /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  const lines = body
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .replaceAll(/<br>|<\/(?:p|h1|div)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => unescapeHtml(line).trim());
  return `\ufeff${lines.slice(0, -1).join('\r\n')}\r\n`;
}
