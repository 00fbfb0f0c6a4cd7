/** Rates of the year and results against goals: figures that set numbers of two years, or growth, side by side. */
import type { Fact, FigureRow, FigureSpec, Indicator } from '../report/report.ts';
import {
  type FigureSource,
  factOf,
  figure,
  isReviewed,
  NAME,
  reviewYear,
  thisYear,
} from './default-figure.ts';

/** Rows of a figure: what is most at hand, not everything. */
const MOST = { growth: 8, dumbbell: 6, pairs: 4 };

/** The indicator's rate of change in per cent, stated by itself or beside its level. */
function rateOf(report: FigureSource, indicator: Indicator): Fact | undefined {
  const rate =
    indicator.measure === 'growth'
      ? factOf(report, indicator)
      : indicator.change?.kind === 'growth'
        ? report.facts.get(`${indicator.id}.change`)
        : undefined;
  return rate?.unit === '%' && Number.isFinite(rate.value) ? rate : undefined;
}

/** Rates of the year: of sums of money, and of what has a rate for its target; of all there are where that is little. */
export function growing(report: FigureSource, all: readonly Indicator[]): Indicator[] {
  const rates = all.filter((i) => isReviewed(report, i) && rateOf(report, i));
  const goal = (i: Indicator) =>
    all.some((t) => t.status === 'target' && t.measure === 'growth' && same(i, t));
  const main = rates.filter((i) => /元$/.test(i.unit ?? '') || goal(i));
  return main.length >= 3 ? main : rates;
}

/** Rates of the year, largest first. */
export function growth(report: FigureSource, all: readonly Indicator[]): FigureSpec | null {
  const rows = growing(report, all).map((indicator): FigureRow => {
    const rate = rateOf(report, indicator);
    const level = factOf(report, indicator);
    return { ...(rate ? { value: rate } : {}), ...(level && level !== rate ? { aside: level } : {}) };
  });
  return figure(report, 'bar', 'overview-growth', 'overview', rows.slice(0, MOST.growth), {
    title: '主要指标增速',
    lead: [],
    subtitle: [reviewYear(report), '增速（%），灰字为总量'],
    least: 3,
  });
}

/** Whether the report names both alike, so that two years may stand side by side. */
function same(a: Indicator, b: Indicator): boolean {
  const plain = (name: string) => name.replace(/[“”\s]/g, '');
  const namesOf = (i: Indicator) => [i.name, ...i.aliases].map(plain);
  return namesOf(a).some((name) => namesOf(b).includes(name));
}

/** What was done and what is to be done of the same thing, by the editor's pair or by name. */
function couples(report: FigureSource, all: readonly Indicator[]): [Indicator, Indicator][] {
  const targets = [...report.indicators.values()].filter((i) => i.status === 'target');
  return all.flatMap((done): [Indicator, Indicator][] => {
    if (!isReviewed(report, done)) return [];
    const named = targets.filter((t) => same(done, t));
    const goal = named.find((t) => t.id === done.pair) ?? (named.length === 1 ? named[0] : undefined);
    return goal ? [[done, goal]] : [];
  });
}

/** Rates of the year against the rates aimed at. */
export function againstTargets(report: FigureSource, all: readonly Indicator[]): FigureSpec | null {
  const rows = couples(report, all).flatMap(([done, goal]): FigureRow[] => {
    const from = rateOf(report, done);
    const value = factOf(report, goal);
    const rate = goal.measure === 'growth' && value?.unit === '%';
    return from && value && (rate || value.kind === 'words') ? [{ from, value }] : [];
  });
  const numbers = rows.filter((r) => Number.isFinite(r.value?.value));
  if (numbers.length < 2) return null;
  return figure(report, 'dumbbell', 'overview-targets', 'overview', rows.slice(0, MOST.dumbbell), {
    title: '主要指标增速与预期目标',
    subtitle: [reviewYear(report), '增速与', thisYear(report), '预期目标（%）'],
    least: 2,
  });
}

/** Numbers of both years, each thing on a scale of its own. */
export function pairs(report: FigureSource, topic: string, own: readonly Indicator[]): FigureSpec | null {
  const rows = couples(report, own).flatMap(([done, goal]): FigureRow[] => {
    const [from, value] = [factOf(report, done), factOf(report, goal)];
    const numbers = from?.kind === 'value' && value?.kind === 'value' && from.unit === value.unit;
    return numbers && goal.short.length <= NAME ? [{ from, value }] : [];
  });
  return figure(report, 'pairs', `${topic}-pairs`, topic, rows.slice(0, MOST.pairs), {
    title: '完成数与目标',
    lead: [thisYear(report), '目标：'],
    subtitle: [reviewYear(report), '完成数与', thisYear(report), '目标，各图单位不同，高度不宜互比'],
    least: 2,
  });
}
