/** `sheets:` of report.yaml: what is read, and what is refused with its place and what would be right. */
import { describe, expect, it } from 'vitest';
import { errorsOf, type Folder, folderOf, readFolder } from './folder.ts';

const good = folderOf('data/xinbei-2023');
const yaml = Buffer.from(good['report.yaml'] ?? '').toString('utf8');
const saying = (block: string): Folder => ({ ...good, 'report.yaml': `${yaml.trimEnd()}\n${block}\n` });
/** Line of a piece of the block. */
const lineOf = (block: string, piece: string) =>
  `${yaml.trimEnd()}\n${block}`.split('\n').findLastIndex((line) => line.includes(piece)) + 1;

describe('sheets', () => {
  it('are on A4, in Chinese, of the topics alone when nothing is said', async () => {
    const { report } = await readFolder(good);
    expect(report.sheets).toEqual({ papers: ['A4'], lang: 'zh', more: [] });
  });

  it('take papers, language and further sheets, A4 first and sections in the order of the report', async () => {
    const block = `sheets:
  papers: [letter, A5]
  lang: en
  more:
    - sections: ["3.4.2", "1.3"]
      title: "{year}年城市管理"
    - sections: ["3.4.2"]
    - sections: ["3"]
      title: 重点工作`;
    const { report } = await readFolder(saying(block));
    const { papers, lang, more } = report.sheets;
    expect([papers, lang]).toEqual([['A4', 'A5', 'letter'], 'en']);
    expect(more.map(({ id, title }) => [id, title?.text ?? null])).toEqual([
      ['sections-1.3-3.4.2', '2023年城市管理'],
      ['sections-3.4.2', null],
      ['sections-3', '重点工作'],
    ]);
    expect(more[0]?.sections.map((s) => s.title.text.slice(0, 4))).toEqual(['过去一年', '以绣花功']);
    expect(more[0]?.title?.address).toBe('report.yaml#sheets.more.0.title');
  });

  it.each([
    ['a paper there is not', 'sheets:\n  papers: [A3]', 'D104', 'A3', /A4/],
    ['a language there is not', 'sheets:\n  lang: fr', 'D104', 'fr', /zh/],
    ['a field there is not', 'sheets:\n  paper: [A5]', 'D103', 'paper:', /papers/],
    [
      'a section there is not',
      'sheets:\n  more:\n    - sections: ["3.9"]\n      title: 名称',
      'D203',
      '3.9',
      /3\.7“以提升效能为主要目标/,
    ],
    [
      'an item of a section that has none',
      'sheets:\n  more:\n    - sections: ["2.1"]\n      title: 名称',
      'D203',
      '2.1',
      /2“2023年工作总体要求和目标任务”/,
    ],
    [
      'a section twice',
      'sheets:\n  more:\n    - sections: ["1.3", "1.3"]\n      title: 名称',
      'D105',
      '1.3',
      /去掉 1\.3/,
    ],
    [
      'a section inside another',
      'sheets:\n  more:\n    - sections: ["3.4.2", "3"]\n      title: 名称',
      'D105',
      '3.4.2',
      /去掉 3\.4\.2/,
    ],
    [
      'the same sections on two sheets',
      'sheets:\n  more:\n    - { sections: ["1.3", "1.4"], title: 甲 }\n    - { sections: ["1.4", "1.3"], title: 乙 }',
      'D201',
      '乙',
      /另有一张/,
    ],
    [
      'a long title',
      'sheets:\n  more:\n    - sections: ["1.3"]\n      title: 城乡面貌更加靓丽功能品质持续提升',
      'D104',
      'title:',
      /写短些/,
    ],
    [
      'digits of its own in a title',
      'sheets:\n  more:\n    - sections: ["1.3"]\n      title: 改造小区99个',
      'D202',
      'title:',
      /indicators\.yaml/,
    ],
    [
      'a reference to nothing',
      'sheets:\n  more:\n    - sections: ["1.3"]\n      title: "{gdpp}"',
      'D203',
      'title:',
      /\{gdp\}/,
    ],
    [
      'no title for several sections',
      'sheets:\n  more:\n    - sections: ["1.3", "1.4"]',
      'D104',
      '1.4',
      /title/,
    ],
    [
      'no title, and a section with a long one',
      'sheets:\n  more:\n    - sections: ["3.1"]',
      'D104',
      '3.1',
      /至多 12 字/,
    ],
  ])('refuse %s, with its line', async (_, block, code, piece, right) => {
    const errors = await errorsOf(saying(block));
    expect(errors.map((e) => e.code)).toEqual([code]);
    const { at, hint, message } = errors[0] ?? {};
    expect([at?.file.endsWith('report.yaml'), at?.line]).toEqual([true, lineOf(block, piece)]);
    expect(at?.col).toBeGreaterThan(1);
    expect(`${message?.zh} ${hint?.zh ?? ''}`).toMatch(right);
  });

  it('take digits that are the report’s own', async () => {
    const block = 'sheets:\n  more:\n    - sections: ["1.1"]\n      title: “1115”重点企业';
    expect(await errorsOf(saying(block))).toEqual([]);
  });
});
