/** Display text kept together clause by clause or line by line, so that it breaks at its comma before it breaks anywhere else. */
import { units } from '../plan/deck-slide.ts';

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
  return open + joined(parts) + close;
}

/** How many lines of `limit` full-width characters a text takes that breaks between clauses first; a clause longer than a line breaks within. */
export function clauseLines(text: string, limit: number): number {
  let lines = 1;
  let used = 0;
  for (const clause of text.split(/(?<=[，；：])/)) {
    const width = units(clause) - (/[，；：]$/.test(clause) ? 0.5 : 0);
    if (used > 0 && used + width > limit) {
      lines += 1;
      used = 0;
    }
    lines += Math.ceil(width / limit) - 1;
    used = width > limit ? limit : used + units(clause);
  }
  return lines;
}

const joined = (parts: string[], kind: 'clause' | 'line' = 'clause'): string =>
  parts
    .map((p) => `<span class="${kind}">${p.replace(/^<wbr>/, '')}</span>`)
    .join(kind === 'clause' ? '<wbr>' : '');

/** What a line's end costs beside its being short. A label (做好／项目文章) breaks after its verb. */
const COST = { comma: 0, list: 0.12, joint: 0.1, word: 0.25, loose: 2, label: 0.5, line: 0.5 };

/**
 * Marked text of any length set in as few lines of `limit` full-width characters as can be, broken at commas first, then before the
 * small words that join clauses, and never so that one line is much shorter without need. `label`: two lines at least, the first its
 * verb. Text in one line, and HTML of another shape than markup.ts writes, come back as they are.
 */
export function lined(html: string, limit: number, label = false): string {
  const whole = /^(<span [^>]*>)([\s\S]*)(<\/span>)$/.exec(html);
  if (!whole) return html;
  const [, open = '', inner = '', close = ''] = whole;
  const pieces = piecesOf(inner);
  const texts = pieces.map((p) => p.replaceAll(/<[^>]*>/g, '').replaceAll(/&[^;]+;/g, '&'));
  for (let count = label ? 2 : 1; count <= Math.min(4, pieces.length); count++) {
    const fewest = bestLines(texts, count, limit, label);
    if (!fewest) continue;
    if (count === 1) return html;
    // A line more where that spares an ugly break.
    const more = bestLines(texts, count + 1, limit, label);
    const { starts } = more && more.cost + COST.line < fewest.cost ? more : fewest;
    const lines = starts.map((start, i) => pieces.slice(start, starts[i + 1] ?? pieces.length).join('<wbr>'));
    return open + joined(lines, 'line') + close;
  }
  return html;
}

/** The parts between the marks at which a line may break, those inside elements aside. */
function piecesOf(inner: string): string[] {
  const pieces = [''];
  let depth = 0;
  for (const token of inner.match(/<[^>]*>|[^<]+/g) ?? []) {
    if (token === '<wbr>' && depth === 0) {
      pieces.push('');
      continue;
    }
    if (token.startsWith('</')) depth -= 1;
    else if (token.startsWith('<') && token !== '<wbr>') depth += 1;
    pieces[pieces.length - 1] += token;
  }
  return pieces;
}

/** Where each line begins, and what their ends cost. */
interface Lines {
  starts: number[];
  cost: number;
}

/** Where each of `count` lines begins, at the least cost; null if they do not hold the text. */
function bestLines(texts: string[], count: number, limit: number, label: boolean): Lines | null {
  let best: Lines | null = null;
  const search = (starts: number[], cost: number): void => {
    const from = starts[starts.length - 1] ?? 0;
    const last = starts.length === count;
    for (let to = last ? texts.length : from + 1; to <= texts.length - (count - starts.length); to++) {
      // A mark at the end of a line takes half its width.
      const line = texts.slice(from, to).join('');
      const width = units(line) - (/[，。；：、！]$/.test(line) ? 0.5 : 0);
      if (width > limit) break;
      const sum = cost + ((limit - width) / limit) ** 2 + (last ? 0 : endCost(texts, to, label));
      if (best && sum >= best.cost - 1e-9) continue;
      if (last) best = { starts, cost: sum };
      else search([...starts, to], sum);
    }
  };
  search([0], 0);
  return best;
}

function endCost(texts: string[], to: number, label: boolean): number {
  const before = texts[to - 1] ?? '';
  const next = texts[to] ?? '';
  if (label) return to === 1 && before.length > 1 ? 0 : COST.label;
  if (/[，；：。]$/.test(before)) return COST.comma;
  if (/^[的等]/.test(next) || /^[与和及而并以为在对把将]$/.test(before)) return COST.loose;
  if (before.endsWith('、')) return COST.list;
  return /^[与和及而并以为在对还仍]/.test(next) ? COST.joint : COST.word;
}
