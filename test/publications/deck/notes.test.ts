import path from 'node:path';
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../../scripts/package.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import { proveHtml } from '../../../scripts/proof/html.ts';
import { knownOf } from '../../../scripts/proof/known.ts';
import { notesHtml } from '../../../scripts/publications/deck/notes.ts';
import { readReport } from '../../../scripts/report/read.ts';
import type { Report, Span } from '../../../scripts/report/report.ts';

let report: Report;
beforeAll(async () => {
  report = await readReport(path.join(packageFile('data/'), 'xinbei-2023'));
});

const read = (notes: Span[], of = report) => {
  const $ = load(notesHtml({ report: of }, notes));
  return $('body')
    .children()
    .map((_, e) => `${e.tagName}: ${$(e).text()}`)
    .get();
};
const spanOf = (text: string, start: number, end: number): Span => ({
  start,
  end,
  text: text.slice(start, end),
});

describe('notes of a slide', () => {
  const text = [
    '政府工作报告',
    '各位代表：',
    '现在报告工作。请予审议。',
    '一、过去一年工作',
    '（一）经济向好',
    '产值100亿元。增长5%。利润20亿元。',
    '二、今年工作',
    '（一）抓项目',
    '开工30个项目。',
    '让我们奋斗。',
  ].join('\n');
  let own: Report;
  const sentence = (words: string) => {
    const start = text.indexOf(words);
    return spanOf(text, start, start + words.length);
  };
  beforeAll(async () => {
    own = await readReport('/nowhere', {
      readFile: async (file) => {
        if (file.endsWith('report.txt')) return new TextEncoder().encode(text);
        throw Object.assign(new Error('no file'), { code: 'ENOENT' });
      },
    });
  });

  it('stand under their places, neighbours in one paragraph', () => {
    expect(read(['产值100亿元。', '增长5%。', '开工30个项目。'].map(sentence), own)).toEqual([
      'h2: 一、（一）经济向好',
      'p: 产值100亿元。增长5%。',
      'h2: 二、（一）抓项目',
      'p: 开工30个项目。',
    ]);
    expect(read(['产值100亿元。', '利润20亿元。'].map(sentence), own)).toEqual([
      ...['h2: 一、（一）经济向好', 'p: 产值100亿元。', 'p: 利润20亿元。'],
    ]);
  });

  it('have a place before the first heading too, and headings stand under what holds them', () => {
    expect(read([sentence('现在报告工作。')], own)).toEqual(['h2: 政府工作报告', 'p: 现在报告工作。']);
    expect(read([sentence('（一）抓项目')], own)).toEqual(['h2: 二、今年工作', 'p: （一）抓项目']);
    expect(read([], own)).toEqual([]);
  });

  it('have no place in the report as a whole where a heading that runs into its text is spoken alone', () => {
    const runIn = [...report.headings.values()].find((h) => h.runIn && h.path.split('.').length > 2);
    const above = report.headings.get(runIn?.path.split('.').slice(0, -1).join('.') ?? '');
    if (!runIn || !above) throw new Error('no such heading');
    expect(read([runIn.heading])[0]).toContain(above.title.text.replace(/。$/, ''));
  });

  it('of the whole deck lead to the report, places and all; their numbers are bold', () => {
    const slides = planDeck(report);
    for (const slide of slides) {
      const html = notesHtml({ report }, slide.notes);
      expect(proveHtml(html, 'deck/deck.html', knownOf(report)).findings.map((f) => f.message.en)).toEqual(
        [],
      );
      const $ = load(html);
      const bare = (words: string) => words.replaceAll(/\s/g, '');
      expect(bare($('p').text())).toBe(bare(slide.notes.map((n) => n.text).join('')));
      expect($('body').children().first().is('h2'), slide.id).toBe(true);
      expect($('p:empty').length).toBe(0);
    }
    const $ = load(notesHtml({ report }, slides[2]?.notes ?? []));
    expect($('b').length).toBeGreaterThan(4);
  });
});
