/** References from figures to the pages of the text: “正文见第8、33—35页”, each page a link to what stands there. */

import { escapeHtml } from '../../marks.ts';
import type { Source } from '../../plan/booklet-sources.ts';
import { type MarkupContext, pageHtml } from '../markup.ts';

/** So many pages in a row print as a range. */
const RUN = 3;

/** Pages of the sources, each once and in order; three or more in a row as a range. Empty without sources. */
export function pageListHtml(context: MarkupContext, sources: readonly Source[]): string {
  const first = new Map<number, string>();
  for (const { target } of sources) {
    const page = context.pages?.get(target)?.first ?? 0;
    if (!first.has(page) && (!context.pages || page > 0)) first.set(page, target);
  }
  const pages = [...first].sort(([a], [b]) => a - b);
  const runs: [number, string][][] = [];
  for (const entry of pages) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1]?.[0];
    if (run && last === entry[0] - 1) run.push(entry);
    else runs.push([entry]);
  }
  const link = ([, target]: [number, string]) =>
    `<a href="#${escapeHtml(target)}">${pageHtml(context, target)}</a>`;
  return runs
    .map((run) => {
      const [head, tail] = [run[0], run[run.length - 1]];
      return head && tail && run.length >= RUN
        ? `<span class="run">${link(head)}–${link(tail)}</span>`
        : run.map(link).join('、');
    })
    .join('、');
}
