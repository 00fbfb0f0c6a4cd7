/** Figures that use true numbers in a false way: each must be refused, at its place, and its true counterpart must pass. */
import { describe, expect, it } from 'vitest';
import { faultsOf, invented, xinbei } from './figure-folder.ts';
import type { Folder } from './folder.ts';

/** Codes of the faults, each with the line of the file it points to. */
const told = async (folder: Folder, kind: string, fields: string, derived = '') => {
  const found = await faultsOf(folder, kind, fields, derived);
  for (const { at, message } of found) {
    expect(at?.file).toMatch(/figures\.yaml$/);
    expect(at?.line, message.zh).toBeGreaterThan(0);
    expect(at?.col, message.zh).toBeGreaterThan(0);
  }
  return found.map((p) => `${p.code} ${p.at?.lineText?.trim() ?? ''}`);
};

describe('a line of time', () => {
  const line = (...groups: [string, string][]) =>
    `groups:\n${groups.map(([time, row]) => `  - ${time}\n    rows:\n      - ${row}`).join('\n')}`;
  it.each<[string, Folder, string, string]>([
    [
      'a target under the year of the review',
      xinbei,
      line(['label: "{review-year}年"', 'value: gdp-target']),
      'D218 - value: gdp-target',
    ],
    [
      'a result under the year of the plan',
      invented,
      line(['label: "{year}年"', 'value: greenways']),
      'D218 - value: greenways',
    ],
    [
      'a goal of a later year under this one',
      invented,
      line(['label: "{year}年"', 'value: lake-greenway']),
      'D218 - value: lake-greenway',
    ],
    [
      'a goal of this year under a later time',
      xinbei,
      line(['name: “十四五”末', 'value: gdp-target']),
      'D218 - value: gdp-target',
    ],
    [
      'a result of the whole year under a half of it',
      xinbei,
      line(['label: "{review-year}年下半年"', 'value: parking']),
      'D218 - value: parking',
    ],
    [
      'a task of the plan under the year of the review',
      xinbei,
      line(['label: "{review-year}年"', 'fragments: [确保比亚迪二期年内竣工投产]']),
      'D218 - fragments: [确保比亚迪二期年内竣工投产]',
    ],
    [
      'what is done by the end of the plan under this year',
      xinbei,
      line(['label: "{year}年"', 'fragments: [亩均税收实现翻番]']),
      'D218 - fragments: [亩均税收实现翻番]',
    ],
    [
      'what the review says, under a day that its sentence does not name',
      xinbei,
      line(['name: 2023年1月3日', 'fragments: [高新区成立三十周年]']),
      'D218 - fragments: [高新区成立三十周年]',
    ],
    [
      'a task of the year under a later time that its sentence names too',
      xinbei,
      line(['name: “十四五”末', 'fragments: [确保全年整治提升“危污乱散低”企业不低于2700家]']),
      'D218 - fragments: [确保全年整治提升“危污乱散低”企业不低于2700家]',
    ],
    [
      'small print of another time',
      invented,
      line(['label: "{year}年"', '{ value: school-places-target, note: 新增养老床位320张 }']),
      'D218 - { value: school-places-target, note: 新增养老床位320张 }',
    ],
    [
      'times out of order',
      xinbei,
      line(
        ['label: "{year}年内"', 'fragments: [确保比亚迪二期年内竣工投产]'],
        ['label: "{review-year}年"', 'fragments: [高新区成立三十周年]'],
      ),
      'D217 - label: "{review-year}年"',
    ],
    [
      'a later time before this year',
      invented,
      line(['name: 到2027年', 'value: lake-greenway'], ['label: "{year}年"', 'fragments: [推进绿道成网]']),
      'D217 - label: "{year}年"',
    ],
    [
      'a name of no time over what does not name it',
      xinbei,
      line(['label: 建区以来', 'value: parking']),
      'D218 - value: parking',
    ],
  ])('%s', async (_, folder, fields, fault) => {
    expect(await told(folder, 'timeline', fields)).toContain(fault);
  });
  it('true: the year of the part, a time that the sentence names, the parts of a year in their order', async () => {
    expect(
      await told(
        xinbei,
        'timeline',
        line(
          ['label: "{review-year}年"', 'fragments: [高新区成立三十周年, “十四五”水利发展规划编制完成]'],
          ['label: "{review-year}年下半年"', 'value: fires-h2'],
          ['name: 2023年1月3日', 'fragments: [第五届人民代表大会第二次会议]'],
          ['label: "{year}年内"', 'fragments: [确保比亚迪二期年内竣工投产, 高标准农田不少于3800亩]'],
          ['name: “十四五”末', 'fragments: [亩均税收实现翻番]'],
        ),
      ),
    ).toEqual([]);
  });
});

describe('levels', () => {
  const within = 'within: 构建“镇（街道）—村（社区）—网格—微网格—户”工作体系\n';
  const rows = (...names: string[]) => `rows:\n${names.map((n) => `  - name: ${n}`).join('\n')}`;
  it.each<[string, string, string]>([
    ['in another order', within + rows('网格', '村（社区）'), 'D217 - name: 村（社区）'],
    ['turned round', within + rows('户', '微网格'), 'D217 - name: 微网格'],
    ['one left out', within + rows('镇（街道）', '网格'), 'D217 - name: 网格'],
    ['one cut short', within + rows('镇（街道）', '社区'), 'D217 - name: 社区'],
    ['one twice', within + rows('网格', '网格'), 'D217 - name: 网格'],
    ['a name from elsewhere', within + rows('镇（街道）', '乡村振兴'), 'D217 - name: 乡村振兴'],
    ['in another order without a passage', rows('户', '网格', '村（社区）'), 'D217 - name: 网格'],
    [
      'a passage of more than one sentence',
      `within: 深入推进。国企改革三年任务圆满完成\n${rows('改革')}`,
      'D301 within: 深入推进。国企改革三年任务圆满完成',
    ],
  ])('%s', async (_, fields, fault) => {
    expect(await told(xinbei, 'layers', fields)).toContain(fault);
  });
  it('a passage that runs over two sentences lists nothing', async () => {
    expect(
      await told(
        xinbei,
        'layers',
        `within: 新增公共停车泊位3359个。建成区生活垃圾分类设施覆盖率\n${rows('停车泊位')}`,
      ),
    ).toContain('D217 within: 新增公共停车泊位3359个。建成区生活垃圾分类设施覆盖率');
  });
  it('true: in the order of the sentence, with and without naming it', async () => {
    const all = rows('镇（街道）', '村（社区）', '网格', '微网格', '户');
    expect(await told(xinbei, 'layers', within + all)).toEqual([]);
    expect(await told(xinbei, 'layers', all)).toEqual([]);
  });
});

describe('counted sections', () => {
  it.each<[string, Folder, string]>([
    ['the title of another', xinbei, 'section: "3.2", label: 增进民生福祉'],
    ['what no heading says', xinbei, 'section: "3.1", label: 数字经济'],
    ['words that all titles have', xinbei, 'section: "3.1", label: 更高质量'],
    ['the title of another', invented, 'section: "3.2", label: 产业强基'],
  ])('%s', async (_, folder, row) => {
    expect(await told(folder, 'bar', `rows:\n  - { ${row} }`)).toEqual([`D210 - { ${row} }`]);
  });
  it('true: a piece of its own title or of one below', async () => {
    expect(
      await told(
        xinbei,
        'bar',
        'rows:\n  - { section: "3.2", label: 激发创新活力 }\n  - { section: "3.1", label: 转型升级 }',
      ),
    ).toEqual([]);
    expect(await told(invented, 'bar', 'rows:\n  - { section: "3.2", label: 城乡焕新 }')).toEqual([]);
  });
});

describe('words over a figure', () => {
  const key = (title: string, row = 'value: parking') => `title: ${JSON.stringify(title)}\nrows:\n  - ${row}`;
  it.each<[string, string, string?]>([
    ['done already', '已经完成公共停车泊位{parking-target}', 'value: parking-target'],
    ['a rate of completion', '新增公共停车泊位完成率'],
    ['more than planned', '超额新增公共停车泊位{parking}'],
    ['before its time', '提前新增公共停车泊位{parking}'],
    ['a half year', '上半年新增公共停车泊位{parking}'],
    ['a quarter', '四季度新增公共停车泊位{parking}'],
    ['a year for a half', '全年火灾起数{fires-h2}', 'value: fires-h2'],
    ['all', '公共停车泊位全部新增'],
    ['each', '公共停车泊位均新增{parking}'],
    ['most', '多数停车泊位为新增'],
    ['half', '半数停车泊位为新增'],
    ['the first time', '首次新增公共停车泊位{parking}'],
    ['the most', '新增公共停车泊位最多'],
    ['the first', '公共停车泊位全市第一'],
    ['a record', '公共停车泊位历史新高'],
    ['steeply', '公共停车泊位大幅新增{parking}'],
    ['leading', '公共停车泊位领先'],
    ['doubled', '公共停车泊位实现翻番'],
    ['higher than', '公共停车泊位高于全市'],
    ['the district for the city', '全市新增公共停车泊位{parking}'],
    ['a level', '新增国家级“专精特新”企业{specialised-firms}', 'value: specialised-firms'],
    ['every year', '每年新增公共停车泊位{parking}'],
    ['the year after', '今年新增公共停车泊位{parking}'],
    ['beyond what was planned', '新增公共停车泊位超出目标'],
    ['what was planned', '新增公共停车泊位{parking}，完成全年任务'],
    ['everyone', '户户有停车泊位'],
    ['against the trend', '公共停车泊位逆势新增{parking}'],
    ['what is for what may be', '独角兽企业{unicorns}', 'value: unicorns'],
    ['completed for planned', '新增公共停车泊位完成数', 'value: parking-target'],
  ])('a title that says %s: %s', async (_, title, row) => {
    const found = await told(xinbei, 'key-figures', key(title, row));
    expect(found.join('\n')).toMatch(/^D20[269] title: /m);
  });
  it.each<[string, string, string]>([
    ['subtitle', 'bar', 'subtitle: 上半年\nrows:\n  - value: parking'],
    ['note', 'bar', 'note: 增幅历史新高\nrows:\n  - value: parking'],
    ['label of a group', 'key-figures', 'groups:\n  - label: 超额任务\n    rows:\n      - value: parking'],
    ['name of a row', 'bar', 'rows:\n  - { value: parking, label: 首次新增公共停车泊位 }'],
    [
      'a level in the name of a row',
      'bar',
      'rows:\n  - { value: specialised-firms, label: 国家级“专精特新”企业 }',
    ],
    ['a unit', 'unit-grid', 'subtitle: 每格代表一家\nrows:\n  - value: happy-rivers'],
    ['a unit after a colon', 'bar', 'subtitle: 单位：万元\nrows:\n  - value: trade'],
    [
      'growth of what falls',
      'bar',
      'title: "{count:rows}项指标均为正增长"\nrows:\n  - value: industry\n  - value: investment',
    ],
    ['bounds that are none', 'bar', 'subtitle: 各数均为下限\nrows:\n  - value: rivers\n  - value: greenways'],
    [
      'the year of the plan over results',
      'key-figures',
      'groups:\n  - label: "{year}年目标"\n    rows:\n      - value: greenways',
    ],
    ['a goal over a result', 'key-figures', 'groups:\n  - label: 目标\n    rows:\n      - value: parking'],
    [
      'the other year over fragments',
      'structure',
      'title: "{review-year}年重点工作"\nrows:\n  - { label: 知识产权, fragments: [推动知识产权强区建设] }',
    ],
    ['a scope that is no sentence’s', 'key-figures', 'title: 全国停车泊位\nrows:\n  - value: parking'],
    ['growth as a level of a system', 'layers', 'rows:\n  - value: gdp-target'],
    [
      'the year of the review over goals',
      'key-figures',
      'groups:\n  - label: "{review-year}年完成"\n    rows:\n      - value: estates-target',
    ],
  ])('%s', async (_, kind, fields) => {
    const folder =
      /industry|rivers\n|greenways|estates/.test(fields) && !/happy/.test(fields) ? invented : xinbei;
    expect((await told(folder, kind, fields)).join('\n')).toMatch(/^D2\d\d /m);
  });
  it.each<[string, Folder, string, string]>([
    ['what its sentence says', xinbei, 'key-figures', key('瞪羚企业总数全市第一', 'value: gazelles')],
    [
      'what its sentence says of a quarter',
      xinbei,
      'key-figures',
      key('四季度以来火灾起数', 'value: fires-q4'),
    ],
    [
      'this year of its goals',
      xinbei,
      'key-figures',
      key('今年新增公共停车泊位{parking-target}', 'value: parking-target'),
    ],
    [
      'a place as its sentence puts it',
      xinbei,
      'key-figures',
      key('国家高新区排名攀升至{zone-rank}', 'value: zone-rank'),
    ],
    ['results done', xinbei, 'key-figures', key('已新增公共停车泊位{parking}')],
    [
      'counted rows that all grow',
      invented,
      'bar',
      'title: "{count:rows}项指标均为正增长"\nrows:\n  - value: industry\n  - value: retail',
    ],
    [
      'how it is drawn',
      invented,
      'bar',
      'subtitle: 条形均从零起，箭头均为下限\nrows:\n  - value: rivers\n  - value: pipes-target'.replace(
        'pipes-target',
        'pipes-target',
      ),
    ],
    [
      'what the report does not say',
      xinbei,
      'bar',
      'note: 报告未公布上半年和各季度的数\nrows:\n  - value: parking',
    ],
  ])('true: %s', async (_, folder, kind, fields) => {
    expect(await told(folder, kind, fields)).toEqual([]);
  });
});

describe('places', () => {
  const table = (group: string, row: string) => `groups:\n  - label: ${group}\n    rows:\n      - ${row}`;
  it.each<[string, Folder, string, string]>([
    [
      'of the city as of the province',
      xinbei,
      table('全省', 'value: foreign-capital.rank'),
      'D219 - label: 全省',
    ],
    ['of the cities as of the province', xinbei, table('全省', 'value: business-rank'), 'D219 - label: 全省'],
    ['of the nation as of the city', xinbei, table('全市', 'value: zone-rank'), 'D219 - label: 全市'],
    ['in words', xinbei, table('全国', 'value: experts-place'), 'D219 - label: 全国'],
    ['of the city as of the province', invented, table('全省', 'value: trade.rank'), 'D219 - label: 全省'],
    [
      'in the name of a row',
      xinbei,
      'rows:\n  - { value: foreign-capital.rank, label: 全省实际利用外资 }',
      'D219 - { value: foreign-capital.rank, label: 全省实际利用外资 }',
    ],
    [
      'in the title',
      xinbei,
      'title: 全省外资{foreign-capital.rank}\nrows:\n  - value: foreign-capital.rank\n  - value: business-rank',
      'D219 title: 全省外资{foreign-capital.rank}',
    ],
  ])('%s', async (_, folder, fields, fault) => {
    expect(await told(folder, 'rank-table', fields)).toContain(fault);
  });
  it('true: each under its own', async () => {
    expect(await told(xinbei, 'rank-table', table('全省城区', 'value: business-rank'))).toEqual([]);
    expect(await told(invented, 'rank-table', table('全市', 'value: patents.rank'))).toEqual([]);
  });
  it.each(['bar', 'pairs', 'unit-grid', 'tiers'])('a place is no length or size: %s', async (kind) => {
    expect(await told(xinbei, kind, 'rows:\n  - value: zone-rank')).toEqual(['D215 - value: zone-rank']);
    expect(await told(xinbei, kind, 'rows:\n  - value: gazelles.rank')).toEqual([
      'D215 - value: gazelles.rank',
    ]);
  });
});

describe('derived values', () => {
  /** A report of a few sentences, for overlaps that the two reports do not have. */
  const small: Folder = {
    'report.txt':
      '2024年1月9日在清禾区第三届人民代表大会第四次会议上\n一、2023年工作回顾\n全年签约项目80个，其中外资项目20个。' +
      '高新技术企业总数达286家，新增高新技术企业38家。下半年以来新建公园6个、绿地3个，全年新建驿站9个。' +
      '科小企业达640家。\n二、2024年重点工作\n做好各项工作。\n',
    'indicators.yaml': [
      ['signed', '签约项目', 80, '个', '全年签约项目80个'],
      ['foreign', '签约外资项目', 20, '个', '全年签约项目80个，其中外资项目20个'],
      ['hightech', '高新技术企业总数', 286, '家', '高新技术企业总数达286家'],
      ['hightech-new', '新增高新技术企业', 38, '家', '新增高新技术企业38家'],
      ['parks', '新建公园', 6, '个', '下半年以来新建公园6个', '2023H2'],
      ['greens', '新建绿地', 3, '个', '下半年以来新建公园6个、绿地3个', '2023H2'],
      ['stations', '新建驿站', 9, '个', '全年新建驿站9个'],
      ['tech', '科小企业', 640, '家', '科小企业达640家'],
    ]
      .map(
        ([id, name, value, unit, quote, period = '2023']) =>
          `- { id: ${id}, name: ${name}, value: ${value}, unit: ${unit}, period: "${period}", status: actual, section: "1", quote: ${quote} }\n`,
      )
      .join(''),
  };
  const sum = (formula: string, name: string, unit: string) =>
    `derived:\n  - id: zz-a\n    name: ${name}\n    formula: ${formula}\n    unit: ${unit}\n`;
  const of = (folder: Folder, formula: string, name: string, unit: string) =>
    told(folder, 'key-figures', 'rows:\n  - value: zz-a', sum(formula, name, unit));
  it.each<[string, Folder, string, string, string, string]>([
    ['a whole and its part', small, 'signed + foreign', '签约项目', '个', 'D214 formula: signed + foreign'],
    [
      'a total and its increase',
      small,
      'hightech + hightech-new',
      '高新技术企业',
      '家',
      'D214 formula: hightech + hightech-new',
    ],
    ['other periods', small, 'parks + stations', '新建公园、驿站', '个', 'D214 formula: parks + stations'],
    [
      'unlike things from one another',
      small,
      'tech - hightech-new',
      '科小企业',
      '家',
      'D214 formula: tech - hightech-new',
    ],
    [
      'a total and its increase',
      xinbei,
      'hightech-total + hightech-net',
      '高企',
      '家',
      'D214 formula: hightech-total + hightech-net',
    ],
    [
      'unlike things',
      xinbei,
      'parking + school-places',
      '新增停车泊位、学位',
      '个',
      'D214 formula: parking + school-places',
    ],
    [
      'unlike things from one another',
      xinbei,
      'trade - tech-contracts',
      '进出口总额',
      '亿元',
      'D214 formula: trade - tech-contracts',
    ],
    [
      'unlike money',
      invented,
      'electronics - revenue',
      '产业产值',
      '亿元',
      'D214 formula: electronics - revenue',
    ],
    [
      'a name of none of its terms',
      xinbei,
      'standards-international + standards-national',
      '地区生产总值',
      '项',
      'D210 name: 地区生产总值',
    ],
    [
      'a claim in its name',
      xinbei,
      'standards-international + standards-national',
      '首次新增发布标准',
      '项',
      'D209 name: 首次新增发布标准',
    ],
  ])('%s: %#', async (_, folder, formula, name, unit, fault) => {
    expect(await of(folder, formula, name, unit)).toContain(fault);
  });
  it('true: like things of one sentence, a total less its increase, a whole less its part', async () => {
    expect(await of(small, 'parks + greens', '新建公园、绿地合计', '个')).toEqual([]);
    expect(await of(small, 'hightech - hightech-new', '高新技术企业总数', '家')).toEqual([]);
    expect(await of(small, 'signed - foreign', '其余签约项目', '个')).toEqual([]);
  });
  it.each([
    ['the year after for the year before', '高企总数', '2022', 'D214 - {'],
    ['an increase for what is left of a total', '净增高企', '2021', 'D210 - {'],
  ])('%s', async (_, name, period, fault) => {
    const derived = `derived:\n  - { id: zz-a, name: ${name}, formula: hightech-total - hightech-net, unit: 家, period: "${period}" }\n`;
    const found = await told(xinbei, 'key-figures', 'rows:\n  - value: zz-a', derived);
    expect(found.some((f) => f.startsWith(fault))).toBe(true);
  });
  it('the name of a row is that of the derived value', async () => {
    const derived = sum('hightech-total - hightech-net', '高企总数', '家');
    expect(await told(xinbei, 'bar', 'rows:\n  - { value: zz-a, label: 净增瞪羚企业 }', derived)).toEqual([
      'D210 - { value: zz-a, label: 净增瞪羚企业 }',
    ]);
  });
});

describe('before and after', () => {
  it.each<[string, string, Folder, string]>([
    ['the goal as what was done', 'pairs', xinbei, '{ from: parking-target, value: parking }'],
    ['the goal as what was done', 'dumbbell', xinbei, '{ from: gdp-target, value: gdp.change }'],
    ['the goal as what was done', 'pairs', invented, '{ from: jobs-target, value: jobs }'],
    ['one number as both', 'dumbbell', xinbei, '{ from: gdp.change, value: gdp.change }'],
  ])('%s: %s', async (_, kind, folder, row) => {
    expect(await told(folder, kind, `rows:\n  - ${row}`)).toEqual([`D208 - ${row}`]);
  });
  const before =
    'derived:\n  - { id: zz-a, name: 高企总数, formula: hightech-total - hightech-net, unit: 家, period: "2021" }\n';
  it('the later as the earlier', async () => {
    const row = '{ from: hightech-total, value: zz-a }';
    expect(await told(xinbei, 'slope', `rows:\n  - ${row}`, before)).toEqual([`D208 - ${row}`]);
    expect(await told(xinbei, 'slope', 'rows:\n  - { from: zz-a, value: hightech-total }', before)).toEqual(
      [],
    );
  });
  it('two names of one thing need a note that says so', async () => {
    const row = 'rows:\n  - { from: talent, value: talent-target }';
    expect(await told(xinbei, 'pairs', row)).toEqual(['D210 - { from: talent, value: talent-target }']);
    expect(await told(xinbei, 'pairs', `note: “新增人才总量”与“引进各类人才”口径不尽相同\n${row}`)).toEqual(
      [],
    );
  });
});

describe('kinds', () => {
  it.each<[string, string, Folder, string, string]>([
    [
      'steps that go up and down',
      'tiers',
      xinbei,
      'rows:\n  - value: gazelles\n  - value: hightech-total\n  - value: unicorns',
      'D217',
    ],
    [
      'steps that go down and up',
      'tiers',
      invented,
      'rows:\n  - value: hightech\n  - value: giants\n  - value: tech-firms',
      'D217',
    ],
    ['a rate of growth as a share', 'share', xinbei, 'rows:\n  - value: trade.change', 'D215'],
    ['a growth as a share', 'share', xinbei, 'rows:\n  - value: gdp-target', 'D215'],
    ['money in squares', 'unit-grid', xinbei, 'rows:\n  - value: tax-relief', 'D215'],
    ['a share in squares', 'unit-grid', xinbei, 'rows:\n  - value: dominant-share', 'D215'],
    ['tenths in squares', 'unit-grid', xinbei, 'rows:\n  - value: jobs', 'D215'],
    [
      'an increase beside a total',
      'bar',
      xinbei,
      'rows:\n  - value: hightech-total\n  - value: hightech-net',
      'D220',
    ],
    [
      'an increase beside a total, in squares',
      'unit-grid',
      xinbei,
      'rows:\n  - value: unicorns\n  - value: champions',
      'D220',
    ],
    [
      'a rate beside a share',
      'bar',
      xinbei,
      'rows:\n  - value: dominant-share\n  - value: trade.change',
      'D220',
    ],
  ])('%s', async (_, kind, folder, fields, code) => {
    expect((await told(folder, kind, fields)).map((fault) => fault.slice(0, 4))).toEqual([code]);
  });
  it('true: steps that only fall, an increase beside a total that the words tell apart', async () => {
    expect(
      await told(
        xinbei,
        'tiers',
        'rows:\n  - value: hightech-total\n  - value: gazelles\n  - value: unicorns',
      ),
    ).toEqual([]);
    expect(
      await told(
        xinbei,
        'bar',
        'note: 高企总数是总数，净增是增量，不宜互比\nrows:\n  - value: hightech-total\n  - value: hightech-net',
      ),
    ).toEqual([]);
  });
});

describe('a row about another number of its sentence', () => {
  const row = (value: string, field: string) => `rows:\n  - value: ${value}\n    ${field}`;
  it.each([
    ['the sales of another firm', 'bar', row('trina-sales', 'label: 比亚迪')],
    ['the first name of the sentence', 'bar', row('sta-sales', 'label: 天合光能')],
    ['suggestions for proposals', 'bar', row('member-proposals', 'label: 区人大代表建议')],
    ['another kind of standard', 'bar', row('standards-industry', 'label: 国际标准')],
    ['another span of time', 'bar', row('fires-q4', 'label: 下半年以来同比')],
    ['investment for output', 'key-figures', row('hightech-output', 'label: 高技术投资')],
    ['experts of another class', 'unit-grid', row('experts-b', 'label: A类专家')],
    ['items of another kind', 'share', row('service-items', 'label: 行政许可事项进驻')],
    ['firms of another kind', 'key-figures', row('unicorns', 'label: 瞪羚企业总数')],
  ])('%s is refused', async (_, kind, fields) => {
    expect(await told(xinbei, kind, fields)).toEqual([`D210 ${fields.split('\n').at(-1)?.trim() ?? ''}`]);
  });

  it.each([
    ['its own firm', 'bar', row('trina-sales', 'label: 天合光能')],
    ['its own class', 'unit-grid', row('experts-b', 'label: B类专家')],
    ['a verb said once for all', 'share', row('service-items', 'label: 政务服务事项进驻')],
    ['its own note', 'bar', row('sta-sales', 'note: 全区首家年纳税额破10亿元企业')],
  ])('%s passes', async (_, kind, fields) => {
    expect(await told(xinbei, kind, fields)).toEqual([]);
  });

  it('a note beside the number of another firm is refused', async () => {
    expect(await told(xinbei, 'bar', row('trina-sales', 'note: 全区首家年纳税额破10亿元企业'))).toEqual([
      'D210 note: 全区首家年纳税额破10亿元企业',
    ]);
  });
});
