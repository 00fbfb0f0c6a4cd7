import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, it } from 'vitest';

const repo = path.resolve(import.meta.dirname, '..');
const folders: string[] = [];
let root: string;
/** A package of one command that imports a library, a file beside it and the place of the package. */
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'baogao-compile-'));
  folders.push(root);
  mkdirSync(path.join(root, 'scripts'));
  for (const file of ['compile.mjs', 'package.ts'])
    copyFileSync(path.join(repo, 'scripts', file), path.join(root, 'scripts', file));
  symlinkSync(path.join(repo, 'node_modules'), path.join(root, 'node_modules'));
  write('package.json', '{"type":"module"}');
  write('scripts/word.ts', `export const word: string = '甲';`);
  write(
    'scripts/hello.ts',
    `import Handlebars from 'handlebars'; import { word } from './word.ts'; import { packageFile, requirePackage } from './package.ts';
    const puppeteer = requirePackage('puppeteer') as object;
    console.log(Handlebars.compile('{{word}}')({ word }), packageFile('x'), Object.keys(puppeteer).length > 0);`,
  );
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);
const run = () => {
  const script = `import { compiled } from './scripts/compile.mjs'; const url = await compiled(['hello'], 'hello'); await import(url); console.log(url);`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  const [said = '', url = ''] = ended.stdout.trim().split('\n');
  return { ...ended, said, bundle: url && fileURLToPath(url) };
};

it('the bundle is made once and anew when a source changes', () => {
  const first = run();
  expect(first.stderr).toBe('');
  expect(first.said).toBe(`甲 ${path.join(root, 'x')} true`);
  expect(run().bundle).toBe(first.bundle);
  write('scripts/word.ts', `export const word: string = '乙丙';`);
  const next = run();
  expect(next.said).toMatch(/^乙丙 /);
  expect(next.bundle).not.toBe(first.bundle);
  // A process may still be at work with the old one.
  expect(existsSync(first.bundle)).toBe(true);
});

it('where the package cannot be written to, the bundle goes with the process', () => {
  write('.cache', 'a file where the folder would be');
  const { said, bundle } = run();
  expect(said).toMatch(/^甲 /);
  expect(bundle.startsWith(os.tmpdir())).toBe(true);
  expect(existsSync(bundle)).toBe(false);
});

it('a fault in a source is told with its place, and nothing half made is used', () => {
  run();
  write('scripts/word.ts', 'export const word: string = ;');
  const faulty = run();
  expect(faulty.status).not.toBe(0);
  expect(faulty.stderr).toContain('scripts/word.ts:1:');
  write('scripts/word.ts', `export const word: string = '丁';`);
  expect(run().said).toMatch(/^丁 /);
  expect(readdirSync(path.join(root, '.cache/commands'))).toContain('bundle.json');
});
