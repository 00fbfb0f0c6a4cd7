/** A report with indicators and nothing else: figures, topics and headline that an editor would choose. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import { sheetPlace, slidePlace, spreadPlace } from '../../scripts/figures/places.ts';
import { svgFile } from '../../scripts/figures/svg-file.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { enumerations } from '../../scripts/plan/enumerations.ts';
import { topicsOf } from '../../scripts/plan/topics.ts';
import { axesOf } from '../../scripts/report/figure-kinds.ts';
import type { Fact, FigureSpec, Indicator, Report } from '../../scripts/report/report.ts';
import { changed, type Folder, folderOf, readFolder } from '../report/folder.ts';

const files = folderOf('data/xinbei-2023');
const only = (...names: string[]): Folder =>
  Object.fromEntries(names.map((name) => [name, files[name] ?? '']));
const plain = only('report.txt', 'indicators.yaml');
const read = async (folder: Folder): Promise<Report> => withDefaults((await readFolder(folder)).report);

let report: Report;
beforeAll(async () => {
  report = await read(plain);
});

const factsOf = (figure: FigureSpec): Fact[] =>
  figure.groups.flatMap((g) => g.rows.flatMap((r) => [r.value, r.from, r.aside].flatMap((f) => f ?? [])));
const figure = (id: string): FigureSpec => {
  const found = report.figures.find((f) => f.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return found;
};
const valuesOf = (id: string) => figure(id).groups.flatMap((g) => g.rows.map((r) => r.value?.ref));

describe('default figures', () => {
  it('are those of the overview, then of the topics, under stable ids', () => {
    expect(report.figures.map((f) => `${f.id} ${f.kind}`)).toEqual([
      'overview-growth bar',
      'overview-targets dumbbell',
      'overview-board target-board',
      'overview-places rank-table',
      'overview-figures key-figures',
      'topic-1-bars bar',
      'topic-1-bars-2 bar',
      'topic-1-board target-board',
      'topic-2-pairs pairs',
      'topic-2-bars bar',
      'topic-2-board target-board',
      'topic-4-target-shares share',
      'topic-4-board target-board',
      'topic-5-shares share',
      'topic-5-board target-board',
      'topic-7-shares share',
    ]);
    for (const topic of topicsOf(report)) expect(topic.figures.length).toBeLessThanOrEqual(3);
  });

  it('compare what the report names alike, and nothing else', () => {
    // 新增城镇就业 and 新增就业 are two things, although indicators.yaml pairs them.
    const drawn = report.figures.filter((f) => f.kind === 'pairs').flatMap(factsOf);
    expect(drawn.map((f) => f.ref)).not.toContain('jobs');
    expect(valuesOf('topic-2-pairs')).toContain('hightech-net-target');
    // Years under two names say so.
    expect(figure('topic-2-pairs').note?.text).toContain('用词');
    const bars = report.figures.filter((f) => f.kind === 'bar');
    for (const bar of bars) expect(bar.groups.flatMap((g) => g.rows.filter((r) => r.from))).toEqual([]);
  });

  it('draw one unit and one period on an axis, no half-years, nothing worked out', () => {
    for (const spec of report.figures) {
      for (const axis of axesOf(spec)) {
        expect(new Set(axis.map((f) => f.unit)).size, spec.id).toBeLessThanOrEqual(1);
        expect(
          axis.every((f) => ['2022', '2023'].includes(f.period)),
          spec.id,
        ).toBe(true);
      }
      for (const fact of factsOf(spec)) {
        expect(fact.kind, spec.id).not.toBe('derived');
        expect(report.facts.get(fact.ref), spec.id).toBe(fact);
      }
    }
    expect(valuesOf('overview-growth')).not.toContain('fires-q4');
  });

  it('show a decline among the rates', async () => {
    const fell = changed(
      changed(plain, 'report.txt', [
        '实现进出口总额1200亿元、同比增长10.1%',
        '实现进出口总额1200亿元、同比下降10.1%',
      ]),
      'indicators.yaml',
      [
        'change: { kind: growth, direction: up, value: 10.1',
        'change: { kind: growth, direction: down, value: 10.1',
      ],
      ['实现进出口总额1200亿元、同比增长10.1%', '实现进出口总额1200亿元、同比下降10.1%'],
    );
    const rates = (await read(fell)).figures.find((f) => f.id === 'overview-growth');
    expect(rates && factsOf(rates).find((f) => f.ref === 'trade.change')?.value).toBe(-10.1);
  });

  it('set targets in words as words and places by their circle', () => {
    expect(valuesOf('overview-board').slice(0, 5)).toEqual([
      'gdp-target',
      'budget-revenue-target',
      'investment-target',
      'gross-output-target',
      'retail-target',
    ]);
    expect(figure('overview-board').groups[0]?.rows.at(-1)?.value?.kind).toBe('words');
    expect(figure('overview-places').groups.map((g) => g.label?.text)).toEqual(['全国', '全省城区', '全市']);
  });

  it('are called by the first number they show, of its own name', () => {
    expect(figure('overview-growth').title.text).toBe('全口径工业开票销售同比增长30.8%');
    expect(figure('overview-places').title.text).toBe('国家高新区排名攀升至全国第21位');
    // A name that holds digits is no words of a title: then the next row's.
    expect(valuesOf('topic-1-board')[0]).toBe('major-projects-target');
    expect(figure('topic-1-board').title.text).toBe('2023年目标：优质项目总数超100个');
    for (const { id, title, groups } of report.figures) {
      const shown = groups.flatMap((g) => g.rows.map((r) => r.value));
      for (const run of title.runs)
        if (run.kind === 'fact')
          expect(
            shown.map((f) => f?.ref),
            id,
          ).toContain(run.ref);
    }
    expect(new Set(report.figures.map((f) => f.title.text)).size).toBe(report.figures.length);
  });

  it('say no goal of a topic twice', () => {
    for (const topic of topicsOf(report)) {
      const goals = topic.figures.flatMap((f) =>
        f.groups.flatMap((g) => g.rows.flatMap((r) => r.value ?? [])),
      );
      expect(new Set(goals).size, topic.id).toBe(goals.length);
    }
  });

  it('have no digits of their own but those of the years', () => {
    for (const { title, subtitle, note } of report.figures)
      for (const words of [title, subtitle, note].flatMap((w) => w ?? []))
        for (const run of words.runs) {
          if (run.kind === 'year') expect(run.text).toBe(run.which === 'year' ? '2023' : '2022');
          else if (run.kind === 'fact') expect(run.text).toBe(report.facts.get(run.ref)?.text);
          else expect(run.text).not.toMatch(/\d|增长|大幅|领先|超过/);
        }
    expect(figure('topic-1-bars').subtitle?.text).toBe('2022年销售情况（亿元）');
    expect(new Set(report.figures.map((f) => f.title.address)).size).toBe(report.figures.length);
  });

  it('stand in every place without a fault', () => {
    const times = { year: 2023, reviewYear: 2022 };
    for (const spec of report.figures) {
      for (const place of [spreadPlace('a'), slidePlace('b', spec), sheetPlace('c', 4, 'main', 10)]) {
        const height = Math.max(place.height, minHeight(spec, place, times));
        expect(drawFigure(spec, { ...place, height }, times).problems, `${spec.id} ${place.id}`).toEqual([]);
      }
      // Only figures of topics stand in the narrow column of a sheet.
      const narrow = bestHeight(spec, sheetPlace('d', 4, 'small', 10), times);
      expect(spec.topic === 'overview' || Number.isFinite(narrow), spec.id).toBe(true);
      expect(svgFile(spec, times, { runs: [{ text: '资料来源' }] }).drawn.problems, spec.id).toEqual([]);
    }
  });

  it('are the same twice', async () => {
    expect((await read(plain)).figures).toEqual(report.figures);
  });
});

describe('what goes with them', () => {
  it('is a headline of full rows, and numbers for the topics that no figure beside them shows', () => {
    expect(report.headline.map((i) => i.id)).toEqual([
      'gdp',
      'budget-revenue',
      'gross-output',
      'invoiced-sales',
      'trade',
      'hightech-output',
    ]);
    const [first, second] = topicsOf(report);
    expect(first?.indicators.length).toBe(6);
    expect(first?.indicators.map((i) => i.id)).not.toContain('gdp');
    const drawn = second?.figures.flatMap(factsOf).map((f) => f.indicator?.id) ?? [];
    expect(second?.indicators.filter((i) => drawn.includes(i.id))).toEqual([]);
  });
  it("gives way to the editor's figures and headline", async () => {
    const own = (await readFolder(files)).report;
    const kept = withDefaults(own);
    expect(kept.figures).toEqual(own.figures);
    expect(kept.headline).toEqual(own.headline);
    expect(kept.topics).toEqual(own.topics);
  });
  it('is nothing for a text alone', async () => {
    const bare = (await readFolder(only('report.txt'))).report;
    expect(withDefaults(bare)).toBe(bare);
  });
  it('leaves out years that the report does not state', () => {
    const unsaid = withDefaults({
      ...report,
      figures: [],
      profile: { ...report.profile, year: null },
    });
    expect(unsaid.figures.find((f) => f.id === 'overview-board')?.subtitle?.text).toBe(
      '主要目标，单位见各项',
    );
  });
});

describe('enumerations', () => {
  const text = '新增国际标准2项、国家标准43项、行业标准21项，营业收入5亿元、3亿元。新增地方标准9项。';
  const make = (name: string, part: Partial<Indicator> = {}): Indicator => ({
    id: name,
    name,
    short: name,
    aliases: [],
    measure: 'level',
    unit: '项',
    qualifiers: [],
    period: '2022',
    status: 'actual',
    section: '1',
    quote: name,
    span: { start: 2, end: 9, text: '' },
    ...part,
  });
  const three = ['新增国际标准', '新增国家标准', '新增行业标准'].map((name) => make(name));
  it('are things of one unit and kind of name in one sentence', () => {
    expect(enumerations(text, three)).toEqual([{ title: '新增标准', indicators: three }]);
    const other = make('新增地方标准', { span: { start: text.indexOf('新增地方'), end: 50, text: '' } });
    expect(enumerations(text, [...three, other])[0]?.indicators).toEqual(three);
  });
  it.each([
    ['too few', three.slice(0, 2)],
    ['another unit', [...three.slice(0, 2), make('新增行业标准', { unit: '家' })]],
    ['names that have nothing in common', [...three.slice(0, 2), make('引进外资项目')]],
    ['what has a rate of its own', [...three.slice(0, 2), make('新增行业标准', { measure: 'growth' })]],
    ['words', [...three.slice(0, 2), make('新增行业标准', { words: '稳定' })]],
  ])('are not %s', (_, list) => {
    expect(enumerations(text, list)).toEqual([]);
  });
});
