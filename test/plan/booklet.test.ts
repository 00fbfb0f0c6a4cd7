import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillBlanks, planBooklet, statusOf } from '../../scripts/plan/booklet.ts';
import { middleComma, sharedBeginning } from '../../scripts/plan/booklet-opener.ts';
import { factsOf, firstIn, sourcesOf } from '../../scripts/plan/booklet-sources.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
let report: Report;
let invented: Report;
beforeAll(async () => {
  report = await readReport(path.join(root, 'data/xinbei-2023'));
  invented = await readReport(path.join(root, 'test/input/invented'));
});

describe('plan of the booklet', () => {
  it('puts topic spreads after the first part, reference after the last', () => {
    const ids = planBooklet(report).blocks.map((b) => b.id);
    expect(ids.slice(0, 6)).toEqual(['cover', 'imprint', 'contents', 'overview', 'opener-1', 'text-1']);
    expect(ids.slice(6, 14)).toEqual(report.topics.map((t) => `topic-${t.id}`));
    expect(ids.slice(-5)).toEqual(['glossary', 'index', 'appendix', 'figure-data', 'colophon']);
  });

  it('wants openers and spreads on the left, text on the right', () => {
    for (const block of planBooklet(report).blocks) {
      if (block.kind === 'opener' || block.id.startsWith('topic-')) expect(block.side).toBe('verso');
      if (block.kind === 'text') expect(block.side).toBe('recto');
    }
  });

  it('lists every indicator in the index exactly once', () => {
    const listed = planBooklet(report).index.flatMap((g) => [
      ...g.rows.flatMap((r) => [r.indicator.id, ...(r.target ? [r.target.id] : [])]),
      ...g.elsewhen.map((i) => i.id),
    ]);
    expect([...listed].sort()).toEqual([...report.indicators.keys()].sort());
  });

  it('prints no value in a column of a year it does not belong to', () => {
    const { year, reviewYear } = report.profile;
    for (const group of planBooklet(report).index)
      for (const row of group.rows) {
        for (const fact of [row.past, ...row.changes]) if (fact) expect(fact.period).toMatch(`${reviewYear}`);
        if (row.aim) expect(row.aim.period).toMatch(`${year}`);
      }
  });

  it('shows every figure once: on a spread, in the overview, on a filled page or at the end', () => {
    const plan = planBooklet(report);
    const { fillers, appendix } = fillBlanks(report, plan, new Set(['opener-2', 'opener-3']), (figures) =>
      figures.slice(0, 3),
    );
    const shown = [
      ...(plan.overview ? [plan.overview.growth, ...plan.overview.figures] : []),
      ...plan.spreads.flatMap((s) => s.figures),
      ...[...fillers.values()].flat(),
      ...appendix,
    ].map((f) => f?.id);
    expect(fillers.size).toBe(2);
    expect(new Set(shown).size).toBe(shown.length);
    // The grid of headline indicators is set by the booklet itself.
    const own = report.figures.filter((f) => f.topic !== 'overview' || f.kind !== 'key-figures');
    expect([...shown].sort()).toEqual(own.map((f) => f.id).sort());
  });

  it('prints on the left what no figure on the right prints, where the topic has enough', () => {
    const { spreads } = planBooklet(report);
    const repeated = (id: string) => {
      const spread = spreads.find((s) => s.topic.id === id);
      const drawn = (spread?.figures ?? []).flatMap((f) =>
        f.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.indicator, r.from?.indicator])),
      );
      return spread?.cells.map((c) => c.indicator).filter((i) => drawn.includes(i));
    };
    expect(repeated('industry')).toEqual([]);
    expect(repeated('openness')).toEqual([]);
    for (const spread of spreads) expect(spread.cells.length % 3, spread.topic.id).toBe(0);
  });

  it('lets key figures that stand on the left give way to the next figure of the topic', () => {
    const topic = report.topics.find((t) => t.id === 'openness');
    const key = topic?.figures.find((f) => f.kind === 'key-figures');
    if (!topic || !key) throw new Error('no key figures');
    const indicators = key.groups.flatMap((g) => g.rows.flatMap((r) => r.value?.indicator ?? []));
    const figures = [key, ...topic.figures.filter((f) => f !== key)];
    const plan = (some: typeof figures, own = indicators) =>
      planBooklet({ ...report, topics: [{ ...topic, figures: some, indicators: own }] }).spreads[0]?.figures;
    expect(plan(figures)).toEqual(figures.slice(1, 4));
    expect(plan(figures, [])).toEqual(figures.slice(0, 3));
    expect(plan(figures.slice(0, 2))).toEqual(figures.slice(0, 2));
  });

  it('fills a page with figures of what was just read: done after the review, to do after the plan', () => {
    const plan = planBooklet(report);
    const { fillers } = fillBlanks(report, plan, new Set(['opener-2', 'opener-3']), (all) => all.slice(0, 3));
    expect([...fillers].map(([id, figures]) => [id, [...new Set(figures.map(statusOf))]])).toEqual([
      ['opener-2', ['actual']],
      ['opener-3', ['target']],
    ]);
  });

  it('sends from counts, times and levels to where the report says them', () => {
    const of = (id: string) =>
      sourcesOf(
        report,
        [],
        report.figures.filter((f) => f.id === id),
      );
    const counted = of('target-numbers');
    expect(counted.length).toBe(53);
    expect(counted.map((s) => s.target)).toContain('indicator:jobs-target');
    const said = [...of('timeline'), ...of('grid-station')].map(({ at }) => report.text.slice(at, at + 3));
    expect(said).toEqual(expect.arrayContaining(['“十四', '202', '高新区', '镇（街', '微网格', '50至']));
  });

  it('finds the first place in a section of what a spread prints', () => {
    const industry = planBooklet(report).spreads[0]!;
    const sources = sourcesOf(report, factsOf(industry), industry.figures);
    expect(sources.map((s) => s.target)).toContain('indicator:trina-sales');
    expect(sources.map((s) => s.at)).toEqual(sources.map((s) => s.at).sort((a, b) => a - b));
    for (const section of industry.topic.sections) {
      const first = firstIn(sources, section);
      expect(first && report.indicators.get(first.target.slice(10))?.section).toMatch(
        new RegExp(`^${section.path}(\\.|$)`),
      );
    }
    const safety = planBooklet(report).spreads.find((s) => s.topic.id === 'safety')!;
    const own = firstIn(sourcesOf(report, factsOf(safety), safety.figures), report.headings.get('1')!);
    expect(report.indicators.get(own?.target.slice(10) ?? '')?.section).toBe('1');
  });

  it('marks the varying words of titles that follow one pattern', () => {
    const opener = planBooklet(report).openers[2];
    const title = opener?.rows[0]?.title ?? [];
    expect(title.map((t) => t.span.text).join('')).toBe(report.headings.get('3.1')?.title.text);
    expect(title.filter((t) => !t.varying).map((t) => t.span.text)).toContain('以');
    expect(title.filter((t) => t.varying).map((t) => t.span.text)).toContain('转型升级');
  });

  it('leaves out what all titles begin with, if it is a clause; the 以 they share is no varying word', () => {
    const [review, , plan] = planBooklet(report).openers;
    expect(review?.rows[0]?.title[0]?.span.text).toMatch(/^抓/);
    expect(plan?.rows.map((r) => r.title[0])).toEqual(
      plan?.rows.map(() => expect.objectContaining({ varying: false })),
    );
    expect(plan?.rows.every((r) => r.title[0]?.span.text === '以')).toBe(true);
    expect(sharedBeginning(['以甲为', '以乙为'])).toBe(0);
  });

  it('breaks a title at the comma nearest its middle', () => {
    expect(middleComma('过去一年，我们抓项目、促转型，发展质效稳步提升')).toBe(14);
    expect(middleComma('重点工作')).toBe(-1);
  });

  it('leaves out what a bare report does not have', () => {
    const plan = planBooklet(invented);
    expect(plan.blocks.map((b) => b.id)).toEqual([
      'cover',
      'imprint',
      'contents',
      ...invented.parts.flatMap((p) => [`opener-${p.path}`, `text-${p.path}`]),
      'glossary',
      'colophon',
    ]);
    expect(plan.rates).toEqual([]);
    expect(planBooklet({ ...invented, glossary: null }).blocks.some((b) => b.id === 'glossary')).toBe(false);
  });
});
