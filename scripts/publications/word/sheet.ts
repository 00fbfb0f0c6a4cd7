/**
 * sheets/<topic>.docx: what the finished sheet says, as paragraphs, tables and pictures to edit. Read from the sheet itself: what its ladder left out
 * is left out here too, and the proof compares the two.
 */
import { type Cheerio, type CheerioAPI, load } from 'cheerio';
import type { Element } from 'domhandler';
import type { WordBlock, WordDocument, WordParagraph, WordPicture, WordRun, WordTable } from '../../word.ts';
import { heightOf } from './height.ts';
import { DENSE_SHEET_STYLES, SHEET_FACES, SHEET_STYLES } from './styles.ts';

/** As on the sheet: margins and columns (design.md §5). */
const MARGIN = { top: 10, inner: 15, outer: 15, bottom: 9 };
const WIDTH = 180;
/** Height of the type area that a sheet may fill, mm: of 278 some are left for faces that are set wider than was counted. */
const FILLED = 264;
const COLUMNS = { subject: 16, cell: 82, chart: { main: 121, small: 59 } } as const;

/** A chart of a sheet: `svg` as in the page, its picture, size in mm and alternative text. */
export interface SheetPicture {
  png: Uint8Array;
  width: number;
  height: number;
  alt: string;
}

/** What a Word file says of its parts, in the language of the sheet: alternative texts of tables, names of pictures. */
export interface PartNames {
  keys: string;
  table(heads: readonly string[]): string;
  picture(number: number): string;
}

export interface WordSheetOptions {
  names: PartNames;
  /** The main chart and the small one, as far as the sheet has them. */
  charts: readonly SheetPicture[];
  draft: boolean;
}

/** `article`: the page of a finished sheet. */
export function wordSheet(article: string, { names, charts, draft }: WordSheetOptions): WordDocument {
  // The drawings, most of the page's markup, are pictures here.
  const $ = load(article.replaceAll(/<svg[\s\S]*?<\/svg>/g, ''), null, false);
  const blocks = [
    title($),
    ...all($, '.conclusion .line').map((line) => paragraph('Conclusion', runsOf($, line))),
    ...keys($, names),
    ...plots($, charts, names),
    ...table($, names),
    ...glossary($),
    paragraph('Source', runsOf($, $('.foot .source'))),
    paragraph('Source', runsOf($, $('.foot .where'))),
  ];
  return {
    styles: heightOf(blocks, SHEET_STYLES, WIDTH) > FILLED ? DENSE_SHEET_STYLES : SHEET_STYLES,
    faces: SHEET_FACES,
    mirrored: false,
    ...(draft ? { mark: '草稿' } : {}),
    sections: [{ margin: MARGIN, blocks }],
  };
}

const all = ($: CheerioAPI, selector: string, within?: Cheerio<Element>): Cheerio<Element>[] =>
  (within ? within.find(selector) : $<Element, string>(selector)).toArray().map((node) => $(node));

const paragraph = (style: string, runs: readonly WordRun[]): WordParagraph => ({
  kind: 'paragraph',
  style,
  runs,
});

/** Character styles of what is set apart in the page: where all of `within` stand around a text, `goal` where it is still to be done. */
const SET_APART = [
  { within: ['.number', '.fact', 'p.value'], style: 'BigNumber', goal: 'BigGoal' },
  { within: ['.term-mark'], style: 'Mark', goal: 'Mark' },
  { within: ['.lead', '.cell'], style: 'Strong', goal: 'Strong' },
  { within: ['b', '.cell'], style: 'Number', goal: 'Goal' },
  { within: ['.fact', '.target', '.key'], style: 'Goal', goal: 'Goal' },
  { within: ['.fact', '.target-lower-bound', '.key'], style: 'Goal', goal: 'Goal' },
  { within: ['.of'], style: 'Small', goal: 'Small' },
  { within: ['.whose'], style: 'Small', goal: 'Small' },
  { within: ['b', '.term'], style: 'Strong', goal: 'Strong' },
] as const;
/** What marks a number or a cell as still to be done. */
const GOALS = ['.future', '.target', '.target-lower-bound', '.todo'] as const;

/** Text in order; neighbours of one style are one run, break marks and line ends of the source are no text. */
function runsOf($: CheerioAPI, node: Cheerio<Element>): WordRun[] {
  const runs: { kind: 'text'; text: string; style?: string }[] = [];
  const visit = (parent: Cheerio<Element>) => {
    for (const child of parent.contents().toArray()) {
      if (child.type === 'tag') visit($(child));
      if (child.type !== 'text') continue;
      const text = child.data.replace(/\s*\n\s*/g, '');
      const style = styleOf(child.parent as Element);
      const last = runs.at(-1);
      if (text === '') continue;
      if (last && last.style === style) last.text += text;
      else runs.push({ kind: 'text', text, ...(style === undefined ? {} : { style }) });
    }
  };
  visit(node);
  return runs;
}

function styleOf(element: Element): string | undefined {
  const around = new Set<string>();
  for (let at: Element | null = element; at?.type === 'tag'; at = at.parent as Element | null)
    for (const name of ['', ...(at.attribs.class ?? '').split(' ')])
      around.add(name === '' ? at.name : `.${name}`).add(name === '' ? at.name : `${at.name}.${name}`);
  const found = SET_APART.find(({ within }) => within.every((own) => around.has(own)));
  return found && (GOALS.some((goal) => around.has(goal)) ? found.goal : found.style);
}

/** 5 / 8　生态环境, without a number where it has no place in the running order; at the right whose sheet it is. */
function title($: CheerioAPI): WordParagraph {
  const piece = (selector: string) => runsOf($, $<Element, string>(selector));
  const gap: WordRun = { kind: 'text', text: '　' };
  const place: WordRun[] = [
    ...piece('.band .number'),
    { kind: 'text', text: ' ', style: 'Small' },
    ...piece('.band .of'),
    gap,
  ];
  return paragraph('Title', [
    ...($('.band .number').length > 0 ? place : []),
    ...piece('.band h1'),
    { kind: 'tab' },
    ...piece('.band .report'),
    { kind: 'text', text: '　', style: 'Small' },
    ...piece('.band .kind'),
  ]);
}

/** Key figures side by side, each a cell. */
function keys($: CheerioAPI, names: PartNames): WordBlock[] {
  const figures = all($, '.keys > .key');
  if (figures.length === 0) return [];
  const shares = ($('.keys').attr('style') ?? '').match(/[\d.]+(?=fr)/g)?.map(Number) ?? figures.map(() => 1);
  const sum = shares.reduce((a, b) => a + b, 0);
  const cells = figures.map((figure) => [
    ...all($, '> .name', figure).map((p) => paragraph('KeyName', runsOf($, p))),
    ...all($, '> .value', figure).map((p) => paragraph('KeyValue', runsOf($, p))),
    ...all($, '> .note, > .target', figure).map((p) => paragraph('KeyNote', runsOf($, p))),
  ]);
  return [
    placed(
      shares.map((share) => (share / sum) * WIDTH),
      cells,
      names.keys,
      'rows',
    ),
  ];
}

/** A table of one row. */
const placed = (
  widths: readonly number[],
  cells: readonly WordParagraph[][],
  alt: string,
  rules: WordTable['rules'],
): WordTable => ({ kind: 'table', widths, rules, head: false, rows: [cells], alt });

/** The charts with their titles, subtitles and notes: two side by side, or one alone. */
function plots($: CheerioAPI, charts: readonly SheetPicture[], names: PartNames): WordBlock[] {
  const figures = all($, '.plots > .chart');
  const cells = figures.map((figure, i) => [
    ...all($, '.chart-title', figure).map((p) => paragraph('Heading2', runsOf($, p))),
    ...all($, '.chart-subtitle', figure).map((p) => paragraph('FigureSubtitle', runsOf($, p))),
    ...(charts[i] ? [paragraph('Figure', [pictureOf(charts[i], names.picture(i + 1))])] : []),
    ...all($, '.chart-note', figure).map((p) => paragraph('FigureNote', runsOf($, p))),
  ]);
  const { main, small } = COLUMNS.chart;
  if (cells.length < 2) return cells.length === 0 ? [spacer()] : cells.flat();
  return [spacer(), placed([main, small], cells, '', 'none'), spacer()];
}

/** Two tables without a paragraph between them would be one. */
const spacer = (): WordParagraph => paragraph('Spacer', []);

const pictureOf = ({ png, width, height, alt }: SheetPicture, name: string): WordPicture => ({
  kind: 'picture',
  ...{ png, width, height, alt },
  name,
});

/** Done and to do, a subject a row. */
function table($: CheerioAPI, names: PartNames): WordBlock[] {
  const head = all($, '.table > .head h2').map((cell) => [paragraph('TableHead', runsOf($, cell))]);
  const subjects = all($, '.table .subject').some((subject) => subject.text().trim() !== '');
  const rows = all($, '.table > .row').map((row) => [
    ...(subjects ? [[paragraph('Subject', runsOf($, row.children('.subject')))]] : []),
    ...all($, '> .cell', row).map((cell) => [paragraph('Cell', runsOf($, cell))]),
  ]);
  if (rows.length === 0) return [];
  const first = subjects ? [COLUMNS.subject] : [];
  const rest = (WIDTH - (first[0] ?? 0)) / head.length;
  return [
    {
      ...{ kind: 'table', rules: 'rows', head: true },
      widths: [...first, ...head.map(() => rest)],
      rows: [[...(subjects ? [[paragraph('TableHead', [])]] : []), ...head], ...rows],
      alt: names.table(all($, '.table > .head h2').map((cell) => cell.text())),
    },
  ];
}

/** 名词, an entry a paragraph. */
function glossary($: CheerioAPI): WordBlock[] {
  const terms = all($, '.glossary .term');
  if (terms.length === 0) return [];
  return [
    paragraph('Heading2', runsOf($, $('.glossary > .subject'))),
    ...terms.map((term) => paragraph('Glossary', runsOf($, term))),
  ];
}
