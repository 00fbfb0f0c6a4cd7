/**
 * One Chromium for a whole build: driven over a pipe (so that it ends with us whatever happens), replaced once when it dies,
 * each job raced against the death of its page, a deadline and the caller's signal.
 */
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { EXIT, type Message, ProblemError } from '../problem.ts';
import type { FoundBrowser } from './browser.ts';
import { guard, type Refusal } from './guard.ts';

/** One piece of work: what it is for (told in errors), whether its page may run scripts, which folders it may read. */
export interface Job {
  name: string;
  scripts?: boolean;
  roots: readonly string[];
}

export interface ChromiumOptions {
  /** Ends everything at once; running jobs are rejected. */
  signal?: AbortSignal;
  /** Longest time of one job in ms. */
  deadline: number;
  /** Pages that work side by side. */
  pages: number;
}

export interface Chromium {
  /** Runs a job on a page of its own; `refused` fills with what the page asked for and did not get. */
  run<T>(job: Job, work: (page: Page, refused: readonly Refusal[]) => Promise<T>): Promise<T>;
  /** A folder for the job's files; removed at the end. */
  folder: string;
  /** Process id of the browser now at work. */
  pid(): number | undefined;
  close(): Promise<void>;
}

interface Slot {
  page: Page;
  browser: Browser;
  scripts: boolean;
  allow(roots: readonly string[]): Refusal[];
}

class Died extends Error {}

/** Starts the browser. Throws ProblemError B005 (exit 3) when it does not start. */
export async function openChromium(found: FoundBrowser, options: ChromiumOptions): Promise<Chromium> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `baogao-press-${process.pid}-`));
  const { default: puppeteer } = await import('puppeteer');
  let closed = false;
  let deaths = 0;
  let profile = 0;
  let current: Promise<Browser>;
  let live: Browser | undefined;
  const idle: Slot[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  const start = async (sandbox: boolean): Promise<Browser> => {
    profile += 1;
    try {
      return await puppeteer.launch({
        executablePath: found.path,
        headless: found.shell ? 'shell' : true,
        pipe: true,
        userDataDir: path.join(folder, `profile-${profile}`),
        args: sandbox ? ARGUMENTS : [...ARGUMENTS, '--no-sandbox'],
        env: { ...process.env, ...found.env, TZ: 'UTC' },
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        timeout: Math.min(options.deadline, 30_000),
        protocolTimeout: options.deadline + 5000,
        acceptInsecureCerts: false,
      });
    } catch (error) {
      // No user namespaces, or AppArmor forbids them: our pages are our own and run no foreign scripts.
      if (sandbox && process.platform === 'linux') return start(false);
      const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      throw trouble('B005', '', {
        zh: `浏览器无法启动：${found.path}（${said}）`,
        en: `the browser does not start: ${found.path} (${said})`,
      });
    }
  };
  const launch = async (): Promise<Browser> => {
    const browser = await start(process.platform !== 'linux' || process.getuid?.() !== 0);
    live = browser;
    browser.on('disconnected', () => {
      if (live === browser) live = undefined;
    });
    if (closed) await end(browser);
    return browser;
  };
  const replace = (broken: Browser) => {
    if (live === broken || live === undefined) {
      idle.length = 0;
      live = undefined;
      current = launch();
      current.catch(() => {});
    }
  };

  const atExit = () => {
    kill(live);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  const onAbort = () => {
    closed = true;
    kill(live);
  };
  options.signal?.addEventListener('abort', onAbort, { once: true });

  const close = async (): Promise<void> => {
    closed = true;
    await current.then(end, () => {});
    process.off('exit', atExit);
    options.signal?.removeEventListener('abort', onAbort);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };

  current = launch();
  try {
    await current;
  } catch (error) {
    await close();
    throw error;
  }

  const takeSlot = async (job: Job): Promise<Slot> => {
    const browser = await current;
    let slot = idle.pop();
    if (!slot) {
      const [first] = await browser.pages();
      const page = first && !taken.has(first) ? first : await browser.newPage();
      taken.add(page);
      slot = { page, browser, scripts: true, allow: await guard(page) };
    }
    const scripts = job.scripts === true;
    if (slot.scripts !== scripts) await slot.page.setJavaScriptEnabled(scripts);
    slot.scripts = scripts;
    return slot;
  };
  const taken = new WeakSet<Page>();

  const attempt = async <T>(
    job: Job,
    work: (page: Page, refused: readonly Refusal[]) => Promise<T>,
  ): Promise<T> => {
    const browser = await current;
    let slot: Slot | undefined;
    let stop: () => void = () => {};
    let crashed: () => void = () => {};
    const interrupted = new Promise<never>((_, reject) => {
      const died = () => reject(new Died(job.name));
      const aborted = () => reject(abortReason(options.signal));
      const timer = setTimeout(() => {
        kill(browser);
        replace(browser);
        reject(
          trouble('B010', job.name, {
            zh: `浏览器处理 ${job.name} 超过 ${options.deadline / 1000} 秒没有结果`,
            en: `the browser gave no result for ${job.name} within ${options.deadline / 1000} s`,
          }),
        );
      }, options.deadline);
      browser.once('disconnected', died);
      options.signal?.addEventListener('abort', aborted, { once: true });
      stop = () => {
        clearTimeout(timer);
        browser.off('disconnected', died);
        slot?.page.removeAllListeners('error');
        options.signal?.removeEventListener('abort', aborted);
      };
      crashed = died;
    });
    const doing = (async () => {
      slot = await takeSlot(job);
      slot.page.once('error', () => crashed());
      return work(slot.page, slot.allow(job.roots));
    })();
    doing.catch(() => {});
    interrupted.catch(() => {});
    try {
      const result = await Promise.race([doing, interrupted]);
      if (slot) idle.push(slot);
      return result;
    } catch (error) {
      if (options.signal?.aborted) throw abortReason(options.signal);
      if (error instanceof ProblemError && error.problems[0]?.code === 'B010') throw error;
      // A call may fail a moment before the news of the death arrives.
      if (
        !browser.connected ||
        error instanceof Died ||
        /Target closed|Session closed|Connection closed/.test(String(error))
      )
        throw Object.assign(new Died(job.name), { browser });
      if (slot && !slot.page.isClosed()) idle.push(slot);
      throw error;
    } finally {
      stop();
    }
  };

  const run: Chromium['run'] = async (job, work) => {
    if (options.signal?.aborted) throw abortReason(options.signal);
    if (closed) throw new Error('the browser is closed');
    while (busy >= options.pages) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      for (let tries = 0; ; tries++) {
        const browser = await current;
        try {
          return await attempt(job, work);
        } catch (error) {
          if (!(error instanceof Died)) throw error;
          const gone = !browser.connected;
          if (gone && live === undefined && !closed) {
            deaths += 1;
            if (deaths <= 1) replace(browser);
          }
          if (tries >= 1 || deaths > 1 || closed)
            throw trouble('B011', job.name, {
              zh: `浏览器处理 ${job.name} 时两次意外退出`,
              en: `the browser died twice while working on ${job.name}`,
            });
        }
      }
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  };

  return { run, folder, pid: () => live?.process()?.pid, close };
}

/** Nothing of the network, no helpers in the background, the same glyph metrics on screen and in print. */
const ARGUMENTS = [
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-gpu',
  '--disable-webgl',
  '--no-pings',
  '--no-default-browser-check',
  '--disable-domain-reliability',
  '--disable-component-update',
  '--lang=zh-CN',
  // A second lock behind the guard of requests: names do not resolve, and what is no file goes to a port that nobody serves.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** Kills the browser and all its helpers (they form a process group of their own). */
function kill(browser: Browser | undefined): void {
  const child = browser?.process();
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Ends a browser and waits until it is gone. It has nothing to save, so it is not asked politely. */
async function end(browser: Browser): Promise<void> {
  const child = browser.process();
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  kill(browser);
  await gone;
}

/** Removes folders of presses whose process is gone (killed, so that it could not clean up). */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^baogao-press-(\d+)-/.exec(name)?.[1]);
    if (!pid) continue;
    try {
      process.kill(pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH')
        await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
    }
  }
}

const trouble = (code: string, product: string, message: Message): ProblemError =>
  new ProblemError(
    [{ code, severity: 'error', message, ...(product ? { where: { product } } : {}) }],
    code === 'B005' ? EXIT.browser : EXIT.failed,
  );

const abortReason = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('aborted');
