/** npm run explain: what a problem code means and what to do; all of them without a code. */
import { type CommandSpec, helpText, parseCommand } from './command/arguments.ts';
import { runCommand } from './command/run.ts';
import { EXIT, ProblemError } from './problem.ts';
import { PROBLEM_CODES } from './problem-codes.ts';
import { nearest } from './report/nearest.ts';

const SPEC: CommandSpec = {
  name: 'explain',
  usage: 'npm run explain -- [CODE …]',
  summary: {
    zh: '解释错误代码；不写代码则列出全部。',
    en: 'Explains problem codes; lists them all without one.',
  },
  options: {},
};

await runCommand(async ({ argv, env, stdout }) => {
  const args = parseCommand(SPEC, argv, env);
  const { lang } = args;
  if (args.values.help) {
    stdout(`${helpText(SPEC, lang)}\n`);
    return EXIT.done;
  }
  const asked = args.positionals.map((name) => name.toUpperCase());
  const unknown = asked.filter((name) => !PROBLEM_CODES[name]);
  if (unknown.length > 0) {
    const meant = nearest(unknown[0] ?? '', Object.keys(PROBLEM_CODES));
    throw new ProblemError([
      {
        code: 'U001',
        severity: 'error',
        message: { zh: `没有这个代码：${unknown.join('、')}`, en: `no such code: ${unknown.join(', ')}` },
        ...(meant ? { hint: { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } } : {}),
      },
    ]);
  }
  const codes = asked.length > 0 ? asked : Object.keys(PROBLEM_CODES);
  if (args.json)
    stdout(
      `${JSON.stringify(Object.fromEntries(codes.map((name) => [name, PROBLEM_CODES[name]])), null, 1)}\n`,
    );
  else
    for (const name of codes) {
      const entry = PROBLEM_CODES[name];
      if (entry)
        stdout(
          asked.length > 0
            ? `${name}  ${entry.title[lang]}\n      ${entry.remedy[lang]}\n`
            : `${name}  ${entry.title[lang]}\n`,
        );
    }
  return EXIT.done;
});
