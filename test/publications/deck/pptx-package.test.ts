import path from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReport } from '../../../scripts/report/read.ts';
import { makePresentation, type Presentation } from './presentation.ts';

/** Children in the order of ECMA-376, part 1 (annex A); those that stand once or more are listed once. */
const ORDER: Readonly<Record<string, string>> = {
  'p:presentation':
    'p:sldMasterIdLst p:notesMasterIdLst p:handoutMasterIdLst p:sldIdLst p:sldSz p:notesSz p:embeddedFontLst p:defaultTextStyle p:extLst',
  'p:sld': 'p:cSld p:clrMapOvr p:transition p:timing p:extLst',
  'p:sldLayout': 'p:cSld p:clrMapOvr p:transition p:timing p:hf p:extLst',
  'p:sldMaster': 'p:cSld p:clrMap p:sldLayoutIdLst p:transition p:timing p:hf p:txStyles p:extLst',
  'p:notes': 'p:cSld p:clrMapOvr p:extLst',
  'p:notesMaster': 'p:cSld p:clrMap p:hf p:notesStyle p:extLst',
  'p:cSld': 'p:bg p:spTree p:custDataLst p:controls p:extLst',
  'p:sp': 'p:nvSpPr p:spPr p:style p:txBody p:extLst',
  'p:cxnSp': 'p:nvCxnSpPr p:spPr p:style p:extLst',
  'p:graphicFrame': 'p:nvGraphicFramePr p:xfrm a:graphic p:extLst',
  'p:nvSpPr': 'p:cNvPr p:cNvSpPr p:nvPr',
  'p:spPr': 'a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln a:effectLst a:extLst',
  'p:grpSpPr': 'a:xfrm a:noFill a:solidFill a:effectLst',
  'a:xfrm': 'a:off a:ext a:chOff a:chExt',
  'p:txBody': 'a:bodyPr a:lstStyle a:p',
  'a:txBody': 'a:bodyPr a:lstStyle a:p',
  'c:rich': 'a:bodyPr a:lstStyle a:p',
  'a:custGeom': 'a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst',
  'a:ln': 'a:noFill a:solidFill a:prstDash a:round a:miter a:headEnd a:tailEnd',
  'a:pPr':
    'a:lnSpc a:spcBef a:spcAft a:buClrTx a:buClr a:buFont a:buNone a:buAutoNum a:buChar a:tabLst a:defRPr',
  'a:rPr': 'a:ln a:noFill a:solidFill a:effectLst a:highlight a:latin a:ea a:cs a:sym a:hlinkClick a:extLst',
  'a:fld': 'a:rPr a:pPr a:t',
  'a:r': 'a:rPr a:t',
  'a:tbl': 'a:tblPr a:tblGrid a:tr',
  'a:tc': 'a:txBody a:tcPr',
  'a:tcPr': 'a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr a:noFill a:solidFill',
  'c:chartSpace':
    'c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:chart c:spPr c:txPr c:externalData c:printSettings',
  'c:chart': 'c:title c:autoTitleDeleted c:plotArea c:legend c:plotVisOnly c:dispBlanksAs',
  'c:title': 'c:tx c:layout c:overlay c:spPr c:txPr',
  'c:plotArea': 'c:layout c:barChart c:catAx c:valAx c:spPr',
  'c:barChart': 'c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:axId',
  'c:ser': 'c:idx c:order c:tx c:spPr c:invertIfNegative c:dPt c:dLbls c:cat c:val',
  'c:dPt': 'c:idx c:invertIfNegative c:marker c:bubble3D c:explosion c:spPr',
  'c:dLbl':
    'c:idx c:layout c:tx c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize c:separator c:extLst',
  'c:dLbls':
    'c:dLbl c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize c:separator',
  'c:manualLayout': 'c:layoutTarget c:xMode c:yMode c:wMode c:hMode c:x c:y c:w c:h',
  'c:scaling': 'c:logBase c:orientation c:max c:min',
  'c:catAx':
    'c:axId c:scaling c:delete c:axPos c:majorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:auto c:lblAlgn c:lblOffset c:noMultiLvlLbl',
  'c:valAx':
    'c:axId c:scaling c:delete c:axPos c:majorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossBetween c:majorUnit',
};
const TYPES: readonly [RegExp, string][] = [
  [/^ppt\/presentation\.xml$/, 'presentationml.presentation.main+xml'],
  [/^ppt\/slides\/slide\d+\.xml$/, 'presentationml.slide+xml'],
  [/^ppt\/slideLayouts\/slideLayout\d+\.xml$/, 'presentationml.slideLayout+xml'],
  [/^ppt\/slideMasters\/slideMaster\d+\.xml$/, 'presentationml.slideMaster+xml'],
  [/^ppt\/notesSlides\/notesSlide\d+\.xml$/, 'presentationml.notesSlide+xml'],
  [/^ppt\/notesMasters\/notesMaster\d+\.xml$/, 'presentationml.notesMaster+xml'],
  [/^ppt\/theme\/theme\d+\.xml$/, 'officedocument.theme+xml'],
  [/^ppt\/charts\/chart\d+\.xml$/, 'drawingml.chart+xml'],
  [/\.xlsx$/, 'spreadsheetml.sheet'],
];

let made: Presentation;
let zip: JSZip;
const parts = new Map<string, CheerioAPI>();
const part = (name: string): CheerioAPI => {
  const $ = parts.get(name);
  if (!$) throw new Error(`no ${name}`);
  return $;
};
const targetsOf = (name: string): { id: string; type: string; target: string }[] => {
  const $ = parts.get(name.replace(/([^/]+)$/, '_rels/$1.rels'));
  if (!$) return [];
  return $('Relationship')
    .toArray()
    .map((r) => ({
      id: $(r).attr('Id') ?? '',
      type: ($(r).attr('Type') ?? '').split('/').at(-1) ?? '',
      target: new URL($(r).attr('Target') ?? '', `file:///${name}`).pathname.slice(1),
    }));
};
const content = () => [...parts].filter(([name]) => !/\.rels$|\[Content_Types\]/.test(name));

beforeAll(async () => {
  const root = path.resolve(import.meta.dirname, '..', '..', '..');
  made = await makePresentation(await readReport(path.join(root, 'data', 'xinbei-2023')));
  zip = await JSZip.loadAsync(made.bytes);
  for (const file of Object.values(zip.files))
    if (/\.(xml|rels)$/.test(file.name))
      parts.set(file.name, load(await file.async('string'), { xml: true }));
});

describe('the zip of deck.pptx', () => {
  it('gives every part the content type of its kind, and lists none that is not there', () => {
    const $ = part('[Content_Types].xml');
    const named = new Map(
      $('Override')
        .toArray()
        .map((o) => [$(o).attr('PartName')?.slice(1) ?? '', $(o).attr('ContentType') ?? '']),
    );
    const usual = new Map(
      $('Default')
        .toArray()
        .map((o) => [$(o).attr('Extension') ?? '', $(o).attr('ContentType') ?? '']),
    );
    expect($('Override')).toHaveLength(named.size);
    expect([...named.keys()].filter((name) => !zip.file(name))).toEqual([]);
    let told = 0;
    for (const file of Object.values(zip.files)) {
      if (file.dir || file.name === '[Content_Types].xml') continue;
      const type = named.get(file.name) ?? usual.get(file.name.split('.').at(-1) ?? '');
      expect(type, file.name).toBeDefined();
      const wanted = TYPES.find(([pattern]) => pattern.test(file.name))?.[1];
      if (!wanted) continue;
      told += 1;
      expect(type?.endsWith(wanted), `${file.name}: ${type}`).toBe(true);
    }
    expect(told).toBeGreaterThan(80);
  });

  it('leads from the presentation to every part, by ids that are there', () => {
    const reached = new Set(['[Content_Types].xml', '_rels/.rels']);
    const visit = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      const links = targetsOf(name);
      expect(new Set(links.map((l) => l.id)).size, name).toBe(links.length);
      for (const { target } of links) {
        expect(zip.file(target), `${name} → ${target}`).not.toBeNull();
        visit(target);
      }
      if (links.length > 0) reached.add(name.replace(/([^/]+)$/, '_rels/$1.rels'));
      const $ = parts.get(name);
      for (const e of $?.('[r\\:id], [r\\:embed]').toArray() ?? [])
        expect(
          links.map((l) => l.id),
          name,
        ).toContain($?.(e).attr('r:id') ?? $?.(e).attr('r:embed'));
    };
    for (const { target } of targetsOf('.').concat(
      part('_rels/.rels')('Relationship')
        .toArray()
        .map((r) => ({ id: '', type: '', target: part('_rels/.rels')(r).attr('Target') ?? '' })),
    ))
      visit(target);
    const files = Object.values(zip.files).filter((f) => !f.dir);
    expect(files.map((f) => f.name).filter((name) => !reached.has(name))).toEqual([]);
  });

  it('has its elements in the order of the schema', () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const [name, $] of content())
      for (const [tag, order] of Object.entries(ORDER)) {
        const places = order.split(' ');
        for (const element of $(tag.replace(':', '\\:')).toArray()) {
          seen += 1;
          const tags = $(element)
            .children()
            .toArray()
            .map((child) => child.tagName);
          const at = tags.map((child) => places.indexOf(child));
          if (at.includes(-1) || at.some((place, i) => place < (at[i - 1] ?? 0)))
            wrong.push(`${name} ${tag}: ${tags.join(' ')}`);
        }
      }
    expect(seen).toBeGreaterThan(5000);
    expect(wrong).toEqual([]);
  });

  it('gives no id and no name twice on a slide', () => {
    for (const [name, $] of content()) {
      const all = $('p\\:cNvPr').toArray();
      const ids = all.map((e) => $(e).attr('id'));
      expect(new Set(ids).size, name).toBe(ids.length);
      const names = all.map((e) => $(e).attr('name'));
      expect(new Set(names).size, `${name} ${names.filter((n, i) => names.indexOf(n) !== i)}`).toBe(
        names.length,
      );
    }
    const $ = part('ppt/slideMasters/slideMaster1.xml');
    const ids = [$('p\\:sldLayoutId'), part('ppt/presentation.xml')('p\\:sldMasterId')].flatMap((list) =>
      list.toArray().map((e) => $(e).attr('id')),
    );
    expect(new Set(ids).size).toBe(5);
  });

  it('gives each master a theme of its own, with East Asian fonts', () => {
    const themes = ['ppt/slideMasters/slideMaster1.xml', 'ppt/notesMasters/notesMaster1.xml'].map(
      (name) => targetsOf(name).find((l) => l.type === 'theme')?.target ?? '',
    );
    expect(new Set(themes).size).toBe(2);
    for (const theme of themes) {
      expect(part(theme)('a\\:majorFont > a\\:ea').attr('typeface')).toBe('宋体');
      expect(part(theme)('a\\:minorFont > a\\:ea').attr('typeface')).toBe('微软雅黑');
    }
  });

  it('lists every slide in one section, in order', () => {
    const $ = part('ppt/presentation.xml');
    const ids = (list: string) =>
      $(list)
        .toArray()
        .map((e) => $(e).attr('id'));
    expect(ids('p14\\:section p14\\:sldId')).toEqual(ids('p\\:sldIdLst > p\\:sldId'));
    expect(ids('p\\:sldIdLst > p\\:sldId')).toHaveLength(made.slides.length);
    const named = $('p14\\:section').toArray();
    expect(new Set(named.map((s) => $(s).attr('id'))).size).toBe(named.length);
  });
});

describe('what a screen reader finds in deck.pptx', () => {
  const slides = () => made.slides.map((slide, i) => ({ slide, $: part(`ppt/slides/slide${i + 1}.xml`) }));

  it('is a title on every slide, and Chinese', () => {
    for (const { slide, $ } of slides()) {
      const titles = $('p\\:ph[type="title"], p\\:ph[type="ctrTitle"]');
      expect(titles, slide.id).toHaveLength(1);
      expect(titles.closest('p\\:sp').find('a\\:t').text().trim(), slide.id).not.toBe('');
      for (const run of $('a\\:rPr, a\\:endParaRPr').toArray())
        expect($(run).attr('lang'), slide.id).toBe('zh-CN');
    }
  });

  it('is an alternative text for every chart, drawing and table; what says nothing is marked so', () => {
    let described = 0;
    for (const { slide, $ } of slides()) {
      for (const frame of $('p\\:graphicFrame, p\\:pic').toArray()) {
        described += 1;
        expect($(frame).find('p\\:cNvPr').attr('descr') ?? '', slide.id).not.toBe('');
      }
      for (const shape of $(
        'p\\:spTree > p\\:grpSp, p\\:spTree > p\\:cxnSp, p\\:spTree > p\\:sp',
      ).toArray()) {
        const own = $(shape).find('p\\:cNvPr').first();
        const silent = $(shape).find('a\\:t').length === 0;
        if ($(shape).is('p\\:grpSp') && !silent) expect(own.attr('descr') ?? '', slide.id).not.toBe('');
        else if (silent) expect(own.find('adec\\:decorative').attr('val'), slide.id).toBe('1');
      }
    }
    expect(described).toBeGreaterThan(25);
  });

  it('is a first row of names only where a table has one', () => {
    const heads = slides().flatMap(({ slide, $ }) =>
      $('a\\:tblPr[firstRow="1"]')
        .toArray()
        .map((e) => `${slide.id} ${$(e).closest('p\\:graphicFrame').find('p\\:cNvPr').attr('descr')}`),
    );
    expect(heads).toEqual([
      'targets 表格：2023年经济社会发展主要预期目标（指标、2022年增速、2023年目标增速）',
      'targets 表格：2023年经济社会发展主要预期目标（定性目标）',
    ]);
  });
});
