/** What the templates of the deck are filled with: slides turned into marked markup and sizes. */

import type { DrawFigure, DrawnFigure } from '../../figures/figure.ts';
import { escapeHtml } from '../../marks.ts';
import { type Line, type PointsSlide, type Slide, units } from '../../plan/deck-slide.ts';
import { isReview, type PlannedTopic } from '../../plan/topics.ts';
import type { Report, Span, Words } from '../../report/report.ts';
import { breakable } from '../breaks.ts';
import { clauses, lined } from '../clauses.ts';
import { type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';
import { cellView, pointView, reserveWords, targetView, taskView } from './cell.ts';
import { derivedOf, drawn, figureFile, noteLines } from './chart.ts';
import { labelSize, quotationSize, regionSize, textOf } from './fit.ts';
import { lineHtml, OPENER_SIZES, ownTitle, titled } from './title.ts';

/** What every slide's view is made with. */
export interface DeckContext extends MarkupContext {
  topics: readonly PlannedTopic[];
  draw: DrawFigure;
}

export interface SlideView {
  /** Name of the template. */
  kind: Slide['kind'];
  data: Record<string, unknown>;
  figure: DrawnFigure | null;
}

/** A name of a target without a number of the year before, px. */
const LONG_NAME = 420;
/** Characters a line: a phrase of a list, an item's label, the closing sentence. */
const LINE = { phrase: 17, item: 6, closing: 13 };
/** The view of one slide: all fields its template asks for. */
export function slideView(context: DeckContext, slide: Slide): SlideView {
  const { report } = context;
  const { profile } = report;
  const common = {
    hasYear: profile.year !== null,
    hasReviewYear: profile.reviewYear !== null,
    hasDate: profile.date !== null,
    hasMeeting: profile.meeting !== null,
    segments: context.topics.map((topic) => ({ current: topic.id === slide.topic?.id })),
    place: placeOf(context, slide),
    note: null as string | null,
    /** How many lines the notes take: content stands above them. */
    floor: 'note' in slide && slide.note ? 1 + noteLines(slide.note) : 1,
    continued: slide.continued === true,
    dense: slide.dense ?? 0,
    derived: null as { id: string; what: string; formula: string }[] | null,
  };
  const view = (data: object, figure: DrawnFigure | null = null): SlideView => ({
    kind: slide.kind,
    data: { ...common, ...data },
    figure,
  });
  const line = (l: Line) => lineHtml(context, l);
  const note = (words: Words | null | undefined) => (words ? unbroken(words) : null);
  switch (slide.kind) {
    case 'title':
      return view({ regionSize: regionSize(units(profile.region ?? '')) });
    case 'agenda': {
      const size = slide.rows.length > 7 ? 'dense' : slide.rows.length <= 6 ? 'loose' : '';
      const rows = slide.rows.map((row) => ({
        target: `topic:${row.topic.id}`,
        number: row.topic.number,
        topicName: nameHtml(context, row.topic),
        line: row.lines.map((l) => boldNumbers(report, line(l))).join('、'),
        slide: row.slide,
      }));
      // Without a section that looks back the topics hold only what is to be done.
      const reviewed = context.topics.some((t) => t.lead.done !== null || t.titles.done !== null);
      return view({
        ...ownTitle(context, slide),
        rows,
        size,
        reviewed,
        years: profile.year !== null && profile.reviewYear !== null,
      });
    }
    case 'indicators': {
      const heading = titled(context, slide.title, slide);
      const cells = slide.cells.map((cell) => cellView(cell, slide.cells, slide.scale));
      return view({
        ...heading,
        // A sub-line stands only under a title of one line (design.md §3).
        sub: slide.sub && !heading.twoLines ? unbroken(slide.sub) : null,
        note: note(slide.note),
        bars: cells.filter((c) => c.bar !== null).length > 1,
        reserve: reserveWords(slide.cells),
        snug: cells.some((c) => c.label.includes('label snug')),
        plain: cells.every((c) => c.more === null),
        layout:
          slide.cells.length <= 2
            ? 'three two'
            : slide.cells.length === 3
              ? 'three'
              : slide.cells.length === 4
                ? 'four'
                : 'six',
        cells,
      });
    }
    case 'section':
      return view({
        ...titled(context, slide.title, { sizes: OPENER_SIZES }),
        points: slide.points.map((point) => pointView(context, point, slide.points)),
        target: `topic:${slide.topic.id}`,
        number: slide.topic.number,
        topicName: nameHtml(context, slide.topic),
        nameSize: nameSize(slide.topic.name),
        indexSize: context.topics.length > 10 ? 'dense' : '',
        index: context.topics.map((topic) => ({
          current: topic.id === slide.topic.id,
          topicName: nameHtml(context, topic),
        })),
      });
    case 'chart': {
      const { figure, height } = drawn(context, slide);
      const title = titled(context, { kind: 'words', words: slide.title ?? slide.figure.title });
      return view(
        {
          ...title,
          sub: !title.twoLines && slide.figure.subtitle ? unbroken(slide.figure.subtitle) : null,
          note: note(slide.figure.note),
          derived: derivedOf(report, figure),
          figure: slide.id,
          src: figureFile(slide),
          alt: figure.alt,
          height,
        },
        figure,
      );
    }
    case 'list': {
      const all = slide.rows.flatMap((row) => row.cells);
      const phrase = (html: string) => (common.dense > 0 ? html : lined(html, LINE.phrase));
      const rows = slide.rows.map((row) => ({
        item: row.item
          ? lined(
              verbatimHtml(context, withoutAdverb(report, row.item.title), { breaks: true }),
              LINE.item,
              true,
            )
          : null,
        cells: row.cells.map((cell) => taskView(cell, all)),
        text: row.text ? phrase(verbatimHtml(context, row.text, { numbers: true, breaks: true })) : null,
      }));
      // Names under the numbers have one size: where one needs the smaller, all have it.
      const snug = rows.some((row) => row.cells.some((cell) => cell.label.includes('label snug')));
      return view({
        ...titled(context, slide.title, slide),
        topicName: nameHtml(context, slide.topic),
        rows,
        snug,
      });
    }
    case 'points': {
      const rows = slide.rows.map((row) => ({
        label: labelHtml(context, row.label),
        ...textOf(row.text ? verbatimHtml(context, row.text, { numbers: true, breaks: true }) : null, {
          alone: row.label === null || row.text === null,
          dense: common.dense > 0,
        }),
      }));
      const period = looksBack(report, slide) ? 'review-year' : 'year';
      const known = period === 'year' ? profile.year : profile.reviewYear;
      return view({
        ...titled(context, slide.title, slide),
        sub: slide.topic !== null,
        topicName: slide.topic ? nameHtml(context, slide.topic) : '',
        layout: crowding(slide.rows.length),
        hasPeriod: known !== null,
        review: period === 'review-year',
        period: known === null ? null : period,
        rows,
      });
    }
    case 'targets': {
      const cells = slide.numbers.map((n) => n.cell);
      const before = slide.numbers.some((n) => n.before !== null);
      // Without the column of the year before the names have its room.
      const room = { led: !slide.continued, width: before ? 262 : LONG_NAME };
      const numbers = slide.numbers.map((n) => targetView(n.cell, n.before, cells, room));
      return view({
        ...titled(context, slide.title, slide),
        note: note(slide.note),
        before,
        wordy: slide.numbers.length === 0,
        growth: slide.numbers.every((n) => n.cell.value.kind === 'change'),
        unlisted: slide.numbers.some((n) => n.before === null),
        numbers,
        snug: numbers.some((n) => n.label.includes('label snug')),
        words: slide.words.length > 0 ? slide.words.map((w) => targetView(w, null, slide.words)) : null,
      });
    }
    case 'challenges':
      return view({
        ...ownTitle(context, slide),
        layout: crowding(slide.rows.length),
        rows: slide.rows.map((row) => ({
          label: row.label ? wordsHtml(row.label) : null,
          ...textOf(verbatimHtml(context, row.text, { breaks: true }), {
            alone: row.label === null,
            dense: common.dense > 0,
          }),
        })),
      });
    case 'closing':
      return view({
        longName: units(`${profile.region ?? ''}${profile.title}${profile.meeting ?? ''}`) > 44,
        sentence: slide.sentence
          ? lined(verbatimHtml(context, slide.sentence, { breaks: true }), LINE.closing)
          : null,
        quotation: slide.quotation ? clauses(verbatimHtml(context, slide.quotation)) : null,
        quotationSize: slide.quotation ? quotationSize(slide.quotation.text) : '',
      });
  }
}

/** Small print breaks anywhere, so that 》《 and ”“ between its words draw together as in running text. */
const unbroken = (words: Words): string => wordsHtml(words).replaceAll('<wbr>', '');

/** How close the rows of label and text stand. */
const crowding = (rows: number): string => (rows > 4 ? 'many' : rows <= 3 ? 'few' : '');

/** A topic's name: the editor's, or verbatim. */
function nameHtml(context: DeckContext, topic: PlannedTopic): string {
  return topic.nameSpan ? verbatimHtml(context, topic.nameSpan) : breakable(topic.name);
}

const nameSize = (name: string) =>
  name.length <= 5 ? '' : name.length === 6 ? 'six' : name.length <= 8 ? 'seven' : 'long';

function labelHtml(context: DeckContext, label: string | Span | null) {
  if (label === null) return null;
  if (typeof label === 'string') return breakable(label);
  const html = verbatimHtml(context, label, { breaks: true });
  const size = labelSize(label.text);
  return units(label.text) > 7 ? `<span class="${size}">${html}</span>` : html;
}

/** In the agenda the digits are bold with their unit, not the words around them. */
function boldNumbers(report: Report, html: string): string {
  return html.replaceAll(
    /(<span class="fact inline" data-fact="([^"]+)">)([^<]*)/g,
    (all, open, ref, text) => {
      const fact = report.facts.get(ref);
      const number = fact && /\d/.test(fact.number) ? escapeHtml(fact.number + fact.unit) : '';
      return number !== '' && text.includes(number) ? open + text.replace(number, `<b>${number}</b>`) : all;
    },
  );
}

function placeOf(context: DeckContext, slide: Slide): string | null {
  if (slide.topic) return nameHtml(context, slide.topic);
  if (slide.kind === 'challenges') return '困难和挑战';
  if (slide.kind === 'chart' && slide.figure.kind === 'timeline') return '时间节点';
  if (slide.kind === 'indicators' || slide.kind === 'chart') return '主要指标';
  if (slide.kind === 'targets' || slide.id === 'targets') return '主要目标';
  return null;
}

/** Whether the rows of a slide stand in the part that reviews the past year. */
function looksBack(report: Report, { rows }: PointsSlide): boolean {
  const said = rows.flatMap(
    ({ text, label }) => text ?? (label !== null && typeof label !== 'string' ? label : []),
  );
  const start = said[0]?.start ?? -1;
  const part = report.parts.findLast((p) => p.heading.start <= start);
  return part !== undefined && isReview(report, part);
}

/** 全力做好项目文章 → 做好项目文章: the matter of an item's title, verbatim. */
function withoutAdverb(report: Report, title: Span) {
  const adverb = /^(?:全力|全面|着力|坚决|坚持|持续|更大力度|更高水平|更宽领域)(?=.{4,})/.exec(title.text);
  const start = title.start + (adverb?.[0].length ?? 0);
  return { start, end: title.end, text: report.text.slice(start, title.end) };
}
