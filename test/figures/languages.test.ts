/** Figures drawn for a page in English: their own words are English, what comes from the report stays. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { Times } from '../../scripts/figures/figure.ts';
import { sheetPlace } from '../../scripts/figures/places.ts';
import { readReport } from '../../scripts/report/read.ts';

const report = await readReport('data/xinbei-2023');
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const { year, reviewYear } = report.profile;
const MARKED = ['fact', 'label', 'src', 'words', 'count', 'scale', 'name']
  .map((mark) => `[data-${mark}]`)
  .join();

/** What a drawing says without mark, and its problems. */
function ownWords(lang: Times['lang'], size: 'full' | 'small') {
  const times: Times = { year, reviewYear, ...(lang ? { lang } : {}) };
  const drawn = report.figures.map((spec) => {
    const place = (height: number) => sheetPlace('x', 4, size, height);
    const height = Math.max(minHeight(spec, place(1), times), bestHeight(spec, place(1), times));
    return drawFigure(spec, place(height), times);
  });
  const said = drawn.flatMap(({ svg }) => {
    const $ = load(svg);
    $('title, desc').remove();
    $(MARKED).remove();
    return $('text')
      .toArray()
      .map((text) => $(text).text());
  });
  return { said: new Set(said), problems: drawn.flatMap(({ problems }) => problems) };
}

describe('figures in English', () => {
  it.each(['full', 'small'] as const)(
    'say themselves nothing in Chinese, and overlap nothing (%s)',
    (size) => {
      const [en, zh] = [ownWords('en', size), ownWords(undefined, size)];
      for (const text of en.said) expect(text).not.toMatch(CHINESE);
      expect([...en.said]).toEqual(expect.arrayContaining(['2022', '2023\u00a0target', 'year before']));
      expect([...en.said].some((text) => text.includes('begin at zero'))).toBe(true);
      expect(en.problems.filter((p) => !zh.problems.some((own) => own.code === p.code))).toEqual([]);
      expect([...zh.said].some((text) => /2023年目标/.test(text))).toBe(true);
    },
  );
});
