/** The leaf before an imposed booklet: how to print, fold and staple it in front, the order of all pages on its back. */
import { escapeHtml } from '../../marks.ts';
import type { Report } from '../../report/report.ts';
import { loadTemplates, templateFile } from '../templates.ts';

/** What the leaf tells of: the imposition as the print stage plans it. Pages count from 1; null is blank. */
export interface LeafImposition {
  paper: 'A3' | 'A4';
  plan: {
    pages: number;
    blanks: number;
    sheets: number;
    sides: readonly {
      sheet: number;
      side: 'front' | 'back';
      left: number | null;
      right: number | null;
    }[];
  };
  /** What each page is called, which is its folio as printed. */
  names: readonly string[];
}

export const LEAF_FACES = ['song-400', 'song-600', 'song-700', 'hei-400', 'hei-500', 'hei-600'] as const;

type Lang = 'zh' | 'en';
/** A number of the leaf by its key, marked for the proof. */
type Told = (key: string) => string;

/** Height of the folded page, mm. */
const HEIGHTS = { A3: 297, A4: 210 } as const;
const FOLDED = { A3: 'A4', A4: 'A5' } as const;
/** How many sheets the order of pages shows in rows of 4, 5 … 8; more than the last nobody folds, and it is left out. */
const ROOM = new Map([
  [4, 16],
  [5, 25],
  [6, 30],
  [7, 42],
  [8, 56],
]);

/** What the leaf prints for a key (data-leaf); the proof has its own (proof/leaf-numbers.ts). */
function textOf({ paper, plan, names }: LeafImposition, lang: Lang, key: string): string {
  const [what, sheet, side, half] = key.split(':');
  if (what === 'page') {
    const found = plan.sides.find((s) => s.sheet === Number(sheet) && s.side === side);
    const page = found?.[half as 'left' | 'right'] ?? null;
    return page === null ? WORDS[lang].blank : (names[page - 1] ?? String(page));
  }
  if (what === 'step' || what === 'sheet') return sheet ?? '';
  const values: Record<string, string | number> = {
    paper,
    folded: FOLDED[paper],
    sheets: plan.sheets,
    pages: plan.pages,
    blanks: plan.blanks,
    // The leaf itself is the first sheet of the file.
    first: 3,
    last: 2 + plan.sides.length,
    staples: lang === 'zh' ? '两' : 'two',
    staple: stapleAt(paper),
  };
  return String(values[what ?? ''] ?? '');
}

/** Staples stand 70 mm from head and foot of A4 (GB/T 9704-2012); on a smaller page as far in its proportion, to 5 mm. */
export const stapleAt = (paper: LeafImposition['paper']): number =>
  Math.round((70 * HEIGHTS[paper]) / HEIGHTS.A3 / 5) * 5;

/** Merges the leaf: two lying pages of the paper's size. */
export function leafHtml(report: Report, imposition: LeafImposition, lang: Lang = 'zh'): string {
  const { paper, plan } = imposition;
  const told: Told = (key) =>
    `<span data-leaf="${escapeHtml(key)}">${escapeHtml(textOf(imposition, lang, key))}</span>`;
  const drawn: Told = (key) =>
    `<tspan data-leaf="${escapeHtml(key)}">${escapeHtml(textOf(imposition, lang, key))}</tspan>`;
  const words = WORDS[lang].of(told, plan.blanks > 0, `${plan.sheets}:back`);
  const columns = [...ROOM].find(([, room]) => plan.sheets <= room)?.[0];
  const cells = Array.from({ length: columns === undefined ? 0 : plan.sheets }, (_, i) => ({
    sheet: told(`sheet:${i + 1}`),
    front: { left: told(`page:${i + 1}:front:left`), right: told(`page:${i + 1}:front:right`) },
    back: { left: told(`page:${i + 1}:back:left`), right: told(`page:${i + 1}:back:right`) },
  }));
  const [width, height] = paper === 'A3' ? [420, 297] : [297, 210];
  const css = [
    templateFile('shared/tokens.css'),
    `@page{size:${width}mm ${height}mm;margin:0}`,
    // One unit of the leaf is a millimetre on A4, and as much more on A3 as the paper is larger.
    `html{font-size:${width / 297}mm}`,
    templateFile('booklet/leaf.css'),
  ].join('\n');
  return loadTemplates('booklet', { report })('leaf', {
    report,
    css,
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    words,
    steps: words.steps.map(([heading, text], i) => ({
      number: told(`step:${i + 1}`),
      heading,
      text,
      drawing: `leaf-step-${i + 1}`,
    })),
    cells,
    columns: columns ?? 0,
    drawn: {
      first: drawn('first'),
      last: drawn('last'),
      staple: drawn('staple'),
      ...Object.fromEntries(
        ['front:left', 'front:right', 'back:left', 'back:right'].map((half) => [
          half.replace(':', ''),
          drawn(`page:1:${half}`),
        ]),
      ),
    },
  });
}

/** The words of the leaf in both languages; `inner`: the side in the middle of the booklet. */
const WORDS = {
  zh: {
    blank: '空白',
    of: (told: Told, blanks: boolean, inner: string) => ({
      title: '怎样印、怎样折',
      aside: '随册说明，不装订',
      lead: `本册${told('pages')}页，印在${told('sheets')}张${told('paper')}纸上，叠齐、对折，即成${told('folded')}小册子。${blanks ? `为凑足整张，另有${told('blanks')}页空白。` : ''}`,
      settings: '打印时选',
      choices: [
        { choice: '双面打印', note: '正面、背面都印' },
        { choice: '短边翻转', note: '有的打印机叫“短边装订”' },
        { choice: '实际大小', note: `<span data-scale="100">100%</span>，不缩放，不“适合页面”` },
      ],
      steps: [
        [
          '打印',
          `从文件第${told('first')}页印到第${told('last')}页，用${told('paper')}纸。整份打印也可以，印好后把本张取出。`,
        ],
        ['查首张', '翻过来看，正面、背面字头都朝上，左右各页与图中相同。如有颠倒，改选“短边翻转”。'],
        [
          '叠齐，对折',
          `按印出的次序叠：首张在最外，末张在最里，里面是${told(`page:${inner}:left`)}、${told(`page:${inner}:right`)}页。沿中线折。`,
        ],
        [
          '装订，裁切',
          `沿折缝订${told('staples')}枚钉，钉距上、下边各${told('staple')}毫米。里页探出的书口裁齐。`,
        ],
      ] as const,
      draw: {
        leaf: '本张',
        from: '第',
        to: '页',
        front: '正面',
        back: '背面',
        inner: '末张',
        outer: '首张',
        unit: '毫米',
        cut: '裁',
      },
      order: '页序',
      orderAside: '印好后照此查对：每张左为正面，右为背面',
      sheet: ['第', '张'],
    }),
  },
  en: {
    blank: 'blank',
    of: (told: Told, blanks: boolean, inner: string) => ({
      title: 'How to print and fold',
      aside: 'Goes with the booklet; do not bind',
      lead: `${told('pages')} pages stand on ${told('sheets')} sheets of ${told('paper')}. Stacked and folded they are a booklet of ${told('folded')}.${blanks ? ` Blank pages that fill the last sheet: ${told('blanks')}.` : ''}`,
      settings: 'In the print dialog',
      choices: [
        { choice: 'Both sides', note: 'Duplex' },
        { choice: 'Flip on short edge', note: 'Also: short-edge binding' },
        { choice: 'Actual size', note: `<span data-scale="100">100%</span>, never fitted to the page` },
      ],
      steps: [
        [
          'Print',
          `Pages ${told('first')} to ${told('last')} of the file, on ${told('paper')}. Or print all and put this leaf aside.`,
        ],
        [
          'Check the first sheet',
          'Both sides stand upright when it is turned over, and carry the pages drawn here. If not, flip on the short edge.',
        ],
        [
          'Stack and fold',
          `As they were printed: first sheet outside, last inside, with pages ${told(`page:${inner}:left`)} and ${told(`page:${inner}:right`)} in the middle.`,
        ],
        [
          'Staple and trim',
          `Put ${told('staples')} staples in the fold, ${told('staple')} mm from head and foot. Trim the fore edge.`,
        ],
      ] as const,
      draw: {
        leaf: 'leaf',
        from: 'p. ',
        to: '',
        front: 'front',
        back: 'back',
        inner: 'last',
        outer: 'first',
        unit: 'mm',
        cut: 'trim',
      },
      order: 'Order of pages',
      orderAside: 'To check the print: of each sheet the front, then the back',
      sheet: ['Sheet ', ''],
    }),
  },
} as const;
