/** A finished deck.html in a real browser, from file://, in as many windows as it opens. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page, Viewport } from 'puppeteer';
import { findBrowser } from '../../../scripts/print/browser.ts';
import { start } from '../../../scripts/print/launch.ts';

export interface Windows {
  url: string;
  /** Every address asked for, of all windows. */
  asked: string[];
  /** What went wrong in the pages. */
  errors: string[];
  /** Opens the deck in a window of its own, at `hash`. */
  open(hash?: string, view?: Viewport): Promise<Page>;
  /** The window that `act` opens. */
  opened(page: Page, act: () => Promise<unknown>): Promise<Page>;
  close(): Promise<void>;
}

/** Writes the document to disk and starts a browser. In its windows `skip(ms)` moves the clock on. */
export async function openWindows(html: string): Promise<Windows> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baogao-deck-'));
  const file = path.join(folder, 'deck.html');
  await writeFile(file, html);
  const { browser: found } = await findBrowser({});
  const browser: Browser = await start(found, path.join(folder, 'profile'), 60_000);
  const url = pathToFileURL(file).href;
  const asked: string[] = [];
  const errors: string[] = [];
  const watch = async (page: Page) => {
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.evaluate('globalThis.__name ??= (f) => f');
  };
  return {
    ...{ url, asked, errors },
    open: async (hash = '', view = { width: 1440, height: 900 }) => {
      const page = await browser.newPage();
      await page.setViewport(view);
      await watch(page);
      await page.goto(url + hash);
      return page;
    },
    opened: async (page, act) => {
      const [popup] = await Promise.all([
        new Promise<Page>((give, fail) => {
          page.once('popup', (other) => (other ? give(other) : fail(new Error('no window'))));
          setTimeout(() => fail(new Error('no window opened')), 10_000).unref();
        }),
        act(),
      ]);
      await watch(popup);
      await popup.setViewport({ width: 1440, height: 900 });
      await popup.waitForSelector('body.show');
      return popup;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
