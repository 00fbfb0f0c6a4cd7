/** The files of a figure below figures/: the drawing that stands alone and the data behind it. From data alone, so that the proof makes them anew. */
import { profileForms } from '../marks.ts';
import { formulaText } from '../report/derived.ts';
import type { FigureSpec, Report } from '../report/report.ts';
import { figureCsv } from './csv.ts';
import type { DrawnFigure } from './figure.ts';
import { type Formula, type PlotBox, sourceOf, svgFile } from './svg-file.ts';

/** Pixels of a picture for one CSS px of its drawing. */
export const EXPORT_SCALE = 2;

export interface FigureFiles {
  /** Its fonts still to come: `<!--fonts-->`. */
  svg: string;
  csv: string;
  drawn: DrawnFigure;
  plot: PlotBox;
}

export function figureFiles(report: Report, spec: FigureSpec): FigureFiles {
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const source = sourceOf(report, profileForms(report.profile).date ?? null);
  const formulas = formulasOf(report, spec);
  return { ...svgFile(spec, times, source, formulas), csv: figureCsv(spec, source, formulas) };
}

export function formulasOf(report: Report, spec: FigureSpec): Formula[] {
  const facts = spec.groups.flatMap((g) => g.rows.flatMap((r) => [r.value, r.from, r.aside]));
  return [...new Set(facts.map((fact) => fact?.ref))].flatMap((ref) => {
    const derived = ref === undefined ? undefined : report.derived.get(ref);
    return derived
      ? [{ id: derived.id, name: derived.name, text: `* ${derived.name}：${formulaText(derived)}` }]
      : [];
  });
}
