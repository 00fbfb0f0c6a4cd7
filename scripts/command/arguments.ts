/** Command lines: options of a command as a table, checked; what does not fit is a ProblemError (exit 2). */
import { parseArgs } from 'node:util';
import { EXIT, type Message, ProblemError } from '../problem.ts';
import { nearest } from '../report/nearest.ts';

export type Language = 'zh' | 'en';

export interface OptionSpec {
  type: 'boolean' | 'string';
  /** How the value is called in the help: DIR. */
  value?: string;
  help: Message;
}

export interface CommandSpec {
  name: string;
  usage: string;
  summary: Message;
  options: Record<string, OptionSpec>;
  /** Further paragraphs of the help. */
  notes?: Message[];
}

/** Options that every command has. */
const COMMON: Record<string, OptionSpec> = {
  lang: {
    type: 'string',
    value: 'zh|en',
    help: { zh: '提示语言（默认 zh）', en: 'language of messages (default zh)' },
  },
  json: {
    type: 'boolean',
    help: { zh: '向标准输出写 JSON，供程序读取', en: 'write JSON to standard output, for programs' },
  },
  help: { type: 'boolean', help: { zh: '显示这份说明', en: 'show this help' } },
};

export interface ParsedArguments {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
  lang: Language;
  json: boolean;
}

/** The language asked for by --lang or BAOGAO_LANG, before anything else is parsed; zh otherwise. */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const inline = argv.find((a) => a.startsWith('--lang='))?.slice(7);
  const next = argv.includes('--lang') ? argv[argv.indexOf('--lang') + 1] : undefined;
  return (inline ?? next ?? env.BAOGAO_LANG) === 'en' ? 'en' : 'zh';
}

/** Parses `argv` (without node and script) by `spec`. Throws ProblemError U001 (unknown option, missing value, bad language). */
export function parseCommand(
  spec: CommandSpec,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ParsedArguments {
  const all = { ...spec.options, ...COMMON };
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(Object.entries(all).map(([name, option]) => [name, { type: option.type }])),
      allowPositionals: true,
    });
    if (values.lang !== undefined && values.lang !== 'zh' && values.lang !== 'en')
      throw new Error(`--lang ${String(values.lang)}`);
    const empty = Object.entries(values).find(([, value]) => value === '');
    if (empty) throw new Error(`Option '--${empty[0]}' argument missing`);
    return { values, positionals, lang: languageOf(argv, env), json: values.json === true };
  } catch (error) {
    const found = (error instanceof Error ? error.message : String(error)).split('. To specify')[0] ?? '';
    const options = Object.keys(all).map((name) => `--${name}`);
    const names = options.join(' ');
    const strange = /'(--[\w-]+)/.exec(found)?.[1];
    const meant = strange && !options.includes(strange) ? nearest(strange, options) : undefined;
    throw new ProblemError(
      [
        {
          code: 'U001',
          severity: 'error',
          message: { zh: `命令行有误：${found}`, en: `bad command line: ${found}` },
          hint: meant
            ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` }
            : { zh: `可用选项：${names}；详见 --help`, en: `options: ${names}; see --help` },
        },
      ],
      EXIT.usage,
    );
  }
}

/** The help text of a command. */
export function helpText(spec: CommandSpec, lang: Language): string {
  const rows = Object.entries({ ...spec.options, ...COMMON }).map(([name, option]) => ({
    left: `  --${name}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`,
    right: option.help[lang],
  }));
  const width = Math.max(...rows.map((row) => row.left.length)) + 2;
  return [
    spec.summary[lang],
    '',
    (lang === 'zh' ? '用法：' : 'usage: ') + spec.usage,
    '',
    ...rows.map((row) => row.left.padEnd(width) + row.right),
    ...(spec.notes ?? []).flatMap((note) => ['', note[lang]]),
  ].join('\n');
}
