/** YAML with positions: every value knows its line, every fault is told at once. */
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Message, Problem, SourcePosition } from '../problem.ts';
import { nearest } from './nearest.ts';
import { turningMark } from './turning-marks.ts';
import { chinese, english, keysOf, meantOf, named, SYNTAX } from './yaml-messages.ts';

export interface YamlFile<T> {
  /** What is well formed: entries with a fault are left out. Undefined when nothing can be read. */
  value: T | undefined;
  problems: Problem[];
  /** Ids of the entries left out: they are written, so a reference to one is no fault of its own. */
  lost: Lost;
  /** Position of the value at a path: ['topics', 0, 'name']; of its nearest ancestor when it is not there. */
  locate(path: readonly PropertyKey[]): SourcePosition;
  /** A scalar as typed: 5.50 */
  sourceOf(path: readonly PropertyKey[]): string | undefined;
}

/** Ids that are written in a file but cannot be used: some, or whatever the unreadable file may hold. */
export type Lost = ReadonlySet<string> | 'all';

/** Whether what a reference points to (`gdp`, `gdp.change`) is written but faulty, and told as such already. */
export const isLost = (lost: Lost, ref: string): boolean =>
  lost === 'all' || lost.has(ref) || lost.has(ref.replace(/\.\w+$/, ''));

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
  // What follows the first slip of syntax is mostly its echo.
  const slip = doc.errors.find((error) => error.code !== 'DUPLICATE_KEY');
  const tab = slip && /^[ \t]*\t/.test(lines[counter.linePos(slip.pos[0]).line - 1] ?? '');
  for (const error of doc.errors) {
    if (slip && error !== slip && error.pos[0] >= slip.pos[0]) continue;
    const duplicate = error.code === 'DUPLICATE_KEY';
    fault(
      duplicate ? 'D102' : 'D101',
      {
        zh: duplicate
          ? '同一个字段写了两次'
          : `YAML 写法有误：${SYNTAX[tab ? 'TAB_AS_INDENT' : error.code] ?? error.code}`,
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
      const hidden = typeof node.value === 'string' ? turningMark(node.value) : undefined;
      if (hidden) fault('D106', hidden.message, at(node.range?.[0] ?? 0, node.range?.[1]), hidden.hint);
      if (node.tag?.startsWith('!'))
        fault(
          'D101',
          { zh: `不能使用 YAML 标签 ${node.tag}`, en: `tags are not allowed: ${node.tag}` },
          at(node.range?.[0] ?? 0),
        );
    },
  });
  const lost = new Set<string>();
  const result = {
    problems,
    lost,
    locate,
    sourceOf: (path: readonly PropertyKey[]) => nodeAt(path)?.source,
  };
  if (problems.some((problem) => problem.code === 'D101'))
    return { ...result, value: undefined, lost: 'all' };
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = schema.safeParse(doc.toJS({ maxAliasCount: 0 }) ?? undefined);
    if (parsed.success) return { ...result, value: parsed.data };
    // Later rounds only find what leaving out left behind.
    if (round === 0) parsed.error.issues.flatMap(meantOf).forEach(tell);
    if (!leaveOut(doc, parsed.error.issues, lost)) break;
  }
  return { ...result, value: undefined, lost: 'all' };

  function tell(issue: z.core.$ZodIssue): void {
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
      return;
    }
    const written = doc.getIn(path, true) === undefined ? undefined : nodeAt(path)?.source;
    const found =
      written === undefined ? { zh: '', en: '' } : { zh: `，写的是“${written}”`, en: `, found “${written}”` };
    const field = named(doc, path);
    const meant =
      issue.code === 'invalid_value' && written !== undefined
        ? nearest(written, issue.values.map(String))
        : undefined;
    fault(
      'D104',
      {
        zh: `${field}${chinese(issue)}${found.zh}`,
        en: `${field.replace('：', ': ')}${english(issue)}${found.en}`,
      },
      locate(path),
      meant ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } : undefined,
    );
  }
}

/** More rounds than a file has levels: leaving out an entry may empty the list it stood in. */
const ROUNDS = 8;

/** Takes out of the document what the issues are about: the innermost list entry, else the field. False when nothing is left to take. */
function leaveOut(doc: Document, issues: readonly z.core.$ZodIssue[], lost: Set<string>): boolean {
  const paths = issues.flatMap((issue) => {
    const path = issue.path as PropertyKey[];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
    const entry = path.findLastIndex((key) => typeof key === 'number');
    return [path.slice(0, entry < 0 ? 1 : entry + 1)];
  });
  if (paths.some((path) => path.length === 0)) return false;
  // Last entries first, so that the places of the others stay; what lies within another goes with it.
  const unique = [...new Map(paths.map((path) => [path.join('\0'), path])).values()].sort(byPlace).reverse();
  let taken = 0;
  for (const path of unique) {
    const id = doc.getIn([...path, 'id']);
    if (typeof id === 'string') lost.add(id);
    if (doc.hasIn(path) && doc.deleteIn(path)) taken++;
  }
  return taken > 0;
}

function byPlace(a: readonly PropertyKey[], b: readonly PropertyKey[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === y) continue;
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
