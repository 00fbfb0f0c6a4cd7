import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLOUR } from '../../scripts/figures/colours.ts';
import { drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { Place } from '../../scripts/figures/figure.ts';
import { exportPlace, sheetPlace, slidePlace } from '../../scripts/figures/places.ts';
import { packageFile } from '../../scripts/package.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { FigureSpec } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';
import { parse } from './svg.ts';

const { times } = specs;
const at = (spec: FigureSpec, place: Place) =>
  parse(drawFigure(spec, { ...place, height: Math.max(place.height, minHeight(spec, place, times)) }, times));
type Drawn = ReturnType<typeof parse>;

/** Left edge and baseline of the text with these words. */
function placeOf($: Drawn, words: string): { x: number; y: number } {
  const text = $('text')
    .toArray()
    .find((e) => $(e).text() === words);
  const first = $(text ?? '')
    .find('tspan')
    .first();
  return { x: Number(first.attr('x')), y: Number(first.attr('y')) };
}

describe('timelines', () => {
  const heads = ['2022年', '2023年内', '“十四五”末'];

  it('run from left to right where there is width, downwards where there is not', () => {
    for (const place of [exportPlace('file'), slidePlace('slide', specs.times3)]) {
      const points = heads.map((h) => placeOf(at(specs.times3, place), h));
      expect(points.map((p) => p.x)).toEqual(points.map((p) => p.x).toSorted((a, b) => a - b));
      expect(new Set(points.map((p) => p.y)).size).toBe(1);
    }
    const $ = at(specs.times3, sheetPlace('small', 4, 'small', 200));
    const down = heads.map((h) => placeOf($, h).y);
    expect(down).toEqual(down.toSorted((a, b) => a - b));
    expect(new Set(down).size).toBe(heads.length);
  });

  it('give a column what another can spare: no name is broken beside an empty half', async () => {
    const report = await readReport(path.join(packageFile('data/'), 'xinbei-2023'));
    const spec = report.figures.find((f) => f.kind === 'timeline');
    if (!spec) throw new Error('no timeline');
    const $ = at(spec, slidePlace('slide', spec, 396));
    const lines = $('text:contains("合全药业研发中心")').find('tspan').toArray();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(3);
    expect($(lines[0]).text()).toContain('合全药业研发中心');
  });

  it('mark the past with a dot, the year with a red diamond, a later year with a hollow one', () => {
    const $ = at(specs.times3, exportPlace('file'));
    const shapes = $('g[aria-hidden] > *').toArray();
    const diamonds = shapes.filter(
      (e) => e.tagName === 'path' && ($(e).attr('d')?.match(/L/g) ?? []).length === 3,
    );
    expect($('g[aria-hidden] > circle').attr('fill')).toBe(COLOUR.navy);
    expect(diamonds.map((e) => $(e).attr('fill'))).toEqual([COLOUR.red, COLOUR.white]);
  });

  it('print the times as they are given: a verbatim one is marked as such', () => {
    const $ = at(specs.times3, exportPlace('file'));
    expect($('text[data-src="300-306"]').text()).toBe('“十四五”末');
    expect($('desc span[data-src="300-306"]').text()).toBe('“十四五”末');
  });
});

describe('levels', () => {
  const names = ['镇（街道）', '村（社区）', '网格', '微网格', '户'];
  const boxes = ($: Drawn) =>
    $(`g[aria-hidden] > rect[fill="${COLOUR.white}"][stroke="${COLOUR.navy}"]`)
      .toArray()
      .map((e) => Number($(e).attr('width')));

  it.each([
    ['side by side', exportPlace('file')],
    ['one under the other', sheetPlace('small', 4, 'small', 200)],
  ] as const)('stand %s, all as wide as each other', (_, place) => {
    const widths = boxes(at(specs.grids, place));
    expect(widths.length).toBe(names.length);
    for (const width of widths) expect(width).toBeCloseTo(widths[0] ?? 0, 1);
  });

  it('the share fills its part of a bar from 0 to 100 %', () => {
    const $ = at(specs.grids, exportPlace('file'));
    const width = (fill: string, stroke: string) =>
      Number($(`rect[fill="${fill}"][stroke="${stroke}"]`).attr('width'));
    expect(width(COLOUR.redTint, COLOUR.red) / width(COLOUR.white, COLOUR.axis)).toBeCloseTo(0.5, 2);
    expect($('[data-scale]').text()).toBe('0100%');
  });

  it('are set larger on a slide than a row of a chart, where all of them fit so', () => {
    const place = slidePlace('slide', specs.grids);
    const $ = at(specs.grids, place);
    const name = $('text:contains("微网格")').first();
    expect(
      Number.parseFloat(name.attr('font-size') ?? name.find('[font-size]').attr('font-size') ?? '0'),
    ).toBeGreaterThan(place.type.label);
    expect($('[data-scale="100"]').length).toBe(1);
  });

  it('what belongs to a level stands under it', () => {
    const $ = at(specs.grids, exportPlace('file'));
    const [level, note] = [placeOf($, '微网格'), placeOf($, '按照50至100户为基本单位')];
    expect(note.y).toBeGreaterThan(level.y);
    expect(Math.abs(note.x - level.x)).toBeLessThan(60);
  });
});

describe('counts', () => {
  it('are marked as counts, with star and hollow bar, also where they are nought', () => {
    const $ = at(specs.targetNumbers, exportPlace('file'));
    const counts = $('text[data-count]').toArray();
    expect(counts.map((e) => [$(e).attr('data-count'), $(e).text()])).toEqual([
      ['targets:3.1', '19项'],
      ['targets:3.3', '0项'],
    ]);
    expect(counts.map((e) => $(e).next().text())).toEqual(['*', '*']);
    expect($('[data-fact]').length).toBe(0);
    expect($('desc span[data-count="targets:3.1"]').text()).toBe('19项');
  });
});
