/** The draw stage: a specification and a place give an SVG with every number marked. */
import type { Problem } from '../problem.ts';
import type { Fact, FigureKind, FigureSpec } from '../report/report.ts';
import { altRuns, altText } from './alt.ts';
import { bar } from './bar.ts';
import type { Drawing, Task } from './drawing.ts';
import { dumbbell } from './dumbbell.ts';
import type { DrawnFigure, Place, Times } from './figure.ts';
import { keyFigures } from './key-figures.ts';
import { layers } from './layers.ts';
import { lintDrawing, lintSpec, placeOf } from './lint.ts';
import { lintSvg } from './lint-svg.ts';
import { TEXT_STYLE } from './measure.ts';
import { pairs } from './pairs.ts';
import { plotSvg } from './plot.ts';
import { rankTable } from './rank-table.ts';
import { share } from './share.ts';
import { slope } from './slope.ts';
import { structure } from './structure.ts';
import { datumSvg, n, shapeSvg, xml } from './svg.ts';
import { targetBoard } from './target-board.ts';
import { tiers } from './tiers.ts';
import { timeline } from './timeline.ts';
import { unitGrid } from './unit-grid.ts';

const BUILDERS: Record<FigureKind, (task: Task) => Drawing> = {
  bar,
  dumbbell,
  slope,
  pairs,
  share,
  'unit-grid': unitGrid,
  'key-figures': keyFigures,
  'target-board': targetBoard,
  'rank-table': rankTable,
  tiers,
  structure,
  timeline,
  layers,
};

/**
 * Draws a figure for its place. What is wrong with it stands in `problems` (codes F…, lint.ts); the caller decides
 * whether that ends the build.
 */
export function drawFigure(spec: FigureSpec, place: Place, times: Times): DrawnFigure {
  const at = placeOf(spec, place);
  const unsuited = lintSpec(spec, at);
  const drawing = settled({ spec, place, times });
  const svg = compose(spec, place, drawing);
  const facts = factsOf(spec);
  return {
    spec,
    svg,
    width: place.width,
    height: place.height,
    alt: altText(spec),
    facts: [...new Set(facts.map((f) => f.ref))],
    derived: [...new Set(facts.filter((f) => f.kind === 'derived').map((f) => f.ref))],
    problems:
      unsuited.length > 0 ? unsuited : seen([...lintDrawing(spec, place, drawing), ...lintSvg(svg, at)]),
  };
}

/** In a place that is too small texts collide and are cut off: that is told once. */
function seen(findings: Problem[]): Problem[] {
  const small = findings.filter((p) => p.code === 'F07');
  return small.length > 0 ? small : findings;
}

/** Builds a drawing. Rows that the kind cannot show are set as a table, so that drafts are never broken. */
function build({ spec, place, times }: Task): Drawing {
  const known = built.get(spec) ?? new Map<string, Drawing>();
  built.set(spec, known);
  const key = [placeText(place), times.year, times.reviewYear, times.lang ?? 'zh'].join(' ');
  let drawing = known.get(key);
  if (!drawing) {
    const suits = lintSpec(spec, placeOf(spec, place)).length === 0;
    drawing = (suits ? BUILDERS[spec.kind] : targetBoard)({ spec, place, times });
    known.set(key, drawing);
  }
  return drawing;
}

/** Drawings by place: a figure is asked for its least and its best height in several widths, and then drawn in one of them. Nobody changes a drawing. */
const built = new WeakMap<FigureSpec, Map<string, Drawing>>();

/** A figure may be half as tall again as it looks best; what a place has beyond that stays empty. */
const STRETCH = 1.5;

/** Builds for the height that suits. On slides content stands on the bottom (design.md §1.5), elsewhere it hangs under its title. */
function settled(task: Task): Drawing {
  const { place } = task;
  const drawing = build(task);
  const most = Math.max(drawing.least, drawing.best * STRETCH);
  if (!Number.isFinite(most) || place.height <= most) return drawing;
  const shorter = build({ ...task, place: { ...place, height: most } });
  return place.type.face === 'song' ? lowered(shorter, place.height - most) : shorter;
}

/** The same drawing further down. */
function lowered(drawing: Drawing, by: number): Drawing {
  return {
    ...drawing,
    down: by,
    data: drawing.data.map((d) => ({
      texts: d.texts.map((t) => ({ ...t, lines: t.lines.map((l) => ({ ...l, y: l.y + by })) })),
    })),
  };
}

/** The height in px at which the figure looks best in a place of this width and type scale; never below `minHeight`. Both are Infinity where the width does not do. */
export function bestHeight(spec: FigureSpec, place: Place, times: Times): number {
  const least = minHeight(spec, place, times);
  const { best } = build({ spec, place: { ...place, height: Math.max(least, place.height) }, times });
  return Math.max(least, Math.ceil(best));
}

/** The least height in px at which the figure can stand in a place of this width and type scale. */
export function minHeight(spec: FigureSpec, place: Place, times: Times): number {
  // Asked as if there were hardly any room, so that the builder chooses its most compact setting.
  return Math.ceil(build({ spec, place: { ...place, height: 1 }, times }).least);
}

/** All facts a figure prints, in order. */
export function factsOf(spec: FigureSpec): Fact[] {
  return spec.groups.flatMap((g) =>
    g.rows.flatMap((r) => [r.from, r.value, r.aside].filter((f): f is Fact => f !== undefined)),
  );
}

/** The place without its id, by which the proof draws the figure anew. */
const placeText = ({ id: _, ...place }: Place): string => JSON.stringify(place);

function compose(spec: FigureSpec, place: Place, drawing: Drawing): string {
  const id = `${place.id}-${spec.id}`;
  const { width, height } = place;
  const plot = drawing.option ? plotSvg(drawing.option, width, height, id) : '';
  const down = drawing.down ? ` transform="translate(0 ${n(drawing.down)})"` : '';
  const desc = altRuns(spec)
    .map(({ text, mark }) => {
      const attributes = Object.entries(mark).map(([k, v]) => ` ${k}="${xml(v)}"`);
      return attributes.length === 0 ? xml(text) : `<span${attributes.join('')}>${xml(text)}</span>`;
    })
    .join('');
  const size = `width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="${xml(id)}-title ${xml(id)}-desc" lang="zh-Hans" style="${TEXT_STYLE}" data-place="${xml(placeText(place))}">`,
    `<title id="${xml(id)}-title" data-words="${xml(spec.title.address)}">${xml(spec.title.text)}</title>`,
    `<desc id="${xml(id)}-desc">${desc}</desc>`,
    `<g aria-hidden="true"${down}>${plot}${drawing.shapes.map(shapeSvg).join('')}</g>`,
    ...drawing.data.map(datumSvg),
    '</svg>',
  ].join('');
}
