/** npm run check: validates the data and proves every number in every finished product. Needs no browser. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CommandSpec, helpText, parseCommand } from './command/arguments.ts';
import { padEnd } from './command/progress.ts';
import { defaultReports } from './command/reports.ts';
import { runCommand } from './command/run.ts';
import { readAccount, sha256 } from './edition/account.ts';
import { expectationsOf, recordedPages } from './edition/expected.ts';
import { filesBelow } from './edition/staging.ts';
import { toolVersion } from './edition/version.ts';
import { EXIT, type Problem, ProblemError } from './problem.ts';
import { printProblem } from './problem-print.ts';
import { type FinishedProduct, proofFile, proveProducts } from './proof/proof.ts';
import { readReport } from './report/read.ts';

const SPEC: CommandSpec = {
  name: 'check',
  usage: 'npm run check -- [data/<report> …] [--out DIR]',
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
  },
  notes: [
    {
      zh: '退出码：0 全部相符，1 有不符，2 数据或用法有误。',
      en: 'Exit codes: 0 all proved, 1 findings, 2 bad data or usage.',
    },
  ],
};

interface Checked {
  report: string;
  products: { path: string; numbers: number; findings: number }[];
  problems: Problem[];
}

await runCommand(async ({ argv, env, stdout, stderr, color }) => {
  const args = parseCommand(SPEC, argv, env);
  const { lang } = args;
  if (args.values.help) {
    stdout(`${helpText(SPEC, lang)}\n`);
    return EXIT.done;
  }
  const out = path.resolve((args.values.out as string | undefined) ?? 'dist');
  const reports = args.positionals.length > 0 ? args.positionals : defaultReports('data');
  if (reports.length === 0)
    throw new ProblemError([
      {
        code: 'U004',
        severity: 'error',
        message: { zh: '没有报告可查：data/ 是空的', en: 'no report to check: data/ is empty' },
      },
    ]);
  const say = (line: string) => {
    if (!args.json) stderr(`${line}\n`);
  };
  const checked: Checked[] = [];
  let exit: number = EXIT.done;
  for (const dir of reports) {
    try {
      const result = await checkReport(dir, out);
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
  if (args.json) stdout(`${JSON.stringify(checked, null, 1)}\n`);
  return exit;
});

/** Reads the data (throws ProblemError, exit 2), then proves what stands in `<out>/<report>/`. */
async function checkReport(dir: string, out: string): Promise<Checked> {
  const problems: Problem[] = [];
  const report = await readReport(dir, { warn: (p) => problems.push(p) });
  const folder = path.join(out, report.id);
  const files = existsSync(folder) ? await filesBelow(folder) : [];
  if (files.length === 0) return { report: report.id, products: [], problems };
  const account = await readAccount(folder);
  const products = await Promise.all(
    files.map(async (file): Promise<FinishedProduct> => {
      const content = await readFile(path.join(folder, file));
      const pages = account?.outputs.find((o) => o.path === file)?.pages;
      return { path: file, content, ...(pages === undefined ? {} : { pages }) };
    }),
  );
  const { expected, pages } = expectationsOf(report, products, recordedPages(account?.pages));
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
  const proved = products.filter((p) => p.path !== 'build.json' && p.path !== 'proof.json');
  const others = proved.filter((p) => p.path !== 'index.html');
  const version = toolVersion();
  const draft = account?.draft === true;
  const outputs = others.map((p) => ({
    path: p.path,
    bytes: p.content.length,
    ...(p.pages === undefined ? {} : { pages: p.pages }),
  }));
  const proof = await proveProducts(report, others, { pages, expected, draft, version });
  const front = await proveProducts(
    report,
    proved.filter((p) => p.path === 'index.html'),
    { pages, draft, version, outputs, numbers: proof.numbers.length, findings: account?.findings ?? [] },
  );
  problems.push(...proof.findings, ...front.findings);
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

/** Findings name the file as it is found from here. */
const shownIn = (problem: Problem, folder: string): Problem =>
  problem.where
    ? { ...problem, where: { ...problem.where, product: `${folder}/${problem.where.product}` } }
    : problem;
