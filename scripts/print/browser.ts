/** Finds the browser: given by the user → embedded → on the machine → caches of puppeteer and Playwright → download when asked. */
import { execFile } from 'node:child_process';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { EXIT, type Message, ProblemError } from '../problem.ts';
import { cacheFolder, type Machine } from './cache.ts';
import { candidates } from './candidates.ts';
import { downloadBrowser } from './download.ts';
import {
  EMBEDDED_VERSION,
  embeddedArchive,
  embeddedServes,
  inflateEmbedded,
  writeFontconfig,
} from './embedded.ts';

/** The oldest Chromium that understands the CSS of the templates (margin boxes came with 131). */
export const OLDEST_VERSION = 131;

export type BrowserSource = 'given' | 'embedded' | 'machine' | 'puppeteer' | 'playwright' | 'download';

export interface FoundBrowser {
  path: string;
  source: BrowserSource;
  /** 143.0.7499.40 */
  version: string;
  /** The old headless mode as a program of its own: starts three times faster. */
  shell: boolean;
  /** Variables it is started with, beside the usual ones. */
  env: Record<string, string>;
}

/** One place looked at, for the doctor and for the error that nothing was found. */
export interface Look {
  source: BrowserSource;
  place: string;
  found: boolean;
  /** Version, or why it cannot be used. */
  note: Message;
}

/** What the search needs of the world. */
export interface BrowserEffects extends Machine {
  /** Runs a program; gives its output, throws when it fails or takes longer than `timeout` ms. */
  run(file: string, args: string[], env: NodeJS.ProcessEnv, timeout: number): Promise<string>;
  isProgram(file: string): Promise<boolean>;
  list(folder: string): Promise<string[]>;
  archive: string | null;
}

export const realEffects = (): BrowserEffects => ({
  env: process.env,
  platform: process.platform,
  arch: process.arch,
  home: homedir(),
  archive: embeddedArchive(),
  run: (file, args, env, timeout) =>
    new Promise((resolve, reject) => {
      execFile(file, args, { env, timeout, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    }),
  isProgram: async (file) => {
    try {
      await access(file, constants.X_OK);
      return (await stat(file)).isFile();
    } catch {
      return false;
    }
  },
  list: (folder) => readdir(folder).catch(() => []),
});

export interface FindOptions {
  /** --browser; otherwise BAOGAO_BROWSER counts. */
  browser?: string;
  /** --download-browser: fetch one when nothing else was found. */
  download?: boolean;
  /** Look at every place, not only until the first that serves (for the doctor). */
  all?: boolean;
  /** Programs that were tried and did not start. */
  except?: readonly string[];
}

export interface Search {
  browser: FoundBrowser;
  looks: Look[];
  cache: string;
}

/**
 * Gives the browser to use and the places looked at. Throws ProblemError (exit 3): B001 the given path is no usable browser,
 * B002 none found, B003 no cache folder can be written.
 */
export async function findBrowser(options: FindOptions = {}, effects = realEffects()): Promise<Search> {
  const cache = await cacheFolder(effects).catch((error: unknown) => {
    throw failure('B003', {
      zh: `没有可写的缓存文件夹：${String(error)}`,
      en: `no cache folder can be written: ${String(error)}`,
    });
  });
  const fontEnv: Record<string, string> = {};
  if (effects.platform === 'linux' && effects.archive)
    fontEnv.FONTCONFIG_FILE = await writeFontconfig(effects.archive, cache).catch((error: unknown) => {
      throw failure('B003', {
        zh: `缓存文件夹写不进去：${String(error)}`,
        en: `the cache folder cannot be written: ${String(error)}`,
      });
    });
  const looks: Look[] = [];
  const given = options.browser ?? effects.env.BAOGAO_BROWSER;
  if (given !== undefined && given !== '') {
    const found = await probe('given', path.resolve(given), fontEnv, looks, effects);
    if (!found) {
      const why = looks.at(-1)!.note;
      const by = options.browser ? '--browser' : 'BAOGAO_BROWSER';
      throw failure('B001', {
        zh: `${by} 指定的浏览器不能用：${given}（${why.zh}）`,
        en: `the browser given by ${by} cannot be used: ${given} (${why.en})`,
      });
    }
    return { browser: found, looks, cache };
  }
  const starts = (found: FoundBrowser | null): FoundBrowser | null => {
    if (!found || !options.except?.includes(found.path)) return found;
    const note = { zh: '装了，但启动失败', en: 'there, but does not start' };
    looks.push({ ...looks.pop()!, found: false, note });
    return null;
  };
  let chosen = starts(await embedded(fontEnv, looks, cache, effects));
  for (const [source, place] of chosen && !options.all ? [] : await candidates(effects)) {
    if (chosen && !options.all) break;
    const found = starts(await probe(source, place, fontEnv, looks, effects));
    chosen ??= found;
  }
  if (!chosen && options.download) {
    const place = await downloadBrowser(cache);
    chosen = starts(await probe('download', place, fontEnv, looks, effects));
  }
  if (chosen) return { browser: chosen, looks, cache };
  throw notFound(looks);
}

async function embedded(
  fontEnv: Record<string, string>,
  looks: Look[],
  cache: string,
  effects: BrowserEffects,
): Promise<FoundBrowser | null> {
  const look = {
    source: 'embedded',
    place: `@sparticuz/chromium ${EMBEDDED_VERSION}`,
    found: false,
  } as const;
  const no = (note: Message) => {
    looks.push({ ...look, note });
    return null;
  };
  if (!effects.archive) return no({ zh: '没有安装', en: 'not installed' });
  if (!embeddedServes(effects)) return no({ zh: '只供 Linux x64 使用', en: 'serves Linux x64 only' });
  try {
    const { program, libraries } = await inflateEmbedded(effects.archive, cache);
    const own = effects.env.LD_LIBRARY_PATH;
    const env = { ...fontEnv, LD_LIBRARY_PATH: own ? `${libraries}:${own}` : libraries };
    return await probe('embedded', program, env, looks, effects);
  } catch (error) {
    return no({ zh: `解压失败：${String(error)}`, en: `could not be inflated: ${String(error)}` });
  }
}

/** Asks a candidate for its version; records the look. */
async function probe(
  source: BrowserSource,
  place: string,
  env: Record<string, string>,
  looks: Look[],
  effects: BrowserEffects,
): Promise<FoundBrowser | null> {
  const no = (note: Message) => {
    looks.push({ source, place, found: false, note });
    return null;
  };
  if (!(await effects.isProgram(place)))
    return no({ zh: '不存在，或不是可执行文件', en: 'missing, or not a program that can be run' });
  // On Windows chrome.exe prints no version and opens a window: its version shows only when it is started.
  if (effects.platform === 'win32') return yes('0');
  try {
    const output = await effects.run(place, ['--version'], { ...effects.env, ...env }, 5000);
    const version = /(\d+(?:\.\d+){1,3})/.exec(output)?.[1];
    if (!version || !/chrom|edge|headless/i.test(output))
      return no({
        zh: `不是 Chromium（--version 答：${output.trim().slice(0, 60)}）`,
        en: `not a Chromium (--version said: ${output.trim().slice(0, 60)})`,
      });
    if (Number.parseInt(version, 10) < OLDEST_VERSION)
      return no({
        zh: `版本 ${version} 太旧，至少要 ${OLDEST_VERSION}`,
        en: `version ${version} is too old, ${OLDEST_VERSION} at least`,
      });
    return yes(version);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ');
    return no({ zh: `启动失败：${said}`, en: `does not start: ${said}` });
  }
  function yes(version: string): FoundBrowser {
    looks.push({ source, place, found: true, note: { zh: `版本 ${version}`, en: `version ${version}` } });
    const shell = source === 'embedded' || /headless[-_]shell/.test(path.basename(place));
    return { path: place, source, version, shell, env };
  }
}

const failure = (code: string, message: Message, hint?: Message): ProblemError =>
  new ProblemError([{ code, severity: 'error', message, hint }], EXIT.browser);

function notFound(looks: readonly Look[]): ProblemError {
  const list = (lang: 'zh' | 'en') => looks.map((look) => `\n  ${look.place}: ${look.note[lang]}`).join('');
  return failure(
    'B002',
    {
      zh: `找不到可用的浏览器，看过这些地方：${list('zh')}`,
      en: `no usable browser found; looked at:${list('en')}`,
    },
    {
      zh: '任选其一：安装 Chrome、Edge 或 Chromium（Debian/Ubuntu：apt-get install chromium-headless-shell）；用 --browser 路径 或 BAOGAO_BROWSER 指定；加 --download-browser 下载一个',
      en: 'one of: install Chrome, Edge or Chromium (Debian/Ubuntu: apt-get install chromium-headless-shell); name one by --browser PATH or BAOGAO_BROWSER; add --download-browser to fetch one',
    },
  );
}
