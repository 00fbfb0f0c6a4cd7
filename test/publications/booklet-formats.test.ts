/** The editions laid out on their own, read back from their PDFs beside the reading edition: A5, large print, draft. */
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDestinations } from '../../scripts/print/destinations.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import {
  A4,
  A5,
  BLEED,
  type BookletFormat,
  DRAFT,
  LARGE,
  PITCH,
  pageMargins,
  trimSize,
} from '../../scripts/publications/booklet/format.ts';
import { readReport } from '../../scripts/report/read.ts';
import { readFolder } from '../report/folder.ts';
import { type Made, makeEdition } from './laid-out.ts';
import { bookmarksOf, rulesBelow } from './painted.ts';
import type { ReadPdf } from './reading.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bare = (text: string) => text.replace(/\s/g, '');
const millimetres = (points: number) => (points * 25.4) / 72;
type Item = ReadPdf['pages'][number]['items'][number];

let press: Press;
const made = new Map<BookletFormat, Made>();
beforeAll(async () => {
  press = await openPress();
  const report = await readReport(path.join(root, 'data/xinbei-2023'));
  const formats = [A4, A5, LARGE, DRAFT];
  const laid = await Promise.all(formats.map((format) => makeEdition(press, report, format)));
  formats.forEach((format, i) => {
    made.set(format, laid[i] as Made);
  });
});
afterAll(() => press?.close());

const of = (format: BookletFormat): Made => made.get(format) as Made;

/** Physical pages of the report's text. */
const textPages = ({ booklet }: Made): number[] =>
  booklet.layout.blocks
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

/** Lines of the body by their baselines, from the top: what is in the size of the text and inside the type area. */
function linesOf(format: BookletFormat, page: number): { y: number; x: number; end: number; text: string }[] {
  const size = 15.75 * format.scale;
  const foot = ((pageMargins(format).bottom - BLEED) * 72) / 25.4;
  const items = (of(format).pdf.pages[page - 1]?.items ?? []).filter(
    (i) => Math.abs(i.size - size) < 0.2 && i.y > foot,
  );
  const lines = new Map<number, Item[]>();
  for (const item of [...items].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const key = [...lines.keys()].find((y) => Math.abs(y - item.y) < 2) ?? item.y;
    lines.set(key, [...(lines.get(key) ?? []), item]);
  }
  return [...lines].map(([y, line]) => {
    const last = line[line.length - 1] as Item;
    return {
      y,
      x: line[0]?.x ?? 0,
      end: last.x + last.width,
      text: bare(line.map((i) => i.text).join('')),
    };
  });
}

describe('A5', () => {
  it('has the text on the same pages as A4, line by line', () => {
    const pages = textPages(of(A4));
    expect(pages.length).toBeGreaterThan(15);
    expect(textPages(of(A5))).toEqual(pages);
    for (const page of pages) {
      const lines = linesOf(A4, page).map(({ text }) => text);
      expect(lines.length, `page ${page}`).toBeGreaterThan(3);
      expect(
        linesOf(A5, page).map(({ text }) => text),
        `page ${page}`,
      ).toEqual(lines);
    }
  });

  it('sets them in two thirds of A4, each within 0.3 mm of its place in the type area', () => {
    for (const page of textPages(of(A4))) {
      const side = page % 2 === 1 ? 'inner' : 'outer';
      const large = linesOf(A4, page);
      for (const [i, line] of linesOf(A5, page).entries()) {
        const other = large[i] as (typeof large)[number];
        const [left, top] = [A5.margins[side], A5.trim.height - A5.margins.top];
        const [left4, top4] = [A4.margins[side], A4.trim.height - A4.margins.top];
        const at = `page ${page}: ${line.text}`;
        expect(
          Math.abs(millimetres(line.x) - left - ((millimetres(other.x) - left4) * 2) / 3),
          at,
        ).toBeLessThan(0.3);
        expect(
          Math.abs(millimetres(line.end) - left - ((millimetres(other.end) - left4) * 2) / 3),
          at,
        ).toBeLessThan(0.3);
        expect(
          Math.abs(top - millimetres(line.y) - ((top4 - millimetres(other.y)) * 2) / 3),
          at,
        ).toBeLessThan(0.3);
      }
    }
  });

  it('has pages of exactly 148 × 210 mm as printed and as cut, whatever stands around', async () => {
    const task = getDocument({ data: new Uint8Array(of(A5).bytes), useSystemFonts: false, verbosity: 0 });
    const document = await task.promise;
    for (let number = 1; number <= document.numPages; number += 1) {
      const [left = 0, foot = 0, right = 0, top = 0] = (await document.getPage(number)).view;
      expect(right - left).toBeCloseTo((148 * 72) / 25.4, 2);
      expect(top - foot).toBeCloseTo((210 * 72) / 25.4, 2);
    }
    await task.destroy();
  });
});

describe('large print', () => {
  it('sets the text in 18 pt, nineteen lines a page', () => {
    const pages = textPages(of(LARGE));
    const full = pages.filter((page) => pages.includes(page - 1) && pages.includes(page + 1));
    expect(full.length).toBeGreaterThan(15);
    for (const page of full) {
      const lines = linesOf(LARGE, page);
      // The foot of a page stays free where a heading would stand on it alone.
      expect(lines.length, `page ${page}`).toBeGreaterThan(17);
      expect(lines.length, `page ${page}`).toBeLessThan(20);
      const pitch = PITCH * LARGE.scale;
      const top = lines[0]?.y ?? 0;
      for (const { y, text } of lines) {
        const off = Math.abs((top - y) / pitch - Math.round((top - y) / pitch)) * pitch;
        expect(millimetres(off), text).toBeLessThan(0.3);
      }
    }
    const body = full.flatMap((page) => of(LARGE).pdf.pages[page - 1]?.items ?? []);
    const sizes = body.filter((i) => i.size > 17.5).map((i) => Math.round(i.size * 100) / 100);
    expect(new Set(sizes)).toEqual(new Set([18]));
    expect(full.filter((page) => linesOf(LARGE, page).length === 19).length).toBeGreaterThan(
      full.length * 0.8,
    );
  });
});

describe.each([
  ['A4', A4],
  ['A5', A5],
  ['large print', LARGE],
  ['draft', DRAFT],
])('%s', (_, format) => {
  it('has no type smaller than is allowed, the marks of the glossary in the text aside', () => {
    const { pdf } = of(format);
    const texts = new Set(textPages(of(format)));
    const marks: number[] = [];
    const small: string[] = [];
    for (const [i, { items }] of pdf.pages.entries())
      for (const { size, text } of items) {
        if (size > format.type.least - 0.02) continue;
        if (texts.has(i + 1) && /^\d{1,2}$/.test(bare(text))) marks.push(size);
        else small.push(`page ${i + 1}: ${text} ${size}`);
      }
    expect(small).toEqual([]);
    for (const size of marks) expect(size).toBeGreaterThan(format.type.mark - 0.1);
    expect(format.type.mark).toBeGreaterThanOrEqual(7.5);
  });

  it('keeps all text 2 mm away from the edge of the cut page', () => {
    const [width, height] = trimSize(format);
    const edge = (1.9 * 72) / 25.4;
    for (const [i, { items }] of of(format).pdf.pages.entries())
      for (const { x, y, width: long, text } of items) {
        const at = `page ${i + 1}: ${text}`;
        expect(x, at).toBeGreaterThan(edge);
        expect(x + long, at).toBeLessThan(width - edge);
        expect(y, at).toBeGreaterThan(edge);
        expect(y, at).toBeLessThan(height - edge);
      }
  });

  it('cuts nothing off', async () => {
    const { booklet } = of(format);
    const [width, height] = [format.trim.width, format.trim.height].map((mm) =>
      Math.round(((mm / format.scale) * 96) / 25.4),
    ) as [number, number];
    const [found] = await press.measure(
      { name: 'booklet', html: booklet.html, faces: booklet.faces, view: { width, height } },
      [0],
      () => {
        const over: string[] = [];
        for (const box of document.querySelectorAll<HTMLElement>(
          '.sheet,.figure,.entries,.opener,.opener-row,.cell,.rate,.toc,.toc-row,.data-page',
        ))
          if (box.scrollHeight > box.clientHeight + 1.5 || box.scrollWidth > box.clientWidth + 1.5)
            over.push(`${box.className} ${box.id} ${box.textContent?.slice(0, 30)}`);
        return over;
      },
    );
    expect(found).toEqual([]);
  });

  it('leads links to the lines they name, and bookmarks too', async () => {
    const { bytes, pdf, report } = of(format);
    const { pages, heights } = readDestinations(bytes);
    const headings = [...report.headings.values()].filter((h) => h.level > 1);
    expect(headings.length).toBeGreaterThan(10);
    const places = headings.map(({ path: at, heading }) => ({
      start: bare(heading.text).slice(0, 2),
      title: bare(heading.text),
      page: pages.get(`section:${at}`) ?? 0,
      y: heights.get(`section:${at}`) ?? 0,
    }));
    /** How far above the baseline of a line that begins so. */
    const above = (page: number, y: number, start: string) =>
      (pdf.pages[page - 1]?.items ?? [])
        .filter((i) => Math.abs(i.size - 15.75 * format.scale) < 0.3 && bare(i.text).startsWith(start))
        .map((i) => y - (pdf.pages[page - 1]?.foot ?? 0) - i.y);
    for (const { start, title, page, y } of places) {
      const gaps = above(page, y, start);
      expect(
        gaps.some((gap) => gap > 8 * format.scale && gap < 32 * format.scale),
        `${title}: ${gaps.join(' ')}`,
      ).toBe(true);
    }
    const marks = await bookmarksOf(bytes);
    const sections = marks.filter(({ title }) => places.some((p) => p.title === title));
    expect(sections.length).toBe(places.length);
    for (const { title, page, y } of sections) {
      const gaps = above(page, y, title.slice(0, 2));
      expect(
        gaps.some((gap) => gap > -2 && gap < 34 * format.scale),
        `bookmark ${title} on page ${page}: ${gaps.join(' ')}`,
      ).toBe(true);
    }
  });
});

describe('narrow pages', () => {
  it('draw nothing between the type area and the folio: no rule of the next page by rounding', async () => {
    for (const format of [A5, LARGE]) {
      const { booklet } = of(format);
      const above = new Map(
        booklet.layout.blocks
          .filter(({ kind }) => kind === 'figures' || kind === 'reference')
          .flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, i) => [first + i, true] as const),
          ),
      );
      expect(above.size).toBeGreaterThan(40);
      const rules = await rulesBelow(of(format).bytes, [...above.keys()], format);
      expect(rules).toEqual([]);
    }
  });

  it('of topics are filled by the figures on the right', () => {
    for (const format of [A5, LARGE]) {
      const { booklet, pdf } = of(format);
      const spreads = booklet.layout.blocks.filter(({ id }) => id.startsWith('topic-'));
      expect(spreads.length).toBe(8);
      for (const { id, last } of spreads) {
        const top = format.trim.height - format.margins.top;
        const height = format.area.height * format.scales.area;
        const labels = (pdf.pages[last - 1]?.items ?? []).filter((i) => i.size > 9 * format.scales.area);
        const lowest = Math.min(...labels.map(({ y }) => millimetres(y)).filter((y) => y > top - height));
        expect(top - lowest, `${format.id} ${id}`).toBeGreaterThan(height * 0.65);
      }
    }
  });

  it('are never less than a third full, the last of a part aside', () => {
    for (const format of [A5, LARGE]) {
      const { booklet, pdf } = of(format);
      for (const { id, kind, first, last } of booklet.layout.blocks) {
        if (kind !== 'figures' && kind !== 'reference') continue;
        for (let page = first; page < last; page += 1) {
          const ys = (pdf.pages[page - 1]?.items ?? []).map(({ y }) => millimetres(y));
          const top = format.trim.height - format.margins.top;
          const height = format.area.height * format.scales.area;
          // Above the source at the foot, which stands in its lowest eighth.
          const lowest = Math.min(...ys.filter((y) => y < top && y > top - height * 0.88));
          expect(top - lowest, `${format.id} ${id} page ${page}`).toBeGreaterThan(height / 3);
        }
      }
    }
  });
});

describe('the draft', () => {
  it('has the text and the glossary alone', () => {
    const { booklet, pdf, report } = of(DRAFT);
    expect(new Set(booklet.layout.blocks.map(({ id }) => id.replace(/-\d+$/, '')))).toEqual(
      new Set(['text', 'glossary']),
    );
    const text = bare(pdf.pages.map((p) => p.text).join(''));
    expect(text).not.toMatch(/图1　|正文见第|目录/);
    for (const { term } of report.glossary?.terms ?? []) expect(text).toContain(bare(term.text));
  });

  it('counts every fifth line in the inner margin, each number on the baseline of its line', () => {
    let seen = 0;
    for (const page of textPages(of(DRAFT))) {
      const lines = linesOf(DRAFT, page);
      const top = DRAFT.trim.height - DRAFT.margins.top;
      const first = lines[0]?.y ?? 0;
      const grid = (y: number) => Math.round((first - y) / PITCH);
      // A title takes two lines: only pages that begin with a line of the text count from it.
      if (top - millimetres(first) > 6) continue;
      const numbers = (of(DRAFT).pdf.pages[page - 1]?.items ?? []).filter(
        (i) =>
          /^(5|10|15|20)$/.test(i.text) &&
          (page % 2 === 1
            ? millimetres(i.x + i.width) < DRAFT.margins.inner
            : millimetres(i.x) > DRAFT.trim.width - DRAFT.margins.inner),
      );
      expect(numbers.map((i) => i.text).sort((a, b) => Number(a) - Number(b))).toEqual([
        '5',
        '10',
        '15',
        '20',
      ]);
      for (const { text, y } of numbers) {
        const line = lines.find((l) => grid(l.y) === Number(text) - 1);
        if (!line) continue;
        seen += 1;
        expect(millimetres(Math.abs(line.y - y)), `page ${page}, line ${text}`).toBeLessThan(0.5);
      }
    }
    expect(seen).toBeGreaterThan(60);
  });
});

describe('contents', () => {
  /** A report of so many parts and sections, one paragraph each. */
  const textOf = (parts: number, sections: number) => {
    const numerals = '一二三四五六七八九十';
    const lines = ['政府工作报告', '各位代表：', '现在，我代表政府报告工作。'];
    for (let part = 0; part < parts; part += 1) {
      lines.push(`${numerals[part]}、${2030 + part}年工作安排`);
      const own = Math.floor(sections / parts) + (part < sections % parts ? 1 : 0);
      for (let i = 0; i < own; i += 1) {
        const number =
          i < 10
            ? numerals[i]
            : `${i < 20 ? '' : numerals[Math.floor(i / 10) - 1]}十${numerals[(i % 10) - 1] ?? ''}`;
        lines.push(`（${number}）坚持稳中求进，着力提升发展质量。`, '稳步推进各项工作，持续增进民生福祉。');
      }
    }
    return `${lines.join('\n')}\n`;
  };

  it.each([
    [1, 27],
    [3, 22],
    [6, 19],
    [9, 12],
    [5, 45],
  ])('of %i parts and %i sections leave the text of A5 on the pages of A4', async (parts, sections) => {
    const { report } = await readFolder({ 'report.txt': textOf(parts, sections) });
    expect(report.parts.reduce((sum, part) => sum + part.children.length, 0)).toBe(sections);
    const [wide, narrow] = await Promise.all([
      makeEdition(press, report, A4),
      makeEdition(press, report, A5),
    ]);
    const contents = ({ booklet }: Made) => booklet.layout.blocks.find(({ id }) => id === 'contents');
    expect(contents(wide)?.last).toBe(sections > 30 ? 4 : 3);
    if (sections < 30) expect(contents(narrow)?.last).toBe(3);
    expect(textPages(narrow)).toEqual(textPages(wide));
  });
});
