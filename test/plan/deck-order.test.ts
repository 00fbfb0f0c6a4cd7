import { describe, expect, it } from 'vitest';
import { planDeck } from '../../scripts/plan/deck.ts';
import { withDeck } from '../../scripts/plan/deck-order.ts';
import { contentOf, type Slide } from '../../scripts/plan/deck-slide.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { type Problem, ProblemError } from '../../scripts/problem.ts';
import { type Folder, folderOf, readFolder } from '../report/folder.ts';

const xinbei = folderOf('data/xinbei-2023');
const text = (file: string) => new TextDecoder().decode(xinbei[file] as Uint8Array);
const ordered = async (slides: string, folder: Folder = xinbei) => {
  const yaml = folder === xinbei ? text('report.yaml') : '';
  const { report } = await readFolder({ ...folder, 'report.yaml': `${yaml}\ndeck:\n  slides:\n${slides}` });
  return withDeck(withDefaults(report));
};
const deckOf = async (slides: string, folder?: Folder): Promise<Slide[]> =>
  planDeck(await ordered(slides, folder));
const refused = async (slides: string, folder?: Folder): Promise<Problem[]> => {
  const error = await ordered(slides, folder).catch((e: unknown) => e);
  if (!(error instanceof ProblemError)) throw new Error('not refused');
  return [...error.problems];
};

describe('a running order', () => {
  it('is the deck, in any order and any length', async () => {
    const slides = await deckOf(
      '    - closing\n    - figure: growth-rates\n    - section: safety\n    - targets\n    - figure: growth-rates\n    - title\n',
    );
    expect(slides.map((s) => s.kind)).toEqual(['closing', 'chart', 'section', 'targets', 'chart', 'title']);
    expect(slides.map((s) => s.id)).toEqual([
      'closing',
      'growth-rates',
      'safety',
      'targets',
      'growth-rates-2',
      'title',
    ]);
    expect(slides.map((s) => s.number)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const slide of slides) expect(slide.notes.length, slide.id).toBeGreaterThan(0);
    expect((await deckOf('    - challenges\n')).map((s) => s.id)).toEqual(['challenges']);
  });

  it('bears the editor’s titles', async () => {
    const slides = await deckOf(
      '    - agenda:\n      title: 今天讲什么\n    - figure: growth-rates\n      title: 增速一览\n    - challenges:\n      title: 难在哪里\n' +
        '    - targets:\n      title: 今年要到哪里\n    - points: openness\n      title: 开放怎么做\n    - section: industry\n      title: 先看产业\n',
    );
    const titles = slides
      .filter((s) => !s.continued)
      .map((s) => {
        if (!('title' in s) || s.title === null) return null;
        return 'kind' in s.title && s.title.kind === 'words'
          ? s.title.words.text
          : (s.title as { text?: string }).text;
      });
    expect(titles).toEqual(['今天讲什么', '增速一览', '难在哪里', '今年要到哪里', '开放怎么做', '先看产业']);
  });

  it('has an agenda of the topics that have slides, where each begins', async () => {
    const slides = await deckOf(
      '    - agenda\n    - list: innovation\n    - section: industry\n    - section: innovation\n',
    );
    const agenda = slides.find((s) => s.kind === 'agenda');
    expect(agenda?.rows.map((r) => [r.topic.id, r.slide.number])).toEqual([
      ['industry', slides.find((s) => s.topic?.id === 'industry')?.number],
      ['innovation', 2],
    ]);
  });

  it('shows every number that the plan sets for a topic, going on where a slide is full', async () => {
    const slides = await deckOf('    - list: industry\n');
    expect(slides.length).toBeGreaterThan(1);
    expect(slides.map((s) => s.continued === true)).toEqual(slides.map((_, i) => i > 0));
    const lists = slides.flatMap((s) => (s.kind === 'list' ? [s] : []));
    for (const { rows } of lists) {
      expect(rows.length).toBeLessThanOrEqual(3);
      expect(rows[0]?.item).not.toBeNull();
    }
    const shown = lists.flatMap((s) => contentOf(s).facts.map((f) => f.ref));
    expect(new Set(shown).size).toBe(shown.length);
    const { report } = await readFolder(xinbei);
    const goals = [...report.indicators.values()].filter(
      (i) => i.status === 'target' && i.section.startsWith('3.1'),
    );
    for (const { id } of goals) expect(shown).toContain(id);
  });

  it('goes on with far too many targets, indicators and difficulties', async () => {
    const { report } = await readFolder(xinbei);
    const ids = (status: string) =>
      [...report.indicators.values()].filter((i) => i.status === status).map((i) => i.id);
    const targets = ids('target').slice(0, 40);
    const results = ids('actual').slice(0, 20);
    expect([targets.length, results.length]).toEqual([40, 20]);
    const slides = await deckOf(
      `    - targets: [${targets.join(', ')}]\n    - indicators: [${results.join(', ')}]\n`,
    );
    const shown = slides.flatMap((s) => contentOf(s).facts.map((f) => f.ref));
    for (const id of [...targets, ...results]) expect(shown).toContain(id);
    for (const slide of slides) {
      if (slide.kind === 'targets') expect(slide.numbers.length).toBeLessThanOrEqual(5);
      if (slide.kind === 'indicators') expect([3, 4, 5, 6]).toContain(slide.cells.length);
    }
    const challenges = Array.from({ length: 12 }, (_, i) => report.challenges[i % report.challenges.length]!);
    const many = planDeck({ ...report, challenges }).filter((s) => s.kind === 'challenges');
    expect(many.map((s) => s.rows.length)).toEqual([4, 4, 4]);
    expect(many.map((s) => s.continued === true)).toEqual([false, true, true]);
  });

  it('names default topics and figures where the planner makes them', async () => {
    const folder = { 'report.txt': xinbei['report.txt']!, 'indicators.yaml': xinbei['indicators.yaml']! };
    const slides = await deckOf(
      '    - section: topic-1\n    - points: topic-2\n    - figure: overview-growth\n',
      folder,
    );
    expect(slides[0]?.topic?.id).toBe('topic-1');
    expect(slides.at(-1)?.id).toBe('overview-growth');
    const [error] = await refused('    - title\n    - section: topic-99\n', folder);
    expect(error).toMatchObject({ code: 'D203', at: { line: 5, col: 16 } });
    expect(error?.hint?.zh).toContain('topic-');
  });

  it('refuses with its place a slide that would be empty', async () => {
    const problems = await refused('    - agenda\n    - agenda: [safety]\n    - section: industry\n');
    expect(problems.map((p) => p.code)).toEqual(['D221']);
    expect(problems[0]?.message.zh).toContain('safety');
    const folder = { 'report.txt': folderOf('test/input/invented')['report.txt']! };
    expect(
      (await refused('    - targets\n    - list: topic-1\n', folder)).map((p) => [p.code, p.at?.line]),
    ).toEqual([
      ['D221', 4],
      ['D221', 5],
    ]);
  });

  it('leaves out of a draft what cannot be made', async () => {
    const { report } = await readFolder({
      ...xinbei,
      'report.yaml': `${text('report.yaml')}\ndeck:\n  slides:\n    - title\n    - agenda\n`,
    });
    const told: Problem[] = [];
    const draft = withDeck(report, {}, { warn: (p) => told.push(p) });
    expect(told.map((p) => p.code)).toEqual(['D221']);
    expect(planDeck(draft).map((s) => s.kind)).toEqual(['title']);
  });

  it('keeps its slides in a short talk and shortens what is said', async () => {
    const slides = '    - title\n    - section: industry\n    - list: industry\n';
    const report = await ordered(slides);
    const short = planDeck(withDeck(report, { minutes: 2 }));
    const full = planDeck(report);
    expect(short.map((s) => s.id)).toEqual(full.map((s) => s.id));
    const sentences = (deck: Slide[]) => deck.reduce((sum, s) => sum + s.notes.length, 0);
    expect(sentences(short)).toBeLessThan(sentences(full));
  });
});
