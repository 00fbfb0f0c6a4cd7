import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repo = path.resolve(import.meta.dirname, '../..');
let folder: string;
const run = (command: string, args: string[], cwd: string) =>
  spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, BAOGAO_BROWSER: '', npm_config_yes: 'true' },
    maxBuffer: 1 << 26,
  });

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'baogao-package-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed tarball', () => {
  it('installs into an empty folder and builds the report', () => {
    const packed = run('npm', ['pack', '--json', '--pack-destination', folder], repo);
    expect(packed.status, packed.stderr).toBe(0);
    const tarball = readdirSync(folder).find((f) => f.endsWith('.tgz')) ?? '';
    const files =
      (JSON.parse(packed.stdout) as { files: { path: string }[] }[])[0]?.files.map((f) => f.path) ?? [];
    expect(files.filter((f) => /^(dist|test|node_modules)\//.test(f))).toEqual([]);
    const home = mkdtempSync(path.join(folder, 'home-'));
    const init = run('npm', ['init', '-y'], home);
    expect(init.status, init.stderr).toBe(0);
    const install = run('npm', ['install', '--no-audit', '--no-fund', path.join(folder, tarball)], home);
    expect(install.status, install.stderr).toBe(0);
    const build = run(
      'npx',
      ['baogao', 'build', 'node_modules/baogao/data/xinbei-2023', '--out', 'out'],
      home,
    );
    expect(build.status, build.stderr.slice(-3000)).toBe(0);
    const made = path.join(home, 'out', 'xinbei-2023');
    for (const product of [
      'deck/deck.html',
      'deck/deck.pdf',
      'deck/deck.pptx',
      'booklet/booklet.pdf',
      'sheets/all.pdf',
      'index.html',
      'build.json',
      'proof.json',
    ])
      expect(existsSync(path.join(made, product)), product).toBe(true);
    const check = run(
      'npx',
      ['baogao', 'check', 'node_modules/baogao/data/xinbei-2023', '--out', 'out'],
      home,
    );
    expect(check.status, check.stdout + check.stderr).toBe(0);
    expect(run('npx', ['baogao', 'nonsense'], home).status).toBe(2);
  });

  it('names no download host in the lockfile', () => {
    expect(readFileSync(path.join(repo, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "http/);
  });
});
