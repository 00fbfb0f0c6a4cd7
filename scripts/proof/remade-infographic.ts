/** The long picture's page and its text, made anew from the data. */
import { bestHeight, drawFigure } from '../figures/draw.ts';
import { markDraft } from '../publications/draft.ts';
import { infographicPage } from '../publications/infographic/infographic.ts';
import { infographicText } from '../publications/infographic/text.ts';
import type { Report } from '../report/report.ts';
import type { Remade } from './remade.ts';

/** By product path; the text also as the HTML it is proved against. */
export function remadeInfographic(
  report: Report,
  draft: boolean,
): { files: Map<string, Remade>; words: string } {
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const page = infographicPage(report, {
    draw: (spec, place) => drawFigure(spec, place, times),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
  });
  const { html, text } = infographicText(report, page);
  return {
    files: new Map([
      ['infographic/infographic.html', { text: draft ? markDraft(page.html) : page.html, faces: page.faces }],
      ['infographic/infographic.txt', { text, faces: [] }],
    ]),
    words: html,
  };
}
