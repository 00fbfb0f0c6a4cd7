/** The booklet: cover, contents, overview, openers, text, spreads, glossary, index, colophon (design.md §4), merged from data alone. */
import type { DrawFigure, DrawnFigure } from '../../figures/figure.ts';
import { type BookletPlan, planBooklet } from '../../plan/booklet.ts';
import { EXIT, type Problem, ProblemError } from '../../problem.ts';
import { marksItself } from '../../report/glossary.ts';
import type { Report } from '../../report/report.ts';
import { loadTemplates, type Render, templateFile } from '../templates.ts';
import { APPENDIX_TITLE, figurePages, fillerTitle } from './appendix.ts';
import { contentsOf, ribbonOf } from './contents.ts';
import { coverDrawing } from './cover.ts';
import { dataHtml } from './figure-data.ts';
import { figuresInOrder, numbered } from './figure-numbers.ts';
import { figuresThatFill } from './figure-room.ts';
import { type FigureContext, overviewPages, spreadPages } from './figures.ts';
import { fillerId, fillersOf, straysInOrder, withFillers } from './fillers.ts';
import { type BookletFormat, coverType } from './format.ts';
import { blankId, blockId, type Found, type Layout, layoutOf, sameLayout } from './layout.ts';
import { marginNotes, placeNotes } from './notes.ts';
import { FIGURES_TITLE, FILLER_PAGE, furnitureOf, type PageFurniture, pageName, pagesCss } from './pages.ts';
import { colophonData, glossaryData, indexData, openerData } from './reference.ts';
import { opensWithTitle, partText, prefaceText, type TextContext } from './text.ts';

/** Faces of the booklet. */
export const BOOKLET_FACES = [
  'song-300',
  'song-400',
  'song-600',
  'song-700',
  'hei-400',
  'hei-500',
  'hei-600',
  'kai-500',
] as const;

export interface BookletOptions {
  draw: DrawFigure;
  format: BookletFormat;
  /** Where everything stands, from an earlier print; without it page references print as 00. */
  layout?: Layout;
  /** For the colophon; `version` of the tool. */
  version?: string;
}

export interface Booklet {
  html: string;
  faces: readonly (typeof BOOKLET_FACES)[number][];
  /** Every string that stands in running heads. */
  heads: string[];
  /** What is wrong with the figures in it. */
  problems: Problem[];
  /** Running heads and folio of each physical page; without a layout none. */
  furniture: PageFurniture;
}

/** What an edition shows: a narrow page has room for fewer figures, the draft for none. */
export function bookletPlan(report: Report, { area, content }: BookletFormat): BookletPlan {
  if (content === 'text') return textAlone(planBooklet(report));
  if (!area.narrow) return planBooklet(report);
  return planBooklet(report, {
    choose: (figures) => figuresThatFill({ report, area }, figures),
    underCells: false,
  });
}

/** The text and its glossary, page after page. */
function textAlone(plan: BookletPlan): BookletPlan {
  const blocks = plan.blocks
    .filter(({ id, kind }) => kind === 'text' || id === 'glossary')
    .map((block) => ({ ...block, side: 'any' as const }));
  return { ...plan, blocks, overview: null, spreads: [], index: [], appendix: [] };
}

/** Merges the booklet. The same report, format and layout give the same HTML. */
export function bookletHtml(
  report: Report,
  { draw: drawFigure, format, layout, version = '' }: BookletOptions,
): Booklet {
  const drawn: DrawnFigure[] = [];
  const draw: DrawFigure = (...task) => {
    const figure = drawFigure(...task);
    drawn.push(figure);
    return figure;
  };
  const { area } = format;
  const plan = bookletPlan(report, format);
  const context = { report, pages: layout?.pages };
  const plain = loadTemplates('booklet', context);
  const render: Render = (name, data) => plain(name, { report, plan, figuresTitle: FIGURES_TITLE, ...data });
  const notes = placeNotes(marginNotes(report, plan.spreads, layout?.pages, format), layout, format);
  const text: TextContext = { report, notes, headed: plan.openers.length > 0 && format.content === 'all' };
  const blank = new Set((layout?.blocks ?? []).filter((b) => b.blank).map((b) => b.id));
  const setting = { report, draw, area };
  const { fillers, appendix } = fillersOf(setting, plan, blank);
  const ordered = figuresInOrder(plan, straysInOrder(setting, { fillers, appendix }));
  const numbers = numbered(ordered);
  const figures: FigureContext = { ...setting, render, pages: layout?.pages, numbers };
  const body: Record<string, () => string> = {
    cover: () =>
      render('cover', {
        titleSize: Math.min(73, Math.floor(440 / [...report.profile.title].length)),
        drawing: plan.rates.length > 0 ? coverDrawing(plan.rates, coverType(format)) : null,
        cells: plan.plainCover,
      }),
    imprint: () =>
      render('imprint', {
        encoded: plan.overview !== null || plan.spreads.length > 0,
        ownMarks: (report.glossary?.terms ?? []).some((term) => marksItself(report, term)),
      }),
    contents: () =>
      render('contents', {
        ...contentsOf(report, plan, fillers, appendix, area),
        ribbon: ribbonOf(report, plan, layout, fillers, area.width),
      }),
    overview: () => overviewPages(figures, plan),
    glossary: () => render('glossary', glossaryData(text, area)),
    index: () => render('index-of-indicators', indexData(plan, area)),
    appendix: () => figurePages(figures, appendix, { id: 'appendix', title: APPENDIX_TITLE }),
    'figure-data': () => dataHtml(render, figures, ordered),
    colophon: () => render('colophon', colophonData(report, version)),
  };
  for (const opener of plan.openers) {
    body[`opener-${opener.part.path}`] = () => render('opener', openerData(opener, format));
    body[`text-${opener.part.path}`] = () => {
      const first = opener.part === report.parts[0];
      const preface = first
        ? render('preface', { titled: !opensWithTitle(report), text: prefaceText(text) })
        : '';
      return `${preface}${partText(text, opener.part)}`;
    };
  }
  body['text-0'] = () => render('preface', { titled: !opensWithTitle(report), text: prefaceText(text) });
  for (const spread of plan.spreads) body[`topic-${spread.topic.id}`] = () => spreadPages(figures, spread);

  const blocks = plan.blocks
    .filter(({ id }) => id !== 'appendix' || appendix.length > 0)
    .map(({ id, kind }) => {
      const filler = fillers.get(id);
      const between = filler
        ? `<section class="block figures b-${FILLER_PAGE}" id="${blankId(id)}">${figurePages(figures, filler, { id: fillerId(id), title: fillerTitle(report, filler) })}</section>`
        : blank.has(id)
          ? `<div class="blank" id="${blankId(id)}"></div>`
          : '';
      const tag = kind === 'text' ? 'main' : 'section';
      return `${between}<${tag} class="block ${kind} ${id} b-${pageName(id)}" id="${blockId(id)}">${body[id]?.() ?? ''}</${tag}>`;
    })
    .join('\n');
  const pages = pagesCss(report, plan, format);
  const css = `${templateFile('shared/tokens.css')}\n${templateFile('booklet/booklet.css')}\n${templateFile('booklet/lists.css')}\n${templateFile('booklet/figure-data.css')}\n${area.narrow ? templateFile('booklet/narrow.css') : ''}\n${pages.css}`;
  const html = render('booklet', { css, blocks, links: linksOf(blocks), narrow: area.narrow });
  return {
    html,
    faces: BOOKLET_FACES,
    heads: pages.heads,
    // Heights that were tried and left are not in the booklet.
    problems: drawn.filter((figure) => blocks.includes(figure.svg)).flatMap((figure) => figure.problems),
    furniture: furnitureOf(report, plan, layout, new Set(fillers.keys()), format),
  };
}

/** A link to every id: Chromium writes a destination only for what some link points to. Hidden, so not printed and not read. */
function linksOf(html: string): string {
  const ids = [
    ...html.matchAll(
      / id="((?:block|blank|section|part|topic|term|entry|indicator|quote|figures?|text|list|note):[^"]+)"/g,
    ),
  ];
  return [...new Set(ids.map((m) => m[1]))].map((id) => `<a href="#${id}"></a>`).join('');
}

/** What layBooklet needs of the press. */
export interface BookletPress {
  pages(doc: { name: string; html: string; faces: typeof BOOKLET_FACES }): Promise<Found>;
  /** Hears after the first print where everything will stand if the next agrees, as it nearly always does. */
  foretold?(pages: Layout['pages']): void;
}

/**
 * Lays the booklet out: a print without page numbers tells where everything stands, the next carries the numbers, blank pages and
 * margin notes in their places and must stand there too (at most three rounds; throws when the pages never settle).
 */
export async function layBooklet(
  report: Report,
  {
    draw,
    format,
    press,
    version,
  }: { draw: DrawFigure; format: BookletFormat; press: BookletPress; version?: string },
): Promise<Booklet & { layout: Layout; pages: Layout['pages'] }> {
  const plan = bookletPlan(report, format);
  const drawn = new Map<string, DrawnFigure>();
  const once: DrawFigure = (spec, place, times) => {
    const key = `${place.id} ${place.width} ${place.height}`;
    const figure = drawn.get(key) ?? draw(spec, place, times);
    drawn.set(key, figure);
    return figure;
  };
  const look = async (layout?: Layout) => {
    const booklet = bookletHtml(report, { draw: once, format, layout, version });
    const found = await press.pages({
      name: 'booklet/booklet.pdf',
      html: booklet.html,
      faces: BOOKLET_FACES,
    });
    return { booklet, layout: layoutOf(plan.blocks, found, format) };
  };
  const setting = { report, draw: once, area: format.area };
  let layout = withFillers(setting, plan, (await look()).layout);
  for (let round = 0; round < 3; round += 1) {
    const looking = look(layout);
    if (round === 0) press.foretold?.(layout.pages);
    const next = await looking;
    if (sameLayout(next.layout, layout)) return { ...next.booklet, layout, pages: layout.pages };
    layout = next.layout;
  }
  throw new ProblemError(
    [
      {
        code: 'L001',
        severity: 'error',
        message: { zh: '小册子的页码排了几次仍不稳定', en: 'the pages of the booklet do not settle' },
        where: { product: 'booklet/booklet.pdf' },
      },
    ],
    EXIT.failed,
  );
}
