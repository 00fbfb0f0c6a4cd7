/** Words in figures that a true number does not bear: of a neighbour, of another year, of another place. Each is refused, and its true counterpart passes. */
import { describe, expect, it } from 'vitest';
import { codesOf, invented, xinbei } from './figure-folder.ts';

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
