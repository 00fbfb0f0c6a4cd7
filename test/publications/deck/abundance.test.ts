/** Far too much for one slide, in every shape: it goes on, and nothing sticks out. Measured in Chromium. */
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import { withDeck } from '../../../scripts/plan/deck-order.ts';
import { openPress, type Press } from '../../../scripts/print/press.ts';
import { mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import { deckProblems, overflowOf } from '../../../scripts/publications/deck/overflow.ts';
import { slideShape } from '../../../scripts/publications/deck/size.ts';
import { DECK_SIZES, type DeckSize } from '../../../scripts/report/deck-schema.ts';
import type { Report } from '../../../scripts/report/report.ts';
import { folderOf, readFolder } from '../../report/folder.ts';

const LONG =
  '这个标题很长很长，长到一行两行都放不下，要用小一些的字才能排得开，看看会不会碰到下面的内容，也不能碰到内容上面的横线';
/** Topics whose plan sets no numbers. */
const WORDY = ['openness', 'self-improvement'];
const folder = folderOf('data/xinbei-2023');
let press: Press;
let report: Report;
let targets: string[];
let results: string[];

beforeAll(async () => {
  const plain = (await readFolder(folder)).report;
  const ids = (status: string, most: number) =>
    [...plain.indicators.values()]
      .filter((i) => i.status === status)
      .map((i) => i.id)
      .slice(0, most);
  targets = ids('target', 40);
  results = ids('actual', 20);
  const slides = [
    '- title\n    - agenda:\n      title: 今天讲什么',
    `- targets: [${targets.join(', ')}]`,
    `- indicators: [${results.join(', ')}]`,
    '- indicators: [gdp, trade]',
    ...plain.topics.flatMap(({ id }) => [
      `- section: ${id}`,
      ...(WORDY.includes(id) ? [] : [`- list: ${id}`]),
      `- points: ${id}`,
    ]),
    ...[
      'agenda:',
      'challenges:',
      'list: industry',
      'points: safety',
      'section: ecology',
      'figure: growth-rates',
    ].map((kind) => `- ${kind}\n      title: ${LONG}`),
    '- challenges\n    - closing',
  ];
  const yaml = `${new TextDecoder().decode(folder['report.yaml'] as Uint8Array)}\ndeck:\n  slides:\n    ${slides.join('\n    ')}\n`;
  const { report: read } = await readFolder({ ...folder, 'report.yaml': yaml });
  const challenges = Array.from({ length: 12 }, (_, i) => read.challenges[i % read.challenges.length]!);
  report = withDeck({ ...read, challenges });
  press = await openPress({ pages: 1 });
});
afterAll(() => press?.close());

const made = (size: DeckSize, of = report) => {
  const shaped = withDeck(of, { size });
  const slides = planDeck(shaped);
  return { slides, deck: mergeDeck(shaped, slides, { draw: drawFigure }) };
};
const problemsOf = async ({ slides, deck }: ReturnType<typeof made>) => {
  const page = { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces };
  return deckProblems(slides, (await press.measure(page, [0], overflowOf)).flat());
};

describe('far too much', () => {
  it.each(DECK_SIZES)('sticks out nowhere at %s', async (size) => {
    const { deck, slides } = made(size);
    expect((await problemsOf({ deck, slides })).map((p) => p.message.en)).toEqual([]);
    expect(deck.problems.filter((p) => p.severity === 'error')).toEqual([]);
    const { height } = slideShape(size);
    const page = { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces };
    const [heights] = await press.measure(page, [0], () =>
      [...document.querySelectorAll<HTMLElement>('.marpit > section')].map((s) => s.offsetHeight),
    );
    expect(new Set(heights)).toEqual(new Set([height]));
  });

  it('goes on under its title with （续） and its header', () => {
    const { deck, slides } = made('16:9');
    const $ = load(deck.paper);
    expect(slides.filter((s) => s.continued).map((s) => s.kind)).toEqual(
      expect.arrayContaining(['targets', 'indicators', 'list', 'points', 'challenges']),
    );
    slides.forEach((slide, i) => {
      const title = $(`section[id="${slide.id}"] h1`).text();
      expect(title.endsWith('（续）'), `${slide.id}: ${title}`).toBe(slide.continued === true);
      if (!slide.continued) return;
      const before = slides[i - 1];
      expect(title.replace(/（续）$/, '')).toBe(
        $(`section[id="${before?.id}"] h1`)
          .text()
          .replace(/（续）$/, ''),
      );
      if (slide.kind === 'targets' && slide.numbers.length > 0)
        expect($(`section[id="${slide.id}"] .numbers .head`).text()).toContain('目标');
    });
  });

  it('loses no number', () => {
    const { deck } = made('16:9');
    const $ = load(deck.paper);
    for (const id of [...targets, ...results]) expect($(`[data-fact="${id}"]`).length, id).toBeGreaterThan(0);
  });

  it('stops the build, and names the slide, where even the smallest type is too large', async () => {
    const entry = report.deck.slides?.find((s) => s.kind === 'points');
    const endless = { kind: 'text' as const, text: LONG.repeat(4) };
    const title = { address: 'x', runs: [endless], text: endless.text };
    const of = { ...report, deck: { ...report.deck, slides: entry ? [{ ...entry, title }] : [] } };
    const problems = await problemsOf(made('16:9', of));
    expect(problems.map((p) => [p.code, p.severity])).toContainEqual(['L012', 'error']);
    expect(problems[0]?.message.zh).toContain(`（${entry?.ids[0]}`);
  });
});
