/** Beginning and end of browser processes: nothing of them stays behind, in the process table or in the temporary folder. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer';

const PREFIX = 'baogao-press-';

/** Makes the press's own temporary folder, and removes those of presses that were killed before they could tidy up. */
export async function pressFolder(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0]);
    if (pid && isGone(pid))
      await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
  return mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Kills a browser and all its helpers (puppeteer starts it as the head of a process group). Does not wait. */
export function kill(browser: Browser): void {
  const child = browser.process();
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * Ends a browser and waits until it is gone. It is asked first, since then it buries its helpers itself; in a container
 * nobody else may. What has not gone after a second is killed.
 */
export async function end(browser: Browser): Promise<void> {
  const child = browser.process();
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const late = setTimeout(() => kill(browser), 1000);
  browser.close().catch(() => kill(browser));
  await gone;
  clearTimeout(late);
  kill(browser);
}
