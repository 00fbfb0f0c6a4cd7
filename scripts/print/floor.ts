/** The floor of a build: one bare Chromium doing every print and capture whose result is delivered, once each, and nothing else. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type FindOptions, findBrowser, realEffects } from './browser.ts';
import { typeset } from './fonts.ts';
import { showAlone } from './in-page.ts';
import { start } from './launch.ts';
import type { Press, Sheetful } from './press.ts';

/** One delivered print or capture, its document set and written to disk. */
export type FloorJob = { file: string } & (
  | { kind: 'pdf'; scale: number }
  | { kind: 'pictures'; of: readonly { selector: string; scale: number }[] }
  | { kind: 'picture'; width: number; height: number; scale: number; selector: string | null }
);

/** A press that also keeps every delivered job, set in its faces, in `folder` (for the bench). */
export function recordingPress(press: Press, folder: string, jobs: FloorJob[]): Press {
  const keep = async (doc: Sheetful): Promise<string> => {
    const { cache } = await findBrowser({}, realEffects());
    const file = path.join(folder, `${jobs.length}-${Math.random().toString(36).slice(2)}.html`);
    await writeFile(file, await typeset(doc, cache, 'disk'));
    return file;
  };
  return {
    ...press,
    async pdf(doc, options) {
      jobs.push({ kind: 'pdf', file: await keep(doc), scale: options.scale ?? 1 });
      return press.pdf(doc, options);
    },
    fittedPdf: (doc, options, fitting) =>
      press.fittedPdf(doc, options, async (measure, show) => {
        const fitted = await fitting(measure, show);
        const file = await keep({ ...doc, html: fitted.html });
        jobs.push({ kind: 'pdf', file, scale: options.scale ?? 1 });
        return fitted;
      }),
    async pictures(doc, of) {
      jobs.push({ kind: 'pictures', file: await keep(doc), of });
      return press.pictures(doc, of);
    },
    async picture(doc, { width, height, scale = 1, selector }) {
      jobs.push({ kind: 'picture', file: await keep(doc), width, height, scale, selector: selector ?? null });
      return press.picture(doc, { width, height, scale, ...(selector === undefined ? {} : { selector }) });
    },
  };
}

/** Does the jobs one after another in one page and gives the time in ms, start of the browser included. */
export async function runFloor(jobs: readonly FloorJob[], options: FindOptions = {}): Promise<number> {
  const began = performance.now();
  const { browser: found } = await findBrowser(options, realEffects());
  const profile = await mkdtemp(path.join(os.tmpdir(), 'baogao-floor-'));
  const browser = await start(found, profile, 60_000);
  try {
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    for (const job of jobs) {
      if (job.kind === 'picture')
        await page.setViewport({ width: job.width, height: job.height, deviceScaleFactor: job.scale });
      await page.goto(pathToFileURL(job.file).href);
      await page.evaluate(() =>
        Promise.all([...document.fonts].map((face) => face.load())).then(() => undefined),
      );
      if (job.kind === 'pictures')
        for (const { selector, scale } of job.of) {
          const box = await page.evaluate(showAlone, selector);
          const [width, height] = [Math.ceil(box?.width ?? 1), Math.ceil(box?.height ?? 1)];
          await page.setViewport({ width, height, deviceScaleFactor: scale });
          await page.screenshot({ type: 'png' });
        }
      else if (job.kind === 'pdf')
        await page.pdf({
          preferCSSPageSize: true,
          printBackground: true,
          tagged: true,
          outline: true,
          scale: job.scale,
        });
      else {
        const element = job.selector === null ? null : await page.$(job.selector);
        await (element ?? page).screenshot({ type: 'png' });
      }
    }
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
  return performance.now() - began;
}
