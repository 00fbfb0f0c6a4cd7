/** Writing a drawing as SVG text. */
import { escapeHtml } from '../marks.ts';
import type { Datum, Line, Mark, Run, Shape, Text } from './drawing.ts';
import { advance, FAMILY, squeezes } from './measure.ts';

/** Text for SVG: escaped, with characters that no XML may hold replaced. */
export function xml(text: string): string {
  if (PLAIN.test(text)) return escapeHtml(text);
  const clean = Array.from(text, (c) => (isXmlCharacter(c.codePointAt(0) ?? 0) ? c : '\ufffd')).join('');
  return escapeHtml(clean);
}

/** Nothing that needs a look: printable characters below the surrogates. */
const PLAIN = /^[ -\ud7ff]*$/;

function isXmlCharacter(code: number): boolean {
  if (code === 0x9 || code === 0xa || code === 0xd) return true;
  return code >= 0x20 && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff);
}

/** A number for an attribute: at most two decimals, never −0 or an exponent. */
export function n(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

function attributes(mark: Mark): string {
  return Object.entries(mark)
    .map(([key, value]) => ` ${key}="${xml(value)}"`)
    .join('');
}

/** Attributes of a run's look. */
function look(run: Run): Record<string, string> {
  return {
    'font-family': `'${FAMILY[run.face.family]}'`,
    'font-weight': String(run.face.weight),
    'font-size': n(run.size),
    fill: run.fill,
  };
}

function quoted(list: Record<string, string>): string {
  return Object.entries(list)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join('');
}

function runSvg(run: Run, x: number, y: number, common: Record<string, string>): string {
  const own = Object.fromEntries(Object.entries(look(run)).filter(([key, value]) => common[key] !== value));
  const style = quoted(own);
  const mark = attributes(run.mark ?? {});
  const piece = (from: number, text: string, more: string) =>
    `<tspan x="${n(from)}" y="${n(y)}"${more}>${xml(text)}</tspan>`;
  const cuts = squeezes(run.text);
  if (cuts.length === 0) return piece(x, run.text, style + mark);
  // What follows a squeezed pair's first mark is set half an em nearer, whatever the viewer knows of punctuation.
  const starts = [0, ...cuts];
  const pieces = starts.map((start, i) => {
    const before = advance(run.text.slice(0, start + 1), run.face, run.size);
    const from = start === 0 ? x : x + before - advance(run.text[start] ?? '', run.face, run.size);
    return piece(from, run.text.slice(start, starts[i + 1]), mark === '' ? style : '');
  });
  return mark === '' ? pieces.join('') : `<tspan${style}${mark}>${pieces.join('')}</tspan>`;
}

function lineSvg(line: Line, common: Record<string, string>): string {
  let x = line.x;
  return line.runs
    .map((run, i) => {
      if (i > 0) x += run.gap ?? 0;
      const svg = runSvg(run, x, line.y, common);
      x += advance(run.text, run.face, run.size);
      return svg;
    })
    .join('');
}

/** One marked element. Every run has its own x, so that nothing depends on what the viewer measures. */
export function textSvg(text: Text): string {
  const first = text.lines[0]?.runs[0];
  const common = first ? look(first) : {};
  const lines = text.lines.map((line) => lineSvg(line, common)).join('');
  return `<text${quoted(common)}${attributes(text.mark)}>${lines}</text>`;
}

/** A group of label and numbers. */
export function datumSvg(datum: Datum): string {
  return `<g data-datum="">${datum.texts.map(textSvg).join('')}</g>`;
}

export function shapeSvg(shape: Shape): string {
  if (shape.kind === 'line') {
    const { x1, y1, x2, y2 } = shape;
    const ends = `x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}"`;
    return `<line ${ends} stroke="${shape.stroke}" stroke-width="${n(shape.line)}"/>`;
  }
  const stroke = shape.stroke ? ` stroke="${shape.stroke}" stroke-width="${n(shape.line ?? 1)}"` : '';
  const paint = `fill="${shape.fill}"${stroke}`;
  if (shape.kind === 'path') return `<path d="${shape.d}" ${paint}/>`;
  if (shape.kind === 'circle')
    return `<circle cx="${n(shape.cx)}" cy="${n(shape.cy)}" r="${n(shape.r)}" ${paint}/>`;
  const { x, y, width, height } = shape;
  const decor = shape.decor ? ' data-decor=""' : '';
  const dash = shape.dash ? ` stroke-dasharray="${shape.dash.map(n).join(' ')}"` : '';
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" ${paint}${dash}${decor}/>`;
}
