/**
 * One Chromium for a whole build: driven over a pipe (so that it ends with us whatever happens), replaced once when it dies,
 * each job raced against the death of its page, a deadline and the caller's signal.
 */
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer';
import { ProblemError } from '../problem.ts';
import type { FoundBrowser } from './browser.ts';
import { guard, type Refusal } from './guard.ts';
import { start, trouble } from './launch.ts';
import { end, kill, pressFolder } from './lifetime.ts';

/** One piece of work: what it is for (told in errors), whether its page may run scripts, which folders it may read. */
export interface Job {
  name: string;
  scripts?: boolean;
  /** Among jobs that wait: before all others, or after them. */
  turn?: 'first' | 'last';
  /** Real paths (links resolved). */
  roots: readonly string[];
  /** Still in the making: the job has its place in the order meanwhile. Its failure is the job's. */
  ready?: Promise<unknown>;
}

export interface ChromiumOptions {
  /** Ends everything at once; running jobs are rejected with its reason. */
  signal?: AbortSignal;
  /** Longest time of one job in ms. */
  deadline: number;
  /** Pages that work side by side. */
  pages: number;
}

/** Work on a page; `refused` fills with what the page asked for and did not get. */
type Work<T> = (page: Page, refused: readonly Refusal[]) => Promise<T>;

export interface Chromium {
  run<T>(job: Job, work: Work<T>): Promise<T>;
  /** A folder for the files of jobs; removed at the end. */
  folder: string;
  /** Process id of the browser now at work. */
  pid(): number | undefined;
  close(): Promise<void>;
}

interface Slot {
  page: Page;
  scripts: boolean;
  allow(roots: readonly string[]): Refusal[];
}

/** One browser process and its free pages. */
interface Generation {
  browser: Browser;
  first: Page | undefined;
  idle: Slot[];
}

/** The page or its browser went away under a job. */
class Died extends Error {}

/** Starts the browser. Throws ProblemError B005 (exit 3) when it does not start. */
export async function openChromium(found: FoundBrowser, options: ChromiumOptions): Promise<Chromium> {
  const { signal, deadline } = options;
  const folder = await pressFolder();
  const waiting: { turn: Job['turn']; go: () => void }[] = [];
  let busy = 0;
  let closed = false;
  let deaths = 0;
  let profiles = 0;
  let latest: Generation | undefined;

  const launch = async (): Promise<Generation> => {
    profiles += 1;
    const browser = await start(found, path.join(folder, `profile-${profiles}`), deadline);
    if (closed) await end(browser);
    const [first] = await browser.pages();
    const generation: Generation = { browser, first, idle: [] };
    latest = generation;
    browser.once('disconnected', () => replace(generation, true));
    return generation;
  };
  /** Puts a new browser in the place of a broken one; the second death of its own accord is the last. */
  const replace = (broken: Generation, died: boolean) => {
    if (latest !== broken || closed) return;
    latest = undefined;
    if (died) deaths += 1;
    kill(broken.browser);
    current =
      deaths > 1
        ? Promise.reject(
            trouble('B011', { zh: '浏览器又一次意外退出', en: 'the browser died for the second time' }),
          )
        : launch();
    current.catch(() => {});
  };
  let current = launch();

  const atExit = () => {
    if (latest) kill(latest.browser);
    rmSync(folder, { recursive: true, force: true });
  };
  const onAbort = () => {
    closed = true;
    if (latest) kill(latest.browser);
  };
  process.once('exit', atExit);
  signal?.addEventListener('abort', onAbort, { once: true });

  const close = async (): Promise<void> => {
    closed = true;
    await current.then(
      ({ browser }) => end(browser),
      () => {},
    );
    process.off('exit', atExit);
    signal?.removeEventListener('abort', onAbort);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };

  const attempt = async <T>(generation: Generation, job: Job, work: Work<T>): Promise<T> => {
    const { browser } = generation;
    let slot: Slot | undefined;
    let interrupt: (error: Error) => void = () => {};
    const interrupted = new Promise<never>((_, reject) => {
      interrupt = reject;
    });
    const died = () => interrupt(new Died(job.name));
    const aborted = () => interrupt(reasonOf(signal));
    const timer = setTimeout(() => {
      replace(generation, false);
      interrupt(
        trouble(
          'B010',
          {
            zh: `浏览器处理 ${job.name} 超过 ${deadline / 1000} 秒没有结果`,
            en: `the browser gave no result for ${job.name} within ${deadline / 1000} s`,
          },
          job.name,
        ),
      );
    }, deadline);
    browser.once('disconnected', died);
    signal?.addEventListener('abort', aborted, { once: true });
    const doing = (async () => {
      slot = await takeSlot(generation, job.scripts === true);
      slot.page.once('error', died);
      return work(slot.page, slot.allow(job.roots));
    })();
    try {
      const result = await Promise.race([doing, interrupted]);
      if (slot) generation.idle.push(slot);
      return result;
    } catch (error) {
      doing.catch(() => {});
      const lost = error instanceof Died || (!(error instanceof ProblemError) && !browser.connected);
      if (slot && !lost && error instanceof ProblemError) generation.idle.push(slot);
      else slot?.page.close().catch(() => {});
      if (signal?.aborted) throw reasonOf(signal);
      // A call may fail a moment before the news of the death arrives.
      throw lost || /Target closed|Session closed|Connection closed/.test(String(error))
        ? new Died(job.name)
        : error;
    } finally {
      clearTimeout(timer);
      browser.off('disconnected', died);
      slot?.page.off('error', died);
      signal?.removeEventListener('abort', aborted);
    }
  };

  const run: Chromium['run'] = async (job, work) => {
    // Who asks at the same time and is in more of a hurry goes first.
    if (job.turn === 'last') await setImmediate();
    while (busy >= options.pages) await new Promise<void>((go) => waiting.push({ turn: job.turn, go }));
    busy += 1;
    try {
      await job.ready;
      for (let tries = 1; ; tries++) {
        if (signal?.aborted) throw reasonOf(signal);
        if (closed) throw new Error('the press is closed');
        try {
          return await attempt(await current, job, work);
        } catch (error) {
          if (!(error instanceof Died)) throw error;
          if (tries > 1)
            throw trouble(
              'B011',
              {
                zh: `浏览器处理 ${job.name} 时两次意外退出`,
                en: `the browser died twice while working on ${job.name}`,
              },
              job.name,
            );
        }
      }
    } finally {
      busy -= 1;
      next(waiting)?.go();
    }
  };

  try {
    await current;
  } catch (error) {
    await close();
    throw error;
  }
  return { run, folder, pid: () => latest?.browser.process()?.pid, close };
}

/** Takes the one whose turn it is out of those that wait. */
function next<Waiting extends { turn: Job['turn'] }>(waiting: Waiting[]): Waiting | undefined {
  const first = waiting.findIndex(({ turn }) => turn === 'first');
  const usual = waiting.findIndex(({ turn }) => turn !== 'last');
  return waiting.splice(Math.max(0, first >= 0 ? first : usual), 1)[0];
}

/** A free page of the browser, its scripts switched as the job wants them. */
async function takeSlot(generation: Generation, scripts: boolean): Promise<Slot> {
  let slot = generation.idle.pop();
  if (!slot) {
    const page = generation.first ?? (await generation.browser.newPage());
    generation.first = undefined;
    slot = { page, scripts: true, allow: await guard(page) };
  }
  if (slot.scripts !== scripts) await slot.page.setJavaScriptEnabled(scripts);
  slot.scripts = scripts;
  return slot;
}

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('aborted');
