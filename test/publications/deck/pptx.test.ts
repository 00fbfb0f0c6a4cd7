import path from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { bindPptx } from '../../../scripts/print/pptx.ts';
import { pptxParts } from '../../../scripts/publications/deck/pptx/slides.ts';
import { readReport } from '../../../scripts/report/read.ts';
import type { Report } from '../../../scripts/report/report.ts';
import { META, makePresentation, type Presentation } from './presentation.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const times = { year: 2023, reviewYear: 2022 };
let report: Report;
let made: Presentation;
let zip: JSZip;
const parts = new Map<string, CheerioAPI>();
const part = (name: string): CheerioAPI => {
  const $ = parts.get(name);
  if (!$) throw new Error(`no ${name}`);
  return $;
};
const slideOf = (id: string) => part(`ppt/slides/slide${made.slides.findIndex((s) => s.id === id) + 1}.xml`);
const bare = (text: string) => text.replaceAll(/\s/g, '');

beforeAll(async () => {
  report = await readReport(path.join(root, 'data', 'xinbei-2023'));
  made = await makePresentation(report);
  zip = await JSZip.loadAsync(made.bytes);
  for (const file of Object.values(zip.files))
    if (/\.(xml|rels)$/.test(file.name))
      parts.set(file.name, load(await file.async('string'), { xml: true }));
});

const slideNames = () => made.slides.map((_, i) => `ppt/slides/slide${i + 1}.xml`);

describe('the package of deck.pptx', () => {
  it('is whole: every part that is named is there, every relationship leads to one', () => {
    const types = part('[Content_Types].xml');
    const named = types('Override')
      .toArray()
      .map((o) => types(o).attr('PartName')?.slice(1) ?? '');
    expect(named.length).toBeGreaterThan(70);
    expect(named.filter((name) => !zip.file(name))).toEqual([]);
    for (const [name, $] of parts) {
      if (!name.endsWith('.rels')) continue;
      const base = `file:///${name.replace('_rels/', '').replace(/[^/]*$/, '')}`;
      for (const relation of $('Relationship').toArray()) {
        const target = new URL($(relation).attr('Target') ?? '', base).pathname.slice(1);
        expect(zip.file(target), `${name} → ${target}`).not.toBeNull();
      }
    }
    for (const name of slideNames()) {
      const $ = part(name);
      const relations = part(name.replace('slides/', 'slides/_rels/').replace('.xml', '.xml.rels'));
      const ids = relations('Relationship')
        .toArray()
        .map((r) => relations(r).attr('Id'));
      for (const e of $('[r\\:id]').toArray()) expect(ids).toContain($(e).attr('r:id'));
      const shapes = $('p\\:cNvPr')
        .toArray()
        .map((e) => $(e).attr('id'));
      expect(new Set(shapes).size, name).toBe(shapes.length);
    }
  });

  it('has the same bytes on every run, also when other charts were made before', async () => {
    const again = await bindPptx(
      pptxParts(made.slides, made.placed, times, { notes: made.deck.notes }),
      META,
    );
    expect(Buffer.compare(Buffer.from(again), Buffer.from(made.bytes))).toBe(0);
    for (const file of Object.values(zip.files))
      expect(file.date.toISOString()).toBe('2023-01-03T00:00:00.000Z');
    expect(part('docProps/core.xml')('dcterms\\:created').text()).toBe('2023-01-03T00:00:00Z');
  });

  it('takes its East Asian fonts from the theme and embeds none', () => {
    const $ = part('ppt/theme/theme1.xml');
    expect($('a\\:majorFont > a\\:ea').attr('typeface')).toBe('宋体');
    expect($('a\\:minorFont > a\\:ea').attr('typeface')).toBe('微软雅黑');
    expect(Object.keys(zip.files).filter((f) => /fonts?\//.test(f))).toEqual([]);
    const faces = slideNames().flatMap((name) =>
      part(name)('a\\:ea')
        .toArray()
        .map((e) => part(name)(e).attr('typeface')),
    );
    expect([...new Set(faces)].sort()).toEqual(['+mj-ea', '+mn-ea', '楷体']);
  });

  it('is Chinese throughout', () => {
    for (const [name, $] of parts) {
      const langs = $('[lang]')
        .toArray()
        .map((e) => $(e).attr('lang'));
      expect(
        [...new Set(langs)].filter((lang) => lang !== 'zh-CN'),
        name,
      ).toEqual([]);
    }
    for (const name of slideNames()) {
      const $ = part(name);
      expect($('a\\:r, a\\:fld').length).toBeGreaterThan(0);
      for (const run of $('a\\:r, a\\:fld').toArray())
        expect($(run).children('a\\:rPr').attr('lang')).toBe('zh-CN');
    }
  });

  it('has a section a topic, each slide in one', () => {
    const $ = part('ppt/presentation.xml');
    const sections = $('p14\\:section').toArray();
    expect(sections.map((s) => $(s).attr('name'))).toEqual([
      '总览',
      ...report.topics.map((t) => t.name),
      '困难和结语',
    ]);
    const listed = $('p14\\:section p14\\:sldId')
      .toArray()
      .map((s) => $(s).attr('id'));
    expect(listed).toEqual(
      $('p\\:sldIdLst p\\:sldId')
        .toArray()
        .map((s) => $(s).attr('id')),
    );
    expect(listed).toHaveLength(made.slides.length);
  });
});

describe('slides of deck.pptx', () => {
  const holders = ($: CheerioAPI) =>
    $('p\\:ph')
      .toArray()
      .map((e) => $(e).attr('type'));

  it('have a title, notes, footer and number in placeholders that their layouts have', () => {
    for (const [i, slide] of made.slides.entries()) {
      const $ = part(`ppt/slides/slide${i + 1}.xml`);
      const titles = holders($).filter((type) => type === 'title' || type === 'ctrTitle');
      expect(titles, slide.id).toHaveLength(1);
      const inner = slide.kind !== 'title' && slide.kind !== 'closing';
      expect(holders($).includes('ftr'), slide.id).toBe(inner);
      expect($('a\\:fld[type="slidenum"]').text(), slide.id).toBe(inner ? String(i + 1) : '');
      const notes = part(`ppt/notesSlides/notesSlide${i + 1}.xml`);
      const body = notes('p\\:sp').filter((_, sp) => notes(sp).find('p\\:ph[type="body"]').length > 0);
      const lines = body
        .find('a\\:p')
        .toArray()
        .map((p) => notes(p).text());
      expect(lines, slide.id).toEqual(made.deck.notes[i]);
      for (const note of slide.notes) expect(bare(lines.join(''))).toContain(bare(note.text));
      const relations = part(`ppt/slides/_rels/slide${i + 1}.xml.rels`);
      const layout = relations('[Type$="/slideLayout"]').attr('Target')?.replace('..', 'ppt') ?? '';
      const offered = part(layout)('p\\:ph')
        .toArray()
        .map((e) => `${part(layout)(e).attr('type')} ${part(layout)(e).attr('idx')}`);
      for (const e of $('p\\:ph').toArray())
        expect(offered, slide.id).toContain(`${$(e).attr('type')} ${$(e).attr('idx')}`);
    }
  });

  it('stand where the browser put them, in the sizes that fitted there', () => {
    const $ = slideOf('targets');
    const hero = $('a\\:r').filter((_, r) => $(r).text() === '5.5%');
    const placed = made.placed.find((p) => p.id === 'targets')?.items.find((i) => i.is === 'table');
    const run =
      placed?.is === 'table'
        ? placed.rows[1]?.cells[2]?.texts[0]?.runs.find((r) => r.text === '5.5')
        : undefined;
    expect(run?.size).toBeGreaterThan(40);
    expect(hero.find('a\\:rPr').attr('sz')).toBe(String((run?.size ?? 0) * 75));
    expect(hero.find('a\\:schemeClr').attr('val')).toBe('accent2');
    const title = $('p\\:sp').first();
    expect(title.find('a\\:off').attr('x')).toBe(String(80 * 9525));
  });

  it('set qualifier, number and unit as runs of one paragraph', () => {
    const $ = slideOf('indicators');
    const lines = $('a\\:p')
      .toArray()
      .map((p) =>
        $(p)
          .find('a\\:t')
          .toArray()
          .map((t) => $(t).text()),
      );
    expect(lines).toContainEqual(['预计超', '1900', '亿元']);
    expect(lines).toContainEqual(['132.5', '亿元']);
  });

  it('break titles where the browser broke them, in one paragraph', () => {
    const $ = slideOf('industry');
    const title = $('p\\:sp').first();
    expect(title.find('a\\:p')).toHaveLength(1);
    expect(title.find('a\\:br')).toHaveLength(1);
    expect(title.find('a\\:br').prevAll('a\\:r').text()).toMatch(/，$/);
  });

  it('have native tables whose rows fill their columns', () => {
    let tables = 0;
    for (const name of slideNames()) {
      const $ = part(name);
      for (const table of $('a\\:tbl').toArray()) {
        tables += 1;
        const columns = $(table).find('a\\:gridCol').length;
        for (const row of $(table).find('a\\:tr').toArray())
          expect($(row).children('a\\:tc'), name).toHaveLength(columns);
      }
    }
    expect(tables).toBeGreaterThan(15);
    const $ = slideOf('targets');
    expect($('a\\:tbl')).toHaveLength(2);
    expect($('a\\:tbl').first().find('a\\:tr').first().text()).toContain('2022年增速');
  });

  it('set vertical text in placeholders: LibreOffice turns its glyphs elsewhere', () => {
    const vertical = slideNames().flatMap((name) => {
      const $ = part(name);
      return $('a\\:bodyPr[vert="eaVert"]')
        .toArray()
        .map((e) => $(e).closest('p\\:sp').find('p\\:ph').length);
    });
    expect(vertical.length).toBeGreaterThan(report.topics.length);
    expect(vertical.every((holders) => holders === 1)).toBe(true);
  });

  it('lead from the agenda to the topics', () => {
    const $ = slideOf('agenda');
    const relations = part('ppt/slides/_rels/slide2.xml.rels');
    const pages = $('a\\:hlinkClick')
      .toArray()
      .map((e) => [$(e).closest('a\\:r').text(), relations(`[Id="${$(e).attr('r:id')}"]`).attr('Target')]);
    expect(pages).toHaveLength(report.topics.length);
    for (const [page, target] of pages) expect(target).toBe(`slide${page}.xml`);
  });

  it('say in which form each came over', () => {
    const forms = Object.fromEntries(made.slides.map((s, i) => [s.id, made.parts.slides[i]?.form]));
    const reasons = made.slides.flatMap((s, i) => (made.parts.slides[i]?.because ? [s.id] : []));
    expect(reasons).toEqual(made.slides.map((s) => s.id).filter((id) => forms[id] === 'shapes'));
    expect(reasons).toContain('timeline');
    expect(forms).toMatchObject({
      title: 'text',
      agenda: 'native-table',
      growth: 'native-chart',
      'safety-2': 'shapes',
    });
  });

  it('draw what has no native form as shapes and texts with an alternative text', () => {
    const $ = slideOf('safety-2');
    const drawing = $('p\\:grpSp[descr], p\\:grpSp').filter(
      (_, g) => $(g).find('p\\:cNvPr').first().attr('descr') !== undefined,
    );
    expect(drawing).toHaveLength(1);
    expect(drawing.find('p\\:cNvPr').first().attr('descr')).toContain('微网格');
    expect(drawing.find('a\\:t').text()).toContain('50%以上');
    expect($('p\\:pic')).toHaveLength(0);
  });
});

describe('rules and boxes of deck.pptx', () => {
  it('are rectangles with square corners, in charts too', () => {
    for (const [name, $] of parts) {
      const kinds = $('a\\:prstGeom')
        .toArray()
        .map((e) => $(e).attr('prst') ?? '');
      expect(
        kinds.filter((kind) => !['rect', 'line'].includes(kind)),
        name,
      ).toEqual([]);
      const round = $('c\\:roundedCorners').attr('val');
      if (name.startsWith('ppt/charts/chart')) expect(round, name).toBe('0');
    }
    const $ = slideOf('safety-2');
    // The five boxes of the tiers, the bar and its ground.
    const figure = $('p\\:cNvPr[descr]').first().closest('p\\:grpSp');
    const drawn = figure.find('p\\:sp').filter((_, sp) => $(sp).find('a\\:solidFill').length > 0);
    const boxes = drawn.filter(
      (_, sp) => $(sp).find('a\\:t').length === 0 && $(sp).find('[prst="rect"]').length > 0,
    );
    expect(boxes).toHaveLength(7);
  });

  it('has the rule that begins beside the heading of its rows', () => {
    const $ = slideOf('ecology-3');
    const rows = $('a\\:tbl a\\:tr').toArray();
    const ruled = (row: number, side: string) =>
      $(rows[row])
        .children('a\\:tc')
        .toArray()
        .map((cell) => $(cell).find(`a\\:${side} a\\:solidFill`).length);
    expect(ruled(1, 'lnT')).toEqual([0, 1, 1]);
    expect(ruled(0, 'lnB')).toEqual([0, 1, 1]);
    expect(ruled(2, 'lnT')).toEqual([0, 1, 1]);
  });

  it('has the rules above panels of charts', () => {
    const $ = slideOf('innovation-2');
    const rules = $('p\\:cxnSp').filter(
      (_, e) => $(e).find('p\\:cNvPr').attr('name')?.startsWith('线 ') === true,
    );
    expect(rules).toHaveLength(4);
  });
});

describe('native charts of deck.pptx', () => {
  const chartsOf = (id: string): CheerioAPI[] => {
    const number = made.slides.findIndex((s) => s.id === id) + 1;
    const $ = part(`ppt/slides/_rels/slide${number}.xml.rels`);
    return $('[Type$="/chart"]')
      .toArray()
      .map((r) => part($(r).attr('Target')?.replace('..', 'ppt') ?? ''));
  };
  const texts = ($: CheerioAPI, what: string) =>
    $(what)
      .toArray()
      .map((e) => $(e).text());

  it('hold the numbers with their names, from zero', () => {
    const [$] = chartsOf('growth') as [CheerioAPI];
    expect(texts($, 'c\\:val c\\:v')).toEqual(['30.8', '12', '10.1', '9.5', '5.5', '5', '5']);
    expect(texts($, 'c\\:cat c\\:v')[0]).toBe('全口径工业开票销售');
    expect(texts($, 'c\\:ser > c\\:tx c\\:v')).toEqual(['增速（%）']);
    expect($('c\\:valAx c\\:min').attr('val')).toBe('0');
    expect($('c\\:roundedCorners').attr('val')).toBe('0');
  });

  it('label the bars with qualifier and unit; the number follows the data sheet', () => {
    const [$] = chartsOf('industry-2') as [CheerioAPI];
    const first = $('c\\:dLbl').first();
    expect(bare(first.find('a\\:t').text())).toBe('►突破600亿元');
    expect(first.find('a\\:fld[type="VALUE"]').text()).toBe('600');
    // 百 is a word: the sheet has 100.
    const hundred = $('c\\:dLbl').eq(2);
    expect(bare(hundred.find('a\\:t').text())).toContain('首破百亿元');
    expect(hundred.find('a\\:fld')).toHaveLength(0);
    // As high as in the drawing, with its unit.
    const word = hundred.find('a\\:r').filter((_, r) => $(r).children('a\\:t').text() === '百亿元');
    const drawing = made.placed[7]?.items.find((i) => i.is === 'drawing');
    const drawn =
      drawing?.is === 'drawing'
        ? drawing.items.flatMap((i) => (i.is === 'text' ? i.runs.filter((r) => r.text === '百亿元') : []))
        : [];
    expect(drawn).toHaveLength(1);
    expect(Number(word.children('a\\:rPr').attr('sz')) / 75).toBeCloseTo(drawn[0]?.size ?? 0, 1);
    expect(texts($, 'c\\:val c\\:v')[2]).toBe('100');
  });

  it('tint and outline what is expected or aimed at, bar by bar', () => {
    const [growth] = chartsOf('growth') as [CheerioAPI];
    const fill = ($: CheerioAPI, i: number) =>
      $('c\\:dPt').eq(i).find('c\\:spPr > a\\:solidFill a\\:schemeClr').attr('val');
    const line = ($: CheerioAPI, i: number) => $('c\\:dPt').eq(i).find('a\\:ln a\\:schemeClr').attr('val');
    expect([fill(growth, 0), line(growth, 0)]).toEqual(['tx2', undefined]);
    expect([fill(growth, 1), line(growth, 1)]).toEqual(['bg2', 'tx2']);
    const [pair] = chartsOf('innovation-2') as [CheerioAPI];
    expect([fill(pair, 0), line(pair, 0)]).toEqual(['tx2', undefined]);
    expect([fill(pair, 1), line(pair, 1)]).toEqual(['accent6', 'accent2']);
  });

  it('are small multiples with a name each where units differ', () => {
    const charts = chartsOf('innovation-2');
    expect(charts.map(($) => $('c\\:title a\\:t').text())).toEqual([
      '净增高企',
      '新增科小企业',
      '技术合同额',
      '人才',
    ]);
    expect(texts(charts[0] as CheerioAPI, 'c\\:cat c\\:v')).toEqual(['2022年', '2023年目标']);
  });

  it('end shares at 100 %', () => {
    const [$] = chartsOf('ecology-2') as [CheerioAPI];
    expect($('c\\:valAx c\\:max').attr('val')).toBe('100');
  });

  it('have bars of the length they have in the drawing', () => {
    const [$] = chartsOf('industry-2') as [CheerioAPI];
    const drawing = made.placed[7]?.items.find((i) => i.is === 'drawing');
    const bars =
      drawing?.is === 'drawing'
        ? drawing.items.flatMap((i) => (i.is === 'shape' && i.h > 40 && i.h < 100 && i.w > 30 ? [i.w] : []))
        : [];
    const inner = Number($('c\\:manualLayout c\\:w').attr('val')) * 1120;
    const most = Number($('c\\:valAx c\\:max').attr('val'));
    expect((600 / most) * inner).toBeCloseTo(Math.max(...bars), 0);
  });

  it('take every text and number from the cell it stands in', async () => {
    let cells = 0;
    const charts = Object.keys(zip.files).filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name));
    expect(charts.length).toBeGreaterThan(8);
    for (const name of charts) {
      const relations = part(name.replace('charts/', 'charts/_rels/').replace('.xml', '.xml.rels'));
      const target = relations('[Type$="/package"]').attr('Target')?.replace('..', 'ppt') ?? '';
      const book = await JSZip.loadAsync((await zip.file(target)?.async('uint8array')) ?? '');
      const read = async (file: string) =>
        load((await book.file(file)?.async('string')) ?? '', { xml: true });
      const sheet = await read('xl/worksheets/sheet1.xml');
      expect((await read('xl/workbook.xml'))('sheet').attr('name')).toBe('Sheet1');
      const strings = (await read('xl/sharedStrings.xml'))('si')
        .toArray()
        .map((si) => load(si, { xml: true }).text());
      const at = (cell: string) => {
        const c = sheet(`c[r="${cell}"]`);
        return c.attr('t') === 's' ? strings[Number(c.text())] : c.text();
      };
      const $ = part(name);
      for (const reference of $('c\\:strRef, c\\:numRef').toArray()) {
        const [, column, from, to] =
          /^Sheet1!\$([A-Z])\$(\d+)(?::\$[A-Z]\$(\d+))?$/.exec($(reference).children('c\\:f').text()) ?? [];
        const points = $(reference).find('c\\:pt');
        expect(points, name).toHaveLength(Number(to ?? from) - Number(from) + 1);
        for (const point of points.toArray()) {
          cells += 1;
          expect(at(`${column}${Number(from) + Number($(point).attr('idx'))}`), name).toBe($(point).text());
        }
      }
      // What other readers need: formats of cells; no table that no sheet shows.
      expect((await read('xl/styles.xml'))('cellXfs > xf').length).toBeGreaterThan(0);
      expect(Object.keys(book.files).filter((file) => file.includes('tables/'))).toEqual([]);
    }
    expect(cells).toBeGreaterThan(60);
  });

  it('carry their numbers in a workbook', async () => {
    const book = await JSZip.loadAsync(
      (await zip.file('ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx')?.async('uint8array')) ?? '',
    );
    const sheet = load((await book.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '', { xml: true });
    expect(sheet('c[r="B2"] v').text()).toBe('30.8');
    for (const file of Object.values(book.files))
      expect(file.date.toISOString()).toBe('2023-01-03T00:00:00.000Z');
  });
});

it('marks every slide of a draft', () => {
  const marks = (draft: boolean) =>
    pptxParts(made.slides, made.placed, times, { draft }).layouts.filter(({ xml }) =>
      xml.includes('<a:t>草稿</a:t>'),
    );
  expect(marks(true)).toHaveLength(4);
  expect(marks(false)).toHaveLength(0);
});

it('refuses slides that are not those of the page', () => {
  expect(() => pptxParts(made.slides, made.placed.toReversed(), times)).toThrow(/slide 1/);
});
