import { beforeAll, describe, expect, it } from 'vitest';
import { units } from '../../scripts/plan/deck-slide.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { type Band, type InfographicPlan, planInfographic } from '../../scripts/plan/infographic.ts';
import { LIMITS } from '../../scripts/plan/infographic-limits.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

let report: Report;
let plan: InfographicPlan;
let invented: Report;
beforeAll(async () => {
  [report, invented] = await Promise.all([
    readReport('data/xinbei-2023').then(withDefaults),
    readReport('test/input/invented').then(withDefaults),
  ]);
  plan = planInfographic(report);
});
const kinds = (of: InfographicPlan) => of.bands.map((band) => band.kind);
const every = <K extends Band['kind']>(of: InfographicPlan, kind: K) =>
  of.bands.filter((band): band is Extract<Band, { kind: K }> => band.kind === kind);

describe('plan of the long picture', () => {
  it('has its bands in the design’s order, three a topic', () => {
    expect(kinds(plan)).toEqual([
      ...['masthead', 'totals', 'growth', 'contents'],
      ...report.topics.flatMap(() => ['done', 'chart', 'todo']),
      ...['challenges', 'targets', 'glossary', 'closing'],
    ]);
  });

  it('keeps colour to time: results in what was done, goals of the year in what is to be done', () => {
    for (const { hero, cells } of every(plan, 'done'))
      for (const cell of [...(hero ? [hero] : []), ...cells])
        expect(cell.value.status, cell.value.ref).toBe('actual');
    for (const { rows } of every(plan, 'todo'))
      for (const { value } of rows) expect(value.status, value.ref).toBe('target');
  });

  it('fills its grids in pairs, names fit two lines of thirteen, rows are six at most', () => {
    for (const { cells } of [...every(plan, 'done'), ...every(plan, 'totals')]) {
      expect(cells.length % 2).toBe(0);
      expect(cells.length).toBeLessThanOrEqual(LIMITS.cells);
      for (const { label, value } of cells)
        expect(units(label?.text ?? value.indicator?.short ?? '')).toBeLessThanOrEqual(26);
    }
    expect(every(plan, 'totals')[0]?.cells.length).toBe(6);
    for (const { rows } of every(plan, 'todo')) expect(rows.length).toBeLessThanOrEqual(LIMITS.rows);
  });

  it('says no number twice in a topic: neither in grid and chart nor in rows and phrases', () => {
    for (const done of every(plan, 'done')) {
      const chart = every(plan, 'chart').find((band) => band.topic.id === done.topic.id)?.figures[0];
      const drawn = chart?.groups.flatMap((g) => g.rows.flatMap((r) => [r.value?.ref, r.from?.ref])) ?? [];
      const told = [...(done.hero ? [done.hero] : []), ...done.cells].map((c) => c.value.ref);
      expect(new Set(told).size).toBe(told.length);
      for (const cell of done.cells) expect(drawn).not.toContain(cell.value.ref);
      const todo = every(plan, 'todo').find((band) => band.topic.id === done.topic.id);
      for (const { value } of todo?.rows ?? []) {
        expect(drawn).not.toContain(value.ref);
        const { span } = value.indicator ?? { span: { start: 0, end: 0 } };
        for (const phrase of todo?.phrases ?? [])
          expect(phrase.start >= span.end || phrase.end <= span.start, phrase.text).toBe(true);
      }
    }
  });

  it('compares the two years first where the editor has drawn them', () => {
    const chart = every(plan, 'chart').find((band) => band.topic.id === 'livelihood');
    expect(chart?.figures.map((f) => f.id).slice(0, 2)).toEqual(['school-pairs', 'homes']);
  });

  it('explains the terms that its words use, and no others', () => {
    expect(plan.terms.map((t) => t.term.text)).toContain('“城市大管家”');
    const words = every(plan, 'todo')
      .flatMap((b) => b.phrases.map((p) => p.text))
      .join('');
    const all =
      words +
      every(plan, 'done')
        .flatMap((b) => b.phrases.map((p) => p.text))
        .join('');
    for (const term of plan.terms)
      expect(
        term.uses.some((use) => all.includes(report.text.slice(use.start, use.end))),
        term.id,
      ).toBe(true);
  });

  it('is one sentence: the editor’s, else the first indicator and its target', () => {
    expect(every(plan, 'masthead')[0]?.sentence?.kind).toBe('words');
    const plain = planInfographic({ ...report, infographic: { sentence: null, qr: null } });
    expect(every(plain, 'masthead')[0]?.sentence).toMatchObject({
      kind: 'facts',
      done: { value: { ref: 'gdp' } },
      target: { value: { ref: 'gdp-target' } },
    });
  });

  it('of a report without YAML is masthead, topics by their sections and closing; topics that look ahead alone say so', () => {
    const bare = planInfographic(invented);
    expect(kinds(bare).filter((kind) => kind !== 'todo')).toEqual([
      ...['masthead', 'contents', 'done', 'done', 'done', 'done', 'challenges', 'closing'],
    ]);
    const done = every(bare, 'done');
    for (const band of done) expect(band.phrases.length).toBeGreaterThan(0);
    expect(done.map((band) => band.coming)).toEqual([true, true, false, true]);
  });
});
