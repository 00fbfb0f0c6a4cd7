import { describe, expect, it } from 'vitest';
import { sharedHeights } from '../../scripts/publications/booklet/figure-heights.ts';

const sum = (list: readonly number[]) => list.reduce((total, part) => total + part, 0);
const bar = { kind: 'bar', least: 20, best: 40 } as const;
const cells = { kind: 'key-figures', least: 12, best: 20 } as const;
const filled = ({ heights, gap }: { heights: number[]; gap: number }) =>
  sum(heights) + gap * (heights.length - 1);

describe('heights of the figures of a page', () => {
  it('reach from the head to the foot, with the same gap under each but the last', () => {
    for (const needs of [
      [bar, cells, bar],
      [bar, bar, bar],
      [cells, cells, cells],
      [{ ...bar, best: 90 }, bar, { ...bar, least: 30 }],
    ])
      expect(filled(sharedHeights(needs, 150))).toBeCloseTo(150);
  });

  it('stretch bars, not cells, and these only by half', () => {
    const { heights, gap } = sharedHeights([bar, cells, bar], 190);
    expect(heights).toEqual([60, 20, 60]);
    expect(gap).toBeCloseTo(25);
  });

  it('lie between the least and the best where not all can have their best', () => {
    const { heights, gap } = sharedHeights([bar, { ...bar, best: 90 }, cells], 110);
    expect(gap).toBe(6);
    expect(filled({ heights, gap })).toBeCloseTo(110);
    for (const [i, least] of [20, 20, 12].entries()) expect(heights[i]).toBeGreaterThan(least);
  });

  it('leave room under two small figures, all room under one', () => {
    expect(sharedHeights([cells, cells], 180)).toEqual({ heights: [20, 20], gap: 37 });
    expect(sharedHeights([cells], 180)).toEqual({ heights: [20], gap: 0 });
  });

  it('fall short alike where nothing helps, within the page', () => {
    const { heights, gap } = sharedHeights(
      [
        { ...bar, least: 100 },
        { ...bar, least: 60 },
        { ...bar, least: 40 },
      ],
      150,
    );
    expect(filled({ heights, gap })).toBeCloseTo(150);
    expect(heights.every((height, i) => height < ([100, 60, 40][i] ?? 0))).toBe(true);
  });
});
