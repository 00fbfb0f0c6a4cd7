/** npm run schema: writes the JSON Schemas of the three YAML files, from which editors complete and underline. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CommandSpec, helpText, parseCommand } from './command/arguments.ts';
import { runCommand } from './command/run.ts';
import { EXIT } from './problem.ts';
import { schemaFiles } from './report/schema-file.ts';

const SPEC: CommandSpec = {
  name: 'schema',
  usage: 'npm run schema [-- --check] [--out DIR]',
  summary: {
    zh: '生成三个 YAML 文件的 JSON Schema，供编辑器补全和划线提示。',
    en: 'Writes the JSON Schemas of the three YAML files, so that editors complete and underline.',
  },
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      help: { zh: '写到哪个目录（默认 schemas）', en: 'where to write (default schemas)' },
    },
    check: {
      type: 'boolean',
      help: { zh: '只检查是否已是最新，不写', en: 'only tell whether they are up to date; write nothing' },
    },
  },
  notes: [
    {
      zh: '退出码：0 完成或已是最新，1 --check 发现过期。',
      en: 'Exit codes: 0 written or up to date, 1 out of date (--check).',
    },
  ],
};

await runCommand(async ({ argv, env, stdout }) => {
  const args = parseCommand(SPEC, argv, env);
  if (args.values.help) {
    stdout(`${helpText(SPEC, args.lang)}\n`);
    return EXIT.done;
  }
  const check = args.values.check === true;
  const dir = typeof args.values.out === 'string' ? args.values.out : 'schemas';
  const files: { file: string; current: boolean }[] = [];
  for (const { name, text } of schemaFiles()) {
    const file = path.join(dir, name);
    const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    files.push({ file, current: before === text });
    if (check || before === text) continue;
    await mkdir(dir, { recursive: true });
    await writeFile(file, text);
  }
  const stale = files.filter(({ current }) => !current);
  if (args.json) stdout(`${JSON.stringify({ ok: !check || stale.length === 0, files }, null, 2)}\n`);
  else
    for (const { file, current } of files)
      stdout(
        `${file} ${args.lang === 'zh' ? (current ? '已是最新' : check ? '已过期' : '已写入') : current ? 'up to date' : check ? 'out of date' : 'written'}\n`,
      );
  return check && stale.length > 0 ? EXIT.failed : EXIT.done;
});
