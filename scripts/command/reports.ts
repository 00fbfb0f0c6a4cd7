/** The reports there are: folders of data/ that hold a report.txt. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export function defaultReports(data: string): string[] {
  if (!existsSync(data)) return [];
  return readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(data, entry.name, 'report.txt')))
    .map((entry) => path.join(data, entry.name))
    .sort();
}
