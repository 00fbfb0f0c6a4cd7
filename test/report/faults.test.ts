import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { changed, errorsOf, folderOf, lineOf } from './folder.ts';

const good = folderOf('data/xinbei-2023');
const INDICATORS = 'indicators.yaml';

/** One change in one file: the code it must bring, where its line begins, and what the hint must name. */
const CASES: [string, string, [string, string][], string, string, string?][] = [
  ['a changed value', INDICATORS, [['  value: 132.5', '  value: 133.5']], 'D302', '  value: 133.5', '132.5'],
  [
    'a value that the printed word does not say',
    INDICATORS,
    [['  value: 100\n  text: 百', '  value: 101\n  text: 百']],
    'D302',
    '  value: 101\n  text: 百',
  ],
  [
    'a changed quote',
    INDICATORS,
    [['实现进出口总额1200亿元、同比增长10.1%', '实现进出口总值1200亿元、同比增长10.1%']],
    'D301',
    '  quote: "实现进出口总值',
    '实现进出口总额1200亿元',
  ],
  [
    'a dropped 超',
    INDICATORS,
    [
      [
        '  value: 1900\n  unit: 亿元\n  qualifiers: [expected, over]',
        '  value: 1900\n  unit: 亿元\n  qualifiers: [expected]',
      ],
    ],
    'D310',
    '  qualifiers: [expected]\n  change: { kind: growth, direction: up, value: 5,',
    'over',
  ],
  [
    'a dropped 左右',
    INDICATORS,
    [['value: 5, unit: "%", qualifiers: [about], basis: 同比', 'value: 5, unit: "%", basis: 同比']],
    'D310',
    '  change: { kind: growth, direction: up, value: 5, unit: "%", basis: 同比 }',
    'about',
  ],
  [
    'a 预计 dropped whose clause comes before',
    INDICATORS,
    [['  value: 1950\n  unit: 亿元\n  qualifiers: [expected]\n', '  value: 1950\n  unit: 亿元\n']],
    'D310',
    '- id: hightech-output',
  ],
  [
    'a qualifier that is not there',
    INDICATORS,
    [['  value: 132.5\n', '  value: 132.5\n  qualifiers: [over]\n']],
    'D310',
    '  qualifiers: [over]\n',
  ],
  [
    'value and change swapped',
    INDICATORS,
    [
      ['  value: 530\n', '  value: 46\n'],
      ['direction: up, value: 46, unit: 家', 'direction: up, value: 530, unit: 家'],
    ],
    'D304',
    '  change: { kind: count, direction: up, value: 530',
  ],
  [
    'the number beside its own',
    INDICATORS,
    [['  value: 1060', '  value: 220']],
    'D306',
    '  value: 220\n  unit: 家\n  period: "2022"\n  status: actual\n  section: "1.2"\n  quote: 净增高企220家、总数',
  ],
  [
    'a change that goes the other way',
    INDICATORS,
    [['{ kind: growth, direction: up, value: 10.1', '{ kind: growth, direction: down, value: 10.1']],
    'D307',
    '  change: { kind: growth, direction: down, value: 10.1',
  ],
  [
    'points called growth',
    INDICATORS,
    [['{ kind: points, direction: up, value: 7.3', '{ kind: growth, direction: up, value: 7.3']],
    'D308',
    '  change: { kind: growth, direction: up, value: 7.3',
  ],
  [
    'a wrong unit',
    INDICATORS,
    [['  value: 1200\n  unit: 亿元', '  value: 1200\n  unit: 万元']],
    'D303',
    '  unit: 万元\n  change: { kind: growth, direction: up, value: 10.1',
    '1200亿元',
  ],
  [
    'a wrong place',
    INDICATORS,
    [['rank: { place: 21, among: 全国', 'rank: { place: 20, among: 全国']],
    'D309',
    '  rank: { place: 20',
  ],
  [
    'a name from elsewhere',
    INDICATORS,
    [['  name: 进出口总额\n  value: 1200', '  name: 粮食播种产量\n  value: 1200']],
    'D313',
    '  name: 粮食播种产量',
  ],
  [
    'a plan called a result',
    INDICATORS,
    [
      [
        '  words: 实现翻番\n  period: 十四五\n  status: plan',
        '  words: 实现翻番\n  period: 十四五\n  status: actual',
      ],
    ],
    'D315',
    '  status: actual\n  section: "3.1.3"\n  quote: 到“十四五”末提质增效工业用地超一万亩、亩均',
  ],
  [
    'a goal of a later year called a target',
    INDICATORS,
    [
      [
        '  words: 实现翻番\n  period: 十四五\n  status: plan',
        '  words: 实现翻番\n  period: 十四五\n  status: target',
      ],
    ],
    'D315',
    '  status: target\n  section: "3.1.3"\n  quote: 到“十四五”末提质增效工业用地超一万亩、亩均',
    'status: plan',
  ],
  [
    'a target of the year called a plan',
    INDICATORS,
    [['  status: target\n  section: "3.6.3"', '  status: plan\n  section: "3.6.3"']],
    'D315',
    '  status: plan\n  section: "3.6.3"',
    'status: target',
  ],
  [
    'a number of the body called a definition',
    INDICATORS,
    [['  status: target\n  section: "3.6.3"', '  status: definition\n  section: "3.6.3"']],
    'D315',
    '  status: definition\n  section: "3.6.3"',
  ],
  [
    'an unknown id',
    'report.yaml',
    [['占规上工业产值{dominant-share}', '占规上工业产值{dominant-shar}']],
    'D203',
    '      done: 大项目签约刷新历史纪录',
    'dominant-share',
  ],
  [
    'a pair that does not exist',
    INDICATORS,
    [['  pair: gdp-target', '  pair: gdp-targets']],
    'D203',
    '  pair: gdp-targets',
    'gdp-target',
  ],
  ['a duplicate id', INDICATORS, [['- id: trade\n', '- id: gdp\n']], 'D201', '- id: gdp\n  name: 进出口总额'],
  ['a wrong type', INDICATORS, [['  value: 132.5', '  value: 很多']], 'D104', '  value: 很多'],
  ['an unknown key', INDICATORS, [['  value: 132.5', '  valeu: 132.5']], 'D103', '  valeu: 132.5', 'value'],
  [
    'a digit in a lead',
    'report.yaml',
    [['占规上工业产值{dominant-share}', '主导产业占比达78%']],
    'D202',
    '      done: 大项目签约刷新历史纪录',
    '{dominant-share}',
  ],
  [
    'a full-width digit in a lead',
    'report.yaml',
    [['占规上工业产值{dominant-share}', '主导产业占比达７８%']],
    'D202',
    '      done: 大项目签约刷新历史纪录',
  ],
  [
    'a counted 四 in a lead',
    'report.yaml',
    [['大项目签约刷新历史纪录', '四个大项目签约']],
    'D202',
    '      done: 四个大项目签约',
  ],
  [
    'a reference after the name of another',
    'report.yaml',
    [['高企总数达{hightech-total}', '高企总数达{dominant-share}']],
    'D206',
    '      done: 高企总数达',
    'hightech-total',
  ],
];

describe('one thing wrong in the data', () => {
  it('reads as it stands', async () => {
    expect(await errorsOf(good)).toEqual([]);
  });

  it.each(CASES)('%s', async (_, file, pairs, code, line, hint) => {
    const bad = changed(good, file, ...pairs);
    const errors = await errorsOf(bad);
    const found = errors.find((p) => p.code === code);
    expect(found, errors.map((p) => `${p.code} ${p.message.zh}`).join('\n')).toBeDefined();
    expect(found?.at?.file.endsWith(file)).toBe(true);
    expect(found?.at?.line).toBe(lineOf(bad, file, line));
    expect(found?.at?.col).toBeGreaterThan(0);
    if (hint) expect(found?.hint?.zh).toContain(hint);
  });

  it('values of siblings swapped', async () => {
    // Every two indicators of one quote and unit.
    const entries = parse(new TextDecoder().decode(good[INDICATORS] as Uint8Array)) as Entry[];
    const siblings = entries.flatMap((a, i) =>
      entries.slice(i + 1).flatMap((b, j) => {
        const near = a.quote.includes(b.quote) || b.quote.includes(a.quote);
        const numbers = a.value !== undefined && b.value !== undefined && a.value !== b.value;
        return near && numbers && a.unit === b.unit ? [[i, i + 1 + j] as const] : [];
      }),
    );
    expect(siblings.length).toBeGreaterThan(10);
    for (const [i, j] of siblings) {
      const list = structuredClone(entries);
      const [a, b] = [list[i], list[j]];
      if (!a || !b) continue;
      for (const key of ['value', 'text', 'qualifiers'] as const) swap(a, b, key);
      const errors = await errorsOf({ ...good, [INDICATORS]: stringify(list) });
      expect(errors.length, `${a.id} ↔ ${b.id}`).toBeGreaterThan(0);
    }
  });

  it('any value, any qualifier, any direction', async () => {
    const entries = parse(new TextDecoder().decode(good[INDICATORS] as Uint8Array)) as Entry[];
    // All at once, each fault told on its own: one read for each kind of change.
    const kinds: Record<string, (entry: Entry) => Partial<Entry> | undefined> = {
      value: ({ value }) => (typeof value === 'number' ? { value: value + 1 } : undefined),
      change: ({ change: c }) => c && { change: { ...c, value: c.value + 1 } },
      direction: ({ change: c }) =>
        c && { change: { ...c, direction: c.direction === 'up' ? 'down' : 'up' } },
      qualifiers: ({ qualifiers: q }) => q && { qualifiers: q.slice(0, -1) },
      rank: ({ rank: r }) => r && { rank: { ...r, place: r.place + 1 } },
    };
    for (const [kind, change] of Object.entries(kinds)) {
      const touched = entries.filter((e) => change(e)).map((e) => e.id);
      const list = entries.map((e) => ({ ...e, ...change(e) }));
      const errors = await errorsOf({ ...good, [INDICATORS]: stringify(list) });
      const told = new Set(errors.map((p) => p.message.zh.split('：')[0]));
      expect(touched.length, kind).toBeGreaterThan(5);
      expect(
        touched.filter((id) => !told.has(id)),
        kind,
      ).toEqual([]);
    }
  });

  it('tells the faults of all files at once', async () => {
    let bad = changed(
      good,
      INDICATORS,
      ['  value: 132.5', '  value: 133.5'],
      ['- id: trade\n', '- id: gdp\n'],
    );
    bad = changed(bad, 'report.yaml', ['占规上工业产值{dominant-share}', '主导产业占比达78%']);
    bad = changed(bad, 'figures.yaml', [
      'formula: hightech-total - hightech-net',
      'formula: hightech-total - hightech-nte',
    ]);
    const errors = await errorsOf(bad);
    expect(new Set(errors.map((p) => p.at?.file.split('/').pop()))).toEqual(
      new Set([INDICATORS, 'report.yaml', 'figures.yaml']),
    );
    for (const code of ['D302', 'D201', 'D202', 'D203']) expect(errors.map((p) => p.code)).toContain(code);
  });
});

describe('YAML', () => {
  it.each([
    ['an alias', '- &a 1\n- *a\n', 'D101'],
    ['a tag', '- !php 1\n', 'D101'],
    ['a duplicate key', '- id: a\n  id: b\n', 'D102'],
    ['two documents', '[]\n---\n[]\n', 'D101'],
    ['a bracket left open', '- {id: a\n', 'D101'],
  ])('refuses %s', async (_, text, code) => {
    const errors = await errorsOf({ 'report.txt': '一、回顾\n平。\n', [INDICATORS]: text });
    expect(errors.map((p) => p.code)).toContain(code);
  });
});

interface Entry {
  id: string;
  value?: number;
  text?: string;
  unit?: string;
  quote: string;
  qualifiers?: string[];
  change?: { value: number; direction: string };
  rank?: { place: number };
}

function swap<K extends keyof Entry>(a: Entry, b: Entry, key: K): void {
  const kept = a[key];
  if (b[key] === undefined) delete a[key];
  else a[key] = b[key];
  if (kept === undefined) delete b[key];
  else b[key] = kept;
}
