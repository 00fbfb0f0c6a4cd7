/** The tool's own version, from package.json. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../package.ts';

export function toolVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
