/** index.html: one page that shows and links everything made, with the proof's result, and finds every indicator. */

import { type PageMap, unescapeHtml } from '../../marks.ts';
import { type ProvedNumber, printedPlaces } from '../../plan/printed.ts';
import type { Report } from '../../report/report.ts';
import { reportName } from '../report-name.ts';
import { loadTemplates, TEMPLATES, templateFile } from '../templates.ts';
import { recordGroups } from './records.ts';
import { type IndexFile, shelvesOf } from './shelves.ts';

export const INDEX_FACES = ['song-700', 'hei-400', 'hei-500', 'hei-600', 'hei-700'] as const;

export interface IndexOptions {
  files: readonly IndexFile[];
  /** Thumbnails as data URIs, by publication. */
  thumbnails: Readonly<Record<string, readonly string[]>>;
  /** The numbers proved in the files. */
  numbers: readonly ProvedNumber[];
  /** The booklet's, where one was made. */
  pages: PageMap | undefined;
  /** What is wrong with a draft, in Chinese. */
  findings: readonly string[];
  root?: string;
}

/** So many faults of a draft stand open. */
const MOST_FINDINGS = 5;
/** Fewer shelves leave room beside them rather than grow as wide as the page. */
const LEAST_COLUMNS = 3;

/** Merges the page. Holds <!--fonts-->. */
export function indexPage(
  report: Report,
  options: IndexOptions,
): { html: string; faces: typeof INDEX_FACES } {
  const root = options.root ?? TEMPLATES;
  const render = loadTemplates('index-page', { report }, root);
  const css = `${templateFile('shared/tokens.css', root)}\n${templateFile('index-page/index.css', root)}`;
  const groups = recordGroups(report, printedPlaces(report, options.numbers, options.pages));
  const marks = new Set(groups.flatMap((group) => group.records.map((record) => record.mark)));
  const shelves = shelvesOf(report, options.files, options.thumbnails);
  const html = render('document', {
    title: reportName(report),
    css,
    script: templateFile('index-page/search.js', root),
    report,
    characters: report.text.replace(/\s/g, '').length,
    indicators: report.indicators.size,
    numbers: options.numbers.length,
    findings: options.findings.slice(0, MOST_FINDINGS),
    moreFindings: options.findings.slice(MOST_FINDINGS),
    sound: options.findings.length === 0,
    shelves,
    columns: Math.max(LEAST_COLUMNS, shelves.length),
    figures: report.figures.length,
    groups,
    kinds: KINDS.filter(({ mark }) => marks.has(mark)),
  });
  return { html, faces: INDEX_FACES };
}

/** The thumbnails of a finished page, by publication. */
export function thumbnailsOf(html: string): Record<string, string[]> {
  const shelves = html.matchAll(/<section class="shelf ([a-z]+)">\n<div class="thumbnails">(.*?)<\/div>/g);
  return Object.fromEntries(
    [...shelves].map(([, shelf = '', pictures = '']) => [
      shelf,
      [...pictures.matchAll(/ src="([^"]*)"/g)].map(([, source = '']) => unescapeHtml(source)),
    ]),
  );
}

/** What an indicator states; the list can be narrowed to each. `yearly`: the goal of the report's own year. */
const KINDS = [
  { mark: 'actual', name: '完成', yearly: false },
  { mark: 'expected', name: '预计', yearly: false },
  { mark: 'target', name: '目标', yearly: true },
  { mark: 'plan', name: '中长期目标', yearly: false },
] as const;
