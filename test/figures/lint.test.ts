import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import type { Drawing, Text } from '../../scripts/figures/drawing.ts';
import { lintDrawing, lintSpec, lintSvg } from '../../scripts/figures/lint.ts';
import { spreadPlace } from '../../scripts/figures/places.ts';
import * as specs from './specs.ts';

const place = spreadPlace('p');
const codes = (list: { code: string }[]) => list.map((p) => p.code);

const text = (words: string, x: number, y: number, size = 13): Text => ({
  mark: {},
  role: 'label',
  lines: [{ x, y, runs: [{ text: words, face: { family: 'hei', weight: 400 }, size, fill: '#000' }] }],
});
const drawing = (...texts: Text[]): Drawing => ({
  option: undefined,
  shapes: [],
  data: [{ texts }],
  least: 0,
  best: 0,
});
const one = specs.spec('one', 'bar', [{ value: specs.fact('a', '天合光能', { number: '5', unit: '家' }) }]);
const name = text('天合光能', 0, 20);

describe('the linter', () => {
  it('finds no fault where there is none', () => {
    expect(lintDrawing(one, place, drawing(name, text('另一行', 0, 60)))).toEqual([]);
  });
  it('finds text over text', () => {
    expect(codes(lintDrawing(one, place, drawing(name, text('压住', 30, 24))))).toEqual(['F04']);
  });
  it('finds text that is cut off', () => {
    expect(codes(lintDrawing(one, place, drawing(name, text('出界', place.width - 10, 60))))).toEqual([
      'F03',
    ]);
    expect(codes(lintDrawing(one, place, drawing(name, text('出界', 0, place.height + 5))))).toEqual(['F03']);
  });
  it('finds small print that is too small, for paper and for slides', () => {
    expect(codes(lintDrawing(one, place, drawing(name, text('小字', 0, 60, 9))))).toEqual(['F05']);
    const slide = { ...place, width: 1120 };
    expect(codes(lintDrawing(one, slide, drawing(name)))).toEqual(['F05']);
  });
  it('finds a category without its name', () => {
    expect(codes(lintDrawing(one, place, drawing()))).toEqual(['F06']);
  });
  it('finds a place that is too low or too narrow', () => {
    expect(codes(lintDrawing(one, place, { ...drawing(name), least: place.height + 20 }))).toEqual(['F07']);
    expect(codes(lintDrawing(one, place, { ...drawing(name), least: Number.POSITIVE_INFINITY }))).toEqual([
      'F07',
    ]);
  });
  it('finds mixed units on one axis, and nothing to draw', () => {
    const rows = [
      { value: specs.fact('a', '甲', { number: '5', unit: '家' }) },
      { value: specs.fact('b', '乙', { number: '5', unit: '亿元' }) },
    ];
    expect(codes(lintSpec(specs.spec('m', 'bar', rows)))).toEqual(['F02']);
    // Key figures share no axis.
    expect(codes(lintSpec(specs.spec('m', 'key-figures', rows)))).toEqual([]);
    expect(codes(lintSpec(specs.spec('m', 'bar', [])))).toEqual(['F01']);
  });
  it('finds what prints badly', () => {
    expect(codes(lintSvg(one, '<svg><pattern/></svg>'))).toEqual(['F08']);
    expect(codes(lintSvg(one, '<svg><path d="MNaN 0"/></svg>'))).toEqual(['F09']);
  });
  it('finds shares beyond 100 % and more squares than can be counted', () => {
    const share = specs.spec('s', 'share', [{ value: specs.fact('a', '甲', { number: '120', unit: '%' }) }]);
    expect(codes(lintSpec(share))).toEqual(['F10']);
    const grid = specs.spec('g', 'unit-grid', [
      { value: specs.fact('a', '甲', { number: '1060', unit: '家' }) },
    ]);
    expect(codes(lintSpec(grid))).toEqual(['F10']);
  });
  it('reports a figure squeezed into too little room', () => {
    const drawn = drawFigure(specs.growthRank, { ...place, height: 60 }, specs.times);
    expect(codes(drawn.problems)).toContain('F07');
    expect(drawn.problems[0]?.where?.product).toBe('figures/growth-rank.svg');
  });
});
