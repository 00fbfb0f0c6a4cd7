/** Figures that list numbers of one kind: goals, places, key figures, things counted in a sentence, shares. */
import type { FigureRow, FigureSpec, Indicator } from '../report/report.ts';
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
const MOST = { share: 4, bar: 6, places: 8, keys: 6 };

/** Targets of the section that states most rates for the year; without such a section all. */
export function statedTargets(all: readonly Indicator[]): Indicator[] {
  const targets = all.filter((i) => i.status === 'target');
  const rates = targets.filter((i) => i.measure === 'growth').map((i) => i.section);
  const count = (section: string) => rates.filter((s) => s === section).length;
  const section = [...new Set(rates)].sort((a, b) => count(b) - count(a))[0];
  return section !== undefined && count(section) >= 3
    ? targets.filter((i) => i.section === section)
    : targets;
}

/** Numbers first, then what is set in words. */
export function board(
  report: FigureSource,
  topic: string,
  targets: readonly Indicator[],
  most: number,
): FigureSpec | null {
  const facts = targets.flatMap((i) => factOf(report, i) ?? []);
  const words = facts.filter((f) => f.kind === 'words');
  const numbers = facts.filter((f) => f.kind !== 'words');
  const rows = [...numbers, ...words].slice(0, most).map((value): FigureRow => ({ value }));
  return figure(report, 'target-board', `${topic}-board`, topic, rows, {
    title: '主要目标',
    lead: [thisYear(report), '目标：'],
    subtitle: [thisYear(report), '主要目标，单位见各项'],
    least: 3,
  });
}

const WIDTH = [/国/, /省|自治区/, /市|州|盟/];

/** Places, the widest circle first: a table, because the first place would be the shortest bar. */
export function places(report: FigureSource, all: readonly Indicator[]): FigureSpec | null {
  const width = (among: string) =>
    (WIDTH.findIndex((w) => w.test(among)) + WIDTH.length + 1) % (WIDTH.length + 1);
  const ranked = all
    .filter((i) => isReviewed(report, i) && report.facts.has(`${i.id}.rank`) && i.short.length <= NAME)
    .slice(0, MOST.places);
  const circles = [...new Set(ranked.map((i) => i.rank?.among ?? ''))].sort((a, b) => width(a) - width(b));
  const groups = circles.map((among) => ({
    label: among,
    rows: ranked
      .filter((i) => i.rank?.among === among)
      .map((i): FigureRow => {
        const [value, level] = [report.facts.get(`${i.id}.rank`), factOf(report, i)];
        const second = level && level.kind === 'value' && level.unit !== '位' ? { aside: level } : {};
        return { ...(value ? { value } : {}), ...second };
      }),
  }));
  return figure(report, 'rank-table', 'overview-places', 'overview', groups, {
    title: '位次',
    lead: [],
    subtitle: [reviewYear(report), '报告所列位次，灰字为指标值'],
    least: 3,
  });
}

/** Levels of the year in cells, each in its unit. */
export function keyFigures(
  report: FigureSource,
  topic: string,
  from: readonly Indicator[],
): FigureSpec | null {
  const rows = from
    .filter((i) => isReviewed(report, i) && i.measure === 'level' && i.short.length <= NAME)
    .flatMap((i): FigureRow[] => {
      const value = factOf(report, i);
      const change = report.facts.get(`${i.id}.change`);
      return value?.kind === 'value' ? [{ value, ...(change ? { aside: change } : {}) }] : [];
    });
  return figure(report, 'key-figures', `${topic}-figures`, topic, fullLines(rows.slice(0, MOST.keys)), {
    title: '主要数据',
    lead: [],
    subtitle: [reviewYear(report), '主要数据，单位见各项'],
    least: 3,
  });
}

/** Six, four or three cells: no line half empty. */
const fullLines = (rows: FigureRow[]): FigureRow[] => rows.slice(0, rows.length === 5 ? 4 : rows.length);

/** Things counted in one sentence, on one axis. */
export function bars(
  report: FigureSource,
  id: string,
  topic: string,
  title: string,
  indicators: readonly Indicator[],
): FigureSpec | null {
  const rows = indicators
    .filter((i) => i.short.length <= NAME)
    .flatMap((i): FigureRow[] => {
      const value = factOf(report, i);
      return value?.kind === 'value' ? [{ value }] : [];
    });
  return figure(report, 'bar', id, topic, rows.slice(0, MOST.bar), {
    title,
    lead: [],
    subtitle: [reviewYear(report), `${title}（${indicators[0]?.unit ?? ''}）`],
    least: 3,
  });
}

/** Parts of a whole: levels in per cent that no place or growth is. */
export function shares(
  report: FigureSource,
  topic: string,
  own: readonly Indicator[],
  status: 'actual' | 'target',
): FigureSpec | null {
  const year = status === 'actual' ? report.profile.reviewYear : report.profile.year;
  const rows = own
    .filter(
      (i) => i.status === status && i.period === String(year) && i.unit === '%' && i.measure === 'level',
    )
    .filter((i) => i.short.length <= NAME)
    .flatMap((i): FigureRow[] => {
      const value = factOf(report, i);
      return value ? [{ value }] : [];
    });
  const goal = status === 'target';
  return figure(
    report,
    'share',
    `${topic}-${goal ? 'target-' : ''}shares`,
    topic,
    rows.slice(0, MOST.share),
    {
      title: goal ? '主要比例目标' : '主要比例',
      lead: goal ? [thisYear(report), '目标：'] : [],
      subtitle: [
        goal ? thisYear(report) : reviewYear(report),
        `${goal ? '主要比例目标' : '主要比例'}（%），各项分母不同，不宜互比`,
      ],
      least: 2,
    },
  );
}
