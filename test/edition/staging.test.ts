import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, openStaging, recover } from '../../scripts/edition/staging.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(path.join(os.tmpdir(), 'staging-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));
const read = (product: string) => readFileSync(path.join(out, 'r', product), 'utf8');
/** The id of a process that is gone. */
const deadPid = () => spawnSync('true').pid;

describe('staging', () => {
  it('moves a whole edition in and removes what is no longer made', async () => {
    mkdirSync(path.join(out, 'r/sheets'), { recursive: true });
    writeFileSync(path.join(out, 'r/sheets/old.pdf'), 'old');
    writeFileSync(path.join(out, 'r/mine.txt'), 'mine');
    const staging = await openStaging(out, 'r');
    await staging.write('deck/deck.html', 'new');
    await staging.write('build.json', '{}');
    expect(existsSync(path.join(out, 'r/deck'))).toBe(false);
    await staging.publish((product) => product.startsWith('sheets/'));
    expect(await filesBelow(path.join(out, 'r'))).toEqual(['build.json', 'deck/deck.html', 'mine.txt']);
    expect(readdirSync(out)).toEqual(['r']);
  });

  it('keeps a failed attempt for a look and leaves the old edition alone', async () => {
    mkdirSync(path.join(out, 'r'));
    writeFileSync(path.join(out, 'r/build.json'), 'old');
    const staging = await openStaging(out, 'r');
    await staging.write('build.json', 'new');
    await staging.fail();
    expect(read('build.json')).toBe('old');
    expect(readFileSync(path.join(out, '.failed-r/build.json'), 'utf8')).toBe('new');
  });

  it('removes what a killed build left', async () => {
    mkdirSync(path.join(out, `.building-r-${deadPid()}`));
    await recover(out, 'r');
    expect(readdirSync(out)).toEqual([]);
  });

  it('leaves a build at work alone', async () => {
    const parent = `.building-r-${process.ppid}`;
    mkdirSync(path.join(out, parent));
    await recover(out, 'r');
    expect(readdirSync(out)).toEqual([parent]);
  });

  it('finishes an interrupted move, build.json last', async () => {
    const dir = path.join(out, `.building-r-${deadPid()}`);
    mkdirSync(path.join(out, 'r/deck'), { recursive: true });
    writeFileSync(path.join(out, 'r/deck/deck.html'), 'already moved');
    writeFileSync(path.join(out, 'r/gone.pdf'), 'x');
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'index.html'), 'index');
    writeFileSync(path.join(dir, 'build.json'), '{"new":1}');
    writeFileSync(
      path.join(dir, '.moving.json'),
      JSON.stringify({ move: ['deck/deck.html', 'index.html', 'build.json'], remove: ['gone.pdf'] }),
    );
    await recover(out, 'r');
    expect(await filesBelow(path.join(out, 'r'))).toEqual(['build.json', 'deck/deck.html', 'index.html']);
    expect(read('deck/deck.html')).toBe('already moved');
    expect(readdirSync(out)).toEqual(['r']);
  });

  it('names a folder that cannot be written', async () => {
    writeFileSync(path.join(out, 'file'), '');
    await expect(openStaging(path.join(out, 'file'), 'r')).rejects.toMatchObject({
      exitCode: 2,
      problems: [{ code: 'U003' }],
    });
  });
});
