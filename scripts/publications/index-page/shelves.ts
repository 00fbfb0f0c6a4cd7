/** The publications as the index page sets them out: what each file is called, what it is for, how large it is. */
import { planSheets } from '../../plan/sheets.ts';
import type { Report, Span, Words } from '../../report/report.ts';

/** A file to download. */
export interface IndexFile {
  path: string;
  bytes: number;
  pages?: number;
}

/** One file, or one matter in several forms. The name is fixed words, or the report's or the editor's own. */
export interface Download {
  name: string;
  words: Words | null;
  nameSpan: Span | null;
  /** Number of a piece of the long picture. */
  piece: string | null;
  /** What it is for; empty where its name says it. */
  use: string;
  /** One file, which the name leads to; else each form does. */
  single: boolean;
  files: { kind: string; path: string; bytes: string; pages: number | null }[];
}

export interface Shelf {
  id: string;
  name: string;
  thumbnails: readonly string[];
  /** Where a click on the thumbnails leads. */
  front: string;
  /** Pages of the publication, with the file they are counted from. */
  extent: { path: string; pages: number } | null;
  /** Whether the shelf is that of the figures, which are counted. */
  figures: boolean;
  /** The files most people come for. */
  files: Download[];
  /** Each topic's sheet, one click away. */
  topics: Download[];
  /** The others fold away. `one`: what they are, and `forms`: what there is of each. */
  more: { name: string; forms: string; files: Download[] } | null;
}

/** Files with fixed names: what they are called and what they are for. `main`: those that stand open. */
const FILES: Record<string, { name: string; use: string; main?: true }> = {
  'deck/deck.html': { name: 'HTML 放映', use: '会场放映，P 键开讲者窗口', main: true },
  'deck/deck.pdf': { name: 'PDF', use: '打印、传阅', main: true },
  'deck/deck.pptx': { name: 'PowerPoint', use: '可改，WPS 也能开', main: true },
  'deck/deck-4x3.html': { name: 'HTML 放映（普屏）', use: '老式投影' },
  'deck/deck-4x3.pdf': { name: 'PDF（普屏）', use: '老式投影' },
  'deck/deck-4x3.pptx': { name: 'PowerPoint（普屏）', use: '老式投影，可改' },
  'deck/deck-a4.html': { name: 'HTML 放映（打印纸）', use: '铺满打印纸' },
  'deck/deck-a4.pdf': { name: 'PDF（打印纸）', use: '铺满打印纸' },
  'deck/deck-a4.pptx': { name: 'PowerPoint（打印纸）', use: '铺满打印纸，可改' },
  'deck/script.pdf': { name: '讲稿 PDF', use: '讲者用，附每页用时', main: true },
  'deck/handout.pdf': { name: '讲义 PDF', use: '听众用，附讲稿和记录栏' },
  'deck/script.txt': { name: '讲稿，纯文本', use: '在手机上看' },
  'deck/deck.md': { name: 'Marp 源文件', use: '用 Marp 再编排' },
  'deck/deck-4x3.md': { name: 'Marp 源文件（普屏）', use: '用 Marp 再编排' },
  'deck/deck-a4.md': { name: 'Marp 源文件（打印纸）', use: '用 Marp 再编排' },
  'deck/theme.css': { name: 'Marp 主题', use: '与源文件同用' },
  'booklet/booklet.pdf': { name: 'A4 PDF', use: '阅读、打印', main: true },
  'booklet/booklet-a5.pdf': { name: 'A5 PDF', use: '小开本', main: true },
  'booklet/booklet-a5-imposed.pdf': { name: 'A4 纸拼版', use: '双面打印，对折成册', main: true },
  'booklet/booklet-print.pdf': { name: '印厂版', use: '出血、裁切线、分色', main: true },
  'booklet/report.docx': { name: 'Word', use: '公文格式，可改', main: true },
  'booklet/booklet-large.pdf': { name: '大字版 PDF', use: '字号加大' },
  'booklet/booklet-gray.pdf': { name: '黑白版 PDF', use: '黑白打印机' },
  'booklet/booklet-draft.pdf': { name: '文字稿 PDF', use: '标行号，供改稿' },
  'booklet/booklet-a4-imposed.pdf': { name: 'A3 纸拼版', use: '双面打印，对折成册' },
  'sheets/all.pdf': { name: '全部 PDF', use: '逐页打印、分发', main: true },
  'sheets/all-a5.pdf': { name: 'A5 PDF', use: '全部专题，小开本', main: true },
  'sheets/all-letter.pdf': { name: 'Letter PDF', use: '全部专题，北美信纸', main: true },
  'infographic/infographic.html': { name: 'HTML 网页', use: '在手机上看', main: true },
  'infographic/infographic.png': { name: 'PNG 长图', use: '转发', main: true },
  'infographic/infographic.txt': { name: '文字版', use: '随图发布，供读屏', main: true },
  'indicators.xlsx': { name: '全部指标 Excel', use: '推算值是公式', main: true },
};
const ORDER = Object.keys(FILES);

const SHELVES = [
  { id: 'deck', name: '演示文稿', of: /^deck\/[^/]+$/, more: '其余文件' },
  { id: 'booklet', name: '汇报手册', of: /^booklet\//, more: '其余版本' },
  { id: 'sheets', name: '专题单页', of: /^sheets\//, more: '逐个下载' },
  { id: 'infographic', name: '一图读懂', of: /^infographic\//, more: '分图' },
  { id: 'figures', name: '图表', of: /^(?:figures\/|indicators\.xlsx$)/, more: '逐幅下载' },
] as const;

/** A piece of the long picture. */
const PIECE = /^infographic\/infographic-(\d+)\.png$/;

/** The forms of one sheet or figure by the endings of its files, in order. */
const FORMS: readonly (readonly [ending: string, kind: string])[] = [
  ['.pdf', 'PDF'],
  ['-a5.pdf', 'A5 PDF'],
  ['-letter.pdf', 'Letter PDF'],
  ['.svg', 'SVG'],
  ['.outline.svg', '转曲 SVG'],
  ['.png', 'PNG'],
  ['.html', 'HTML'],
  ['.docx', 'Word'],
  ['.csv', 'CSV'],
];

/** The shelves of what was made, in order; none without a file. `thumbnails`: data URIs by shelf. */
export function shelvesOf(
  report: Report,
  files: readonly IndexFile[],
  thumbnails: Readonly<Record<string, readonly string[]>>,
): Shelf[] {
  const matters = mattersOf(report);
  return SHELVES.flatMap(({ id, name, of, more: called }): Shelf[] => {
    const own = files.filter((file) => of.test(file.path));
    if (own.length === 0) return [];
    const named = ORDER.flatMap((path) => own.filter((file) => file.path === path)).map(downloadOf);
    const main = named.filter((d) => FILES[d.files[0]?.path ?? '']?.main);
    const folded = [
      ...named.filter((d) => !main.includes(d)),
      ...piecesOf(own),
      ...matters.flatMap((matter) => inFormsOf(matter, own)),
    ];
    // Where none of the usual files was made, those that were stand open.
    const open = main.length > 0 ? main : folded.splice(0);
    const paged = open.flatMap((d) => d.files).find((file) => file.pages !== null);
    const topics =
      id === 'sheets' ? folded.filter((d) => !d.single && d.files[0]?.path.endsWith('.pdf')) : [];
    const forms = [...new Set(folded.flatMap((d) => d.files.map((file) => file.kind)))].filter(Boolean);
    return [
      {
        ...{ id, name, thumbnails: thumbnails[id] ?? [], files: open, topics },
        front: open[0]?.files[0]?.path ?? '',
        extent: paged?.pages ? { path: paged.path, pages: paged.pages } : null,
        figures: own.some((file) => file.path.startsWith('figures/')),
        more: folded.length > 0 ? { name: called, forms: forms.join('、'), files: folded } : null,
      },
    ];
  });
}

/** What there is in several forms: each sheet, each figure. */
function mattersOf(report: Report): { stem: string; name: Pick<Download, 'name' | 'words' | 'nameSpan'> }[] {
  return [
    ...planSheets(report).map(({ topic }) => ({
      stem: `sheets/${topic.id}`,
      name: { name: topic.name, words: topic.nameWords, nameSpan: topic.nameSpan },
    })),
    ...report.figures.map((figure) => ({
      stem: `figures/${figure.id}`,
      name: { name: '', words: figure.title, nameSpan: null },
    })),
  ];
}

const fileOf = ({ path, bytes, pages }: IndexFile, kind: string): Download['files'][number] => ({
  ...{ kind, path, bytes: sizeText(bytes), pages: pages ?? null },
});

const downloadOf = (file: IndexFile): Download => ({
  ...{ name: FILES[file.path]?.name ?? '', use: FILES[file.path]?.use ?? '' },
  ...{ words: null, nameSpan: null, piece: null, single: true, files: [fileOf(file, '')] },
});

const piecesOf = (files: readonly IndexFile[]): Download[] =>
  files
    .flatMap((file) => {
      const piece = PIECE.exec(file.path)?.[1];
      return piece === undefined ? [] : [{ file, piece }];
    })
    .sort((a, b) => Number(a.piece) - Number(b.piece))
    .map(({ file, piece }) => ({
      ...{ name: '', use: '', words: null, nameSpan: null },
      ...{ piece, single: true, files: [fileOf(file, '')] },
    }));

function inFormsOf(
  { stem, name }: ReturnType<typeof mattersOf>[number],
  files: readonly IndexFile[],
): Download[] {
  const forms = FORMS.flatMap(([ending, kind]) =>
    files
      .filter((file) => file.path === stem + ending)
      .map((file) => ({ ...fileOf(file, kind), pages: null })),
  );
  return forms.length > 0 ? [{ ...name, piece: null, use: '', single: false, files: forms }] : [];
}

/** As proof/recount.ts counts it anew. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
