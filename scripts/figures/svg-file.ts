/** A figure as a file of its own: figures/<id>.svg with title, subtitle, note and source drawn in. */
import type { FigureSpec, Report } from '../report/report.ts';
import { COLOUR } from './colours.ts';
import { bestHeight, drawFigure } from './draw.ts';
import { type Run, startOf, type Text } from './drawing.ts';
import type { DrawnFigure, Times } from './figure.ts';
import { HEI, wordsLabel } from './label.ts';
import { advance, type Face, TEXT_STYLE } from './measure.ts';
import { exportPlace } from './places.ts';
import { n, textSvg, xml } from './svg.ts';
import { filled, wrap } from './wrap.ts';

/** Outer margin, px. */
const MARGIN = 24;
const TITLE: Face = { family: 'hei', weight: 600 };
const SIZE = { title: 19, subtitle: 13, note: 11.5 } as const;

/** A line of the source: its words with their marks. */
export interface SourceLine {
  runs: { text: string; mark?: Record<string, string> }[];
}

/** 资料来源：常州市新北区政府工作报告（2023年1月3日），as far as the profile knows. */
export function sourceOf(report: Pick<Report, 'profile'>, date: string | null): SourceLine {
  const { region, title } = report.profile;
  const runs: SourceLine['runs'] = [{ text: '资料来源：' }];
  if (region !== null) runs.push({ text: region, mark: { 'data-name': 'region' } });
  runs.push({ text: title, mark: { 'data-name': 'title' } });
  if (date !== null) runs.push({ text: '（' }, { text: date, mark: { 'data-name': 'date' } }, { text: '）' });
  return { runs };
}

/** A formula printed under the figure: * 高企总数＝1060 − 220。 */
export interface Formula {
  id: string;
  name: string;
  text: string;
}

/** Where the drawing itself stands in its file, px; `of`: the size of the whole. */
export interface PlotBox {
  x: number;
  y: number;
  width: number;
  height: number;
  of: { width: number; height: number };
}

/**
 * The stand-alone SVG. `<!--fonts-->` in its `<defs>` is where the print stage puts a `<style>` with the faces cut to the file's
 * characters. Width 640 + margins; height as the figure needs.
 */
export function svgFile(
  spec: FigureSpec,
  times: Times,
  source: SourceLine,
  formulas: readonly Formula[] = [],
): { svg: string; drawn: DrawnFigure; plot: PlotBox } {
  const place = { ...exportPlace('file'), width: widthOf(spec, times) };
  const best = bestHeight(spec, place, times);
  // Too narrow at any height: the linter says so.
  const height = Number.isFinite(best) ? best : place.height;
  const drawn = drawFigure(spec, { ...place, height }, times);
  const width = place.width + 2 * MARGIN;
  const texts: Text[] = [];
  let y = MARGIN;
  const add = (
    marked: { text: string; mark: Record<string, string> },
    face: Face,
    size: number,
    fill: string,
    /** Stands before the first line; the others hang. */
    lead = '',
  ) => {
    const indent = advance(lead, face, size);
    const width = place.width - indent;
    const lines =
      face === TITLE ? wrap(marked.text, face, size, width) : filled(marked.text, face, size, width);
    for (const [i, line] of lines.entries()) {
      y += size * (i === 0 ? 1.15 : 1.4);
      const runs: Run[] = [{ text: line, face, size, fill }];
      const last = texts.at(-1);
      const placed = { x: startOf(runs, MARGIN + indent, 'start'), y, runs };
      if (i === 0 && lead !== '')
        texts.push({
          mark: {},
          role: 'note',
          lines: [{ x: MARGIN, y, runs: [{ text: lead, face, size, fill }] }],
        });
      if (i > 0 && last) last.lines.push(placed);
      else texts.push({ mark: marked.mark, role: 'head', lines: [placed] });
    }
  };
  const marked = (words: FigureSpec['title']) => ({ text: words.text, mark: { ...wordsLabel(words).mark } });
  add(marked(spec.title), TITLE, SIZE.title, COLOUR.navy);
  if (spec.subtitle) {
    y += 6;
    add(marked(spec.subtitle), HEI, SIZE.subtitle, COLOUR.sub);
  }
  y += 18;
  const top = y;
  y += height + 16;
  const rule = y;
  y += 6;
  if (spec.note) add({ ...marked(spec.note) }, HEI, SIZE.note, COLOUR.sub, '注：');
  for (const formula of formulas) {
    y += 4;
    add({ text: formula.text, mark: { 'data-formula': formula.id } }, HEI, SIZE.note, COLOUR.sub);
  }
  y += 4 + SIZE.note * 1.15;
  texts.push(sourceText(source, y));
  const total = Math.ceil(y + MARGIN * 0.7);
  const box = `width="${n(width)}" height="${total}" viewBox="0 0 ${n(width)} ${total}"`;
  const inner = drawn.svg
    .replace('<svg xmlns="http://www.w3.org/2000/svg"', `<svg x="${MARGIN}" y="${n(top)}"`)
    .replace(/(<svg[^>]*?) role="img" aria-labelledby="[^"]*"/, '$1');
  const id = `file-${xml(spec.id)}`;
  const svg = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-labelledby="${id}-title ${id}-desc" lang="zh-Hans" style="${TEXT_STYLE}">`,
    '<defs><!--fonts--></defs>',
    `<rect width="${n(width)}" height="${total}" fill="${COLOUR.white}"/>`,
    ...texts.slice(0, spec.subtitle ? 2 : 1).map(textSvg),
    inner,
    `<line x1="${MARGIN}" y1="${n(rule)}" x2="${n(width - MARGIN)}" y2="${n(rule)}" stroke="${COLOUR.grid}" stroke-width="1"/>`,
    ...texts.slice(spec.subtitle ? 2 : 1).map(textSvg),
    '</svg>\n',
  ].join('');
  return {
    svg,
    drawn,
    plot: { x: MARGIN, y: top, width: place.width, height, of: { width, height: total } },
  };
}

/** Widths tried for figures whose marks have a size of their own; others fill any width. */
const WIDTHS = [400, 480, 560];

/** The least width at which a figure of columns or squares is no taller than on the full width. */
function widthOf(spec: FigureSpec, times: Times): number {
  const place = exportPlace('file');
  if (spec.kind !== 'pairs' && spec.kind !== 'unit-grid') return place.width;
  const tall = bestHeight(spec, place, times);
  const fit = WIDTHS.find((width) => bestHeight(spec, { ...place, width }, times) <= tall * 1.03);
  return fit ?? place.width;
}

function sourceText(source: SourceLine, y: number): Text {
  const runs = source.runs.map(
    ({ text, mark }): Run => ({
      text,
      face: HEI,
      size: SIZE.note,
      fill: COLOUR.sub,
      ...(mark ? { mark } : {}),
    }),
  );
  return { mark: {}, role: 'note', lines: [{ x: MARGIN, y, runs }] };
}
