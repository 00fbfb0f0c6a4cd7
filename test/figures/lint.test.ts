import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import type { Drawing, Text } from '../../scripts/figures/drawing.ts';
import { lintDrawing, lintSpec, placeOf } from '../../scripts/figures/lint.ts';
import { spreadPlace } from '../../scripts/figures/places.ts';
import * as specs from './specs.ts';

const place = spreadPlace('p');
const codes = (list: { code: string }[]) => list.map((p) => p.code);
const lint = (spec: Parameters<typeof lintSpec>[0]) => codes(lintSpec(spec, placeOf(spec, place)));

const text = (words: string, mark: Text['mark'] = {}): Text => ({
  mark,
  role: 'label',
  lines: [
    { x: 0, y: 20, runs: [{ text: words, face: { family: 'hei', weight: 400 }, size: 13, fill: '#000' }] },
  ],
});
const drawing = (texts: Text[], part: Partial<Drawing> = {}): Drawing => ({
  option: undefined,
  shapes: [],
  data: [{ texts }],
  least: 0,
  best: 0,
  ...part,
});
const value = specs.fact('a', '天合光能', { before: '超', number: '5', unit: '家' });
const one = specs.spec('one', 'bar', [{ value }]);
const sound = [text('天合光能'), text('超5家', { 'data-fact': 'a' })];
const found = (texts: Text[], part: Partial<Drawing> = {}, spec = one) =>
  lintDrawing(spec, place, drawing(texts, part));

describe('the linter of drawings', () => {
  it('finds no fault where there is none, and names figure, place and label where there is one', () => {
    expect(found(sound)).toEqual([]);
    const [fault] = found([]);
    expect(fault?.message.zh).toBe('图 one（p）：图中缺“天合光能”');
    expect(fault?.where?.product).toBe('figures/one.svg');
  });
  it('finds a category without its name, a number, small print or fragment left out', () => {
    expect(codes(found(sound.slice(1)))).toEqual(['F06']);
    expect(codes(found(sound.slice(0, 1)))).toEqual(['F06']);
    const noted = specs.spec('one', 'bar', [{ value, note: specs.span('首次上榜') }]);
    expect(codes(found(sound, {}, noted))).toEqual(['F06']);
    expect(found([...sound, text('首次上榜')], {}, noted)).toEqual([]);
  });
  it('finds a number without its qualifier or unit', () => {
    for (const bare of ['5家', '超5', '5'])
      expect(codes(found([text('天合光能'), text(bare, { 'data-fact': 'a' })])), bare).toEqual(['F13']);
  });
  it('finds bars that do not begin at zero', () => {
    const option = (min: number, max: number): Drawing['option'] => ({
      xAxis: { type: 'value', min, max },
      yAxis: { type: 'category' },
      series: [{ type: 'bar', data: [5] }],
    });
    expect(codes(found(sound, { option: option(3, 8) }))).toEqual(['F14']);
    expect(codes(found(sound, { option: option(-8, -3) }))).toEqual(['F14']);
    expect(found(sound, { option: option(0, 8) })).toEqual([]);
    expect(found(sound, { option: option(-3, 8) })).toEqual([]);
    // Points may begin elsewhere.
    const points = { ...option(3, 8), series: [{ type: 'scatter' as const, data: [[5, 0]] }] };
    expect(found(sound, { option: points })).toEqual([]);
  });
  it('finds an axis left to the chart library', () => {
    const option = { xAxis: { type: 'value' as const }, yAxis: {}, series: [{ type: 'bar' as const }] };
    expect(codes(found(sound, { option }))).toEqual(['F14']);
  });
  it('finds a place that is too low or too narrow', () => {
    expect(codes(found(sound, { least: place.height + 20 }))).toEqual(['F07']);
    expect(codes(found(sound, { least: Number.POSITIVE_INFINITY }))).toEqual(['F07']);
  });
  it('reports a figure squeezed into too little room', () => {
    const drawn = drawFigure(specs.growthRank, { ...place, height: 60 }, specs.times);
    expect(codes(drawn.problems)).toContain('F07');
  });
});

describe('the linter of specifications', () => {
  it('finds mixed units on one axis, and nothing to draw', () => {
    const rows = [
      { value: specs.fact('a', '甲', { number: '5', unit: '家' }) },
      { value: specs.fact('b', '乙', { number: '5', unit: '亿元' }) },
    ];
    expect(lint(specs.spec('m', 'bar', rows))).toEqual(['F02']);
    // Key figures share no axis.
    expect(lint(specs.spec('m', 'key-figures', rows))).toEqual([]);
    expect(lint(specs.spec('m', 'pairs', rows))).toEqual([]);
    expect(lint(specs.spec('m', 'bar', []))).toEqual(['F01']);
  });
  it.each([
    ['a target in words as a bar', 'bar', { before: '保持稳定' }],
    ['a share of more than the whole', 'share', { number: '120', unit: '%' }],
    ['a share in another unit', 'share', { number: '12', unit: '家' }],
    ['a share below nothing', 'share', { number: '5', unit: '%', value: -5 }],
    ['squares for more than can be counted', 'unit-grid', { number: '1060', unit: '家' }],
    ['squares for a part of one', 'unit-grid', { number: '1.5', unit: '家' }],
    ['squares for less than nothing', 'unit-grid', { number: '5', unit: '家', value: -5 }],
    ['a column below zero', 'pairs', { number: '5', unit: '家', value: -5 }],
  ] as const)('refuses %s', (_, kind, stated) => {
    expect(lint(specs.spec('s', kind, [{ value: specs.fact('a', '甲', stated) }]))).toEqual(['F10']);
  });
  it('refuses a slope that begins at nothing', () => {
    const [from, to] = [specs.fact('a', '甲', { number: '0', unit: '家' }), value];
    expect(lint(specs.spec('s', 'slope', [{ from, value: to }]))).toEqual(['F10']);
  });
});
