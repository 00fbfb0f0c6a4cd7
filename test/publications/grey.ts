/** A sheet as a black-and-white printer shows it: texts against what is behind them, and the fills of its charts, from real pixels. */
import { pngPixels } from '../../scripts/print/png.ts';
import type { Press } from '../../scripts/print/press.ts';
import { SHEET_FACES } from '../../scripts/publications/sheets/sheet.ts';

const SCALE = 3;

/** Grey of an RGB colour, 0–255, as a printer makes it (ISO 32000-1, 10.3.3). */
const greyOf = (rgb: number): number =>
  Math.round(0.3 * (rgb >> 16) + 0.59 * ((rgb >> 8) & 255) + 0.11 * (rgb & 255));
/** Luminance of a grey (sRGB, IEC 61966-2-1). */
function luminance(grey: number): number {
  const share = grey / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
/** Contrast of two greys (WCAG 2). */
function contrast(a: number, b: number): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (high + 0.05) / (low + 0.05);
}
/** Lightness L* of a grey, 0–100 (CIE 15). */
function lightness(grey: number): number {
  const y = luminance(grey);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Found {
  texts: (Box & { text: string; colour: string })[];
  marks: (Box & { chart: number; kind: string; form: string })[];
  /** Visible words of each chart and what stands around it. */
  words: string[];
  /** Diamonds set before what is still to be done. */
  signs: Box[];
  /** What is red and has neither ◆ nor a word of its own beside it. */
  onlyRed: string[];
}

/** Runs in the page; boxes in px from the sheet's corner. */
function findInPage(): Found {
  const sheet = document.querySelector<HTMLElement>('.sheet') as HTMLElement;
  const frame = sheet.getBoundingClientRect();
  const boxOf = (r: DOMRect) => ({
    x: r.left - frame.left,
    y: r.top - frame.top,
    width: r.width,
    height: r.height,
  });
  const texts: Found['texts'] = [];
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!parent || text === '' || parent.closest('title, desc')) continue;
    const style = getComputedStyle(parent);
    const colour = parent.closest('svg') ? style.fill : style.color;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) if (r.width > 1) texts.push({ ...boxOf(r), text, colour });
  }
  const charts = [...sheet.querySelectorAll('.chart')];
  const marks = charts.flatMap((chart, i) =>
    [...chart.querySelectorAll('.plot svg rect, .plot svg path')].flatMap((shape) => {
      const r = shape.getBoundingClientRect();
      const { fill, stroke, strokeDasharray } = getComputedStyle(shape);
      // Chevrons, rules and axes are no marks.
      if (fill === 'none' || r.width < 5 || r.height < 5 || shape.getAttribute('transform')) return [];
      // Bars and squares go straight across and down; the arrows of bounds, in hand-set places too, do not.
      const straight = shape.matches('rect') || !/L/.test(shape.getAttribute('d') ?? '');
      const form = `${straight ? 'bar' : 'arrow'} ${strokeDasharray}`;
      return [{ ...boxOf(r), chart: i, kind: `${fill} ${stroke} ${form}`, form }];
    }),
  );
  const signOf = (element: Element) => {
    const r = element.getBoundingClientRect();
    const { width, height, left, top, content } = getComputedStyle(element, '::before');
    const [w, h] = [Number.parseFloat(width), Number.parseFloat(height)];
    const [x, y] = [r.left + Number.parseFloat(left), r.top + Number.parseFloat(top)];
    return content === 'none' ? [] : [boxOf(new DOMRect(x, y + (element.matches('h2') ? -h / 2 : 0), w, h))];
  };
  const goals = [...sheet.querySelectorAll('.head .todo, .key > .target')];
  return {
    texts,
    marks,
    words: charts.map((chart) => {
      const copy = chart.cloneNode(true) as HTMLElement;
      for (const hidden of copy.querySelectorAll('title, desc')) hidden.remove();
      return copy.textContent ?? '';
    }),
    signs: goals.flatMap(signOf),
    onlyRed: [
      ...goals.filter((goal) => signOf(goal).length === 0),
      ...[...sheet.querySelectorAll('.key.future')].filter((key) => !key.querySelector('.target')),
    ].map((element) => element.textContent ?? ''),
  };
}

export interface GreySheet {
  /** Texts under 4.5:1, with their contrast. */
  faint: string[];
  /** Texts whose ink is not found where they stand. */
  unseen: string[];
  /** Pairs of marks of a chart that only their hue tells apart. */
  alike: string[];
  /** Diamonds that are not dark. */
  pale: number;
  onlyRed: string[];
  counted: { texts: number; pairs: number; signs: number };
}

export async function greySheet(press: Press, html: string): Promise<GreySheet> {
  const doc = { name: 'sheet', html, faces: SHEET_FACES, media: 'screen' as const };
  const view = { width: 794, height: 1123 };
  const [found] = (await press.measure({ ...doc, view }, [0], findInPage)) as [Found];
  const shot = pngPixels(await press.picture(doc, { ...view, scale: SCALE, selector: '.sheet' }));
  /** How often each grey stands in a box, its edges aside. */
  const greys = ({ x, y, width, height }: Box, inset = 0): number[] => {
    const counts = new Array<number>(256).fill(0);
    const to = (at: number, end: number) => Math.min(end, Math.max(0, Math.round(at * SCALE)));
    for (let row = to(y + inset, shot.height); row < to(y + height - inset, shot.height); row++)
      for (let column = to(x + inset, shot.width); column < to(x + width - inset, shot.width); column++) {
        const grey = greyOf(shot.pixels[row * shot.width + column] ?? 0);
        counts[grey] = (counts[grey] ?? 0) + 1;
      }
    return counts;
  };
  const most = (counts: readonly number[]) => counts.indexOf(Math.max(...counts));
  const faint: string[] = [];
  const unseen: string[] = [];
  for (const { text, colour, ...box } of found.texts) {
    const counts = greys(box);
    const [r = 0, g = 0, b = 0] = (colour.match(/\d+/g) ?? []).map(Number);
    const ink = greyOf((r << 16) | (g << 8) | b);
    const behind = most(counts);
    const ratio = contrast(ink, behind);
    if (ratio < 4.5) faint.push(`${text.slice(0, 16)} ${ratio.toFixed(2)}`);
    // Thin strokes are a little paler than their ink.
    else if (!counts.some((n, grey) => n > 0 && Math.abs(grey - ink) < Math.abs(behind - ink) * 0.4))
      unseen.push(text.slice(0, 16));
  }
  const alike: string[] = [];
  let pairs = 0;
  for (const [chart, words] of found.words.entries()) {
    const kinds = new Map(found.marks.filter((m) => m.chart === chart).map((m) => [m.kind, m]));
    const all = [...kinds.values()];
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1)) {
        pairs++;
        const [p, q] = [most(greys(a, 1.5)), most(greys(b, 1.5))];
        const apart = Math.abs(lightness(p) - lightness(q));
        // Two tints differ by their outlines' words alone: 目标, ◆ or ◇ beside the mark.
        const named = Math.min(p, q) > 200 && /[◆◇]|目标/u.test(words);
        if (apart < 20 && a.form === b.form && !named) alike.push(`${a.kind} / ${b.kind}`);
      }
  }
  const pale = found.signs.filter((box) => contrast(most(greys(box, 1.2)), 255) < 4.5).length;
  return {
    ...{ faint, unseen, alike, pale, onlyRed: found.onlyRed },
    counted: { texts: found.texts.length, pairs, signs: found.signs.length },
  };
}
