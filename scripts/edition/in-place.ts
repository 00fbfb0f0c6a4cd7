/** What stays of the edition in place: `--only` makes some publications and leaves the others. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PageMap } from '../marks.ts';
import type { ProofEntry } from '../proof/entry.ts';
import { type Account, type OutputAccount, readAccount, recordedPages } from './account.ts';
import { ownedBy, type Publication } from './products.ts';

export interface InPlace {
  /** How it was made; null where nothing of it stays. */
  account: Account | null;
  /** The files that stay. */
  outputs: OutputAccount[];
  /** Their numbers, as proved when they were made. */
  numbers: ProofEntry[];
  /** The booklet's pages that they were made with. */
  pages: PageMap | undefined;
  /** The index page, empty without one. */
  front: string;
}

/** Reads it from dist/<report>/ for a run that makes `publications` anew. `sha256`: of the report's text, to which the old proof must belong. */
export async function readInPlace(
  folder: string,
  publications: ReadonlySet<Publication>,
  sha256: string,
): Promise<InPlace> {
  const account = await readAccount(folder);
  const mine = ownedBy(publications);
  const outputs = (account?.outputs ?? []).filter(
    ({ path: file }) => file !== 'index.html' && file !== 'proof.json' && !mine(file),
  );
  if (outputs.length === 0) return { account: null, outputs, numbers: [], pages: undefined, front: '' };
  return {
    ...{ account, outputs },
    numbers: await numbersOf(folder, outputs, sha256),
    pages: recordedPages(account?.pages),
    front: await readFile(path.join(folder, 'index.html'), 'utf8').catch(() => ''),
  };
}

async function numbersOf(
  folder: string,
  outputs: readonly OutputAccount[],
  sha256: string,
): Promise<ProofEntry[]> {
  try {
    const old = JSON.parse(await readFile(path.join(folder, 'proof.json'), 'utf8')) as {
      sha256: string;
      numbers: ProofEntry[];
    };
    const stay = new Set(outputs.map((output) => output.path));
    return old.sha256 === sha256 ? old.numbers.filter(({ product }) => stay.has(product)) : [];
  } catch {
    return []; // no proof in place: check says so
  }
}
