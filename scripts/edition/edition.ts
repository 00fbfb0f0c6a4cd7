/** An edition: every product of one report, made with one press, proved, and put in place all at once. */
import path from 'node:path';
import type { Progress } from '../command/progress.ts';
import type { PageMap } from '../marks.ts';
import { withDeck } from '../plan/deck-order.ts';
import { withDefaults } from '../plan/defaults.ts';
import type { Press } from '../print/press.ts';
import { EXIT, type Problem, ProblemError } from '../problem.ts';
import type { Proof, proveProducts } from '../proof/proof.ts';
import { proofFile } from '../proof/proof-file.ts';
import type { BookletChoice } from '../report/booklet-schema.ts';
import { readReport } from '../report/read.ts';
import {
  type Account,
  type DeckAsked,
  type InfographicAsked,
  inputsOf,
  type OutputAccount,
  readAccount,
  type SheetsAsked,
  sha256,
} from './account.ts';
import { bookletOrder } from './booklet-asked.ts';
import { facesOf } from './figures.ts';
import { howMade } from './how-made.ts';
import { readInPlace } from './in-place.ts';
import { inSource } from './in-source.ts';
import { makeIndex } from './index-page.ts';
import { withInfographic } from './infographic-asked.ts';
import { ownedBy, type Product, type Publication } from './products.ts';
import { makeProducts } from './rooms.ts';
import { withSheets } from './sheets-asked.ts';
import { openStaging } from './staging.ts';
import { toolVersion } from './version.ts';
import { openWorkshop } from './workshop.ts';

export interface EditionOptions {
  /** Folder that holds the report's data. */
  dir: string;
  /** Folder that holds the editions: dist */
  out: string;
  publications: ReadonlySet<Publication>;
  /** Publishes in spite of errors, every page marked 草稿. */
  draft: boolean;
  /** Length and shape of the deck, in place of what report.yaml says. */
  deck?: DeckAsked;
  /** Which editions of the booklet, and how they are made, in place of what report.yaml says. */
  booklet?: BookletChoice;
  /** The long picture's, in place of what report.yaml says. */
  infographic?: InfographicAsked;
  /** The sheets', in place of what report.yaml says. */
  sheets?: SheetsAsked;
  /** Figures also with their text as paths. */
  outline?: boolean;
}

export interface EditionEffects {
  /** Opened by the command while the report is being read; shared by all reports of a run. */
  press: Promise<Press>;
  progress: Progress;
  now(): number;
  env: NodeJS.ProcessEnv;
  lang: 'zh' | 'en';
  /** Reads every product back; the bench, which publishes nothing, leaves it out. */
  prove?: typeof proveProducts;
}

export interface Edition {
  folder: string;
  account: Account;
  problems: Problem[];
}

/** Makes an edition. Throws ProblemError: exit 2 when the data are wrong, 1 when a product is; then dist/<report>/ is untouched. */
export async function makeEdition(options: EditionOptions, effects: EditionEffects): Promise<Edition> {
  const began = effects.now();
  const { progress } = effects;
  const problems: Problem[] = [];
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = effects.now();
    const result = await work();
    timings[name] = Math.round(effects.now() - start);
    return result;
  };
  const warn = (problem: Problem) => {
    problems.push(problem);
  };
  const report = await timed('read', async () => {
    const read = withDefaults(await readReport(options.dir, { warn }, { draft: options.draft }));
    const deck = withDeck(read, options.deck, options.draft ? { warn } : undefined);
    const asked = withInfographic(deck, options.infographic);
    if (options.publications.has('sheets')) return withSheets(asked, options.sheets);
    // Sheets that stay are told of as they were made.
    const before = await readAccount(path.join(options.out, read.id));
    try {
      return withSheets(asked, before?.sheets);
    } catch {
      return asked; // made of sections that the report no longer has: check says so
    }
  });
  const order = await bookletOrder(options.booklet ?? {}, report.booklet, options.dir);
  const staging = await openStaging(options.out, report.id);
  let staged = true;
  try {
    const press = await effects.press;
    timings.press = Math.round(effects.now() - began);
    const seen = new Set<string>();
    const tell = (problem: Problem) => {
      const key = JSON.stringify(problem);
      if (!seen.has(key)) problems.push(problem);
      seen.add(key);
    };
    const shop = openWorkshop(report, press, effects, options, tell);
    const { publications } = options;
    const made = await makeProducts(shop, publications, order, timed);
    const { products, expected, pages } = made;

    const finished = made.fit ? { ...report, deck: { ...report.deck, fit: made.fit } } : report;
    const endProof = progress.start(effects.lang === 'zh' ? '核对' : 'proof');
    const prove: typeof proveProducts =
      effects.prove ??
      // Its readers of every format take their time to load.
      (async (...task) => (await import('../proof/proof.ts')).proveProducts(...task));
    const proof: Proof = await timed('proof', () =>
      prove(finished, products, {
        pages,
        expected,
        booklet: { creep: order.creep, lang: effects.lang },
        draft: options.draft,
        date: shop.date,
        version: toolVersion(),
        outline: press.outline,
        typeset: (html, faces = facesOf(html)) => press.selfContained({ name: 'figures', html, faces }),
      }),
    );
    for (const finding of proof.findings) tell(finding);
    endProof(effects.lang === 'zh' ? `${proof.numbers.length} 个数` : `${proof.numbers.length} numbers`);

    const stays = await readInPlace(path.join(options.out, report.id), publications, report.sha256);
    const outputs: OutputAccount[] = [...stays.outputs, ...products.map(accountOf)];
    const findings = options.draft
      ? problems.filter((p) => p.severity === 'error').map(({ message, at }) => message.zh + placeOf(at))
      : undefined;
    const proved = { ...proof, numbers: [...stays.numbers, ...proof.numbers] };
    const allPages = pages ?? stays.pages;
    const index = await timed('index', () =>
      makeIndex(shop, {
        ...{ outputs, pictures: made.pictures, numbers: proved.numbers, pages: allPages },
        ...{ findings: findings ?? [], before: stays.front },
      }),
    );
    products.push(...index.products);
    const indexProof = await prove(finished, index.products, {
      pages: allPages,
      expected,
      draft: options.draft,
      outputs,
      numbers: proved.numbers,
      ...(findings ? { findings } : {}),
    });
    for (const finding of indexProof.findings) tell(finding);

    const whole: Proof = {
      numbers: [...proved.numbers, ...indexProof.numbers],
      findings: [...proof.findings, ...indexProof.findings],
      products: [...stays.outputs.map((o) => o.path), ...proof.products, ...indexProof.products],
    };
    products.push({ path: 'proof.json', content: `${JSON.stringify(proofFile(report, whole), null, 1)}\n` });
    const errors = problems.filter((p) => p.severity === 'error');
    const account: Account = {
      tool: { name: 'baogao', version: toolVersion() },
      report: report.id,
      inputs: await inputsOf(options.dir),
      outputs: [...stays.outputs, ...products.map(accountOf)].sort((a, b) => (a.path < b.path ? -1 : 1)),
      browser: { version: press.browser.version, source: press.browser.source },
      node: process.version,
      date: shop.date,
      proof: {
        numbers: proved.numbers.length + indexProof.numbers.length,
        findings: proof.findings.length + indexProof.findings.length,
      },
      ...(allPages ? { pages: foliosOf(allPages) } : {}),
      lang: effects.lang,
      ...howMade(options, order, made.fit, stays.account),
      decisions: { ...stays.account?.decisions, ...made.decisions },
      warnings: problems.filter((p) => p.severity === 'warning'),
      ...(findings ? { findings } : {}),
      builtAt: new Date().toISOString(),
      timings: { ...timings, total: Math.round(effects.now() - began) },
      draft: options.draft,
    };
    for (const product of products) await staging.write(product.path, product.content);
    await staging.write('build.json', `${JSON.stringify(account, null, 1)}\n`);
    if (errors.length > 0 && !options.draft) {
      const failed = await staging.fail();
      staged = false;
      throw new ProblemError(
        [
          ...problems,
          {
            code: 'E001',
            severity: 'warning',
            message: {
              zh: `成品未更新；本次结果留在 ${failed}`,
              en: `the edition was not updated; the attempt is kept in ${failed}`,
            },
          },
        ],
        EXIT.failed,
      );
    }
    await staging.publish(ownedBy(publications));
    return { folder: path.join(options.out, report.id), account, problems };
  } catch (error) {
    if (staged) await staging.discard().catch(() => {});
    if (error instanceof ProblemError)
      throw new ProblemError(
        error.problems.map((problem) => inSource(problem, report)),
        error.exitCode,
      );
    throw error;
  }
}

/** （indicators.yaml 第 70 行） */
const placeOf = (at: Problem['at']): string => (at ? `（${path.basename(at.file)} 第 ${at.line} 行）` : '');

const accountOf = (product: Product): OutputAccount => ({
  path: product.path,
  bytes: Buffer.byteLength(product.content),
  sha256: sha256(product.content),
  ...(product.pages === undefined ? {} : { pages: product.pages }),
});

/** Folios by target, for the account. */
const foliosOf = (pages: PageMap): NonNullable<Account['pages']> =>
  Object.fromEntries([...pages].map(([target, { all }]) => [target, [...all]]));
