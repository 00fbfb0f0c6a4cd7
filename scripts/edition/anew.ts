/**
 * Finished products, against the same products made anew: the data, the same browser and the same fonts give the same bytes. What reading cannot
 * prove (what a page of a PDF draws, how a slide of PowerPoint is set, a thumbnail) cannot be false where every byte is as it was made.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { silentProgress } from '../command/progress.ts';
import type { Press } from '../print/press.ts';
import { profileIn } from '../print/print-shop.ts';
import { readZip } from '../print/zip.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { FinishedProduct, Proof } from '../proof/proof.ts';
import { looksSame, packedOtherwise } from '../proof/same-file.ts';
import { bookletFile } from '../publications/booklet/editions.ts';
import type { BookletChoice } from '../report/booklet-schema.ts';
import type { Account, OutputAccount } from './account.ts';
import { makeEdition } from './edition.ts';
import { ownedBy, PUBLICATIONS } from './products.ts';
import { filesBelow } from './staging.ts';

/** Files that hold what differs from run to run, or what is proved of the others: not compared byte for byte. */
const APART = new Set(['build.json', 'proof.json', 'index.html']);

/**
 * Makes the edition that `account` tells of once more, aside, and compares. P406: a file is another than the one made anew, or none is made.
 * P407 (warning): the browser or Node.js is another than `account` says, whose bytes may differ without any fault: how many do; or there is no browser.
 * What another Node.js only packs otherwise, and what another browser draws so that one sees no difference, is excused; nothing else.
 */
export async function anewProblems(
  dir: string,
  account: Account,
  products: readonly FinishedProduct[],
  open: () => Promise<Press>,
): Promise<Problem[]> {
  let press: Press;
  try {
    press = await open();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [notCompared(error)];
  }
  const out = await mkdtemp(path.join(os.tmpdir(), 'baogao-anew-'));
  try {
    const booklet = await bookletOf(account, products, out);
    const made = await makeEdition(
      { ...optionsOf(dir, out, account, products), booklet },
      {
        press: Promise.resolve(press),
        progress: silentProgress,
        now: () => performance.now(),
        env: { SOURCE_DATE_EPOCH: String(Date.parse(account.date) / 1000) },
        lang: account.lang,
        prove: async (): Promise<Proof> => ({ numbers: [], findings: [], products: [] }),
      },
    );
    const found = [
      ...(await differences(made.folder, products)),
      ...otherPages(account.outputs, made.account.outputs),
    ];
    const here = { browser: press.browser, node: process.version };
    const [then, now] = [toolsOf(account), toolsOf(here)];
    if (then === now) return found.map(({ problem }) => problem);
    const sameBrowser = toolsOf({ ...account, node: '' }) === toolsOf({ ...here, node: '' });
    const excused = new Set(found.filter((one) => isOfTools(one, sameBrowser)));
    return [
      ...(excused.size > 0 ? [madeElsewhere(then, now, [...excused])] : []),
      ...found.filter((one) => !excused.has(one)).map(({ problem }) => problem),
    ];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [...error.problems];
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** What the bytes depend on besides the data and our own program. */
const toolsOf = ({ browser, node }: Pick<Account, 'browser' | 'node'>): string =>
  `Chromium ${browser.version} (${browser.source}), Node.js ${node}`;

function optionsOf(dir: string, out: string, account: Account, products: readonly FinishedProduct[]) {
  const { fit: _found, ...deck } = account.deck ?? {};
  return {
    ...{ dir, out, draft: account.draft, deck },
    ...(account.infographic ? { infographic: account.infographic } : {}),
    ...(account.sheets ? { sheets: account.sheets } : {}),
    publications: new Set(
      PUBLICATIONS.filter((own) => products.some((p) => ownedBy(new Set([own]))(p.path))),
    ),
    outline: products.some((p) => p.path.endsWith('.outline.svg')),
  };
}

/** The same editions of the booklet; the print shop's profile is taken out of its file. */
async function bookletOf(
  { booklet }: Account,
  products: readonly FinishedProduct[],
  out: string,
): Promise<BookletChoice> {
  const shop = products.find(({ path: own }) => own === bookletFile('print'));
  const profile = shop && profileIn(Buffer.from(shop.content));
  const icc = path.join(out, 'profile.icc');
  if (profile) await writeFile(icc, profile);
  return {
    ...(booklet ? { editions: [...booklet.editions], creep: booklet.creep } : {}),
    ...(profile ? { icc } : {}),
  };
}

/** A file that is another than the one made anew; `twice`: both, where there are two of them. */
interface Difference {
  problem: Problem;
  twice?: { found: Buffer; made: Buffer };
}

const different = (product: string, zh: string, en: string): Difference => ({
  problem: { code: 'P406', severity: 'error', message: { zh, en }, where: { product } },
});

async function differences(folder: string, products: readonly FinishedProduct[]): Promise<Difference[]> {
  const made = new Map<string, Buffer>();
  for (const file of await filesBelow(folder)) made.set(file, await readFile(path.join(folder, file)));
  const list: Difference[] = [];
  for (const product of products) {
    const { path: file } = product;
    const [anew, found] = [made.get(file), Buffer.from(product.content)];
    made.delete(file);
    if (file === 'index.html') {
      const [a, b] = [found, anew ?? Buffer.alloc(0)].map((html) => thumbnailsOf(html.toString('utf8')));
      if (![...(a ?? [])].every(([shelf, own]) => own === b?.get(shelf)))
        list.push(different(file, '缩略图与重新生成的不同', 'a thumbnail differs from the one made anew'));
    }
    if (APART.has(file)) continue;
    if (!anew)
      list.push(
        different(file, '重新生成时没有这个文件', 'no such file is made when the edition is made anew'),
      );
    else if (!anew.equals(found)) {
      const part = /\.(?:pptx|docx|xlsx)$/.test(file) ? partThatDiffers(found, anew) : null;
      const [zh, en] = ['与重新生成的文件不同', 'differs from the file made anew'];
      list.push({
        ...different(file, part ? `${zh}（${part}）` : zh, part ? `${en} (${part})` : en),
        twice: { found, made: anew },
      });
    }
  }
  for (const file of made.keys())
    if (!APART.has(file))
      list.push(different(file, '重新生成时有这个文件，成品里没有', 'made anew, but missing in the edition'));
  return list;
}

/** Numbers of pages that build.json and the index page tell, against those of the files made anew. */
const otherPages = (told: readonly OutputAccount[], made: readonly OutputAccount[]): Difference[] => {
  const pages = new Map(made.map((output) => [output.path, output.pages]));
  return told
    .filter((output) => pages.has(output.path) && pages.get(output.path) !== output.pages)
    .map(({ path: file, pages: said }) =>
      different(
        file,
        `build.json 说有 ${said ?? '—'} 页，重新生成的有 ${pages.get(file) ?? '—'} 页`,
        `build.json tells of ${said ?? 'no'} pages, made anew it has ${pages.get(file) ?? 'none'}`,
      ),
    );
};

/** Whether another Node.js or another browser may have made the difference without anyone seeing it. */
function isOfTools({ problem, twice }: Difference, sameBrowser: boolean): boolean {
  const file = problem.where?.product ?? '';
  if (!twice) return !sameBrowser && file === 'index.html';
  if (packedOtherwise(file, twice.found, twice.made)) return true;
  return !sameBrowser && (!file.endsWith('.png') || looksSame(twice.found, twice.made));
}

/** The first part of an archive that is another, missing or too many; null where only the packing differs. */
function partThatDiffers(found: Buffer, wanted: Buffer): string | null {
  try {
    const [a, b] = [readZip(found), readZip(wanted)];
    const names = new Set([...a.keys(), ...b.keys()]);
    return (
      [...names].find((name) => !a.get(name)?.equals(b.get(name) ?? Buffer.alloc(0)) || !b.has(name)) ?? null
    );
  } catch {
    return null;
  }
}

/** The pictures of each publication that has some. (A build of some publications takes none of the others.) */
const thumbnailsOf = (html: string): Map<string, string> =>
  new Map(
    [...html.matchAll(/<section class="shelf ([a-z]+)">\s*<div class="thumbnails">(.*?)<\/div>/gs)]
      .map(([, shelf = '', inner = '']) => [shelf, inner] as const)
      .filter(([, inner]) => inner.includes('data:image/')),
  );

const notCompared = ({ problems }: ProblemError): Problem => ({
  code: 'P407',
  severity: 'warning',
  message: {
    zh: `没有浏览器来重新生成：只核对了读得到的内容，没有逐字节比较（${problems[0]?.message.zh}）`,
    en: `no browser to make the edition anew: it was read, not compared byte for byte (${problems[0]?.message.en})`,
  },
});

function madeElsewhere(then: string, now: string, found: readonly Difference[]): Problem {
  const files = [...new Set(found.flatMap(({ problem }) => problem.where?.product ?? []))];
  const some = files.slice(0, 3).join(', ') + (files.length > 3 ? ' …' : '');
  return {
    code: 'P407',
    severity: 'warning',
    message: {
      zh: `生成时用 ${then}，这里是 ${now}：重新生成后 ${files.length} 个文件字节不同（${some}），这些文件只核对了读得到的内容`,
      en: `made with ${then}, here is ${now}: made anew, ${files.length} files have other bytes (${some}); of these only what can be read was proved`,
    },
  };
}
