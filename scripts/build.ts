/** npm run build: makes the publications of one or more reports. */
import path from 'node:path';
import { type CommandSpec, helpText, languageOf, parseCommand } from './command/arguments.ts';
import { fileSize, lineProgress, outputTree, silentProgress } from './command/progress.ts';
import { reportsAsked } from './command/reports.ts';
import { runCommand } from './command/run.ts';
import { type BookletWords, bookletAskedOf } from './edition/booklet-asked.ts';
import type { Edition } from './edition/edition.ts';
import { infographicAskedOf } from './edition/infographic-asked.ts';
import { deckAskedOf, PUBLICATIONS, publicationsAsked } from './edition/products.ts';
import { type SheetsWords, sheetsAskedOf } from './edition/sheets-asked.ts';
import { EXIT, type Problem, ProblemError } from './problem.ts';
import { printProblem } from './problem-print.ts';
import { BOOKLET_EDITIONS } from './report/booklet-schema.ts';
import { SHEET_PAPERS } from './report/sheets-schema.ts';

const SPEC: CommandSpec = {
  name: 'build',
  usage:
    'npm run build -- [data/<report> …] [--only deck,booklet,sheets,infographic,figures,indicators] [--out DIR]',
  summary: {
    zh: '生成报告的出版物：演示文稿、手册、专题单页、长图、图表、总览页。',
    en: 'Makes the publications of a report: deck, booklet, topic sheets, long picture, figures and the page that links them.',
  },
  options: {
    only: {
      type: 'string',
      value: 'LIST',
      help: { zh: `只做其中几种：${PUBLICATIONS.join(',')}`, en: `only some of: ${PUBLICATIONS.join(',')}` },
    },
    out: {
      type: 'string',
      value: 'DIR',
      help: {
        zh: '成品放在 DIR/<报告>/（默认 dist）',
        en: 'put the products into DIR/<report>/ (default dist)',
      },
    },
    minutes: {
      type: 'string',
      value: 'N',
      help: {
        zh: '演示文稿按 N 分钟安排：挑选幻灯片，讲稿取讲得完的句子',
        en: 'a deck for N minutes: the slides most worth telling, notes that can be spoken',
      },
    },
    size: {
      type: 'string',
      value: 'LIST',
      help: {
        zh: '幻灯片的版式：16:9（默认）、4:3、A4（横向）；可写几种，第一种为主',
        en: 'shape of the slides: 16:9 (default), 4:3, A4 (across); of several the first is the main one',
      },
    },
    editions: {
      type: 'string',
      value: 'LIST',
      help: {
        zh: `手册的版本（默认全做）：${BOOKLET_EDITIONS.join(',')}`,
        en: `editions of the booklet (default all): ${BOOKLET_EDITIONS.join(',')}`,
      },
    },
    creep: {
      type: 'string',
      value: 'MM',
      help: {
        zh: '骑马订拼版每套一张，版心向折缝移多少毫米（默认 0；80 克纸约 0.1）',
        en: 'sheets to fold: mm by which pages move toward the fold for every sheet around them (default 0; 80 g paper 0.1)',
      },
    },
    icc: {
      type: 'string',
      value: 'FILE',
      help: {
        zh: '印刷厂的 CMYK 特性文件，写入 booklet-print.pdf',
        en: 'CMYK profile of the print shop, put into booklet-print.pdf',
      },
    },
    qr: {
      type: 'string',
      value: 'URL',
      help: {
        zh: '长图末尾加二维码，指向这个网址（http、https）',
        en: 'a QR code at the end of the long picture that leads to this web address (http, https)',
      },
    },
    paper: {
      type: 'string',
      value: 'LIST',
      help: {
        zh: `单页在 A4 之外还做的纸张：${SHEET_PAPERS.slice(1).join(',')}`,
        en: `papers of the sheets besides A4: ${SHEET_PAPERS.slice(1).join(',')}`,
      },
    },
    sheet: {
      type: 'string',
      value: 'SECTIONS',
      help: {
        zh: '另做一张单页，内容是报告的这几部分、节或条：2.1,3.1.2',
        en: 'one more sheet, of these parts, sections or items of the report: 2.1,3.1.2',
      },
    },
    title: {
      type: 'string',
      value: 'TEXT',
      help: {
        zh: '--sheet 那一张的名称，至多 12 字；只有一节时可不写',
        en: 'name of the sheet of --sheet, at most 12 characters; that of its only section if left out',
      },
    },
    'sheet-lang': {
      type: 'string',
      value: 'zh|en',
      help: { zh: '单页上标签的语言（默认 zh）', en: 'language of the labels on the sheets (default zh)' },
    },
    draft: {
      type: 'boolean',
      help: { zh: '有错也发布，每页标“草稿”', en: 'publish in spite of errors, every page marked 草稿' },
    },
    outline: {
      type: 'boolean',
      help: {
        zh: '图表另存一份文字转曲的 SVG（供 Word、WPS 使用）',
        en: 'figures also as SVG with text as paths (for Word and WPS)',
      },
    },
    browser: {
      type: 'string',
      value: 'PATH',
      help: { zh: '使用这个浏览器（也可设 BAOGAO_BROWSER）', en: 'use this browser (or set BAOGAO_BROWSER)' },
    },
    'download-browser': {
      type: 'boolean',
      help: { zh: '找不到浏览器时允许下载', en: 'download a browser when none is found' },
    },
    deadline: {
      type: 'string',
      value: 'MS',
      help: { zh: '每件成品最长用时（默认 60000）', en: 'longest time of one product (default 60000)' },
    },
  },
  notes: [
    {
      zh: '不写报告时生成 data/ 下的全部报告。退出码：0 完成，1 有报告未通过，2 输入或用法有误，3 缺浏览器或字体，130 被中断。',
      en: 'Without reports, all of data/ are made. Exit codes: 0 done, 1 a report failed, 2 bad input or usage, 3 no browser or font, 130 interrupted.',
    },
  ],
};

await runCommand(async ({ argv, env, signal, stdout, stderr, color }) => {
  const lang = languageOf(argv, env);
  const args = parseCommand(SPEC, argv, env);
  if (args.values.help) {
    stdout(`${helpText(SPEC, lang)}\n`);
    return EXIT.done;
  }
  const publications = publicationsAsked(args.values.only as string | undefined);
  const deck = deckAskedOf(args.values.minutes as string | undefined, args.values.size as string | undefined);
  const booklet = bookletAskedOf(args.values as BookletWords);
  const infographic = infographicAskedOf(args.values.qr as string | undefined);
  const sheets = sheetsAskedOf(args.values as SheetsWords);
  const out = path.resolve((args.values.out as string | undefined) ?? 'dist');
  const reports = reportsAsked(args.positionals);
  const deadline = args.values.deadline === undefined ? undefined : Number(args.values.deadline);
  if (deadline !== undefined && !(deadline > 0))
    throw new ProblemError([
      {
        code: 'U001',
        severity: 'error',
        message: { zh: '--deadline 应为毫秒数', en: '--deadline takes milliseconds' },
      },
    ]);

  // Help and wrong usage need none of these.
  const { openPress } = await import('./print/press.ts');
  const press = openPress({
    browser: args.values.browser as string | undefined,
    download: args.values['download-browser'] === true,
    signal,
    ...(deadline === undefined ? {} : { deadline }),
  });
  press.catch(() => {}); // told where it is awaited
  // While the browser starts.
  const { makeEdition } = await import('./edition/edition.ts');
  const progress = args.json ? silentProgress : lineProgress();
  const editions: Edition[] = [];
  const failures: { report: string; exitCode: number; problems: readonly Problem[] }[] = [];
  try {
    for (const dir of reports) {
      if (reports.length > 1) progress.say(path.basename(dir));
      try {
        const edition = await makeEdition(
          {
            dir,
            out,
            publications,
            deck,
            booklet,
            infographic,
            sheets,
            draft: args.values.draft === true,
            outline: args.values.outline === true,
          },
          { press, progress, now: () => performance.now(), env, lang },
        );
        editions.push(edition);
        if (args.json) continue;
        for (const problem of edition.problems) stderr(`${printProblem(problem, lang, color)}\n`);
        const files = edition.account.outputs.map((o) => ({
          path: o.path,
          bytes: o.bytes,
          note: o.pages ? `${o.pages} ${lang === 'zh' ? '页' : 'pages'}` : undefined,
        }));
        stderr(
          `\n${outputTree(path.relative(process.cwd(), edition.folder) || edition.folder, files, lang)}\n`,
        );
        const { proof, timings } = edition.account;
        const size = fileSize(files.reduce((sum, f) => sum + f.bytes, 0));
        stderr(
          lang === 'zh'
            ? `\n${files.length} 个文件，${size}；核对 ${proof.numbers} 个数，${proof.findings} 处不符；用时 ${((timings.total ?? 0) / 1000).toFixed(1)} 秒\n`
            : `\n${files.length} files, ${size}; ${proof.numbers} numbers proved, ${proof.findings} findings; ${((timings.total ?? 0) / 1000).toFixed(1)} s\n`,
        );
      } catch (error) {
        if (!(error instanceof ProblemError) || signal.aborted) throw error;
        failures.push({ report: dir, exitCode: error.exitCode, problems: error.problems });
        if (error.exitCode === EXIT.browser) break;
        if (!args.json) stderr(failureText(error.problems, lang, color));
      }
    }
  } finally {
    await press.then((p) => p.close()).catch(() => {});
  }
  const browserless = failures.find((f) => f.exitCode === EXIT.browser);
  if (browserless && !args.json) stderr(failureText(browserless.problems, lang, color));
  if (args.json)
    stdout(
      `${JSON.stringify({ editions: editions.map((e) => ({ folder: e.folder, ...e.account })), failures }, null, 1)}\n`,
    );
  return failures.length === 0 ? EXIT.done : Math.max(...failures.map((f) => f.exitCode));
});

function failureText(problems: readonly Problem[], lang: 'zh' | 'en', color: boolean): string {
  const errors = problems.filter((p) => p.severity === 'error').length;
  const total = lang === 'zh' ? `共 ${errors} 处错误` : `${errors} errors`;
  return `${problems.map((p) => printProblem(p, lang, color)).join('\n')}\n${total}\n`;
}
