/** The reports there are: folders of data/ that hold a report.txt. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../problem.ts';
import { nearest } from '../report/nearest.ts';

function defaultReports(data: string): string[] {
  if (!existsSync(data)) return [];
  return readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(data, entry.name, 'report.txt')))
    .map((entry) => path.join(data, entry.name))
    .sort();
}

/** The report folders asked for, else all there are. Throws ProblemError U004 (exit 2) for one that does not exist, or when there is none. */
export function reportsAsked(asked: readonly string[]): string[] {
  const reports = asked.length > 0 ? [...asked] : defaultReports('data');
  const missing = reports.filter((dir) => !existsSync(dir));
  if (missing.length === 0 && reports.length > 0) return reports;
  const meant = missing[0] === undefined ? undefined : nearest(missing[0], defaultReports('data'));
  throw new ProblemError([
    {
      code: 'U004',
      severity: 'error',
      message: {
        zh: `没有这个报告目录：${missing.join('、') || 'data/'}`,
        en: `no such report folder: ${missing.join(', ') || 'data/'}`,
      },
      hint: meant
        ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` }
        : { zh: '目录里应有 report.txt', en: 'the folder should hold report.txt' },
    },
  ]);
}
