/** What every room of the edition works with. */
import { readdirSync } from 'node:fs';
import type { Progress } from '../command/progress.ts';
import { drawFigure } from '../figures/draw.ts';
import type { DrawnFigure, Place } from '../figures/figure.ts';
import type { Press } from '../print/press.ts';
import type { Problem } from '../problem.ts';
import { sheetLabels } from '../publications/sheets/labels.ts';
import { TEMPLATES, templateFile } from '../publications/templates.ts';
import type { FigureSpec, Report } from '../report/report.ts';

export interface Workshop {
  report: Report;
  press: Press;
  progress: Progress;
  lang: 'zh' | 'en';
  /** Draws a figure; problems with it are collected. */
  draw(spec: FigureSpec, place: Place, lang?: 'zh' | 'en'): DrawnFigure;
  /** Date inside the products, ISO: SOURCE_DATE_EPOCH, else the report's. */
  date: string;
  /** Collects what is wrong or worth saying. */
  tell(problem: Problem): void;
  draft: boolean;
  /** Text of an SVG as paths, where that was asked for. */
  outline?: (svg: string) => Promise<string>;
}

/** Opens it: the press is told which texts to expect, a figure drawn once in a place is not drawn again. `tell`: takes every problem once. */
export function openWorkshop(
  report: Report,
  press: Press,
  { progress, env, lang }: { progress: Progress; env: NodeJS.ProcessEnv; lang: 'zh' | 'en' },
  { draft, outline = false }: { draft: boolean; outline?: boolean },
  tell: (problem: Problem) => void,
): Workshop {
  press.expect(textsOf(report));
  // Layouts that try again find their figures drawn.
  const drawn = new Map<string, DrawnFigure>();
  return {
    ...{ report, press, progress, lang, draft, tell },
    ...(outline ? { outline: press.outline } : {}),
    date: productDate(report, env),
    draw(spec, place, lang = 'zh') {
      const key = `${spec.id} ${lang} ${JSON.stringify(place)}`;
      const known = drawn.get(key);
      if (known) return known;
      const { year, reviewYear } = report.profile;
      const figure = drawFigure(spec, place, { year, reviewYear, lang });
      drawn.set(key, figure);
      for (const problem of figure.problems) tell(problem);
      return figure;
    },
  };
}

/** What the products are made of: the report, the editor's words, the templates. */
function textsOf(report: Report): string {
  const words = report.figures.flatMap((f) => [
    f.title.text,
    f.subtitle?.text,
    f.note?.text,
    ...f.groups.flatMap((g) => [g.label?.text, ...g.rows.map((r) => r.label?.text)]),
  ]);
  const leads = report.topics.flatMap((t) => [
    t.name,
    t.lead.done.text,
    t.lead.todo.text,
    ...t.subjects.map((s) => s.label),
  ]);
  const templates = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => templateFile(file));
  return [
    report.text,
    ...words,
    ...leads,
    ...report.sheets.more.map(({ title }) => title?.text ?? ''),
    ...Object.values(sheetLabels(report.sheets.lang)),
    ...templates,
    '目标上年原点横轴未从起完成预计推算包括箭头述称叉晋项−×＝',
  ].join('\n');
}

/** Date inside the products: SOURCE_DATE_EPOCH, else the report's date, else the first day of its year. */
export function productDate(report: Report, env: NodeJS.ProcessEnv): string {
  const epoch = Number(env.SOURCE_DATE_EPOCH);
  if (env.SOURCE_DATE_EPOCH !== undefined && Number.isFinite(epoch))
    return new Date(epoch * 1000).toISOString().slice(0, 10);
  return report.profile.date ?? `${report.profile.year ?? 2000}-01-01`;
}
