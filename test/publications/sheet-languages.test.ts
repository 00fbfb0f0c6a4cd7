/** Sheets in English: every label of ours is English, whatever the report or its editor says is Chinese and marked so. */
import { type CheerioAPI, load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSheets } from '../../scripts/edition/sheets-asked.ts';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { filled, languagesMarked, sheetLabels } from '../../scripts/publications/sheets/labels.ts';
import { wordSheet } from '../../scripts/publications/word/sheet.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { expectSound, type PrintedSheet, printedSheet } from './sheet-reading.ts';

/** Hanzi and the punctuation and blanks of their width. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef—“”‘’]/u;

let press: Press;
let report: Report;
let sheets: PrintedSheet[];
beforeAll(async () => {
  press = await openPress();
  report = withSheets(await readReport('data/xinbei-2023'), {
    lang: 'en',
    more: [{ sections: ['1.1', '3'], title: '产业与全年' }],
  });
  sheets = await Promise.all(planSheets(report).map((plan) => printedSheet(press, report, plan)));
}, 60_000);
afterAll(() => press.close());

/** Texts, spoken labels and titles of a page with the element they stand in. */
function textsOf($: CheerioAPI): { text: string; within: Element }[] {
  const texts: { text: string; within: Element }[] = [];
  const visit = (node: AnyNode) => {
    if (node.type === 'text') texts.push({ text: node.data.trim(), within: node.parent as Element });
    if (node.type !== 'tag') return;
    for (const name of ['alt', 'title', 'aria-label'])
      if (node.attribs[name] !== undefined) texts.push({ text: node.attribs[name], within: node });
    for (const child of node.children) visit(child);
  };
  for (const node of $.root().contents().toArray()) visit(node);
  return texts.filter(({ text }) => text !== '');
}

describe('labels', () => {
  it('are the same in both languages, each with the same places to fill; the English ones are English', () => {
    const [zh, en] = [sheetLabels('zh'), sheetLabels('en')];
    expect(Object.keys(en)).toEqual(Object.keys(zh));
    const places = (label: string) => (label.match(/\{\w+\}/g) ?? []).sort();
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(places(en[key]), key).toEqual(places(zh[key]));
      expect(en[key], key).not.toMatch(CHINESE);
    }
  });

  it('are filled, or refused', () => {
    expect(filled('{year} target', { year: '2023' })).toBe('2023 target');
    expect(() => filled('{year} target')).toThrow('year');
  });

  it('mark what is Chinese only where the page is not', () => {
    const html = '<p><span class="x" data-src="1-2">字</span><svg><text data-fact="gdp">1</text></svg></p>';
    expect(languagesMarked(html, 'zh')).toBe(html);
    expect(languagesMarked(html, 'en')).toBe(
      '<p><span lang="zh-CN" class="x" data-src="1-2">字</span><svg><text data-fact="gdp">1</text></svg></p>',
    );
  });
});

describe('a sheet in English', () => {
  it('is as sound as in Chinese: nothing clipped, legible, proved', async () => {
    expect(sheets.length).toBe(9);
    for (const sheet of sheets) await expectSound(report, sheet);
  });

  it('says of itself that it is English, and of everything Chinese on it that it is not', () => {
    for (const { sheet } of sheets) {
      const $ = load(sheet.html.replaceAll(/<style[\s\S]*?<\/style>/g, ''));
      expect($('html').attr('lang')).toBe('en');
      const lang = (element: Element) => $(element).closest('[lang]').attr('lang');
      for (const { text, within } of textsOf($)) {
        if (CHINESE.test(text)) expect(lang(within), `${sheet.id}: ${text}`).toMatch(/^zh-(?:CN|Hans)$/);
        else if (/[A-Za-z]{3}/.test(text) && within.name !== 'title' && $(within).closest('svg').length === 0)
          expect(['en', 'zh-CN'], text).toContain(lang(within));
      }
    }
  });

  it('holds no Chinese but the report’s, the editor’s and the marks between their words', () => {
    const MARKED = ['src', 'words', 'label', 'fact', 'name', 'formula']
      .map((mark) => `[data-${mark}]`)
      .join();
    for (const { sheet } of sheets) {
      const $ = load(sheet.html.replaceAll(/<svg[\s\S]*?<\/svg>|<style[\s\S]*?<\/style>/g, ''));
      const topic = report.topics.find(({ id }) => id === sheet.id);
      const own = [topic?.name, ...(topic?.subjects ?? []).map((s) => s.label), '；', '。', '：'];
      for (const { text, within } of textsOf($))
        if (CHINESE.test(text) && within.name !== 'title' && $(within).closest(MARKED).length === 0)
          expect(own, sheet.id).toContain(text);
    }
  });

  it('reads as English does', () => {
    const text = (id: string, selector: string) => {
      const found = sheets.find(({ sheet }) => sheet.id === id)?.sheet.html ?? '';
      return load(found)(selector).first().text();
    };
    expect(text('industry', '.where')).toBe('Booklet pp. 8, 14–15');
    expect(text('industry', '.kind')).toBe('Topic sheet · 2023');
    expect(text('industry', '.head .done')).toBe('What was done in 2022');
    expect(text('industry', '.head .todo')).toBe('What is planned for 2023');
    expect(text('industry', '.when')).toBe('2023 target');
    expect(text('industry', '.source')).toMatch(/^Source: 常州市新北区政府工作报告 \(2023年1月3日, .*\)/);
    expect(text('sections-1.1-3', '.omitted')).toMatch(
      / · Left out here: .*further text; see booklet p\. 8$/,
    );
    expect(text('sections-1.1-3', '.where')).toBe('Booklet p. 8');
  });

  it('is the same in Word, with English alternative texts', () => {
    for (const { sheet } of sheets) {
      const { sections } = wordSheet(sheet.article, { labels: sheetLabels('en'), charts: [], draft: false });
      const tables = sections.flatMap(({ blocks }) =>
        blocks.flatMap((b) => (b.kind === 'table' ? [b.alt] : [])),
      );
      expect(tables).toContain('Key figures');
      expect(tables.some((alt) => alt.startsWith('Table: '))).toBe(true);
      for (const alt of tables) expect(alt).not.toMatch(CHINESE);
    }
  });
});
