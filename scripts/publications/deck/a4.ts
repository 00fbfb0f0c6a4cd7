/** The deck on A4: slides placed at a scale, running heads and folios. Shared by handout and script. */
import type { Report } from '../../report/report.ts';
import { cssString } from '../css-string.ts';
import { TEMPLATES, templateFile } from '../templates.ts';
import { deckTitle, type MergedDeck } from './merge.ts';
import { slideShape } from './size.ts';

/** CSS px in a millimetre. */
const MM = 96 / 25.4;

/** A page's paper: what stands in its margins, mm. */
export interface A4 {
  /** 讲义, 讲稿: at the right end of the running head. */
  name: string;
  margin: { top: number; right: number; bottom: number; left: number };
  /** How far into the left margin numbers stand: Chromium prints nothing of a document in a page's margin, so that it is padding. */
  hanging: number;
  /** Width of a slide. */
  slide: number;
  /** Style sheet of the document: templates/deck/<file> */
  css: string;
}

/**
 * Style of a document on A4. Slides are laid out at their own size and drawn smaller (transform, not zoom: every line breaks as on the
 * screen, text and drawings stay vector).
 */
export function a4Css(report: Report, deck: Pick<MergedDeck, 'css'>, paper: A4, root = TEMPLATES): string {
  const { top, right, bottom, left } = paper.margin;
  const { width, height } = slideShape(report.deck.size);
  const indent = { left: paper.hanging, right: 0 };
  const head = (side: 'left' | 'right', text: string, look: string) =>
    `@top-${side}{content:${cssString(text)};vertical-align:bottom;padding:0 0 5mm ${indent[side]}mm;white-space:nowrap;text-align:${side};font:${look}}`;
  return [
    deck.css,
    templateFile('shared/tokens.css', root),
    `@page{size:210mm 297mm;margin:${top}mm ${right}mm ${bottom}mm ${left - paper.hanging}mm;`,
    head('left', deckTitle(report), '500 8.5pt/1.45 "Baogao Hei";color:#172b4d'),
    head('right', paper.name, '400 8.5pt/1.45 "Baogao Hei";color:#595f69'),
    `@bottom-right{content:counter(page) " / " counter(pages);vertical-align:top;padding-top:5mm;white-space:nowrap;font:600 10pt/1.4 "Baogao Song";color:#172b4d}}`,
    `body{padding-left:${paper.hanging}mm}`,
    `.slide{--width:${paper.slide}mm;--ratio:${height}/${width};--scale:${((paper.slide * MM) / width).toFixed(6)}}`,
    templateFile('deck/a4.css', root),
    templateFile(`deck/${paper.css}`, root),
  ].join('\n');
}

/** What stands in the margins of each of `count` pages, for the proof. */
export function a4Furniture(report: Report, paper: A4, count: number) {
  const heads = [deckTitle(report), paper.name];
  return { heads: () => heads, folio: (page: number) => `${page} / ${count}` };
}

/** Name of the document: the deck's with its own kind. */
export const a4Title = (report: Report, paper: A4): string => `${deckTitle(report)}　${paper.name}`;

/** A slide's html where its theme finds it. */
export const placed = (html: string): string => `<div class="slide"><div class="marpit">${html}</div></div>`;
