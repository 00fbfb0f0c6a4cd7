/** npm run check: validates the data and proves every number in every finished product; with a browser it also makes them anew and compares. */
import path from 'node:path';
import { type CommandSpec, helpText, parseCommand } from './command/arguments.ts';
import { padEnd } from './command/progress.ts';
import { reportsAsked } from './command/reports.ts';
import { runCommand } from './command/run.ts';
import type { CheckedEdition } from './edition/check.ts';
import type { Press } from './print/press.ts';
import { EXIT, type Problem, ProblemError } from './problem.ts';
import { printProblem } from './problem-print.ts';

const SPEC: CommandSpec = {
  name: 'check',
  usage: 'npm run check -- [data/<report> …] [--out DIR] [--quick]',
  summary: {
    zh: '检查数据，并核对成品里的每一个数字。',
    en: 'Validates the data and proves every number in every finished product.',
  },
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      help: { zh: '成品所在目录（默认 dist）', en: 'where the products are (default dist)' },
    },
    quick: {
      type: 'boolean',
      help: {
        zh: '不用浏览器：只读成品，不重新生成来逐字节比较；单页、长图的 PNG 和 PDF 页面画了什么，不看',
        en: 'without a browser: reads the products, does not make them anew to compare every byte; what PNGs of sheets and the long picture and pages of PDFs draw is not seen',
      },
    },
    browser: {
      type: 'string',
      value: 'PATH',
      help: { zh: '使用这个浏览器（也可设 BAOGAO_BROWSER）', en: 'use this browser (or set BAOGAO_BROWSER)' },
    },
  },
  notes: [
    {
      zh: '退出码：0 全部相符，1 有不符，2 数据或用法有误。',
      en: 'Exit codes: 0 all proved, 1 findings, 2 bad data or usage.',
    },
  ],
};

await runCommand(async ({ argv, env, signal, stdout, stderr, color }) => {
  const args = parseCommand(SPEC, argv, env);
  const { lang } = args;
  if (args.values.help) {
    stdout(`${helpText(SPEC, lang)}\n`);
    return EXIT.done;
  }
  const out = path.resolve((args.values.out as string | undefined) ?? 'dist');
  const reports = reportsAsked(args.positionals);
  const say = (line: string) => {
    if (!args.json) stderr(`${line}\n`);
  };
  const { checkEdition } = await import('./edition/check.ts');
  // One browser for all reports, started when the first has products to make anew.
  let press: Promise<Press> | undefined;
  const open = () => {
    press ??= import('./print/press.ts').then(({ openPress }) =>
      openPress({ browser: args.values.browser as string | undefined, signal }),
    );
    return press;
  };
  const checked: CheckedEdition[] = [];
  let exit: number = EXIT.done;
  for (const dir of reports) {
    try {
      const result = await checkEdition(dir, out, args.values.quick ? undefined : open);
      checked.push(result);
      for (const { path: product, numbers, findings } of result.products)
        say(
          padEnd(product, 34) +
            (lang === 'zh'
              ? `${numbers} 个数${findings > 0 ? `，${findings} 处不符` : ''}`
              : `${numbers} numbers${findings > 0 ? `, ${findings} findings` : ''}`),
        );
      for (const problem of result.problems)
        say(
          printProblem(
            shownIn(problem, path.relative(process.cwd(), path.join(out, result.report))),
            lang,
            color,
          ),
        );
      const errors = result.problems.filter((p) => p.severity === 'error').length;
      const numbers = result.products.reduce((sum, p) => sum + p.numbers, 0);
      if (result.products.length === 0)
        say(
          lang === 'zh'
            ? `${dir}：数据没有问题；${out} 里还没有成品`
            : `${dir}: the data are sound; no products in ${out} yet`,
        );
      else
        say(
          lang === 'zh'
            ? `${dir}：数据没有问题；核对 ${result.products.length} 件成品、${numbers} 个数，${errors} 处不符`
            : `${dir}: the data are sound; ${numbers} numbers proved in ${result.products.length} products, ${errors} findings`,
        );
      if (errors > 0) exit = Math.max(exit, EXIT.failed);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      checked.push({ report: dir, products: [], problems: error.problems });
      for (const problem of error.problems) say(printProblem(problem, lang, color));
      exit = Math.max(exit, error.exitCode);
    }
  }
  await press?.then((p) => p.close()).catch(() => {});
  if (args.json) stdout(`${JSON.stringify(checked, null, 1)}\n`);
  return exit;
});

/** Findings name the file as it is found from here. (A declaration: the work above runs before this line is reached.) */
function shownIn(problem: Problem, folder: string): Problem {
  return problem.where
    ? { ...problem, where: { ...problem.where, product: `${folder}/${problem.where.product}` } }
    : problem;
}
