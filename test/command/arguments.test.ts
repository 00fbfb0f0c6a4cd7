import { describe, expect, it } from 'vitest';
import { type CommandSpec, helpText, languageOf, parseCommand } from '../../scripts/command/arguments.ts';
import { columns, outputTree } from '../../scripts/command/progress.ts';

const spec: CommandSpec = {
  name: 'build',
  usage: 'npm run build -- [data/<report> …]',
  summary: { zh: '生成', en: 'makes' },
  options: { only: { type: 'string', value: 'LIST', help: { zh: '只做', en: 'only' } } },
};

describe('command lines', () => {
  it('takes options and folders', () => {
    const parsed = parseCommand(spec, ['data/a', '--only', 'deck', '--lang', 'en', '--json']);
    expect(parsed.positionals).toEqual(['data/a']);
    expect(parsed.values.only).toBe('deck');
    expect(parsed.lang).toBe('en');
    expect(parsed.json).toBe(true);
  });

  it.each([[['--olny', 'deck']], [['--only']], [['--lang', 'fr']]])(
    'refuses %j with the options there are',
    (argv) => {
      expect(() => parseCommand(spec, argv)).toThrow(
        expect.objectContaining({ exitCode: 2, problems: [expect.objectContaining({ code: 'U001' })] }),
      );
    },
  );

  it('knows the language before anything else', () => {
    expect(languageOf(['x', '--lang=en'], {})).toBe('en');
    expect(languageOf([], { BAOGAO_LANG: 'en' })).toBe('en');
    expect(languageOf([], {})).toBe('zh');
  });

  it('explains every option', () => {
    expect(helpText(spec, 'zh')).toContain('--only LIST');
    expect(helpText(spec, 'en')).toContain('usage: npm run build');
  });
});

describe('output tree', () => {
  it('counts full-width characters as two columns', () => {
    expect(columns('手册A4')).toBe(6);
  });

  it('shows folders with their sums and folds long ones', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ path: `figures/f${i}.svg`, bytes: 1000 }));
    const tree = outputTree(
      'dist/x',
      [{ path: 'deck/deck.pdf', bytes: 2_000_000, note: '29 页' }, ...many],
      'zh',
    );
    expect(tree).toMatch(/dist\/x\/ +2\.0 MB/);
    expect(tree).toMatch(/deck\.pdf +2\.0 MB {2}29 页/);
    expect(tree).toContain('20 个文件');
  });
});
