import { describe, expect, it } from 'vitest';
import { plannedSeconds, SPOKEN_A_MINUTE } from '../../scripts/plan/deck-minutes.ts';

const slide = (characters: number) => ({
  notes: [{ start: 0, end: characters, text: '字'.repeat(characters) }],
});
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('planned seconds', () => {
  it('follow the length of the notes, punctuation and blanks aside', () => {
    expect(plannedSeconds([slide(SPOKEN_A_MINUTE), slide(2 * SPOKEN_A_MINUTE)])).toEqual([60, 120]);
    const marked = { notes: [{ start: 0, end: 0, text: `${'字，'.repeat(SPOKEN_A_MINUTE)}。 “”` }] };
    expect(plannedSeconds([marked])).toEqual([60]);
  });

  it('leave every slide time to be looked at', () => {
    expect(plannedSeconds([slide(0), slide(SPOKEN_A_MINUTE)])).toEqual([10, 60]);
  });

  it('add up to the minutes given, in the same shares', () => {
    const slides = [slide(100), slide(200), slide(333), slide(70), slide(0)];
    for (const minutes of [5, 7.5, 20, 40]) {
      const seconds = plannedSeconds(slides, minutes);
      expect(sum(seconds)).toBe(minutes * 60);
      expect(seconds[1]! / seconds[0]!).toBeCloseTo(2, 1);
    }
  });

  it('refuse no time at all', () => {
    for (const minutes of [0, -1, Number.NaN])
      expect(() => plannedSeconds([slide(100)], minutes)).toThrow(RangeError);
  });
});
