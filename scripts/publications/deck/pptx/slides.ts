/** The second merge of the same slides: placed by the browser, told by the plan, written for PowerPoint. */
import { altText, tableAlt } from '../../../figures/alt.ts';
import type { Times } from '../../../figures/figure.ts';
import { type NativeChart, nativeCharts, whyNotNative } from '../../../figures/native.ts';
import { slidePlace } from '../../../figures/places.ts';
import type { Slide } from '../../../plan/deck-slide.ts';
import type { Placed, PlacedDrawing, PlacedShape, PlacedSlide, PlacedText } from '../placed.ts';
import { slideShape } from '../size.ts';
import { placeCharts } from './chart-place.ts';
import { chartXml, guid } from './chart-xml.ts';
import {
  FONTS,
  holderOf,
  LAYOUTS,
  type LayoutName,
  layoutOf,
  layoutXml,
  masterXml,
  SCHEME,
  treeXml,
} from './layouts.ts';
import { anchored, boxOf, inLines, movedOn, roomy } from './room.ts';
import { chartFrame, group, type NextId, shapeXml, tableXml, textShape } from './shape-xml.ts';
import { around } from './text-xml.ts';

/** How a slide's content came over: what build.json says. */
export type SlideForm = 'text' | 'native-table' | 'native-chart' | 'shapes';

/** A chart with its data sheet: names of rows, one column of numbers. */
export interface ChartPart {
  xml: string;
  series: string;
  categories: string[];
  values: number[];
}

/** What build.json says of a slide: its form, and of shapes why they are. */
export type SlideDecision = SlideForm | { form: SlideForm; because: string };

/** The same of a part. */
export const decisionOf = ({ form, because }: Pick<SlidePart, 'form' | 'because'>): SlideDecision =>
  because === null ? form : { form, because };

export interface SlidePart {
  xml: string;
  layout: number;
  charts: ChartPart[];
  /** Slides that its links lead to, by place from 1, with their relationships. */
  links: { id: string; slide: number }[];
  notes: string[];
  section: string;
  form: SlideForm;
  /** Why a figure came over as shapes. */
  because: string | null;
}

/** Everything a presentation is put together from. */
export interface DeckParts {
  /** Of a slide, px. */
  width: number;
  height: number;
  slides: SlidePart[];
  layouts: { name: string; xml: string }[];
  master: (after: string) => string;
  fonts: typeof FONTS;
  scheme: Readonly<Record<string, string>>;
  sections: { name: string; id: string }[];
}

/** Writes the slides. `placed`: as the browser laid them out, in the same order; `notes`: lines of each; `shape`: of a slide, px; `draft`: every slide is marked 草稿. Throws Error where the two differ. */
export function pptxParts(
  slides: readonly Slide[],
  placed: readonly PlacedSlide[],
  times: Times,
  {
    draft = false,
    notes = [],
    shape = slideShape(null),
  }: { draft?: boolean; notes?: readonly string[][]; shape?: { width: number; height: number } } = {},
): DeckParts {
  const found = slides.map((slide, i) => {
    const at = placed[i];
    if (at?.id !== slide.id) throw new Error(`slide ${i + 1} is ${slide.id}, the page has ${at?.id}`);
    return { slide, at };
  });
  const names = Object.keys(LAYOUTS) as LayoutName[];
  const ground = placed[0]?.background ?? '#FFFFFF';
  const using = (layout: LayoutName) =>
    found.filter(({ slide }) => layoutOf(slide.kind) === layout).map(({ at }) => at);
  const sections = [...new Set(slides.map(sectionOf))].map((name) => ({ name, id: guid(`section ${name}`) }));
  return {
    ...{ width: shape.width, height: shape.height },
    slides: found.map(({ slide, at }, i) => ({
      ...slidePart(slide, at, slides, times, names, shape),
      notes: notes[i] ?? [],
    })),
    layouts: names.map((name) => ({
      name: LAYOUTS[name].name,
      xml: layoutXml(name, using(name), { ground, draft }),
    })),
    master: (after) => masterXml(using('content'), ground, after),
    fonts: FONTS,
    scheme: SCHEME,
    sections,
  };
}

/** Sections: one a topic, what comes before and after them. */
function sectionOf(slide: Slide): string {
  if (slide.topic) return slide.topic.name;
  return slide.kind === 'challenges' || slide.kind === 'closing' ? '困难和结语' : '总览';
}

function slidePart(
  slide: Slide,
  at: PlacedSlide,
  slides: readonly Slide[],
  times: Times,
  names: readonly LayoutName[],
  shape: { width: number; height: number },
): Omit<SlidePart, 'notes'> {
  const layout = layoutOf(slide.kind);
  let id = 1;
  const next: NextId = () => {
    id += 1;
    return id;
  };
  const charts: ChartPart[] = [];
  const links: SlidePart['links'] = [];
  const link = (target: string): string => {
    const number = slides.findIndex((s) => s.id === target) + 1;
    const known = links.find((l) => l.slide === number);
    if (known) return known.id;
    links.push({ id: `rIdLink${number}`, slide: number });
    return `rIdLink${number}`;
  };
  let form: SlideForm = 'text';
  let because: string | null = null;
  const all = pieces(movedOn(at.items));
  const title = said(at.items.filter((i): i is PlacedText => i.is === 'text' && i.role.startsWith('h1')));
  const panels = at.items.filter(isPanel);
  const write = (items: readonly Placed[]): string => {
    const [first] = items;
    if (!first) return '';
    if (first.is === 'text') {
      const texts = items.filter((i): i is PlacedText => i.is === 'text');
      const holder = holderOf(first, layout);
      const others = [...all.filter((piece) => piece !== items), panels].flatMap((piece) =>
        piece.length > 0 ? [around(piece.map(boxOf))] : [],
      );
      return textShape(texts, roomy(around(texts.map(boxOf)), texts, others, shape), {
        id: next(),
        name: holder?.name ?? '文本',
        link,
        ...(holder ? { holder } : {}),
      });
    }
    if (first.is === 'table') {
      form = 'native-table';
      const heads = first.rows[0]?.head ? first.rows[0].cells.map((cell) => said(cell.texts)) : [];
      return tableXml(first, { id: next(), name: '表格', alt: tableAlt(title, heads), link });
    }
    if (first.is === 'drawing') {
      if (slide.kind !== 'chart') return drawingXml(first, next, null, shape);
      const native = nativeCharts(slide.figure, times);
      const places = native ? placeCharts(native, first) : null;
      form = native && places ? 'native-chart' : 'shapes';
      if (!native) because = whyNotNative(slide.figure);
      else if (!places) because = '图的排法与原生图表不同';
      if (!native || !places) return drawingXml(first, next, altText(slide.figure), shape);
      const { type } = slidePlace('', slide.figure);
      return native
        .map((chart: NativeChart, i) => {
          const place = places[i];
          if (!place) return '';
          charts.push({
            xml: chartXml(chart, place, type),
            series: chart.series,
            categories: chart.categories,
            values: chart.points.map((p) => p.value),
          });
          const rules = place.rules.map((rule) => shapeXml(rule, next(), '线'));
          return rules.join('') + chartFrame(place.box, next(), `rIdChart${charts.length}`, chart.alt);
        })
        .join('');
    }
    const shapes = items.filter((i): i is PlacedShape => i.is === 'shape');
    if (shapes.length === 1) return shapeXml(first, next(), '图形');
    const own = next();
    return group(
      shapes.map((s) => shapeXml(s, next(), '图形')),
      around(shapes),
      { id: own, name: '进度', alt: null },
    );
  };
  const xml = treeXml('p:sld', all.map(write).join(''), {});
  return {
    xml,
    layout: names.indexOf(layout),
    charts,
    links,
    section: sectionOf(slide),
    form,
    because,
  };
}

/** A drawing as one group of shapes and texts that can be edited. */
function drawingXml(
  drawing: PlacedDrawing,
  next: NextId,
  alt: string | null,
  shape: { width: number; height: number },
): string {
  const own = next();
  const items = anchored(inLines(drawing.items));
  const parts = items.map((item) => {
    if (item.is === 'shape') return shapeXml(item, next(), '图形');
    const others = items.filter((other) => other !== item).map(boxOf);
    return textShape([item], roomy(boxOf(item), [item], others, shape), { id: next(), name: '文本' });
  });
  return group(parts, drawing, { id: own, name: '图', alt });
}

/** What texts say, without their lines. */
const said = (texts: readonly PlacedText[]): string =>
  texts.map((text) => text.runs.map((run) => run.text).join('')).join('');

const isApart = (item: Placed | undefined) => item?.is === 'shape' && item.role === 'apart';

const isPanel = (item: Placed) => item.is === 'shape' && item.role.startsWith('div.panel');

/** What is written as one: paragraphs of one block, the segments of the progress index. What the layout shows (the panel) goes. */
function pieces(items: readonly Placed[]): Placed[][] {
  const list: Placed[][] = [];
  for (const item of items) {
    if (isPanel(item)) continue;
    // A rule between words of a paragraph stands before it and parts no block.
    const open = item.is === 'text' && isApart(list.at(-1)?.[0]) ? list.at(-2) : list.at(-1);
    const last = open?.[0];
    const goesOn =
      last &&
      ((item.is === 'text' && last.is === 'text' && item.within !== '' && item.within === last.within) ||
        (item.is === 'shape' &&
          last.is === 'shape' &&
          item.role.startsWith('span.segment') &&
          last.role.startsWith('span.segment')));
    if (goesOn) open?.push(item);
    else list.push([item]);
  }
  return list;
}
