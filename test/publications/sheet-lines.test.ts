import { describe, expect, it } from 'vitest';
import { breakOffsets, composed, splitNames } from '../../scripts/publications/sheets/compose.ts';
import { titleLines } from '../../scripts/publications/sheets/small-chart.ts';
import type { FigureSpec } from '../../scripts/report/report.ts';

const lines = (text: string, names: string[] = []) => {
  const at = breakOffsets(text, names);
  return [...text].map((c, i) => (at.has(i) ? `|${c}` : c)).join('');
};

describe('line breaks of a sheet', () => {
  it('never part a number from its unit, a short quotation, a name of the report', () => {
    expect(lines('登记总额达72.68亿元')).toContain('72.68亿元');
    expect(lines('拆除44.7万平方米')).toContain('44.7万平方米');
    expect(lines('国家级专精特新“小巨人”企业16家')).toContain('“小巨人”');
    expect(lines('确保“网格党群直通站”建设')).toContain('“网格党群直通站”');
    expect(lines('引育A类专家9名')).toContain('A类');
    expect(lines('建成高标准农田4550亩', ['高标准农田'])).toContain('高标准农田');
  });

  it('keep a glossary mark with its word and the comma with the mark', () => {
    const html = composed('“十百千万”专项行动<sup class="term-mark" data-term="term-7">7</sup>，探索推出');
    expect(html).toContain('行动<sup class="term-mark" data-term="term-7">7</sup>，<wbr>');
  });

  it('set the space before a number ahead of the break, and none inside a bold number', () => {
    const html = composed('项目<b>超7个</b>，农田<b>4550亩</b>', { gaps: true });
    expect(html).toContain('<span class="gap"></span><wbr><b>4550');
    expect(html).not.toMatch(/超(<[^>]*>)*<wbr>/);
  });

  it('stand close where one mark closes and the next opens', () => {
    expect(composed('编制，“两特三新”')).toContain('，<span class="tight"></span><wbr>“');
    expect(composed('维护“亲”“清”政商')).toContain('”<span class="tight"></span><wbr>“');
    expect(composed('销售（亿元），同比')).not.toContain('tight');
  });

  it('never begin with a plus sign', () => {
    const html = composed('落实“专班+网格”稳控措施，网格+专班');
    expect(html.match(/<span class="whole">班\+网<\/span>|<span class="whole">格\+专<\/span>/g)).toHaveLength(
      2,
    );
    expect(html).not.toMatch(/<wbr>\+|\+<wbr>/);
  });

  it('break a title of two clauses between these', () => {
    const spec = (title: string) => ({ title: { text: title } }) as unknown as FigureSpec;
    expect(titleLines(spec('2023年目标：消劣整治一级支浜25条'))).toEqual([8]);
    expect(titleLines(spec('高企总数1060家，瞪羚企业总数136家'))).toEqual([10]);
    // One line, or a clause that is too long for one: the browser balances it.
    expect(titleLines(spec('2022年，增加8个'))).toEqual([]);
    expect(titleLines(spec('火灾起数四季度以来同比下降36.2%，下半年以来同比下降14.3%'))).toEqual([]);
    const html = composed('2023年目标：<b>消劣整治</b>一级支浜25条', { lines: [8] });
    expect(html.match(/<br>/g)).toHaveLength(1);
    expect(html.indexOf('：')).toBe(html.indexOf('<br>') - 1);
  });

  it('keep a name whole that the word finder splits', () => {
    const text = '比亚迪汽车投产，确保比亚迪二期竣工，超额完成，获得成功';
    expect(splitNames(text)).toEqual(['比亚迪']);
    expect(lines('确保比亚迪二期', [...splitNames(text)])).toContain('比亚迪');
    // Once is no rule, nor is a character that stands after several words.
    expect(splitNames('确保比亚迪二期竣工')).toEqual([]);
  });
});
