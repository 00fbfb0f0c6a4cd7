import { beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { sourceOf, svgFile } from '../../scripts/figures/svg-file.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Indicator, Report } from '../../scripts/report/report.ts';

const times = { year: 2023, reviewYear: 2022 };
let report: Report;
let svg: string;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
  const spec = report.figures.find((f) => f.id === 'target-numbers');
  if (!spec) throw new Error('no figure of counts');
  svg = svgFile(spec, times, sourceOf(report, '2023年1月3日')).svg;
});
const codes = (text: string, of: Report = report) =>
  proveHtml(text, 'figures/x.svg', knownOf(of), { xml: true }).findings.map((f) => f.code);

describe('counts of targets', () => {
  it('pass as drawn, each a number proved', () => {
    const proved = proveHtml(svg, 'figures/x.svg', knownOf(report), { xml: true });
    expect(proved.findings).toEqual([]);
    const counted = proved.entries.filter((e) => e.ref?.startsWith('count:targets:'));
    expect(counted.map((e) => [e.ref, e.text])).toContainEqual(['count:targets:3.1', '19项']);
  });

  it.each([
    ['another number', (s: string) => s.replace('>19项<', '>18项<')],
    ['another unit', (s: string) => s.replace('>19项<', '>19个<')],
    ['another section', (s: string) => s.replace('data-count="targets:3.1"', 'data-count="targets:3.2"')],
    ['no section at all', (s: string) => s.replace('data-count="targets:3.1"', 'data-count="targets:9"')],
  ])('%s is found', (_, alter) => {
    const altered = alter(svg);
    expect(altered).not.toBe(svg);
    expect(codes(altered)).toContain('P107');
  });

  it('are counted in the text, not taken from the figure or from the section that the data names', () => {
    const with_ = (id: string, change: Partial<Indicator>): Report => {
      const indicators = new Map(report.indicators);
      const indicator = indicators.get(id);
      if (indicator) indicators.set(id, { ...indicator, ...change });
      return { ...report, indicators };
    };
    expect(codes(svg, with_('jobs-target', { section: '3.1.1' }))).toEqual([]);
    const moved = report.indicators.get('quality-projects')?.span;
    expect(codes(svg, with_('jobs-target', moved ? { span: moved } : {}))).toContain('P107');
    expect(codes(svg, with_('jobs-target', { status: 'plan' }))).toContain('P107');
  });

  it('a timeline and levels are proved with every number in them', () => {
    for (const id of ['timeline', 'grid-station']) {
      const spec = report.figures.find((f) => f.id === id);
      if (!spec) throw new Error(id);
      const place = { id: 'p', width: 640, height: 400, type: { label: 14, value: 16, note: 12, bar: 26 } };
      const drawn = drawFigure(spec, place, times);
      const proved = proveHtml(drawn.svg, 'figures/x.svg', knownOf(report), { xml: true });
      expect([...drawn.problems, ...proved.findings], id).toEqual([]);
      const changed = drawn.svg.replace(id === 'timeline' ? '50亿、' : '50%', '60亿、');
      expect(codes(changed).length, id).toBeGreaterThan(0);
    }
  });
});
