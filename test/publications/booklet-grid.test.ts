/** The grid of GB/T 9704-2012 and the rules of Chinese setting, measured in the finished PDFs. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { A4, A5, type BookletFormat, LARGE } from '../../scripts/publications/booklet/format.ts';
import { textLines } from './clean.ts';
import { type Made, makeEdition } from './laid-out.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const mm = (points: number) => (points * 25.4) / 72;
/** Of the em box of Chinese type so much stands above the baseline. */
const ABOVE = 0.88;

let press: Press;
const made = new Map<BookletFormat, Made>();
beforeAll(async () => {
  press = await openPress();
  for (const format of [A4, A5, LARGE])
    made.set(format, await makeEdition(press, path.join(root, 'data/xinbei-2023'), format));
});
afterAll(() => press?.close());

/** Lines of every page of text. */
function pagesOf(format: BookletFormat) {
  const edition = made.get(format) as Made;
  return edition.booklet.layout.blocks
    .filter((b) => b.kind === 'text')
    .flatMap((block) =>
      Array.from({ length: block.last - block.first + 1 }, (_, i) => ({
        number: block.first + i,
        block,
        lines: textLines(edition, block.first + i, format).map(({ y, items }) => ({
          y,
          x: items[0]?.x ?? 0,
          end: Math.max(...items.map((i) => i.x + i.width)),
          text: items
            .map((i) => i.text)
            .join('')
            .replace(/\s/g, ''),
          items,
        })),
      })),
    );
}

describe.each([A4, A5, LARGE])('the grid of $id', (format) => {
  const em = 15.75 * format.scale;
  const pitch = 29.53 * format.scale;
  const { trim, margins, grid, type } = format;
  const left = (number: number) => (number % 2 === 1 ? margins.inner : margins.outer);
  /** Full pages of text. */
  const full = () =>
    pagesOf(format).filter(({ number, block }) => number > block.first && number < block.last);

  it('has all its lines on every full page, each in its place to 0.3 mm, right and left', () => {
    const pages = full();
    expect(new Set(pages.map(({ number }) => number % 2)).size).toBe(2);
    const all = pagesOf(format);
    for (const { number, lines } of pages) {
      // A page ends short where a heading would stand at its foot.
      const next = all.find((page) => page.number === number + 1)?.lines[0]?.text ?? '';
      const short = /^(?:（[一二三四五六七八九十]+）|\d+[.．])/.test(next) ? 2 : 0;
      expect(lines.length, `page ${number}`).toBeLessThanOrEqual(grid.lines);
      expect(lines.length, `page ${number}`).toBeGreaterThanOrEqual(grid.lines - short);
      for (const [i, { y }] of lines.entries()) {
        const top = trim.height - mm(y + ABOVE * em);
        expect(Math.abs(top - margins.top - mm(i * pitch)), `page ${number}, line ${i + 1}`).toBeLessThan(
          0.3 * Math.max(1, format.scale),
        );
      }
    }
  });

  it('has its characters from edge to edge, to 0.3 mm', () => {
    let seen = 0;
    for (const { number, lines } of full())
      for (const { x, end, text } of lines) {
        if (!/^\p{Script=Han}[\p{Script=Han}，。、；：]+\p{Script=Han}$/u.test(text)) continue;
        if ([...text].length !== grid.characters) continue;
        seen += 1;
        expect(Math.abs(mm(x) - left(number)), text).toBeLessThan(0.3);
        const width = trim.width - margins.inner - margins.outer;
        expect(Math.abs(mm(end) - left(number) - width), text).toBeLessThan(0.45);
        expect(Math.abs(mm(grid.characters * em) - width)).toBeLessThan(0.45);
      }
    expect(seen).toBeGreaterThan(20);
  });

  it('has heads at the outer edge above, folios 7 mm below (in scale), one character in from the outer edge', () => {
    const edition = made.get(format) as Made;
    for (const { number } of full()) {
      const items = edition.pdf.pages[number - 1]?.items ?? [];
      const lowest = (trim.height - margins.top) * (72 / 25.4) - grid.lines * pitch;
      const foot = items.filter((i) => i.y < lowest);
      const text = foot
        .map((i) => i.text)
        .join('')
        .replace(/\s/g, '');
      expect(text).toBe(`—${number - format.front}—`);
      const [start, end] = [Math.min(...foot.map((i) => i.x)), Math.max(...foot.map((i) => i.x + i.width))];
      const inset = mm(type.folio);
      if (number % 2 === 1) expect(Math.abs(trim.width - margins.outer - inset - mm(end))).toBeLessThan(0.3);
      else expect(Math.abs(mm(start) - margins.outer - inset)).toBeLessThan(0.3);
      const top = trim.height - mm((foot[0]?.y ?? 0) + ABOVE * type.folio);
      // The type area is as high as its lines would be with half a leading at head and foot, 225 mm on A4.
      const area = format === A4 ? 225 : mm((grid.lines - 1) * pitch + em) + 0.7 * format.scale;
      expect(Math.abs(top - margins.top - area - 7 * format.scale)).toBeLessThan(format === A4 ? 0.3 : 0.6);
      const heads = items.filter(
        (i) => Math.abs(i.size - type.head) < 0.3 && i.y > (trim.height - margins.top) * (72 / 25.4) + 8,
      );
      expect(heads.length).toBeGreaterThan(1);
      const outer =
        number % 2 === 1 ? Math.max(...heads.map((i) => i.x + i.width)) : Math.min(...heads.map((i) => i.x));
      const edge = number % 2 === 1 ? trim.width - margins.outer : margins.outer;
      expect(Math.abs(mm(outer) - edge)).toBeLessThan(0.3);
    }
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    let lines = 0;
    for (const page of pagesOf(format))
      for (const { text } of page.lines) {
        lines += 1;
        expect(text).not.toMatch(/^[。，、；：！？）》”’…]/u);
        expect(text).not.toMatch(/[（《“‘]$/u);
        // Nor parts a number.
        expect(text).not.toMatch(/^[.%％℃]/);
      }
    expect(lines).toBeGreaterThan(400);
  });

  it('begins no line with a mark of the glossary', () => {
    const edition = made.get(format) as Made;
    for (const { number, lines } of pagesOf(format))
      for (const { x, y, text } of lines) {
        const mark = (edition.pdf.pages[number - 1]?.items ?? []).find(
          (i) =>
            /^\d+$/.test(i.text) &&
            i.size < em * 0.7 &&
            i.y > y &&
            i.y < y + em &&
            i.x < x &&
            i.x > (left(number) * 72) / 25.4 - 2,
        );
        expect(mark?.text, text).toBeUndefined();
      }
  });

  it('leaves no character alone on a last line', () => {
    for (const page of pagesOf(format))
      for (const { text } of page.lines)
        expect(text.replace(/[，。”；：、]/g, '').length, text).toBeGreaterThan(1);
  });

  it('begins paragraphs two characters in', () => {
    let seen = 0;
    for (const { number, block, lines } of pagesOf(format)) {
      if (number === block.first) continue;
      for (const { x, text } of lines) {
        const indent = x - (left(number) * 72) / 25.4;
        if (indent < em / 2 || /^[“（《]/.test(text)) continue;
        seen += 1;
        expect(Math.abs(mm(indent - 2 * em)), text).toBeLessThan(0.3);
      }
    }
    expect(seen).toBeGreaterThan(15);
  });

  it('sets marks that meet close together', () => {
    // Only so do more characters stand in a line than its grid has.
    const long = pagesOf(format).flatMap(({ lines }) =>
      lines.filter(({ text }) => !/[ -~]/.test(text) && [...text].length > grid.characters),
    );
    expect(long.length).toBeGreaterThan(0);
    for (const { text } of long)
      expect(text).toMatch(/[，。、；：）》”’“‘（《]{2}|^[“（《]|[，。、；：”）》]$/u);
  });

  it('parts Chinese from digits and Latin letters by a thin gap', () => {
    const gaps: number[] = [];
    for (const { lines } of pagesOf(format))
      for (const line of lines) {
        const width = ((trim.width - margins.inner - margins.outer) * 72) / 25.4;
        const right = line.end - line.x;
        // Lines that are not justified: the last of their paragraph.
        if (right > width - 3 * em) continue;
        const digits = [...line.text].filter((c) => /[0-9]/.test(c)).length;
        const others = [...line.text].length - digits;
        const borders = line.text.match(/\p{Script=Han}(?=[0-9])|[0-9](?=\p{Script=Han})/gu)?.length ?? 0;
        if (!/^[\p{Script=Han}0-9]+。$/u.test(line.text) || digits === 0 || borders === 0) continue;
        gaps.push((right - others * em - digits * 0.56 * em) / borders / em);
      }
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(Math.abs(gap - 0.125)).toBeLessThan(0.09);
  });

  it('keeps a line of text under every heading on its page', () => {
    const { booklet, report } = made.get(format) as Made;
    const own = [...report.headings.values()].filter((h) => h.level > 1 && !h.runIn);
    expect(own.length).toBeGreaterThan(5);
    for (const { path: at } of own)
      expect(booklet.layout.places.get(`section:${at}`)?.line, at).toBeLessThan(grid.lines - 1);
  });

  it('sets digits in tables equally wide', () => {
    const { booklet, pdf } = made.get(format) as Made;
    const block = booklet.layout.blocks.find((b) => b.id === 'index');
    const widths = pdf.pages
      .slice((block?.first ?? 1) - 1, block?.last)
      .flatMap(({ items }) => items)
      .filter(({ text, size }) => /^\d{2,}$/.test(text) && size < 14)
      .map(({ text, width, size }) => ({ digit: width / text.length / size, size }));
    expect(widths.length).toBeGreaterThan(50);
    for (const { digit, size } of widths) {
      const same = widths.find((w) => Math.abs(w.size - size) < 0.05);
      expect(Math.abs(digit - (same?.digit ?? 0))).toBeLessThan(0.03);
    }
  });
});
