import { describe, expect, it } from 'vitest';
import { changed, errorsOf, folderOf, lineOf, readFolder } from './folder.ts';

const good = folderOf('data/xinbei-2023');
const withDeck = (deck: string) => ({
  ...good,
  'report.yaml': `${new TextDecoder().decode(good['report.yaml'] as Uint8Array)}\ndeck:\n${deck}`,
});

/** What is written, the code, where the finger points, what it found, what the hint names. */
const REFUSED: [string, string, string, string, string, string?][] = [
  ['an unknown kind', '  slides:\n    - titel\n', 'D104', 'titel', 'titel', 'title'],
  [
    'an unknown kind with a reference',
    '  slides:\n    - fugure: growth\n',
    'D103',
    'growth\n',
    'fugure',
    'figure',
  ],
  [
    'an unknown figure',
    '  slides:\n    - figure: growth-rate\n',
    'D203',
    'growth-rate\n',
    'growth-rate',
    'growth-rates',
  ],
  [
    'an unknown topic',
    '  slides:\n    - section: inovation\n',
    'D203',
    'inovation',
    'inovation',
    'innovation',
  ],
  [
    'an unknown topic of an agenda',
    '  slides:\n    - agenda: [industry, opennes]\n',
    'D203',
    'opennes]',
    'opennes',
    'openness',
  ],
  ['an unknown indicator', '  slides:\n    - indicators: [gdp, trad]\n', 'D203', 'trad]', 'trad', 'trade'],
  [
    'a kind that does not say of what',
    '  slides:\n    - section\n',
    'D104',
    'section\n',
    'section',
    'section:',
  ],
  [
    'two kinds in one',
    '  slides:\n    - section: industry\n      list: industry\n',
    'D104',
    'section: industry',
    'section',
    'closing',
  ],
  ['no kind at all', '  slides:\n    - title: 概况\n', 'D104', 'title: 概况', '没有写', 'agenda'],
  ['a result among the goals', '  slides:\n    - targets: [gdp-target, trade]\n', 'D208', 'trade]', 'trade'],
  [
    'goals under a title of results',
    '  slides:\n    - indicators: [gdp, gdp-target]\n',
    'D208',
    'gdp-target]',
    'gdp-target',
    'title',
  ],
  [
    'digits in a title',
    '  slides:\n    - figure: growth-rates\n      title: 增长9个点\n',
    'D202',
    '增长9个点',
    '9',
  ],
  ['an empty order', '  slides: []\n', 'D104', '[]', 'slides'],
  ['an unknown size', '  size: A5\n', 'D104', 'A5', 'A5', 'A4'],
  ['no time', '  minutes: 0\n', 'D104', '0\n', '0'],
  ['an unknown field', '  minuts: 5\n', 'D103', '5\n', 'minuts', 'minutes'],
];

describe('deck: of report.yaml', () => {
  it.each(REFUSED)('refuses %s', async (_, deck, code, pointed, found, hint) => {
    const folder = withDeck(deck);
    const errors = await errorsOf(folder);
    expect(errors.map((e) => e.code)).toEqual([code]);
    const [error] = errors;
    const offset = String(folder['report.yaml']).lastIndexOf(pointed);
    const before = String(folder['report.yaml']).slice(0, offset).split('\n');
    expect([error?.at?.line, error?.at?.col]).toEqual([before.length, (before.at(-1)?.length ?? 0) + 1]);
    expect(error?.message.zh).toContain(found);
    if (hint) expect(error?.hint?.zh).toContain(hint);
  });

  it.each([
    ['  slides:\n    - indicators: [gdp]\n', 'deck.slides.1.indicators: this should be at least 2 entries'],
    [
      '  slides:\n    - challenges: [产业]\n',
      'deck.slides.1.challenges: this should be nothing after the colon',
    ],
    ['  slides:\n    - figure: [growth-rates]\n', 'deck.slides.1.figure: this should be text'],
    ['  slides: []\n', 'deck.slides: this should be at least 1 entry'],
    ['  slides: title\n', 'deck.slides: this should be a list'],
    ['  minutes: 0\n', 'deck.minutes: this should be at least 1'],
    ['  minutes: 300\n', 'deck.minutes: this should be at most 240'],
    ['  minutes: soon\n', 'deck.minutes: this should be a number'],
    ['  size: A5\n', 'deck.size: this should be one of: 16:9, 4:3, A4'],
  ])('says in English sentences what is wrong with %j', async (deck, said) => {
    const [error] = await errorsOf(withDeck(deck));
    expect(error?.code).toBe('D104');
    expect(error?.message.en.startsWith(said), error?.message.en).toBe(true);
    expect(error?.message.en).not.toMatch(/Invalid|Too (?:small|big)|expected|received/);
  });

  it('says that a size stands twice, and that a year is a whole number, in both languages', async () => {
    const [twice] = await errorsOf(withDeck('  size: [A4, A4]\n'));
    expect(twice?.message.en).toMatch(/^deck\.size: a size twice(?!\n)/);
    expect(twice?.message.zh).toMatch(/^deck\.size：同一版式写了两次/);
    const [year] = await errorsOf(changed(good, 'report.yaml', ['\nyear: 2023\n', '\nyear: 2023.5\n']));
    expect(year?.message.en).toContain('should be a whole number');
    expect(year?.message.zh).toContain('应为整数');
  });

  it('reads slides of any order and length, with words of their own', async () => {
    const folder = withDeck(
      '  minutes: 12\n  size: "4:3"\n  slides:\n    - closing\n    - figure: growth-rates\n      title: 增速看{gdp.change}\n' +
        '    - agenda:\n      title: 今天讲什么\n    - indicators: [gdp, trade]\n    - figure: growth-rates\n',
    );
    const { deck } = (await readFolder(folder)).report;
    expect([deck.minutes, deck.size]).toEqual([12, '4:3']);
    expect(deck.slides?.map((s) => s.kind)).toEqual(['closing', 'figure', 'agenda', 'indicators', 'figure']);
    expect(deck.slides?.[1]?.title?.text).toBe('增速看同比增长5%左右');
    expect(deck.slides?.[1]?.title?.address).toBe('report.yaml#deck.slides.1.title');
    expect(deck.slides?.[2]?.title?.text).toBe('今天讲什么');
    expect(deck.slides?.[3]?.indicators.map((i) => i.id)).toEqual(['gdp', 'trade']);
    expect(deck.slides?.[1]?.at.line).toBe(
      lineOf(folder, 'report.yaml', '    - figure: growth-rates\n      title'),
    );
  });

  it('leaves all to the planner where nothing is written', async () => {
    const nothing = { minutes: null, size: null, besides: [], slides: null, fit: {} };
    expect((await readFolder(good)).report.deck).toEqual(nothing);
    expect((await readFolder(withDeck('  {}\n'))).report.deck).toEqual(nothing);
  });

  it('says nothing more of a figure that was left out as faulty', async () => {
    const folder = changed(withDeck('  slides:\n    - figure: growth-rates\n'), 'figures.yaml', [
      '- id: growth-rates\n    kind: bar',
      '- id: growth-rates\n    kind: baar',
    ]);
    expect((await errorsOf(folder)).map((e) => e.code)).toEqual(['D104']);
  });
});
