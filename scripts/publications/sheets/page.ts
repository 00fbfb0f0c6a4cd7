/** One sheet's document: what of it follows from the plan and the setting alone, for those who lay it out and those who read it back. */
import type { Place } from '../../figures/figure.ts';
import { sheetPlace } from '../../figures/places.ts';
import { figureWidth, type SheetPlan } from '../../plan/sheets.ts';
import { formulaText } from '../../report/derived.ts';
import type { FigureSpec, Report, SheetPaper } from '../../report/report.ts';
import { type Render, TEMPLATES, templateFile } from '../templates.ts';
import { SHEET_FORMATS, type SheetFormat } from './format.ts';
import { languagesMarked, sheetLabels, sheetTitle } from './labels.ts';
import type { SheetState } from './ladder.ts';
import { belowHeight } from './small-chart.ts';

/** A small chart that needs more than this with the words below it (mm, gear 4) would decide the whole page. */
const HIGHEST_SMALL = 50;

export const px = (millimetres: number): number => (millimetres * 96) / 25.4;

/** The small chart of a sheet: the first that is not too high beside the main one; null without. `minHeight` in px. */
export function smallChart(
  plan: SheetPlan,
  minHeight: (spec: FigureSpec, place: Place) => number,
): FigureSpec | null {
  return (
    plan.smalls.find(
      (spec) =>
        minHeight(spec, placeOf(plan, { gear: 4, small: true }, 'small', 1)) + belowHeight(spec) <=
        px(HIGHEST_SMALL),
    ) ?? null
  );
}

/** The place of a chart on its sheet; `height` in px. */
export function placeOf(
  plan: SheetPlan,
  state: Pick<SheetState, 'gear' | 'small'>,
  kind: 'main' | 'small',
  height: number,
  { charts }: SheetFormat = SHEET_FORMATS.A4,
): Place {
  return sheetPlace(
    `sheet-${plan.topic.id}-${kind}`,
    state.gear,
    kind === 'main' && !state.small ? 'full' : kind,
    height,
    charts,
  );
}

/** The formulas printed under the charts. */
export function formulasOf(
  report: Report,
  charts: readonly (FigureSpec | null)[],
): { id: string; text: string }[] {
  const specs = charts.filter((s): s is FigureSpec => s !== null);
  const refs = new Set(
    specs.flatMap((s) =>
      s.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.ref, r.from?.ref, r.aside?.ref])),
    ),
  );
  return [...report.derived.values()]
    .filter((d) => refs.has(d.id))
    .map((d) => ({ id: d.id, text: `${d.name}：${formulaText(d)}` }));
}

/** The document around the page: its title and style sheets. Holds <!--fonts-->. */
export const sheetDocument = (
  report: Report,
  plan: SheetPlan,
  render: Render,
  body: string,
  format: SheetFormat = SHEET_FORMATS.A4,
): string => documentOf(report, plan.topic.name, render, body, format);

/** All sheets of one paper as one document, a page each. */
export const allSheetsDocument = (
  report: Report,
  render: Render,
  articles: readonly string[],
  format: SheetFormat = SHEET_FORMATS.A4,
): string => documentOf(report, sheetLabels(report.sheets.lang).all, render, articles.join('\n'), format);

function documentOf(
  report: Report,
  name: string,
  render: Render,
  body: string,
  { paper }: SheetFormat,
): string {
  const { lang } = report.sheets;
  const labels = sheetLabels(lang);
  return languagesMarked(
    render('document', {
      lang: labels.lang,
      zh: lang === 'zh' ? '' : ' lang="zh-CN"',
      title: sheetTitle(report, name),
      css: sheetCss(paper),
      body,
    }),
    lang,
  );
}

/** The style sheets of a sheet. */
export const sheetCss = (paper: SheetPaper, root = TEMPLATES): string =>
  [
    ...['shared/tokens.css', 'sheets/sheet.css', 'sheets/gears.css'],
    ...(paper === 'A4' ? [] : [`sheets/${paper.toLowerCase()}.css`]),
  ]
    .map((file) => templateFile(file, root))
    .join('\n');

/** Widths of the key figures' columns, in shares. */
export const figureColumns = (plan: SheetPlan): string =>
  plan.figures.map((f) => `${figureWidth(f).toFixed(2)}fr`).join(' ');
