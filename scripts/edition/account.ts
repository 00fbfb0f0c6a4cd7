/** build.json: the machine-readable account of an edition, and the mark that it is complete. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PageMap } from '../marks.ts';
import type { Problem } from '../problem.ts';
import type { BookletEdition } from '../report/booklet-schema.ts';
import type { DeckChoice, DeckSize } from '../report/report.ts';
import type { SheetsSpec } from '../report/sheets-schema.ts';
import { filesBelow } from './staging.ts';

export interface OutputAccount {
  path: string;
  bytes: number;
  sha256: string;
  pages?: number;
}

/** Options of the deck given beside report.yaml. */
export type DeckAsked = { minutes?: number; size?: DeckSize; besides?: readonly DeckSize[] };
/** The deck as it was made: what was asked, and how its slides were fitted. */
export type DeckMade = DeckAsked & { fit?: DeckChoice['fit'] };

/** Options of the long picture given beside report.yaml. */
export type InfographicAsked = { qr?: string };

/** Options of the sheets given beside report.yaml, in its words. */
export type SheetsAsked = SheetsSpec;

/** The booklet as it was made; a profile stands in the print shop's file itself. */
export interface BookletMade {
  editions: readonly BookletEdition[];
  /** mm a sheet */
  creep: number;
}

export interface Account {
  tool: { name: 'baogao'; version: string };
  report: string;
  inputs: { path: string; sha256: string }[];
  outputs: OutputAccount[];
  browser: { version: string; source: string };
  /** Version of Node.js (v20.20.2), whose zlib packs the products. */
  node: string;
  /** Date inside the products, ISO. */
  date: string;
  /** Numbers proved: of all printed, each with its source. */
  proof: { numbers: number; findings: number };
  /** Folios of the booklet by target: what the page references of the other products were made from. */
  pages?: Record<string, readonly number[]>;
  /** What was asked of the deck on the command line, and which slides were too full as planned: the check makes the same deck. */
  deck?: DeckMade;
  /** Language of what the build says itself: the presenter, the leaf that says how to fold. */
  lang: 'zh' | 'en';
  /** Which editions of the booklet were asked for, and how those to fold were made. */
  booklet?: BookletMade;
  /** The address of the long picture's QR code, where it was asked for on the command line. */
  infographic?: InfographicAsked;
  /** Papers, language and further sheets, where they were asked for on the command line. */
  sheets?: SheetsAsked;
  /** What the ladder of each sheet left out, and the like. */
  decisions: Record<string, unknown>;
  warnings: Problem[];
  /** What is wrong with a draft, as its index page says. */
  findings?: readonly string[];
  /** Clock time and durations: only here, and exempt from byte equality. */
  builtAt: string;
  timings: Record<string, number>;
  draft: boolean;
}

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** The inputs of a report, with digests. */
export async function inputsOf(dir: string): Promise<{ path: string; sha256: string }[]> {
  const files = (await filesBelow(dir)).filter((file) => /\.(txt|yaml)$/.test(file));
  return Promise.all(
    files.map(async (file) => ({ path: file, sha256: sha256(await readFile(path.join(dir, file))) })),
  );
}

/** The account of the edition in place, for `--only` builds: outputs that stay are told on. Null when there is none. */
export async function readAccount(dir: string): Promise<Account | null> {
  try {
    return JSON.parse(await readFile(path.join(dir, 'build.json'), 'utf8')) as Account;
  } catch {
    return null;
  }
}

/** The pages of an account as a PageMap. */
export const recordedPages = (
  pages: Readonly<Record<string, readonly number[]>> | undefined,
): PageMap | undefined =>
  pages &&
  new Map(
    Object.entries(pages).map(([target, all]) => [
      target,
      { first: all[0] ?? 0, last: all[all.length - 1] ?? 0, all },
    ]),
  );
