/** Where a browser may be on this machine: programs of the system, and the caches of puppeteer and Playwright. */
import path from 'node:path';
import type { BrowserEffects, BrowserSource } from './browser.ts';

/** Candidates on the machine and in other tools' caches, in order. */
export async function candidates(effects: BrowserEffects): Promise<[BrowserSource, string][]> {
  const { env, platform, home } = effects;
  const found: [BrowserSource, string][] = [];
  const machine = (place: string) => found.push(['machine', place]);
  if (platform === 'linux') {
    // Debian's wrapper script does not exec, so that killing it would leave Chromium behind: the program itself comes first.
    machine('/usr/lib/chromium/chromium-headless-shell');
    const names = [
      'chrome-headless-shell',
      'chromium-headless-shell',
      'google-chrome',
      'google-chrome-stable',
    ];
    names.push('chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable');
    for (const name of names)
      for (const folder of (env.PATH ?? '').split(':').filter((f) => path.isAbsolute(f))) {
        const place = path.join(folder, name);
        if (await effects.isProgram(place)) machine(place);
      }
    machine('/opt/google/chrome/chrome');
    machine('/opt/microsoft/msedge/msedge');
  } else if (platform === 'darwin') {
    for (const name of ['Google Chrome', 'Chromium', 'Microsoft Edge'])
      for (const root of ['/', home])
        machine(path.join(root, 'Applications', `${name}.app`, 'Contents/MacOS', name));
  } else if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (r) => r !== undefined,
    );
    for (const tail of ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'])
      for (const root of roots) machine(path.join(root, tail));
  }
  const puppeteer = env.PUPPETEER_CACHE_DIR ?? path.join(home, '.cache', 'puppeteer');
  const playwright = env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(home, '.cache', 'ms-playwright');
  found.push(
    ...(await kept('puppeteer', puppeteer, effects)),
    ...(await kept('playwright', playwright, effects)),
  );
  const seen = new Set<string>();
  return found.filter(([, place]) => !seen.has(place) && seen.add(place));
}

/** Programs in a cache laid out as <kind>/<version>/<folder>/<program> or <kind-version>/<folder>/<program>, newest first. */
async function kept(
  source: 'puppeteer' | 'playwright',
  root: string,
  effects: BrowserEffects,
): Promise<[BrowserSource, string][]> {
  const programs = /^(chrome|chrome-headless-shell|headless_shell|chromium)(\.exe)?$/;
  const hits: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const name of await effects.list(folder)) {
      const place = path.join(folder, name);
      if (depth === 0 && !/^chrom/.test(name)) continue;
      if (programs.test(name) && depth >= 2 && (await effects.isProgram(place))) hits.push(place);
      else if (depth < 3) await walk(place, depth + 1);
    }
  };
  await walk(root, 0);
  const shell = (place: string) => (/headless.shell/.test(place) ? 1 : 0);
  hits.sort((a, b) => shell(b) - shell(a) || b.localeCompare(a, 'en', { numeric: true }));
  return hits.map((place) => [source, place]);
}
