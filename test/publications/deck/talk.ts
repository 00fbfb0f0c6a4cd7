/** The deck of the sample report in a browser, and what tests do in its windows. Registers its own hooks. */
import { homedir } from 'node:os';
import path from 'node:path';
import { arch, platform } from 'node:process';
import type { KeyInput, Page, Viewport } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { packageFile } from '../../../scripts/package.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import type { Slide } from '../../../scripts/plan/deck-slide.ts';
import { cacheFolder } from '../../../scripts/print/cache.ts';
import { typeset } from '../../../scripts/print/fonts.ts';
import { mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import { readReport } from '../../../scripts/report/read.ts';
import { openWindows, type Windows } from './windows.ts';

export let slides: Slide[];
export let windows: Windows;
let pages: Page[] = [];

beforeAll(async () => {
  const report = await readReport(path.join(packageFile('data/'), 'xinbei-2023'));
  slides = planDeck(report);
  // The slides of the whole deck, told in forty minutes.
  const timed = { ...report, deck: { ...report.deck, minutes: 40 } };
  const { html, faces } = mergeDeck(timed, slides, { draw: drawFigure });
  // With its own faces: what has room for its words is seen only with them.
  const cache = await cacheFolder({ env: process.env, platform, arch, home: homedir() });
  windows = await openWindows(
    await typeset({ name: 'deck/deck.html', html, faces, scripts: true }, cache, 'inside'),
  );
}, 60_000);
afterAll(() => windows?.close());
afterEach(async () => {
  for (const page of pages) if (!page.isClosed()) await page.close();
  pages = [];
  expect(windows.errors.splice(0)).toEqual([]);
});

export const open = async (hash?: string, view?: Viewport) => {
  const page = await windows.open(hash, view);
  pages.push(page);
  return page;
};
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key as KeyInput);
};
/** Opens the presenter of an audience window. */
export const present = async (page: Page) => {
  const popup = await windows.opened(page, () => press(page, 'p'));
  pages.push(popup);
  return popup;
};
export const place = async (page: Page) => {
  const id = await page.evaluate(() => document.querySelector('section.now')?.id);
  return slides.findIndex((slide) => slide.id === id) + 1;
};
/** Waits until a window shows that slide; fails by running out of time. */
export const shows = (page: Page, number: number) =>
  page.waitForFunction(
    (id) => document.querySelector('section.now')?.id === id,
    { timeout: 5000 },
    slides[number - 1]?.id,
  );
export const text = (page: Page, selector: string) =>
  page.$eval(selector, (e) => (e as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
/** Moves the clock of a window on. */
export const skip = (page: Page, ms: number) =>
  page.evaluate((by) => {
    const real = Date.now;
    Date.now = () => real() + by;
  }, ms);
export const linked = (page: Page) =>
  page.waitForFunction(() => document.querySelector('.link')?.textContent === '观众窗口已连接', {
    timeout: 5000,
  });
