/** The long picture (一图读懂): one page of bands, its text for posting. */
import { planInfographic } from '../../plan/infographic.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import { reportName } from '../report-name.ts';
import { loadTemplates, TEMPLATES, templateFile } from '../templates.ts';
import { figureOf, type InfographicEffects, idOf } from './figures.ts';
import { bandView } from './view.ts';

export const INFOGRAPHIC_FACES = [
  'song-300',
  'song-600',
  'song-700',
  'song-900',
  'hei-400',
  'hei-500',
  'hei-600',
  'hei-700',
] as const;

/** Width of the page, CSS px. */
export const INFOGRAPHIC_WIDTH = 540;

export interface Infographic {
  /** The whole page; holds <!--fonts-->. */
  html: string;
  faces: typeof INFOGRAPHIC_FACES;
  /** Ids of the bands, top to bottom. */
  bands: string[];
  /** Which figure each of them draws. */
  figures: ReadonlyMap<string, FigureSpec>;
}

/** Merges the page. */
export function infographicPage(
  report: Report,
  effects: InfographicEffects,
  { root = TEMPLATES }: { root?: string } = {},
): Infographic {
  const context = { report };
  const render = loadTemplates('infographic', context, root);
  const plan = planInfographic(report);
  const figures = new Map<string, FigureSpec>();
  const bands = plan.bands.flatMap((band) => {
    const view = bandView(context, band, plan, effects);
    if (!view) return [];
    const id = idOf(band);
    const figure = figureOf(band, effects);
    if (figure) figures.set(id, figure);
    return [{ id, html: render(band.kind, { ...view, id }) }];
  });
  return {
    html: render('document', {
      title: `${reportName(report)}：一图读懂`,
      css: `${templateFile('shared/tokens.css', root)}\n${templateFile('infographic/infographic.css', root)}`,
      bands: bands.map((band) => band.html),
    }),
    faces: INFOGRAPHIC_FACES,
    bands: bands.map((band) => band.id),
    figures,
  };
}
