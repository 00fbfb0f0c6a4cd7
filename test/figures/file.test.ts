import { describe, expect, it } from 'vitest';
import { chooseFigures } from '../../scripts/figures/choose.ts';
import { svgFile } from '../../scripts/figures/svg-file.ts';
import type { Fact, Indicator } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';
import { assertWellFormed, parse } from './svg.ts';

const source = { runs: [{ text: '资料来源：' }, { text: '某区', mark: { 'data-name': 'region' } }] };

describe('a figure as a file', () => {
  it('has title, subtitle, note, formula and source in it, and room for fonts', () => {
    const spec = {
      ...specs.rises,
      subtitle: specs.words('figures.yaml#rises.subtitle', '空心点为推算'),
      note: specs.words('figures.yaml#rises.note', '上年数由本年数与增量相减得出，报告未直接公布。'),
    };
    const { svg, drawn } = svgFile(spec, specs.times, source, [
      { id: 'firms-before', name: '', text: '530 − 46' },
    ]);
    assertWellFormed(svg);
    expect(svg).toContain('<defs><!--fonts--></defs>');
    const $ = parse({ ...drawn, svg });
    const texts = $('svg > text').toArray();
    expect(texts.map((t) => $(t).text())).toEqual([
      spec.title.text,
      spec.subtitle.text,
      spec.note.text,
      '530 − 46',
      '资料来源：某区',
    ]);
    expect($('[data-formula="firms-before"]').text()).toBe('530 − 46');
    expect($('text[data-fact]').length).toBe(drawn.facts.length);
    expect(drawn.problems).toEqual([]);
  });
});

describe('default figures', () => {
  const facts = (specs.growthRank.groups[0]?.rows ?? []).flatMap((r) => [r.value, r.aside]);
  const known = facts.filter((f): f is Fact => f !== undefined);
  const list = known.map((f) => f.indicator).filter((i): i is Indicator => i !== undefined);
  const report = {
    indicators: new Map(list.map((i) => [i.id, i])),
    facts: new Map(known.map((f) => [f.ref, f])),
    figures: [],
    headline: [],
    has: { report: false, indicators: true, figures: false },
  };
  it('are the growth rates and the first indicators', () => {
    const chosen = chooseFigures(report);
    expect(chosen.map((f) => f.kind)).toEqual(['bar', 'key-figures']);
    for (const f of chosen) expect(svgFile(f, specs.times, source).drawn.problems).toEqual([]);
  });
  it('are none without indicators', () => {
    const empty = { ...report, indicators: new Map(), facts: new Map() };
    expect(chooseFigures(empty)).toEqual([]);
  });
  it("give way to the editor's", () => {
    const own = { ...report, figures: [specs.firms], has: { ...report.has, figures: true } };
    expect(chooseFigures(own)).toEqual([specs.firms]);
  });
});
