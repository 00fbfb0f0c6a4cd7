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
    ref: kind === 'change' || kind === 'rank' ? `${id}.${kind}` : id,
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

const class100 = (id: string, name: string, number: string, stated: Stated = {}) =>
  goal(id, name, { number, unit: '家', ...stated });
const atLeast: Stated = { after: '以上', encoding: 'target-lower-bound', period: '十四五' };

/** Two groups whose rows have the same names. */
export const classes = spec('tiers-1115', 'unit-grid', [
  {
    label: words('figures.yaml#tiers-1115.groups.0.label', '到“十四五”期末'),
    rows: [
      { value: class100('c100', '百亿级企业', '10', atLeast) },
      { value: class100('c50', '50亿级企业', '10', atLeast) },
      { value: class100('c30', '30亿级企业', '10', atLeast) },
      { value: class100('c10', '10亿级企业', '50', atLeast) },
    ],
  },
  {
    label: words('figures.yaml#tiers-1115.groups.1.label', '当年力争新增'),
    rows: [
      { value: class100('n100', '百亿级企业', '1') },
      { value: class100('n50', '50亿级企业', '1') },
      { value: class100('n30', '30亿级企业', '2') },
      { value: class100('n10', '10亿级企业', '5') },
    ],
  },
]);

export const yearlyClasses = spec('yearly-classes', 'unit-grid', classes.groups[1]?.rows ?? []);

/** Two groups whose rows have different names. */
export const projects = spec('projects', 'unit-grid', [
  {
    label: words('figures.yaml#projects.groups.0.label', '完成'),
    rows: [
      { value: fact('large', '重大产业项目', { number: '14', unit: '个' }) },
      { value: fact('foreign', '优质外资项目', { number: '21', unit: '个' }) },
    ],
  },
  {
    label: words('figures.yaml#projects.groups.1.label', '力争'),
    rows: [
      {
        value: goal('large-goal', '产业项目', {
          before: '超',
          number: '7',
          unit: '个',
          encoding: 'target-lower-bound',
        }),
      },
      {
        value: goal('foreign-goal', '精品外资项目', {
          before: '不低于',
          number: '20',
          unit: '个',
          encoding: 'target-lower-bound',
        }),
      },
    ],
  },
]);

export const keyNumbers = spec('key-numbers', 'key-figures', [
  {
    value: level('gross', '规上工业总产值', '突破', '3400'),
    aside: growth('gross', '规上工业总产值', '12', about),
  },
  {
    value: level('invoiced', '全口径工业开票销售', '', '4750'),
    aside: growth('invoiced', '全口径工业开票销售', '30.8'),
  },
  {
    value: fact('firms-100m', '销售超亿元企业', {
      before: '预计',
      number: '530',
      unit: '家',
      encoding: 'expected',
    }),
  },
  {
    value: fact('large', '引进重大产业项目', { number: '14', unit: '个' }),
    note: span('总投资超1亿美元或10亿元以上'),
  },
  { value: fact('giants', '国家级专精特新“小巨人”企业', { number: '16', unit: '家' }) },
  { value: fact('seats', '新增学位', { number: '11610', unit: '个' }) },
]);

export const board = spec('board', 'target-board', [
  { value: rate('gdp-target', '地区生产总值', '5.5') },
  { value: rate('budget-target', '一般公共预算收入', '6') },
  { value: rate('investment-target', '固定资产投资', '5') },
  { value: rate('gross-target', '规上工业产值', '10') },
  { value: rate('retail-target', '社会消费品零售总额', '6') },
  { value: goal('trade-target', '实际到账外资和进出口总额', { before: '保持稳定', kind: 'words' }) },
  {
    value: goal('income-target', '居民人均可支配收入', {
      before: '与地区生产总值增幅基本同步',
      kind: 'words',
    }),
  },
  { value: goal('safety-target', '生产安全事故起数和死亡人数', { before: '持续下降', kind: 'words' }) },
]);

const place = (id: string, name: string, before: string, number: string) =>
  fact(id, name, {
    before,
    number,
    unit: number === '' ? '' : '位',
    kind: 'rank',
    value: Number(number || '1'),
  });

export const ranks = spec('ranks', 'rank-table', [
  {
    label: words('figures.yaml#ranks.groups.0.label', '全国'),
    rows: [{ value: place('zone', '国家高新区排名', '攀升至全国第', '21') }],
  },
  {
    label: words('figures.yaml#ranks.groups.1.label', '全省'),
    rows: [{ value: place('business', '营商环境评价', '位列全省城区第', '2') }],
  },
  {
    label: words('figures.yaml#ranks.groups.2.label', '全市'),
    rows: [
      {
        value: place('patents', '万人发明专利拥有量', '列全市第一', ''),
        aside: fact('patents', '万人发明专利拥有量', { number: '83.81', unit: '件' }),
      },
      {
        value: place('contracts', '技术合同登记总额', '位列全市第一', ''),
        aside: fact('contracts', '技术合同登记总额', { number: '72.68', unit: '亿元' }),
      },
      { value: place('foreign-capital', '实际利用外资', '总量保持全市第一', '') },
    ],
  },
]);

export const ladder = spec('ladder', 'tiers', [
  { value: fact('sme', '新增落户科小企业', { number: '106', unit: '家' }) },
  {
    value: fact('hightech-firms', '高新技术企业', { number: '1060', unit: '家' }),
    note: span('净增高企220家'),
  },
  { value: fact('gazelle', '瞪羚企业', { number: '136', unit: '家' }) },
  { value: fact('unicorn', '潜在独角兽企业', { number: '12', unit: '家' }) },
]);

const fragment = (label: string, ...texts: string[]): FigureRow => ({
  label: words(`figures.yaml#opening.rows.${label}`, label),
  fragments: texts.map((t) => span(t)),
});

const word = (name: string, part: Partial<FigureRow> = {}): FigureRow => ({ name: span(name), ...part });

export const grids = spec('grids', 'layers', [
  word('镇（街道）'),
  word('村（社区）'),
  word('网格'),
  word('微网格', { note: span('按照50至100户为基本单位', 200) }),
  word('户'),
  {
    value: fact('coverage', '“网格党群直通站”建设覆盖率', {
      number: '50',
      unit: '%',
      after: '以上',
      encoding: 'target-lower-bound',
      status: 'target',
    }),
  },
]);

const year = (which: 'year' | 'review-year', digits: string, rest: string): Words => ({
  address: `figures.yaml#times.${which}`,
  text: digits + rest,
  runs: [
    { kind: 'year', text: digits, which },
    { kind: 'text', text: rest },
  ],
});
const plan: Stated = { encoding: 'plan-lower-bound', status: 'plan', period: '十四五' };

export const times3 = spec('times', 'timeline', [
  {
    label: year('review-year', '2022', '年'),
    rows: [{ fragments: [span('高新区成立三十周年'), span('新北区建区二十周年', 130)] }],
  },
  {
    label: year('year', '2023', '年内'),
    rows: [
      { fragments: [span('确保比亚迪二期年内竣工投产', 200)] },
      { fragments: [span('合全药业研发中心、美敦力康辉科技园等项目完成主体施工', 220)] },
    ],
  },
  {
    name: span('“十四五”末', 300),
    rows: [
      {
        value: fact('land', '提质增效工业用地', {
          before: '超',
          number: '一万',
          unit: '亩',
          value: 10000,
          ...plan,
        }),
      },
      { fragments: [span('全区拥有100亿、50亿、30亿级规模企业各10家以上', 400)] },
    ],
  },
]);

/** How many targets stand in a section, as the reader counts them. */
const counted = (path: string, title: string, count: number): FigureRow => ({
  name: span(title, 500 + count),
  value: {
    ...fact('', title, { number: String(count), unit: '项', kind: 'derived', encoding: 'derived' }),
    ref: `count:targets:${path}`,
    kind: 'count',
  },
});

export const targetNumbers = spec('target-numbers', 'bar', [
  counted('3.1', '以转型升级为主攻方向，更高质量提升发展质效', 19),
  counted('3.3', '以内外兼修为鲜明导向，更高质量推动开发开放', 0),
]);

export const opening = spec('opening', 'structure', [
  fragment(
    '通道',
    '全力推进常泰过江通道、腾龙大道等重大交通基础设施建设',
    '系统布局龙江路北延快速化改造和春江路、薛冶路等一批重点骨干路网',
  ),
  fragment('平台', '加快启动中瑞园区二期项目建设，推进中日韩国际园区提档升级'),
  fragment('环境', '构建辐射全区的“15分钟便民利企服务圈”'),
]);
