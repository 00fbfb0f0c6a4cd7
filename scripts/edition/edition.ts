/** An edition: every product of one report, made with one press, proved, and put in place all at once. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Progress } from '../command/progress.ts';
import { drawFigure } from '../figures/draw.ts';
import type { DrawnFigure, Place } from '../figures/figure.ts';
import type { PageMap } from '../marks.ts';
import { withDeck } from '../plan/deck-order.ts';
import { withDefaults } from '../plan/defaults.ts';
import { planWord } from '../plan/word.ts';
import type { Press } from '../print/press.ts';
import { EXIT, type Problem, ProblemError } from '../problem.ts';
import type { Proof, proveProducts } from '../proof/proof.ts';
import { proofFile } from '../proof/proof-file.ts';
import { sheetLabels } from '../publications/sheets/labels.ts';
import { TEMPLATES, templateFile } from '../publications/templates.ts';
import type { BookletChoice } from '../report/booklet-schema.ts';
import { readReport } from '../report/read.ts';
import type { DeckChoice, FigureSpec, Report } from '../report/report.ts';
import {
  type Account,
  type BookletMade,
  type DeckAsked,
  type InfographicAsked,
  inputsOf,
  type OutputAccount,
  readAccount,
  type SheetsAsked,
  sha256,
} from './account.ts';
import { type BookletOrder, startBooklet } from './booklet.ts';
import { bookletOrder } from './booklet-asked.ts';
import { makeDeck } from './deck.ts';
import { facesOf, makeFigures, startFigures } from './figures.ts';
import { makeIndex } from './index-page.ts';
import { makeInfographic } from './infographic.ts';
import { withInfographic } from './infographic-asked.ts';
import { ownedBy, type Product, type Publication } from './products.ts';
import { makeSheets } from './sheets.ts';
import { withSheets } from './sheets-asked.ts';
import { openStaging } from './staging.ts';
import { toolVersion } from './version.ts';
import { makeReportWord } from './word.ts';
import { makeWorkbook } from './workbook.ts';

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

/** What every room of the edition works with. */
export interface Workshop {
  report: Report;
  press: Press;
  progress: Progress;
  lang: 'zh' | 'en';
  /** Draws a figure; problems with it are collected. */
  draw(spec: FigureSpec, place: Place, lang?: 'zh' | 'en'): DrawnFigure;
  /** Date inside the products, ISO: SOURCE_DATE_EPOCH, else the report's. */
  date: string;
  /** Collects what is wrong or worth saying. */
  tell(problem: Problem): void;
  draft: boolean;
  /** Text of an SVG as paths, where that was asked for. */
  outline?: (svg: string) => Promise<string>;
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
  const report = await timed('read', async () =>
    withSheets(
      withInfographic(
        withDeck(
          withDefaults(await readReport(options.dir, { warn }, { draft: options.draft })),
          options.deck,
          options.draft ? { warn } : undefined,
        ),
        options.infographic,
      ),
      options.sheets,
    ),
  );
  const order = await bookletOrder(options.booklet ?? {}, report.booklet, options.dir);
  const staging = await openStaging(options.out, report.id);
  let staged = true;
  try {
    const press = await effects.press;
    timings.press = Math.round(effects.now() - began);
    press.expect(textsOf(report));
    const seen = new Set<string>();
    const tell = (problem: Problem) => {
      const key = JSON.stringify(problem);
      if (!seen.has(key)) problems.push(problem);
      seen.add(key);
    };
    // The same figure in the same place is the same drawing: layouts that try again find it drawn.
    const drawn = new Map<string, DrawnFigure>();
    const shop: Workshop = {
      report,
      press,
      progress,
      lang: effects.lang,
      draft: options.draft,
      ...(options.outline ? { outline: press.outline } : {}),
      date: productDate(report, effects.env),
      tell,
      draw(spec, place, lang = 'zh') {
        const key = `${spec.id} ${lang} ${JSON.stringify(place)}`;
        const known = drawn.get(key);
        if (known) return known;
        const figure = drawFigure(spec, place, {
          year: report.profile.year,
          reviewYear: report.profile.reviewYear,
          lang,
        });
        drawn.set(key, figure);
        for (const problem of figure.problems) tell(problem);
        return figure;
      },
    };
    const { publications } = options;
    const wants = (publication: Publication) => publications.has(publication);
    const decisions: Record<string, unknown> = {};

    // The booklet is laid out first: its pages are data for the sheets and the index page, also when it is not asked for.
    const needsPages = wants('booklet') || wants('sheets') || wants('indicators');
    const booklet = needsPages ? startBooklet(shop, wants('booklet') ? order : null) : undefined;
    const bound = booklet && timed('booklet', () => booklet.made);
    // One thread merges and draws, while the browser lays out: it is given the longest work first.
    await booklet?.handed;
    // Files of their own, or for the Word text of the report alone.
    const drawing = wants('figures')
      ? startFigures(shop, report.figures)
      : startFigures(shop, wants('booklet') ? planWord(report).figures.map(({ spec }) => spec) : []);
    const word = wants('booklet') ? timed('word', () => makeReportWord(shop, drawing)) : undefined;
    word?.catch(() => {}); // told below
    const rooms = [
      wants('deck') ? timed('deck', () => makeDeck(shop)) : undefined,
      bound,
      booklet && wants('sheets') ? timed('sheets', () => makeSheets(shop, booklet)) : undefined,
      wants('figures') ? timed('figures', () => makeFigures(shop, drawing)) : undefined,
      wants('infographic') ? timed('infographic', () => makeInfographic(shop)) : undefined,
      booklet && wants('indicators')
        ? timed('indicators', () => makeWorkbook(shop, booklet.settled))
        : undefined,
    ] as const;
    const made = await Promise.all(rooms);
    const [deck, bookletMade, sheets, figures, infographic, workbook] = made;
    const reportWord = await word;
    const pictures = Promise.all(made.map((room) => (room && 'pictures' in room ? room.pictures : []))).then(
      (sets) => sets.flat(),
    );
    pictures.catch(() => {}); // told where it is awaited
    const pages: PageMap | undefined = bookletMade?.pages;
    const products: Product[] = [
      ...(deck?.products ?? []),
      ...(bookletMade?.products ?? []),
      ...(reportWord ? [reportWord] : []),
      ...(sheets?.products ?? []),
      ...(infographic?.products ?? []),
      ...(figures?.products ?? []),
      ...(workbook?.products ?? []),
    ];
    if (sheets) decisions.sheets = sheets.decisions;
    if (deck) decisions.pptx = deck.forms;
    if (deck) decisions.handout = { notesInPart: deck.shortened };

    const finished = deck ? { ...report, deck: { ...report.deck, fit: deck.fit } } : report;
    const endProof = progress.start(effects.lang === 'zh' ? '核对' : 'proof');
    const expected = new Map(
      made.flatMap((room) => (room && 'expected' in room ? [...(room.expected ?? [])] : [])),
    );
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
        version: toolVersion(),
        outline: press.outline,
        typeset: (html, faces = facesOf(html)) => press.selfContained({ name: 'figures', html, faces }),
      }),
    );
    for (const finding of proof.findings) tell(finding);
    endProof(effects.lang === 'zh' ? `${proof.numbers.length} 个数` : `${proof.numbers.length} numbers`);

    const before = await readAccount(path.join(options.out, report.id));
    const kept = keptOutputs(options, before);
    const outputs: OutputAccount[] = [...kept, ...products.map(accountOf)];
    const findings = options.draft
      ? problems.filter((p) => p.severity === 'error').map(({ message, at }) => message.zh + placeOf(at))
      : undefined;
    const keptProved = await keptNumbers(options, report, kept);
    const proved = { ...proof, numbers: [...keptProved, ...proof.numbers] };
    const index = await timed('index', () =>
      makeIndex(shop, { outputs, proof: proved, pictures, findings: findings ?? [] }),
    );
    products.push(...index.products);
    const indexProof = await prove(finished, index.products, {
      pages,
      expected,
      draft: options.draft,
      outputs,
      numbers: proved.numbers.length,
      ...(findings ? { findings } : {}),
    });
    for (const finding of indexProof.findings) tell(finding);

    const whole: Proof = {
      numbers: [...proved.numbers, ...indexProof.numbers],
      findings: [...proof.findings, ...indexProof.findings],
      products: [...kept.map((o) => o.path), ...proof.products, ...indexProof.products],
    };
    products.push({ path: 'proof.json', content: `${JSON.stringify(proofFile(report, whole), null, 1)}\n` });
    const errors = problems.filter((p) => p.severity === 'error');
    const account: Account = {
      tool: { name: 'baogao', version: toolVersion() },
      report: report.id,
      inputs: await inputsOf(options.dir),
      outputs: [...kept, ...products.map(accountOf)].sort((a, b) => (a.path < b.path ? -1 : 1)),
      browser: { version: press.browser.version, source: press.browser.source },
      node: process.version,
      date: shop.date,
      proof: {
        numbers: proved.numbers.length + indexProof.numbers.length,
        findings: proof.findings.length + indexProof.findings.length,
      },
      ...pagesFor(pages, kept.length > 0 ? before?.pages : undefined),
      lang: effects.lang,
      ...bookletAccount(wants('booklet') ? order : null, before?.booklet),
      ...infographicAccount(options, before),
      ...sheetsAccount(options, before),
      ...deckMade(options, deck?.fit, kept.length > 0 ? before : null),
      decisions,
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

/** A character that no face has, where the report writes it. */
function inSource(problem: Problem, report: Report): Problem {
  const char = problem.code === 'B020' ? /“(.+?)”/su.exec(problem.message.zh)?.[1] : undefined;
  const offset = char === undefined ? -1 : report.text.indexOf(char);
  if (char === undefined || offset < 0) return problem;
  const before = report.text.slice(0, offset).split(/\r?\n/);
  const col = before[before.length - 1]?.length ?? 0;
  const lineText = report.text.split(/\r?\n/)[before.length - 1] ?? '';
  // A paragraph is one line: the frame shows what stands around.
  const from = Math.max(0, col - 24);
  const file = path.join(path.relative(process.cwd(), report.dir) || '.', 'report.txt');
  return {
    ...problem,
    at: {
      file,
      line: before.length,
      col: col + 1,
      length: char.length,
      lineText: lineText.slice(0, from + 60),
    },
  };
}

/** Outputs of the edition in place that this run does not make: `--only` leaves them. */
function keptOutputs(options: EditionOptions, before: Account | null): OutputAccount[] {
  const mine = ownedBy(options.publications);
  return (before?.outputs ?? []).filter(
    (output) => output.path !== 'index.html' && output.path !== 'proof.json' && !mine(output.path),
  );
}

/** How the booklet in place was made: by this run, or by the one that made it. */
function bookletAccount(
  order: BookletOrder | null,
  before: BookletMade | undefined,
): Pick<Account, 'booklet'> {
  const booklet = order ? { editions: [...order.editions], creep: order.creep } : before;
  return booklet ? { booklet } : {};
}

/** What was asked of the long picture in place: by this run, or by the one that made it. */
function infographicAccount(options: EditionOptions, before: Account | null): Pick<Account, 'infographic'> {
  const asked = options.publications.has('infographic') ? options.infographic : before?.infographic;
  return asked?.qr === undefined ? {} : { infographic: { qr: asked.qr } };
}

/** What was asked of the sheets in place: by this run, or by the one that made them. */
function sheetsAccount(options: EditionOptions, before: Account | null): Pick<Account, 'sheets'> {
  const asked = options.publications.has('sheets') ? options.sheets : before?.sheets;
  return asked && Object.keys(asked).length > 0 ? { sheets: asked } : {};
}

/** How the deck in place was made: by this run, or by the one that made it. */
function deckMade(
  options: EditionOptions,
  fit: DeckChoice['fit'] | undefined,
  before: Account | null,
): Pick<Account, 'deck'> {
  const fitted = fit && Object.keys(fit).length > 0 ? { fit } : {};
  const deck = options.publications.has('deck') ? { ...options.deck, ...fitted } : before?.deck;
  return deck && Object.keys(deck).length > 0 ? { deck } : {};
}

/** The booklet's pages for the account; where this run laid none out, those that the products in place were made with. */
function pagesFor(pages: PageMap | undefined, before: Account['pages']): Pick<Account, 'pages'> {
  if (pages) return { pages: Object.fromEntries([...pages].map(([target, { all }]) => [target, [...all]])) };
  return before ? { pages: before } : {};
}

/** Proved numbers of products that stay in place. */
async function keptNumbers(
  options: EditionOptions,
  report: Report,
  kept: readonly OutputAccount[],
): Promise<Proof['numbers']> {
  if (kept.length === 0) return [];
  try {
    const old = JSON.parse(await readFile(path.join(options.out, report.id, 'proof.json'), 'utf8')) as {
      sha256: string;
      numbers: Proof['numbers'];
    };
    const stay = new Set(kept.map((o) => o.path));
    return old.sha256 === report.sha256 ? old.numbers.filter((n) => stay.has(n.product)) : [];
  } catch {
    return []; // no proof in place: check says so
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

/** What the products are made of: the report, the editor's words, the templates. */
function textsOf(report: Report): string {
  const words = report.figures.flatMap((f) => [
    f.title.text,
    f.subtitle?.text,
    f.note?.text,
    ...f.groups.flatMap((g) => [g.label?.text, ...g.rows.map((r) => r.label?.text)]),
  ]);
  const leads = report.topics.flatMap((t) => [
    t.name,
    t.lead.done.text,
    t.lead.todo.text,
    ...t.subjects.map((s) => s.label),
  ]);
  const templates = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => templateFile(file));
  return [
    report.text,
    ...words,
    ...leads,
    ...report.sheets.more.map(({ title }) => title?.text ?? ''),
    ...Object.values(sheetLabels(report.sheets.lang)),
    ...templates,
    '目标上年原点横轴未从起完成预计推算包括箭头述称叉晋项−×＝',
  ].join('\n');
}

/** Date inside the products: SOURCE_DATE_EPOCH, else the report's date, else the first day of its year. */
export function productDate(report: Report, env: NodeJS.ProcessEnv): string {
  const epoch = Number(env.SOURCE_DATE_EPOCH);
  if (env.SOURCE_DATE_EPOCH !== undefined && Number.isFinite(epoch))
    return new Date(epoch * 1000).toISOString().slice(0, 10);
  return report.profile.date ?? `${report.profile.year ?? 2000}-01-01`;
}
