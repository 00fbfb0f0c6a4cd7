/** npm run bench: cold and warm builds of everything beside the floor, in one run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildUnproved, drawFigures, printFinished } from './bench-parts.ts';
import { median } from './bench-runs.ts';
import { type CommandSpec, helpText, parseCommand } from './command/arguments.ts';
import { reportsAsked } from './command/reports.ts';
import { runCommand } from './command/run.ts';
import { packageFile } from './package.ts';
import { type FloorJob, recordingPress } from './print/floor.ts';
import { EXIT } from './problem.ts';

const SPEC: CommandSpec = {
  name: 'bench',
  usage: 'npm run bench -- [data/<report>] [--runs N] [--peers]',
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
    peers: {
      type: 'boolean',
      help: {
        zh: '与同类工具对比（经 npx 取得）：小册子对 Chromium 打印同一份 HTML、Vivliostyle、Paged.js；演示文稿一次生成对 marp-cli 三次调用',
        en: 'beside peers (by npx): the booklet beside a bare print of its HTML, Vivliostyle and Paged.js; the deck in one call beside three of marp-cli',
      },
    },
    only: {
      type: 'string',
      value: 'NAMES',
      help: { zh: '（内部使用）只生成这些', en: '(internal) build only these' },
    },
    editions: {
      type: 'string',
      value: 'NAMES',
      help: { zh: '（内部使用）小册子只生成这些版本', en: '(internal) only these editions of the booklet' },
    },
    finished: {
      type: 'string',
      value: 'FILE',
      help: { zh: '（内部使用）只打印排好的小册子', en: '(internal) print the laid-out booklet only' },
    },
    floor: {
      type: 'string',
      value: 'FILE',
      help: { zh: '（内部使用）只跑地板', en: '(internal) run the floor only' },
    },
    figures: {
      type: 'boolean',
      help: { zh: '（内部使用）只画图', en: '(internal) draw the figures only' },
    },
    unproved: {
      type: 'string',
      value: 'DIR',
      help: { zh: '（内部使用）只生成、不核对', en: '(internal) build without the proof' },
    },
  },
  notes: [
    {
      zh: '比值 = 生成用时（不含核对）÷ 地板用时，含进程启动。',
      en: 'Ratio = build without proof ÷ floor, process start included in both.',
    },
  ],
};

await runCommand(async ({ argv, env, stdout, stderr }) => {
  const args = parseCommand(SPEC, argv, env);
  if (args.values.help) {
    stdout(`${helpText(SPEC, args.lang)}\n`);
    return EXIT.done;
  }
  const zh = args.lang === 'zh';
  if (args.values.floor !== undefined) {
    const jobs = JSON.parse(readFileSync(String(args.values.floor), 'utf8')) as FloorJob[];
    // The floor loads nothing but the browser.
    const { runFloor } = await import('./print/floor.ts');
    await runFloor(jobs);
    return EXIT.done;
  }
  if (args.values.finished !== undefined) {
    await printFinished(String(args.values.finished));
    return EXIT.done;
  }
  const report = reportsAsked(args.positionals)[0] ?? '';
  if (args.values.unproved !== undefined) {
    const timings = await buildUnproved(report, String(args.values.unproved), env, {
      only: args.values.only as string | undefined,
      editions: args.values.editions as string | undefined,
    });
    stdout(JSON.stringify(timings));
    return EXIT.done;
  }
  if (args.values.figures === true) {
    stdout(JSON.stringify(await drawFigures(report)));
    return EXIT.done;
  }
  const runs = Math.max(1, Number(args.values.runs ?? 3));
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'baogao-bench-'));
  const cache = path.join(scratch, 'cache');
  const out = path.join(scratch, 'out');
  /** Runs a command as its own process; gives the time in ms from its start to its end. */
  const child = (...command: string[]): { wall: number; out: string } => {
    const began = performance.now();
    const run = spawnSync(process.execPath, [packageFile('scripts/baogao.mjs'), ...command], {
      encoding: 'utf8',
      env: { ...env, XDG_CACHE_HOME: cache },
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0)
      throw new Error(`${command[0]}: ${run.stdout.slice(-2000)}${run.stderr.slice(-2000)}`);
    return { wall: performance.now() - began, out: run.stdout };
  };
  const unproved = () => child('bench', report, '--unproved', out);
  try {
    if (args.values.peers === true) {
      const { benchPeers, peersText } = await import('./bench-peers.ts');
      const made = (only: string) => (folder: string) =>
        child('bench', report, '--only', only, '--editions', 'reading', '--unproved', folder).wall;
      const result = await benchPeers(
        {
          deck: made('deck'),
          whole: made('booklet'),
          floor: (jobs) => child('bench', '--floor', jobs).wall,
          finished: (task) => child('bench', '--finished', task).wall,
        },
        { scratch, report, runs, env },
        (what) => {
          if (what === 'booklet') stderr(zh ? '小册子（需几分钟）…\n' : 'booklet (takes some minutes)…\n');
          else stderr(zh ? '演示文稿…\n' : 'deck…\n');
        },
      );
      stdout(args.json ? `${JSON.stringify(result, null, 1)}\n` : peersText(result, args.lang));
      return EXIT.done;
    }
    stderr(zh ? '冷生成…\n' : 'cold build…\n');
    // As after an installation: the commands are compiled too.
    rmSync(packageFile('.cache/commands/bundle.json'), { force: true });
    const cold = unproved().wall;
    const list = path.join(scratch, 'jobs.json');
    const jobs: FloorJob[] = [];
    await buildUnproved(report, out, env, { over: (press) => recordingPress(press, scratch, jobs) });
    writeFileSync(list, JSON.stringify(jobs));
    const warm: number[] = [];
    const floor: number[] = [];
    let stages: Record<string, number> = {};
    // In turn, so that a noisy machine disturbs both alike.
    for (let i = 0; i < runs; i++) {
      stderr(zh ? `热生成与地板 ${i + 1}/${runs}…\n` : `warm build and floor ${i + 1}/${runs}…\n`);
      const build = unproved();
      stages = JSON.parse(build.out) as Record<string, number>;
      warm.push(build.wall);
      floor.push(child('bench', '--floor', list).wall);
    }
    stderr(zh ? '连同核对…\n' : 'with the proof…\n');
    const proved = child('build', report, '--json', '--out', out);
    const proof =
      (JSON.parse(proved.out) as { editions: { timings: { proof?: number } }[] }).editions[0]?.timings
        .proof ?? 0;
    const drawing = Array.from(
      { length: runs },
      () => JSON.parse(child('bench', report, '--figures').out) as { figures: number; time: number },
    );
    const [floorTime, warmTime] = [median(floor), median(warm)];
    const result = {
      report,
      jobs: {
        prints: jobs.filter((j) => j.kind === 'pdf').length,
        captures: jobs.reduce(
          (n, j) => n + (j.kind === 'pictures' ? j.of.length : j.kind === 'picture' ? 1 : 0),
          0,
        ),
      },
      floor: Math.round(floorTime),
      warm: Math.round(warmTime),
      cold: Math.round(cold),
      ratio: {
        warm: Number((warmTime / floorTime).toFixed(2)),
        cold: Number((cold / floorTime).toFixed(2)),
      },
      proof,
      whole: Math.round(proved.wall),
      figures: { count: drawing[0]?.figures ?? 0, time: Math.round(median(drawing.map((d) => d.time))) },
      stages,
    };
    if (args.json) stdout(`${JSON.stringify(result, null, 1)}\n`);
    else
      stdout(
        zh
          ? `地板（${result.jobs.prints} 次打印、${result.jobs.captures} 次截图）  ${result.floor} ms\n热生成  ${result.warm} ms  比值 ${result.ratio.warm}\n冷生成  ${result.cold} ms  比值 ${result.ratio.cold}（含编译、解开浏览器、裁剪字体）\n核对另计  ${result.proof} ms；连同核对的热生成  ${result.whole} ms\n全部 ${result.figures.count} 幅图  ${result.figures.time} ms（含载入程序库）\n`
          : `floor (${result.jobs.prints} prints, ${result.jobs.captures} captures)  ${result.floor} ms\nwarm build  ${result.warm} ms  ratio ${result.ratio.warm}\ncold build  ${result.cold} ms  ratio ${result.ratio.cold} (compiled, browser inflated, fonts cut)\nproof apart  ${result.proof} ms; warm build with it  ${result.whole} ms\nall ${result.figures.count} figures  ${result.figures.time} ms (libraries loaded)\n`,
      );
    return EXIT.done;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
