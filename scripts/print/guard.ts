/** What a page may load: our own files and data: URIs. Everything else is refused and remembered. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HTTPRequest, Page } from 'puppeteer';

/** Something that a page asked for and did not get. */
export interface Refusal {
  url: string;
  why: 'refused' | 'missing';
}

/** Watches a page. The returned function opens the folders that the next job may read and gives the list of its refusals. */
export async function guard(page: Page): Promise<(roots: readonly string[]) => Refusal[]> {
  let allowed: string[] = [];
  let refusals: Refusal[] = [];
  await page.setRequestInterception(true);
  page.on('request', (request: HTTPRequest) => {
    void decide(request);
  });
  page.on('requestfailed', (request: HTTPRequest) => {
    const known = refusals.some((refusal) => refusal.url === shown(request.url()));
    if (!known) refusals.push({ url: shown(request.url()), why: 'missing' });
  });
  page.on('console', (message) => {
    const blocked = /(?:Refused to|violates).*Content Security Policy/s.test(message.text());
    if (blocked) refusals.push({ url: shown(message.text()), why: 'refused' });
  });
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
  page.on('popup', (popup) => void popup?.close().catch(() => {}));
  const decide = async (request: HTTPRequest): Promise<void> => {
    const url = request.url();
    const list = refusals;
    try {
      if (/^(data|blob|about):/.test(url) || (url.startsWith('file:') && (await isOurs(url))))
        await request.continue();
      else {
        list.push({ url: shown(url), why: 'refused' });
        await request.abort('blockedbyclient');
      }
    } catch {
      // The page went away meanwhile.
    }
  };
  const isOurs = async (url: string): Promise<boolean> => {
    try {
      const real = await realpath(fileURLToPath(url));
      return allowed.some((root) => real === root || real.startsWith(root + path.sep));
    } catch {
      return false;
    }
  };
  return (roots) => {
    allowed = [...roots];
    refusals = [];
    return refusals;
  };
}

const shown = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
