/** Marp Markdown as the proof reads it: front matter and directives from a closed list, notes of the report's own lines. */

import { profileForms } from '../marks.ts';
import type { Problem } from '../problem.ts';
import { cssFindings } from './css.ts';
import type { Known } from './known.ts';
import { checkLoose } from './loose.ts';
import { bare } from './text.ts';

/** Keys that print nothing, and the title, which is checked. */
const FRONT = ['marp', 'theme', 'paginate', 'lang', 'title', 'size', 'style', 'math', 'html'];
const DIRECTIVES = ['_class', '_paginate', 'fit'];

/** The Markdown without its front matter. */
export const markdownBody = (markdown: string): string => markdown.replace(/^---\n[\s\S]*?\n---\n/, '');

/** Front matter, directives and speaker notes. */
export function proveMarkdown(markdown: string, product: string, known: Known): Problem[] {
  const findings: Problem[] = [];
  const find = (code: string, zh: string, en: string, text: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: { product, text: text.slice(0, 60) },
    });
  const front = /^---\n([\s\S]*?)\n---\n/.exec(markdown)?.[1] ?? '';
  const style = /^style: \|\n((?: {2}.*\n|\n)*)/m.exec(`${front}\n`)?.[1] ?? '';
  findings.push(...cssFindings(style, product));
  for (const line of front.split('\n')) {
    const [, key, value = ''] = /^([A-Za-z_]+):\s*(.*)$/.exec(line) ?? [];
    if (key === undefined) continue; // the style's own lines
    if (!FRONT.includes(key))
      find(
        'P106',
        `文件头里不该有 ${key}：${value}`,
        `${key} has no place in the front matter: ${value}`,
        line,
      );
    if (key === 'title') {
      checkLoose(value, known, (text) =>
        find('P110', `标题里的数字没有出处：${text}`, `the title's number has no source: ${text}`, text),
      );
      const { region } = profileForms(known.report.profile);
      if (region && !bare(value).includes(bare(region)))
        find('P110', `标题里没有“${region}”`, `the title does not say “${region}”`, value);
    }
  }
  const whole = bare(known.report.text);
  for (const [, comment = ''] of markdownBody(markdown).matchAll(/<!--([\s\S]*?)-->/g)) {
    const directive = /^\s*(_?\w+)\s*:/.exec(comment)?.[1];
    if (directive !== undefined && comment.trim().split('\n').length === 1) {
      if (!DIRECTIVES.includes(directive))
        find(
          'P106',
          `不该有的指令：${comment.trim()}`,
          `a directive that has no place: ${comment.trim()}`,
          comment,
        );
      continue;
    }
    for (const line of comment.split('\n')) {
      const text = bare(
        line
          .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
          .replace(/\\(?=[!-/:-@[-`{-~])/g, ''),
      );
      if (text !== '' && text !== '讲稿' && text !== 'fit' && !whole.includes(text))
        find(
          'P106',
          `讲稿不是报告原文：${text.slice(0, 40)}`,
          `the note is not the report's text: ${text.slice(0, 40)}`,
          text,
        );
    }
  }
  return findings;
}
