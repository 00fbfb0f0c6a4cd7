/** The print stage: one Chromium for everything. Knows nothing of reports. */
import { realpath, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { ProblemError } from '../problem.ts';
import {
  type BrowserEffects,
  type FindOptions,
  type FoundBrowser,
  findBrowser,
  type Search,
} from './browser.ts';
import { trimFolder } from './cache.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { complain, problem, shrunk, strange } from './complaints.ts';
import { readDestinations } from './destinations.ts';
import { finishPdf } from './finish.ts';
import { coversToo, expectText, typeset } from './fonts.ts';
import { foreignText } from './foreign.ts';
import { boxOf, loadFaces, replaceBody, showAlone, tooWide } from './in-page.ts';
import { readObjects } from './objects.ts';
import { scaleOf } from './shrink.ts';

/** A face we ship: family and weight. */
export type Face =
  | 'song-300'
  | 'song-400'
  | 'song-600'
  | 'song-700'
  | 'song-900'
  | 'hei-400'
  | 'hei-500'
  | 'hei-600'
  | 'hei-700'
  | 'kai-500'
  | 'kai-700';

/** A document on its way to paper or screen. `html` holds the placeholder <!--fonts--> in its head. */
export interface Sheetful {
  /** Product path, for messages: booklet/booklet.pdf */
  name: string;
  html: string;
  faces: readonly Face[];
  /** Folders whose files the page may load (pictures); none by default. */
  folders?: readonly string[];
  /** Lets the page's own scripts run; off by default. */
  scripts?: boolean;
  /** Told once the document stands in the browser with its faces, before anything is done with it. */
  loaded?: () => void;
  /** Among documents that wait for the browser: before all others, or after them. */
  turn?: 'first' | 'last';
  /** For measure(): the medium (print by default) and the size of the view in CSS px (A4 by default). */
  media?: 'print' | 'screen';
  view?: { width: number; height: number };
}

export interface PdfOptions {
  /** Title, author, subject, language and date for Info and XMP. */
  meta: { title: string; author?: string; subject?: string; lang: string; date: string };
  outline?: boolean;
  /** Page labels: from which physical page (1-based) on, in which style, with which prefix, starting at which number. */
  labels?: readonly PageLabel[];
  /** Exact size of every page in points, [595.276, 841.89] for A4: Chromium rounds to its own grid. */
  size?: readonly [number, number];
  /** What is printed beyond that size on every side, in points; 0 by default. */
  bleed?: number;
  /** Size on paper of one CSS px of the document, 0.1–2; 1 by default. */
  scale?: number;
}

export interface PageLabel {
  from: number;
  style?: 'decimal' | 'roman' | 'Roman' | 'letters' | 'none';
  prefix?: string;
  start?: number;
}

export interface PressOptions extends FindOptions {
  signal?: AbortSignal;
  /** Longest time of one job in ms; 60,000 by default. */
  deadline?: number;
  /** Pages that work side by side; by default one more than there are cores, at most 4: each waits for Node now and then. */
  pages?: number;
  effects?: BrowserEffects;
}

/** Hands each state to `probe`, which runs in the page and may refer to nothing outside; stops at the first that `until` accepts. */
export type Measure = <State, Result>(
  states: readonly State[],
  probe: (state: State) => Result,
  until?: (result: Awaited<Result>, state: State) => boolean,
) => Promise<Awaited<Result>[]>;

export interface Press {
  /** Prints; tagged, outlined, fonts embedded, dates fixed. */
  pdf(doc: Sheetful, options: PdfOptions): Promise<Uint8Array>;
  /** Loads once: `fit` measures the document as often as it likes, shows others in its place, and gives the one to print. */
  fittedPdf<Result>(
    doc: Sheetful,
    options: PdfOptions,
    fit: (
      measure: Measure,
      show: (html: string) => Promise<void>,
    ) => Promise<{ html: string; result: Result }>,
  ): Promise<{ bytes: Uint8Array; result: Result }>;
  /** Untagged quick print; gives page (1-based, physical) and height above its foot (pt) of every element id that some link points to. */
  pages(
    doc: Sheetful & { scale?: number },
  ): Promise<{ pages: Map<string, number>; heights: Map<string, number>; count: number }>;
  /** Loads once, then hands each state to `probe`, which runs in the page and may refer to nothing outside; stops at the first that `until` accepts. */
  measure<State, Result>(
    doc: Sheetful,
    states: readonly State[],
    probe: (state: State) => Result,
    until?: (r: Awaited<Result>, s: State) => boolean,
  ): Promise<Awaited<Result>[]>;
  /** PNG of the page or of one element. */
  picture(
    doc: Sheetful,
    options: { width: number; height: number; scale?: number; selector?: string },
  ): Promise<Uint8Array>;
  /**
   * PNGs of elements from one load, each alone at the upper left of the page, the others hidden; `scale` px for one CSS px. `rough`: packed in haste, for
   * those who pack the pixels anew.
   */
  pictures(
    doc: Sheetful,
    of: readonly { selector: string; scale: number; rough?: boolean }[],
  ): Promise<Uint8Array[]>;
  /** The document with its fonts inside (data: URIs, cut to its characters): a file that opens anywhere. */
  selfContained(doc: Sheetful): Promise<string>;
  /** An SVG with its text as paths. */
  outline(svg: string): Promise<string>;
  /** Tells what the documents to come are made of; makes cutting faces quicker. */
  expect(text: string): void;
  close(): Promise<void>;
  /** The browser at work, for build.json. */
  browser: FoundBrowser;
  /** Process id of the browser, undefined while there is none. */
  pid(): number | undefined;
}

/** Opens the press: finds the browser and starts it. Throws ProblemError with exit code 3 when there is none. */
export async function openPress(options: PressOptions = {}): Promise<Press> {
  const { browser, cache, chromium } = await startBrowser(options);
  const roots = await Promise.all([chromium.folder, path.join(cache, 'cuts')].map(existing));
  let count = 0;

  /** Sets the document in its faces and writes it aside; gives its URL. */
  const written = async (doc: Sheetful): Promise<string> => {
    const html = guarded(await typeset(doc, cache, 'disk'), doc.scripts === true);
    count += 1;
    const file = path.join(chromium.folder, `${count}.html`);
    await writeFile(file, html);
    return pathToFileURL(file).href;
  };

  /** Loads the document from disk, waits for every face, and does `work` on its page. `load` puts another document in its place. */
  const withPage = async <T>(
    doc: Sheetful,
    media: 'print' | 'screen',
    work: (page: Page, load: (url: string) => Promise<void>) => Promise<T>,
  ): Promise<T> => {
    const ready = written(doc);
    ready.catch(() => {}); // told by the run
    const folders = await Promise.all((doc.folders ?? []).map(existing));
    return chromium.run(
      { name: doc.name, scripts: doc.scripts, turn: doc.turn, roots: [...roots, ...folders], ready },
      async (page, refused) => {
        await page.emulateMediaType(media);
        await page.setViewport(doc.view ?? { width: 794, height: 1123 });
        const load = async (from: string) => {
          await page.goto(from, { waitUntil: 'load', timeout: 0 });
          const lost = await page.evaluate(loadFaces);
          complain(doc.name, refused, lost);
        };
        await load(await ready);
        doc.loaded?.();
        const result = await work(page, load);
        // What a page asks for late (a refresh, a script) spoils it too.
        complain(doc.name, refused, []);
        return result;
      },
    );
  };

  const print = (
    doc: Sheetful,
    { tagged, outline, scale: wanted = 1 }: { tagged: boolean; outline: boolean; scale?: number },
    before: (page: Page, load: (url: string) => Promise<void>) => Promise<unknown> = async () => {},
  ): Promise<Uint8Array> =>
    withPage(doc, 'print', async (page, load) => {
      await before(page, load);
      const bytes = await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged,
        outline,
        scale: wanted,
        waitForFonts: false,
        timeout: 0,
      });
      const pdf = readObjects(bytes);
      const { scale, width } = scaleOf(pdf);
      if (scale < wanted * 0.9995) {
        await page.setViewport({ width, height: 1000 });
        throw shrunk(doc.name, scale, await page.evaluate(tooWide));
      }
      const foreign = foreignText(pdf);
      if (foreign.length > 0) throw strange(doc.name, foreign);
      return bytes;
    });

  return {
    browser,
    pid: chromium.pid,
    pdf: async (doc, how) => finishPdf(await print(doc, tagged(how)), how),
    fittedPdf: async (doc, how, fitting) => {
      let result: Awaited<ReturnType<typeof fitting>>['result'] | undefined;
      const bytes = await print(doc, tagged(how), async (page, load) => {
        let shown = doc;
        const show = async (html: string) => {
          if (html === shown.html) return;
          const next = { ...doc, html };
          // The page keeps its head and its faces where they are the same; only its body is set anew.
          if (sameHead(shown.html, html) && coversToo(shown, next))
            await page.evaluate(replaceBody, html.slice(html.indexOf('<body')));
          else await load(await written(next));
          shown = next;
        };
        const fitted = await fitting((states, probe, until) => look(page, states, probe, until), show);
        result = fitted.result;
        await show(fitted.html);
      });
      return {
        bytes: finishPdf(bytes, how),
        result: result as Awaited<ReturnType<typeof fitting>>['result'],
      };
    },
    pages: async (doc) =>
      readDestinations(await print(doc, { tagged: false, outline: false, scale: doc.scale }), doc.scale),
    measure: (doc, states, probe, until) =>
      withPage(doc, doc.media ?? 'print', (page) => look(page, states, probe, until)),
    picture: async (doc, { width, height, scale, selector }) =>
      withPage({ ...doc, view: { width, height } }, doc.media ?? 'screen', async (page) => {
        await page.setViewport({ width, height, deviceScaleFactor: scale ?? 1 });
        if (!selector) return page.screenshot({ type: 'png', captureBeyondViewport: false });
        const clip = await page.evaluate(boxOf, selector);
        if (!clip)
          throw problem('B013', doc.name, { zh: `没有元素 ${selector}`, en: `no element ${selector}` });
        return page.screenshot({ type: 'png', clip, captureBeyondViewport: true });
      }),
    pictures: async (doc, of) =>
      withPage(doc, doc.media ?? 'screen', async (page) => {
        const pictures: Uint8Array[] = [];
        let view = { width: 0, height: 0, deviceScaleFactor: 0 };
        for (const { selector, scale, rough = false } of of) {
          const box = await page.evaluate(showAlone, selector);
          if (!box)
            throw problem('B013', doc.name, { zh: `没有元素 ${selector}`, en: `no element ${selector}` });
          const [width, height] = [Math.ceil(box.width), Math.ceil(box.height)];
          if (view.width < width || view.height < height || view.deviceScaleFactor !== scale) {
            view = {
              width: Math.max(view.width, width),
              height: Math.max(view.height, height),
              deviceScaleFactor: scale,
            };
            await page.setViewport(view);
          }
          const clip = { x: 0, y: 0, width, height };
          pictures.push(
            await page.screenshot({
              ...{ type: 'png', clip, captureBeyondViewport: false, optimizeForSpeed: rough },
            }),
          );
        }
        return pictures;
      }),
    selfContained: (doc) => typeset(doc, cache, 'inside'),
    outline: async (svg) => (await import('./outline.ts')).outlineSvg(svg, cache),
    expect: expectText,
    close: async () => {
      await chromium.close();
      await trimFolder(path.join(cache, 'cuts'), 600, Date.now()).catch(() => {});
    },
  };
}

const sameHead = (a: string, b: string): boolean =>
  a.slice(0, a.indexOf('<body')) === b.slice(0, b.indexOf('<body'));

const tagged = ({ outline = true, scale = 1 }: PdfOptions) => ({ tagged: true, outline, scale });

/** Runs a probe in the page for each state until one is accepted. */
async function look<State, Result>(
  page: Page,
  states: readonly State[],
  probe: (state: State) => Result,
  until?: (result: Awaited<Result>, state: State) => boolean,
): Promise<Awaited<Result>[]> {
  // What compiles TypeScript may wrap functions in __name(); the page has no such thing.
  await page.evaluate('globalThis.__name ??= (f) => f');
  const results: Awaited<Result>[] = [];
  for (const state of states) {
    const result = (await page.evaluate(probe as (state: unknown) => unknown, state)) as Awaited<Result>;
    results.push(result);
    if (until?.(result, state)) break;
  }
  return results;
}

/** Finds and starts a browser. One that was found but does not start gives way to the next, unless the user named it. */
async function startBrowser(options: PressOptions): Promise<Search & { chromium: Chromium }> {
  const except: string[] = [];
  // Loads while a browser is sought; a failure is told where it is started.
  import('puppeteer').catch(() => {});
  for (;;) {
    const search = await findBrowser({ ...options, except }, options.effects);
    try {
      const chromium = await openChromium(search.browser, {
        signal: options.signal,
        deadline: options.deadline ?? 60_000,
        pages: options.pages ?? Math.min(4, os.availableParallelism() + 1),
      });
      return { ...search, chromium };
    } catch (error) {
      const failed = error instanceof ProblemError && error.problems[0]?.code === 'B005';
      if (!failed || search.browser.source === 'given' || options.signal?.aborted) throw error;
      except.push(search.browser.path);
    }
  }
}

/** A folder as the file system names it; made by others later, it stays as written. */
const existing = (folder: string): Promise<string> => realpath(folder).catch(() => path.resolve(folder));

/** Forbids the page in its own head everything but files, data: URIs and inline styles (the guard says which files). */
function guarded(html: string, scripts: boolean): string {
  const policy = [
    "default-src 'none'",
    'img-src data: file:',
    "style-src 'unsafe-inline' file:",
    'font-src data: file:',
    ...(scripts ? ["script-src 'unsafe-inline'"] : []),
  ].join('; ');
  return html.replace(
    /<head[^>]*>/i,
    (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}
