/** The marks of numbers drawn as points. Each differs in form, so that they are told apart without colour. */
import type { EChartsOption } from 'echarts';
import { isGoal } from '../report/facts.ts';
import type { Fact } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import type { Shape } from './drawing.ts';

/**
 * ● reported · ◉ expected (预计, 左右) · ○ worked out (推算) · ◆ goal of the report's year · ◇ goal of a later year.
 */
export type PointForm = 'dot' | 'ringed' | 'ring' | 'diamond' | 'open-diamond';

export function pointForm(fact: Fact): PointForm {
  if (isGoal(fact)) return fact.status === 'target' ? 'diamond' : 'open-diamond';
  const ink = inkOf(fact);
  if (ink.derived) return 'ring';
  return ink.fill === ink.stroke ? 'dot' : 'ringed';
}

/** Share of the diameter that the core of ◉ takes, and its outline. */
const CORE = 0.44;
const OUTLINE = 0.13;
/** A diamond looks as large as a dot when its diagonal is so many times the dot's diameter. */
const DIAGONAL = 1.2;

/** How a form is painted; `line` as a share of the dot's diameter. */
const PAINT: Readonly<Record<PointForm, { fill: string; stroke: string; line: number }>> = {
  dot: { fill: COLOUR.navy, stroke: COLOUR.navy, line: 0 },
  ringed: { fill: COLOUR.navyTint, stroke: COLOUR.navy, line: OUTLINE },
  ring: { fill: COLOUR.white, stroke: COLOUR.navy, line: OUTLINE },
  // Where a goal equals the result its diamond stands on the dot: white parts them.
  diamond: { fill: COLOUR.red, stroke: COLOUR.white, line: 0.1 },
  'open-diamond': { fill: COLOUR.white, stroke: COLOUR.navy, line: OUTLINE },
};

const isDiamond = (form: PointForm) => form === 'diamond' || form === 'open-diamond';

/** A form as shapes around a centre; `dot` is the diameter of a dot, px. */
export function pointShapes(form: PointForm, cx: number, cy: number, dot: number): Shape[] {
  const { fill, stroke, line } = PAINT[form];
  const outline = line > 0 ? { stroke, line: line * dot } : {};
  if (isDiamond(form)) {
    const d = (dot * DIAGONAL) / 2;
    const corners = [
      [cx, cy - d],
      [cx + d, cy],
      [cx, cy + d],
      [cx - d, cy],
    ];
    const path = corners.map((c) => c.map((v) => v.toFixed(2)).join(' ')).join('L');
    return [{ kind: 'path', d: `M${path}Z`, fill, ...outline }];
  }
  const r = (dot * (1 - line)) / 2;
  const shapes: Shape[] = [{ kind: 'circle', cx, cy, r, fill, ...outline }];
  if (form === 'ringed') shapes.push({ kind: 'circle', cx, cy, r: (dot * CORE) / 2, fill: COLOUR.navy });
  return shapes;
}

type Series = NonNullable<EChartsOption['series']> & object[];

/** Points of a chart as series on one pair of axes: dots, the cores of the ringed ones, and diamonds over both. */
export function pointSeries(
  points: readonly { fact: Fact; value: (string | number)[] }[],
  axis: { xAxisIndex: number; yAxisIndex: number },
  dot: number,
): Series {
  const marked = points.map(({ fact, value }) => {
    const form = pointForm(fact);
    const { fill, stroke, line } = PAINT[form];
    const symbol = isDiamond(form) ? 'diamond' : 'circle';
    const symbolSize = isDiamond(form) ? dot * DIAGONAL : dot * (1 - line);
    const itemStyle = { color: fill, borderColor: stroke, borderWidth: line * dot };
    return { form, value, symbol, symbolSize, itemStyle };
  });
  const core = { symbol: 'circle', symbolSize: dot * CORE, itemStyle: { color: COLOUR.navy } };
  const layers = [
    marked.filter(({ form }) => !isDiamond(form)),
    marked.filter(({ form }) => form === 'ringed').map(({ value }) => ({ value, ...core })),
    marked.filter(({ form }) => isDiamond(form)),
  ];
  return layers.map((data, i) => ({
    ...axis,
    type: 'scatter' as const,
    silent: true,
    clip: false,
    z: 3 + i,
    itemStyle: { opacity: 1 },
    data,
  }));
}
