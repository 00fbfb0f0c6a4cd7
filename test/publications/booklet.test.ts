import path from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolVersion } from '../../scripts/edition/version.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { readDestinations } from '../../scripts/print/destinations.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { placeTargets } from '../../scripts/print/targets.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { provePdf } from '../../scripts/proof/pdf.ts';
import { bookletHtml, bookletPlan } from '../../scripts/publications/booklet/booklet.ts';
import { A4, BLEED } from '../../scripts/publications/booklet/format.ts';
import { layoutOf } from '../../scripts/publications/booklet/layout.ts';
import { pageTops } from '../../scripts/publications/booklet/pages.ts';
import type { Report } from '../../scripts/report/report.ts';
import { type Made, makeEdition } from './laid-out.ts';
import type { ReadPdf } from './reading.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bare = (text: string) => text.replace(/\s/g, '');

let press: Press;
let xinbei: Made;
let invented: Made;
beforeAll(async () => {
  press = await openPress();
  xinbei = await makeEdition(press, path.join(root, 'data/xinbei-2023'), A4);
  invented = await makeEdition(press, path.join(root, 'test/input/invented'), A4);
});
afterAll(() => press?.close());

/** Text of the page with this folio, blanks aside. */
const folioText = (pdf: ReadPdf, folio: number) => bare(pdf.pages[folio + A4.front - 1]?.text ?? '');

describe.each([
  ['xinbei', () => xinbei],
  ['invented', () => invented],
])('booklet of %s', (_, get) => {
  it('is proved without a finding, HTML and PDF', async () => {
    const { report, booklet, bytes } = get();
    const html = proveHtml(booklet.html, 'booklet/booklet.pdf', knownOf(report, { pages: booklet.pages }), {
      version: toolVersion(),
    });
    expect(html.findings).toEqual([]);
    const pdf = await provePdf(bytes, 'booklet/booklet.pdf', html, {
      furniture: booklet.furniture,
      pages: booklet.layout.count,
    });
    expect(pdf.findings).toEqual([]);
    expect(booklet.problems.filter((p) => p.severity === 'error')).toEqual([]);
  });

  it('is merged again, byte for byte, from the data and the places in the finished PDF', () => {
    const { report, booklet, bytes } = get();
    const layout = layoutOf(bookletPlan(report, A4).blocks, readDestinations(bytes), A4);
    expect(bookletHtml(report, { draw: drawFigure, format: A4, layout, version: toolVersion() }).html).toBe(
      booklet.html,
    );
  });

  it('begins openers on the left and text on the right', () => {
    const { booklet, pdf, report } = get();
    for (const part of report.parts) {
      const opener = booklet.layout.blocks.find((b) => b.id === `opener-${part.path}`);
      const text = booklet.layout.blocks.find((b) => b.id === `text-${part.path}`);
      expect(opener && opener.first % 2).toBe(0);
      expect(text && text.first % 2).toBe(1);
      expect(bare(pdf.pages[(opener?.first ?? 0) - 1]?.text ?? '')).toContain(bare(part.title.text));
      expect(bare(pdf.pages[(text?.first ?? 0) - 1]?.text ?? '')).toContain(bare(part.heading.text));
    }
  });

  it('keeps a line of text under every heading', () => {
    const { booklet, report } = get();
    const own = [...report.headings.values()].filter((h) => h.level > 1 && !h.runIn);
    expect(own.length).toBeGreaterThan(0);
    for (const { path: at } of own) expect(booklet.layout.places.get(`section:${at}`)?.line).toBeLessThan(21);
  });

  it('prints folios at the outer foot, none on blank pages and before the contents', () => {
    const { booklet, pdf } = get();
    for (const [i, page] of pdf.pages.entries()) {
      const number = i + 1;
      const items = page.items.filter((item) => item.text.trim() !== '' && item.y < 78);
      const folio = bare(items.map((item) => item.text).join(''));
      const blank = booklet.layout.blocks.some((b) => b.blank && b.first - 1 === number);
      if (number <= A4.front) {
        expect(folio).not.toMatch(/—/);
        continue;
      }
      if (blank && page.text.trim() === '') continue;
      expect(folio).toBe(`—${number - A4.front}—`);
      const x = items[0]?.x ?? 0;
      if (number % 2 === 1) expect(x).toBeGreaterThan(430);
      else expect(x).toBeLessThan(110);
    }
  });

  it('names the pages on which sections, parts and lists stand', () => {
    const { booklet, pdf, report } = get();
    const $ = load(booklet.html);
    const rows = $('.toc .toc-row').toArray();
    expect(rows.length).toBe(report.parts.length + report.parts.reduce((n, p) => n + p.children.length, 0));
    for (const row of rows) {
      const page = Number($(row).find('[data-page]').text());
      expect(folioText(pdf, page)).toContain(
        bare($(row).find('.toc-name').text()).replace(/^[^、）]*[、）]/, ''),
      );
    }
    for (const row of $('.toc-foot .toc-row').toArray()) {
      const page = Number($(row).find('[data-page]').text().split('、')[0]);
      const target = $(row).find('[data-page]').attr('data-page') ?? '';
      expect(target).not.toBe('');
      const title = bare($(row).find('.toc-name').text()).replace(/（.*$/, '');
      expect(folioText(pdf, page)).toContain(title);
    }
  });

  it('names in the glossary the pages on which its terms stand, and links there and back', () => {
    const { booklet, pdf, report } = get();
    const $ = load(booklet.html);
    for (const term of report.glossary?.terms ?? []) {
      const pages = $(`[id="entry:${term.id}"] [data-page]`).text().split('、').map(Number);
      const used = bare(term.uses[0]?.text ?? '');
      for (const page of pages) expect(folioText(pdf, page)).toContain(used.slice(0, 4));
      expect($(`a[href="#entry:${term.id}"] [data-term="${term.id}"]`).length).toBe(1);
      expect($(`[id="term:${term.id}~1"]`).length).toBe(1);
    }
  });

  it('has a note in the margin of the page for every mark of a term', () => {
    const { booklet } = get();
    const $ = load(booklet.html);
    const marks = $('main .term-link [data-term]').toArray();
    for (const mark of marks) {
      const id = $(mark).attr('data-term') ?? '';
      expect($(`.note a[href="#entry:${id}"]`).length).toBe(1);
      const { places } = booklet.layout;
      expect(places.get(`note:${id}`)?.page).toBe(places.get(`term:${id}~1`)?.page);
    }
  });

  it('says under figures on which pages of the text their numbers stand', () => {
    const { booklet, pdf, report } = get();
    const $ = load(booklet.html);
    for (const link of $('.foot a [data-page], .figure-foot a [data-page]').toArray()) {
      const target = $(link).attr('data-page') ?? '';
      const number = report.facts.get(target.replace('indicator:', ''))?.number;
      if (number) expect(folioText(pdf, Number($(link).text()))).toContain(bare(number));
    }
    // The four firms stand a page after the section's beginning.
    const firms = $('[id="topic:industry~end"] .foot a [data-page]').toArray();
    if (report.id === 'xinbei-2023')
      expect(firms.map((e) => $(e).text())).toContain(
        String(booklet.pages.get('indicator:trina-sales')?.first),
      );
  });

  it('titles every page of figures and leaves none less than a third full', () => {
    const { booklet, pdf } = get();
    const $ = load(booklet.html);
    for (const sheet of $('.sheet:has(.figure-rows)').toArray()) {
      expect($(sheet).find('.foot').text()).toContain('资料来源');
      expect($(sheet).closest('.block').find('h1').length).toBe(1);
    }
    const pages = booklet.layout.blocks.find((b) => b.id === 'appendix');
    for (let page = pages?.first ?? 1; page <= (pages?.last ?? 0); page += 1) {
      const ys = (pdf.pages[page - 1]?.items ?? []).filter((i) => i.y > 130 && i.y < 745).map((i) => i.y);
      expect(Math.min(...ys)).toBeLessThan(745 - 640 / 3);
    }
  });

  it('holds every character of the report once and in order', () => {
    const { booklet, report } = get();
    const $ = load(booklet.html);
    const ranges = $('main [data-src]')
      .toArray()
      .filter((e) => $(e).closest('[data-aside]').length === 0)
      .map((e) => ($(e).attr('data-src') ?? '').split('-').map(Number) as [number, number]);
    let at = 0;
    for (const [start, end] of ranges) {
      expect(bare(report.text.slice(at, start))).toBe('');
      expect(end).toBeGreaterThan(start);
      at = end;
    }
    expect(bare(report.text.slice(at, report.glossary?.heading.start))).toBe('');
    const glossary = $('.entries').text();
    for (const term of report.glossary?.terms ?? [])
      expect(bare(glossary)).toContain(bare(term.definition.text));
  });

  it('prints a table for every figure, in the order of their numbers, with every number of it', () => {
    const { report, booklet } = get();
    const $ = load(booklet.html);
    const numbers = $('figure .figure-number')
      .toArray()
      .map((e) => $(e).text());
    expect(numbers).toEqual(numbers.map((_, i) => `图${i + 1}`));
    const captions = $('.data-table caption:has(.data-figure) .figure-number').toArray();
    expect(captions.map((e) => $(e).text())).toEqual(numbers);
    for (const caption of captions) {
      const id = $(caption).find('[data-figure-number]').attr('data-figure-number') ?? '';
      const spec = report.figures.find((f) => f.id === id);
      const tables = $('.data-table').filter((_, t) => $(t).find(`[data-figure-number="${id}"]`).length > 0);
      const facts = (spec?.groups ?? []).flatMap((g) => g.rows.flatMap((r) => [r.from, r.value, r.aside]));
      for (const fact of facts)
        if (fact) {
          const mark =
            fact.kind === 'count' ? `[data-count="${fact.ref.slice(6)}"]` : `[data-fact="${fact.ref}"]`;
          expect(tables.find(`td ${mark}`).length, `${id} ${fact.ref}`).toBeGreaterThan(0);
        }
      expect(tables.find('th[scope="row"], td.words').length, id).toBeGreaterThan(0);
    }
  });

  it('tags every figure, once, with what it says', () => {
    const { pdf, booklet, report } = get();
    const said = pdf.figures.map((alt) => bare(alt ?? ''));
    expect(said.filter((alt) => alt === '')).toEqual([]);
    const drawn = load(booklet.html)('svg[data-place] > title')
      .toArray()
      .map((title) => bare(load(title).text()));
    expect(drawn.length).toBe(report.figures.length === 0 ? 0 : report.figures.length - 1);
    for (const title of drawn) expect(said.filter((alt) => alt.startsWith(title)).length, title).toBe(1);
  });

  it('has bookmarks for parts, sections and items', () => {
    const { pdf, report } = get();
    expect(pdf.outline.map((o) => o.title).filter((title) => /^(.+)\1$/u.test(bare(title)))).toEqual([]);
    for (const part of report.parts) {
      const entry = pdf.outline.find((o) => bare(o.title) === bare(part.title.text));
      expect(entry).toBeDefined();
      expect(entry?.items.filter((o) => /^[（(]/.test(bare(o.title))).length ?? 0).toBe(part.children.length);
    }
  });

  it('cuts nothing off', async () => {
    const { booklet } = get();
    const [found] = await press.measure(
      { name: 'booklet', html: booklet.html, faces: booklet.faces, view: { width: 794, height: 1123 } },
      [0],
      () => {
        const over: string[] = [];
        for (const box of document.querySelectorAll<HTMLElement>(
          '.sheet,.figure,.entries,.opener,.cell,.rate,.toc',
        )) {
          if (box.scrollHeight > box.clientHeight + 1.5 || box.scrollWidth > box.clientWidth + 1.5)
            over.push(`${box.className} ${box.id} ${box.textContent?.slice(0, 30)}`);
        }
        return over;
      },
    );
    expect(found).toEqual([]);
  });
});

it('leads links and bookmarks to the lines they name, whichever box Chromium counts from', () => {
  const height = 841.89 + (2 * BLEED * 72) / 25.4;
  for (const { bytes, booklet, pdf, report } of [xinbei, invented]) {
    const { pages, heights } = readDestinations(bytes);
    const own = [...report.headings.values()].filter((h) => h.level > 1);
    expect(own.length).toBeGreaterThan(0);
    for (const { path: at, heading } of own) {
      const start = bare(heading.text).slice(0, 2);
      const page = pdf.pages[(pages.get(`section:${at}`) ?? 0) - 1];
      const lines = (page?.items ?? []).filter((i) => bare(i.text).startsWith(start));
      const above = lines.map((i) => (heights.get(`section:${at}`) ?? 0) - (page?.foot ?? 0) - i.y);
      expect(
        above.some((gap) => gap > 8 && gap < 32),
        `${at}: ${above.join(' ')}`,
      ).toBe(true);
    }
    expect(placeTargets(bytes, pageTops(booklet.layout, A4), height)).toBe(bytes);
  }
});

describe('the text grid', () => {
  it('stretches no line, leaves no character alone on a last line, begins numbers at the edge', () => {
    const { booklet, pdf } = xinbei;
    const blocks = booklet.layout.blocks.filter((b) => b.kind === 'text');
    for (const block of blocks)
      for (let number = block.first; number <= block.last; number += 1) {
        const left = ((number % 2 === 1 ? 28 : 26) / 25.4) * 72;
        for (const line of bodyLines(pdf, number).values()) {
          const text = bare(line.map((i) => i.text).join(''));
          const last = line[line.length - 1];
          const width = (last?.x ?? 0) + (last?.width ?? 0) - (line[0]?.x ?? 0);
          const natural = [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.55 : 1), 0) * 15.75;
          // 0.16 em between two characters
          if (width > 400) expect((width - natural) / (text.length - 1), text).toBeLessThan(2.5);
          expect(text.replace(/[，。”]/g, '').length, text).toBeGreaterThan(1);
          if (/^\d/.test(text) && (line[0]?.x ?? 0) - left < 20)
            expect((line[0]?.x ?? 0) - left, text).toBeLessThan(1);
        }
      }
  });

  it('sets twenty-two lines of twenty-eight characters', () => {
    const { booklet, pdf } = xinbei;
    const block = booklet.layout.blocks.find((b) => b.id === 'text-1');
    const pitch = 29.53;
    for (let number = (block?.first ?? 0) + 1; number < (block?.last ?? 0); number += 1) {
      const lines = bodyLines(pdf, number);
      const ys = [...lines.keys()];
      expect(ys.length).toBe(22);
      const top = ys[0] ?? 0;
      // 0.3 mm = 0.85 pt
      for (const [i, y] of ys.entries()) expect(Math.abs(top - i * pitch - y)).toBeLessThan(0.85);
    }
  });

  it('fills a line of pure Chinese from edge to edge with 28 characters', () => {
    const { booklet, pdf } = xinbei;
    const texts = booklet.layout.blocks.filter((b) => b.kind === 'text');
    let seen = 0;
    for (const block of texts)
      for (let number = block.first; number <= block.last; number += 1)
        for (const line of bodyLines(pdf, number).values()) {
          const text = line.map((i) => i.text).join('');
          if (!/^\p{Script=Han}[\p{Script=Han}，。、；：]{26}\p{Script=Han}$/u.test(text)) continue;
          seen += 1;
          const mm = (pt: number) => (pt * 25.4) / 72;
          const left = number % 2 === 1 ? 28 : 26;
          const last = line[line.length - 1];
          expect(Math.abs(mm(line[0]?.x ?? 0) - left)).toBeLessThan(0.3);
          expect(Math.abs(mm((last?.x ?? 0) + (last?.width ?? 0)) - left - 156)).toBeLessThan(0.6);
        }
    expect(seen).toBeGreaterThan(20);
  });
});

/** Items of the body (15.75 pt) by baseline, from the top. */
function bodyLines(pdf: ReadPdf, number: number): Map<number, ReadPdf['pages'][number]['items']> {
  const items = (pdf.pages[number - 1]?.items ?? []).filter((i) => Math.abs(i.size - 15.75) < 0.3);
  const lines = new Map<number, typeof items>();
  for (const item of items.sort((a, b) => b.y - a.y || a.x - b.x)) {
    const key = [...lines.keys()].find((y) => Math.abs(y - item.y) < 3) ?? item.y;
    lines.set(key, [...(lines.get(key) ?? []), item]);
  }
  return lines;
}

it('says on every index row where the number stands', () => {
  const { booklet, pdf, report } = xinbei as { report: Report } & Made;
  const $ = load(booklet.html);
  const cells = $('.index-table td.pages [data-page]').toArray();
  expect(cells.length).toBe(report.indicators.size);
  for (const cell of cells) {
    const id = ($(cell).attr('data-page') ?? '').replace('indicator:', '');
    const fact = report.facts.get(id);
    const wanted = bare(fact?.number || (report.indicators.get(id)?.words ?? ''));
    const page = Number($(cell).text());
    // A value in words may run over the foot of the page.
    const text = folioText(pdf, page) + (fact?.number ? '' : folioText(pdf, page + 1));
    expect(text).toContain(wanted.slice(0, 6));
  }
});
