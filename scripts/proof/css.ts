/** Style sheets print nothing: `content` holds no text but a few signs and, in the deck, Marp's page number. */
import type { Problem } from '../problem.ts';
import { DRAFT_MARK } from './furniture.ts';

const ALLOWED = ['', '+', '−', DRAFT_MARK];
const FUNCTIONS = /^(?:none|normal|attr\(data-marpit-pagination\))$/;

/** What a style sheet would print. */
export function cssFindings(css: string, product: string): Problem[] {
  // Page margins print only in PDFs, where the proof reads them page by page.
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g, '');
  return [
    ...bare.matchAll(
      /(?:^|[;{\s])(?:content|list-style(?:-type)?)\s*:\s*((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;}"'])*)/gi,
    ),
  ]
    .map((match) => (match[1] ?? '').trim())
    .filter((value) => !printsNothing(value))
    .map(
      (value): Problem => ({
        code: 'P101',
        severity: 'error',
        message: {
          zh: `样式表印出文字：content: ${value}`,
          en: `the style sheet prints text: content: ${value}`,
        },
        where: { product },
      }),
    );
}

function printsNothing(value: string): boolean {
  const strings = [...value.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g)];
  if (strings.length === 0) return value === '' || FUNCTIONS.test(value.replace(/\s*!important$/, ''));
  const rest = value.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '').trim();
  const text = strings
    .map((m) => m[1] ?? m[2] ?? '')
    .join('')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return ALLOWED.includes(text) && (rest === '' || rest === '!important');
}
