import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../../scripts/edition/staging.ts';

const repo = path.resolve(import.meta.dirname, '../..');
let out: string;
const build = (folder: string, more: string[] = []) =>
  spawnSync(
    process.execPath,
    ['scripts/baogao.mjs', 'build', 'data/xinbei-2023', '--out', path.join(out, folder), ...more],
    { cwd: repo, encoding: 'utf8' },
  );

beforeAll(() => {
  out = mkdtempSync(path.join(os.tmpdir(), 'baogao-same-'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('two builds', () => {
  it('give the same bytes but for build.json; --only moves only its products', async () => {
    for (const folder of ['a', 'b']) {
      const run = build(folder);
      expect(run.status, run.stderr.slice(-2000)).toBe(0);
    }
    const files = await filesBelow(path.join(out, 'a/xinbei-2023'));
    expect(await filesBelow(path.join(out, 'b/xinbei-2023'))).toEqual(files);
    const read = (folder: string, file: string) => readFileSync(path.join(out, folder, 'xinbei-2023', file));
    const differing = files.filter(
      (file) => file !== 'build.json' && !read('a', file).equals(read('b', file)),
    );
    expect(differing).toEqual([]);

    const before = new Map(files.map((file) => [file, read('a', file)]));
    const only = build('a', ['--only', 'sheets']);
    expect(only.status, only.stderr.slice(-2000)).toBe(0);
    expect(await filesBelow(path.join(out, 'a/xinbei-2023'))).toEqual(files);
    const moved = files.filter((file) => !before.get(file)?.equals(read('a', file)));
    expect(moved.filter((file) => !/^(sheets\/|index\.html$|build\.json$|proof\.json$)/.test(file))).toEqual(
      [],
    );
    const proof = (folder: string) =>
      (JSON.parse(read(folder, 'proof.json').toString()) as { counts: { numbers: number } }).counts.numbers;
    expect(proof('a')).toBe(proof('b'));
  });
});
