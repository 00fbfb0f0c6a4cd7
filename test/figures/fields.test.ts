/** No kind of figure leaves out in silence what an editor put into it: a field is drawn, or refused. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { slidePlace, spreadPlace } from '../../scripts/figures/places.ts';
import { checkFigureKind, checkRowKind } from '../../scripts/report/figure-kinds.ts';
import type { FigureGroup, FigureKind, FigureRow } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';

const { fact, span, spec, times, words } = specs;
const KINDS = [
  'bar',
  'dumbbell',
  'slope',
  'pairs',
  'share',
  'unit-grid',
  'key-figures',
  'target-board',
  'rank-table',
  'tiers',
  'structure',
  'timeline',
  'layers',
] as const satisfies FigureKind[];

const unitOf = (kind: FigureKind) => (kind === 'share' || kind === 'layers' ? '%' : '家');
const value = (kind: FigureKind) => fact('now', '企业', { number: '7', unit: unitOf(kind) });

/** A row of a kind with nothing but what it must have. */
function plain(kind: FigureKind): FigureRow {
  if (kind === 'structure') return { label: words('row', '栏目'), fragments: [span('全力推进建设', 500)] };
  if (kind === 'timeline') return { fragments: [span('全力推进建设', 500)] };
  if (kind === 'layers') return { name: span('村级', 600) };
  const before = fact('then', '企业', { number: '6', unit: unitOf(kind), period: '2021' });
  return { value: value(kind), ...(kind === 'slope' ? { from: before } : {}) };
}

const FIELDS: Record<string, (kind: FigureKind) => { part: Partial<FigureRow>; shows: string }> = {
  value: (kind) => ({ part: { value: value(kind) }, shows: `7${unitOf(kind)}` }),
  from: (kind) => ({
    part: { from: fact('then', '企业', { number: '6', unit: unitOf(kind), period: '2021' }) },
    shows: `6${unitOf(kind)}`,
  }),
  aside: () => ({ part: { aside: fact('more', '产量', { number: '18', unit: '万辆' }) }, shows: '18万辆' }),
  note: () => ({ part: { note: span('居全市第一', 700) }, shows: '居全市第一' }),
  label: () => ({ part: { label: words('row', '栏目') }, shows: '栏目' }),
  name: () => ({ part: { name: span('村级', 600) }, shows: '村级' }),
  fragments: () => ({ part: { fragments: [span('打造产业地标', 800)] }, shows: '打造产业地标' }),
};

/** What a reader sees, without title and description. */
const visible = (svg: string): string => load(svg, { xml: true })('text').text();

const groupOf = (kind: FigureKind, row: FigureRow): FigureGroup =>
  kind === 'timeline' ? { label: words('when', '近期'), rows: [row] } : { rows: [row] };

describe('layers', () => {
  it.each(['note', 'fragments'])('draws or refuses %s of a rate', (field) => {
    const rate = fact('rate', '覆盖率', { number: '50', unit: '%' });
    const { part, shows } = FIELDS[field]?.('layers') ?? { part: {}, shows: '' };
    const row = { value: rate, ...part };
    const refused: string[] = [];
    checkRowKind('layers', row, (at) => refused.push(at ?? 'row'));
    const figure = spec('fields', 'layers', [{ name: span('村级', 600) }, row]);
    const drawn = visible(drawFigure(figure, { ...spreadPlace('p'), height: 400 }, times).svg).includes(
      shows,
    );
    expect(refused.length > 0).toBe(!drawn);
  });
});

describe.each(KINDS)('%s', (kind) => {
  it.each(Object.keys(FIELDS))('draws or refuses %s', (field) => {
    const { part, shows } = FIELDS[field]?.(kind) ?? { part: {}, shows: '' };
    const row = { ...plain(kind), ...part };
    const refused: string[] = [];
    checkRowKind(kind, row, (at) => refused.push(at ?? 'row'));
    const figure = spec('fields', kind, [groupOf(kind, row)]);
    for (const place of [spreadPlace('p'), slidePlace('s', figure)]) {
      const drawn = visible(drawFigure(figure, { ...place, height: 400 }, times).svg).includes(shows);
      expect({ drawn, refused: refused.length > 0 }, place.id).toEqual({
        drawn: !refused.length,
        refused: !drawn,
      });
    }
  });

  it('draws or refuses the name of a group', () => {
    const figure = spec('fields', kind, [{ label: words('group', '本年新增'), rows: [plain(kind)] }]);
    const refused: string[] = [];
    checkFigureKind(figure, 'groups', (at) => refused.push(at));
    const drawn = visible(drawFigure(figure, { ...spreadPlace('p'), height: 400 }, times).svg).includes(
      '本年新增',
    );
    expect({ drawn, refused }).toEqual({ drawn: refused.length === 0, refused: drawn ? [] : ['groups'] });
  });
});
