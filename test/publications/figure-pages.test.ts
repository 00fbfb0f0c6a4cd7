import { describe, expect, it } from 'vitest';
import { shares } from '../../scripts/publications/booklet/figures.ts';

const sum = (list: readonly number[]) => list.reduce((total, part) => total + part, 0);

describe('heights of the figures of a page', () => {
  it('are equal where each has enough', () => {
    expect(shares([20, 30, 40], 150, 150)).toEqual([50, 50, 50]);
  });

  it('give one what it needs and divide the rest, never more than there is', () => {
    expect(shares([20, 70, 30], 150, 150)).toEqual([40, 70, 40]);
    expect(shares([20, 70, 55], 150, 150)).toEqual([25, 70, 55]);
    for (const least of [
      [10, 80, 60],
      [50, 50, 50],
      [1, 148, 1],
    ])
      expect(sum(shares(least, 150, 150))).toBeCloseTo(150);
  });

  it('take the empty places of a page that is not full', () => {
    expect(shares([70, 50], 100, 150)).toEqual([70, 50]);
  });

  it('fall short alike where nothing helps, within the page', () => {
    const heights = shares([100, 60, 40], 150, 150);
    expect(sum(heights)).toBeCloseTo(150);
    expect(heights.every((height, i) => height < ([100, 60, 40][i] ?? 0))).toBe(true);
  });
});
