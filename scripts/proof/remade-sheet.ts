/** A finished sheet made anew: the browser alone knows how much fits, so its measures are read from the page, as far as an honest one can have them. */
import { drawFigure, minHeight } from '../figures/draw.ts';
import type { PageMap } from '../marks.ts';
import { planSheets, type SheetPlan } from '../plan/sheets.ts';
import { markDraft } from '../publications/draft.ts';
import { onPaper, SHEET_FORMATS } from '../publications/sheets/format.ts';
import {
  cutFromTheEnd,
  ladderStates,
  looseStates,
  rowOf,
  type SheetFit,
  type SheetState,
} from '../publications/sheets/ladder.ts';
import { formulasOf, placeOf, px, sheetDocument, smallChart } from '../publications/sheets/page.ts';
import { SHEET_FACES } from '../publications/sheets/sheet.ts';
import { sheetView } from '../publications/sheets/view.ts';
import { loadTemplates } from '../publications/templates.ts';
import type { FigureSpec, Report } from '../report/report.ts';
import type { Remade } from './remade.ts';

/** Smallest and largest type of the conclusion and the key figures, pt: a size outside would hide them, or what stands beside them. */
const SIZES = { conclusion: [6, 40], figure: [6, 60] } as const;
/** What may make a paragraph's last line longer (publications/sheets/probe.ts). */
const LINE = /^(?:letter-spacing:-?0\.0[123]em|padding-right:[0-4](?:\.5)?em)$/;
/** A plot and the height given to its chart may differ by the rounding of the style, px. */
const ROUNDING = 0.03;

/** What the sheets of one report are made anew with. */
export interface SheetMaker {
  /** The documents that a finished sheet may be, by what it says of its setting; none for a page of no topic or of a setting that no sheet has. */
  remade(product: string, finished: string): Remade[];
}

/** `pages`: folios of the booklet. */
export function sheetMaker(report: Report, pages: PageMap, draft: boolean): SheetMaker {
  const context = { report, pages };
  const render = loadTemplates('sheets', context);
  const { lang } = report.sheets;
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear, lang };
  const plans = new Map(
    planSheets(report).map((plan) => [`sheets/${plan.topic.id}.html`, onPaper(plan, SHEET_FORMATS.A4)]),
  );
  return {
    remade(product, finished) {
      const plan = plans.get(product);
      const read = plan && readSetting(finished);
      if (!read) return [];
      const small = smallChart(plan, (spec, place) => minHeight(spec, place, times));
      const shown = (id: string) => finished.includes(` data-fragment="${id}"`);
      return sheetSettings(plan, small !== null, SHEET_FORMATS.A4.least, (id) => !shown(id))
        .filter((state) => suits(plan, state, read))
        .flatMap((state) => {
          const chart = (spec: FigureSpec | null, kind: 'main' | 'small') => {
            const height = read.heights[kind];
            if (!spec) return '';
            // A chart of another height than its plot would be cut off or leave its place.
            if (height === undefined || Math.abs(height - px(read.fit[kind])) > ROUNDING) return null;
            return drawFigure(spec, placeOf(plan, state, kind, height), times).svg;
          };
          const charts = {
            main: chart(plan.main, 'main'),
            small: chart(state.small ? small : null, 'small'),
          };
          if (charts.main === null || charts.small === null) return [];
          const view = sheetView(context, plan, state, {
            small,
            charts: { main: charts.main, small: charts.small },
            fit: read.fit,
            relaxed: read.relaxed,
            formulas: formulasOf(report, [plan.main, state.small ? small : null]),
          });
          const text = sheetDocument(report, plan, render, render('sheet', view));
          return [{ text: draft ? markDraft(text) : text, faces: SHEET_FACES }];
        });
    },
  };
}

/** Every setting a sheet may have come to rest in. `lacks`: which fragments of shown rows the finished one does not show, of those the ladder cuts. */
export function sheetSettings(
  plan: SheetPlan,
  small: boolean,
  least: (typeof SHEET_FORMATS)['A4']['least'],
  lacks: (fragment: string) => boolean,
): SheetState[] {
  const ladder = ladderStates(plan, small, least);
  return [
    ...ladder,
    ...ladder.slice(0, 1).flatMap((state) => looseStates(plan, state)),
    ...ladder.flatMap((state) => givenBack(state, lacks)),
  ];
}

/** The settings after the ladder gave something back. */
function givenBack(state: SheetState, lacks: (fragment: string) => boolean): SheetState[] {
  const cut = state.cut.filter((id) => rowOf(id) >= state.rows || lacks(id));
  if (!cutFromTheEnd(cut, state.cut)) return [];
  const targets = state.fewTargets ? [true, false] : [false];
  return targets
    .filter((fewTargets) => cut.length < state.cut.length || fewTargets !== state.fewTargets)
    .map((fewTargets) => ({ ...state, cut, fewTargets }));
}

/** What a finished sheet says of its setting. */
interface ReadSetting {
  gear: number;
  loose: number;
  rows: number;
  terms: number;
  fragments: number;
  relaxed: boolean;
  fit: SheetFit;
  /** Heights of the charts, px, as exactly as they were drawn. */
  heights: { main?: number; small?: number };
}

function readSetting(html: string): ReadSetting | null {
  const sheet =
    /<article class="sheet([a-z -]*)" id="[^"]*" data-gear="(\d)" style="--loose:(\d+);--plot:(-?[\d.]+)mm;--plot-small:(-?[\d.]+)mm">/.exec(
      html,
    );
  if (!sheet) return null;
  const size = (kind: keyof typeof SIZES, pattern: RegExp): number | null => {
    const found = pattern.exec(html);
    if (!found) return 0;
    const points = Number(found[1]);
    const [least, most] = SIZES[kind];
    return points >= least && points <= most ? points : null;
  };
  const conclusion = size('conclusion', /<p class="conclusion" style="font-size:([\d.]+)pt">/);
  const figure = size('figure', /<section class="keys" style="[^";]*;--figure:([\d.]+)pt"/);
  const lines = [...html.matchAll(/ data-line="([^"]+)" style="([^"]+)"/g)].map(
    (m) => [m[1] ?? '', m[2] ?? ''] as const,
  );
  if (conclusion === null || figure === null || lines.some(([, css]) => !LINE.test(css))) return null;
  const heights = [
    ...html.matchAll(
      /<div class="plot (main|small)"><svg [^>]*?data-place="[^"]*?height&(?:quot|#34);:([\d.]+)/g,
    ),
  ];
  const count = (pattern: RegExp) => [...html.matchAll(pattern)].length;
  return {
    gear: Number(sheet[2]),
    loose: Number(sheet[3]),
    rows: count(/<div class="row">/g),
    terms: count(/<p class="term" /g),
    fragments: count(/ data-fragment="/g),
    relaxed: (sheet[1] ?? '').endsWith(' relaxed'),
    fit: {
      main: Number(sheet[4]),
      small: Number(sheet[5]),
      overflow: false,
      clipped: [],
      conclusion,
      figure,
      lines: Object.fromEntries(lines),
    },
    heights: Object.fromEntries(heights.map(([, kind, height]) => [kind, Number(height)])),
  };
}

/** Whether a setting shows as much as the page does; which of several it is, the whole text decides. */
function suits(plan: SheetPlan, state: SheetState, read: ReadSetting): boolean {
  const kept = plan.rows
    .slice(0, state.rows)
    .flatMap((row, r) =>
      (['done', 'todo'] as const).flatMap((side) => row[side].fragments.map((_, i) => `${r}.${side}.${i}`)),
    )
    .filter((id) => !state.cut.includes(id));
  return (
    state.gear === read.gear &&
    state.loose === read.loose &&
    state.rows === read.rows &&
    Math.min(state.terms, plan.terms.length) === read.terms &&
    kept.length === read.fragments &&
    state.small === (read.heights.small !== undefined)
  );
}
