/** Goals are told from results without colour: ◆ the report's year, ◇ a later one, once where a head says it. */
import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { spreadPlace } from '../../scripts/figures/places.ts';
import type { FigureGroup, FigureKind, FigureRow } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';

const { fact, spec, times, words } = specs;
const result = (id: string): FigureRow => ({ value: fact(id, `完成${id}`, { number: '9', unit: '家' }) });
const goal = (id: string, status: 'target' | 'plan' = 'target'): FigureRow => ({
  value: fact(id, `指标${id}`, { number: '5', unit: '家', status, encoding: status, period: '2023' }),
});
const signs = (kind: FigureKind, rows: FigureRow[] | FigureGroup[]) => {
  const drawn = drawFigure(spec('signs', kind, rows), { ...spreadPlace('p'), height: 400 }, times);
  expect(drawn.problems).toEqual([]);
  return (drawn.svg.match(/[◆◇]/g) ?? []).join('');
};

describe('signs of goals', () => {
  it('stand before the number on every card', () => {
    expect(signs('key-figures', [goal('a'), result('b'), goal('c', 'plan')])).toBe('◆◇');
    expect(signs('tiers', [goal('a', 'plan'), goal('b', 'plan')])).toBe('◇◇');
  });

  it('stand once over a column of goals, before each goal among results', () => {
    expect(signs('target-board', [goal('a'), goal('b')])).toBe('◆');
    expect(signs('target-board', [goal('a'), result('b'), goal('c')])).toBe('◆◆');
    expect(
      signs('target-board', [
        { label: words('g.0', '本年'), rows: [goal('a'), goal('b')] },
        { label: words('g.1', '远期'), rows: [goal('c', 'plan')] },
        { label: words('g.2', '上年'), rows: [result('d')] },
      ]),
    ).toBe('◆◇');
  });

  it('do not repeat a head that says 目标', () => {
    const place = { ...spreadPlace('p'), height: 300 };
    const rows = [{ label: words('g.0', '定量目标'), rows: [goal('a'), goal('b')] }];
    const { svg } = drawFigure(spec('signs', 'target-board', rows), place, times);
    expect(svg.replace(/<desc[\s\S]*?<\/desc>/, '').match(/目标/g)).toHaveLength(1);
  });
});
