/** The check of an edition in place: the data anew, every finished product read against them, and, with a browser, made anew. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withDeck } from '../plan/deck-order.ts';
import { withDefaults } from '../plan/defaults.ts';
import { realEffects } from '../print/browser.ts';
import { cacheFolder } from '../print/cache.ts';
import { typeset } from '../print/fonts.ts';
import type { Press } from '../print/press.ts';
import type { Problem } from '../problem.ts';
import { type FinishedProduct, proveProducts } from '../proof/proof.ts';
import { proofFile } from '../proof/proof-file.ts';
import type { Typeset } from '../proof/remade.ts';
import { readReport } from '../report/read.ts';
import { readAccount, recordedPages, sha256 } from './account.ts';
import { anewProblems } from './anew.ts';
import { expectationsOf } from './expected.ts';
import { facesOf } from './figures.ts';
import { withInfographic } from './infographic-asked.ts';
import { plannedFiles } from './planned-files.ts';
import { withSheets } from './sheets-asked.ts';
import { filesBelow, linksBelow } from './staging.ts';
import { toolVersion } from './version.ts';

export interface CheckedEdition {
  report: string;
  products: { path: string; numbers: number; findings: number }[];
  problems: Problem[];
}

/**
 * Reads the data (throws ProblemError, exit 2), then proves what stands in `<out>/<report>/`. `open`: opens the press with which the products are
 * made anew and compared byte for byte; without it they are read only.
 */
export async function checkEdition(
  dir: string,
  out: string,
  open?: () => Promise<Press>,
): Promise<CheckedEdition> {
  const problems: Problem[] = [];
  const read = withDefaults(await readReport(dir, { warn: (p) => problems.push(p) }));
  const folder = path.join(out, read.id);
  const account = await readAccount(folder);
  const report = withSheets(
    withInfographic(withDeck(read, account?.deck), account?.infographic),
    account?.sheets,
  );
  const files = existsSync(folder) ? await filesBelow(folder) : [];
  if (files.length === 0) return { report: report.id, products: [], problems };
  const products = await Promise.all(
    files.map(async (file): Promise<FinishedProduct> => {
      const content = await readFile(path.join(folder, file));
      const pages = account?.outputs.find((o) => o.path === file)?.pages;
      return { path: file, content, ...(pages === undefined ? {} : { pages }) };
    }),
  );
  const { expected, pages } = expectationsOf(
    report,
    products,
    recordedPages(account?.pages),
    account?.decisions?.sheets,
  );
  const fault = (code: string, product: string, zh: string, en: string) =>
    problems.push({ code, severity: 'error', message: { zh, en }, where: { product } });
  if (!account)
    fault(
      'E002',
      'build.json',
      '没有 build.json：这套成品不完整',
      'there is no build.json: the edition is not complete',
    );
  for (const output of account?.outputs ?? []) {
    const product = products.find((p) => p.path === output.path);
    if (!product)
      fault(
        'E003',
        output.path,
        'build.json 里有，文件却不在',
        'named in build.json, but the file is missing',
      );
    else if (sha256(product.content) !== output.sha256)
      fault(
        'E004',
        output.path,
        '文件在生成之后被改动过（sha256 不符）',
        'the file was changed after the build (sha256 differs)',
      );
  }
  const listed = new Set(['build.json', 'proof.json', ...(account?.outputs ?? []).map((o) => o.path)]);
  const planned = plannedFiles(report);
  for (const { path: file } of account ? products : [])
    if (!listed.has(file) || !planned(file))
      fault('E006', file, '不是这次生成的文件', 'this file was not made by the build');
  for (const file of await linksBelow(folder))
    fault('E006', file, '不是文件，而是链接', 'this is no file but leads to one elsewhere');
  const proved = products.filter((p) => p.path !== 'build.json' && p.path !== 'proof.json');
  const others = proved.filter((p) => p.path !== 'index.html');
  const version = toolVersion();
  const draft = account?.draft === true;
  const outputs = others.map((p) => ({
    path: p.path,
    bytes: p.content.length,
    ...(p.pages === undefined ? {} : { pages: p.pages }),
  }));
  const cache = await cacheFolder(realEffects());
  const outline = async (svg: string) => (await import('../print/outline.ts')).outlineSvg(svg, cache);
  const faced: Typeset = (html, faces = facesOf(html)) =>
    typeset({ name: 'figures', html, faces }, cache, 'inside');
  const anew = account && open ? anewProblems(dir, account, products, open) : undefined;
  anew?.catch(() => {}); // told where it is awaited
  const proof = await proveProducts(report, others, {
    pages,
    expected,
    ...(account ? { booklet: { creep: account.booklet?.creep ?? 0, lang: account.lang } } : {}),
    ...(account ? { date: account.date } : {}),
    draft,
    version,
    outline,
    typeset: faced,
  });
  const front = await proveProducts(
    report,
    proved.filter((p) => p.path === 'index.html'),
    {
      pages,
      draft,
      version,
      outputs,
      numbers: proof.numbers,
      // An edition that is no draft has none.
      findings: draft ? (account?.findings ?? []) : [],
      typeset: faced,
    },
  );
  problems.push(...proof.findings, ...front.findings, ...((await anew) ?? []));
  const whole = {
    numbers: [...proof.numbers, ...front.numbers],
    findings: [...proof.findings, ...front.findings],
    products: proved.map((p) => p.path),
  };
  const written = products.find((p) => p.path === 'proof.json');
  if (!written) fault('E003', 'proof.json', '没有 proof.json', 'there is no proof.json');
  else if (
    Buffer.from(written.content).toString('utf8') !== `${JSON.stringify(proofFile(report, whole), null, 1)}\n`
  )
    fault(
      'E005',
      'proof.json',
      'proof.json 与重新核对的结果不同',
      'proof.json differs from what is proved anew',
    );
  if (account && account.proof?.numbers !== whole.numbers.length)
    fault(
      'E005',
      'build.json',
      `build.json 说核对了 ${account.proof?.numbers} 个数，重新核对有 ${whole.numbers.length} 个`,
      `build.json tells of ${account.proof?.numbers} numbers, proved anew are ${whole.numbers.length}`,
    );
  const count = (list: { product?: string }[], file: string) => list.filter((e) => e.product === file).length;
  return {
    report: report.id,
    products: proved.map((p) => ({
      path: p.path,
      numbers: count(whole.numbers, p.path),
      findings: problems.filter((f) => f.where?.product === p.path).length,
    })),
    problems,
  };
}
