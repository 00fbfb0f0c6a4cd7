/** Figures as native charts of office programs: what stands in their data sheets and beside their bars. Kinds without such a form give null. */
import type { Fact, FigureRow, FigureSpec } from '../report/report.ts';
import { altText } from './alt.ts';
import { type Ink, inkOf } from './colours.ts';
import type { Times } from './figure.ts';
import { HEI, periodRuns, rowLabel, smallPrint } from './label.ts';
import { printed } from './number.ts';

/** A piece of a label. `value`: the number itself, which follows the data sheet; `hanzi`: a number in words with its unit; `mark`: the arrow of a lower bound. */
export interface LabelPiece {
  text: string;
  role: 'mark' | 'small' | 'number' | 'hanzi' | 'value' | 'note';
}

export interface NativePoint {
  fact: Fact;
  /** In the data sheet. */
  value: number;
  /** Lines of pieces. */
  label: LabelPiece[][];
  ink: Ink;
}

export interface NativeChart {
  direction: 'bar' | 'column';
  /** Above a panel of several. */
  title: string | null;
  categories: string[];
  /** Name of the one series. */
  series: string;
  points: NativePoint[];
  /** Where the axis ends, if the kind says so: 100 for shares. */
  most: number | null;
  /** Alternative text. */
  alt: string;
}

/** The arrows that office fonts have; towards larger values. */
const ARROW = { bar: '►', column: '▲' };

/**
 * The native charts of a figure, null where it has no native form: a range, a number in words, increases beside declines, a value before
 * on the same bar, several groups, or a kind that no office chart draws honestly.
 */
export function nativeCharts(spec: FigureSpec, times: Times): NativeChart[] | null {
  const rows = spec.groups.flatMap((g) => g.rows);
  const facts = rows.flatMap((r) => [r.from, r.value].filter((f): f is Fact => f !== undefined));
  if (facts.length === 0 || facts.some((f) => !Number.isFinite(f.value) || f.high !== undefined)) return null;
  switch (spec.kind) {
    case 'bar':
    case 'share': {
      const falls = facts.every((f) => f.value < 0);
      const plain =
        spec.groups.length === 1 && !spec.groups[0]?.label && rows.every((r) => r.value && !r.from);
      if (!plain || (!falls && facts.some((f) => f.value < 0)) || facts.every((f) => f.value === 0))
        return null;
      return [oneChart(spec, sorted(rows, spec))];
    }
    case 'pairs': {
      const charts = rows.map((row) => pairChart(spec, row, times));
      return charts.every((chart) => chart !== null) ? charts : null;
    }
    default:
      return null;
  }
}

function oneChart(spec: FigureSpec, rows: readonly FigureRow[]): NativeChart {
  const points = rows.flatMap((row) => (row.value ? [pointOf(row.value, row, 'bar')] : []));
  const units = [...new Set(points.map((p) => p.fact.unit))];
  return {
    direction: 'bar',
    title: null,
    categories: rows.map((row) => rowLabel(row).text),
    series:
      spec.kind === 'share'
        ? '比例（%）'
        : points.every((p) => p.fact.kind === 'change')
          ? '增速（%）'
          : `数值${units.length === 1 && units[0] ? `（${units[0]}）` : ''}`,
    points,
    most: spec.kind === 'share' ? 100 : null,
    alt: altText(spec),
  };
}

/** Two years of one thing; null where a column would stand without its year. */
function pairChart(spec: FigureSpec, row: FigureRow, times: Times): NativeChart | null {
  const facts = [row.from, row.value].filter((f): f is Fact => f !== undefined);
  const categories = facts.map((fact) =>
    periodRuns(fact, times, { face: HEI, size: 1, fill: '' })
      .map((run) => run.text)
      .join(''),
  );
  if (facts.length < 2 || categories.includes('') || facts.some((f) => f.value <= 0)) return null;
  const { text } = rowLabel(row);
  return {
    direction: 'column',
    title: text,
    categories,
    series: text,
    points: facts.map((fact) => pointOf(fact, fact === row.value ? row : {}, 'column')),
    most: null,
    alt: altText({ ...spec, groups: [{ rows: [row] }] }),
  };
}

function pointOf(fact: Fact, row: FigureRow, direction: NativeChart['direction']): NativePoint {
  const ink = inkOf(fact);
  const value = Math.abs(fact.value);
  const { before, number, unit, after } = printed(fact);
  const pieces: LabelPiece[] = [
    { text: before, role: 'small' },
    // A number in hanzi, or one with marks between its digits, is words: the sheet has its value.
    ...(/^[^0-9]+$/.test(number)
      ? [{ text: number + unit, role: 'hanzi' as const }]
      : [
          { text: number, role: number === String(value) ? ('value' as const) : ('number' as const) },
          { text: unit, role: unit === '%' ? ('number' as const) : ('small' as const) },
        ]),
    { text: after + (ink.derived ? '*' : ''), role: 'small' },
  ];
  const mark: LabelPiece[] = ink.open ? [{ text: ARROW[direction], role: 'mark' }] : [];
  const line = pieces.filter((p) => p.text !== '');
  const small = smallPrint(row).map((s): LabelPiece => ({ text: s.text, role: 'note' }));
  // Above a column the arrow stands on it.
  const lines = direction === 'column' ? [line, small, mark] : [[...mark, ...line], small];
  return { fact, value, ink, label: lines.filter((l) => l.length > 0) };
}

/** As the drawing sorts them. */
function sorted(rows: readonly FigureRow[], spec: FigureSpec): readonly FigureRow[] {
  if (spec.kind === 'share' || spec.options.sort === 'given') return rows;
  return rows.toSorted((a, b) => (b.value?.value ?? 0) - (a.value?.value ?? 0));
}

/** Why a figure has no native form, for those who would edit it: in Chinese, as build.json says it. */
export function whyNotNative({ kind }: FigureSpec): string {
  switch (kind) {
    case 'slope':
      return '坡度图各行单位不同，各按自己的比例画；原生折线图只有一根数值轴，数值相近的标签会相叠';
    case 'dumbbell':
      return '哑铃图横着画；原生折线图的高低点连线只能竖着画，散点图的轴上没有名称，数据表里要另编纵坐标';
    case 'bar':
    case 'share':
    case 'pairs':
      return '有区间、汉字数、增减并列、分组或缺年份的数，原生条形图画不准';
    default:
      return '办公软件没有这种图表';
  }
}
