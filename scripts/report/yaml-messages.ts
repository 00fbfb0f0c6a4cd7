/** What is wrong in a YAML file, said to people: the path by its ids, the parser's findings in Chinese, the schema's in both languages, the fields allowed. */
import type { Document } from 'yaml';
import type { z } from 'zod';

/** A path for people, entries by their ids: topics.industry.name： */
export function named(doc: Document, path: readonly PropertyKey[]): string {
  const words = path.map((key, i) => {
    const id = typeof key === 'number' ? doc.getIn([...path.slice(0, i + 1), 'id']) : undefined;
    return typeof id === 'string' ? id : typeof key === 'number' ? String(key + 1) : String(key);
  });
  return words.length > 0 ? `${words.join('.')}：` : '';
}

/** What the parser found, in Chinese: what an editor most often gets wrong. */
export const SYNTAX: Record<string, string> = {
  BAD_INDENT: '缩进不对',
  TAB_AS_INDENT: '缩进要用空格，不能用制表符',
  BLOCK_AS_IMPLICIT_KEY: '上一行没有写完，或冒号后又套了一层',
  MULTILINE_IMPLICIT_KEY: '字段名跨了行，可能上一行的括号或引号没有闭合',
  MISSING_CHAR: '缺少标点：引号、括号或逗号没有写全',
  BAD_SCALAR_START: '文字以特殊符号开头，请加引号',
  UNEXPECTED_TOKEN: '这里多出了符号',
  BLOCK_IN_FLOW: '方括号或花括号里不能换成缩进写法',
  BAD_COLLECTION_TYPE: '列表与字段混在一起',
  IMPOSSIBLE: '读不懂这一行',
};

/** What zod found, in Chinese. */
export function chinese(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${{ string: '文字', number: '数字', boolean: 'true 或 false', int: '整数', array: '列表', object: '一组字段', null: '空（冒号后什么也不写）' }[issue.expected as string] ?? issue.expected}${issue.message.endsWith('undefined') ? '，但没有写' : ''}`;
    case 'invalid_value':
      return `应为其中之一：${issue.values.join('、')}`;
    case 'too_small':
      return `太少或太短（至少 ${issue.minimum}）`;
    case 'too_big':
      return `太多或太长（至多 ${issue.maximum}）`;
    case 'invalid_format':
      return `格式不对（${issue.format === 'regex' ? issue.pattern : issue.format}）`;
    default:
      return issue.message.split('\n').at(-1) ?? '';
  }
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  null: 'nothing after the colon',
};

/** What zod found, in English. Limits are of entries, characters or the value, as the field is a list, text or a number. */
export function english(issue: z.core.$ZodIssue): string {
  const limit = (origin: string, n: unknown) =>
    origin === 'array'
      ? `${n} ${n === 1 ? 'entry' : 'entries'}`
      : origin === 'string'
        ? `${n} ${n === 1 ? 'character' : 'characters'}`
        : String(n);
  switch (issue.code) {
    case 'invalid_type':
      return `this should be ${KINDS[issue.expected as string] ?? issue.expected}${issue.message.endsWith('undefined') ? ', but nothing is written' : ''}`;
    case 'invalid_value':
      return `this should be one of: ${issue.values.join(', ')}`;
    case 'too_small':
      return `this should be ${issue.inclusive === false ? 'more than' : 'at least'} ${limit(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `this should be ${issue.inclusive === false ? 'less than' : 'at most'} ${limit(issue.origin, issue.maximum)}`;
    case 'invalid_format':
      return `the form is not right (${issue.format === 'regex' ? issue.pattern : issue.format})`;
    // Our own rules say it in both languages, a line each (schema-types.ts).
    default:
      return issue.message.split('\n')[0] ?? '';
  }
}

/** The issues that tell what is wrong with a value of one of several types: those of the type it has. */
export function meantOf(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const about = (branch: z.core.$ZodIssue[], code: string) =>
    branch.some((found) => found.code === code && found.path.length === 0);
  const same = issue.errors.filter((branch) => !about(branch, 'invalid_type'));
  const branch = same.find((found) => !about(found, 'invalid_value')) ?? same[0] ?? [];
  return branch.map((found) => ({ ...found, path: [...issue.path, ...found.path] }) as z.core.$ZodIssue);
}

/** Field names that a schema knows at a path. */
export function keysOf(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  type Def = {
    type?: string;
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
    options?: readonly z.ZodType[];
    innerType?: z.ZodType;
    in?: z.ZodType;
  };
  let at: z.ZodType | undefined = schema;
  const unwrap = (s: z.ZodType | undefined): z.ZodType | undefined => {
    const def = s?.def as Def | undefined;
    const inner = def?.innerType ?? (def?.type === 'pipe' ? def.in : undefined);
    const fields = def?.options?.find((option) => (option.def as Def).shape !== undefined);
    return inner ? unwrap(inner) : (fields ?? s);
  };
  for (const key of path) {
    const def: Def | undefined = unwrap(at)?.def as Def | undefined;
    at = def?.shape?.[String(key)] ?? def?.element;
  }
  return Object.keys((unwrap(at)?.def as Def | undefined)?.shape ?? {});
}
