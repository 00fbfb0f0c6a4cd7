/** Problems as people read them: file:line:col CODE, the source line with a mark, 提示. */
import type { Problem } from './problem.ts';

/** One problem as text, several lines. `dist` is put before product paths. */
export function printProblem(problem: Problem, lang: 'zh' | 'en' = 'zh', color = false): string {
  const paint = (code: number, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { at, where } = problem;
  const place = at
    ? `${at.file}:${at.line}:${at.col}`
    : where
      ? `${where.product}${where.page === undefined ? '' : lang === 'zh' ? ` 第 ${where.page} 页` : ` page ${where.page}`}`
      : '';
  const lines = [
    `${place === '' ? '' : `${paint(1, place)} `}${paint(problem.severity === 'error' ? 31 : 33, problem.code)} ${problem.message[lang]}`,
  ];
  if (where?.text !== undefined && !problem.message[lang].includes(where.text))
    lines.push(`    ${lang === 'zh' ? '所见' : 'found'}: ${where.text}`);
  if (at?.lineText !== undefined && at.lineText !== '') {
    // Long lines (a report's paragraph) are shown around the fault only.
    const from = Math.max(0, at.col - 1 - 40);
    const shown = at.lineText.slice(from, from + 100);
    const gutter = `${at.line} | `;
    const lead = [...shown.slice(0, at.col - 1 - from)]
      .map((c) => (c.charCodeAt(0) > 0x2e7f ? '\u3000' : ' '))
      .join('');
    const marked = shown.slice(
      at.col - 1 - from,
      at.col - 1 - from + Math.max(1, Math.min(at.length ?? 1, 40)),
    );
    const carets = [...marked].map((c) => (c.charCodeAt(0) > 0x2e7f ? '^^' : '^')).join('') || '^';
    lines.push(`  ${gutter}${shown}`, `  ${' '.repeat(gutter.length)}${lead}${paint(31, carets)}`);
  }
  if (problem.hint) lines.push(`    ${lang === 'zh' ? '提示：' : 'hint: '}${problem.hint[lang]}`);
  return lines.join('\n');
}
