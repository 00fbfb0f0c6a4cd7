/** The peer we compare with: marp-cli, fetched by npx into a folder outside the repository when a test or the bench asks for it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FoundBrowser } from './print/browser.ts';

const MARP_CLI = '@marp-team/marp-cli@4.5.1';

/** Path of marp-cli's command; null when it is not there and the registry cannot be reached within three minutes. */
export function findMarpCli(): string | null {
  const folder = path.join(os.tmpdir(), 'baogao-peers');
  mkdirSync(folder, { recursive: true });
  const found = spawnSync('npx', ['--yes', '-p', MARP_CLI, '-c', 'command -v marp'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_config_cache: path.join(folder, 'npm'), npm_config_prefer_offline: 'true' },
    timeout: 180_000,
  });
  const file = found.stdout?.trim().split('\n').at(-1) ?? '';
  return found.status === 0 && file !== '' ? file : null;
}

export type MarpForm = 'html' | 'pdf' | 'pptx' | 'png';

/** Makes one form of a deck.md beside it with marp-cli and our browser; gives the time in ms. Throws when it fails. */
export function runMarpCli(
  command: string,
  markdown: string,
  form: MarpForm,
  browser: Pick<FoundBrowser, 'path' | 'env'>,
): number {
  const asked = {
    html: [],
    pdf: ['--pdf', '--pdf-outlines', '--pdf-notes'],
    pptx: ['--pptx'],
    png: ['--images', 'png'],
  };
  const began = performance.now();
  const run = spawnSync(
    process.execPath,
    [command, '--no-stdin', '--allow-local-files', '--browser-path', browser.path, ...asked[form], markdown],
    { encoding: 'utf8', cwd: path.dirname(markdown), env: { ...process.env, ...browser.env } },
  );
  if (run.status !== 0) throw new Error(`marp-cli ${form}: ${run.stderr?.slice(-2000) ?? ''}`);
  return performance.now() - began;
}
