/** Tables of the guides as Markdown. */
import type { Message } from '../problem.ts';
import { PROBLEM_CODES } from '../problem-codes.ts';
import type { Field } from './fields.ts';

export type Language = keyof Message;

const WORDS = {
  field: { en: 'field', zh: '字段' },
  type: { en: 'type', zh: '类型' },
  preset: { en: 'default', zh: '默认' },
  required: { en: 'required', zh: '必填' },
  about: { en: 'what it is', zh: '说明' },
  code: { en: 'code', zh: '代码' },
  fault: { en: 'fault', zh: '问题' },
  remedy: { en: 'what to do', zh: '怎么办' },
} as const satisfies Record<string, Message>;

/** Fields with type, default and what they are. */
export function fieldTable(fields: readonly Field[], language: Language): string {
  return table(
    [WORDS.field[language], WORDS.type[language], WORDS.preset[language], WORDS.about[language]],
    fields.map(({ name, required, type, preset, about }) => [
      `\`${name}\``,
      type[language],
      required ? WORDS.required[language] : preset === '' ? '' : `\`${preset}\``,
      // Not in code: <id> would be an element.
      about[language].replaceAll('<', '&lt;'),
    ]),
  );
}

/** Codes with their faults and remedies. Throws for one that there is not. */
export function codeTable(codes: readonly string[], language: Language): string {
  return table(
    [WORDS.code[language], WORDS.fault[language], WORDS.remedy[language]],
    codes.map((code) => {
      const known = PROBLEM_CODES[code];
      if (!known) throw new Error(`there is no code ${code}`);
      return [`\`${code}\``, known.title[language], known.remedy[language]];
    }),
  );
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** The anchor that Markdown readers give the heading of a kind. */
export const anchor = (id: string, name: string): string =>
  `${id} ${name}`.toLowerCase().replaceAll(' ', '-');
