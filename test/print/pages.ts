/** Documents for the tests of the press: the whole text of the Xinbei report, plainly set, and small pages. */
import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../scripts/marks.ts';
import type { Face, PdfOptions, Sheetful } from '../../scripts/print/press.ts';
import { ProblemError } from '../../scripts/problem.ts';

export const reportText = readFileSync(new URL('../../data/xinbei-2023/report.txt', import.meta.url), 'utf8');

const CSS = `@page{size:A4;margin:30mm 26mm;@bottom-center{content:"— " counter(page) " —";font-family:var(--song)}}
html{font:12pt/1.8 var(--song)}h1{font:700 20pt/1.4 var(--hei)}h2{font:500 16pt/1.4 var(--kai)}`;

/** A page with our fonts; `body` is HTML. */
export function page(body: string, more: Partial<Sheetful> & { css?: string; head?: string } = {}): Sheetful {
  const { css = CSS, head = '', ...rest } = more;
  return {
    name: 'test/page.pdf',
    html: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>测试</title><!--fonts-->${head}<style>${css}</style></head><body>${body}</body></html>`,
    faces: ['song-400'],
    ...rest,
  };
}

/** The report with headings, and links to each of them. */
export function reportPage(): Sheetful {
  const lines = reportText.split('\n').filter((line) => line.trim() !== '');
  const links: string[] = [];
  const body = lines.map((line, index) => {
    const tag = /^[一二三四五]、/.test(line) ? 'h1' : /^（[一二三四五六七八九]）/.test(line) ? 'h2' : 'p';
    if (tag === 'p') return `<p>${escapeHtml(line)}</p>`;
    links.push(`<a href="#标题${index}">${escapeHtml(line)}</a><br>`);
    return `<${tag} id="标题${index}">${escapeHtml(line)}</${tag}>`;
  });
  const faces: Face[] = ['song-400', 'hei-700', 'kai-500'];
  return page(`<nav>${links.join('')}</nav><h1>报告</h1>${body.join('\n')}`, { faces });
}

export const options: PdfOptions = {
  meta: {
    title: '政府工作报告',
    author: '某办公室',
    subject: '测试（一）',
    lang: 'zh-CN',
    date: '2023-01-03',
  },
};

/** The problems that a promise ends with. */
export async function problemsOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof ProblemError)) throw new Error(`no ProblemError but ${String(error)}`);
  return error.problems;
}
