/** Figure specifications written by hand: what the reader would hand over, without reading a report. */
import type {
  Fact,
  FigureGroup,
  FigureKind,
  FigureRow,
  FigureSpec,
  Indicator,
  Span,
  Words,
} from '../../scripts/report/report.ts';

export const times = { year: 2023, reviewYear: 2022 };

export const words = (address: string, text: string): Words => ({
  address,
  text,
  runs: [{ kind: 'text', text }],
});

export const span = (text: string, start = 100): Span => ({ start, end: start + text.length, text });

function indicator(id: string, name: string, part: Partial<Indicator> = {}): Indicator {
  return {
    id,
    name,
    short: name,
    aliases: [],
    measure: 'level',
    qualifiers: [],
    period: '2022',
    status: 'actual',
    section: '1.1',
    quote: name,
    span: span(name),
    ...part,
  };
}

interface Stated {
  before?: string;
  number?: string;
  unit?: string;
  after?: string;
  value?: number;
  high?: number;
  kind?: Fact['kind'];
  encoding?: Fact['encoding'];
  period?: string;
  status?: Fact['status'];
}

/** A fact as the reader makes it: `fact('gdp', '地区生产总值', {before: '预计超', number: '1900', unit: '亿元'})`. */
export function fact(id: string, name: string, stated: Stated): Fact {
  const { before = '', number = '', unit = '', after = '', kind = 'value' } = stated;
  const { period = '2022', status = 'actual', encoding = 'reported' } = stated;
  const own = kind === 'derived' ? undefined : indicator(id, name, { period, status });
  return {
    ref: kind === 'change' ? `${id}.change` : id,
    kind,
    ...(own ? { indicator: own } : {}),
    before,
    number,
    unit,
    after,
    text: before + number + unit + after,
    value: stated.value ?? (number === '' ? Number.NaN : Number(number)),
    ...(stated.high === undefined ? {} : { high: stated.high }),
    status,
    period,
    encoding,
    quote: name,
    label: name,
  };
}

export function spec(
  id: string,
  kind: FigureKind,
  rows: FigureRow[] | FigureGroup[],
  title = '四家企业销售跨上新台阶',
): FigureSpec {
  const grouped = rows.every((r): r is FigureGroup => 'rows' in r);
  return {
    id,
    kind,
    topic: 'industry',
    title: words(`figures.yaml#${id}.title`, title),
    groups: grouped ? rows : [{ rows: rows.filter((r): r is FigureRow => !('rows' in r)) }],
    options: { sort: 'given' },
  };
}

const over = (id: string, name: string, before: string, number: string, value?: number) =>
  fact(id, name, { before, number, unit: '亿元', encoding: 'lower-bound', value: value ?? Number(number) });

export const firms = spec('leading-firms', 'bar', [
  { value: over('trina', '天合光能', '突破', '600') },
  {
    value: over('byd', '比亚迪常州基地', '突破', '280'),
    aside: fact('byd-output', '总产量', {
      before: '超',
      number: '18',
      unit: '万辆',
      encoding: 'lower-bound',
    }),
  },
  { value: over('hequan', '合全药业', '首破', '百', 100), note: span('全区首家年纳税额破10亿元企业') },
  { value: over('juhe', '聚和材料', '首破', '50'), note: span('在科创板挂牌上市', 300) },
]);

const growth = (id: string, name: string, number: string, part: Stated = {}) =>
  fact(id, name, { before: '同比增长', number, unit: '%', kind: 'change', ...part });
const level = (id: string, name: string, before: string, number: string, unit = '亿元') =>
  fact(id, name, { before, number, unit });
const about: Stated = { after: '左右', encoding: 'expected' };

export const growthRank: FigureSpec = {
  ...spec('growth-rank', 'bar', [
    {
      value: growth('gdp', '地区生产总值', '5', about),
      aside: level('gdp', '地区生产总值', '预计超', '1900'),
    },
    {
      value: growth('invoiced', '全口径工业开票销售', '30.8'),
      aside: level('invoiced', '全口径工业开票销售', '', '4750'),
    },
    {
      value: growth('gross', '规上工业总产值', '12', about),
      aside: level('gross', '规上工业总产值', '突破', '3400'),
    },
    { value: growth('trade', '进出口总额', '10.1'), aside: level('trade', '进出口总额', '', '1200') },
    {
      value: growth('hightech', '高新技术产业产值', '9.5', { encoding: 'expected' }),
      aside: level('hightech', '高新技术产业产值', '预计', '1950'),
    },
    {
      value: growth('income', '城乡居民人均可支配收入', '5.5', about),
      aside: level('income', '城乡居民人均可支配收入', '预计超', '5.9', '万元'),
    },
    {
      value: growth('budget', '一般公共预算收入', '5', { before: '同口径增长' }),
      aside: level('budget', '一般公共预算收入', '', '132.5'),
    },
  ]),
  options: { sort: 'value' },
};

export const declines = spec('fires', 'bar', [
  { value: growth('fire-h2', '火灾起数下半年以来', '14.3', { before: '同比下降', value: -14.3 }) },
  { value: growth('fire-q4', '火灾起数四季度以来', '36.2', { before: '同比下降', value: -36.2 }) },
]);

export const mixed = spec('mixed', 'bar', [
  { value: growth('trade', '进出口总额', '10.1') },
  { value: growth('pm', 'PM2.5平均浓度', '9.1', { before: '同比下降', value: -9.1 }) },
]);
