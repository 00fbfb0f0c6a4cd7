/** Display text kept together clause by clause, so that a line breaks at its comma before it breaks anywhere else. */

/**
 * Marked text (one element around text, `<wbr>` and flat elements, as markup.ts writes it) with each clause in an inline block. The
 * text itself does not change. HTML of any other shape, and a single clause, come back as they are.
 */
export function clauses(html: string): string {
  const whole = /^(<span [^>]*>)([\s\S]*)(<\/span>)$/.exec(html);
  if (!whole) return html;
  const [, open = '', inner = '', close = ''] = whole;
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const token of inner.match(/<[^>]*>|[^<]/g) ?? []) {
    if (token.startsWith('</')) depth -= 1;
    else if (token.startsWith('<') && !token.startsWith('<wbr')) depth += 1;
    part += token;
    if (depth === 0 && /^[，；：]$/.test(token)) {
      parts.push(part);
      part = '';
    }
  }
  if (part !== '') parts.push(part.replace(/^<wbr>/, ''));
  if (parts.length < 2) return html;
  return (
    open + parts.map((p) => `<span class="clause">${p.replace(/^<wbr>/, '')}</span>`).join('<wbr>') + close
  );
}
