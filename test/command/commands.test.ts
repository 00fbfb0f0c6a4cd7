/** The commands as a user runs them: exit codes, languages, errors with their place, JSON. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repo = path.resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}
const run = (command: string, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/baogao.mjs', command, ...args],
      { cwd: repo, env: { ...process.env, BAOGAO_LANG: '', BAOGAO_BROWSER: '', ...env }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number((error as { code?: number }).code ?? -1) : 0, stdout, stderr }),
    );
  });
const han = /\p{Script=Han}/u;
/** A copy of the first report's data with changes to its files. */
const dataWith = (name: string, changes: Record<string, (text: string) => string>): string => {
  const dir = path.join(folder, name);
  cpSync(path.join(repo, 'data/xinbei-2023'), dir, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const before = readFileSync(path.join(dir, file), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path.join(dir, file), after);
  }
  return dir;
};

describe('every command', () => {
  it.each(['build', 'check', 'doctor', 'bench', 'schema', 'explain'])(
    '%s explains itself in both languages',
    async (command) => {
      const [zh, en] = await Promise.all([
        run(command, ['--help']),
        run(command, ['--help', '--lang', 'en']),
      ]);
      expect([zh.code, en.code]).toEqual([0, 0]);
      expect(zh.stdout).toContain('用法：');
      expect(en.stdout).toContain('usage: ');
      // Values such as 草稿 are quoted; the English help explains in English.
      expect(en.stdout.split('\n').filter((line) => han.test(line.replaceAll('草稿', '')))).toEqual([]);
      expect(zh.stderr + en.stderr).toBe('');
    },
  );

  it('an unknown one is refused with those there are', async () => {
    const { code, stderr } = await run('biuld', ['--lang', 'en']);
    expect(code).toBe(2);
    expect(stderr).toContain('build check doctor');
  });
});

describe('wrong usage ends with exit code 2 and the nearest right word', () => {
  it.each([
    ['a misspelt option', ['--olny', 'deck'], 'U001', '--only'],
    ['a misspelt publication', ['--only', 'bookelt'], 'U002', 'booklet'],
    ['a misspelt report', ['data/xinbei-2032'], 'U004', 'data/xinbei-2023'],
    ['an empty value', ['--out='], 'U001', '--out'],
    ['no milliseconds', ['--deadline', 'soon'], 'U001', '--deadline'],
    ['an output folder that is a file', ['data/xinbei-2023', '--out', 'README.md'], 'U003', '--out'],
  ])('%s', async (_, args, code, hint) => {
    const ended = await run('build', args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(code);
    expect(ended.stderr).toContain(hint);
    expect(ended.stderr).toMatch(han);
  });
});

describe('faulty data', () => {
  it('are told all at once, with place, frame and hint, and nothing is built', async () => {
    const dir = dataWith('faulty', {
      'indicators.yaml': (text) =>
        text
          .replace('id: tax-relief\n', 'id: tax-relief\n  vlaue: 1\n')
          .replace('status: actual', 'status: actuall')
          .replace('全年预计实现地区生产总值超1900亿元，同比', '全年预计实现地区生产总值超1901亿元，同比'),
      'report.yaml': (text) => text.replace('hero: dominant-share', 'hero: dominant-shaer'),
      'figures.yaml': (text) => text.replace(/kind: bar\n/, 'kind: bra\n'),
    });
    const out = path.join(folder, 'out-faulty');
    const [zh, en, json] = await Promise.all([
      run('build', [dir, '--out', out]),
      run('build', [dir, '--out', out, '--lang', 'en']),
      run('check', [dir, '--out', out, '--json']),
    ]);
    expect([zh.code, en.code, json.code]).toEqual([2, 2, 2]);
    for (const code of ['D103', 'D104', 'D301', 'D203']) {
      expect(zh.stderr).toMatch(new RegExp(`faulty/\\w+\\.yaml:\\d+:\\d+ ${code} `));
      expect(en.stderr).toMatch(new RegExp(`faulty/\\w+\\.yaml:\\d+:\\d+ ${code} `));
    }
    expect(zh.stderr).toMatch(/\^\^\^/);
    for (const nearest of ['value', 'actual', 'dominant-share', 'bar', '超1900亿元'])
      expect(zh.stderr).toContain(nearest);
    expect(zh.stderr).toContain('提示：');
    expect(en.stderr).toContain('did you mean dominant-share');
    const [checked] = JSON.parse(json.stdout) as { problems: { code: string; at?: { line: number } }[] }[];
    const errors = checked?.problems ?? [];
    // One for each planted fault: what refers to a faulty entry is no fault of its own.
    expect(errors.map((p) => p.code).sort()).toEqual(['D103', 'D104', 'D104', 'D203', 'D301']);
    expect(errors.every((p) => (p.at?.line ?? 0) > 0)).toBe(true);
    expect(() => readdirSync(out)).toThrow();
  });

  it('a report.txt that is missing, empty, or no text', async () => {
    const bare = (name: string, content?: string | Uint8Array) => {
      const dir = path.join(folder, name);
      mkdirSync(dir);
      if (content !== undefined) writeFileSync(path.join(dir, 'report.txt'), content);
      return dir;
    };
    const ended = await Promise.all(
      [
        bare('missing'),
        bare('empty', '\ufeff \n\u3000\n'),
        bare('binary', Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x81])),
      ].map((dir) => run('build', [dir, '--out', path.join(folder, 'out-bare')])),
    );
    expect(ended.map((e) => e.code)).toEqual([2, 2, 2]);
    expect(ended.map((e) => /D00\d/.exec(e.stderr)?.[0])).toEqual(['D001', 'D002', 'D003']);
    for (const { stderr } of ended) expect(stderr).toMatch(/report\.txt:1:1 /);
  });
});

describe('check', () => {
  it('names product, page and number of what was changed after the build, in both languages and as JSON', async () => {
    const out = path.join(folder, 'out-changed');
    const built = await run('build', ['test/input/invented', '--out', out, '--only', 'sheets']);
    expect(built.code, built.stderr.slice(-800)).toBe(0);
    const args = ['test/input/invented', '--out', out];
    expect((await run('check', args)).code).toBe(0);
    const sheet = path.join(out, 'invented/sheets/topic-1.html');
    writeFileSync(sheet, readFileSync(sheet, 'utf8').replace('</article>', '<p>增长7%</p></article>'));
    const [zh, en, json] = await Promise.all([
      run('check', args),
      run('check', [...args, '--lang', 'en']),
      run('check', [...args, '--json']),
    ]);
    expect([zh.code, en.code, json.code]).toEqual([1, 1, 1]);
    expect(zh.stderr).toMatch(/invented\/sheets\/topic-1\.html.* P101 .*“7”/);
    expect(zh.stderr).toContain('E004');
    expect(en.stderr).toMatch(/P101 the number “7” has no source/);
    const [checked] = JSON.parse(json.stdout) as { problems: { code: string }[] }[];
    expect(checked?.problems.map((p) => p.code)).toEqual(expect.arrayContaining(['P101', 'E004']));
  }, 180_000);
});

describe('a browser that cannot be used', () => {
  it.each([
    ['is not there', () => path.join(folder, 'nowhere')],
    ['is another program', () => '/bin/false'],
    [
      'hangs',
      () => {
        const file = path.join(folder, 'hangs.sh');
        writeFileSync(file, '#!/bin/sh\nexec sleep 600\n');
        chmodSync(file, 0o755);
        return file;
      },
    ],
  ])('that %s: exit code 3, what to do, nothing half made', async (_, browser) => {
    const out = path.join(folder, 'out-browser');
    const ended = await run('build', ['test/input/invented', '--out', out, '--only', 'sheets'], {
      BAOGAO_BROWSER: browser(),
    });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/B00\d/);
    expect(ended.stderr).toContain('BAOGAO_BROWSER');
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('explain', () => {
  it('knows every code it names, and the nearest for others', async () => {
    const [all, one, none] = await Promise.all([
      run('explain', ['--json']),
      run('explain', ['d301', '--lang', 'en']),
      run('explain', ['D3O1']),
    ]);
    expect(Object.keys(JSON.parse(all.stdout)).length).toBeGreaterThan(40);
    expect(one.stdout).toMatch(/^D301 {2}/);
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/是否指 D3/);
  });
});
