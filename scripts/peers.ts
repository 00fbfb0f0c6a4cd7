/** The peers we compare with: fetched by npx into a folder outside the repository when a test or the bench asks for them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FoundBrowser } from './print/browser.ts';

/** Package and command of each. Vivliostyle CLI 11.0.0 is the last that runs on Node 20. */
const PEERS = {
  'marp-cli': ['@marp-team/marp-cli@4.5.1', 'marp'],
  vivliostyle: ['@vivliostyle/cli@11.0.0', 'vivliostyle'],
  pagedjs: ['pagedjs-cli@0.4.3', 'pagedjs-cli'],
} as const;
export type Peer = keyof typeof PEERS;
/** Those that print HTML as a book. */
export type BookPeer = Exclude<Peer, 'marp-cli'>;

/** As a reader knows them. */
export const PEER_NAMES: Record<Peer, string> = {
  'marp-cli': 'marp-cli 4.5.1',
  vivliostyle: 'Vivliostyle CLI 11.0.0',
  pagedjs: 'Paged.js (pagedjs-cli 0.4.3)',
};

/** Path of a peer's command; null when it is in no cache and the registry cannot give it within five minutes. */
export function findPeer(peer: Peer): string | null {
  const [name, command] = PEERS[peer];
  const folder = path.join(os.tmpdir(), 'baogao-peers');
  mkdirSync(folder, { recursive: true });
  const found = spawnSync('npx', ['--yes', '-p', name, '-c', `command -v ${command}`], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      npm_config_cache: path.join(folder, 'npm'),
      npm_config_prefer_offline: 'true',
      // Without a network npm would wait more than a minute between its tries.
      npm_config_fetch_retry_mintimeout: '1000',
      npm_config_fetch_retry_maxtimeout: '2000',
      // They are given our browser.
      PUPPETEER_SKIP_DOWNLOAD: '1',
    },
    timeout: 300_000,
  });
  const file = found.stdout?.trim().split('\n').at(-1) ?? '';
  return found.status === 0 && file !== '' ? file : null;
}

export const findMarpCli = (): string | null => findPeer('marp-cli');

/** Prints an HTML file with a peer and our browser into `pdf`; gives the time in ms. Throws when it fails or takes five minutes. */
export function printWithPeer(
  peer: BookPeer,
  command: string,
  { html, pdf }: { html: string; pdf: string },
  browser: Pick<FoundBrowser, 'path' | 'env'>,
): number {
  const asked = {
    vivliostyle: ['build', path.basename(html), '-o', pdf, '--executable-browser', browser.path],
    // Ours starts without its sandbox as root too (launch.ts), and the document is our own.
    pagedjs: [path.basename(html), '-o', pdf, '--browserArgs=--no-sandbox'],
  };
  const began = performance.now();
  const run = spawnSync(process.execPath, [command, ...asked[peer]], {
    encoding: 'utf8',
    cwd: path.dirname(html),
    env: { ...process.env, ...browser.env, PUPPETEER_EXECUTABLE_PATH: browser.path },
    timeout: 300_000,
  });
  if (run.status !== 0)
    throw new Error(`${PEER_NAMES[peer]}: ${`${run.stdout ?? ''}${run.stderr ?? ''}`.slice(-2000)}`);
  return performance.now() - began;
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
