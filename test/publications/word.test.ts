import path from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { planWord } from '../../scripts/plan/word.ts';
import { bindDocx } from '../../scripts/print/docx.ts';
import { readZip } from '../../scripts/print/zip.ts';
import { wordReport } from '../../scripts/publications/word/report.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { picturesOf } from './word-pictures.ts';

const META = { title: '2023年政府工作报告', author: '新北区人民政府', date: '2023-01-03' };
const bind = (report: Report, draft = false) =>
  bindDocx(wordReport(report, { pictures: picturesOf(report), draft }), META);

let report: Report;
let bytes: Uint8Array;
let files: Map<string, Buffer>;
const part = (name: string): CheerioAPI => load(files.get(name)?.toString() ?? '', { xml: true });

beforeAll(async () => {
  report = await readReport(path.resolve(import.meta.dirname, '../../data/xinbei-2023'));
  bytes = await bind(report);
  files = readZip(bytes);
});

/** A style with what it takes from those it is based on. */
function styleOf(id: string) {
  const $ = part('word/styles.xml');
  const find = (own: string, value: string): string | undefined => {
    const style = $(`w\\:style[w\\:styleId="${own}"]`);
    const found = style.find(value.split('@')[0] ?? '').attr(value.split('@')[1] ?? '');
    const base = style.children('w\\:basedOn').attr('w:val');
    return found ?? (base === undefined ? undefined : find(base, value));
  };
  return {
    name: $(`w\\:style[w\\:styleId="${id}"] > w\\:name`).attr('w:val'),
    face: find(id, 'w\\:rFonts@w:eastAsia'),
    size: Number(find(id, 'w\\:sz@w:val')) / 2,
    tracking: Number(find(id, 'w\\:rPr > w\\:spacing@w:val')) / 20,
    indent: find(id, 'w\\:ind@w:firstLineChars'),
    outline: find(id, 'w\\:outlineLvl@w:val'),
    align: find(id, 'w\\:jc@w:val'),
  };
}

describe('report.docx', () => {
  it('has the page of official documents: A4, margins, 22 lines of 28 characters, pages that mirror each other', () => {
    const $ = part('word/document.xml');
    const mm = (value: string | undefined) => Math.round((Number(value) / 1440) * 25.4 * 10) / 10;
    for (const section of $('w\\:sectPr').toArray()) {
      const [size, margin] = [$(section).find('w\\:pgSz').attr(), $(section).find('w\\:pgMar').attr()];
      expect([mm(size?.['w:w']), mm(size?.['w:h'])]).toEqual([210, 297]);
      expect(['top', 'left', 'right', 'bottom'].map((side) => mm(margin?.[`w:${side}`]))).toEqual([
        37, 28, 26, 35,
      ]);
      const pitch = Number($(section).find('w\\:docGrid').attr('w:linePitch'));
      expect($(section).find('w\\:docGrid').attr('w:type')).toBe('lines');
      const height = 16838 - Number(margin?.['w:top']) - Number(margin?.['w:bottom']);
      expect(Math.floor(height / pitch)).toBe(22);
      const width = (11906 - Number(margin?.['w:left']) - Number(margin?.['w:right'])) / 20;
      const { size: type, tracking } = styleOf('BodyText');
      expect(Math.floor(width / (type + tracking))).toBe(28);
    }
    const settings = part('word/settings.xml');
    expect(settings('w\\:mirrorMargins, w\\:evenAndOddHeaders').length).toBe(2);
    expect(settings('w\\:compatSetting[w\\:name="compatibilityMode"]').attr('w:val')).toBe('15');
    expect(settings('w\\:updateFields').length).toBe(0);
  });

  it('has the styles of official documents, under the names that Word knows', () => {
    expect(styleOf('BodyText')).toMatchObject({
      face: '仿宋_GB2312',
      size: 16,
      indent: '200',
      align: 'both',
    });
    expect(styleOf('Title')).toMatchObject({
      name: 'Title',
      face: '方正小标宋简体',
      size: 22,
      align: 'center',
    });
    expect(styleOf('Heading1')).toMatchObject({ name: 'heading 1', face: '黑体', size: 16, outline: '0' });
    expect(styleOf('Heading2')).toMatchObject({ name: 'heading 2', face: '楷体_GB2312', outline: '1' });
    expect(styleOf('Heading3')).toMatchObject({ name: 'heading 3', face: '仿宋_GB2312', outline: '2' });
    const fonts = part('word/fontTable.xml');
    for (const face of ['方正小标宋简体', '仿宋_GB2312', '楷体_GB2312'])
      expect(fonts(`w\\:font[w\\:name="${face}"] > w\\:altName`).attr('w:val'), face).toMatch(
        /华文中宋|仿宋|楷体/,
      );
    expect(part('word/styles.xml')('w\\:docDefaults w\\:lang').attr('w:eastAsia')).toBe('zh-CN');
  });

  it('has the report line by line, in real paragraphs', () => {
    const $ = part('word/document.xml');
    const texts = $('w\\:body > w\\:p')
      .toArray()
      .filter(
        (p) =>
          !/^(?:Figure|FigureNote|Caption|TOCHeading|Title)$/.test(
            $(p).find('w\\:pStyle').attr('w:val') ?? '',
          ),
      )
      .map((p) => $(p).find('w\\:t').text())
      .filter((text) => text !== '');
    const lines = report.text.split(/\r?\n/).map((line) => line.trim());
    expect(texts).toEqual(lines.filter((line) => line !== ''));
  });

  it('has contents that are a field, filled, and lead to bookmarks at the headings', () => {
    const $ = part('word/document.xml');
    const frame = $('w\\:sdt');
    expect(frame.find('w\\:docPartGallery').attr('w:val')).toBe('Table of Contents');
    expect(frame.find('w\\:instrText').text().trim()).toBe('TOC \\o "1-2" \\h \\z \\u');
    expect(
      frame
        .find('w\\:fldChar')
        .toArray()
        .map((f) => $(f).attr('w:fldCharType')),
    ).toEqual(['begin', 'separate', 'end']);
    const entries = frame.find('w\\:hyperlink').toArray();
    expect(entries.length).toBe(planWord(report).contents.length + 1);
    for (const entry of entries) {
      const bookmark = $(`w\\:bookmarkStart[w\\:name="${$(entry).attr('w:anchor')}"]`);
      expect(bookmark.length).toBe(1);
      expect(bookmark.parent().find('w\\:t').text()).toContain($(entry).text());
    }
    // Headings of their own line and such as run into their paragraph.
    expect($('w\\:p:has(> w\\:pPr > w\\:pStyle[w\\:val="Heading1"])').length).toBe(report.parts.length + 1);
    expect($('w\\:rStyle[w\\:val="Heading3Char"]').length).toBeGreaterThan(20);
  });

  it('numbers its pages outside, from 1 where the text begins, on a right-hand page', () => {
    const $ = part('word/document.xml');
    const section = $('w\\:sectPr').last();
    expect(section.find('w\\:pgNumType').attr('w:start')).toBe('1');
    expect(section.find('w\\:type').attr('w:val')).toBe('oddPage');
    const relations = part('word/_rels/document.xml.rels');
    const footer = (type: string) => {
      const id = section.find(`w\\:footerReference[w\\:type="${type}"]`).attr('r:id');
      return part(`word/${relations(`Relationship[Id="${id}"]`).attr('Target')}`);
    };
    for (const [type, style, align] of [
      ['default', 'FooterOdd', 'right'],
      ['even', 'FooterEven', 'left'],
    ] as const) {
      expect(footer(type)('w\\:pStyle').attr('w:val')).toBe(style);
      expect(footer(type).root().text()).toBe('— 1 —');
      expect(footer(type)('w\\:fldSimple').attr('w:instr')).toBe('PAGE');
      expect(styleOf(style)).toMatchObject({ face: '宋体', size: 14, align });
    }
  });

  it('shows the figures in line, described, numbered by a field, none wider than the text', () => {
    const $ = part('word/document.xml');
    const { figures } = planWord(report);
    expect(figures.length).toBeGreaterThan(20);
    const pictures = $('wp\\:inline').toArray();
    expect(pictures.length).toBe(figures.length);
    for (const [i, picture] of pictures.entries()) {
      const alt = $(picture).find('wp\\:docPr');
      expect(alt.attr('descr')).toContain(figures[i]?.spec.title.text);
      expect(alt.attr('id')).toBe(String(i + 1));
      expect(Number($(picture).find('wp\\:extent').attr('cx')) / 36_000).toBeLessThan(156.5);
    }
    const numbers = $('w\\:fldSimple')
      .toArray()
      .filter((field) => $(field).attr('w:instr') === 'SEQ 图 \\* ARABIC');
    expect(numbers.map((n) => $(n).text())).toEqual(figures.map((_, i) => String(i + 1)));
    expect($('wp\\:anchor, w\\:txbxContent, w\\:pict').length).toBe(0);
  });

  it('keeps a figure with its caption and all its notes, and lets the text after it go', () => {
    const $ = part('word/document.xml');
    const kept = (id: string) =>
      part('word/styles.xml')(`w\\:style[w\\:styleId="${id}"] w\\:keepNext`).length > 0;
    expect([kept('Figure'), kept('Caption'), kept('FigureNote')]).toEqual([true, true, false]);
    const paragraphs = $('w\\:body > w\\:p').toArray();
    const styles = paragraphs.map((p) => $(p).find('w\\:pStyle').attr('w:val'));
    let [several, last] = [0, 0];
    for (const [i, p] of paragraphs.entries()) {
      if (styles[i] !== 'FigureNote') continue;
      const more = styles[i + 1] === 'FigureNote';
      expect($(p).find('w\\:pPr > w\\:keepNext').length, $(p).text()).toBe(more ? 1 : 0);
      if (more) several++;
      else last++;
    }
    expect(several).toBeGreaterThan(10);
    expect(last).toBeGreaterThan(20);
  });

  it('is the same byte for byte when made again, and says whose it is', async () => {
    expect(Buffer.compare(Buffer.from(await bind(report)), Buffer.from(bytes))).toBe(0);
    const core = part('docProps/core.xml');
    expect(core('dc\\:title').text()).toBe(META.title);
    expect(core('dc\\:creator').text()).toBe(META.author);
    expect(core('dcterms\\:created').text()).toBe('2023-01-03T00:00:00Z');
    expect([...files.keys()].filter((name) => /comments|custom|numbering|notes/.test(name))).toEqual([]);
  });

  it('of a report without YAML has its text too; a draft is marked on every page', async () => {
    const plain = withDefaults(await readReport(path.resolve(import.meta.dirname, '../input/invented')));
    const made = readZip(await bind(plain, true));
    const $ = load(made.get('word/document.xml')?.toString() ?? '', { xml: true });
    const words = $.root().text().replace(/\s/g, '');
    for (const line of plain.text.split(/\r?\n/)) expect(words).toContain(line.replace(/\s/g, ''));
    const headers = [...made].filter(([name]) => name.startsWith('word/header'));
    expect(headers.length).toBeGreaterThan(1);
    for (const [, xml] of headers) expect(xml.toString()).toContain('草稿');
  });
});

describe('figures in the text', () => {
  it('stand after the paragraph in which most of their numbers stand', () => {
    const { figures } = planWord(report);
    const placeOf = (id: string) => figures.find(({ spec }) => spec.id === id)?.after;
    expect(placeOf('fires')).toBe('1#1');
    expect(placeOf('growth-rates')).toBe('1.1#1');
    expect(placeOf('main-targets')).toBe('2#3');
    const places = figures.map((f) => f.after);
    expect(places.every((place) => place !== '')).toBe(true);
  });
});
