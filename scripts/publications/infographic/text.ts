/** The long picture in words, for posting beside it: the same bands in the same order, a line each number. */
import { altRuns } from '../../figures/alt.ts';
import { escapeHtml } from '../../marks.ts';
import type { Cell, Line } from '../../plan/deck-slide.ts';
import { type Band, planInfographic } from '../../plan/infographic.ts';
import type { PlannedTopic } from '../../plan/topics.ts';
import type { FigureSpec, Report } from '../../report/report.ts';
import { factHtml, labelHtml, type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';
import { plainText } from '../plain-text.ts';
import { loadTemplates, TEMPLATES } from '../templates.ts';
import { lastLine } from './cells.ts';
import { formulasOf, idOf } from './figures.ts';
import type { Infographic } from './infographic.ts';

/** Merges the text. `html`: its lines as marked blocks, for the proof; `text`: infographic.txt. `page`: says which bands and figures are shown. */
export function infographicText(
  report: Report,
  page: Pick<Infographic, 'bands' | 'figures'>,
  { root = TEMPLATES }: { root?: string } = {},
): { html: string; text: string } {
  const context = { report };
  const render = loadTemplates('infographic', context, root);
  const bands = planInfographic(report).bands.filter((band) => page.bands.includes(idOf(band)));
  const html = render('text', {
    title: report.profile.title,
    report,
    bands: bands.map((band) => blocksOf(context, band, page.figures.get(idOf(band)) ?? null)),
  });
  return { html, text: plainText(html) };
}

function blocksOf(context: MarkupContext, band: Band, figure: FigureSpec | null) {
  const cells = (list: readonly Cell[]) => list.map(lineOf);
  const line = (own: Line | null) =>
    own ? (own.kind === 'words' ? wordsHtml(own.words) : verbatimHtml(context, own.span)) : null;
  const none = {
    kind: band.kind,
    title: null,
    topic: null,
    lines: [] as string[],
    figure: figureText(context, figure),
    topics: [] as readonly PlannedTopic[],
  };
  const plain = (spans: Parameters<typeof verbatimHtml>[1][]) =>
    spans.map((span) => verbatimHtml(context, span));
  switch (band.kind) {
    case 'masthead':
      return {
        ...none,
        lines: band.sentence
          ? band.sentence.kind === 'words'
            ? [wordsHtml(band.sentence.words)]
            : [lineOf(band.sentence.done), ...(band.sentence.target ? [lineOf(band.sentence.target)] : [])]
          : [],
      };
    case 'totals':
      return {
        ...none,
        title: band.title ? verbatimHtml(context, band.title) : null,
        lines: cells([band.hero, ...band.cells]),
      };
    case 'growth':
    case 'chart':
      return none;
    case 'contents':
      return { ...none, topics: band.topics };
    case 'done':
      return {
        ...none,
        topic: band.topic,
        title: line(band.lead),
        lines: [...cells([...(band.hero ? [band.hero] : []), ...band.cells]), ...plain(band.phrases)],
      };
    case 'todo':
      return { ...none, title: line(band.lead), lines: [...cells(band.rows), ...plain(band.phrases)] };
    case 'challenges':
      return {
        ...none,
        lines: band.rows.map(
          ({ label, text }) => `${label ? `${wordsHtml(label)}：` : ''}${verbatimHtml(context, text)}`,
        ),
      };
    case 'targets':
      return {
        ...none,
        lines: cells([...(band.hero ? [band.hero.cell] : []), ...band.numbers, ...band.words]),
      };
    case 'glossary':
      return {
        ...none,
        lines: band.terms.map(
          (term) => `${verbatimHtml(context, term.term)}：${verbatimHtml(context, term.definition)}`,
        ),
      };
    case 'closing':
      return { ...none, title: band.sentence ? verbatimHtml(context, band.sentence) : null };
  }
}

/** 地区生产总值：预计超1900亿元，同比增长5%左右 */
function lineOf(cell: Cell): string {
  const { label, value } = cell;
  const name = label ? wordsHtml(label) : value.indicator ? labelHtml(value.indicator) : '';
  const note = lastLine(cell);
  return `<span data-datum>${name}：${factHtml(value)}${note ? `，${factHtml(note)}` : ''}</span>`;
}

/** A figure in sentences: its title, then name and number of every row. */
function figureText({ report }: MarkupContext, spec: FigureSpec | null) {
  if (!spec) return null;
  const said = altRuns(spec)
    .map(({ text, mark }) => {
      const attributes = Object.entries(mark).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
      return attributes.length === 0
        ? escapeHtml(text)
        : `<span${attributes.join('')}>${escapeHtml(text)}</span>`;
    })
    .join('');
  return {
    title: wordsHtml(spec.title),
    said: `<figure>${said}</figure>`,
    formulas: formulasOf(report, spec),
  };
}
