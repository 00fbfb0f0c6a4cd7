import { describe, expect, it } from 'vitest';
import { COLOUR, inkOf } from '../../scripts/figures/colours.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { numberRuns } from '../../scripts/figures/number.ts';
import { slidePlace, spreadPlace } from '../../scripts/figures/places.ts';
import type { Fact, FigureSpec } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';
import { barsIn, chevronsIn } from './svg.ts';

const { times } = specs;
const at = (spec: FigureSpec) => drawFigure(spec, { ...spreadPlace('p'), height: 300 }, times);

describe('bars', () => {
  it('are as long as their values, from one zero', () => {
    for (const drawn of [at(specs.firms), drawFigure(specs.firms, slidePlace('s', specs.firms), times)]) {
      const bars = barsIn(drawn);
      const values = [600, 280, 100, 50];
      expect(bars).toHaveLength(values.length);
      for (const [i, bar] of bars.entries()) {
        expect(bar.x).toBeCloseTo(bars[0]?.x ?? 0, 0);
        expect(bar.width / (bars[0]?.width ?? 1)).toBeCloseTo((values[i] ?? 0) / 600, 2);
      }
    }
  });

  it('end at the value of a lower bound, with a chevron after the end', () => {
    const drawn = at(specs.firms);
    const chevrons = chevronsIn(drawn);
    expect(chevrons).toHaveLength(4);
    for (const [i, bar] of barsIn(drawn).entries()) {
      const end = bar.x + bar.width;
      expect(chevrons[i]?.x).toBeGreaterThan(end);
      expect((chevrons[i]?.x ?? 0) - end).toBeLessThan(bar.height);
    }
  });

  it('have no chevron where the report states a value', () => {
    expect(chevronsIn(at(specs.growthRank))).toEqual([]);
  });

  it('are sorted by value where the editor says so, and tinted with an outline where expected', () => {
    const bars = barsIn(at(specs.growthRank));
    const widths = bars.map((b) => Math.round(b.width));
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(bars.map((b) => b.fill)).toEqual([
      COLOUR.navy,
      COLOUR.navyTint,
      COLOUR.navy,
      COLOUR.navyTint,
      COLOUR.navyTint,
      COLOUR.navyTint,
      COLOUR.navy,
    ]);
    expect(new Set(bars.map((b) => b.stroke))).toEqual(new Set([COLOUR.navy]));
  });

  it('go left for declines, from the same zero', () => {
    const [up, down] = barsIn(at(specs.mixed));
    expect(up && down && up.x - (down.x + down.width)).toBeCloseTo(0, 0);
    expect(up && down && down.width / up.width).toBeCloseTo(9.1 / 10.1, 2);
  });

  it('go right for declines alone, from a zero beside their names; the number says 下降', () => {
    const drawn = at(specs.declines);
    const [short, long] = barsIn(drawn);
    expect(short && long && short.x - long.x).toBeCloseTo(0, 0);
    expect(short?.x).toBeLessThan(drawn.width / 2);
    expect(drawn.svg).toContain('下降');
    expect(short && long && short.width / long.width).toBeCloseTo(14.3 / 36.2, 2);
  });
});

describe('pairs', () => {
  it('stand on zero, each panel on its own scale; targets red', () => {
    const bars = barsIn(at(specs.tasks));
    const ratios = [150 / 220, 150 / 106, 80 / 72.68, 2.4 / 2.53];
    for (const [i, ratio] of ratios.entries()) {
      const [before, after] = [bars[i * 2], bars[i * 2 + 1]];
      expect(before && after && after.height / before.height).toBeCloseTo(ratio, 1);
      expect(before && after && before.y + before.height - (after.y + after.height)).toBeCloseTo(0, 0);
      expect([before?.fill, after?.fill, after?.stroke]).toEqual([COLOUR.navy, COLOUR.redTint, COLOUR.red]);
    }
    expect(chevronsIn(at(specs.tasks)).map((c) => c.fill)).toEqual([COLOUR.red, COLOUR.red]);
  });
});

describe('panels of pairs', () => {
  it('have tallest columns of one height, so that nobody compares panels', () => {
    const bars = barsIn(at(specs.tasks));
    const tallest = [0, 2, 4, 6].map((i) => Math.max(bars[i]?.height ?? 0, bars[i + 1]?.height ?? 0));
    for (const height of tallest) expect(height).toBeCloseTo(tallest[0] ?? 0, 0);
  });

  it('keep their numbers: none begins left of the name above it', () => {
    const drawn = drawFigure(specs.tasks, slidePlace('s', specs.tasks), times);
    const begins = (mark: string) =>
      [...drawn.svg.matchAll(new RegExp(`data-${mark}"[^>]*><tspan[^>]* x="([^"]+)"`, 'g'))].map((m) =>
        Number(m[1]),
      );
    const names = begins('label="[^"]*');
    const rows = specs.tasks.groups.flatMap((g) => g.rows);
    expect(names).toHaveLength(rows.length);
    for (const [i, { value, from }] of rows.entries())
      for (const fact of [value, from]) {
        const [first = Number.NaN] = begins(`fact="${fact?.ref}`);
        expect(first, fact?.ref).toBeGreaterThanOrEqual((names[i] ?? 0) - 0.5);
      }
  });

  it('become bars that use the width where a pair stands alone', () => {
    const alone = specs.spec('alone', 'pairs', specs.tasks.groups[0]?.rows.slice(2, 3) ?? []);
    const rects = (width: number) => {
      const { svg } = drawFigure(alone, { ...spreadPlace('p'), width }, times);
      return [...svg.matchAll(/<rect x="[^"]+" y="[^"]+" width="([^"]+)"/g)].map((m) => Number(m[1]));
    };
    const [before = 0, after = 0] = rects(590);
    expect(before / after).toBeCloseTo(72.68 / 80, 1);
    expect(after).toBeGreaterThan(590 * 0.5);
    expect(rects(217)).toEqual([]);
  });
});

describe('tiers', () => {
  it('narrow to the top, whose number is the least', () => {
    const levels = specs.spec(
      'levels',
      'tiers',
      [1060, 136, 12].map((n) => ({ value: specs.fact(`f${n}`, '企业', { number: String(n), unit: '家' }) })),
    );
    const { svg } = at(levels);
    const steps = [...svg.matchAll(/<rect x="([^"]+)" y="([^"]+)" width="([^"]+)"/g)].map((m) =>
      m.slice(1).map(Number),
    );
    const widths = steps.toSorted((a, b) => (a[1] ?? 0) - (b[1] ?? 0)).map((s) => s[2] ?? 0);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    const height = (ref: string) =>
      Number(new RegExp(`data-fact="${ref}"><tspan[^>]* y="([^"]+)"`).exec(svg)?.[1]);
    expect(height('f12')).toBeLessThan(height('f136'));
    expect(height('f136')).toBeLessThan(height('f1060'));
  });

  it.each([590, 217])('are as wide as equal numbers ask, in the ink of each, in %d px', (width) => {
    const levels = [50, 10, 10, 10].map((n, i) => ({
      value: specs.fact(`f${i}`, '企业', {
        number: String(n),
        unit: '家',
        after: '以上',
        encoding: i === 0 ? 'reported' : 'plan-lower-bound',
        status: i === 0 ? 'actual' : 'plan',
      }),
    }));
    const { svg } = drawFigure(
      specs.spec('levels', 'tiers', levels),
      { ...spreadPlace('p'), width, height: 240 },
      times,
    );
    const steps = [...svg.matchAll(/<rect [^>]*\/>/g)].map(([rect]) => {
      const of = (name: string) => new RegExp(` ${name}="([^"]+)"`).exec(rect)?.[1];
      const line = of('stroke') ? Number(of('stroke-width')) : 0;
      return {
        wide: Number(of('width')) + line,
        fill: of('fill'),
        dashed: of('stroke-dasharray') !== undefined,
      };
    });
    expect(steps.map(({ fill }) => fill)).toEqual([...Array(3).fill(COLOUR.white), COLOUR.navy]);
    expect(steps.map(({ dashed }) => dashed)).toEqual([true, true, true, false]);
    const [first, second, third, base] = steps.map(({ wide }) => wide);
    expect(second).toBeCloseTo(first ?? 0, 1);
    expect(third).toBeCloseTo(first ?? 0, 1);
    expect(base).toBeCloseTo(2 * (first ?? 0), -1);
  });
});

describe('shares', () => {
  it('fill their part of a bar of 100 %', () => {
    const bars = barsIn(at(specs.shares));
    const tracks = bars.filter((b) => b.fill === COLOUR.white);
    const values = bars.filter((b) => b.fill !== COLOUR.white);
    expect(tracks).toHaveLength(4);
    for (const [i, share] of [78, 86.4, 95, 78].entries())
      expect((values[i]?.width ?? 0) / (tracks[i]?.width ?? 1)).toBeCloseTo(share / 100, 2);
  });
});

describe('chevrons of shares', () => {
  it.each([
    [95, 590],
    [95, 217],
    [99, 590],
    [99, 217],
  ])('follow the end of the bar, across no line of the frame: %d %% in %d px', (number, width) => {
    const value = specs.fact('entry', '进驻', {
      number: String(number),
      unit: '%',
      after: '以上',
      encoding: 'lower-bound',
    });
    const place = { ...spreadPlace('p'), width };
    const drawn = drawFigure(specs.spec('entry', 'share', [{ value }]), place, times);
    const [frame] = barsIn(drawn);
    const matrix = /<path d="M-1 -1L1 0L-1 1L-0.2 0Z" transform="matrix\(([^)]+)\)"/.exec(drawn.svg)?.[1];
    const [half = 0, , , , x = 0] = (matrix ?? '').split(',').map(Number);
    const end = (frame?.x ?? 0) + (frame?.width ?? 0);
    expect(half).toBeGreaterThan(2);
    expect(x - half).toBeGreaterThan((frame?.x ?? 0) + ((frame?.width ?? 0) * number) / 100);
    expect(x + half < end || x - half > end).toBe(true);
    expect(x + half).toBeLessThan(width);
    expect(drawn.problems).toEqual([]);
  });
});

describe('unit grids', () => {
  it('have one square a unit', () => {
    const drawn = at(specs.classes);
    const squares = [...drawn.svg.matchAll(/<rect [^>]*fill="(#[0-9A-F]+)"/g)];
    expect(squares).toHaveLength(10 + 10 + 10 + 50 + 1 + 1 + 2 + 5);
  });
});

describe('goals', () => {
  it('are red for the coming year, outlined in navy for a later one', () => {
    const goal = (status: 'target' | 'plan') => inkOf({ encoding: `${status}-lower-bound`, status } as Fact);
    expect(goal('target')).toMatchObject({ stroke: COLOUR.red, open: true });
    expect(goal('plan')).toMatchObject({
      fill: COLOUR.white,
      stroke: COLOUR.navy,
      text: COLOUR.navy,
      open: true,
    });
  });
});

describe('numbers in hanzi', () => {
  it('are one word with their unit', () => {
    const value = specs.fact('a', '合全药业', { before: '首破', number: '百', unit: '亿元', value: 100 });
    const runs = numberRuns(value, slidePlace('s', specs.firms).type);
    expect(runs.map((r) => r.text)).toEqual(['首破', '百亿元']);
  });
});

describe('numbers in per cent', () => {
  it('stand off what follows them, as from a unit', () => {
    const rate = specs.fact('a', '增速', { number: '12', unit: '%', after: '左右', value: 12 });
    const level = specs.fact('b', '总额', { number: '12', unit: '亿元', value: 12 });
    const { type } = slidePlace('s', specs.firms);
    const [, after] = numberRuns(rate, type);
    const [, unit] = numberRuns(level, type);
    expect(after).toMatchObject({ text: '左右', size: unit?.size, gap: unit?.gap });
    expect(unit?.gap).toBeGreaterThan(2);
  });
});

describe('changes beside slopes', () => {
  it('stand beyond the later number of a rise', () => {
    const row = {
      from: specs.fact('b', '高企总数', { number: '840', unit: '家', encoding: 'derived', period: '2021' }),
      value: specs.fact('a', '高企总数', { number: '1060', unit: '家' }),
      aside: specs.fact('c', '净增高企', { number: '220', unit: '家' }),
    };
    const drawn = at(specs.spec('rise', 'slope', [row]));
    const y = (ref: string) =>
      Number(new RegExp(`data-fact="${ref}"><tspan[^>]* y="([^"]+)"`).exec(drawn.svg)?.[1]);
    expect(drawn.problems).toEqual([]);
    expect(y('c')).toBeLessThan(y('a'));
    expect(y('a')).toBeLessThan(y('b'));
  });
});
