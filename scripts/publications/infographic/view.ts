/** The data of the bands' templates: marked markup, lines broken where the design allows. */
import { BAND_WIDTH } from '../../figures/places.ts';
import type {
  Band,
  ChartBand,
  DoneBand,
  InfographicPlan,
  TargetsBand,
  TodoBand,
} from '../../plan/infographic.ts';
import { LIMITS } from '../../plan/infographic-limits.ts';
import type { PlannedTopic } from '../../plan/topics.ts';
import type { Heading, Report, Span } from '../../report/report.ts';
import { factHtml, type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';
import { cellView, labelOf } from './cells.ts';
import { encodingsOf, figureOf, figureView, type InfographicEffects } from './figures.ts';
import { headline, inLines, sizeOf } from './lines.ts';
import { qrSvg } from './qr.ts';

/** Width of a column of the grid, and of the numbers at the end of a row, px. */
const COLUMN = 222;
const NUMBERS = 300;
/** Sizes of numbers, px. */
const SIZE = { hero: 72, cell: 44 } as const;
/** Side of the QR code, px at most. */
const QR = 148;

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
        hero: cellView(band.hero, SIZE.hero, BAND_WIDTH),
        cells: band.cells.map((cell) => cellView(cell, SIZE.cell, COLUMN)),
      };
    case 'growth': {
      const figure = figureOf(band, effects);
      return figure && { report, figure: figureView(context, 'growth', figure, effects) };
    }
    case 'contents':
      return { topics: band.topics, encodings: encodingsOf(report, plan, effects), report };
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

function doneView(context: MarkupContext, band: DoneBand, plan: InfographicPlan) {
  const { report } = context;
  const { topic, phrases } = band;
  const of = plan.bands.flatMap((b) => (b.kind === 'contents' ? b.topics : []));
  return {
    report,
    topic,
    segments: of.map((t) => ({ passed: t.number <= topic.number })),
    // Colour is time: navy and its tint by turns for what was done, red's for what is to be done.
    ground: band.coming ? 'red' : topic.number % 2 === 0 ? 'navy' : 'tint',
    lead: band.lead ? headline(band.lead, context, plan.terms) : null,
    hero: band.hero ? cellView(band.hero, SIZE.hero, BAND_WIDTH) : null,
    cells: band.cells.map((cell) => cellView(cell, SIZE.cell, COLUMN)),
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
    rows: band.rows.map((cell) => cellView(cell, SIZE.cell, NUMBERS)),
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
  const figure = figureOf(band, effects);
  return {
    report,
    hasYear: report.profile.year !== null,
    hasReviewYear: report.profile.reviewYear !== null,
    hero: band.hero
      ? {
          ...cellView(band.hero.cell, SIZE.hero, BAND_WIDTH),
          before: band.hero.before ? factHtml(band.hero.before) : null,
        }
      : null,
    figure: figure ? figureView(context, 'targets', figure, effects) : null,
    numbers: band.numbers.map((cell) => cellView(cell, SIZE.cell, NUMBERS)),
    words: band.words.map(({ label, value }) => ({
      label: label ? wordsHtml(label) : labelOf(value),
      value: factHtml(value),
    })),
  };
}
