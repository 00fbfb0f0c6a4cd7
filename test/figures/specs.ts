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

const goal = (id: string, name: string, stated: Stated) =>
  fact(id, name, { status: 'target', period: '2023', encoding: 'target', ...stated });

/** A target that is itself a rate of change: growth in figures.yaml, a fact of kind value. */
const rate = (id: string, name: string, number: string) =>
  goal(id, name, { before: '增长', number, unit: '%', after: '左右', kind: 'change' });

export const targets = spec('targets', 'dumbbell', [
  { from: growth('gross', '规上工业总产值', '12', about), value: rate('gross-target', '规上工业产值', '10') },
  {
    from: growth('budget', '一般公共预算收入', '5', { before: '同口径增长' }),
    value: rate('budget-target', '一般公共预算收入', '6'),
  },
  { from: growth('gdp', '地区生产总值', '5', about), value: rate('gdp-target', '地区生产总值', '5.5') },
  {
    from: growth('trade', '进出口总额', '10.1'),
    value: goal('trade-target', '进出口总额', { before: '保持稳定', kind: 'words' }),
  },
  {
    from: growth('income', '居民人均可支配收入', '5.5', about),
    value: goal('income-target', '居民人均可支配收入', {
      before: '与地区生产总值增幅基本同步',
      kind: 'words',
    }),
  },
]);

const derived = (id: string, name: string, number: string, unit: string) =>
  fact(id, name, { number, unit, kind: 'derived', encoding: 'derived', period: '2021' });

export const rises = spec('rises', 'slope', [
  {
    from: derived('hightech-before', '高新技术企业', '840', '家'),
    value: fact('hightech-firms', '高新技术企业', { number: '1060', unit: '家' }),
    aside: fact('hightech-net', '高新技术企业', { before: '净增', number: '220', unit: '家' }),
  },
  {
    from: derived('share-before', '主导产业占规上工业产值比重', '70.7', '%'),
    value: fact('dominant-share', '主导产业占规上工业产值比重', { number: '78', unit: '%' }),
  },
  {
    from: derived('firms-before', '销售超亿元企业', '484', '家'),
    value: fact('firms-100m', '销售超亿元企业', {
      before: '预计',
      number: '530',
      unit: '家',
      encoding: 'expected',
    }),
  },
]);

export const tasks = spec('tasks', 'pairs', [
  {
    from: fact('hightech-net', '净增高新技术企业', { number: '220', unit: '家' }),
    value: goal('hightech-goal', '净增高新技术企业', { before: '力争', number: '150', unit: '家' }),
  },
  {
    from: fact('sme', '新增科小企业', { number: '106', unit: '家' }),
    value: goal('sme-goal', '新增科小企业', { before: '力争', number: '150', unit: '家' }),
  },
  {
    from: fact('contracts', '技术合同额', { number: '72.68', unit: '亿元' }),
    value: goal('contracts-goal', '技术合同额', {
      before: '突破',
      number: '80',
      unit: '亿元',
      encoding: 'target-lower-bound',
    }),
  },
  {
    from: fact('talents', '人才', { number: '2.53', unit: '万人' }),
    value: goal('talents-goal', '人才', {
      before: '不少于',
      number: '2.4',
      unit: '万人',
      encoding: 'target-lower-bound',
    }),
  },
]);

export const eightTasks = spec('eight-tasks', 'pairs', [
  ...(tasks.groups[0]?.rows ?? []),
  {
    from: fact('seats', '新增学位', { number: '11610', unit: '个' }),
    value: goal('seats-goal', '新增学位', { number: '6000', unit: '个' }),
  },
  {
    from: fact('parking', '新增公共停车泊位', { number: '3359', unit: '个' }),
    value: goal('parking-goal', '新增公共停车泊位', {
      number: '2000',
      unit: '个',
      after: '以上',
      encoding: 'target-lower-bound',
    }),
  },
  {
    from: fact('farmland', '高标准农田', { number: '4550', unit: '亩' }),
    value: goal('farmland-goal', '高标准农田', {
      before: '不少于',
      number: '3800',
      unit: '亩',
      encoding: 'target-lower-bound',
    }),
  },
  {
    from: fact('digital', '企业“智改数转”专题辅导', {
      before: '超',
      number: '800',
      unit: '家',
      encoding: 'lower-bound',
    }),
    value: goal('digital-goal', '企业“智改数转”免费诊断', { number: '700', unit: '家' }),
  },
]);

export const shares = spec('shares', 'share', [
  {
    from: derived('share-before', '主导产业占规上工业产值比重', '70.7', '%'),
    value: fact('dominant-share', '主导产业占规上工业产值比重', { number: '78', unit: '%' }),
  },
  { value: fact('rd-institutes', '规上高企研发机构覆盖率', { number: '86.4', unit: '%' }) },
  {
    value: fact('services', '政务服务事项进驻', {
      number: '95',
      unit: '%',
      after: '以上',
      encoding: 'lower-bound',
    }),
  },
  {
    value: goal('air', '优良天数比例', {
      number: '78',
      unit: '%',
      after: '以上',
      encoding: 'target-lower-bound',
    }),
  },
]);
