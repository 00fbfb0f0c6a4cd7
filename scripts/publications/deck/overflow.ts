/** Whether every slide holds what stands on it: measured in the browser; what does not is set denser, then parted, else told by its slide. */
import { tighter } from '../../plan/deck-fit.ts';
import type { Slide } from '../../plan/deck-slide.ts';
import type { Problem } from '../../problem.ts';
import { type DeckFit, type Report, USUAL_SIZE } from '../../report/report.ts';
import type { MergedDeck } from './merge.ts';

/** Something that sticks out: slide id, what, by how many px. */
export interface Overflow {
  slide: string;
  text: string;
  by: number;
  kind: 'outside' | 'cut' | 'overlap';
}

/** A deck and what it was made from; `full`: what sticks out of its slides even so. */
export interface FittedDeck {
  report: Report;
  slides: readonly Slide[];
  deck: MergedDeck;
  full: readonly Overflow[];
}

/** How the slides of a report's deck were fitted. */
export const fitOf = ({ deck }: Report): DeckFit => deck.fit[deck.size ?? USUAL_SIZE] ?? {};

/** Makes the deck anew, step by step (plan/deck-fit.ts), until nothing sticks out of its slides or no step is left. */
export async function fitDeck(
  planned: FittedDeck,
  measured: (deck: FittedDeck) => Promise<readonly Overflow[]>,
  remade: (report: Report) => FittedDeck,
): Promise<FittedDeck> {
  let made = planned;
  for (;;) {
    const full = await measured(made);
    const next = tighter(made.slides, new Set(full.map(({ slide }) => slide)), fitOf(made.report));
    if (!next) return { ...made, full };
    const { deck } = made.report;
    made = remade({
      ...made.report,
      deck: { ...deck, fit: { ...deck.fit, [deck.size ?? USUAL_SIZE]: next } },
    });
  }
}

/**
 * What overflowOf found, told. L010: an element reaches beyond its slide; L011: a line is wider than its cell; L012: zones overlap
 * (title over content, content over notes). Empty for a sound deck.
 */
export function deckProblems(
  slides: readonly Slide[],
  found: readonly Overflow[],
  product = 'deck/deck.pdf',
): Problem[] {
  return found.map(({ slide, text, by, kind }) => {
    const page = slides.findIndex((s) => s.id === slide) + 1;
    const what = {
      outside: { code: 'L010', zh: '超出幻灯片', en: 'reaches beyond the slide' },
      cut: { code: 'L011', zh: '超出所在的格', en: 'is wider than its cell' },
      overlap: { code: 'L012', zh: '与相邻内容重叠', en: 'overlaps its neighbour' },
    }[kind];
    return {
      code: what.code,
      severity: 'error',
      message: {
        zh: `第${page}张幻灯片（${slide}）：“${text}”${what.zh} ${by} 像素`,
        en: `slide ${page} (${slide}): “${text}” ${what.en} by ${by} px`,
      },
      hint: {
        zh: '缩短文字，或减少这一张的内容',
        en: 'shorten the text or show less on this slide',
      },
      where: { product, page, text },
    };
  });
}

/** All that sticks out of the deck's slides. Runs in the page: plain DOM, no references to the outside. */
export function overflowOf(): Overflow[] {
  const found: Overflow[] = [];
  const slack = 1;
  for (const section of document.querySelectorAll<HTMLElement>('.marpit > section')) {
    const frame = section.getBoundingClientRect();
    const tell = (element: Element, by: number, kind: Overflow['kind']) => {
      if (by > slack)
        found.push({
          slide: section.id,
          text: (element.textContent ?? '').trim().slice(0, 20),
          by: Math.round(by),
          kind,
        });
    };
    const beyond = (inner: DOMRect, outer: DOMRect) =>
      Math.max(
        inner.right - outer.right,
        outer.left - inner.left,
        inner.bottom - outer.bottom,
        outer.top - inner.top,
      );
    for (const element of section.querySelectorAll<HTMLElement>(
      'h1, p, .row, .cell, .point, .task, .plot, svg text',
    ))
      tell(element, beyond(element.getBoundingClientRect(), frame), 'outside');
    for (const element of section.querySelectorAll<HTMLElement>(
      '.cell, .task, .point, .row, .point > *, .row > *, .cells, .numbers, .worded, .sub, .where',
    )) {
      tell(element, element.scrollWidth - element.clientWidth, 'cut');
    }
    // Heights by boxes, not by scrollHeight: that counts the empty part of large glyphs too.
    for (const element of section.querySelectorAll<HTMLElement>(
      '.cell > *, .task > *, .point > *, .row > *',
    )) {
      const cell = element.parentElement?.getBoundingClientRect();
      const own = element.getBoundingClientRect();
      if (cell) tell(element, Math.max(own.bottom - cell.bottom, cell.top - own.top), 'cut');
    }
    // Upright columns go on to the left, over the edge of their panel; by the middle of a line, whose box may be wider than its glyphs.
    for (const column of section.querySelectorAll<HTMLElement>('.panel > p')) {
      const range = document.createRange();
      range.selectNodeContents(column);
      const middles = [...range.getClientRects()].map((line) => (line.left + line.right) / 2);
      const panel = column.parentElement?.getBoundingClientRect();
      if (panel) tell(column, panel.left + 20 - Math.min(...middles), 'cut');
    }
    const box = (selector: string) => section.querySelector(selector)?.getBoundingClientRect();
    const content = box('.rows, .cells, .numbers, .points, .plot');
    const title = box('h1');
    const sub = box('.sub');
    const source = box('.source');
    const heading = section.querySelector('h1');
    if (content && title && heading)
      tell(heading, Math.max(title.bottom, sub?.bottom ?? 0) - content.top, 'overlap');
    if (title && sub && heading) tell(heading, title.bottom - sub.top - 8, 'overlap');
    const body = section.querySelector('.rows, .cells, .numbers, .points, .plot');
    if (content && source && body) tell(body, content.bottom - source.top - 8, 'overlap');
  }
  return found;
}
