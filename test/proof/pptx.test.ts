import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { proveHtml } from '../../scripts/proof/html.ts';
import { type Known, knownOf } from '../../scripts/proof/known.ts';
import { provePptx } from '../../scripts/proof/pptx.ts';
import { proveProducts } from '../../scripts/proof/proof.ts';
import { readReport } from '../../scripts/report/read.ts';
import { makePresentation, type Presentation } from '../publications/deck/presentation.ts';

let made: Presentation;
let known: Known;
let proved: ReturnType<typeof proveHtml>;

beforeAll(async () => {
  const report = await readReport(path.resolve(import.meta.dirname, '../../data/xinbei-2023'));
  made = await makePresentation(report);
  known = knownOf(report);
  proved = proveHtml(made.deck.html, 'deck/deck.html', known);
});

const prove = (bytes: Uint8Array) =>
  provePptx(bytes, 'deck/deck.pptx', { source: made.deck.html, proved }, known);

/** The file with one part changed; insists that something did change. */
async function altered(
  name: string,
  from: string | RegExp,
  to: string,
  bytes = made.bytes,
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const old = (await zip.file(name)?.async('string')) ?? '';
  const changed = old.replace(from, to);
  expect(changed).not.toBe(old);
  zip.file(name, changed);
  return zip.generateAsync({ type: 'uint8array' });
}
const slide = (id: string) => `ppt/slides/slide${made.slides.findIndex((s) => s.id === id) + 1}.xml`;
const codes = async (bytes: Uint8Array) => [...new Set((await prove(bytes)).findings.map((f) => f.code))];

/** A shape in the colour of the ground, as large as a slide. */
const PLATE =
  '<p:sp><p:nvSpPr><p:cNvPr id="91" name="图形"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="12192000" cy="6858000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FBF8F1"/></a:solidFill></p:spPr></p:sp>';

describe('the proof of deck.pptx', () => {
  it('passes the file untouched, with the numbers of deck.html', async () => {
    const { findings, entries } = await prove(made.bytes);
    expect(findings).toEqual([]);
    expect(entries.length).toBe(proved.entries.length);
    expect(entries.length).toBeGreaterThan(400);
    expect(entries.every((e) => e.product === 'deck/deck.pptx')).toBe(true);
  });

  it.each([
    ['a digit of a number', () => altered(slide('indicators'), '<a:t>1900</a:t>', '<a:t>1901</a:t>'), 'P501'],
    [
      'a qualifier dropped',
      () => altered(slide('indicators'), '<a:t>预计超</a:t>', '<a:t>预计</a:t>'),
      'P501',
    ],
    ['a number in a table', () => altered(slide('targets'), '<a:t>5.5%</a:t>', '<a:t>6.5%</a:t>'), 'P501'],
    ['a title', () => altered(slide('growth'), '30.8%', '38.0%'), 'P501'],
    [
      'the number of a slide',
      () => altered(slide('growth'), '<a:t>4</a:t></a:fld>', '<a:t>7</a:t></a:fld>'),
      'P501',
    ],
    [
      'a number in the notes',
      () => altered('ppt/notesSlides/notesSlide3.xml', '1900亿元', '1990亿元'),
      'P501',
    ],
    ['an alternative text', () => altered(slide('growth'), /descr="([^"]*)30\.8%/, 'descr="$131.8%'), 'P501'],
    [
      'the alternative text of shapes',
      () => altered(slide('safety-2'), /descr="([^"]*)50%/, 'descr="$160%'),
      'P501',
    ],
    [
      'a number in a drawing of shapes',
      () => altered(slide('safety-2'), '<a:t>50%</a:t>', '<a:t>60%</a:t>'),
      'P501',
    ],
    ['a number outside a run', () => altered(slide('growth'), '</a:p>', '12</a:p>'), 'P501'],
    ['a number in a name', () => altered(slide('growth'), 'name="标题"', 'name="标题 7"'), 'P501'],
    [
      'a number in a layout',
      () => altered('ppt/slideLayouts/slideLayout2.xml', '<a:t>副题</a:t>', '<a:t>增长8%</a:t>'),
      'P501',
    ],
    ['a section', () => altered('ppt/presentation.xml', 'name="总览"', 'name="增长8%"'), 'P501'],
    [
      'the title of the document',
      () => altered('docProps/core.xml', '<dc:title>', '<dc:title>增长8%'),
      'P501',
    ],
    [
      'a value in a chart',
      () => altered('ppt/charts/chart1.xml', '<c:v>30.8</c:v>', '<c:v>38.0</c:v>'),
      'P502',
    ],
    [
      'two values swapped',
      () =>
        altered(
          'ppt/charts/chart1.xml',
          /<c:v>12<\/c:v>(.*?)<c:v>10\.1<\/c:v>/,
          '<c:v>10.1</c:v>$1<c:v>12</c:v>',
        ),
      'P502',
    ],
    [
      'a name in a chart',
      () => altered('ppt/charts/chart1.xml', '<c:v>进出口总额</c:v>', '<c:v>进口总额</c:v>'),
      'P502',
    ],
    ['a label', () => altered('ppt/charts/chart1.xml', '<a:t>30.8</a:t>', '<a:t>31.8</a:t>'), 'P502'],
    ['small print in a label', () => altered('ppt/charts/chart1.xml', '4750亿元', '4760亿元'), 'P502'],
    [
      'an axis that does not begin at zero',
      () => altered('ppt/charts/chart1.xml', '<c:min val="0"/>', '<c:min val="4"/>'),
      'P502',
    ],
    [
      'an axis that cuts a bar',
      () => altered('ppt/charts/chart1.xml', /<c:max val="[^"]*"\/>/, '<c:max val="20"/>'),
      'P502',
    ],
    [
      'a number format that prints other numbers',
      () => altered('ppt/charts/chart1.xml', 'formatCode="General"', 'formatCode="0&quot;9&quot;"'),
      'P502',
    ],
    [
      'an expected bar filled like a reported one',
      () =>
        altered(
          'ppt/charts/chart1.xml',
          /(<c:dPt><c:idx val="1"\/>.*?)<a:ln w="[^"]*">.*?<\/a:ln>/,
          '$1<a:ln><a:noFill/></a:ln>',
        ),
      'P502',
    ],
    ['a hidden slide', () => altered(slide('growth'), '<p:sld ', '<p:sld show="0" '), 'P504'],
    [
      'a slide hidden in other words',
      () => altered(slide('growth'), '<p:sld ', '<p:sld show="false" '),
      'P504',
    ],
    ['a hidden shape', () => altered(slide('growth'), 'name="标题"', 'name="标题" hidden="true"'), 'P504'],
    ['words too small to read', () => altered(slide('growth'), / sz="\d+"/, ' sz="100"'), 'P504'],
    [
      'words struck through',
      () => altered(slide('growth'), ' dirty="0"', ' strike="sngStrike" dirty="0"'),
      'P504',
    ],
    [
      'words nobody sees',
      () =>
        altered(
          slide('growth'),
          '<a:schemeClr val="tx2"/>',
          '<a:schemeClr val="tx2"><a:alpha val="0"/></a:schemeClr>',
        ),
      'P504',
    ],
    ['a face of signs', () => altered(slide('growth'), 'typeface="+mj-lt"', 'typeface="Wingdings"'), 'P504'],
    ['words beside the slide', () => altered(slide('growth'), /(<a:off x="\d+" y=")/, '$1-9'), 'P504'],
    ['words upside down', () => altered(slide('growth'), '<a:xfrm>', '<a:xfrm rot="10800000">'), 'P504'],
    ['a plate over words', () => altered(slide('growth'), '</p:spTree>', `${PLATE}</p:spTree>`), 'P504'],
    ['what moves', () => altered(slide('growth'), '</p:sld>', '<p:timing/></p:sld>'), 'P504'],
    [
      'a picture as a fill',
      () => altered(slide('growth'), '<a:noFill/>', '<a:blipFill><a:blip r:link="rId9"/></a:blipFill>'),
      'P504',
    ],
    [
      'what comes from elsewhere',
      () =>
        altered(
          'ppt/slideMasters/_rels/slideMaster1.xml.rels',
          '</Relationships>',
          '<Relationship Id="rX" Type="image" Target="http://localhost/x.png" TargetMode="External"/></Relationships>',
        ),
      'P504',
    ],
    [
      'a logarithmic axis',
      () => altered('ppt/charts/chart1.xml', '<c:scaling>', '<c:scaling><c:logBase val="10"/>'),
      'P504',
    ],
    [
      'a label taken away',
      () => altered('ppt/charts/chart1.xml', '<c:dLbl>', '<c:dLbl><c:delete val="1"/>'),
      'P504',
    ],
    [
      'an axis that runs backwards',
      () => altered('ppt/charts/chart1.xml', /(<c:valAx>.*?<c:orientation val=")minMax/s, '$1maxMin'),
      'P504',
    ],
    [
      'a property of the file',
      () =>
        altered(
          'docProps/core.xml',
          '</cp:coreProperties>',
          '<cp:category>增长99%</cp:category></cp:coreProperties>',
        ),
      'P501',
    ],
  ])('refuses %s', async (_what, alter, code) => {
    const found = await prove(await alter());
    expect(found.findings.map((f) => f.code)).toContain(code);
    expect(found.entries).toEqual([]);
  });

  it.each([
    ['a number of the data sheet', 'xl/worksheets/sheet1.xml', '<v>30.8</v>', '<v>38.0</v>'],
    ['a name of the data sheet', 'xl/sharedStrings.xml', '进出口总额', '进口总额'],
    ['a cell more', 'xl/worksheets/sheet1.xml', '</row>', '<c r="C1"><v>7</v></c></row>'],
    ['a formula', 'xl/worksheets/sheet1.xml', '<v>30.8</v>', '<f>15.4*2</f><v>30.8</v>'],
    [
      'a format that prints other digits',
      'xl/styles.xml',
      '<fonts count="1">',
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="0&quot;9&quot;"/></numFmts><fonts count="1">',
    ],
    [
      'percent where there was none',
      'xl/styles.xml',
      '<cellXfs count="1"><xf numFmtId="0"',
      '<cellXfs count="1"><xf numFmtId="9"',
    ],
  ])('refuses %s', async (_what, name, from, to) => {
    const zip = await JSZip.loadAsync(made.bytes);
    const book = 'ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx';
    const inner = (await zip.file(book)?.async('uint8array')) ?? new Uint8Array();
    zip.file(book, await altered(name, from, to, inner));
    expect(await codes(await zip.generateAsync({ type: 'uint8array' }))).toEqual(['P502']);
  });

  it('refuses a note beside a cell of the data sheet', async () => {
    const zip = await JSZip.loadAsync(made.bytes);
    const book = 'ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx';
    const inner = await JSZip.loadAsync((await zip.file(book)?.async('uint8array')) ?? new Uint8Array());
    inner.file('xl/comments.xml', '<comments><t>九成</t></comments>');
    zip.file(book, await inner.generateAsync({ type: 'uint8array' }));
    expect(await codes(await zip.generateAsync({ type: 'uint8array' }))).toEqual(['P502']);
  });

  it('refuses a slide dropped, and two swapped', async () => {
    const order = /(<p:sldId id="257"[^>]*\/>)(<p:sldId id="258"[^>]*\/>)/;
    expect(await codes(await altered('ppt/presentation.xml', order, '$2$1'))).toContain('P501');
    const dropped = await codes(await altered('ppt/presentation.xml', order, '$1'));
    expect(dropped).toEqual(expect.arrayContaining(['P501', 'P503']));
    const last = new RegExp(`<p:sldId id="${255 + made.slides.length}"[^>]*/>`);
    expect(await codes(await altered('ppt/presentation.xml', last, ''))).toEqual(
      expect.arrayContaining(['P501', 'P503']),
    );
  });

  it('refuses a chart taken from another slide', async () => {
    const number = made.slides.findIndex((s) => s.id === 'growth') + 1;
    const rels = `ppt/slides/_rels/slide${number}.xml.rels`;
    expect(await codes(await altered(rels, 'charts/chart1.xml', 'charts/chart2.xml'))).toContain('P502');
  });

  it('refuses parts that nobody reads, and files that are no presentation', async () => {
    const zip = await JSZip.loadAsync(made.bytes);
    zip.file('ppt/vbaProject.bin', 'x');
    expect(await codes(await zip.generateAsync({ type: 'uint8array' }))).toEqual(['P503']);
    expect(await codes(new TextEncoder().encode('no zip'))).toEqual(['P503']);
    expect(await codes(made.bytes.slice(0, 5000))).toEqual(['P503']);
  });

  it('belongs to the proof of an edition; without deck.html there is nothing to compare it with', async () => {
    const alone = await proveProducts(known.report, [{ path: 'deck/deck.pptx', content: made.bytes }]);
    expect(alone.findings.map((f) => f.code)).toEqual(['P001']);
    const altogether = await proveProducts(known.report, [
      { path: 'deck/deck.html', content: made.deck.html },
      { path: 'deck/deck.pptx', content: made.bytes },
    ]);
    expect(altogether.findings).toEqual([]);
    expect(altogether.numbers.filter((n) => n.product === 'deck/deck.pptx').length).toBeGreaterThan(400);
  });
});
