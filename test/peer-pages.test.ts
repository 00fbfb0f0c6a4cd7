import { describe, expect, it } from 'vitest';
import { peerPages } from '../scripts/peer-pages.ts';

const number = (target: string, kind: string, text: string) =>
  `<span class="page-number" data-page="${target}" data-kind="${kind}">${text}</span>`;
const HTML = `<html><head><style>@font-face{font-family:'Baogao Hei';src:url("file:///some/cuts/hei-400-ab.ttf") format("truetype")}
html{counter-reset:page -2}@page p-text:left{margin:1mm}</style></head><body>
<a href="#part:1">${number('part:1', 'first', '4')}</a> ${number('term:term-1', 'first', '7')} ${number('topic:x', 'range', '26–27')} ${number('gone', 'first', '9')}
<main id="part:1"><i id="term:term-1~2"></i><i id="term:term-1~1"></i>
<svg><text font-family="'Baogao Hei'" font-weight="400">万</text></svg></main>
<nav hidden><a href="#part:1"></a></nav></body></html>`;

describe('the booklet for other engines', () => {
  const pages = peerPages(HTML);

  it('leaves single page numbers to them, at the first place of the target', () => {
    expect(pages.html).toContain('<span class="page-number counted" data-at="#part:1"></span>');
    expect(pages.html).toContain('<span class="page-number counted" data-at="#term:term-1~2"></span>');
    expect(pages.html).toContain('target-counter(attr(data-at url),page)');
    expect([pages.counted, pages.kept]).toEqual([2, 2]);
  });

  it('keeps ranges, and numbers whose target is not there', () => {
    expect(pages.html).toContain('>26–27</span>');
    expect(pages.html).toContain('>9</span>');
  });

  it('asks for its faces beside it', () => {
    expect(pages.faces).toEqual([{ url: 'file:///some/cuts/hei-400-ab.ttf', file: 'fonts/hei-400-ab.ttf' }]);
    expect(pages.html).toContain('url("fonts/hei-400-ab.ttf")');
    expect(pages.html).toContain(`<text style="font-family:'Baogao Hei'" font-weight="400">`);
    expect(pages.html).not.toContain('file:');
  });

  it('counts from the first page, and has no links for Chromium alone', () => {
    expect(pages.html).not.toContain('counter-reset');
    expect(pages.html).toContain('@page p-text:left');
    expect(pages.html).not.toContain('<nav');
  });
});
