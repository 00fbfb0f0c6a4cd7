/** Sheets on other papers than A4, made anew: there is no page of them to read, so that their settings are read from build.json. */
import { drawFigure, minHeight } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { planSheets, type SheetPlan } from '../plan/sheets.ts';
import {
  type MadeSetting,
  onPaper,
  SHEET_FORMATS,
  type SheetFormat,
  sheetName,
} from '../publications/sheets/format.ts';
import type { SheetState } from '../publications/sheets/ladder.ts';
import { formulasOf, placeOf, px, smallChart } from '../publications/sheets/page.ts';
import { sheetView } from '../publications/sheets/view.ts';
import { loadTemplates } from '../publications/templates.ts';
import type { FigureSpec, Report } from '../report/report.ts';
import { sheetSettings } from './remade-sheet.ts';

/**
 * By product path, what each sheet on such a paper must say, and all of them bound. `settings`: those of build.json, of which only one that the ladder
 * has is believed; without one the sheet is left out.
 */
export function remadePapers(
  report: Report,
  pages: PageMap,
  settings: unknown,
): Map<string, { html: string }> {
  const known = new Map(Object.entries((settings ?? {}) as Record<string, Partial<MadeSetting>>));
  const papers = report.sheets.papers.filter((paper) => paper !== 'A4');
  const remade = new Map<string, { html: string }>();
  const page = (articles: readonly string[]) => ({
    html: `<html><body>${articles.join('\n')}</body></html>`,
  });
  const maker = papers.length > 0 ? paperMaker(report, pages) : null;
  for (const paper of papers) {
    const articles = planSheets(report).flatMap((plan) => {
      const setting = known.get(sheetName(plan.topic.id, paper));
      const article = setting && maker?.(plan, SHEET_FORMATS[paper], setting);
      if (!article) return [];
      remade.set(`sheets/${sheetName(plan.topic.id, paper)}.pdf`, page([article]));
      return [article];
    });
    remade.set(`sheets/${sheetName('all', paper)}.pdf`, page(articles));
  }
  return remade;
}

type PaperMaker = (plan: SheetPlan, format: SheetFormat, setting: Partial<MadeSetting>) => string | null;

function paperMaker(report: Report, pages: PageMap): PaperMaker {
  const context = { report, pages };
  const render = loadTemplates('sheets', context);
  const { lang } = report.sheets;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear, lang };
  return (planned, format, setting) => {
    const plan = onPaper(planned, format);
    const small = smallChart(plan, (spec, place) => minHeight(spec, place, times));
    const cut: readonly unknown[] = Array.isArray(setting.cut) ? setting.cut : [];
    const state = sheetSettings(plan, small !== null, format.least, (id) => cut.includes(id)).find((own) =>
      same(own, setting),
    );
    const { plot = 0, plotSmall = 0, relaxed = false, conclusion = 0 } = setting;
    if (!state) return null;
    const chart = (spec: FigureSpec | null, kind: 'main' | 'small', height: number) =>
      spec ? drawFigure(spec, placeOf(plan, state, kind, px(height), format), times).svg : '';
    const view = sheetView(context, plan, state, {
      small,
      charts: {
        main: chart(plan.main, 'main', plot),
        small: chart(state.small ? small : null, 'small', plotSmall),
      },
      // What only the look of the page depends on is compared with the page made anew.
      fit: { main: plot, small: plotSmall, overflow: false, clipped: [], conclusion, figure: 0, lines: {} },
      relaxed,
      formulas: formulasOf(report, [plan.main, state.small ? small : null]),
    });
    return render('sheet', view);
  };
}

/** Whether build.json tells of this setting. */
const same = (state: SheetState, told: Partial<MadeSetting>): boolean =>
  Object.entries(state).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(told[key as keyof SheetState]),
  );
