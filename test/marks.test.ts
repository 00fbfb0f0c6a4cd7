import { describe, expect, it } from 'vitest';
import { escapeHtml, unescapeHtml } from '../scripts/marks.ts';

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
