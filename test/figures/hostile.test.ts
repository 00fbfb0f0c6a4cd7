/** Bad input never gives a broken chart: every kind, in every place, with data that editors get wrong. */
import { describe, expect, it } from 'vitest';
import { drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { Place } from '../../scripts/figures/figure.ts';
import { exportPlace, GEARS, sheetPlace, slidePlace, spreadPlace } from '../../scripts/figures/places.ts';
import type { FigureKind, FigureRow, FigureSpec } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';
import { assertWellFormed } from './svg.ts';

const { fact, span, words } = specs;
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
] as const satisfies FigureKind[];
type Kind = (typeof KINDS)[number];
type Stated = Parameters<typeof fact>[2];

const unitOf = (kind: Kind) => (kind === 'share' ? '%' : '家');
const names = '甲乙丙丁戊己庚辛壬癸';

/** A row of a kind: `number` is its value, and for two years both. */
function row(kind: Kind, i: number, number: string, stated: Stated = {}, name?: string): FigureRow {
  const label = name ?? `指标之${names[i % 10]}${names[Math.floor(i / 10)]}`;
  if (kind === 'structure')
    return { label: words(`a.${i}`, label), fragments: [span('全力推进重大交通基础设施建设', 100 + i * 40)] };
  const value = fact(`f${i}`, label, { number, unit: unitOf(kind), ...stated });
  if (kind !== 'slope' && kind !== 'dumbbell' && kind !== 'pairs') return { value };
  const goal = { status: 'target', period: '2023', encoding: 'target' } as const;
  return { from: value, value: fact(`g${i}`, label, { number, unit: unitOf(kind), ...stated, ...goal }) };
}
const rowsOf = (kind: Kind, count: number) =>
  Array.from({ length: count }, (_, i) => row(kind, i, String(5 + (i % 9))));
const down = (value: number): Stated => ({ before: '下降', value });
const long =
  '新增工业和信息化部制造业单项冠军企业与国家级专精特新小巨人企业以及省级专精特新中小企业和市级以上智能车间智能工厂示范项目';

const INPUTS = {
  'three rows': (kind) => rowsOf(kind, 3),
  'a single datum': (kind) => rowsOf(kind, 1),
  'a zero': (kind) => [row(kind, 0, '0'), row(kind, 1, '5')],
  'nothing but zeros': (kind) => [row(kind, 0, '0'), row(kind, 1, '0')],
  'a value below zero': (kind) => [row(kind, 0, '5', down(-5)), row(kind, 1, '8')],
  'all below zero': (kind) => [row(kind, 0, '5', down(-5)), row(kind, 1, '8', down(-8))],
  'words for a number': (kind) => [row(kind, 0, '', { before: '保持稳定' }), row(kind, 1, '5')],
  'words alone': (kind) => [row(kind, 0, '', { before: '保持稳定' })],
  'a thousand times another': (kind) => [row(kind, 0, '0.1'), row(kind, 1, '100')],
  'nine digits': (kind) => [row(kind, 0, '8'), row(kind, 1, '123456789')],
  'mixed units': (kind) => [...rowsOf(kind, 1), row(kind, 1, '8', { unit: '亿元' })],
  'twelve rows': (kind) => rowsOf(kind, 12),
  'forty-one rows': (kind) => rowsOf(kind, 41),
  'a name of sixty characters': (kind) => [row(kind, 0, '5', {}, long.slice(0, 60)), row(kind, 1, '8')],
  'a Latin word of sixty letters': (kind) => [
    row(kind, 0, '5', {}, 'Abcdefghij'.repeat(6)),
    row(kind, 1, '8'),
  ],
  'a row without a name': (kind) => [row(kind, 0, '5', {}, ''), row(kind, 1, '8')],
  'a derived value below zero': (kind) => [
    { ...row(kind, 0, '5'), ...derived(kind, '-5') },
    row(kind, 1, '8'),
  ],
  'a second number and small print': (kind) => [
    { ...row(kind, 0, '5'), ...(kind === 'structure' ? {} : small) },
    row(kind, 1, '8'),
  ],
  'many qualifiers': (kind) => [
    row(kind, 0, '5', { before: '预计力争首次突破不少于', after: '以上左右' }),
    row(kind, 1, '8'),
  ],
  'a range': (kind) => [row(kind, 0, '2～3', { value: 2, high: 3 }), row(kind, 1, '8')],
  'an empty row': (kind) => [{}, row(kind, 1, '8')],
  'no row': () => [],
} satisfies Record<string, (kind: Kind) => FigureRow[]>;
type Input = keyof typeof INPUTS;

const small: FigureRow = {
  aside: fact('aside', '总产量', { number: '18', unit: '万辆' }),
  note: span('全区首家年纳税额破10亿元企业'),
};
function derived(kind: Kind, number: string): FigureRow {
  if (kind === 'structure') return {};
  return {
    value: fact('d', '推算值', { number, unit: unitOf(kind), kind: 'derived', encoding: 'derived' }),
  };
}

/** Inputs that a kind must draw on a spread, on a slide and in a file; anything else may be refused, but never half drawn. */
const LEGIBLE: Record<Kind, Input[]> = {
  bar: [
    'a zero',
    'nothing but zeros',
    'a value below zero',
    'all below zero',
    'twelve rows',
    'a name of sixty characters',
    'a second number and small print',
    'a range',
  ],
  dumbbell: ['a zero', 'a value below zero', 'all below zero', 'a name of sixty characters'],
  slope: ['a second number and small print'],
  pairs: ['a zero', 'nothing but zeros', 'a range'],
  share: ['a zero', 'nothing but zeros', 'a thousand times another', 'a name of sixty characters'],
  'unit-grid': ['a zero', 'nothing but zeros', 'a range'],
  'key-figures': ['words alone', 'nine digits', 'mixed units', 'a name of sixty characters'],
  'target-board': ['words for a number', 'words alone', 'twelve rows', 'mixed units', 'many qualifiers'],
  'rank-table': ['words for a number', 'twelve rows'],
  tiers: ['a zero', 'mixed units', 'nine digits'],
  structure: ['a name of sixty characters'],
};
/** What must be refused. */
const REFUSED: [Input, readonly Kind[], string][] = [
  ['no row', KINDS, 'F01'],
  ['mixed units', ['bar', 'dumbbell', 'share'], 'F02'],
  ['words for a number', ['bar', 'dumbbell', 'slope', 'pairs', 'share', 'unit-grid'], 'F10'],
  ['a value below zero', ['slope', 'pairs', 'share', 'unit-grid'], 'F10'],
  ['a derived value below zero', ['slope', 'pairs', 'share', 'unit-grid'], 'F10'],
  ['nothing but zeros', ['dumbbell', 'slope'], 'F10'],
  ['a range', ['dumbbell', 'slope', 'share'], 'F10'],
  ['nine digits', ['share', 'unit-grid'], 'F10'],
  ['a second number and small print', ['dumbbell', 'pairs', 'unit-grid'], 'F06'],
  [
    'forty-one rows',
    ['bar', 'dumbbell', 'slope', 'pairs', 'share', 'unit-grid', 'tiers', 'structure'],
    'F07',
  ],
];

const specOf = (kind: Kind, input: Input) => specs.spec('hostile', kind, INPUTS[input](kind));

/** Every size of place; heights up to twice what the publication gives by itself. */
function placesOf(spec: FigureSpec): Place[] {
  const places = [
    spreadPlace('spread'),
    slidePlace('slide', spec),
    exportPlace('file'),
    ...[1, 4, GEARS].flatMap((gear) => [
      sheetPlace(`main-${gear}`, gear, 'main', 240),
      sheetPlace(`small-${gear}`, gear, 'small', 180),
      sheetPlace(`full-${gear}`, gear, 'full', 200),
    ]),
  ];
  return places.map((place) => {
    const least = minHeight(spec, place, specs.times);
    return { ...place, height: Math.max(place.height, Math.min(2 * place.height, least)) };
  });
}

describe.each(KINDS)('%s', (kind) => {
  it.each(Object.keys(INPUTS) as Input[])('with %s is legible or refused, never broken', (input) => {
    const spec = specOf(kind, input);
    for (const place of placesOf(spec)) {
      const drawn = drawFigure(spec, place, specs.times);
      expect(drawn.svg, place.id).not.toMatch(/NaN|undefined|Infinity|\[object/);
      assertWellFormed(drawn.svg);
      // One fault, told once: not a heap of what follows from it.
      const codes = new Set(drawn.problems.map((p) => p.code));
      expect(codes.size, `${place.id}: ${[...codes].join(' ')}`).toBeLessThanOrEqual(2);
      for (const { message } of drawn.problems) expect(message.zh).toContain(`图 hostile（${place.id}）：`);
    }
  });

  it.each(['three rows', 'a single datum', ...LEGIBLE[kind]] as Input[])('draws %s', (input) => {
    const spec = specOf(kind, input);
    for (const place of placesOf(spec).slice(0, 3))
      expect(drawFigure(spec, place, specs.times).problems, place.id).toEqual([]);
  });
});

describe('refusals', () => {
  it.each(REFUSED.flatMap(([input, kinds, code]) => kinds.map((kind) => [input, kind, code] as const)))(
    '%s in %s: %s',
    (input, kind, code) => {
      const spec = specOf(kind, input);
      const drawn = drawFigure(spec, spreadPlace('spread'), specs.times);
      expect(drawn.problems.map((p) => p.code)).toContain(code);
    },
  );

  it('set rows that a kind cannot show as a table, so that a draft can be read', () => {
    const drawn = drawFigure(specOf('pairs', 'a value below zero'), spreadPlace('spread'), specs.times);
    expect(drawn.problems.map((p) => p.code)).toEqual(['F10', 'F10']);
    expect(drawn.svg).toContain('下降5家');
    expect(drawn.svg).not.toContain('<path');
  });
});
