/** A report's folder in memory, for tests that change one thing in it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../scripts/problem.ts';
import { ProblemError } from '../../scripts/problem.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

export type Folder = Record<string, string | Uint8Array>;

/** The files of data/<id>, or of a folder of test/input. */
export function folderOf(dir: string): Folder {
  return Object.fromEntries(
    readdirSync(dir).map((name) => [name, new Uint8Array(readFileSync(path.join(dir, name)))]),
  );
}

/** Reads a folder as if it stood on disk; what is not in it is missing. */
export async function readFolder(folder: Folder): Promise<{ report: Report; warnings: Problem[] }> {
  const warnings: Problem[] = [];
  const report = await readReport('data/case', {
    readFile: async (file) => {
      const content = folder[path.basename(file)];
      if (content === undefined) throw Object.assign(new Error('missing'), { code: 'ENOENT' });
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    warn: (problem) => warnings.push(problem),
  });
  return { report, warnings };
}

/** The errors of a folder, none when it reads. */
export async function errorsOf(folder: Folder): Promise<Problem[]> {
  try {
    await readFolder(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.filter((problem) => problem.severity === 'error');
  }
}

/** `file` of a folder as text, with `from` replaced once; throws when `from` is not there exactly once. */
export function changed(folder: Folder, file: string, ...pairs: [string, string][]): Folder {
  const content = folder[file];
  let text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  for (const [from, to] of pairs) {
    if (text.split(from).length !== 2)
      throw new Error(`${file}: “${from}” stands ${text.split(from).length - 1} times`);
    text = text.replace(from, () => to);
  }
  return { ...folder, [file]: text };
}

/** 1-based line of the only place of `wanted` in a file of a folder. */
export function lineOf(folder: Folder, file: string, wanted: string): number {
  const content = folder[file];
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return text.slice(0, text.indexOf(wanted)).split('\n').length;
}
