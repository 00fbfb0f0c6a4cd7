/** One topic on one page: merged, measured in Chromium, its charts drawn for exactly the room that is left. */
import type { DrawnFigure, Place } from '../../figures/figure.ts';
import type { PageMap } from '../../marks.ts';
import type { SheetPlan } from '../../plan/sheets.ts';
import { EXIT, type Problem, ProblemError } from '../../problem.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import { loadTemplates } from '../templates.ts';
import { onPaper, type PaperPlan, SHEET_FORMATS, type SheetFormat, sheetName } from './format.ts';
import { giveBacks, keeps, ladderStates, looseStates, type SheetFit, type SheetState } from './ladder.ts';
import { omittedOf } from './omitted.ts';
import { allSheetsDocument, formulasOf, placeOf, px, sheetDocument, smallChart } from './page.ts';
import { probeSheet } from './probe.ts';
import { sheetView } from './view.ts';

/** Picture of a sheet: A4 in CSS px, and its pixels for each of them. */
export const SHEET_PICTURE = { width: 794, height: 1123, scale: 2 } as const;

export const SHEET_FACES = [
  'song-600',
  'song-700',
  'song-900',
  'hei-400',
  'hei-500',
  'hei-600',
  'hei-700',
  'kai-500',
  'kai-700',
] as const;

/** Runs the probe in a loaded document for each state, until one is accepted. */
export type Measure = (
  states: readonly SheetState[],
  probe: typeof probeSheet,
  until: (fit: SheetFit, state: SheetState) => boolean,
) => Promise<SheetFit[]>;

/** Loads a document, in which `fit` measures; what it gives is printed. */
export type Lay = (
  doc: { name: string; html: string; faces: readonly (typeof SHEET_FACES)[number][] },
  fit: (measure: Measure) => Promise<FittedSheet>,
) => Promise<FittedSheet>;

export interface SheetEffects {
  draw(spec: FigureSpec, place: Place): DrawnFigure;
  /** Least height in px of a figure in a place. */
  minHeight(spec: FigureSpec, place: Place): number;
  /** Height in px at which a figure looks best in a place. */
  bestHeight(spec: FigureSpec, place: Place): number;
  lay: Lay;
  /** Folios of the booklet. */
  pages: PageMap;
}

export interface FittedSheet {
  id: string;
  /** Of its topic. */
  name: string;
  /** The page itself, for all.pdf: one <article>. */
  article: string;
  /** The whole document. */
  html: string;
  state: SheetState;
  fit: SheetFit;
  /** The plots stand at their charts' heights, the table takes the rest. */
  relaxed: boolean;
  /** What the page leaves out, as it says itself. */
  left: string[];
  problems: Problem[];
}

/** Every character beyond ASCII of what figures are drawn from. */
const hanOf = (specs: readonly unknown[]): string =>
  [...new Set(JSON.stringify(specs).replace(/[\0-\x7f]+/g, ''))].join('');

const mm = (px: number) => (px * 25.4) / 96;

/** Two measures of the same height may differ by this, mm. */
const ROUNDING = 0.05;

/** Fits a sheet by the ladder. Throws ProblemError L020 (exit 1), naming the sheet, when even the last rung is too full. */
export async function fitSheet(
  report: Report,
  planned: SheetPlan,
  effects: SheetEffects,
  format: SheetFormat = SHEET_FORMATS.A4,
): Promise<FittedSheet> {
  const plan = onPaper(planned, format);
  const name = sheetName(plan.topic.id, format.paper);
  const context = { report, pages: effects.pages };
  const render = loadTemplates('sheets', context);
  const small = smallChart(plan, effects.minHeight);
  const article = (
    state: SheetState,
    charts: { main: string; small: string } | null,
    fit: SheetFit | null,
    relaxed = false,
  ) =>
    render(
      'sheet',
      sheetView(context, plan, state, {
        small,
        charts,
        fit,
        relaxed,
        formulas: formulasOf(report, [plan.main, state.small ? small : null]),
      }),
    );
  const document = (body: string) => sheetDocument(report, plan, render, body, format);
  const place = (state: SheetState, kind: 'main' | 'small', height: number) =>
    placeOf(plan, state, kind, height, format);
  const full = ladderStates(plan, small !== null, format.least);
  const doc = {
    name: `sheets/${name}.pdf`,
    // The characters of the charts and their descriptions too, so that the page with its charts can take this one's place.
    html: document(`${article(full[0] as SheetState, null, null)}<!--此前由${hanOf([plan.main, small])}-->`),
    faces: SHEET_FACES,
  };
  const least = (state: SheetState) => ({
    main: plan.main ? mm(effects.minHeight(plan.main, place(state, 'main', 1))) : 0,
    small: small && state.small ? mm(effects.minHeight(small, place(state, 'small', 1))) : 0,
  });
  const { most } = format.plot;
  const holds = (state: SheetState, fit: SheetFit) => keeps(plan, format.plot, state, fit, least(state));
  return effects.lay(doc, async (measure) => {
    const climb = async (
      states: readonly SheetState[],
      done: (fit: SheetFit, state: SheetState) => boolean,
    ) => {
      const fits = await measure(states, probeSheet, done);
      const i = fits.length - 1;
      return { fit: fits[i] as SheetFit, state: states[i] as SheetState };
    };
    let best = await climb(full, (fit, state) => holds(state, fit));
    if (!holds(best.state, best.fit)) throw tooFull(plan, name, best.fit);
    if (best.state.rung === 'gear' && best.state.gear === 1 && (!plan.main || best.fit.main > most)) {
      // Too empty: loosen until the plot is no taller than it should be, keeping the last setting that still holds.
      const looser = looseStates(plan, best.state);
      const fits = await measure(
        looser,
        probeSheet,
        (fit) => fit.overflow || (plan.main !== null && fit.main <= most),
      );
      fits.forEach((fit, i) => {
        const state = looser[i];
        if (state && holds({ ...state, rung: 'gear' }, fit)) best = { fit, state };
      });
    }
    // A row or a line that went may have left more room than was needed: the text has it, as far as the chart keeps its best height.
    const comfort = Math.min(
      best.fit.main,
      plan.main ? mm(effects.bestHeight(plan.main, place(best.state, 'main', px(best.fit.main)))) : 0,
    );
    for (const giveBack of giveBacks(best.state)) {
      const fuller = giveBack(best.state);
      const [fit] = fuller ? await measure([fuller], probeSheet, () => true) : [];
      if (fuller && fit && holds(fuller, fit) && fit.main >= comfort - ROUNDING)
        best = { fit, state: fuller };
    }
    const { state } = best;
    const { fit, relaxed } = relax(
      plan,
      small,
      best.state,
      best.fit,
      (spec, kind, height) => mm(effects.bestHeight(spec, place(best.state, kind, px(height)))),
      most,
    );
    const drawn: DrawnFigure[] = [];
    const chart = (spec: FigureSpec | null, kind: 'main' | 'small', height: number) => {
      if (!spec) return '';
      const figure = effects.draw(spec, place(state, kind, px(height)));
      drawn.push(figure);
      return figure.svg;
    };
    const charts = {
      main: chart(plan.main, 'main', fit.main),
      small: state.small ? chart(small, 'small', fit.small) : '',
    };
    const body = article(state, charts, fit, relaxed);
    return {
      id: plan.topic.id,
      name: plan.topic.name,
      article: body,
      html: document(body),
      state,
      fit,
      relaxed,
      left: leftOut(report, plan, state),
      problems: drawn.flatMap((d) => d.problems),
    };
  });
}

/** The words of what is left out. */
const leftOut = (report: Report, plan: PaperPlan, state: SheetState): string[] =>
  (omittedOf(report, plan, state, { measuring: false, pages: undefined })?.items ?? []).map(
    ({ word, term }) => word ?? term?.term.text ?? '',
  );

/** Taller than this many times its best height a chart only leaves a hole below itself. */
const STRETCH = 1.5;

/** Where the plots are taller than their charts can fill, they get what the charts fill and the table's rows spread over the rest. */
function relax(
  plan: SheetPlan,
  small: FigureSpec | null,
  state: SheetState,
  fit: SheetFit,
  /** Height in mm at which a chart looks best in a place of this height. */
  bestHeight: (spec: FigureSpec, kind: 'main' | 'small', height: number) => number,
  most: number,
): { fit: SheetFit; relaxed: boolean } {
  if (!plan.main) return { fit, relaxed: false };
  const best = (spec: FigureSpec, kind: 'main' | 'small', height: number) =>
    bestHeight(spec, kind, height) * STRETCH;
  const wanted = Math.max(
    best(plan.main, 'main', fit.main),
    small && state.small ? best(small, 'small', fit.small) + fit.main - fit.small : 0,
  );
  const spare = fit.main - Math.min(wanted, most);
  if (spare < 6) return { fit, relaxed: false };
  return { fit: { ...fit, main: fit.main - spare, small: Math.max(0, fit.small - spare) }, relaxed: true };
}

/** All sheets as one document, a page each; of one paper. */
export function allSheetsHtml(
  report: Report,
  sheets: readonly FittedSheet[],
  format: SheetFormat = SHEET_FORMATS.A4,
): string {
  const articles = sheets.map(({ article }) => article);
  return allSheetsDocument(report, loadTemplates('sheets', { report }), articles, format);
}

function tooFull(plan: SheetPlan, name: string, fit: SheetFit): ProblemError {
  return new ProblemError(
    [
      {
        code: 'L020',
        severity: 'error',
        message: {
          zh: `专题单页“${plan.topic.name}”放不下：图只剩 ${Math.round(fit.main)} 毫米高`,
          en: `the sheet ${name} is too full: ${Math.round(fit.main)} mm are left for the chart`,
        },
        hint: {
          zh: '在 report.yaml 里缩短这个专题的 subjects',
          en: 'shorten the subjects of this topic in report.yaml',
        },
        where: { product: `sheets/${name}.pdf` },
      },
    ],
    EXIT.failed,
  );
}
