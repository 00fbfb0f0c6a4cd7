import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { openPress, type Press, type PressOptions } from '../../scripts/print/press.ts';
import { options, page, problemsOf, reportPage } from './pages.ts';

let press: Press | undefined;
const opened = async (how: PressOptions = {}) => {
  press = await openPress(how);
  return press;
};
afterEach(async () => {
  await press?.close();
  press = undefined;
});

/** Processes of a group, by the table of the system. */
const group = (pid: number): string[] =>
  execFileSync('ps', ['-eo', 'pgid,pid,stat,comm'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim().split(/\s+/)[0] === String(pid));

/** Killed processes may wait for the system to bury them. */
const alive = (line: string) => !/ Z/.test(line);

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`baogao-press-${process.pid}-`));

test('a killed browser is replaced once and its jobs succeed', async () => {
  const own = await opened();
  const pid = own.pid()!;
  const jobs = Promise.all([own.pdf(reportPage(), options), own.pages(reportPage())]);
  setTimeout(() => process.kill(pid, 'SIGKILL'), 60);
  const [pdf] = await jobs;
  expect(pdf.length).toBeGreaterThan(100_000);
  expect(own.pid()).not.toBe(pid);
  process.kill(own.pid()!, 'SIGKILL');
  await expect.poll(async () => (await problemsOf(own.pdf(page('x'), options)))[0]?.code).toBe('B011');
});

test('a page that hangs ends in an error that names it, within the deadline, and others still print', async () => {
  const own = await opened({ deadline: 1500 });
  const began = Date.now();
  const hanging = page('<script>while(true);</script>', { name: 'deck/deck.html', scripts: true });
  const other = own.pdf(page('<p>x</p>'), options);
  const [found] = await problemsOf(own.pdf(hanging, options));
  expect(Date.now() - began).toBeLessThan(3000);
  expect(found).toMatchObject({ code: 'B010', where: { product: 'deck/deck.html' } });
  expect((await other).length).toBeGreaterThan(1000);
  expect((await own.pdf(page('<p>y</p>'), options)).length).toBeGreaterThan(1000);
});

test('a hanging probe ends within the deadline too', async () => {
  const own = await opened({ deadline: 1500 });
  const [found] = await problemsOf(
    own.measure(page('x'), [0], () => {
      for (;;);
    }),
  );
  expect(found).toMatchObject({ code: 'B010', where: { product: 'test/page.pdf' } });
});

test('nothing is left after close(), nor after an interruption', async () => {
  const own = await opened();
  const pid = own.pid()!;
  await own.pdf(page('<p>x</p>'), options);
  expect(group(pid).length).toBeGreaterThan(1);
  await own.close();
  expect(group(pid).filter(alive)).toEqual([]);
  expect(folders()).toEqual([]);

  const control = new AbortController();
  const second = await opened({ signal: control.signal });
  const next = second.pid()!;
  const job = second.pdf(reportPage(), options).then(
    () => 'printed',
    (error: Error) => error.message,
  );
  setTimeout(() => control.abort(new Error('interrupted by Ctrl-C')), 30);
  expect(await job).toBe('interrupted by Ctrl-C');
  await second.close();
  await expect.poll(() => group(next).filter(alive)).toEqual([]);
  expect(folders()).toEqual([]);
});

test('when node itself is killed the browser ends, and the next press removes what is left', async () => {
  const script = new URL('./killed.ts', import.meta.url).pathname;
  const run = spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' });
  expect(run.signal).toBe('SIGKILL');
  const { pid, folder } = JSON.parse(run.stdout) as { pid: number; folder: string };
  await expect.poll(() => group(pid).filter(alive)).toEqual([]);
  expect(existsSync(folder)).toBe(true);
  await opened();
  expect(existsSync(folder)).toBe(false);
});
