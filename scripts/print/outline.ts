/** Text of an SVG file as paths, for programs that set SVG text in fonts of their own (Word, WPS). Shaped as the browser shapes it. */
import { readFile } from 'node:fs/promises';
import { load } from 'cheerio';
import { covers } from './coverage.ts';
import { FAMILIES, type Family, trueTypeOf } from './faces.ts';
import { CHAINS, coverageOf, nearest } from './fonts.ts';
import type { Face } from './press.ts';

type HarfBuzz = typeof import('harfbuzzjs');

/** Off, as figures switch them off (TEXT_STYLE in figures/measure.ts). */
const FEATURES = ['-kern', '-liga', '-clig', '-calt'];

/**
 * The SVG with every <text> as paths; everything else, title and description among it, stays. Every run of text needs x and y of its own, family,
 * weight, size and fill. Throws when a run is in no family of ours.
 */
export async function outlineSvg(svg: string, cache: string): Promise<string> {
  const hb: HarfBuzz = await import('harfbuzzjs');
  const $ = load(svg, { xml: { decodeEntities: true } });
  for (const text of $('text').toArray()) {
    const paths: string[] = [];
    for (const run of $(text).find('tspan:not(:has(tspan))').toArray()) {
      const of = (name: string): string =>
        $(run).attr(name) ?? $(run).parent().attr(name) ?? $(text).attr(name) ?? '';
      const [x, y, size] = [of('x'), of('y'), Number(of('font-size'))];
      const d = await outlineOf(hb, $(run).text(), of('font-family'), Number(of('font-weight')), cache);
      const scale = trimmed(size / 1000, 5);
      if (d !== '')
        paths.push(
          `<path transform="matrix(${scale} 0 0 -${scale} ${x} ${y})" fill="${of('fill')}" d="${d}"/>`,
        );
    }
    $(text).replaceWith(`<g>${paths.join('')}</g>`);
  }
  return $.xml();
}

/** One run as a path in thousandths of an em, the baseline at 0, y upwards. */
async function outlineOf(
  hb: HarfBuzz,
  text: string,
  names: string,
  weight: number,
  cache: string,
): Promise<string> {
  const family = (Object.keys(FAMILIES) as Family[]).find((key) => names.includes(FAMILIES[key]));
  if (!family) throw new Error(`no family of ours: ${names}`);
  let x = 0;
  let d = '';
  for (const piece of await pieces(text, family, cache)) {
    const { font, upem } = await fontOf(hb, nearest(piece.family, weight), cache);
    const buffer = new hb.Buffer();
    buffer.addText(piece.text);
    buffer.guessSegmentProperties();
    // Digits and punctuation of a Chinese text take the shapes of its script, wherever it begins.
    buffer.setScript('Hani');
    buffer.setLanguage('zh-Hans');
    hb.shape(
      font,
      buffer,
      FEATURES.flatMap((feature) => hb.Feature.fromString(feature) ?? []),
    );
    for (const glyph of buffer.getGlyphInfosAndPositions()) {
      const [dx, dy] = [x + (glyph.xOffset ?? 0), glyph.yOffset ?? 0];
      for (const { type, values } of font.glyphToJson(glyph.codepoint))
        d +=
          type +
          values.map((value, i) => trimmed(((value + (i % 2 === 0 ? dx : dy)) * 1000) / upem, 1)).join(' ');
      x += glyph.xAdvance ?? 0;
    }
  }
  return d;
}

/** The text cut where another family has to step in for missing characters. */
async function pieces(
  text: string,
  family: Family,
  cache: string,
): Promise<{ family: Family; text: string }[]> {
  const list: { family: Family; text: string }[] = [];
  for (const char of text) {
    let carrier = family;
    for (const step of [...CHAINS[family]].reverse())
      if (covers(await coverageOf(step, cache), char.codePointAt(0) ?? 0)) carrier = step;
    const last = list.at(-1);
    if (last?.family === carrier) last.text += char;
    else list.push({ family: carrier, text: char });
  }
  return list;
}

const fonts = new Map<string, Promise<{ font: InstanceType<HarfBuzz['Font']>; upem: number }>>();

/** A face opened once a process. */
function fontOf(hb: HarfBuzz, face: Face, cache: string) {
  let known = fonts.get(face);
  if (!known) {
    known = trueTypeOf(face, cache)
      .then((file) => readFile(file))
      .then((bytes) => {
        const whole = new hb.Face(new hb.Blob(Uint8Array.from(bytes).buffer));
        return { font: new hb.Font(whole), upem: whole.upem };
      });
    fonts.set(face, known);
  }
  return known;
}

const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
