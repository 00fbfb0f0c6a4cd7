/** Starts the browser program, with the switches that lock it in. */
import type { Browser } from 'puppeteer';
import { EXIT, type Message, ProblemError } from '../problem.ts';
import type { FoundBrowser } from './browser.ts';

/** Nothing of the network, no helpers in the background, the same glyph metrics on screen and in print. */
const ARGUMENTS = [
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-gpu',
  '--disable-webgl',
  '--no-pings',
  '--no-default-browser-check',
  '--disable-domain-reliability',
  '--disable-component-update',
  '--lang=zh-CN',
  // A second lock behind the guard: names do not resolve, and whatever is no file goes to a port that nobody serves.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** Starts the program, with its sandbox where it can have one: not as root on Linux, and not without user namespaces. */
export async function start(found: FoundBrowser, userDataDir: string, deadline: number): Promise<Browser> {
  const { default: puppeteer } = await import('puppeteer');
  const linux = process.platform === 'linux';
  const launch = (sandbox: boolean) =>
    puppeteer.launch({
      executablePath: found.path,
      headless: found.shell ? 'shell' : true,
      pipe: true,
      userDataDir,
      args: sandbox ? ARGUMENTS : [...ARGUMENTS, '--no-sandbox'],
      env: { ...process.env, ...found.env, TZ: 'UTC' },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: Math.min(deadline, 30_000),
      protocolTimeout: deadline + 5000,
    });
  try {
    if (linux && process.getuid?.() === 0) return await launch(false);
    return await launch(true).catch((error: unknown) => {
      // AppArmor or the kernel forbids user namespaces; the pages are our own and run no foreign scripts.
      if (linux) return launch(false);
      throw error;
    });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw trouble('B005', {
      zh: `浏览器无法启动：${found.path}（${said}）`,
      en: `the browser does not start: ${found.path} (${said})`,
    });
  }
}

/** A failure of the browser; `product` is what it was working on. */
export const trouble = (code: string, message: Message, product?: string): ProblemError =>
  new ProblemError(
    [{ code, severity: 'error', message, ...(product ? { where: { product } } : {}) }],
    code === 'B005' ? EXIT.browser : EXIT.failed,
  );
