/** What the press finds on this machine, and why it chose it: the substance of `npm run doctor`. */
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Message, ProblemError } from '../problem.ts';
import {
  type BrowserEffects,
  type BrowserSource,
  type FindOptions,
  findBrowser,
  realEffects,
} from './browser.ts';
import { cacheFolder } from './cache.ts';
import { openChromium } from './chromium.ts';
import { readCoverage } from './coverage.ts';
import { FACES, FAMILIES, familyOf, sourceOf, trueTypeOf, versionOf, weightOf } from './faces.ts';
import type { Face } from './press.ts';

/** One line of the diagnosis. `missing`: nothing can be made without it. */
export interface Finding {
  subject: Message;
  state: 'good' | 'note' | 'missing';
  message: Message;
  hint?: Message;
  /** The same for programs. */
  facts?: Record<string, string | number>;
}

const SOURCES: Record<BrowserSource, Message> = {
  given: { zh: '用户指定', en: 'given by the user' },
  embedded: { zh: '随 npm ci 安装', en: 'comes with npm ci' },
  machine: { zh: '本机已装', en: 'on this machine' },
  puppeteer: { zh: 'puppeteer 的缓存', en: 'cache of puppeteer' },
  playwright: { zh: 'Playwright 的缓存', en: 'cache of Playwright' },
  download: { zh: '已下载', en: 'downloaded' },
};

/** Looks at Node, cache, browser (every place, then a real start) and every face. Throws nothing: what fails is a finding. */
export async function diagnose(options: FindOptions, effects = realEffects()): Promise<Finding[]> {
  const findings: Finding[] = [node(), await temporary(), await cacheOf(effects)];
  findings.push(...(await browsers(options, effects)));
  findings.push(...(await faces(effects)));
  return findings;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  const told = `${process.versions.node}, ${process.platform} ${process.arch}`;
  return {
    subject: { zh: 'Node', en: 'Node' },
    state: enough ? 'good' : 'missing',
    message: { zh: told, en: told },
    ...(enough ? {} : { hint: { zh: '需要 20.19 或更新的版本', en: '20.19 or newer is needed' } }),
    facts: { version: process.versions.node },
  };
}

async function temporary(): Promise<Finding> {
  const subject = { zh: '临时文件夹', en: 'temp folder' };
  const there = await stat(tmpdir()).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return there
    ? { subject, state: 'good', message: { zh: tmpdir(), en: tmpdir() } }
    : { subject, state: 'missing', message: { zh: `${tmpdir()} 不存在`, en: `${tmpdir()} does not exist` } };
}

async function cacheOf(effects: BrowserEffects): Promise<Finding> {
  const subject = { zh: '缓存', en: 'cache' };
  try {
    const folder = await cacheFolder(effects);
    return {
      subject,
      state: 'good',
      message: { zh: `${folder}（可写）`, en: `${folder} (writable)` },
      facts: { folder },
    };
  } catch (error) {
    return {
      subject,
      state: 'missing',
      message: { zh: `没有可写的文件夹：${String(error)}`, en: `no folder can be written: ${String(error)}` },
      hint: { zh: '用 BAOGAO_CACHE 指定一个', en: 'name one by BAOGAO_CACHE' },
    };
  }
}

async function browsers(options: FindOptions, effects: BrowserEffects): Promise<Finding[]> {
  const subject = { zh: '浏览器', en: 'browser' };
  try {
    const { browser, looks } = await findBrowser({ ...options, all: true }, effects);
    const began = performance.now();
    const chromium = await openChromium(browser, { deadline: 30_000, pages: 1 });
    const started = Math.round(performance.now() - began);
    await chromium.close();
    const source = SOURCES[browser.source];
    const others = looks.filter((look) => look.place !== browser.path);
    return [
      {
        subject,
        state: 'good',
        message: {
          zh: `${browser.path}\n${source.zh}，版本 ${browser.version}，启动 ${started} 毫秒`,
          en: `${browser.path}\n${source.en}, version ${browser.version}, starts in ${started} ms`,
        },
        facts: { path: browser.path, source: browser.source, version: browser.version, started },
      },
      ...others.map(
        (look): Finding => ({
          subject: { zh: '', en: '' },
          state: 'note',
          message: {
            zh: `${look.place}：${look.note.zh}${look.found ? '，备用' : ''}`,
            en: `${look.place}: ${look.note.en}${look.found ? ', in reserve' : ''}`,
          },
          facts: { path: look.place, source: look.source },
        }),
      ),
    ];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, hint }) => ({ subject, state: 'missing', message, hint }));
  }
}

async function faces(effects: BrowserEffects): Promise<Finding[]> {
  const cache = await cacheFolder(effects).catch(() => tmpdir());
  return Promise.all(FACES.map((face) => faceOf(face, cache)));
}

async function faceOf(face: Face, cache: string): Promise<Finding> {
  const family = { song: '宋', hei: '黑', kai: '楷' }[familyOf(face)];
  const weight = weightOf(face);
  const subject = { zh: `${family} ${weight}`, en: `${FAMILIES[familyOf(face)].slice(7)} ${weight}` };
  try {
    const file = await trueTypeOf(face, cache);
    const coverage = await readCoverage(file);
    const count = coverage.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    const from = `${versionOf(face)}${file === sourceOf(face) ? '' : ` → ${file}`}`;
    return {
      subject,
      state: 'good',
      message: { zh: `${count} 字，${from}`, en: `${count} characters, ${from}` },
      facts: { face, file, characters: count },
    };
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    return {
      subject,
      state: 'missing',
      message: { zh: `缺字体：${said}`, en: `the face is missing: ${said}` },
      hint: { zh: '重新运行 npm ci', en: 'run npm ci again' },
    };
  }
}
