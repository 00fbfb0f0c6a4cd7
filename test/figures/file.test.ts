import { describe, expect, it } from 'vitest';
import { svgFile } from '../../scripts/figures/svg-file.ts';
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
      '注：',
      spec.note.text,
      '530 − 46',
      '资料来源：某区',
    ]);
    expect($('[data-formula="firms-before"]').text()).toBe('530 − 46');
    expect($('text[data-fact]').length).toBe(drawn.facts.length);
    expect(drawn.problems).toEqual([]);
  });
});
