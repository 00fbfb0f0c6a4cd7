/** A figure on a slide: as high as its notes leave room, its formulas beside it. */
import type { DrawFigure, DrawnFigure, Times } from '../../figures/figure.ts';
import { slidePlace } from '../../figures/places.ts';
import { type ChartSlide, units } from '../../plan/deck-slide.ts';
import { formulaText } from '../../report/derived.ts';
import type { Report, Words } from '../../report/report.ts';
import { slideShape } from './size.ts';

/** Source notes: 70 characters a line. The figure zone of 432 px ends above two lines of them; 12 px of it stay free. */
const SOURCE_LINE = 70;
const PLOT = 420;
const LEAST = 324;
/** What a broken line of a note may lack at its end, in full-width characters. */
const RAGGED = 4;

/** Lines that a note takes under its slide. It breaks between words, so that lines of several are not quite full. */
export function noteLines(note: Words): number {
  const width = units(note.text) + 2;
  return width <= SOURCE_LINE ? 1 : Math.ceil(width / (SOURCE_LINE - RAGGED));
}

/** Where a figure's file stands beside deck.md. */
export const figureFile = (slide: ChartSlide): string => `figures/${slide.id}.svg`;

/** Draws the slide's figure as high as its notes leave room. */
export function drawn(context: { report: Report; draw: DrawFigure }, slide: ChartSlide) {
  const { report, draw } = context;
  const spec = slide.figure;
  const times: Times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const lines = spec.note ? noteLines(spec.note) : 0;
  const place = (height: number) => slidePlace(`slide-${slide.id}`, spec, height);
  // Higher slides have higher plots.
  const { more } = slideShape(report.deck.size);
  const whole = PLOT + more;
  const first = draw(spec, place(whole), times);
  const derivedLines = first.derived.length > 0 ? 1 : 0;
  const height = Math.max(LEAST + more, whole - 24 * Math.max(0, lines + derivedLines - 1));
  const figure = height === whole ? first : draw(spec, place(height), times);
  return { figure, height };
}

/** Derived values of a figure with their formulas; null without any. */
export function derivedOf(report: Report, figure: DrawnFigure) {
  const list = figure.derived.flatMap((id) => {
    const derived = report.derived.get(id);
    return derived ? [{ id, what: derived.name, formula: formulaText(derived) }] : [];
  });
  return list.length > 0 ? list : null;
}
