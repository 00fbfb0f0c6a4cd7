/** The deck beside marp-cli: both make it from the same report in one run, processes and browsers started anew each time. */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { median } from './bench-runs.ts';
import { findMarpCli, type MarpForm, runMarpCli } from './peers.ts';
import type { FoundBrowser } from './print/browser.ts';

export interface DeckResult {
  /** What ours made of: HTML, PDF, PPTX (where there is one), handout and the rest of deck/. */
  products: string[];
  /** Median ms of our one call, and of each of marp-cli's three. */
  ours: number;
  marp: Record<Exclude<MarpForm, 'png'>, number>;
  /** marp-cli's three calls ÷ our one. */
  ratio: number;
}

/**
 * `makeDeck` makes the deck's products below a folder as its own process, without the proof, and gives the time in ms. Null when marp-cli
 * is not at hand and cannot be fetched.
 */
export function benchDeck(
  makeDeck: (out: string) => number,
  {
    scratch,
    report,
    runs,
    browser,
  }: { scratch: string; report: string; runs: number; browser: Pick<FoundBrowser, 'path' | 'env'> },
): DeckResult | null {
  const command = findMarpCli();
  if (!command) return null;
  const out = path.join(scratch, 'peers');
  makeDeck(out); // warm: compiled, faces cut, browser unpacked
  const made = path.join(out, path.basename(report), 'deck');
  const theirs = path.join(scratch, 'marp');
  for (const part of ['deck.md', 'figures', 'fonts'])
    if (existsSync(path.join(made, part)))
      cpSync(path.join(made, part), path.join(theirs, part), { recursive: true });
  const markdown = path.join(theirs, 'deck.md');
  const ours: number[] = [];
  const times = { html: [] as number[], pdf: [] as number[], pptx: [] as number[] };
  // In turn, so that a noisy machine disturbs both alike.
  for (let i = 0; i < runs; i++) {
    ours.push(makeDeck(out));
    for (const form of ['html', 'pdf', 'pptx'] as const)
      times[form].push(runMarpCli(command, markdown, form, browser));
  }
  const marp = { html: median(times.html), pdf: median(times.pdf), pptx: median(times.pptx) };
  const own = median(ours);
  return {
    products: ['deck.html', 'deck.pdf', 'deck.pptx', 'handout.pdf'].filter((file) =>
      existsSync(path.join(made, file)),
    ),
    ours: Math.round(own),
    marp: { html: Math.round(marp.html), pdf: Math.round(marp.pdf), pptx: Math.round(marp.pptx) },
    ratio: Number(((marp.html + marp.pdf + marp.pptx) / own).toFixed(2)),
  };
}
