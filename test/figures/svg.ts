/** Reading a drawn figure back: what the proof and the reader see. */
import { type CheerioAPI, load } from 'cheerio';
import type { DrawnFigure } from '../../scripts/figures/figure.ts';

export function parse(drawn: DrawnFigure): CheerioAPI {
  return load(drawn.svg, { xml: true });
}

/** Marked numbers outside the description, in reading order: [ref, text]. */
export function factsIn(drawn: DrawnFigure): [string, string][] {
  const $ = parse(drawn);
  return $('text[data-fact],text[data-count]')
    .toArray()
    .map((e) => {
      const count = $(e).attr('data-count');
      return [count === undefined ? ($(e).attr('data-fact') ?? '') : `count:${count}`, $(e).text()];
    });
}

export function labelsIn(drawn: DrawnFigure): [string, string][] {
  const $ = parse(drawn);
  return $('text[data-label]')
    .toArray()
    .map((e) => [$(e).attr('data-label') ?? '', $(e).text()]);
}

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
  stroke: string;
}

/** Filled rectangles that the chart library drew, in its order. An outline is inset, so it is added back. */
export function barsIn(drawn: DrawnFigure): Bar[] {
  const $ = parse(drawn);
  return $('g[aria-hidden] > path')
    .toArray()
    .flatMap((e) => {
      const box = /^M(\S+) (\S+)l(\S+) 0l0 (\S+)l\S+ 0Z$/.exec($(e).attr('d') ?? '');
      if (!box) return [];
      const [x = 0, y = 0, width = 0, height = 0] = box.slice(1).map(Number);
      const line = Number($(e).attr('stroke-width') ?? 0);
      const wide = Math.abs(width) + line;
      const tall = Math.abs(height) + line;
      const left = Math.min(x, x + width) - line / 2;
      const top = Math.min(y, y + height) - line / 2;
      const paint = { fill: $(e).attr('fill') ?? '', stroke: $(e).attr('stroke') ?? '' };
      return [{ x: left, y: top, width: wide, height: tall, ...paint }];
    });
}

/** Centres of the chevrons, px. */
export function chevronsIn(drawn: DrawnFigure): { x: number; y: number; fill: string }[] {
  const $ = parse(drawn);
  return $('g[aria-hidden] > path[transform]')
    .toArray()
    .filter((e) => /^M-1 (?:-1L1 0L-1 1L-0.2 0|1L0 -1L1 1L0 0.2)Z$/.test($(e).attr('d') ?? ''))
    .map((e) => {
      const matrix = /matrix\(([^)]+)\)/.exec($(e).attr('transform') ?? '')?.[1]?.split(',') ?? [];
      return { x: Number(matrix[4]), y: Number(matrix[5]), fill: $(e).attr('fill') ?? '' };
    });
}

/** Throws where the text is not well-formed XML: unbalanced tags, unquoted attributes, bare < or &. */
export function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const token =
    /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  while (at < xml.length) {
    token.lastIndex = at;
    const match = token.exec(xml);
    if (!match) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    const [whole, close, name = '', attributes = '', empty, text] = match;
    if (/&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test((text ?? '') + attributes))
      throw new Error(`bare & at ${at}: ${whole.slice(0, 60)}`);
    if (text?.includes(']]>')) throw new Error(`]]> in text at ${at}`);
    if (close && open.pop() !== name) throw new Error(`unbalanced </${name}> at ${at}`);
    if (name && !close && !empty) open.push(name);
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`);
}
