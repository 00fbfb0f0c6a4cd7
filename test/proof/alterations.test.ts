import {
  degrees,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  setTextRenderingMode,
  TextRenderingMode,
} from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { sourceOf, svgFile } from '../../scripts/figures/svg-file.ts';
import { planDeck } from '../../scripts/plan/deck.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import type { Proved } from '../../scripts/proof/entry.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { provePdf } from '../../scripts/proof/pdf.ts';
import { outsideFindings } from '../../scripts/proof/pdf-outside.ts';
import { readPdf } from '../../scripts/proof/pdf-text.ts';
import { proveProducts } from '../../scripts/proof/proof.ts';
import { type MergedDeck, mergeDeck } from '../../scripts/publications/deck/merge.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

const times = { year: 2023, reviewYear: 2022 };
let report: Report;
let deck: MergedDeck;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
  deck = mergeDeck(report, planDeck(report), { draw: (spec, place) => drawFigure(spec, place, times) });
});
const prove = (html: string): Proved => proveHtml(html, 'deck/deck.html', knownOf(report));
/** Replaces the first occurrence and insists that there is one. */
const alter = (text: string, from: string | RegExp, to: string): string => {
  const altered = text.replace(from, () => to);
  expect(altered).not.toBe(text);
  return altered;
};
const fact = (ref: string, text: string, label = '') =>
  `<html><body><section><div data-datum>${label}<span data-fact="${ref}">${text}</span></div></section></body></html>`;
const label = (id: string, name: string) => `<span data-label="${id}">${name}</span>`;

describe('finished HTML', () => {
  it('passes untouched, with hundreds of numbers', () => {
    const proved = prove(deck.html);
    expect(proved.findings).toEqual([]);
    expect(proved.entries.length).toBeGreaterThan(400);
    expect(proved.entries.filter((e) => e.kind !== 'furniture').every((e) => e.quote || e.formula)).toBe(
      true,
    );
  });

  it.each([
    [
      'two values swapped',
      (html: string) =>
        html.replaceAll('>1900<', '>\u0001<').replaceAll('>3400<', '>1900<').replaceAll('>\u0001<', '>3400<'),
    ],
    [
      '超 dropped',
      (html: string) => alter(html, '<span class="before">预计超</span>', '<span class="before">预计</span>'),
    ],
    [
      '预计 dropped',
      (html: string) => alter(html, '<span class="before">预计超</span>', '<span class="before">超</span>'),
    ],
    ['左右 dropped', (html: string) => alter(html, '<span class="after">左右</span>', '')],
    [
      'another unit',
      (html: string) => alter(html, /<span class="unit">亿元<\/span>/, '<span class="unit">万元</span>'),
    ],
    [
      'another year',
      (html: string) =>
        alter(
          html,
          /<span data-year="review-year">2022<\/span>/,
          '<span data-year="review-year">2023</span>',
        ),
    ],
    [
      'another name',
      (html: string) =>
        alter(html, /(data-label="budget-revenue"[^>]*>)(?:(?!<\/span>).)*/, '$1').replace(
          'data-label="budget-revenue">',
          'data-label="budget-revenue">地区生产总值',
        ),
    ],
    ['verbatim text altered', (html: string) => alter(html, '主导产业特色还不鲜明', '主导产业特色已鲜明')],
    ['a numeral planted in plain text', (html: string) => alter(html, '资料来源：', '资料来源（9）：')],
    ['a counted Chinese numeral planted', (html: string) => alter(html, '资料来源：', '三项资料来源：')],
    ['a full-width numeral planted', (html: string) => alter(html, '资料来源：', '资料来源５：')],
    ['a Roman numeral planted', (html: string) => alter(html, '资料来源：', '资料来源Ⅳ：')],
    [
      'a folio altered',
      (html: string) =>
        alter(html, /<span data-folio>6<\/span>|data-slide="industry">\d+</, 'data-slide="industry">99<'),
    ],
    ['a number in alternative text', (html: string) => alter(html, '<svg ', '<svg aria-label="增长77%" ')],
  ])('%s is found', (_, change) => {
    const { findings } = prove(change(deck.html));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]?.where?.product).toBe('deck/deck.html');
  });

  it('names the slide', () => {
    const slide = deck.html.indexOf('data-page-no="3"');
    const altered = deck.html.slice(0, slide) + alter(deck.html.slice(slide), '>132.5<', '>135.2<');
    const [finding] = prove(altered).findings;
    expect(finding?.where).toMatchObject({ product: 'deck/deck.html', page: 3 });
    expect(finding?.message.zh).toContain('135.2');
  });

  it('6% is no growth of 地区生产总值, however it is marked', () => {
    const gdp = label('gdp-target', '地区生产总值');
    expect(prove(fact('gdp-target', '增长5.5%左右', gdp)).findings).toEqual([]);
    expect(prove(fact('gdp-target', '增长6%左右', gdp)).findings).not.toEqual([]);
    expect(prove(fact('budget-revenue-target', '增长6%左右', gdp)).findings).not.toEqual([]);
    expect(
      prove(fact('budget-revenue-target', '增长6%左右', label('budget-revenue-target', '地区生产总值')))
        .findings,
    ).not.toEqual([]);
    expect(prove(fact('budget-revenue-target', '增长6%左右')).findings).not.toEqual([]);
  });

  it('two facts that change places with their marks are found by their labels', () => {
    const datum = (id: string, name: string, ref: string, text: string) =>
      `<div data-datum>${label(id, name)}<span data-fact="${ref}">${text}</span></div>`;
    const swapped =
      datum('trade', '进出口总额', 'invoiced-sales', '4750亿元') +
      datum('invoiced-sales', '全口径工业开票销售', 'trade', '1200亿元');
    expect(prove(`<html><body>${swapped}</body></html>`).findings.length).toBe(2);
  });
});

describe('finished SVG', () => {
  it('passes untouched and fails altered', () => {
    const spec = report.figures.find((f) => f.id === 'leading-firms');
    if (!spec) throw new Error('no figure');
    const { svg } = svgFile(spec, times, sourceOf(report, '2023年1月3日'));
    const proveSvg = (text: string) =>
      proveHtml(text, 'figures/leading-firms.svg', knownOf(report), { xml: true }).findings;
    expect(proveSvg(svg)).toEqual([]);
    expect(proveSvg(svg.replaceAll('600', '280'))).not.toEqual([]);
    expect(proveSvg(svg.replaceAll('突破', ''))).not.toEqual([]);
    expect(proveSvg(svg.replaceAll('亿元', '万元'))).not.toEqual([]);
    expect(proveSvg(svg.replaceAll('天合光能', '比亚迪常州基地'))).not.toEqual([]);
    expect(proveSvg(svg.replaceAll('2022', '2023'))).not.toEqual([]);
  });
});

describe('finished PDF', () => {
  let press: Press;
  beforeAll(async () => {
    press = await openPress();
  });
  afterAll(() => press.close());
  const page = (body: string) => `<!DOCTYPE html><html lang="zh-CN"><head><!--fonts--><style>
    @page{size:A4;margin:30mm}@page{@bottom-center{content:"— " counter(page) " —";font:9pt 'Baogao Hei'}@top-left{content:"眉题";font:9pt 'Baogao Hei'}}
    body{font:12pt var(--hei)}.note{position:absolute;right:0;top:0}.next{break-before:page}</style></head><body>${body}</body></html>`;
  const datum = (value: string, name = '地区生产总值') =>
    `<div data-datum>${label('gdp', name)}<span data-fact="gdp">${value}</span></div>`;
  const body = (value: string, year = '2022') =>
    `<h1><span data-year="review-year">${year}</span>年</h1><p style="position:relative">说明<span class="note" data-aside>旁注</span>文字</p><div class="next">${datum(value)}<div data-datum>${label('trade', '进出口总额')}<span data-fact="trade">1200亿元</span></div></div>`;
  const print = (html: string) =>
    press.pdf(
      { name: 'x.pdf', html, faces: ['hei-400', 'hei-700'] },
      { meta: { title: 'x', lang: 'zh-CN', date: '2023-01-03' } },
    );
  const furniture = { heads: () => ['眉题'], folio: (n: number) => `— ${n} —` };
  const check = async (printed: string) => {
    const proved = prove(page(body('预计超1900亿元')));
    expect(proved.findings).toEqual([]);
    return provePdf(await print(page(printed)), 'x.pdf', proved, { furniture, pages: 2 });
  };

  it('equals the proved HTML, page by page', async () => {
    const { findings, entries } = await check(body('预计超1900亿元'));
    expect(findings).toEqual([]);
    expect(entries.find((e) => e.ref === 'gdp')?.page).toBe(2);
  });

  it.each([
    ['another value', body('预计超9100亿元'), 2],
    [
      'swapped values',
      body('预计超1900亿元').replace('1900', 'X').replace('1200', '1900').replace('X', '1200'),
      2,
    ],
    ['超 dropped', body('预计1900亿元'), 2],
    ['another unit', body('预计超1900万元'), 2],
    ['another year', body('预计超1900亿元', '2023'), 1],
    ['another name', body('预计超1900亿元').replace('地区生产总值', '一般公共预算收入'), 2],
    ['a number too many', `${body('预计超1900亿元')}<p>77</p>`, 2],
  ])('%s is found on its page', async (_, printed, on) => {
    const { findings } = await check(printed);
    expect(findings[0]?.where).toMatchObject({ product: 'x.pdf', page: on });
  });

  it('a strange text in the margin is found', async () => {
    const proved = prove(page(body('预计超1900亿元')));
    const { findings } = await provePdf(
      await print(page(body('预计超1900亿元')).replace('眉题', '眉题 77')),
      'x.pdf',
      proved,
      { furniture, pages: 2 },
    );
    expect(findings[0]?.code).toBe('P202');
  });
});

describe('what stands outside the text of a product', () => {
  const proveDeck = async (path: string, content: string) =>
    (await proveProducts(report, [{ path, content }])).findings.map((f) => f.code);
  const page = (body: string, head = '') =>
    `<html><head>${head}</head><body><div data-datum>${label('gdp', '地区生产总值')}${body}</div></body></html>`;
  const gdp = '<span data-fact="gdp">预计超1900亿元</span>';

  it.each([
    ['a counter', 'h1::before{content:counter(q)}'],
    ['an attribute', 'h1::after{content:attr(id)}'],
    ['digits', 'p::before{content:"1999"}'],
    ['an escaped digit', 'p::before{content:"\\31 9"}'],
    ['digits after an empty string', `p::before{content:'' "1999"}`],
    ['words', 'p::before{content:"约"}'],
    ['a property in capitals', 'p::before{CONTENT:"1999"}'],
    ['a mark of lists', 'li{list-style:"1999 "}'],
  ])('%s in a style sheet, in a file and in a page', async (_, css) => {
    expect(await proveDeck('deck/theme.css', css)).toContain('P101');
    expect(
      proveHtml(page(gdp, `<style>${css}</style>`), 'index.html', knownOf(report)).findings.map(
        (f) => f.code,
      ),
    ).toContain('P101');
  });

  it.each([
    ['a qualifier before a number', page(`不足${gdp}`), 'P108'],
    ['a frame', page(`${gdp}<iframe srcdoc="1999"></iframe>`), 'P111'],
    ['a script', page(`${gdp}<script>document.body.textContent="1999"</script>`), 'P111'],
    ['a shadow tree', page(`${gdp}<div><template shadowrootmode="open">1999亿元</template></div>`), 'P111'],
    ['a style sheet elsewhere', page(gdp, '<link rel="stylesheet" href="data:text/css,p{}">'), 'P111'],
    ['a picture of text', page(`${gdp}<img src="data:image/svg+xml,%3Csvg%3E1999" alt="">`), 'P111'],
    [
      'a hidden qualifier',
      page('<span data-fact="gdp">预计<span style="display:none">超</span>1900亿元</span>'),
      'P111',
    ],
    ['a description', page(gdp, '<meta name="description" content="增长1999">'), 'P110'],
    ['a value for screen readers', page(`${gdp}<div role="meter" aria-valuetext="1999亿元"></div>`), 'P110'],
    ['a list that counts from elsewhere', page(`${gdp}<ol start="7"><li>甲</li></ol>`), 'P110'],
  ])('%s', (_, html, code) => {
    expect(proveHtml(html, 'sheets/industry.html', knownOf(report)).findings.map((f) => f.code)).toContain(
      code,
    );
  });

  it('what a picture says of times and tasks, joined by dashes, if the report says it', () => {
    const alt = (text: string) =>
      proveHtml(page(`${gdp}<img src="figures/timeline.svg" alt="${text}">`), 'index.html', knownOf(report))
        .findings;
    expect(alt('2022年——高新区成立三十周年；新北区建区二十周年。“十四五”末——亩均税收：实现翻番。')).toEqual(
      [],
    );
    expect(alt('2022年——高新区成立四十周年。').map((f) => f.code)).toEqual(['P110']);
  });

  it.each([
    ['another year in the title', /title: "(.*)2023/, 'title: "$12019'],
    ['a footer', 'paginate: true', 'paginate: true\nfooter: 全年1999亿元'],
    ['a directive with text', '<!-- _paginate: false -->', '<!-- _footer: 全年1999亿元 -->'],
    ['a changed note', '请予审议', '请予否决'],
  ])('%s in deck.md', async (_, from, to) => {
    const altered = deck.markdown.replace(from, to);
    expect(altered).not.toBe(deck.markdown);
    const codes = async (markdown: string) =>
      (
        await proveProducts(report, [
          { path: 'deck/deck.html', content: deck.html },
          { path: 'deck/deck.md', content: markdown },
        ])
      ).findings.filter((f) => f.where?.product === 'deck/deck.md' && f.code !== 'P301');
    expect(await codes(deck.markdown)).toEqual([]);
    expect((await codes(altered)).length).toBeGreaterThan(0);
  });
});

/** A link on the first page. */
const link = (pdf: PDFDocument, more: Record<string, unknown>) =>
  pdf
    .getPage(0)
    .node.addAnnot(
      pdf.context.register(
        pdf.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [10, 10, 90, 40], ...more } as never),
      ),
    );
/** A drawing of its own. */
const shown = ({ context }: PDFDocument) =>
  context.register(
    context.flateStream('0 0 80 30 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 80, 30] }),
  );

/** A picture of 1 × 1 px. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A bookmark to the first page. */
function bookmark({ catalog, context }: PDFDocument, title: string) {
  const item = context.nextRef();
  const outline = context.register(context.obj({ Type: 'Outlines', First: item, Last: item, Count: 1 }));
  context.assign(item, context.obj({ Title: PDFHexString.fromText(title), Parent: outline }));
  catalog.set(PDFName.of('Outlines'), outline);
}

describe('what a PDF says outside its pages', () => {
  const outside = async (change: (pdf: PDFDocument) => unknown) => {
    const pdf = await PDFDocument.create();
    pdf.addPage([200, 200]);
    await change(pdf);
    const reading = await readPdf(await pdf.save());
    return outsideFindings(reading, 'sheets/all.pdf', knownOf(report), '一、工作回顾', () => '— 1 —').map(
      (f) => f.code,
    );
  };

  it('passes bookmarks of the text', async () => {
    expect(await outside((pdf) => bookmark(pdf, '一、 工作回顾'))).toEqual([]);
  });

  it('passes properties that the report bears out', async () => {
    expect(await outside((pdf) => pdf.setTitle('常州市新北区2023年政府工作报告'))).toEqual([]);
  });

  it.each([
    ['a title', (pdf: PDFDocument) => pdf.setTitle('地区生产总值1999亿元'), 'P110'],
    ['a subject', (pdf: PDFDocument) => pdf.setSubject('1999'), 'P110'],
    ['keywords', (pdf: PDFDocument) => pdf.setKeywords(['1999']), 'P110'],
    ['a bookmark', (pdf: PDFDocument) => bookmark(pdf, '地区生产总值1999亿元'), 'P201'],
    [
      'a file inside',
      (pdf: PDFDocument) => void pdf.attach(new Uint8Array([49]), 'data.csv', { mimeType: 'text/csv' }),
      'P202',
    ],
    [
      'a picture',
      async (pdf: PDFDocument) =>
        pdf.getPage(0).drawImage(await pdf.embedPng(PIXEL), { x: 9, y: 9, width: 99, height: 99 }),
      'P202',
    ],
    [
      'words that are not painted',
      async (pdf: PDFDocument) => {
        pdf.getPage(0).pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
        pdf.getPage(0).drawText('1999');
      },
      'P202',
    ],
    ['a page turned', (pdf: PDFDocument) => pdf.getPage(0).setRotation(degrees(180)), 'P202'],
    [
      'a script on opening',
      ({ catalog, context }: PDFDocument) =>
        catalog.set(
          PDFName.of('OpenAction'),
          context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1999)') }),
        ),
      'P202',
    ],
    [
      'a link to a web page',
      (pdf: PDFDocument) => link(pdf, { A: { S: 'URI', URI: PDFString.of('http://localhost/') } }),
      'P202',
    ],
    ['a link that shows something', (pdf: PDFDocument) => link(pdf, { AP: { N: shown(pdf) } }), 'P202'],
    [
      'a layer',
      ({ catalog, context }: PDFDocument) => {
        const layer = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('a') }));
        catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
      },
      'P202',
    ],
    [
      'labels other than the folios',
      ({ catalog, context }: PDFDocument) =>
        catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'D', St: 41 }] })),
      'P202',
    ],
    [
      'an annotation that shows text',
      (pdf: PDFDocument) =>
        pdf.getPage(0).node.addAnnot(
          pdf.context.register(
            pdf.context.obj({
              Type: 'Annot',
              Subtype: 'FreeText',
              Rect: [10, 10, 90, 40],
              Contents: PDFString.of('1999'),
            }),
          ),
        ),
      'P202',
    ],
  ])('%s is found', async (_, change, code) => {
    expect(await outside(change)).toEqual([code]);
  });
});
