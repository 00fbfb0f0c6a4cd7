/** Words in figures that a true number does not bear: of a neighbour, of another year, of another place. Each is refused, and its true counterpart passes. */
import { describe, expect, it } from 'vitest';
import { codesOf, faultsOf, invented, xinbei } from './figure-folder.ts';

describe('names within a sentence', () => {
  it.each<[string, string, string]>([
    ['another firm of the list', 'bar', '{ value: trina-sales, label: 比亚迪 }'],
    ['the sibling with the same verb', 'bar', '{ value: member-proposals, label: 区人大代表建议 }'],
    ['the first of a list on its last', 'bar', '{ value: standards-industry, label: 国际标准 }'],
    ['the neighbour after a comma', 'key-figures', '{ value: hightech-output, label: 高技术投资 }'],
    ['the other stretch of time', 'bar', '{ value: fires-q4, label: 下半年以来同比 }'],
    ['the neighbour with a head of its own', 'key-figures', '{ value: gazelles, label: 独角兽企业 }'],
    ['the other class', 'unit-grid', '{ value: experts-b, label: A类专家 }'],
    ['the other farms', 'target-board', '{ value: cooperatives, label: 示范家庭农场 }'],
    ['the other money', 'key-figures', '{ value: startup-loans, label: 稳岗返还等补贴 }'],
    ['the other matters', 'share', '{ value: service-items, label: 行政许可事项进驻 }'],
    ['small print of the next firm', 'bar', '{ value: trina-sales, note: 全区首家年纳税额破10亿元企业 }'],
    ['small print of the firm before', 'bar', '{ value: trina-sales, note: 总产量超18万辆 }'],
    ['small print of two firms before', 'bar', '{ value: sta-sales, note: 总产量超18万辆 }'],
    ['small print of another sentence', 'bar', '{ value: trina-sales, note: 固废集中收运体系健全完善 }'],
  ])('%s', async (_, kind, row) => {
    expect(await codesOf(xinbei, kind, `rows:\n  - ${row}`)).toContain('D210');
  });
  it('another one of the list, in another report', async () => {
    expect(await codesOf(invented, 'bar', 'rows:\n  - { value: footpaths, label: 新建绿道 }')).toContain(
      'D210',
    );
  });
  it.each<[string, string, string]>([
    ['its own firm', 'bar', '{ value: sta-sales, label: 合全药业, note: 全区首家年纳税额破10亿元企业 }'],
    ['a verb of the head', 'target-board', '{ value: longcheng-talents, label: 力争培育重点龙城英才项目 }'],
    ['what follows the number', 'key-figures', '{ value: qflp-funds, label: 落地QFLP基金 }'],
    ['its own time', 'bar', '{ value: fires-q4, label: 四季度以来同比 }'],
    [
      'a name whose number is in Chinese',
      'target-board',
      '{ value: collective-land, label: 力争累计完成集体土地入市 }',
    ],
  ])('true: %s', async (_, kind, row) => {
    expect(await codesOf(xinbei, kind, `rows:\n  - ${row}`)).toEqual([]);
  });
});

describe('what is worked out', () => {
  const of = (formula: string, name: string, unit: string, folder = xinbei) =>
    codesOf(
      folder,
      'key-figures',
      'rows:\n  - value: zz-a',
      `derived:\n  - { id: zz-a, name: ${name}, formula: "${formula}", unit: "${unit}" }\n`,
    );
  it.each<[string, string, string, string, string]>([
    ['what a share leaves under its own name', '100 - backbone-teachers', '骨干教师占比', '%', 'D210'],
    ['a count as what is counted', 'count(new-10b, new-5b, new-3b)', '新增百亿级企业', '家', 'D214'],
    ['a count under the name of one of its rows', 'count(gazelles, unicorns)', '瞪羚企业', '项', 'D214'],
    [
      'one increase less another',
      'specialised-firms - little-giants',
      '新增省级“专精特新”企业',
      '家',
      'D214',
    ],
    ['money of two kinds', 'job-subsidies + startup-loans', '发放补贴、贷款合计', '亿元', 'D214'],
    ['a total and some of it', 'chemical-total + chemical-treated', '化工企业总数', '家', 'D214'],
    [
      'a total less what it no longer holds',
      'chemical-total - chemical-treated',
      '化工企业总数',
      '家',
      'D214',
    ],
    ['projects of two sizes', 'major-projects + giant-projects', '重大产业项目合计', '个', 'D214'],
    ['firms of two levels', 'little-giants + specialised-firms', '新增“专精特新”企业合计', '家', 'D214'],
  ])('%s', async (_, formula, name, unit, code) => {
    expect(await of(formula, name, unit)).toContain(code);
  });
  it('what a share leaves, in another report', async () => {
    expect(await of('100 - air', '空气质量优良天数比率', '%', invented)).toContain('D210');
    expect(await of('100 - air', '其余天数比率', '%', invented)).toEqual([]);
  });
  it.each<[string, string, string, string]>([
    ['what a share leaves', '100 - dominant-share', '主导产业以外占规上工业产值比重', '%'],
    ['a count of rows', 'count(gazelles, unicorns)', '企业类别', '类'],
    ['parks listed together', 'pocket-parks + park-greens', '新改扩建口袋公园、公园绿地合计', '个'],
    ['bases listed together', 'startup-bases-provincial + startup-bases-city', '成功创建创业基地合计', '家'],
    ['experts listed together', 'experts-a + experts-b', '引育国家重大人才工程专家合计', '名'],
    ['a total less its increase', 'hightech-total - hightech-net', '高企总数', '家'],
  ])('true: %s', async (_, formula, name, unit) => {
    expect(await of(formula, name, unit)).toEqual([]);
  });

  const before =
    'derived:\n  - { id: zz-a, name: 高企总数, formula: hightech-total - hightech-net, unit: 家, period: "2021" }\n' +
    '  - { id: zz-b, name: 销售超亿元企业, formula: firms-100m - firms-100m.change, unit: 家, period: "2021" }\n';
  it.each<[string, string]>([
    ['slope', '{ from: zz-a, value: hightech-net }'],
    ['slope', '{ from: zz-b, value: firms-100m.change }'],
    ['pairs', '{ from: zz-a, value: hightech-net-target }'],
  ])('a total before its own increase: %s %s', async (kind, row) => {
    expect(await codesOf(xinbei, kind, `rows:\n  - ${row}`, before)).toContain('D220');
  });
  it('true: a total before the total, an increase before its goal', async () => {
    expect(await codesOf(xinbei, 'slope', 'rows:\n  - { from: zz-b, value: firms-100m }', before)).toEqual(
      [],
    );
    expect(
      await codesOf(xinbei, 'pairs', 'rows:\n  - { from: hightech-net, value: hightech-net-target }'),
    ).toEqual([]);
  });
});

describe('fragments that lose a denial', () => {
  const row = (fragment: string) => `rows:\n  - { label: 做法, fragments: [${fragment}] }`;
  it.each(['层层加码、一刀切', '一刀切', '重特大安全事故发生', '隐性债务增量'])('%s', async (fragment) => {
    expect(await codesOf(xinbei, 'structure', row(fragment))).toContain('D311');
  });
  it.each(['不搞层层加码、一刀切', '坚决杜绝重特大安全事故发生', '稳步化解存量'])(
    'true: %s',
    async (fragment) => {
      expect(await codesOf(xinbei, 'structure', row(fragment))).not.toContain('D311');
    },
  );
});

describe('hints', () => {
  const hints = async (kind: string, fields: string) =>
    (await faultsOf(xinbei, kind, fields)).map(({ code, hint }) => `${code} ${hint?.zh ?? ''}`);
  const three = 'rows:\n  - value: good-air\n  - value: river-sections-target\n  - value: river-class-2';
  it('a count of rows is {count:rows}, and no other reference of that value', async () => {
    expect(await hints('share', `note: 三个指标分母各不相同。\n${three}`)).toEqual([
      'D202 请用引用：{count:rows}',
    ]);
    expect(await hints('share', `note: 两个时段有重叠。\n${three}`)).toEqual([
      'D202 行数写 {count:rows}；其余的数改用不带数的说法',
    ]);
  });
  it('this year and last year are references', async () => {
    const pair = 'rows:\n  - { from: school-places, value: school-places-target }';
    expect(await hints('pairs', `title: 新增学位：去年与今年目标\n${pair}`)).toEqual([
      'D209 写 {review-year}年',
      'D209 写 {year}年',
    ]);
  });
  it.each<[string, string, string]>([
    [
      'a total and what a year added',
      'key-figures',
      'title: 高企总数一年增加{hightech-net}\nrows:\n  - value: hightech-net',
    ],
    [
      'a quarter that its sentence names',
      'bar',
      'subtitle: "{review-year}年第四季度"\nrows:\n  - value: fires-q4',
    ],
    [
      'done and to do, each beside its own number',
      'pairs',
      'title: 停车泊位：已建{parking}，今年再建{parking-target}\nrows:\n  - { from: parking, value: parking-target }',
    ],
    [
      'the result of a year that the words name',
      'pairs',
      'title: 新增学位：{review-year}年完成与{year}年目标\nrows:\n  - { from: school-places, value: school-places-target }',
    ],
  ])('true: %s', async (_, kind, fields) => {
    expect(await codesOf(xinbei, kind, fields)).toEqual([]);
  });
});

const rows = (...values: string[]) => `rows:${values.map((value) => `\n  - value: ${value}`).join('')}`;

describe('plans told as results', () => {
  it.each<[string, string, string]>([
    [
      'a result of the year before under the year of the plan',
      'bar',
      `subtitle: "{year}年增速（%）"\n${rows('gdp.change', 'trade.change', 'retail-target')}`,
    ],
    [
      'goals under the year of the review',
      'bar',
      `subtitle: "{review-year}年增速（%）"\n${rows('gdp.change', 'retail-target')}`,
    ],
    [
      'a plan as what there was',
      'tiers',
      `subtitle: "{review-year}年全区拥有的企业数（家）"\n${rows('tier-1b', 'tier-3b')}`,
    ],
    [
      'a plan as what there is',
      'tiers',
      `subtitle: 目前全区实有的企业数（家）\n${rows('tier-1b', 'tier-3b')}`,
    ],
    [
      'a goal reached',
      'key-figures',
      `title: 新增学位实现{school-places-target}\n${rows('school-places-target')}`,
    ],
    [
      'a state of completion',
      'bar',
      `subtitle: "{year}年完成情况（亩）"\n${rows('paddy', 'farmland-target')}`,
    ],
    [
      'results as goals',
      'bar',
      `subtitle: "{review-year}年目标值（套）"\n${rows('rental-flats', 'talent-flats')}`,
    ],
    ['covered already', 'share', `subtitle: "{year}年已覆盖比例（%）"\n${rows('grid-coverage')}`],
    [
      'result and goal in each other’s year',
      'pairs',
      'subtitle: "{year}年完成数与{review-year}年目标"\nrows:\n  - { from: school-places, value: school-places-target }',
    ],
    [
      'the marks of each other',
      'dumbbell',
      'subtitle: 圆点为预期目标，菱形为完成数\nrows:\n  - { from: gdp.change, value: gdp-target }',
    ],
    [
      'a task as done',
      'structure',
      'rows:\n  - { label: 已落地, fragments: [加快启动中瑞园区二期项目建设] }',
    ],
    [
      'works as open to traffic',
      'timeline',
      'groups:\n  - label: "{review-year}年通车"\n    rows:\n      - fragments: [常泰过江通道、常泰铁路等重大交通基础设施]',
    ],
  ])('%s', async (_, kind, fields) => {
    expect((await codesOf(xinbei, kind, fields)).join()).toMatch(/D20[789]/);
  });
  it('in another report', async () => {
    expect(
      await codesOf(invented, 'bar', `subtitle: 目前里程\n${rows('streets-target', 'pipes-target')}`),
    ).toContain('D208');
    expect(
      await codesOf(invented, 'bar', `subtitle: "{year}年里程"\n${rows('greenways', 'streets-target')}`),
    ).toContain('D208');
  });
  it.each<[string, string, string]>([
    [
      'each year named',
      'pairs',
      'subtitle: "{review-year}年完成数与{year}年目标"\nrows:\n  - { from: school-places, value: school-places-target }',
    ],
    [
      'a later time named',
      'tiers',
      `subtitle: “十四五”期末全区拥有的企业数（家）\n${rows('tier-1b', 'tier-3b')}`,
    ],
    [
      'the marks as they are',
      'dumbbell',
      'subtitle: 圆点为{review-year}年，菱形为{year}年预期目标\nrows:\n  - { from: gdp.change, value: gdp-target }',
    ],
  ])('true: %s', async (_, kind, fields) => {
    expect(await codesOf(xinbei, kind, fields)).toEqual([]);
  });
});

describe('verbs against the number', () => {
  it.each<[string, string, string]>([
    ['down to as down by', 'key-figures', `title: 化工企业减少{chemical-total}\n${rows('chemical-total')}`],
    ['up to as up by', 'share', `title: 骨干教师占比提升{backbone-teachers}\n${rows('backbone-teachers')}`],
    [
      'down to as down by, of a goal',
      'key-figures',
      `title: PM2.5平均浓度力争降低{pm25-target}\n${rows('pm25-target')}`,
    ],
    [
      'a total as an increase',
      'key-figures',
      `title: 高企总数增加{hightech-total}\n${rows('hightech-total')}`,
    ],
    [
      'a fall of what rose',
      'bar',
      `subtitle: "{review-year}年同比降幅（%）"\n${rows('gdp.change', 'trade.change')}`,
    ],
    [
      'a rise of which nothing is said',
      'key-figures',
      `title: 实际利用外资{foreign-capital}，较上年有所增长\n${rows('foreign-capital')}`,
    ],
    [
      'a comparison of which nothing is said',
      'key-figures',
      `title: 新增学位{school-places}，较上年增加\n${rows('school-places')}`,
    ],
  ])('%s', async (_, kind, fields) => {
    expect((await codesOf(xinbei, kind, fields)).join()).toMatch(/D20[79]/);
  });
  it('a fall of a share that rose', async () => {
    const before =
      'derived:\n  - { id: zz-a, name: 主导产业占规上工业产值比重, formula: dominant-share - dominant-share.change, unit: "%", period: "2021" }\n';
    const row = 'rows:\n  - { from: zz-a, value: dominant-share }';
    expect(await codesOf(xinbei, 'share', `title: 主导产业占比比上年下降\n${row}`, before)).toContain('D209');
    expect(await codesOf(xinbei, 'share', `title: 主导产业占比比上年提升\n${row}`, before)).toEqual([]);
  });
  it.each<[string, string, string]>([
    [
      'a fall of what fell',
      'bar',
      `subtitle: "{review-year}年同比降幅（%）"\n${rows('fires-h2', 'fires-q4')}`,
    ],
    ['the verb of its sentence', 'key-figures', `title: 高企净增{hightech-net}\n${rows('hightech-net')}`],
    ['the whole verb', 'key-figures', `title: 化工企业总数减少至{chemical-total}\n${rows('chemical-total')}`],
  ])('true: %s', async (_, kind, fields) => {
    expect(await codesOf(xinbei, kind, fields)).toEqual([]);
  });
});

describe('whose the numbers are', () => {
  it.each<[string, string, string]>([
    ['the city', 'key-figures', `title: 常州市新增学位{school-places}\n${rows('school-places')}`],
    ['the province', 'key-figures', `title: 江苏省高企总数{hightech-total}\n${rows('hightech-total')}`],
    ['another district', 'key-figures', `title: 武进区高企总数{hightech-total}\n${rows('hightech-total')}`],
    ['a part of the country', 'rank-table', 'groups:\n  - label: 苏南\n    rows:\n      - value: zone-rank'],
    ['a head', 'key-figures', `title: 人均一般公共预算收入{budget-revenue}\n${rows('budget-revenue')}`],
    ['more than it counts', 'key-figures', `title: 全社会工业总产值{gross-output}\n${rows('gross-output')}`],
    ['fewer than it counts', 'key-figures', `title: 农村居民人均可支配收入{income}\n${rows('income')}`],
    ['others than were asked', 'key-figures', `title: 居民满意率{satisfaction}\n${rows('satisfaction')}`],
    ['another measure', 'bar', `title: 天合光能纳税{trina-sales}\n${rows('trina-sales', 'byd-sales')}`],
    [
      'a total of what is some of it',
      'key-figures',
      `title: 化工企业总数{chemical-treated}\n${rows('chemical-treated')}`,
    ],
    ['an increase named as a total', 'key-figures', 'rows:\n  - { value: talent, label: 人才总量 }'],
  ])('%s', async (_, kind, fields) => {
    expect((await codesOf(xinbei, kind, fields)).join()).toMatch(/D2(?:06|09|10|19)/);
  });
  it('in another report', async () => {
    expect(
      await codesOf(invented, 'key-figures', `title: 农村居民收入{income}\n${rows('income')}`),
    ).toContain('D219');
    expect(
      await codesOf(
        invented,
        'key-figures',
        `title: 清禾区新增学位{school-places}\n${rows('school-places')}`,
      ),
    ).toEqual([]);
  });
  it.each<[string, string, string]>([
    ['the region itself', 'key-figures', `title: 新北区高企总数{hightech-total}\n${rows('hightech-total')}`],
    [
      'the region in full',
      'key-figures',
      `title: 常州市新北区高企总数{hightech-total}\n${rows('hightech-total')}`,
    ],
    ['what the sentence says', 'key-figures', `title: 城乡居民人均可支配收入{income}\n${rows('income')}`],
    ['a kind of place', 'rank-table', `title: 国家高新区排名{zone-rank}\n${rows('zone-rank')}`],
  ])('true: %s', async (_, kind, fields) => {
    expect(await codesOf(xinbei, kind, fields)).toEqual([]);
  });
});
