import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const repo = path.resolve(import.meta.dirname, '../..');
let out: string;
beforeEach(() => {
  out = mkdtempSync(path.join(os.tmpdir(), 'baogao-interrupt-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const startBuild = (): ChildProcess =>
  spawn(process.execPath, ['scripts/baogao.mjs', 'build', 'data/xinbei-2023', '--out', out], {
    cwd: repo,
    stdio: 'ignore',
  });
const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Processes whose command line names a text. */
const processes = (text: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
/** Whether a process descends from another: only the build's own browser counts, whatever else runs on the machine. */
function descends(pid: string, from: number | undefined): boolean {
  for (let at = pid; Number(at) > 1; ) {
    if (Number(at) === from) return true;
    try {
      // 4711 (name of the program) S 1 …: the parent is the second field after the name.
      at =
        readFileSync(`/proc/${at}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[1] ?? '';
    } catch {
      return false;
    }
  }
  return false;
}
/** Waits until the browser of a build is at work; gives the text that names its profile. */
async function untilBrowser({ pid: build }: ChildProcess): Promise<string> {
  for (let i = 0; i < 300; i++) {
    for (const pid of processes('--user-data-dir=').filter((own) => descends(own, build)))
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const profile = /--user-data-dir=([^\0]+)/.exec(line)?.[1];
        if (profile) return profile;
      } catch {
        // ended meanwhile
      }
    await wait(100);
  }
  throw new Error('no browser started');
}

const isBuilding = () => readdirSync(out).some((name) => name.startsWith('.building-xinbei-2023-'));

describe.runIf(process.platform === 'linux')('an interrupted build', () => {
  it.each([
    ['SIGINT', 130, 600],
    ['SIGTERM', 143, 600],
    // Well into the work, where it does not yield at once.
    ['SIGINT', 130, 8000],
  ] as const)(
    '%s: exits %i, leaves no process and no half product (after %i ms)',
    async (signal, code, at) => {
      const child = startBuild();
      const end = ended(child);
      const profile = await untilBrowser(child);
      await wait(at);
      child.kill(signal);
      expect((await end).code).toBe(code);
      await wait(500);
      expect(processes(profile)).toEqual([]);
      expect(existsSync(profile)).toBe(false);
      expect(readdirSync(out).filter((name) => name !== '.keep')).toEqual([]);
    },
  );

  it('killed at once: no browser stays, and the next build clears up and completes', async () => {
    const child = startBuild();
    const end = ended(child);
    const profile = await untilBrowser(child);
    // The browser starts while the report is still being read: half products are there a little later.
    for (let i = 0; i < 300 && !isBuilding(); i++) await wait(100);
    child.kill('SIGKILL');
    await end;
    await wait(1500);
    expect(processes(profile)).toEqual([]);
    expect(isBuilding()).toBe(true);
    const next = spawnSync(
      process.execPath,
      ['scripts/baogao.mjs', 'build', 'data/xinbei-2023', '--out', out],
      { cwd: repo, encoding: 'utf8' },
    );
    expect(next.status, next.stderr.slice(-2000)).toBe(0);
    expect(readdirSync(out)).toEqual(['xinbei-2023']);
  });
});
