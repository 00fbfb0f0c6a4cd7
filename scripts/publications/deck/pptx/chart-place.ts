/** Where a native chart stands and how long its bars are: read off the drawing it takes the place of. */
import type { NativeChart } from '../../../figures/native.ts';
import type { Box, PlacedDrawing, PlacedShape } from '../placed.ts';

export interface ChartPlace {
  /** The chart's frame on the slide, px. */
  box: Box;
  /** Its bars, without names and axis. */
  inner: Box;
  /** Where the axis ends. */
  most: number;
  /** Thickness of a bar, px. */
  thick: number;
  /** px from one bar to the next. */
  pitch: number;
  /** Sizes of the numbers and of the words beside them, px. */
  size: { value: number; small: number };
  /** Top of its name, px. */
  title: number;
  /** Rules that the chart itself has none of: those above the names of its panels. */
  rules: PlacedShape[];
}

/** Height of the years under columns and of the ends of a scale, px. */
const FOOT = 34;
/** A bar is at least this thick; a tick or a mark is not. */
const LEAST = 6;

const shapesOf = (drawing: PlacedDrawing): PlacedShape[] =>
  drawing.items.filter((item): item is PlacedShape => item.is === 'shape');

/** Places of a figure's charts, in their order; null where the drawing is not as expected (it is shown as shapes then). */
export function placeCharts(charts: readonly NativeChart[], drawing: PlacedDrawing): ChartPlace[] | null {
  const places = charts[0]?.direction === 'column' ? columns(charts, drawing) : bars(charts, drawing);
  return places?.every((p) =>
    [p.most, p.thick, p.pitch, p.inner.w, p.inner.h, p.size.value, p.size.small].every(
      (n) => Number.isFinite(n) && n > 0,
    ),
  )
    ? places
    : null;
}

/** Numbers are the largest of what is set bold, their words the smallest. */
function sizesIn(drawing: PlacedDrawing): ChartPlace['size'] {
  const bold = drawing.items.flatMap((item) =>
    item.is === 'text' ? item.runs.filter((run) => run.face === 'song' && run.weight >= 600) : [],
  );
  const sizes = bold.map((run) => run.size);
  return { value: Math.max(...sizes), small: Math.min(...sizes) };
}

function bars([chart]: readonly NativeChart[], drawing: PlacedDrawing): ChartPlace[] | null {
  if (!chart) return null;
  // All bars begin at zero, where most closed shapes begin.
  const closed = shapesOf(drawing).filter(
    (s) => s.paths?.[0]?.closed && s.h > LEAST && s.w > 0 && (s.paths[0]?.points.length ?? 0) <= 5,
  );
  const zero = Math.min(...closed.map((s) => s.x));
  const atZero = closed.filter((s) => s.x - zero < 2);
  const longest = Math.max(...atZero.map((s) => s.w));
  const scale = longest / (chart.most ?? Math.max(...chart.points.map((p) => p.value)));
  const middles = [...new Set(atZero.map((s) => Math.round(s.y + s.h / 2)))].sort((a, b) => a - b);
  const count = chart.points.length;
  const [first = Number.NaN] = middles;
  const last = middles.at(-1) ?? Number.NaN;
  if (middles.length !== count) return null;
  const pitch = count > 1 ? (last - first) / (count - 1) : drawing.h - (chart.most ? FOOT : 0);
  const right = chart.most ? zero + longest : drawing.x + drawing.w;
  const inner = { x: zero, y: first - pitch / 2, w: right - zero, h: pitch * count };
  return [
    {
      box: { ...drawing },
      inner,
      most: inner.w / scale,
      thick: Math.max(...atZero.map((s) => s.h)),
      pitch,
      size: sizesIn(drawing),
      title: drawing.y,
      rules: [],
    },
  ];
}

function columns(charts: readonly NativeChart[], drawing: PlacedDrawing): ChartPlace[] | null {
  // Each panel has a rule above its name and a line at zero.
  const shapes = shapesOf(drawing);
  const flat = shapes.filter((s) => s.h < 1 && s.w > 40);
  const names = drawing.items.filter((i) => i.is === 'text');
  const panels = charts.map((chart) => {
    const name = names.find(
      (t) => t.is === 'text' && chart.title?.startsWith(t.runs.map((r) => r.text).join('')),
    );
    const near = flat.filter((s) => name && Math.abs(s.x - name.x) < 4).sort((a, b) => a.y - b.y);
    const top = near.findLast((s) => name && s.y <= name.y + 8);
    const base = near.find((s) => name && s.y > name.y + name.h);
    return name && top && base ? { name, top, base } : null;
  });
  const places = panels.map((panel, i): ChartPlace | null => {
    const chart = charts[i];
    if (!panel || !chart) return null;
    const { top, base, name } = panel;
    const inside = shapes.filter(
      (s) =>
        s.fill &&
        s.x >= base.x - 1 &&
        s.x + s.w <= base.x + base.w + 1 &&
        Math.abs(s.y + s.h - base.y) < 3 &&
        s.h > 0,
    );
    const tallest = Math.max(...inside.map((s) => s.h));
    const scale = tallest / Math.max(...chart.points.map((p) => p.value));
    const start = name.y + name.h + 4;
    const inner = { x: base.x, y: start, w: base.w, h: base.y - start };
    return {
      box: { x: base.x, y: top.y, w: base.w, h: base.y + FOOT - top.y },
      inner,
      most: inner.h / scale,
      thick: Math.max(...inside.map((s) => s.w)),
      pitch: base.w / chart.points.length,
      size: sizesIn(drawing),
      title: name.y,
      rules: [top],
    };
  });
  return places.every((p) => p !== null) ? places : null;
}
