import { beforeAll, describe, expect, it } from 'vitest';
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { PageMap } from '../../scripts/marks.ts';
import { planDeck } from '../../scripts/plan/deck.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { proveProducts } from '../../scripts/proof/proof.ts';
import { langOfDeck, type Remade, remadeDeck, remadeFindings } from '../../scripts/proof/remade.ts';
import { remadeIndex } from '../../scripts/proof/remade-index.ts';
import { sheetMaker } from '../../scripts/proof/remade-sheet.ts';
import { mergeDeck } from '../../scripts/publications/deck/merge.ts';
import { scriptOf } from '../../scripts/publications/deck/script.ts';
import { markDraft } from '../../scripts/publications/draft.ts';
import { INDEX_FACES, indexPage } from '../../scripts/publications/index-page/index-page.ts';
import { fitSheet, SHEET_FACES } from '../../scripts/publications/sheets/sheet.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

const page = { first: 4, last: 5, all: [4, 5] };
const pages = { get: () => page, has: () => true } as unknown as PageMap;
// A picture of 1 × 1 px.
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const files = [
  { path: 'deck/deck.html', bytes: 2000 },
  { path: 'deck/deck.pdf', bytes: 2000, pages: 3 },
];

/** Of which the index page tells where they stand. */
const NUMBERS = [
  { product: 'deck/deck.html', page: 3, text: '预计超1900亿元', kind: 'fact' as const, ref: 'gdp' },
];

let report: Report;
/** Finished files by path: the deck and its figures, a sheet, the index page. */
const finished = new Map<string, string>();
beforeAll(async () => {
  report = withDefaults(await readReport('data/xinbei-2023'));
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const deck = mergeDeck(report, planDeck(report), { draw: drawFigure });
  finished.set('deck/deck.html', deck.html);
  finished.set('deck/deck.md', deck.markdown);
  finished.set('deck/theme.css', deck.theme);
  finished.set('deck/script.txt', scriptOf(report, planDeck(report), deck).text);
  for (const { path, svg } of deck.figures)
    finished.set(`deck/${path}`, svg.replace(/(<svg[^>]*>)/, '$1<defs><!--fonts--></defs>'));
  const plan = planSheets(report)[0];
  if (!plan) throw new Error('no sheet');
  const lines = { '0.done': 'letter-spacing:-0.01em', '1.todo': 'padding-right:2.5em' };
  const { html } = await fitSheet(report, plan, {
    draw: (spec, place) => drawFigure(spec, place, times),
    minHeight: (spec, place) => minHeight(spec, place, times),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
    // A browser in which the second setting fits.
    lay: async (_, fitting) =>
      fitting(async (states) =>
        states.slice(0, 2).map((_, i) => ({
          main: 30 + i * 40.123456,
          small: 50.015625,
          overflow: i === 0,
          clipped: [],
          conclusion: 19.75,
          figure: 27.500024999999997,
          lines,
        })),
      ),
    pages,
  });
  finished.set(`sheets/${plan.topic.id}.html`, html);
  const thumbnails = { deck: [`data:image/png;base64,${pixel}`] };
  finished.set(
    'index.html',
    indexPage(report, { files, thumbnails, numbers: NUMBERS, pages, findings: [] }).html,
  );
});

/** Codes of what is found in a text that stands at a path. */
const codes = async (path: string, content: string, draft = false) =>
  (await remadeFindings(content, path, wanted(path, content, draft))).map((f) => f.where?.product);
const sheets = new Map<boolean, ReturnType<typeof sheetMaker>>();
const decks = new Map<boolean, ReturnType<typeof remadeDeck>>();
function wanted(path: string, content: string, draft: boolean): Remade[] {
  if (path === 'index.html')
    return remadeIndex(report, content, { files, numbers: NUMBERS, pages, findings: [], draft });
  if (path.startsWith('sheets/')) {
    const maker = sheets.get(draft) ?? sheetMaker(report, pages, draft);
    sheets.set(draft, maker);
    return maker.remade(path, content);
  }
  const deck = decks.get(draft) ?? remadeDeck(report, draft);
  decks.set(draft, deck);
  return [deck.get(path) ?? []].flat();
}
const sheet = () => [...finished.keys()].find((path) => path.startsWith('sheets/')) ?? '';
const figures = () => [...finished.keys()].filter((path) => path.startsWith('deck/figures/'));

describe('a finished text', () => {
  it('passes as made, with its faces, and as a draft', async () => {
    for (const [path, text] of finished) {
      expect(await codes(path, text), path).toEqual([]);
      const faces = "<style>@font-face{font-family:'X'}:root{--hei:'X';font-synthesis:none}</style>";
      expect(await codes(path, text.replace('<!--fonts-->', faces)), path).toEqual([]);
      if (path.endsWith('.html')) {
        expect(await codes(path, markDraft(text), true), path).toEqual([]);
        expect(await codes(path, markDraft(text)), path).toEqual([path]);
      }
    }
  });

  it('passes with its presenter in English', async () => {
    const { html } = mergeDeck(report, planDeck(report), { draw: drawFigure, lang: 'en' });
    expect([langOfDeck(html), langOfDeck(finished.get('deck/deck.html') ?? '')]).toEqual(['en', 'zh']);
    const anew = remadeDeck(report, false, langOfDeck(html)).get('deck/deck.html');
    expect(await remadeFindings(html, 'deck/deck.html', [anew ?? []].flat())).toEqual([]);
    // An English script in the Chinese deck is another deck.
    expect(await codes('deck/deck.html', html)).toEqual(['deck/deck.html']);
  });

  it.each([
    ['numbers without size', '[data-fact]{font-size:0}'],
    ['bars that are stretched', 'svg path{transform:scaleX(1.4)}'],
    ['drawings in other colours', 'svg{filter:invert(1)}'],
    ['drawings that are gone', 'svg{display:none}'],
    ['words in the colour of the paper', 'p{color:#fff}'],
    ['words beside the page', 'h1{text-indent:-99em}'],
    ['drawings cut off', 'svg{clip-path:inset(0 50% 0 0)}'],
    ['another look on paper', '@media print{svg{opacity:.01}}'],
    ['a plate over the page', 'body::after{content:"";position:fixed;inset:0;background:#fff}'],
  ])('whose style sheet makes %s is refused', async (_, css) => {
    for (const path of ['deck/deck.html', 'index.html', sheet()]) {
      const text = finished.get(path) ?? '';
      expect(await codes(path, text.replace('</style>', `${css}</style>`)), path).toEqual([path]);
      expect(await codes(path, text.replace('</head>', `<style>${css}</style></head>`)), path).toEqual([
        path,
      ]);
      expect(await codes(path, text.replace('</main>', `<style>${css}</style></main>`)), path).toEqual([
        path,
      ]);
    }
    const theme = finished.get('deck/theme.css') ?? '';
    expect(await codes('deck/theme.css', `${theme}${css}`)).toEqual(['deck/theme.css']);
  });

  it.each([
    [
      'a script more',
      (text: string) => text.replace('</main>', '<script>document.title="1999"</script></main>'),
    ],
    ['another script', (text: string) => text.replace(/<script>/, '<script>document.body.dataset.x="1999";')],
    ['no script', (text: string) => text.replace(/<script>[\s\S]*?<\/script>/, '')],
  ])('of our own scripts with %s is refused', async (_, alter) => {
    for (const path of ['deck/deck.html', 'index.html']) {
      const text = finished.get(path) ?? '';
      expect(alter(text), path).not.toBe(text);
      expect(await codes(path, alter(text)), path).toEqual([path]);
    }
  });

  it.each([
    ['a bar of HTML', '<div style="width:300px;height:20px;background:#172B4D"></div>'],
    ['a meter', '<meter value="0.9"></meter>'],
    ['a progress bar', '<progress value="90" max="100"></progress>'],
    ['a canvas', '<canvas></canvas>'],
    ['a picture', `<img src="data:image/png;base64,${pixel}" alt="">`],
    [
      'a choice of pictures',
      `<picture><source srcset="data:image/png;base64,${pixel}"><img src="#" alt=""></picture>`,
    ],
    ['a plug-in', '<object data="x.svg"></object>'],
    ['a frame', '<iframe src="x.html"></iframe>'],
    ['a handler', '<p onclick="this.remove()"></p>'],
    ['another base', '<base href="x/">'],
    ['a style in a drawing', '<svg><defs><style>*{fill:red}</style></defs></svg>'],
  ])('with %s in it is refused', async (_, element) => {
    for (const path of ['deck/deck.html', 'index.html', sheet()]) {
      const text = (finished.get(path) ?? '').replace('</main>', `${element}</main>`);
      expect(await codes(path, text), path).toEqual([path]);
    }
  });

  it.each([
    ['another page soon after', '<meta http-equiv="refresh" content="1;url=x.html">'],
    ['a style sheet from elsewhere', '<link rel="stylesheet" href="theme.css">'],
  ])('that asks for %s is refused', async (_, element) => {
    for (const path of ['deck/deck.html', 'index.html', sheet()]) {
      const text = (finished.get(path) ?? '').replace('</head>', `${element}</head>`);
      expect(await codes(path, text), path).toEqual([path]);
    }
  });

  it('with another script is refused', async () => {
    const text = finished.get('deck/deck.html') ?? '';
    const altered = text.replace('</script>', 'document.querySelector("svg").remove()</script>');
    expect(await codes('deck/deck.html', altered)).toEqual(['deck/deck.html']);
  });

  it('with a drawing set as HTML, left out or set twice is refused', async () => {
    for (const path of ['deck/deck.html', sheet()]) {
      const text = finished.get(path) ?? '';
      const drawing = /<svg [\s\S]*?<\/svg>/;
      for (const other of ['<div class="bar" style="width:80%"></div>', '', '$&$&']) {
        const altered = text.replace(drawing, other);
        expect(altered).not.toBe(text);
        expect(await codes(path, altered), path).toEqual([path]);
      }
    }
  });
});

describe('the figures of deck.md', () => {
  it('that change places are refused, as files and in the text', async () => {
    const [a = '', b = ''] = figures();
    expect(await codes(a, finished.get(b) ?? '')).toEqual([a]);
    const [x, y] = [a, b].map((path) => path.replace('deck/', ''));
    const markdown = finished.get('deck/deck.md') ?? '';
    const swapped = markdown
      .replaceAll(`src="${x}"`, 'src="\u0001"')
      .replaceAll(`src="${y}"`, `src="${x}"`)
      .replaceAll('\u0001', y ?? '');
    expect(swapped).not.toBe(markdown);
    expect(await codes('deck/deck.md', swapped)).toEqual(['deck/deck.md']);
  });

  it('are those of the plan: another file beside them is refused', async () => {
    expect(await codes('deck/figures/other.svg', finished.get(figures()[0] ?? '') ?? '')).toEqual([
      'deck/figures/other.svg',
    ]);
  });
});

describe('what a browser decided about a sheet', () => {
  it.each([
    ['a conclusion too small to read', /(class="conclusion" style="font-size:)[\d.]+/, '$10.01'],
    ['key figures too small to read', /(--figure:)[\d.]+/, '$10.01'],
    ['a plot lower than its chart', /(--plot:)[\d.]+/, '$120'],
    ['a paragraph out of sight', /letter-spacing:-0\.01em/, 'letter-spacing:-9em'],
    ['a paragraph with a style of its own', /padding-right:2\.5em/, 'display:none'],
    ['type that no sheet has', /data-gear="\d"/, 'data-gear="9"'],
    ['a row less', /<div class="row">[\s\S]*?<\/div>\n/, ''],
    ['columns of other widths', /(grid-template-columns:)[\d.]+fr/, '$10fr'],
  ])('is refused with %s', async (_, from, to) => {
    const text = finished.get(sheet()) ?? '';
    const altered = text.replace(from, to);
    expect(altered).not.toBe(text);
    expect(await codes(sheet(), altered)).toEqual([sheet()]);
  });
});

describe('the thumbnails of the index page', () => {
  it('are pictures, and not more than there are places', async () => {
    const text = finished.get('index.html') ?? '';
    const image = /<img src="[^"]*" alt="">/;
    for (const other of [
      '<img src="x.png" alt="">',
      '<img src="data:image/png;base64,AAAA" alt="">',
      '$&'.repeat(9),
    ])
      expect(await codes('index.html', text.replace(image, other))).toEqual(['index.html']);
  });
});

describe('the proof of an edition', () => {
  const prove = async (alter: (text: string) => string) => {
    const products = [...finished].map(([path, text]) => ({ path, content: alter(text) }));
    // Faces as a mark of which they are.
    const typeset = async (text: string, faces: readonly string[] = []) => faced(text, faces.join());
    const { findings } = await proveProducts(report, products, {
      pages,
      typeset,
      outputs: files,
      numbers: NUMBERS,
    });
    return findings.filter((f) => f.code === 'P405').map((f) => f.where?.product);
  };
  const faced = (text: string, faces: string) =>
    text.replace(
      '<!--fonts-->',
      `<style>@font-face{src:url("${faces}")}:root{--hei:'X';font-synthesis:none}</style>`,
    );

  it('makes every text anew, and cuts the faces of pages anew: the same codes could show other digits', async () => {
    const named = (text: string) =>
      faced(
        text,
        text.includes('class="marpit"')
          ? 'song-600,song-700,song-900,hei-400,hei-500,hei-600,hei-700,kai-700'
          : text.includes('<article')
            ? SHEET_FACES.join()
            : text.includes('<html')
              ? INDEX_FACES.join()
              : '',
      );
    expect(await prove(named)).toEqual([]);
    const pagesOf = [...finished.keys()].filter((path) => path.endsWith('.html'));
    expect(pagesOf.length).toBe(3);
    expect((await prove((text) => named(text).replace(',hei-400', ''))).sort()).toEqual(pagesOf.sort());
    expect((await prove((text) => `${named(text)} `)).sort()).toEqual([...finished.keys()].sort());
  });
});

describe('fonts beside deck.md', () => {
  const face = (data: string) =>
    `@font-face{font-family:'Baogao Song';font-weight:700;src:url("data:font/woff;base64,${data}") format("woff")}`;
  const page = `<html><head><style>${face(Buffer.from('face').toString('base64'))}</style></head><body></body></html>`;
  const found = async (path: string, content: string) => {
    const products = [
      { path: 'deck/deck.html', content: page },
      { path, content: Buffer.from(content) },
    ];
    const { findings } = await proveProducts(report, products);
    return findings.filter((f) => f.where?.product === path).map((f) => f.code);
  };

  it('are those inside deck.html, and no others', async () => {
    expect(await found('deck/fonts/song-700.woff', 'face')).toEqual([]);
    expect(await found('deck/fonts/song-700.woff', 'fake')).toEqual(['P405']);
    expect(await found('deck/fonts/song-600.woff', 'face')).toEqual(['P405']);
    expect(await found('sheets/song-700.woff', 'face')).toEqual(expect.arrayContaining(['P405']));
  });
});

describe('script.txt', () => {
  it('with a changed digit, a changed time or a line more is refused', async () => {
    const text = finished.get('deck/script.txt') ?? '';
    for (const altered of [
      text.replace('1900', '1800'),
      text.replace(/累计 [\d:]+/, '累计 9:59'),
      `${text}全年增长百分之七。\r\n`,
      text.slice(1),
    ]) {
      expect(altered).not.toBe(text);
      expect(await codes('deck/script.txt', altered)).toEqual(['deck/script.txt']);
    }
  });
});
