/** The figures of the long picture: which a band draws, how high, and the words around it. */
import type { DrawnFigure, Place } from '../../figures/figure.ts';
import { bandPlace } from '../../figures/places.ts';
import type { Band, InfographicPlan } from '../../plan/infographic.ts';
import { formulaText } from '../../report/derived.ts';
import type { Fact, FigureSpec, Report, Words } from '../../report/report.ts';
import { type MarkupContext, wordsHtml } from '../markup.ts';
import { headline } from './lines.ts';

export interface InfographicEffects {
  draw(spec: FigureSpec, place: Place): DrawnFigure;
  /** Height in px at which a figure looks best in a place; Infinity where the width does not do. */
  bestHeight(spec: FigureSpec, place: Place): number;
}

/** Row of a bar chart, px (design.md §6). */
const PITCH = 68;

/** Id of a band in the page. */
export const idOf = (band: Band): string => ('topic' in band ? `${band.kind}-${band.topic.id}` : band.kind);

/** The figure that a band draws: of several the first that stands in its column. */
export function figureOf(band: Band, effects: Pick<InfographicEffects, 'bestHeight'>): FigureSpec | null {
  const figures =
    band.kind === 'chart'
      ? band.figures
      : band.kind === 'growth' || band.kind === 'targets'
        ? [band.figure]
        : [];
  const stands = (spec: FigureSpec) =>
    Number.isFinite(effects.bestHeight(spec, bandPlace(idOf(band), spec, 1)));
  return figures.find((spec) => spec !== null && stands(spec)) ?? null;
}

/** A figure with the words around it; as high as it looks best, in whole px. */
export function figureView(
  context: MarkupContext,
  name: string,
  spec: FigureSpec,
  effects: InfographicEffects,
) {
  const id = `band-${name}`;
  const best = Math.ceil(roomy(spec, effects.bestHeight(spec, bandPlace(id, spec, 1))));
  const html = (words: Words | null | undefined) => (words ? wordsHtml(words) : null);
  const { svg } = effects.draw(spec, bandPlace(id, spec, best));
  return {
    title: headline({ kind: 'words', words: spec.title }, context),
    subtitle: html(spec.subtitle),
    note: html(spec.note),
    svg,
    formulas: formulasOf(context.report, spec),
  };
}

/** Rows of bars have the design's pitch; pairs and points stand taller than on paper: a phone shows one column of them at a time. */
function roomy(spec: FigureSpec, best: number): number {
  const rows = spec.groups.reduce((n, g) => n + g.rows.length, 0);
  if (spec.kind === 'bar') return Math.max(best, rows * PITCH);
  return spec.kind === 'pairs' || spec.kind === 'dumbbell' ? best * 1.25 : best;
}

/** Formulas of the derived values that a figure draws. */
export function formulasOf(report: Report, spec: FigureSpec): { id: string; text: string }[] {
  const refs = new Set(
    spec.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.ref, r.from?.ref, r.aside?.ref])),
  );
  return [...report.derived.values()]
    .filter((d) => refs.has(d.id))
    .map((d) => ({ id: d.id, text: `${d.name}：${formulaText(d)}` }));
}

/** Which marks the key explains: those that the picture's figures use. */
export function encodingsOf(
  report: Report,
  plan: InfographicPlan,
  effects: Pick<InfographicEffects, 'bestHeight'>,
) {
  const figures = plan.bands.flatMap((band) => figureOf(band, effects) ?? []);
  const factsOf = (figure: FigureSpec) =>
    figure.groups.flatMap((g) => g.rows.flatMap((r) => [r.value, r.from]));
  const facts = figures.flatMap(factsOf);
  const any = (...encodings: Fact['encoding'][]) =>
    facts.some((fact) => fact !== undefined && encodings.includes(fact.encoding));
  return {
    drawn: facts.length > 0,
    reported: any('reported', 'lower-bound'),
    expected: any('expected'),
    bound: any('lower-bound', 'target-lower-bound'),
    target: any('target', 'target-lower-bound') && report.profile.year !== null,
    derived: derivedMark(figures.filter((f) => factsOf(f).some((fact) => fact?.encoding === 'derived'))),
    term: plan.terms.length > 0,
  };
}

/** How derived values are drawn where the picture has any: on a line as a ring, else as a dashed bar. */
const derivedMark = (figures: readonly FigureSpec[]): 'ring' | 'derived' | null =>
  figures.length === 0
    ? null
    : figures.every(({ kind }) => kind === 'slope' || kind === 'dumbbell')
      ? 'ring'
      : 'derived';
