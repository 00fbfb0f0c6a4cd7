/** index.html: one page that shows and links everything made, with the proof's result and every indicator. */

import { topicsOf } from '../../plan/topics.ts';
import type { Report, Span, Words } from '../../report/report.ts';
import { loadTemplates, TEMPLATES, templateFile } from '../templates.ts';
import { recordGroups } from './records.ts';

export const INDEX_FACES = ['song-700', 'hei-400', 'hei-500', 'hei-600', 'hei-700'] as const;

/** A file to download. */
export interface IndexFile {
  path: string;
  bytes: number;
  pages?: number;
}

export interface IndexOptions {
  files: readonly IndexFile[];
  /** Thumbnails as data URIs, by publication. */
  thumbnails: Readonly<Record<string, readonly string[]>>;
  /** Numbers proved. */
  numbers: number;
  /** What is wrong with a draft, in Chinese. */
  findings: readonly string[];
  root?: string;
}

interface Shelf {
  id: string;
  name: string;
  /** Files that fold away: single sheets, figures. */
  more: Shelf['files'];
  files: {
    name: string;
    words: Words | null;
    topic: Span | null;
    kind: string;
    path: string;
    bytes: string;
    pages: number | null;
    /** Number of a piece of the long picture. */
    piece: string | null;
    /** The same in other forms: a figure's picture and data. */
    forms: { name: string; path: string }[];
  }[];
  thumbnails: readonly string[];
  /** Pages of the publication, with the file they are counted from. */
  main: { path: string; pages: number } | null;
  figures: boolean;
}

const SHELVES = [
  { id: 'deck', name: '演示文稿', shown: /^deck\/[^/]+$/ },
  { id: 'booklet', name: '汇报手册', shown: /^booklet\// },
  { id: 'sheets', name: '专题单页', shown: /^sheets\// },
  { id: 'infographic', name: '一图读懂', shown: /^infographic\// },
  { id: 'figures', name: '图表', shown: /^(?:figures\/|indicators\.xlsx$)/ },
] as const;

const NAMES: Record<string, string> = {
  'deck/deck.html': 'HTML 放映',
  'deck/deck.pdf': 'PDF',
  'deck/deck.pptx': 'PowerPoint，可编辑',
  'deck/handout.pdf': '讲义 PDF，附讲稿',
  'deck/script.pdf': '讲稿 PDF',
  'deck/script.txt': '讲稿，纯文本',
  'deck/deck.md': 'Marp 源文件',
  'deck/deck-4x3.html': 'HTML 放映（普屏）',
  'deck/deck-4x3.pdf': 'PDF（普屏）',
  'deck/deck-4x3.pptx': 'PowerPoint（普屏），可编辑',
  'deck/deck-4x3.md': 'Marp 源文件（普屏）',
  'deck/deck-a4.html': 'HTML 放映（打印纸）',
  'deck/deck-a4.pdf': 'PDF（打印纸）',
  'deck/deck-a4.pptx': 'PowerPoint（打印纸），可编辑',
  'deck/deck-a4.md': 'Marp 源文件（打印纸）',
  'deck/theme.css': 'Marp 主题',
  'booklet/booklet.pdf': '阅读版 PDF',
  'booklet/booklet-a5.pdf': '小开本 PDF',
  'booklet/booklet-large.pdf': '大字版 PDF',
  'booklet/booklet-gray.pdf': '黑白版 PDF',
  'booklet/booklet-draft.pdf': '文字稿 PDF，供改稿',
  'booklet/booklet-a4-imposed.pdf': '骑马订拼版，供打印机',
  'booklet/booklet-a5-imposed.pdf': '小开本骑马订拼版，供打印机',
  'booklet/report.docx': 'Word，可编辑',
  'booklet/booklet-print.pdf': '印厂版，出血、裁切线、分色',
  'sheets/all.pdf': '全部 PDF',
  'indicators.xlsx': '全部指标，Excel；推算为公式',
  'infographic/infographic.html': 'HTML 网页',
  'infographic/infographic.png': 'PNG 长图',
  'infographic/infographic.txt': '文字版',
};

/** A piece of the long picture. */
const PIECE = /^infographic\/infographic-(\d+)\.png$/;

/** The forms of a sheet by the ending of its file. */
const SHEET_KINDS: Record<string, string> = {
  pdf: 'PDF',
  html: 'HTML',
  png: 'PNG',
  docx: 'Word，可编辑',
};

/** What else there is of a figure's drawing. */
const FORMS = [
  { ending: '.outline.svg', name: '转曲 SVG' },
  { ending: '.png', name: 'PNG' },
  { ending: '.csv', name: 'CSV' },
] as const;

/** Merges the page. Holds <!--fonts-->. */
export function indexPage(
  report: Report,
  options: IndexOptions,
): { html: string; faces: typeof INDEX_FACES } {
  const root = options.root ?? TEMPLATES;
  const context = { report };
  const render = loadTemplates('index-page', context, root);
  const css = `${templateFile('shared/tokens.css', root)}\n${templateFile('index-page/index.css', root)}`;
  const { region, year, title } = report.profile;
  const html = render('document', {
    title: `${region ?? ''}${year === null ? '' : `${year}年`}${title}`,
    css,
    report,
    characters: report.text.replace(/\s/g, '').length,
    indicators: report.indicators.size,
    numbers: options.numbers,
    findings: options.findings,
    shelves: SHELVES.map((shelf) => shelfOf(report, shelf, options)).filter(
      (shelf) => shelf.files.length + shelf.more.length > 0,
    ),
    sound: options.findings.length === 0,
    groups: recordGroups(report),
  });
  return { html, faces: INDEX_FACES };
}

function shelfOf(
  report: Report,
  { id, name, shown }: (typeof SHELVES)[number],
  options: IndexOptions,
): Shelf {
  const files = options.files.filter((f) => shown.test(f.path));
  const topics = topicsOf(report);
  const topic = (path: string) =>
    topics.find((t) => Object.keys(SHEET_KINDS).some((ending) => path === `sheets/${t.id}.${ending}`));
  const kind = (path: string) => SHEET_KINDS[path.replace(/^.*\./, '')];
  const named = (path: string) => NAMES[path] ?? topic(path)?.name ?? path.split('/').pop() ?? path;
  const main = files.find(
    (f) => /\/(deck(?:-4x3|-a4)?|booklet|all)\.pdf$/.test(f.path) && f.pages !== undefined,
  );
  const listed = (some: readonly IndexFile[]) =>
    some.map((f) => ({
      name: named(f.path),
      topic: topic(f.path)?.nameSpan ?? null,
      kind: topic(f.path) ? ` ${kind(f.path)}` : '',
      words: report.figures.find((figure) => f.path === `figures/${figure.id}.svg`)?.title ?? null,
      path: f.path,
      piece: PIECE.exec(f.path)?.[1] ?? null,
      bytes: sizeText(f.bytes),
      pages: f.pages ?? null,
      forms: FORMS.flatMap(({ ending, name: form }) => {
        const path = f.path.replace(/\.svg$/, ending);
        return path !== f.path && files.some((other) => other.path === path) ? [{ name: form, path }] : [];
      }),
    }));
  // Single sheets and figures are many: they fold away.
  const folded = (path: string) =>
    path.startsWith('figures/') || (id === 'sheets' && path !== 'sheets/all.pdf') || PIECE.test(path);
  const more = listed(files.filter((f) => folded(f.path) && (id !== 'figures' || isDrawing(f.path))));
  return {
    id,
    name,
    thumbnails: options.thumbnails[id] ?? [],
    main: main?.pages === undefined ? null : { path: main.path, pages: main.pages },
    figures: id === 'figures' && more.length > 0,
    files: listed(files.filter((f) => !folded(f.path))),
    more,
  };
}

/** A figure has one row, which begins with its drawing. */
const isDrawing = (path: string): boolean => path.endsWith('.svg') && !path.endsWith('.outline.svg');

/** As proof/html.ts counts it anew. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
