import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserEffects, findBrowser, realEffects } from '../../scripts/print/browser.ts';
import { embeddedServes } from '../../scripts/print/embedded.ts';
import { openPress } from '../../scripts/print/press.ts';
import { EXIT, ProblemError } from '../../scripts/problem.ts';
import { problemsOf } from './pages.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baogao-find-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A machine without anything: no PATH, an empty home, and without the embedded browser unless told. */
const bare = (more: Partial<BrowserEffects> = {}): BrowserEffects => ({
  ...realEffects(),
  env: { BAOGAO_CACHE: path.join(folder, 'cache') },
  home: path.join(folder, 'home'),
  archive: null,
  ...more,
});

/** A program that answers --version. */
async function program(place: string, answer: string): Promise<string> {
  const file = path.join(folder, place);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "${answer}"\n`);
  await chmod(file, 0o755);
  return file;
}

test.runIf(embeddedServes(realEffects()))(
  'the embedded browser is the default, on a machine with an empty PATH',
  async () => {
    const effects = {
      ...realEffects(),
      env: { HOME: process.env.HOME, BAOGAO_CACHE: process.env.BAOGAO_CACHE },
    };
    const { browser } = await findBrowser({}, effects);
    expect(browser).toMatchObject({ source: 'embedded', shell: true });
    expect(browser.version).toMatch(/^143\./);
  },
);

test('a given browser that is wrong is an error, never passed over', async () => {
  const plain = path.join(folder, 'plain');
  await writeFile(plain, 'x');
  const wrong: Record<string, RegExp> = {
    [path.join(folder, 'none')]: /不存在/,
    [folder]: /不是可执行文件/,
    [plain]: /不是可执行文件/,
    '/bin/true': /不是 Chromium/,
    '/bin/false': /启动失败/,
    [await program('old', 'Chromium 99.0.1')]: /太旧/,
  };
  for (const [given, why] of Object.entries(wrong)) {
    const effects = { ...realEffects(), env: { ...process.env, BAOGAO_BROWSER: given } };
    const [byEnv] = await problemsOf(findBrowser({}, effects));
    expect(byEnv).toMatchObject({ code: 'B001' });
    expect(byEnv?.message.zh).toMatch(why);
    expect(byEnv?.message.zh).toContain('BAOGAO_BROWSER');
  }
  const error = await openPress({ browser: path.join(folder, 'none') }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).exitCode).toBe(EXIT.browser);
  expect((error as ProblemError).problems[0]?.message.zh).toContain('--browser');
});

test('after the embedded one come the machine, then the caches of puppeteer and Playwright', async () => {
  const own = await program('bin/chromium', 'Chromium 140.0.1.2');
  const puppeteer = await program(
    'home/.cache/puppeteer/chrome-headless-shell/linux-141.0.1.2/chrome-headless-shell-linux64/chrome-headless-shell',
    'Google Chrome for Testing 141.0.1.2',
  );
  const playwright = await program(
    'home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome',
    'Chromium 142.0.1.2',
  );
  const effects = bare({ env: { ...bare().env, PATH: path.dirname(own) } });
  const found = async (e: BrowserEffects) => (await findBrowser({}, e)).browser;
  expect(await found(effects)).toMatchObject({ source: 'machine', path: own, version: '140.0.1.2' });
  expect(await found(bare())).toMatchObject({ source: 'puppeteer', path: puppeteer, shell: true });
  const { looks } = await findBrowser({ all: true }, effects);
  expect(looks.filter((look) => look.found).map((look) => look.place)).toEqual([own, puppeteer, playwright]);
});

test('where there is none, one error says where it was sought and what to install, with exit code 3', async () => {
  const home = path.join(folder, 'empty');
  const error = await findBrowser({}, bare({ home })).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ProblemError);
  const { exitCode, problems } = error as ProblemError;
  expect(exitCode).toBe(EXIT.browser);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: 'B002' });
  expect(problems[0]?.message.zh).toContain('/opt/google/chrome/chrome');
  expect(problems[0]?.hint?.zh).toMatch(/apt-get install.*BAOGAO_BROWSER.*--download-browser/);
});

test('an unwritable cache folder falls back to the next', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const { cache } = await findBrowser(
    {},
    {
      ...realEffects(),
      env: { ...process.env, BAOGAO_CACHE: path.join(file, 'below') },
    },
  );
  expect(cache).not.toContain(file);
});

test('a browser that was found but does not start gives way to the next', async () => {
  const liar = await program('liar/chromium', 'Chromium 143.0.0.1');
  const error = await openPress({
    effects: bare({ home: path.join(folder, 'empty'), env: { ...bare().env, PATH: path.dirname(liar) } }),
  }).catch((e: unknown) => e);
  // Here no other is left, so that the search tells of the failed start.
  expect((error as ProblemError).problems[0]).toMatchObject({ code: 'B002' });
  expect((error as ProblemError).problems[0]?.message.zh).toContain(`${liar}: 装了，但启动失败`);
});
