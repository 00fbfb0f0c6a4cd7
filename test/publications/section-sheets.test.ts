/** Sheets of any sections: as sound as those of the topics, with what stands in the sections and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSheets } from '../../scripts/edition/sheets-asked.ts';
import { planSheets, type SheetPlan } from '../../scripts/plan/sheets.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { readReport } from '../../scripts/report/read.ts';
import { endOf } from '../../scripts/report/references.ts';
import type { Report, SheetLang } from '../../scripts/report/report.ts';
import { expectSound, printedSheet } from './sheet-reading.ts';

let press: Press;
let report: Report;
let invented: Report;
beforeAll(async () => {
  [press, report, invented] = await Promise.all([
    openPress(),
    readReport('data/xinbei-2023'),
    readReport('test/input/invented'),
  ]);
});
afterAll(() => press.close());

/** The sheet of some sections, last of all. */
function planned(of: Report, sections: string[], title?: string, lang?: SheetLang): [Report, SheetPlan] {
  const more = [{ sections, ...(title === undefined ? {} : { title }) }];
  const asked = withSheets(of, { more, ...(lang ? { lang } : {}) });
  return [asked, planSheets(asked).at(-1) as SheetPlan];
}
const inside = (own: SheetPlan, at: number) =>
  own.topic.sections.some((s) => at >= s.heading.start && at < endOf(s));

describe('a sheet of sections', () => {
  it('is named by them, has no number, and stands behind those of the topics', () => {
    const [asked, plan] = planned(report, ['3.4.2', '1.3'], '城市');
    expect([plan.topic.id, plan.topic.name, plan.of]).toEqual(['sections-1.3-3.4.2', '城市', null]);
    expect(planSheets(asked).slice(0, -1)).toEqual(planSheets(report));
    const [, own] = planned(report, ['3.4.2']);
    expect(own.topic.nameSpan?.text).toBe('以绣花功夫推进精细管理');
  });

  it('holds numbers, terms and text of its sections alone, and figures mostly drawn from them', () => {
    const [, plan] = planned(report, ['1.3', '3.4.2'], '城市');
    expect(plan.figures.map((f) => f.indicator.id)).toContain('parking');
    for (const { indicator } of plan.figures) expect(inside(plan, indicator.span.start)).toBe(true);
    const spans = plan.rows.flatMap(({ done, todo }) =>
      [done, todo].flatMap((c) => [c.head ?? [], ...c.fragments].flat()),
    );
    expect(spans.length).toBeGreaterThan(6);
    for (const span of [...spans, ...plan.titles]) {
      expect(inside(plan, span.start), span.text).toBe(true);
      expect(report.text.slice(span.start, span.end)).toBe(span.text);
    }
    for (const term of plan.terms) expect(term.uses.some((use) => inside(plan, use.start))).toBe(true);
    const drawn = (plan.main?.groups ?? []).flatMap((g) => g.rows.flatMap((r) => r.value?.indicator ?? []));
    expect(drawn.filter((i) => inside(plan, i.span.start)).length).toBeGreaterThanOrEqual(drawn.length / 2);
    expect([plan.main, ...plan.smalls].map((spec) => spec?.kind)).not.toContain('key-figures');
  });

  it('of a part has a row for each of its sections, with what their items are called', () => {
    const [, plan] = planned(report, ['3'], '今年工作');
    expect(plan.rows.map(({ todo }) => todo.head?.text)).toEqual(
      report.headings.get('3')?.children.map((s) => s.title.text),
    );
    expect(plan.rows[0]?.todo.fragments.map((s) => s.text)).toEqual(
      report.headings.get('3.1')?.children.map((s) => s.title.text),
    );
    expect(plan.shortened).toBe(true);
  });

  it('says what was done over the review, what is to be done over the plan, and else what its part is called', () => {
    const sides = (own: SheetPlan) => ({
      done: own.rows.some((r) => r.done.fragments.length > 0),
      todo: own.rows.some((r) => r.todo.fragments.length > 0),
      over: own.over?.text ?? null,
    });
    expect(sides(planned(report, ['1.3', '1.4'], '城乡与民生')[1])).toEqual({
      done: true,
      todo: false,
      over: null,
    });
    expect(sides(planned(report, ['3.7'], '自身建设')[1])).toEqual({ done: false, todo: true, over: null });
    expect(sides(planned(report, ['2'], '要求')[1])).toEqual({
      done: false,
      todo: true,
      over: '2023年工作总体要求和目标任务',
    });
  });

  it('concludes with headings, lead phrases or the first sentence, never with its own name', () => {
    const lines = (of: Report, ...[sections, title]: [string[], string?]) =>
      planned(of, sections, title)[1].titles.map((s) => s.text);
    expect(lines(report, ['1.3', '3.4.2'], '城市')[1]).toBe('以绣花功夫推进精细管理');
    expect(lines(report, ['3.4.2']).join('')).toBe('以要素配置为关键抓手，更高质量实施城乡建设');
    expect(lines(report, ['3'], '今年工作').join('')).toMatch(/^围绕今年总体要求和目标任务/);
    expect(lines(invented, ['3.4']).join('')).toMatch(/^坚持把政治建设摆在首位/);
  });

  it.each([
    ['a part', ['3'], '今年工作'],
    ['the review', ['1'], undefined],
    ['a part without sections', ['2'], '要求和目标'],
    ['two sections of different parts', ['1.3', '3.4.2'], '城市功能品质'],
    ['sections beside a part', ['1.1', '1.2', '3'], '产业科技与全年工作'],
    ['two items', ['3.1.2', '3.2.1'], '产业与创新主体'],
    ['an item with one number and no figure', ['3.4.2'], undefined],
    ['an item with neither', ['3.7.3'], undefined],
    ['all there is', ['1', '2', '3'], '全篇'],
  ])('of %s is sound', async (_, sections, title) => {
    const [asked, plan] = planned(report, sections, title);
    const printed = await printedSheet(press, asked, plan);
    await expectSound(asked, printed);
    expect(printed.sheet.html).not.toContain('class="place"');
  });

  it.each([
    ['a part', ['3'], undefined],
    ['a section and an item', ['1.1', '3.1.1'], '产业'],
    ['an item of one sentence', ['3.3.2'], undefined],
    ['a section of two sentences', ['3.4'], undefined],
    ['goals', ['2'], '目标'],
  ])('of a report without YAML, of %s, is sound', async (_, sections, title) => {
    const [asked, plan] = planned(invented, sections, title);
    await expectSound(asked, await printedSheet(press, asked, plan));
  });

  it('sends the reader to the pages of its sections, those that meet as one run', async () => {
    const pages = new Map([
      ['section:3.1.2', { first: 35, last: 36, all: [35, 36] }],
      ['section:3.2.1', { first: 36, last: 37, all: [36, 37] }],
      ['section:1.3', { first: 9, last: 9, all: [9] }],
    ]);
    const [asked, plan] = planned(report, ['1.3', '3.1.2', '3.2.1'], '几节');
    const { sheet } = await printedSheet(press, asked, plan, undefined, pages);
    const foot = /<p class="where">(.*?)<\/p>/.exec(sheet.html)?.[1]?.replaceAll(/<[^>]*>/g, '');
    expect(foot).toBe('手册第9、35–37页');
  });
});
