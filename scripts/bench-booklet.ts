/** The reading edition of the booklet beside a bare Chromium and beside the engines that print HTML as a book, all in one run. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './bench-runs.ts';
import { silentProgress } from './command/progress.ts';
import { type BookletPrint, layOut } from './edition/booklet.ts';
import { productDate } from './edition/workshop.ts';
import { type PeerPages, peerPages } from './peer-pages.ts';
import { type BookPeer, findPeer, printWithPeer } from './peers.ts';
import { withDefaults } from './plan/defaults.ts';
import { findBrowser, realEffects } from './print/browser.ts';
import type { FloorJob } from './print/floor.ts';
import { typeset } from './print/fonts.ts';
import { openPress, type Press } from './print/press.ts';
import { openPdf } from './proof/pdf-text.ts';
import { bookletFile } from './publications/booklet/editions.ts';
import { A4 } from './publications/booklet/format.ts';
import { readReport } from './report/read.ts';

/** What a PDF holds: pages, and characters of its text that are not blank. */
export interface Extent {
  pages: number;
  characters: number;
}

/** A peer's book: median ms, and how many times ours that is; or why there is none. */
export type PeerBook =
  | (Extent & { time: number; ratio: { whole: number; finished: number } })
  | { failed: 'unreachable' | 'different' | string };

export interface BookletResult extends Extent {
  /** Median ms of a bare Chromium printing the finished HTML, of ours from that HTML to the PDF, and from the report to the PDF. */
  floor: number;
  finished: number;
  whole: number;
  /** finished ÷ floor. */
  ratio: number;
  peers: Record<BookPeer, PeerBook>;
  /** Page numbers that the peers set themselves, and those that stand as text. */
  numbers: Pick<PeerPages, 'counted' | 'kept'>;
}

/** The measured work, each its own process; ms. */
export interface BookletChildren {
  /** A bare Chromium does the jobs in a file. */
  floor(jobs: string): number;
  /** Our press prints and finishes what a file says (PrintTask). */
  finished(task: string): number;
  /** Reads the report, lays the booklet out and prints it, without the proof, below a folder. */
  whole(out: string): number;
}

/** A booklet to print anew, and where to. */
export interface PrintTask extends BookletPrint {
  out: string;
}

/** A peer's PDF counts when it has about as many pages and as much text as ours. */
const ALIKE = { pages: 0.1, characters: 0.05 };

/** Throws when our own ways do not all give the same bytes: then they were not the same work. */
export async function benchBooklet(
  children: BookletChildren,
  { scratch, report, runs, env }: { scratch: string; report: string; runs: number; env: NodeJS.ProcessEnv },
): Promise<BookletResult> {
  const folder = path.join(scratch, 'book');
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => path.join(folder, name);
  const press = await openPress();
  const { print, bytes } = await layReading(report, press, env);
  await press.close();
  const { cache } = await findBrowser({}, realEffects());
  const html = await typeset(print.doc, cache, 'disk');
  writeFileSync(file('finished.html'), html);
  const jobs: FloorJob[] = [{ kind: 'pdf', file: file('finished.html'), scale: print.options.scale ?? 1 }];
  writeFileSync(file('jobs.json'), JSON.stringify(jobs));
  const task: PrintTask = { ...print, out: file('finished.pdf') };
  writeFileSync(file('task.json'), JSON.stringify(task));
  const whole = path.join(folder, path.basename(report), bookletFile(A4.id));
  // Warm: compiled, faces cut, browser unpacked.
  children.whole(folder);
  children.finished(file('task.json'));
  for (const made of [whole, task.out])
    if (!Buffer.from(bytes).equals(readFileSync(made)))
      throw new Error(`${path.basename(made)} is not the booklet as laid out before`);
  const peers = { vivliostyle: findPeer('vivliostyle'), pagedjs: findPeer('pagedjs') };
  const pages = peerPages(html);
  writeFileSync(file('book.html'), pages.html);
  for (const face of pages.faces) cpSync(fileURLToPath(face.url), file(face.file));
  const names = Object.keys(peers) as BookPeer[];
  const failed: Partial<Record<BookPeer, string>> = {};
  for (const peer of names) if (peers[peer] === null) failed[peer] = 'unreachable';
  const times = { floor: [] as number[], finished: [] as number[], whole: [] as number[] };
  const theirs: Record<BookPeer, number[]> = { vivliostyle: [], pagedjs: [] };
  // In turn, so that a noisy machine disturbs all alike.
  for (let i = 0; i < runs; i++) {
    times.floor.push(children.floor(file('jobs.json')));
    times.finished.push(children.finished(file('task.json')));
    times.whole.push(children.whole(folder));
    for (const peer of names)
      if (failed[peer] === undefined)
        try {
          const paths = { html: file('book.html'), pdf: file(`${peer}.pdf`) };
          theirs[peer].push(printWithPeer(peer, peers[peer] ?? '', paths, press.browser));
        } catch (error) {
          failed[peer] = error instanceof Error ? error.message : String(error);
        }
  }
  const own = await extentOf(bytes);
  const ours = {
    floor: median(times.floor),
    finished: median(times.finished),
    whole: median(times.whole),
  };
  const book = async (peer: BookPeer): Promise<PeerBook> => {
    if (failed[peer] !== undefined) return { failed: failed[peer] };
    const extent = await extentOf(readFileSync(file(`${peer}.pdf`)));
    if (!alike(own, extent)) return { failed: 'different' };
    const time = median(theirs[peer]);
    return {
      ...extent,
      time: Math.round(time),
      ratio: { whole: ratioOf(time, ours.whole), finished: ratioOf(time, ours.finished) },
    };
  };
  return {
    ...own,
    floor: Math.round(ours.floor),
    finished: Math.round(ours.finished),
    whole: Math.round(ours.whole),
    ratio: ratioOf(ours.finished, ours.floor),
    peers: { vivliostyle: await book('vivliostyle'), pagedjs: await book('pagedjs') },
    numbers: { counted: pages.counted, kept: pages.kept },
  };
}

/** To two decimals. */
const ratioOf = (a: number, b: number): number => Number((a / b).toFixed(2));

/** Whether a peer's PDF holds about the same as ours. */
export const alike = (ours: Extent, theirs: Extent): boolean =>
  (['pages', 'characters'] as const).every(
    (what) => Math.abs(theirs[what] - ours[what]) <= ALIKE[what] * ours[what],
  );

/** Lays the reading edition out as a build does. */
async function layReading(
  dir: string,
  press: Press,
  env: NodeJS.ProcessEnv,
): Promise<{ print: BookletPrint; bytes: Uint8Array }> {
  const report = withDefaults(await readReport(dir));
  const { print, bytes } = await layOut(
    {
      report,
      press,
      progress: silentProgress,
      lang: 'zh',
      date: productDate(report, env),
      tell: () => {},
      draft: false,
    },
    A4,
    { print: true },
  );
  if (!print || !bytes) throw new Error('the booklet was laid out, but not printed');
  return { print, bytes };
}

/** Pages and text of a PDF. */
export async function extentOf(bytes: Uint8Array): Promise<Extent> {
  const pdf = await openPdf(bytes);
  try {
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      for (const item of items) if ('str' in item) characters += item.str.replace(/\s/g, '').length;
    }
    return { pages: pdf.numPages, characters };
  } finally {
    await pdf.loadingTask.destroy();
  }
}
