/**
 * Figures for a report whose editor has chosen none: what an editor would draw of the indicators alone. Titles name what is drawn
 * and judge nothing. Never: sums, values worked back, two units on an axis, periods that overlap, two years of things that the report
 * names differently.
 */
import { checkFigureKind, checkRowKind } from '../report/figure-kinds.ts';
import type { Fact, FigureKind, FigureRow, FigureSpec, Indicator, Report, Words } from '../report/report.ts';
import { enumerations } from './enumerations.ts';

export type FigureSource = Pick<Report, 'text' | 'profile' | 'indicators' | 'facts' | 'headline'>;

/** Names longer than this do not stand in the narrow columns of a sheet. */
const NAME = 14;
/** Rows of a figure, by place: what is most at hand, not everything. */
const MOST = {
  growth: 8,
  dumbbell: 6,
  pairs: 4,
  share: 4,
  bar: 6,
  places: 8,
  board: 12,
  topicBoard: 6,
  keys: 6,
};
/** A topic has no more figures than stand on a page. */
const MOST_OF_TOPIC = 3;

/** Figures of the overview, most important first. */
export function overviewFigures(report: FigureSource): FigureSpec[] {
  const all = [...report.indicators.values()];
  return [
    growth(report, all),
    againstTargets(report, all),
    board(report, 'overview', statedTargets(all), MOST.board),
    places(report, all),
    keyFigures(report, 'overview', report.headline.length > 0 ? report.headline : all),
  ].filter(isFigure);
}

/** Figures of a topic whose indicators are these, in the report's order. */
export function topicFigures(report: FigureSource, topic: string, own: readonly Indicator[]): FigureSpec[] {
  const charts = [
    pairs(report, topic, own),
    ...enumerations(
      report.text,
      own.filter((i) => isReviewed(report, i)),
    ).map((group, i) =>
      bars(report, `${topic}-bars${i === 0 ? '' : `-${i + 1}`}`, topic, group.title, group.indicators),
    ),
    shares(report, topic, own, 'actual'),
    shares(report, topic, own, 'target'),
  ].filter(isFigure);
  const targets = board(
    report,
    topic,
    own.filter((i) => i.status === 'target'),
    MOST.topicBoard,
  );
  const boards = [targets].filter(isFigure);
  const figures = [...charts.slice(0, MOST_OF_TOPIC - boards.length), ...boards];
  return figures.length > 0 ? figures : [keyFigures(report, topic, own)].filter(isFigure);
}

const isFigure = (figure: FigureSpec | null): figure is FigureSpec => figure !== null;

/** Done in the year under review, as a whole: a quarter or a half of it is another period. */
function isReviewed({ profile }: FigureSource, indicator: Indicator): boolean {
  return indicator.status === 'actual' && indicator.period === String(profile.reviewYear);
}

const factOf = (report: FigureSource, indicator: Indicator) => report.facts.get(indicator.id);

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

function growth(report: FigureSource, all: readonly Indicator[]): FigureSpec | null {
  const rows = growing(report, all).map((indicator): FigureRow => {
    const rate = rateOf(report, indicator);
    const level = factOf(report, indicator);
    return { ...(rate ? { value: rate } : {}), ...(level && level !== rate ? { aside: level } : {}) };
  });
  return figure(report, 'bar', 'overview-growth', 'overview', rows.slice(0, MOST.growth), {
    title: '主要指标增速',
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

function againstTargets(report: FigureSource, all: readonly Indicator[]): FigureSpec | null {
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

/** Targets of the section that states most rates for the year; without such a section all. */
function statedTargets(all: readonly Indicator[]): Indicator[] {
  const targets = all.filter((i) => i.status === 'target');
  const rates = targets.filter((i) => i.measure === 'growth').map((i) => i.section);
  const count = (section: string) => rates.filter((s) => s === section).length;
  const section = [...new Set(rates)].sort((a, b) => count(b) - count(a))[0];
  return section !== undefined && count(section) >= 3
    ? targets.filter((i) => i.section === section)
    : targets;
}

/** Numbers first, then what is set in words. */
function board(
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
    subtitle: [thisYear(report), '目标'],
    least: 3,
  });
}

const WIDTH = [/国/, /省|自治区/, /市|州|盟/];

/** Places, the widest circle first: a table, because the first place would be the shortest bar. */
function places(report: FigureSource, all: readonly Indicator[]): FigureSpec | null {
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
    subtitle: [reviewYear(report), '报告所列位次'],
    least: 3,
  });
}

function keyFigures(report: FigureSource, topic: string, from: readonly Indicator[]): FigureSpec | null {
  const rows = from
    .filter((i) => isReviewed(report, i) && i.measure === 'level' && i.short.length <= NAME)
    .flatMap((i): FigureRow[] => {
      const value = factOf(report, i);
      const change = report.facts.get(`${i.id}.change`);
      return value?.kind === 'value' ? [{ value, ...(change ? { aside: change } : {}) }] : [];
    });
  return figure(report, 'key-figures', `${topic}-figures`, topic, fullLines(rows.slice(0, MOST.keys)), {
    title: '主要数据',
    subtitle: [reviewYear(report)],
    least: 3,
  });
}

/** Six, four or three cells: no line half empty. */
const fullLines = (rows: FigureRow[]): FigureRow[] => rows.slice(0, rows.length === 5 ? 4 : rows.length);

/** Numbers of both years, each thing on a scale of its own. */
function pairs(report: FigureSource, topic: string, own: readonly Indicator[]): FigureSpec | null {
  const rows = couples(report, own).flatMap(([done, goal]): FigureRow[] => {
    const [from, value] = [factOf(report, done), factOf(report, goal)];
    const numbers = from?.kind === 'value' && value?.kind === 'value' && from.unit === value.unit;
    return numbers && goal.short.length <= NAME ? [{ from, value }] : [];
  });
  return figure(report, 'pairs', `${topic}-pairs`, topic, rows.slice(0, MOST.pairs), {
    title: '完成数与目标',
    subtitle: [reviewYear(report), '完成数与', thisYear(report), '目标'],
    least: 2,
  });
}

function bars(
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
    subtitle: [reviewYear(report), `，单位：${indicators[0]?.unit ?? ''}`],
    least: 3,
  });
}

/** Parts of a whole: levels in per cent that no place or growth is. */
function shares(
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
      subtitle: [goal ? thisYear(report) : reviewYear(report), goal ? '目标，单位：%' : '，单位：%'],
      least: 2,
    },
  );
}

type Piece = string | { which: 'year' | 'review-year'; year: number | null };
const reviewYear = ({ profile }: FigureSource): Piece => ({ which: 'review-year', year: profile.reviewYear });
const thisYear = ({ profile }: FigureSource): Piece => ({ which: 'year', year: profile.year });

/** Plain words; a year that the report does not state is left out. */
function wordsOf(address: string, pieces: readonly Piece[]): Words {
  const runs = pieces.flatMap((piece): Words['runs'] => {
    if (typeof piece === 'string') return [{ kind: 'text', text: piece }];
    if (piece.year === null) return [];
    return [
      { kind: 'year', which: piece.which, text: String(piece.year) },
      { kind: 'text', text: '年' },
    ];
  });
  const [first] = runs;
  // Without its year the line begins with what follows.
  if (first?.kind === 'text') first.text = first.text.replace(/^，/, '');
  return { address, runs, text: runs.map((r) => r.text).join('') };
}

/** A figure of the rows that its kind can show; null if too few are left. */
function figure(
  { facts }: FigureSource,
  kind: FigureKind,
  id: string,
  topic: string,
  given: FigureRow[] | { label: string; rows: FigureRow[] }[],
  { title, subtitle, least }: { title: string; subtitle: Piece[]; least: number },
): FigureSpec | null {
  const address = `default#${id}`;
  const sound = (row: FigureRow) => {
    let faults = 0;
    checkRowKind(kind, row, () => faults++);
    return faults === 0 && [row.value, row.from].every((f) => f === undefined || facts.has(f.ref));
  };
  const groups = given
    .flatMap((g) => ('rows' in g ? [g] : []))
    .map((g, i) => ({
      label: wordsOf(`${address}.groups.${i}.label`, [g.label]),
      rows: g.rows.filter(sound),
    }));
  const rows = given.flatMap((r) => ('rows' in r ? [] : [r])).filter(sound);
  const spec: FigureSpec = {
    id,
    kind,
    topic,
    title: wordsOf(`${address}.title`, [title]),
    subtitle: wordsOf(`${address}.subtitle`, subtitle),
    groups: groups.length > 0 ? groups.filter((g) => g.rows.length > 0) : [{ rows }],
    options: { sort: kind === 'bar' ? 'value' : 'given' },
  };
  const shown = spec.groups.flatMap((g) => g.rows);
  const note = kind === 'bar' ? noteOf(shown) : namesDiffer(shown) ? '两年用词不尽相同，以报告原文为准' : '';
  if (note) spec.note = wordsOf(`${address}.note`, [note]);
  let faults = 0;
  checkFigureKind(spec, 'rows', () => faults++);
  return shown.length >= least && faults === 0 ? spec : null;
}

/** Whether a row joins two years under two names. */
function namesDiffer(rows: readonly FigureRow[]): boolean {
  return rows.some(({ value, from }) => {
    const [a, b] = [value?.indicator, from?.indicator];
    return a !== undefined && b !== undefined && a !== b && a.name !== b.name;
  });
}

/** What tints and arrows say, where there are any. */
function noteOf(rows: readonly FigureRow[]): string {
  const facts = rows.flatMap((r) => r.value ?? []);
  const parts = [
    ...(facts.some((f) => /预计|左右|约|近/.test(f.text)) ? ['浅色为“预计”或“左右”'] : []),
    ...(facts.some((f) => f.encoding.endsWith('lower-bound')) ? ['箭头表示实际值不低于条形所示'] : []),
  ];
  return parts.join('；');
}
