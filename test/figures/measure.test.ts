import { describe, expect, it } from 'vitest';
import { advance, type Face, squeezes } from '../../scripts/figures/measure.ts';
import { textSvg } from '../../scripts/figures/svg.ts';

const face: Face = { family: 'hei', weight: 400 };

describe('full-width marks that meet', () => {
  it('share the blank between them, as in set Chinese', () => {
    expect(squeezes('“预计”“超”，（左右）。')).toEqual([4, 7, 8, 12]);
    expect(squeezes('（“甲”）')).toEqual([1, 4]);
    // A mark beside a character keeps its square; so do marks that ink the middle.
    expect(squeezes('甲，乙（丙）丁——戊…“')).toEqual([]);
    expect(advance('甲”“乙', face, 20)).toBe(70);
    expect(advance('甲”乙', face, 20)).toBe(60);
  });

  it('are set half an em nearer by positions of their own', () => {
    const text = (mark?: Record<string, string>) =>
      textSvg({
        mark: {},
        role: 'note',
        lines: [
          {
            x: 10,
            y: 5,
            runs: [{ text: '“甲”“乙”', face, size: 20, fill: '#000', ...(mark ? { mark } : {}) }],
          },
        ],
      });
    // “甲” takes 60 px, the second “ begins half an em earlier.
    expect(text()).toContain('<tspan x="10" y="5">“甲”</tspan><tspan x="60" y="5">“乙”</tspan>');
    expect(text({ 'data-x': '1' })).toContain(
      '<tspan data-x="1"><tspan x="10" y="5">“甲”</tspan><tspan x="60" y="5">“乙”</tspan></tspan>',
    );
  });
});
