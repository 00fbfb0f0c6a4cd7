import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { bestHeight, drawFigure } from '../../scripts/figures/draw.ts';
import { BAND_WIDTH, bandPlace } from '../../scripts/figures/places.ts';
import { readReport } from '../../scripts/report/read.ts';

const report = await readReport('data/xinbei-2023');
const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
const draw = (id: string) => {
  const spec = report.figures.find((f) => f.id === id);
  if (!spec) throw new Error(id);
  const height = Math.ceil(bestHeight(spec, bandPlace('band', spec, 1), times));
  const drawn = drawFigure(spec, bandPlace('band', spec, height), times);
  const $ = load(drawn.svg, { xml: true });
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((node) => {
        const at = $(node).is('[x]') ? $(node) : $(node).find('[x]').first();
        return { x: Number(at.attr('x')), y: Number(at.attr('y')) };
      });
  return { drawn, labels: texts('text[data-label], text[data-words]'), values: texts('text[data-fact]') };
};

describe('figures in a band of the long picture', () => {
  it('have names above their bars, at the left edge', () => {
    const { drawn, labels } = draw('leading-firms');
    expect(drawn.problems).toEqual([]);
    expect(labels.length).toBe(4);
    for (const { x } of labels) expect(x).toBe(0);
  });

  it('have their panels in two columns', () => {
    const { drawn, labels } = draw('innovation-pairs');
    expect(drawn.problems).toEqual([]);
    expect(new Set(labels.map(({ x }) => Math.round(x))).size).toBe(2);
    expect(new Set(labels.map(({ y }) => Math.round(y))).size).toBe(2);
  });

  it('of every kind that a topic may show stand in the column, with no text below 15 px', () => {
    for (const spec of report.figures.filter((f) =>
      ['bar', 'pairs', 'share', 'unit-grid'].includes(f.kind),
    )) {
      const height = bestHeight(spec, bandPlace('band', spec, 1), times);
      expect(Number.isFinite(height), spec.id).toBe(true);
      const { problems, width } = drawFigure(spec, bandPlace('band', spec, Math.ceil(height)), times);
      expect(width).toBe(BAND_WIDTH);
      // The linter measures every text of the drawing against the place's smallest.
      expect(bandPlace('band', spec, 1).smallest).toBe(15);
      expect(problems, spec.id).toEqual([]);
    }
  });
});
