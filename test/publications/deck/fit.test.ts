/** Slides too full for their size: set denser, then parted, each step measured in Chromium. */
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import { openPress, type Press } from '../../../scripts/print/press.ts';
import { mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import {
  deckProblems,
  type FittedDeck,
  fitDeck,
  fitOf,
  overflowOf,
} from '../../../scripts/publications/deck/overflow.ts';
import type { DeckFit, Report, Span } from '../../../scripts/report/report.ts';
import { folderOf, readFolder } from '../../report/folder.ts';

const folder = folderOf('data/xinbei-2023');
let press: Press;
let plain: Report;

beforeAll(async () => {
  plain = (await readFolder(folder)).report;
  press = await openPress({ pages: 1 });
});
afterAll(() => press?.close());

const deckOf = (report: Report): FittedDeck => {
  const slides = planDeck(report);
  return { report, slides, deck: mergeDeck(report, slides, { draw: drawFigure }), full: [] };
};
const fitted = async (report: Report) => {
  const tries: DeckFit[] = [];
  const made = await fitDeck(
    deckOf(report),
    async ({ deck }) => {
      const page = { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces };
      return (await press.measure(page, [0], overflowOf)).flat();
    },
    (next) => {
      tries.push(fitOf(next));
      return deckOf(next);
    },
  );
  return { ...made, fit: fitOf(made.report), tries, $: load(made.deck.paper) };
};

/** Passages of the report's longest paragraph, so many characters each. */
const passages = (rows: number, length: number): Span[] => {
  const line = plain.text.split('\n').sort((a, b) => b.length - a.length)[0] ?? '';
  const from = plain.text.indexOf(line);
  if (rows * length > line.length) throw new Error(`the longest paragraph has ${line.length} characters`);
  return Array.from({ length: rows }, (_, i) => {
    const start = from + i * length;
    return { start, end: start + length, text: plain.text.slice(start, start + length) };
  });
};
/** Difficulties without labels, as the planner finds them. */
const withRows = (texts: Span[]): Report => ({
  ...plain,
  challenges: texts.map((text) => ({ label: null as never, text })),
});
const challenges = (rows: number, length: number): Report => withRows(passages(rows, length));

describe('a slide that is too full', () => {
  it('stays as planned where it is not', async () => {
    const { tries, slides, fit } = await fitted(plain);
    expect(tries).toEqual([]);
    expect(fit).toEqual({});
    expect(slides.every((slide) => slide.dense === undefined && !slide.partOf)).toBe(true);
  });

  it.each([1, 2])('is set denser in step %i, with type no smaller than 20 px', async (dense) => {
    const { fit, full, deck, $ } = await fitted(challenges(5, dense === 1 ? 90 : 96));
    expect(full).toEqual([]);
    expect(fit).toEqual({ challenges: { dense, parts: 1 } });
    expect($('#challenges').attr('class')).toContain(`dense-${dense}`);
    const page = { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces };
    const [sizes] = await press.measure(page, [0], () =>
      [...document.querySelectorAll('#challenges .text')].map((p) =>
        parseFloat(getComputedStyle(p).fontSize),
      ),
    );
    expect(new Set(sizes)).toEqual(new Set([dense === 1 ? 24 : 22]));
  });

  it('goes on under its title, and loses no row', async () => {
    const of = challenges(5, 145);
    const { fit, full, slides, $ } = await fitted(of);
    expect(full).toEqual([]);
    expect(fit.challenges?.parts).toBeGreaterThan(1);
    const own = slides.filter((slide) => slide.kind === 'challenges');
    expect(own.map((slide) => slide.id)).toEqual(['challenges', 'challenges-2'].slice(0, own.length));
    expect(own.flatMap((slide) => slide.rows)).toEqual(of.challenges);
    expect($('#challenges-2 h1').text()).toMatch(/（续）$/);
    // Each part speaks of its own rows.
    for (const slide of own)
      for (const { text } of slide.rows)
        expect(slide.notes.some((note) => note.start <= text.start && text.start < note.end)).toBe(true);
  });

  it('is told where no step helps, in its densest', async () => {
    const text = { start: 1000, end: 2600, text: plain.text.slice(1000, 2600) };
    const { fit, full, slides } = await fitted(withRows([text]));
    expect(fit).toEqual({ challenges: { dense: 2, parts: 1, hopeless: true } });
    const problems = deckProblems(slides, full);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((p) => p.severity === 'error' && p.message.zh.includes('（challenges）'))).toBe(
      true,
    );
  });

  it('gets room in an agenda of long words', async () => {
    const [long] = passages(1, 75);
    const words = { address: 'x', runs: [{ kind: 'text' as const, text: long!.text }], text: long!.text };
    const topics = plain.topics.map((topic) => ({ ...topic, lead: { ...topic.lead, done: words } }));
    const { full, slides, fit } = await fitted({ ...plain, topics });
    expect(full).toEqual([]);
    expect(fit.agenda).toBeDefined();
    // Its rows still lead to the first slide of their topics.
    const rows = slides.flatMap((slide) => (slide.kind === 'agenda' ? slide.rows : []));
    expect(rows.map((row) => row.slide.id)).toEqual(plain.topics.map((topic) => topic.id));
    for (const { slide } of rows) expect(slides[slide.number - 1]?.id).toBe(slide.id);
  });
});

describe('the closing quotation', () => {
  it.each([7, 9, 12, 16])('stands whole on its panel with clauses of %i characters', async (length) => {
    const line = plain.text.split('\n').sort((a, b) => b.length - a.length)[0] ?? '';
    const words = [...line.replaceAll(/[^\p{Script=Han}]/gu, '')];
    const text = [0, 1].map((i) => words.slice(i * length, (i + 1) * length).join('')).join('，');
    const quotation = { start: 0, end: text.length, text: `${text}。` };
    const { slides, deck } = deckOf({ ...plain, quotation });
    const html = deck.paper.replace(/(<p class="quotation[^>]*>)[\s\S]*?(<\/p>)/, (_, open, close) => {
      const [a, b] = quotation.text.split('，');
      return `${open}<span data-src="0-1"><span class="clause">${a}，</span><wbr><span class="clause">${b}</span></span>${close}`;
    });
    expect(html).toContain(quotation.text.slice(-4));
    const page = { name: 'deck/deck.pdf', html, faces: deck.faces };
    const found = (await press.measure(page, [0], overflowOf)).flat();
    expect(deckProblems(slides, found)).toEqual([]);
    const [columns] = await press.measure(page, [0], () =>
      [...document.querySelectorAll('.quotation .clause')].map((clause) =>
        Math.round(clause.getBoundingClientRect().width / parseFloat(getComputedStyle(clause).lineHeight)),
      ),
    );
    // A clause is a column.
    expect(columns).toEqual([1, 1]);
  });

  it('is told where its columns leave the panel', async () => {
    const { slides, deck } = deckOf(plain);
    const html = deck.paper.replace(/(<p class="quotation[^>]*>)[\s\S]*?(<\/p>)/, `$1${'难'.repeat(60)}$2`);
    const page = { name: 'deck/deck.pdf', html, faces: deck.faces };
    const problems = deckProblems(slides, (await press.measure(page, [0], overflowOf)).flat());
    expect(problems.map((p) => p.code)).toContain('L011');
  });
});
