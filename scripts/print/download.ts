/** Fetches a browser when the user asks for it (--download-browser), never on our own account. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { requirePackage } from '../package.ts';
import { EXIT, ProblemError } from '../problem.ts';

/** The part of @puppeteer/browsers (a dependency of puppeteer) that is used here. */
interface Installer {
  detectBrowserPlatform(): string | undefined;
  resolveBuildId(browser: string, platform: string, tag: string): Promise<string>;
  install(options: {
    browser: string;
    buildId: string;
    cacheDir: string;
    baseUrl?: string;
  }): Promise<{ executablePath: string }>;
}

/**
 * Installs chrome-headless-shell (stable) below `cache`; gives the program's path. PUPPETEER_DOWNLOAD_BASE_URL names a
 * mirror. Throws ProblemError B004 (exit 3) when that fails.
 */
export async function downloadBrowser(cache: string): Promise<string> {
  try {
    // Resolved from puppeteer's own place: package managers need not put its dependencies on top.
    const require = createRequire(requirePackage.resolve('puppeteer'));
    const installer: Installer = await import(pathToFileURL(require.resolve('@puppeteer/browsers')).href);
    const platform = installer.detectBrowserPlatform();
    if (!platform) throw new Error(`${process.platform} ${process.arch}`);
    const browser = 'chrome-headless-shell';
    const buildId = await installer.resolveBuildId(browser, platform, 'stable');
    const baseUrl = process.env.PUPPETEER_DOWNLOAD_BASE_URL;
    const cacheDir = path.join(cache, 'browsers');
    return (await installer.install({ browser, buildId, cacheDir, baseUrl })).executablePath;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      [
        {
          code: 'B004',
          severity: 'error',
          message: { zh: `下载浏览器失败：${said}`, en: `the browser could not be downloaded: ${said}` },
          hint: {
            zh: '用 PUPPETEER_DOWNLOAD_BASE_URL 指定镜像，或者安装 Chrome、Edge、Chromium 之一',
            en: 'name a mirror by PUPPETEER_DOWNLOAD_BASE_URL, or install Chrome, Edge or Chromium',
          },
        },
      ],
      EXIT.browser,
    );
  }
}
