import { describe, expect, it } from 'vitest';
import { heightOf } from '../../scripts/publications/word/height.ts';
import { wordSheet } from '../../scripts/publications/word/sheet.ts';
import { DENSE_SHEET_STYLES, SHEET_STYLES } from '../../scripts/publications/word/styles.ts';
import type { WordParagraph } from '../../scripts/word.ts';

/** A sheet with `rows` rows, each of 200 characters in two cells. */
const article = (rows: number): string =>
  `<article><div class="table"><div class="head"><h2>做了什么</h2><h2>要做什么</h2></div>${Array.from(
    { length: rows },
    (_, i) =>
      `<div class="row"><div class="subject">事项${i}</div><div class="cell">${'做'.repeat(100)}</div><div class="cell">${'办'.repeat(100)}</div></div>`,
  ).join('')}</div></article>`;
const names = { keys: '', table: () => '', picture: String };
const sheetOf = (rows: number) => wordSheet(article(rows), { names, charts: [], draft: false });
const heightIn = (rows: number, styles = sheetOf(rows).styles) =>
  heightOf(sheetOf(rows).sections[0]?.blocks ?? [], styles, 180);

describe('a sheet in Word', () => {
  it('is set denser where it would not stand on its page, and only there', () => {
    expect(sheetOf(3).styles).toBe(SHEET_STYLES);
    const full = Array.from({ length: 30 }, (_, i) => i).find((rows) => heightIn(rows, SHEET_STYLES) > 264);
    expect(full).toBeGreaterThan(8);
    expect(sheetOf((full ?? 0) - 1).styles).toBe(SHEET_STYLES);
    expect(sheetOf(full ?? 0).styles).toBe(DENSE_SHEET_STYLES);
    // What was a page and 3 % more stands on one.
    expect(heightIn(full ?? 0)).toBeLessThan(264);
  });

  it('has no type under 8.5 pt, and all styles at both densities', () => {
    expect(DENSE_SHEET_STYLES.map((style) => style.id)).toEqual(SHEET_STYLES.map((style) => style.id));
    for (const { size = 9 } of DENSE_SHEET_STYLES) expect(size).toBeGreaterThanOrEqual(8.5);
    const size = (id: string) => DENSE_SHEET_STYLES.find((style) => style.id === id)?.size;
    expect(size('Normal')).toBeGreaterThanOrEqual(9);
  });
});

describe('the height of blocks', () => {
  const paragraph = (text: string): WordParagraph => ({
    ...{ kind: 'paragraph', style: 'Source' },
    runs: [{ kind: 'text', text }],
  });
  it('counts lines: 60 characters of 8.5 pt fill 180 mm', () => {
    const lineOf = (n: number) => heightOf([paragraph('字'.repeat(n))], SHEET_STYLES, 180) * (72 / 25.4);
    // 12 pt a line, 4 before.
    expect(lineOf(60)).toBeCloseTo(16, 5);
    expect(lineOf(61)).toBeCloseTo(28, 5);
  });
});
