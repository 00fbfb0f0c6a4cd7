/** What figures take of a page, and which of several fill it. */
import { bestHeight, minHeight } from '../../figures/draw.ts';
import type { Times } from '../../figures/figure.ts';
import { spreadPlace } from '../../figures/places.ts';
import { FIGURES_A_PAGE } from '../../plan/booklet.ts';
import { formulaText } from '../../report/derived.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import { fullness, type Need } from './figure-heights.ts';
import { type FigureNumbers, figureKeyHtml, NUMBER_EM } from './figure-numbers.ts';
import type { Area } from './format.ts';

/** Where figures are to stand. */
export interface FigureRoom {
  report: Report;
  area: Area;
}

/** CSS px. */
export const mm = (millimetres: number) => (millimetres * 96) / 25.4;

/** Millimetres: height of a figure's rule, title and subtitle; pitch of the notes at the foot; room of a character in them (8.5 pt). */
export const CAPTION = 17;
export const NOTE_PITCH = 4.5;
const NOTE_CHARACTER = 3.05;
/** What the notes and the source at the foot leave of a page, mm; the source takes two lines of a narrow one. */
export const roomFor = ({ area }: FigureRoom, lines: number) =>
  area.height - (lines + (area.narrow ? 2 : 1)) * NOTE_PITCH - 5;

/** Those of the figures, most wanted first, that fill a page best; where two choices fill it about alike, the more wanted. */
export function figuresThatFill(setting: FigureRoom, specs: readonly FigureSpec[]): readonly FigureSpec[] {
  let best: readonly FigureSpec[] = specs.slice(0, 1);
  let most = -Infinity;
  for (const some of choicesOf(specs, FIGURES_A_PAGE)) {
    const { lines } = feetOf({ ...setting, numbers: new Map() }, some);
    const room = roomFor(setting, lines) - some.reduce((sum, spec) => sum + captionOf(setting, spec), 0);
    const full = fullness(needsOf(setting, some), room);
    if (full === null && some.length > 1) continue;
    const places = some.reduce((sum, spec, i) => sum + specs.indexOf(spec) - i, 0);
    const score = (full ?? 1) - places * PLACE;
    if (score > most) [best, most] = [some, score];
  }
  return best;
}

/** A figure one place less wanted must fill the page by so much more. */
const PLACE = 0.1;

/** All choices of one to `most` of the list, in its order. */
function choicesOf<T>(list: readonly T[], most: number): T[][] {
  const [first, ...rest] = list;
  if (first === undefined || most === 0) return [];
  return [[first], ...choicesOf(rest, most - 1).map((more) => [first, ...more]), ...choicesOf(rest, most)];
}

/** Height of a figure's rule, title and subtitle, mm. On a wide page each takes one line. */
export function captionOf({ area }: FigureRoom, { title, subtitle }: FigureSpec): number {
  if (!area.narrow) return CAPTION;
  const lines = (text: string, size: number, before = 0) =>
    Math.ceil(((em(text) + before) * size * 0.3528) / (area.width - 1));
  return 6.5 + lines(title.text, 11.5, NUMBER_EM) * 5.65 + (subtitle ? lines(subtitle.text, 9) * 4.6 : 0);
}

/** About how wide a text is set, em. */
export const em = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.56 : 1), 0);

/** Notes and formulas of a page's figures; each says to which it belongs where there are several. `lines`: as many as they take at most. */
export function feetOf(
  { report, numbers, area }: FigureRoom & { numbers: FigureNumbers },
  specs: readonly FigureSpec[],
) {
  const key = (ids: readonly string[]) => (specs.length > 1 ? figureKeyHtml(numbers, ids) : '');
  const notes = specs.flatMap(({ id, note }) => (note ? [{ key: key([id]), words: note }] : []));
  const formulas = formulasOf(report, derivedOf(specs)).map(({ id, text }) => ({
    id,
    text,
    key: key(specs.filter((spec) => derivedOf([spec]).includes(id)).map((spec) => spec.id)),
  }));
  const long = (text: string, more: number) =>
    Math.ceil((text.length + more) / Math.floor(area.width / NOTE_CHARACTER));
  const lines = [
    ...notes.map(({ words }) => long(words.text, specs.length > 1 ? 6 : 2)),
    ...formulas.map(({ text }) => long(text, specs.length > 1 ? 14 : 10)),
  ];
  return { notes, formulas, lines: lines.reduce((sum, n) => sum + n, 0) };
}

/** Derived values that figures print, each once. */
export const derivedOf = (specs: readonly FigureSpec[]): string[] => [
  ...new Set(
    specs.flatMap((spec) =>
      spec.groups
        .flatMap((g) => g.rows.flatMap((r) => [r.value, r.from, r.aside]))
        .flatMap((fact) => (fact?.kind === 'derived' ? [fact.ref] : [])),
    ),
  ),
];

/** Their formulas, as the foot prints them. */
export const formulasOf = (report: Report, ids: readonly string[]) =>
  ids.flatMap((id) => {
    const found = report.derived.get(id);
    return found ? [{ id, text: `${found.name}：${formulaText(found)}` }] : [];
  });

export const timesOf = ({ profile: { year, reviewYear } }: Report): Times => ({ year, reviewYear });

/** The place of a figure over the width of the type area. `height`: mm */
export const placeIn = ({ area }: Pick<FigureRoom, 'area'>, spec: FigureSpec, height: number) =>
  spreadPlace(`booklet-${spec.id}`, mm(height), mm(area.width));

/** Needs by width, mm: asked again for every look at the booklet, and for every choice of figures. */
const needs = new WeakMap<FigureSpec, Map<number, Need>>();

/** Heights of the drawings, mm. */
export const needsOf = (setting: FigureRoom, specs: readonly FigureSpec[]): Need[] =>
  specs.map((spec) => needOf(setting, spec));

function needOf(setting: FigureRoom, spec: FigureSpec): Need {
  const known = needs.get(spec) ?? new Map<number, Need>();
  needs.set(spec, known);
  const { width } = setting.area;
  const found = known.get(width);
  if (found) return found;
  const times = timesOf(setting.report);
  const millimetres = (px: number) => (px * 25.4) / 96 + 0.1;
  const need = {
    kind: spec.kind,
    least: millimetres(minHeight(spec, placeIn(setting, spec, 1), times)),
    best: millimetres(bestHeight(spec, placeIn(setting, spec, 56), times)),
  };
  known.set(width, need);
  return need;
}
