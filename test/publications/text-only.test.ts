import { describe, expect, it } from 'vitest';
import { breakPieces } from '../../scripts/publications/breaks.ts';
import { clauseLines } from '../../scripts/publications/clauses.ts';
import { termMark } from '../../scripts/publications/markup.ts';
import { loadTemplates } from '../../scripts/publications/templates.ts';
import { folderOf, readFolder } from '../report/folder.ts';

const textOf = (mark: string) => `政府工作报告
各位代表：
一、2030年工作回顾
推进“双循环”${mark}建设。
二、2031年工作安排
稳步推进。
名词解释
1．“双循环”：指两个循环。
`;

describe('marks of terms', () => {
  it('are ours unless the report prints its own', async () => {
    const mark = async (own: string) => {
      const { report } = await readFolder({ 'report.txt': textOf(own) });
      const term = report.glossary?.terms[0];
      return term ? termMark(report, term) : null;
    };
    expect(await mark('')).toContain('>1</sup>');
    expect(await mark('[1]')).toBe('');
  });

  it('of the report stay in one piece with their word', () => {
    expect(breakPieces('深入开展“一区三边”[5]专项行动').some((p) => p.includes('”[5]'))).toBe(true);
  });
});

describe('a figure without subtitle', () => {
  it('prints none', async () => {
    const folder = folderOf('data/xinbei-2023');
    const yaml = new TextDecoder().decode(folder['figures.yaml'] as Uint8Array);
    expect(yaml).toMatch(/^\s+subtitle:/m);
    const { report } = await readFolder({
      ...folder,
      'figures.yaml': yaml.replaceAll(/^\s+subtitle:.*\n/gm, ''),
    });
    const render = loadTemplates('booklet', { report });
    const drawn = { svg: '<svg></svg>' };
    for (const spec of report.figures)
      expect(
        render('figure-block', { id: spec.id, height: 40, size: null, number: '图1', spec, drawn }),
      ).not.toContain('figure-subtitle');
  });
});

describe('titles', () => {
  it('take as many lines as their clauses need', () => {
    expect(clauseLines('聚力抓招商，促协同', 26)).toBe(1);
    expect(clauseLines(`${'甲'.repeat(27)}，${'乙'.repeat(13)}`, 26)).toBe(3);
    expect(clauseLines(`${'甲'.repeat(20)}，${'乙'.repeat(13)}`, 26)).toBe(2);
  });
});
