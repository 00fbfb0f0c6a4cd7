import { describe, expect, it } from 'vitest';
import { clausesIn } from '../../scripts/plan/clauses.ts';
import { planDeck } from '../../scripts/plan/deck.ts';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { topicsOf } from '../../scripts/plan/topics.ts';
import type { Report } from '../../scripts/report/report.ts';
import { readFolder } from '../report/folder.ts';

const HEAD = `政府工作报告
2031年1月6日在云泽县第三届人民代表大会第一次会议上
各位代表：
现在，我代表县人民政府向大会报告工作。
一、2030年工作回顾
过去一年，各项工作稳步推进。
二、2031年工作安排
`;
const read = async (text: string): Promise<Report> => (await readFolder({ 'report.txt': text })).report;
const pointRows = (report: Report) =>
  planDeck(report).flatMap((s) =>
    s.kind === 'points' ? s.rows.map((r) => r.text?.text ?? '').filter((t) => t !== '') : [],
  );

describe('clauses', () => {
  it('end at no mark inside quotation marks or brackets', () => {
    const text = '实现“一个全面、一个翻番、三个高于”，建设（一园、两区）新城';
    expect(clausesIn(text, '，、').map((c) => c.text)).toEqual([
      '实现“一个全面、一个翻番、三个高于”，',
      '建设（一园、两区）新城',
    ]);
  });

  it('leave a numeral on its sentence', () => {
    expect(clausesIn('三、坚持绿色发展，建设新城', '，、').map((c) => c.text)).toEqual([
      '三、坚持绿色发展，',
      '建设新城',
    ]);
  });
});

describe('a report without the editor’s choices', () => {
  it('states the targets of the year clause by clause, quotations whole, under a title of its own', async () => {
    const report = await read(`${HEAD}今后五年的主要目标是：实现“一个全面、一个翻番、三个高于”。
今年经济社会发展的主要目标是：生产总值增长6%，达到“两个突破、一个提高”，居民收入增长7%。
（一）推进产业升级。抓好园区建设，培育新的企业。
（二）推进城乡建设。完善道路设施，改造老旧小区。
`);
    const targets = planDeck(report).find((s) => s.id === 'targets');
    expect(targets?.kind === 'points' && targets.title?.kind === 'span' && targets.title.span.text).toBe(
      '经济社会发展的主要目标',
    );
    expect(targets?.kind === 'points' && targets.rows.map((r) => r.text?.text)).toEqual([
      '生产总值增长6%',
      '达到“两个突破、一个提高”',
      '居民收入增长7%',
    ]);
  });

  it('has no row of a lone numeral and no slide of one row', async () => {
    const items = ['甲', '乙', '丙', '丁', '戊'].map(
      (c, i) => `${i + 1}．抓好${c}类项目。推进${c}类园区建设，完善各项设施。\n`,
    );
    const report = await read(`${HEAD}（一）推进产业升级
${items.join('')}（二）推进城乡建设
三、坚持${'统筹城乡协调发展、'.repeat(9)}建设新城，这是一段话而不是标题。其后还有一句。
改造老旧小区。完善道路设施。
`);
    for (const text of pointRows(report)) expect(text.length).toBeGreaterThan(3);
    const slides = planDeck(report).filter((s) => s.kind === 'points' && s.topic?.id === 'topic-1');
    expect(slides.map((s) => s.kind === 'points' && s.rows.length)).toEqual([3, 2]);
  });

  it('names a topic by whole words', async () => {
    const report = await read(`${HEAD}（一）全面绿色转型，持续筑牢大江大河上游生态屏障
推进治理。
（二）聚焦民心工程，推进普惠性、基础性、兜底性民生建设
改善民生。
`);
    expect(topicsOf(report).map((t) => t.name)).toEqual(['上游生态屏障', '民生建设']);
  });

  it('shows on its sheet as much of a long text as it can hold, and says so', async () => {
    const report = await read(`${HEAD}（一）推进产业升级
${'培育新的企业，建设新的园区。'.repeat(1500)}
${'推进产业链建设，'.repeat(400)}完善设施。
（二）推进城乡建设
改造老旧小区。
`);
    const [long, short] = planSheets(report);
    const length = long?.rows.flatMap((r) => r.todo.fragments).reduce((n, s) => n + s.text.length, 0);
    expect(length).toBeLessThan(2500);
    expect(long?.shortened).toBe(true);
    expect(short?.shortened).toBe(false);
  });
});
