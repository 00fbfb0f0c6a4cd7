/** Proves plain text against the proved HTML it was written from: letter for letter, blanks aside. */
import type { Problem } from '../problem.ts';
import type { ProofEntry, Proved } from './entry.ts';
import { bare, difference } from './text.ts';

/** Entries are those of the HTML; P201 where the text parts from it. */
export function provePlainText(
  text: string,
  product: string,
  html: Proved,
): { entries: ProofEntry[]; findings: Problem[] } {
  const found = bare(text);
  const findings: Problem[] = [];
  if (found !== html.flow) {
    const at = difference(html.flow, found);
    findings.push({
      code: 'P201',
      severity: 'error',
      message: {
        zh: `文字与核对过的内容不符：${at}`,
        en: `the text differs from the proved one: ${at}`,
      },
      where: { product, text: at },
    });
  }
  return { entries: findings.length > 0 ? [] : html.entries.map((e) => ({ ...e, product })), findings };
}
