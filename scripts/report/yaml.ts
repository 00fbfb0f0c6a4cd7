/** YAML with positions: every value knows its line, every fault is told at once. */
import { LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Message, Problem, SourcePosition } from '../problem.ts';
import { nearest } from './nearest.ts';

export interface YamlFile<T> {
  /** Undefined when there were errors. */
  value: T | undefined;
  problems: Problem[];
  /** Position of the value at a path: ['topics', 0, 'name']; of its nearest ancestor when it is not there. */
  locate(path: readonly PropertyKey[]): SourcePosition;
  /** A scalar as typed: 5.50 */
  sourceOf(path: readonly PropertyKey[]): string | undefined;
}

/** Parses and validates. `file` is only for messages. Aliases, tags and several documents are refused; duplicate keys are errors. */
export function readYaml<S extends z.ZodType>(
  file: string,
  source: string,
  schema: S,
): YamlFile<z.output<S>> {
  const counter = new LineCounter();
  const doc = parseDocument(source, {
    lineCounter: counter,
    version: '1.2',
    prettyErrors: false,
    uniqueKeys: true,
  });
  const lines = source.split(/\r?\n/);
  const at = (start: number, end = start + 1): SourcePosition => {
    const { line, col } = counter.linePos(start);
    const lineText = lines[line - 1] ?? '';
    return {
      file,
      line,
      col,
      length: Math.max(1, Math.min(end - start, lineText.length - col + 1)),
      lineText,
    };
  };
  const nodeAt = (path: readonly PropertyKey[]) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? doc.contents : doc.getIn(path.slice(0, depth), true);
      if (node && typeof node === 'object' && 'range' in node)
        return node as { range?: [number, number, number]; source?: string };
    }
    return undefined;
  };
  const locate = (path: readonly PropertyKey[]) => {
    const range = nodeAt(path)?.range;
    return range ? at(range[0], range[1]) : at(0);
  };
  const problems: Problem[] = [];
  const fault = (code: string, message: Message, position: SourcePosition, hint?: Message) =>
    problems.push({ code, severity: 'error', message, at: position, hint });
  for (const error of doc.errors) {
    const duplicate = error.code === 'DUPLICATE_KEY';
    fault(
      duplicate ? 'D102' : 'D101',
      {
        zh: duplicate ? '同一个键写了两次' : `YAML 格式有误：${error.code}`,
        en: error.message.split('\n')[0] ?? '',
      },
      at(error.pos[0], error.pos[1]),
    );
  }
  visit(doc, {
    Alias: (_, node) => {
      fault(
        'D101',
        { zh: '不能使用 YAML 引用（*）', en: 'aliases are not allowed' },
        at(node.range?.[0] ?? 0),
        { zh: '以 * 开头的文字请加引号', en: 'quote text that begins with *' },
      );
    },
    Scalar: (_, node) => {
      if (node.tag?.startsWith('!'))
        fault(
          'D101',
          { zh: `不能使用 YAML 标签 ${node.tag}`, en: `tags are not allowed: ${node.tag}` },
          at(node.range?.[0] ?? 0),
        );
    },
  });
  const result = { problems, locate, sourceOf: (path: readonly PropertyKey[]) => nodeAt(path)?.source };
  if (problems.length > 0) return { ...result, value: undefined };
  const parsed = schema.safeParse(doc.toJS({ maxAliasCount: 0 }) ?? undefined);
  if (parsed.success) return { ...result, value: parsed.data };
  for (const issue of parsed.error.issues) {
    const path = issue.path as PropertyKey[];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const known = keysOf(schema, path);
        const meant = nearest(key, known);
        fault(
          'D103',
          { zh: `没有这个字段：${key}`, en: `unknown field: ${key}` },
          locate([...path, key]),
          meant
            ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` }
            : { zh: `可用：${known.join(' ')}`, en: `allowed: ${known.join(' ')}` },
        );
      }
      continue;
    }
    fault(
      'D104',
      { zh: `${path.join('.')}：${chinese(issue)}`, en: `${path.join('.')}: ${issue.message}` },
      locate(path),
    );
  }
  return { ...result, value: undefined };
}

/** What zod found, in Chinese. */
function chinese(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${{ string: '文字', number: '数字', boolean: 'true 或 false', array: '列表', object: '一组字段' }[issue.expected as string] ?? issue.expected}${issue.message.endsWith('undefined') ? '，但没有写' : ''}`;
    case 'invalid_value':
      return `应为其中之一：${issue.values.join('、')}`;
    case 'too_small':
      return `太少或太短（至少 ${issue.minimum}）`;
    case 'too_big':
      return `太多或太长（至多 ${issue.maximum}）`;
    case 'invalid_format':
      return `格式不对（${issue.format === 'regex' ? issue.pattern : issue.format}）`;
    case 'custom':
      return issue.message;
    default:
      return issue.message;
  }
}

/** Field names that a schema knows at a path. */
function keysOf(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  type Def = {
    type?: string;
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
    innerType?: z.ZodType;
    in?: z.ZodType;
  };
  let at: z.ZodType | undefined = schema;
  const unwrap = (s: z.ZodType | undefined): z.ZodType | undefined => {
    const def = s?.def as Def | undefined;
    const inner = def?.innerType ?? (def?.type === 'pipe' ? def.in : undefined);
    return inner ? unwrap(inner) : s;
  };
  for (const key of path) {
    const def: Def | undefined = unwrap(at)?.def as Def | undefined;
    at = def?.shape?.[String(key)] ?? def?.element;
  }
  return Object.keys((unwrap(at)?.def as Def | undefined)?.shape ?? {});
}
