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
