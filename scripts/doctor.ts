/** npm run doctor: which browser and fonts are used, and why. */
import { type CommandSpec, helpText, languageOf, parseCommand } from './command/arguments.ts';
import { padEnd } from './command/progress.ts';
import { runCommand } from './command/run.ts';
import { diagnose, type Finding } from './print/diagnosis.ts';
import { EXIT } from './problem.ts';

const SPEC: CommandSpec = {
  name: 'doctor',
  usage: 'npm run doctor [-- --browser PATH]',
  summary: {
    zh: '检查这台电脑能否生成出版物：Node、浏览器、字体、缓存。',
    en: 'Checks whether this machine can make the publications: Node, browser, fonts, cache.',
  },
  options: {
    browser: {
      type: 'string',
      value: 'PATH',
      help: {
        zh: '检查这个浏览器（也可设 BAOGAO_BROWSER）',
        en: 'check this browser (or set BAOGAO_BROWSER)',
      },
    },
    'download-browser': {
      type: 'boolean',
      help: { zh: '找不到浏览器时允许下载', en: 'download a browser when none is found' },
    },
  },
  notes: [
    {
      zh: '退出码：0 齐备，3 缺浏览器或字体。',
      en: 'Exit codes: 0 all is there, 3 a browser or a font is missing.',
    },
  ],
};

await runCommand(async ({ argv, env, stdout, color }) => {
  const lang = languageOf(argv, env);
  const args = parseCommand(SPEC, argv, env);
  if (args.values.help) {
    stdout(`${helpText(SPEC, lang)}\n`);
    return EXIT.done;
  }
  const findings = await diagnose({
    browser: args.values.browser as string | undefined,
    download: args.values['download-browser'] === true,
  });
  const broken = findings.some((finding) => finding.state === 'missing');
  if (args.json) stdout(`${JSON.stringify({ ok: !broken, findings }, null, 2)}\n`);
  else {
    const width = 12;
    const mark: Record<Finding['state'], string> = { good: '✓', note: '·', missing: '✗' };
    const paint: Record<Finding['state'], number> = { good: 32, note: 2, missing: 31 };
    for (const { subject, state, message, hint } of findings) {
      const sign = color ? `\u001b[${paint[state]}m${mark[state]}\u001b[0m` : mark[state];
      stdout(`${sign} ${padEnd(subject[lang], width)}${message[lang].replace(/\n/g, '\n    ')}\n`);
      if (hint) stdout(`    ${lang === 'zh' ? '提示：' : 'hint: '}${hint[lang]}\n`);
    }
    const verdict = broken
      ? { zh: '有缺项，见 ✗。', en: 'something is missing, see ✗.' }
      : { zh: '齐备，可以生成。', en: 'all is there.' };
    stdout(`\n${verdict[lang]}\n`);
  }
  return broken ? EXIT.browser : EXIT.done;
});
