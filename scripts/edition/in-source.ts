/** Problems of a product, told where their cause stands in the report. */
import path from 'node:path';
import type { Problem } from '../problem.ts';
import type { Report } from '../report/report.ts';

/** A character that no face has, where the report writes it. */
export function inSource(problem: Problem, report: Report): Problem {
  const char = problem.code === 'B020' ? /“(.+?)”/su.exec(problem.message.zh)?.[1] : undefined;
  const offset = char === undefined ? -1 : report.text.indexOf(char);
  if (char === undefined || offset < 0) return problem;
  const before = report.text.slice(0, offset).split(/\r?\n/);
  const col = before[before.length - 1]?.length ?? 0;
  const lineText = report.text.split(/\r?\n/)[before.length - 1] ?? '';
  // A paragraph is one line: the frame shows what stands around.
  const from = Math.max(0, col - 24);
  const file = path.join(path.relative(process.cwd(), report.dir) || '.', 'report.txt');
  return {
    ...problem,
    at: {
      file,
      line: before.length,
      col: col + 1,
      length: char.length,
      lineText: lineText.slice(0, from + 60),
    },
  };
}
