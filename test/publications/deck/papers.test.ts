import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import { clockText, plannedSeconds } from '../../../scripts/plan/deck-minutes.ts';
import type { Slide } from '../../../scripts/plan/deck-slide.ts';
import { openPress } from '../../../scripts/print/press.ts';
import { proveHtml } from '../../../scripts/proof/html.ts';
import { knownOf } from '../../../scripts/proof/known.ts';
import { provePdf } from '../../../scripts/proof/pdf.ts';
import { readPdfText } from '../../../scripts/proof/pdf-text.ts';
import { provePlainText } from '../../../scripts/proof/plain-text.ts';
import { type Handout, handoutFurniture, handoutHtml } from '../../../scripts/publications/deck/handout.ts';
import { slotProblems, slotsTooFull } from '../../../scripts/publications/deck/handout-overflow.ts';
import { type MergedDeck, mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import { type Script, scriptFurniture, scriptOf } from '../../../scripts/publications/deck/script.ts';
import { plainText } from '../../../scripts/publications/plain-text.ts';
import { readReport } from '../../../scripts/report/read.ts';
import type { Report } from '../../../scripts/report/report.ts';
import { open } from '../../print/reading.ts';
import { type ReadPdf, readPdf } from '../reading.ts';

/** As once deck.html was read. */
const known = () => ({ ...knownOf(report), slides: slides.map((slide) => slide.id) });
const bare = (text: string) => text.replaceAll(/\s/g, '');
const meta = { title: '讲义', lang: 'zh-CN', date: '2023-01-03' };
let report: Report;
let slides: Slide[];
let deck: MergedDeck;
let handout: Handout;
let script: Script;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
  slides = planDeck(report);
  deck = mergeDeck(report, slides, { draw: drawFigure });
  handout = handoutHtml(report, slides, deck);
  script = scriptOf(report, slides, deck);
});

describe('the handout', () => {
  it('has three slides a page, each with its notes as far as whole sentences fit', () => {
    const $ = load(handout.html);
    expect($('.sheet').length).toBe(Math.ceil(slides.length / 3));
    expect($('.slot').length).toBe(slides.length);
    slides.forEach((slide, i) => {
      const side = $('.slot').eq(i).find('.side');
      const shown = bare(side.find('p:not(.place, .more)').text());
      const all = bare(slide.notes.map((note) => note.text).join(''));
      expect(all.startsWith(shown), slide.id).toBe(true);
      expect(shown, slide.id).not.toBe('');
      // What is cut says so, what is not does not.
      expect(side.find('.more').length, slide.id).toBe(shown === all ? 0 : 1);
    });
    expect($('.side > .more').length).toBeGreaterThan(0);
    expect($('.side > .more').length).toBeLessThan(slides.length / 3);
  });

  it('has ruled lines where there are no notes', () => {
    const first = slides.slice(0, 1).map((slide) => ({ ...slide, notes: [] }));
    const $ = load(handoutHtml(report, first, deck).html);
    expect($('.side .rule').length).toBeGreaterThan(5);
    expect($('.side .more').length).toBe(0);
  });
});

describe('the script', () => {
  it('says number, title, planned and running time, and every sentence in full', () => {
    const lines = script.text.slice(1).split('\r\n');
    const seconds = plannedSeconds(slides);
    const sum = seconds.reduce((a, b) => a + b, 0);
    expect(lines[1]).toContain(`全程 ${clockText(sum)}`);
    let until = 0;
    slides.forEach((slide, i) => {
      until += seconds[i] ?? 0;
      const at = lines.findIndex((line) => line.startsWith(`${slide.number}　`));
      expect(at, slide.id).toBeGreaterThan(0);
      expect(lines[at + 1]).toBe(`本页 ${clockText(seconds[i] ?? 0)}　累计 ${clockText(until)}`);
    });
    for (const slide of slides)
      for (const note of slide.notes) expect(bare(script.text)).toContain(bare(note.text));
  });

  it('opens on phones and in old Notepad: byte order mark, CR LF, no markup', () => {
    expect(script.text.startsWith('\ufeff常州市')).toBe(true);
    expect(script.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(script.text).not.toMatch(/[<>]|&#?\w+;/);
    expect(plainText('<body><p>a &#60;b&#62; &amp; c</p></body>')).toBe('\ufeffa <b> & c\r\n');
  });

  it('is proved: a changed digit, a dropped word, a sentence more are refused', () => {
    const html = proveHtml(script.textHtml, 'deck/script.txt', known());
    expect(html.findings).toEqual([]);
    const codes = (text: string) => provePlainText(text, 'deck/script.txt', html).findings.map((f) => f.code);
    expect(codes(script.text)).toEqual([]);
    for (const [from, to] of [
      ['1900', '1800'],
      ['预计', ''],
      ['累计 0:22', '累计 0:23'],
      ['\r\n────', '\r\n增长7%。\r\n────'],
    ] as const) {
      const altered = script.text.replace(from, to);
      expect(altered).not.toBe(script.text);
      expect(codes(altered), from).toEqual(['P201']);
    }
  });

  it('whose planned time is another is refused', () => {
    const altered = script.textHtml.replace(/(data-planned="all">)[\d:]+/, '$119:00');
    expect(altered).not.toBe(script.textHtml);
    expect(proveHtml(altered, 'deck/script.txt', known()).findings.length).toBe(1);
  });
});

/** Last lines of paragraphs that stand alone at the head of a page of the script. */
function lonely({ pages }: ReadPdf): string[] {
  const $ = load(script.html);
  const paragraphs = $('.spoken > p')
    .toArray()
    .map((p) => bare($(p).text()));
  return pages.flatMap(({ items }) => {
    const body = items.filter(({ y }) => y < 774);
    const top = Math.max(...body.map(({ y }) => y));
    const first = bare(
      body
        .filter(({ y }) => y > top - 3)
        .map(({ text }) => text)
        .join(''),
    );
    const ends = paragraphs.some((p) => p.endsWith(first)) && !paragraphs.includes(first);
    return ends ? [first] : [];
  });
}

describe('both papers, printed', () => {
  it('are A4, tagged, titled and outlined; say what was proved; hold no radicals; no notes overflow', async () => {
    const press = await openPress();
    try {
      for (const [name, paper] of [
        ['deck/handout.pdf', handout],
        ['deck/script.pdf', script],
      ] as const) {
        const { bytes, result } = await press.fittedPdf(
          { name, html: paper.html, faces: paper.faces },
          { meta, size: [595.276, 841.89] },
          async (measure) => ({
            html: paper.html,
            result: (await measure([undefined], slotsTooFull)).flat(),
          }),
        );
        expect(slotProblems(slides, result)).toEqual([]);
        const pdf = await open(bytes);
        const [, , width, height] = (await pdf.getPage(1)).view as number[];
        expect([Math.round(width ?? 0), Math.round(height ?? 0)]).toEqual([595, 842]);
        expect((await pdf.getMarkInfo())?.Marked).toBe(true);
        const { info } = await pdf.getMetadata();
        expect((info as { Title?: string }).Title).toBe(meta.title);
        const outline = await pdf.getOutline();
        const titles = deck.pages.map(({ html }) => bare(load(html)('h1').text()));
        expect(outline.map((entry: { title: string }) => bare(entry.title))).toEqual(titles);
        const count = pdf.numPages;
        await pdf.destroy();
        // Raw strings, as a reader that does not normalise searches them.
        const text = (await readPdfText(bytes)).map(({ tagged }) => tagged).join('');
        expect(text).not.toMatch(/[\u2e80-\u2fdf\uf900-\ufaff]/);
        expect(bare(text)).toContain('地区生产总值');
        if (name === 'deck/script.pdf') expect(lonely(await readPdf(bytes))).toEqual([]);
        const html = proveHtml(paper.html, name, knownOf(report));
        expect(html.findings).toEqual([]);
        const furniture = (name === 'deck/handout.pdf' ? handoutFurniture : scriptFurniture)(report, count);
        expect((await provePdf(bytes, name, html, { furniture, pages: count })).findings).toEqual([]);
      }
    } finally {
      await press.close();
    }
  });

  it('part no number from its unit or qualifier, no word of a place, no clause of a title that fits a line', async () => {
    const press = await openPress();
    try {
      for (const paper of [handout, script]) {
        const page = { name: 'x', html: paper.html, faces: paper.faces };
        const [found] = await press.measure(page, [0], () => {
          const tops = (range: Range) =>
            [...range.getClientRects()].filter((r) => r.width > 1).map((r) => r.top);
          const lines = (e: Element) => {
            const range = document.createRange();
            range.selectNodeContents(e);
            const all = tops(range);
            return all.some((top) => Math.abs(top - (all[0] ?? 0)) > 6) ? 2 : 1;
          };
          const parted = [...document.querySelectorAll('.side b, .spoken b')].filter((b) => lines(b) > 1);
          // The first character of every line but the first of a place.
          const begins = [...document.querySelectorAll('.place [data-src]')].flatMap((place) => {
            const range = document.createRange();
            const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
            let at: number | null = null;
            const starts: string[] = [];
            while (walker.nextNode()) {
              const node = walker.currentNode as Text;
              for (let i = 0; i < node.length; i++) {
                range.setStart(node, i);
                range.setEnd(node, i + 1);
                const { top } = range.getBoundingClientRect();
                if (at !== null && top > at + 6 && i > 0)
                  starts.push(`${node.data.slice(0, i)}|${node.data.slice(i)}`);
                at = top;
              }
            }
            return starts;
          });
          const clauses = [...document.querySelectorAll('.heading .clause')]
            .filter((c) => (c.textContent ?? '').replace(/[，；：]$/, '').length <= 14 && lines(c) > 1)
            .map((c) => c.textContent);
          const alone = [...document.querySelectorAll('.side > p, .spoken > p')].filter((p) => {
            const range = document.createRange();
            range.selectNodeContents(p);
            const boxes = [...range.getClientRects()];
            const bottom = Math.max(...boxes.map((r) => r.bottom));
            const last = boxes.filter((r) => bottom - r.bottom < 6);
            const width = Math.max(...last.map((r) => r.right)) - Math.min(...last.map((r) => r.left));
            const em = Number.parseFloat(getComputedStyle(p).fontSize);
            return last.length < boxes.length && width < 2.1 * em;
          });
          return {
            alone: alone.map((p) => p.textContent),
            parted: parted.map((b) => b.textContent),
            begins,
            clauses,
          };
        });
        expect(found).toEqual({ alone: [], parted: [], begins: [], clauses: [] });
      }
    } finally {
      await press.close();
    }
  });

  it('tell notes that are too long for their column', async () => {
    const press = await openPress();
    const html = handout.html.replace('<p class="place">', `<p>${'长'.repeat(900)}</p><p class="place">`);
    const found = await press
      .measure({ name: 'x', html, faces: handout.faces }, [undefined], slotsTooFull)
      .finally(() => press.close());
    expect(slotProblems(slides, found.flat()).map((p) => p.message.en)[0]).toMatch(
      /notes of slide 1 \(title\)/,
    );
  });
});
