import { describe, expect, it } from 'vitest';
import { deckAskedOf } from '../../scripts/edition/products.ts';
import { EXIT, ProblemError } from '../../scripts/problem.ts';

describe('what is asked of the deck', () => {
  it('is what the command line says, nothing more', () => {
    expect(deckAskedOf(undefined, undefined)).toEqual({});
    expect(deckAskedOf('20', undefined)).toEqual({ minutes: 20 });
    expect(deckAskedOf('7.5', 'a4')).toEqual({ minutes: 7.5, size: 'A4', besides: [] });
    expect(deckAskedOf(undefined, '4:3')).toEqual({ size: '4:3', besides: [] });
    expect(deckAskedOf(undefined, '16:9, a4')).toEqual({ size: '16:9', besides: ['A4'] });
  });

  it.each([
    ['0', undefined],
    ['-5', undefined],
    ['', undefined],
    ['五', undefined],
    ['241', undefined],
    [undefined, '4x3'],
    [undefined, ''],
    [undefined, '16:9,'],
    [undefined, '4:3,4:3'],
  ])('refuses --minutes %s --size %s', (minutes, size) => {
    try {
      deckAskedOf(minutes, size);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      const { exitCode, problems } = error as ProblemError;
      expect([exitCode, problems[0]?.code]).toEqual([EXIT.usage, 'U001']);
      expect(problems[0]?.message.zh).toContain(`“${minutes ?? size}”`);
    }
  });
});
