import { describe, expect, it } from 'vitest';
import { escapeHtml, pageRuns, unescapeHtml } from '../scripts/marks.ts';

describe('escaped text', () => {
  it('comes out as it went in', () => {
    const text = '甲 & 乙 <b> "丙" \'丁\' {{x}} `a=1` &#60; &lt; 𠀀';
    expect(escapeHtml(text)).not.toMatch(/[<>"'{}`=]/);
    expect(unescapeHtml(escapeHtml(text))).toBe(text);
  });

  it('is read from named references too, once', () => {
    expect(unescapeHtml('R&amp;D &lt;3 &quot;&amp;lt;&quot;')).toBe('R&D <3 "&lt;"');
  });

  it('is read from hexadecimal references, as Handlebars writes =', () => {
    expect(unescapeHtml('108 + 138 &#x3D; 246 &#X4E00;')).toBe('108 + 138 = 246 一');
  });
});

describe('lists of pages', () => {
  it.each([
    [[7], '7'],
    [[7, 35], '7、35'],
    [[7, 8], '7、8'],
    [[7, 8, 9, 12], '7–9、12'],
    [[1, 3, 5], '1、3、5'],
    [[1, 3, 5, 7], '1、3、5等'],
    [Array.from({ length: 70 }, (_, i) => i * 2), '0、2、4等'],
  ])('have ranges and an end: %j', (pages, text) => {
    expect(pageRuns(pages)).toBe(text);
  });
});
