/** The data of the bands' templates: marked markup, lines broken where the design allows. */
import type { DrawnFigure, Place } from '../../figures/figure.ts';
import { advance } from '../../figures/measure.ts';
import { BAND_WIDTH, bandPlace } from '../../figures/places.ts';
import { unescapeHtml } from '../../marks.ts';
import type { Cell, Line } from '../../plan/deck-slide.ts';
import type {
  Band,
  ChartBand,
  DoneBand,
  InfographicPlan,
  TargetsBand,
  TodoBand,
} from '../../plan/infographic.ts';
import { LIMITS } from '../../plan/infographic-limits.ts';
import { saysMore } from '../../plan/sheets.ts';
import type { PlannedTopic } from '../../plan/topics.ts';
import { formulaText } from '../../report/derived.ts';
import type { Fact, FigureSpec, Heading, Report, Span, Words } from '../../report/report.ts';
import { lined } from '../clauses.ts';
import { factHtml, labelHtml, type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';
import { qrSvg } from './qr.ts';

export interface InfographicEffects {
  draw(spec: FigureSpec, place: Place): DrawnFigure;
  /** Height in px at which a figure looks best in a place; Infinity where the width does not do. */
  bestHeight(spec: FigureSpec, place: Place): number;
}

/** Sizes of a number in the grid by the room it needs: full-width characters of small type beside digits of large type, px. */
const COLUMN = 222;
const WHOLE = BAND_WIDTH;
const SMALL = 17;

/** Row of the growth chart, px (design.md §6). */
const PITCH = 68;
/** Sizes of headlines and of the masthead's sentence, px. */
const HEADLINE = 28;
/** Side of the QR code, px at most. */
const QR = 148;

/** Id of a band in the page. */
export const idOf = (band: Band): string => ('topic' in band ? `${band.kind}-${band.topic.id}` : band.kind);

/** The figure that a band draws: of several the first that stands in its column. */
export function figureOf(band: Band, effects: Pick<InfographicEffects, 'bestHeight'>): FigureSpec | null {
  if (band.kind === 'growth' || band.kind === 'targets') return band.figure;
  if (band.kind !== 'chart') return null;
  const stands = (spec: FigureSpec) => Number.isFinite(effects.bestHeight(spec, bandPlace(idOf(band), 1)));
  return band.figures.find(stands) ?? null;
}

/** A view of each band by its kind; `null` where nothing of it can be shown. */
export function bandView(
  context: MarkupContext,
  band: Band,
  plan: InfographicPlan,
  effects: InfographicEffects,
): object | null {
  const { report } = context;
  switch (band.kind) {
    case 'masthead': {
      const { region, title, year } = report.profile;
      return {
        hasYear: year !== null,
        regionSize: sizeOf(region ?? '', 36, 4),
        titleSize: sizeOf(title, 78, 0),
        profile: report.profile,
        words:
          band.sentence?.kind === 'words'
            ? inLines(wordsHtml(band.sentence.words), LIMITS.headline.units).html
            : null,
        facts: band.sentence?.kind === 'facts' ? band.sentence : null,
      };
    }
    case 'totals':
      return {
        report,
        title: band.title ? headline({ kind: 'span', span: band.title }, context) : null,
        hero: cellView(band.hero, 72, WHOLE),
        cells: band.cells.map((cell) => cellView(cell, 44, COLUMN)),
      };
    case 'growth':
      return { report, figure: figureView(context, 'growth', band.figure, effects) };
    case 'contents':
      return { topics: band.topics, encodings: encodingsOf(report, plan), report };
    case 'done':
      return doneView(context, band, plan);
    case 'chart':
      return chartView(context, band, effects);
    case 'todo':
      return todoView(context, band, plan);
    case 'challenges':
      return {
        rows: band.rows.map(({ label, text }) => ({
          label: label ? wordsHtml(label) : null,
          text: verbatimHtml(context, text, { breaks: true, underlined: plan.terms }),
        })),
      };
    case 'targets':
      return targetsView(context, band, effects);
    case 'glossary':
      return { terms: band.terms };
    case 'closing':
      return {
        report,
        sentence: band.sentence
          ? inLines(verbatimHtml(context, band.sentence, { breaks: true }), 17).html
          : null,
        qr: report.infographic.qr === null ? null : qrSvg(report.infographic.qr, QR),
        derived: [...report.facts.values()].some((f) => f.kind === 'derived'),
      };
  }
}

/** Size in px at which a text fills the column in one line, at most `most`; `spacing` px between its characters. */
function sizeOf(text: string, most: number, spacing: number): number {
  const em = [...text].reduce((n, c) => n + (c.charCodeAt(0) < 0x300 ? 0.6 : 1), 0);
  return Math.max(22, Math.min(most, Math.floor((WHOLE - spacing * text.length) / Math.max(1, em))));
}

/** A headline in two lines of at most 16 characters, else of 19 in smaller type; clauses break first, also before a number or a year. */
function headline(
  line: Line,
  context: MarkupContext,
  terms: InfographicPlan['terms'] = [],
): { html: string; snug: boolean } {
  const html =
    line.kind === 'words'
      ? wordsHtml(line.words)
      : verbatimHtml(context, line.span, { breaks: true, underlined: terms });
  const { units, snug, lines } = LIMITS.headline;
  const usual = inLines(html, units);
  const fits = usual.lines.length <= lines && usual.lines.every((text) => widthOf(text, HEADLINE) <= WHOLE);
  return fits ? { html: usual.html, snug: false } : { html: inLines(html, snug).html, snug: true };
}

/** Marked text in lines of at most `limit` characters, which break nowhere else, and what each of them says. */
function inLines(marked: string, limit: number): { html: string; lines: string[] } {
  const html = lined(marked.replaceAll(/([，；：])<span/g, '$1<wbr><span'), limit);
  const [head = '', ...lines] = html.split('<span class="line">');
  const said = (lines.length > 0 ? lines : [head]).map((text) =>
    unescapeHtml(text.replaceAll(/<[^>]*>/g, '')),
  );
  const whole = lines.map((text) => text.replaceAll('<wbr>', ''));
  return { html: lines.length > 0 ? [head, ...whole].join('<span class="line">') : html, lines: said };
}

/** Width of a line of Song 700, px; a mark at its end may hang over. */
const widthOf = (text: string, size: number): number =>
  advance(text.replace(/[，。；：、！]$/, ''), { family: 'song', weight: 700 }, size);

/** What is said below a number: its place, else its change; null where the number says it. */
export const lastLine = ({ value, change, rank }: Cell): Fact | null =>
  [rank, change].find((fact): fact is Fact => fact !== null && saysMore(fact, value)) ?? null;

/** A number with its name and what else is said of it. */
function cellView(cell: Cell, most: number, room: number) {
  const { label, value } = cell;
  const note = lastLine(cell);
  const digits = advance(value.number, { family: 'song', weight: 700 }, 1);
  const small =
    (value.before.length + (value.unit === '%' ? 0 : value.unit.length) + value.after.length) * SMALL + 10;
  const percent = value.unit === '%' ? 0.8 : 0;
  const size = Math.min(most, Math.floor((room - small) / (digits + percent)));
  return {
    label: label ? wordsHtml(label) : labelOf(value),
    value: factHtml(value),
    worded: value.number === '',
    note: note ? factHtml(note) : null,
    // A number too long for its column takes both.
    wide: size < 26,
    size: size < 26 ? Math.min(most, Math.floor((WHOLE - small) / digits)) : size,
    // A number in hanzi is one word with its unit: 千亿, 两条.
    hanzi: /^\p{Script=Han}+$/u.test(value.number),
  };
}

/** The name of a fact's indicator; of a derived value its own. */
const labelOf = (fact: Fact): string => (fact.indicator ? labelHtml(fact.indicator) : '');

function doneView(context: MarkupContext, band: DoneBand, plan: InfographicPlan) {
  const { report } = context;
  const { topic, phrases } = band;
  const of = plan.bands.flatMap((b) => (b.kind === 'contents' ? b.topics : []));
  return {
    report,
    topic,
    segments: of.map((t) => ({ passed: t.number <= topic.number })),
    dark: topic.number % 2 === 0,
    lead: band.lead ? headline(band.lead, context, plan.terms) : null,
    hero: band.hero ? cellView(band.hero, 72, WHOLE) : null,
    cells: band.cells.map((cell) => cellView(cell, 44, COLUMN)),
    phrases: phrasesView(context, phrases, plan),
  };
}

const phrasesView = (context: MarkupContext, phrases: readonly Span[], plan: InfographicPlan): string[] =>
  phrases.map((span) => verbatimHtml(context, span, { breaks: true, underlined: plan.terms }));

function todoView(context: MarkupContext, band: TodoBand, plan: InfographicPlan) {
  return {
    report: context.report,
    topic: band.topic,
    lead: band.lead ? headline(band.lead, context, plan.terms) : null,
    rows: band.rows.map((cell) => cellView(cell, 44, 300)),
    phrases: phrasesView(context, band.phrases, plan),
    sections: placesOf(context.report, band.topic),
  };
}

/** Where in the report a topic's sections stand: the numbers of their part and their own. */
function placesOf(report: Report, topic: PlannedTopic): { headings: Heading[] }[] {
  return topic.sections.flatMap((section) => {
    const steps = section.path.split('.');
    const headings = steps
      .map((_, i) => report.headings.get(steps.slice(0, i + 1).join('.')))
      .filter((h): h is Heading => h !== undefined && h.number !== '');
    return headings.length === 0 ? [] : [{ headings }];
  });
}

function chartView(context: MarkupContext, band: ChartBand, effects: InfographicEffects) {
  const figure = figureOf(band, effects);
  if (!figure) return null;
  const statuses = new Set(
    figure.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.status, r.from?.status])),
  );
  const { year, reviewYear } = context.report.profile;
  return {
    both: statuses.has('actual') && statuses.has('target') && year !== null && reviewYear !== null,
    done: statuses.has('actual') && !statuses.has('target') && reviewYear !== null,
    todo: !statuses.has('actual') && statuses.has('target') && year !== null,
    topic: band.topic,
    figure: figureView(context, band.topic.id, figure, effects),
  };
}

function targetsView(context: MarkupContext, band: TargetsBand, effects: InfographicEffects) {
  const { report } = context;
  return {
    report,
    hasYear: report.profile.year !== null,
    hasReviewYear: report.profile.reviewYear !== null,
    hero: band.hero
      ? {
          ...cellView(band.hero.cell, 72, WHOLE),
          before: band.hero.before ? factHtml(band.hero.before) : null,
        }
      : null,
    figure: band.figure ? figureView(context, 'targets', band.figure, effects) : null,
    numbers: band.numbers.map((cell) => cellView(cell, 44, 300)),
    words: band.words.map(({ label, value }) => ({
      label: label ? wordsHtml(label) : labelOf(value),
      value: factHtml(value),
    })),
  };
}

/** A figure with the words around it; as high as it looks best, in whole px. */
function figureView(context: MarkupContext, name: string, spec: FigureSpec, effects: InfographicEffects) {
  const id = `band-${name}`;
  const best = Math.ceil(roomy(spec, effects.bestHeight(spec, bandPlace(id, 1))));
  const html = (words: Words | null | undefined) => (words ? wordsHtml(words) : null);
  const { svg } = effects.draw(spec, bandPlace(id, best));
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
function encodingsOf(report: Report, plan: InfographicPlan) {
  const facts = plan.bands.flatMap((band) => {
    const figures =
      band.kind === 'growth'
        ? [band.figure]
        : band.kind === 'chart'
          ? band.figures.slice(0, 1)
          : band.kind === 'targets' && band.figure
            ? [band.figure]
            : [];
    return figures.flatMap((f) => f.groups.flatMap((g) => g.rows.flatMap((r) => [r.value, r.from])));
  });
  const any = (...encodings: Fact['encoding'][]) =>
    facts.some((fact) => fact !== undefined && encodings.includes(fact.encoding));
  return {
    drawn: facts.length > 0,
    reported: any('reported', 'lower-bound'),
    expected: any('expected'),
    bound: any('lower-bound', 'target-lower-bound'),
    target: any('target', 'target-lower-bound') && report.profile.year !== null,
    derived: any('derived'),
    term: plan.terms.length > 0,
  };
}
