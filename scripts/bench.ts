/** npm run bench: cold and warm builds of everything beside the floor, in one run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CommandSpec, helpText, parseCommand } from './command/arguments.ts';
import { silentProgress } from './command/progress.ts';
import { reportsAsked } from './command/reports.ts';
import { runCommand } from './command/run.ts';
import { publicationsAsked } from './edition/products.ts';
import { packageFile } from './package.ts';
import type { FloorJob } from './print/floor.ts';
import { EXIT } from './problem.ts';

const SPEC: CommandSpec = {
  name: 'bench',
  usage: 'npm run bench -- [data/<report>] [--runs N]',
  summary: {
    zh: '计时：冷、热两种生成，与“地板”（只有一个 Chromium 完成同样的打印和截图）对比。',
    en: 'Times cold and warm builds beside the floor: one bare Chromium doing the same prints and captures.',
  },
  options: {
    runs: {
      type: 'string',
      value: 'N',
      help: {
        zh: '热生成与地板各跑几次（默认 3，取中位数）',
        en: 'runs of warm build and floor (default 3, the median counts)',
      },
    },
    floor: {
      type: 'string',
      value: 'FILE',
      help: { zh: '（内部使用）只跑地板', en: '(internal) run the floor only' },
    },
  },
  notes: [
    {
      zh: '比值 = 生成用时（不含核对）÷ 地板用时，含进程启动。',
      en: 'Ratio = build without proof ÷ floor, process start included in both.',
    },
  ],
};

interface Timed {
  wall: number;
  proof: number;
  timings: Record<string, number>;
}

await runCommand(async ({ argv, env, stdout, stderr }) => {
  const args = parseCommand(SPEC, argv, env);
  if (args.values.help) {
    stdout(`${helpText(SPEC, args.lang)}\n`);
    return EXIT.done;
  }
  if (args.values.floor !== undefined) {
    const jobs = JSON.parse(readFileSync(String(args.values.floor), 'utf8')) as FloorJob[];
    // The floor loads nothing but the browser.
    const { runFloor } = await import('./print/floor.ts');
    stdout(`${Math.round(await runFloor(jobs))}\n`);
    return EXIT.done;
  }
  const report = reportsAsked(args.positionals)[0] ?? '';
  const runs = Math.max(1, Number(args.values.runs ?? 3));
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'baogao-bench-'));
  const child = (command: string, more: string[], cache: string): { wall: number; out: string } => {
    const began = performance.now();
    const run = spawnSync(process.execPath, [packageFile('scripts/baogao.mjs'), command, ...more], {
      encoding: 'utf8',
      env: { ...env, XDG_CACHE_HOME: cache },
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(`${command}: ${run.stdout.slice(-2000)}${run.stderr.slice(-2000)}`);
    return { wall: performance.now() - began, out: run.stdout };
  };
  const build = (cache: string): Timed => {
    const { wall, out } = child('build', [report, '--json', '--out', path.join(scratch, 'out')], cache);
    const timings =
      (JSON.parse(out) as { editions: { timings: Record<string, number> }[] }).editions[0]?.timings ?? {};
    return { wall, proof: timings.proof ?? 0, timings };
  };
  try {
    const cache = path.join(scratch, 'cache');
    stderr(args.lang === 'zh' ? '冷生成…\n' : 'cold build…\n');
    const cold = build(cache);
    const jobs: FloorJob[] = [];
    const [{ makeEdition }, { openPress }, { recordingPress }] = await Promise.all([
      import('./edition/edition.ts'),
      import('./print/press.ts'),
      import('./print/floor.ts'),
    ]);
    const press = await openPress();
    await makeEdition(
      {
        dir: report,
        out: path.join(scratch, 'recorded'),
        publications: publicationsAsked(undefined),
        draft: true,
      },
      {
        press: Promise.resolve(recordingPress(press, scratch, jobs)),
        progress: silentProgress,
        now: () => performance.now(),
        env,
        lang: 'zh',
      },
    );
    await press.close();
    const list = path.join(scratch, 'jobs.json');
    writeFileSync(list, JSON.stringify(jobs));
    const warm: Timed[] = [];
    const floor: number[] = [];
    // In turn, so that a noisy machine disturbs both alike.
    for (let i = 0; i < runs; i++) {
      stderr(
        args.lang === 'zh' ? `热生成与地板 ${i + 1}/${runs}…\n` : `warm build and floor ${i + 1}/${runs}…\n`,
      );
      warm.push(build(cache));
      floor.push(child('bench', ['--floor', list], cache).wall);
    }
    const median = (numbers: number[]) =>
      [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
    const floorTime = median(floor);
    const warmTime = median(warm.map((w) => w.wall - w.proof));
    const result = {
      report,
      jobs: {
        prints: jobs.filter((j) => j.kind === 'pdf').length,
        captures: jobs.filter((j) => j.kind === 'picture').length,
      },
      floor: Math.round(floorTime),
      warm: Math.round(warmTime),
      cold: Math.round(cold.wall - cold.proof),
      proof: Math.round(median(warm.map((w) => w.proof))),
      ratio: {
        warm: Number((warmTime / floorTime).toFixed(2)),
        cold: Number(((cold.wall - cold.proof) / floorTime).toFixed(2)),
      },
      stages: warm[warm.length - 1]?.timings ?? {},
    };
    if (args.json) stdout(`${JSON.stringify(result, null, 1)}\n`);
    else
      stdout(
        args.lang === 'zh'
          ? `地板（${result.jobs.prints} 次打印、${result.jobs.captures} 次截图）  ${result.floor} ms\n热生成  ${result.warm} ms  比值 ${result.ratio.warm}\n冷生成  ${result.cold} ms  比值 ${result.ratio.cold}（含解开浏览器、裁剪字体）\n核对另计  ${result.proof} ms\n`
          : `floor (${result.jobs.prints} prints, ${result.jobs.captures} captures)  ${result.floor} ms\nwarm build  ${result.warm} ms  ratio ${result.ratio.warm}\ncold build  ${result.cold} ms  ratio ${result.ratio.cold} (browser inflated, fonts cut)\nproof apart  ${result.proof} ms\n`,
      );
    return EXIT.done;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
