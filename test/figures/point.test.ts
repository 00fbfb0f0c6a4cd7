/** Points are told apart by their form, not only by colour. */
import { readFileSync } from 'node:fs';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { spreadPlace } from '../../scripts/figures/places.ts';
import { type PointForm, pointForm, pointShapes } from '../../scripts/figures/point.ts';
import type { Fact } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';

const FORMS: PointForm[] = ['dot', 'ringed', 'ring', 'diamond', 'open-diamond'];

/** What a black-and-white copy keeps of a form: outlines, and what is dark inside. Tints and white are one. */
const inBlack = (form: PointForm) =>
  pointShapes(form, 0, 0, 10).map((s) => [s.kind, 'fill' in s && /^#(?:[EF].){3}$/i.test(s.fill)]);

describe('points', () => {
  it('differ in form without any colour', () => {
    const seen = FORMS.map((form) => JSON.stringify(inBlack(form)));
    expect(new Set(seen).size).toBe(FORMS.length);
  });

  it('are chosen by what a number is', () => {
    const fact = (part: Partial<Fact>) =>
      pointForm({ before: '', after: '', status: 'actual', ...part } as Fact);
    expect(fact({ encoding: 'reported' })).toBe('dot');
    expect(fact({ encoding: 'expected' })).toBe('ringed');
    expect(fact({ encoding: 'lower-bound', before: '预计超' })).toBe('ringed');
    expect(fact({ encoding: 'derived' })).toBe('ring');
    expect(fact({ encoding: 'target', status: 'target' })).toBe('diamond');
    expect(fact({ encoding: 'plan', status: 'plan' })).toBe('open-diamond');
  });

  it('have a core where the number is expected, none where it is worked out', () => {
    const circles = (svg: string) =>
      load(svg, { xml: true })('g[aria-hidden] > path[transform]')
        .toArray()
        .map((e) => [e.attribs.fill, e.attribs.stroke]);
    const at = { ...spreadPlace('p'), height: 300 };
    const slope = circles(drawFigure(specs.rises, at, specs.times).svg);
    const cores = slope.filter(([fill, stroke]) => fill === '#172B4D' && !stroke).length;
    const hollow = slope.filter(([fill]) => fill === '#FFFFFF').length;
    expect([cores > 0, hollow]).toEqual([true, 3]);
  });
});

describe('the key of the booklet', () => {
  const $ = load(readFileSync('templates/booklet/imprint.hbs', 'utf8'), { xml: { xmlMode: false } });
  const samples = $('.key svg').toArray();
  /** Kind, fill and outline of the parts of a sample in the column of points, as `pointShapes` gives them. */
  const drawn = samples.map((svg) =>
    $(svg)
      .find('circle[cx="16"], path[d^="M16 .1"]')
      .toArray()
      .map((e) => [e.tagName, e.attribs.fill?.toUpperCase().replace(/^#FFF$/, '#FFFFFF')].join(' ')),
  );
  it.each(FORMS)('shows a point that is %s', (form) => {
    const wanted = pointShapes(form, 0, 0, 10).map((s) => [s.kind, 'fill' in s && s.fill].join(' '));
    expect(drawn).toContainEqual(wanted);
  });
});
