/** Denser steps and parts, for slides of every kind: no row lost, ids their own. */
import { beforeAll, describe, expect, it } from 'vitest';
import { planDeck } from '../../scripts/plan/deck.ts';
import { fittedSlides, tighter } from '../../scripts/plan/deck-fit.ts';
import type { Slide } from '../../scripts/plan/deck-slide.ts';
import type { DeckFit, Report } from '../../scripts/report/report.ts';
import { folderOf, readFolder } from '../report/folder.ts';

let report: Report;
let slides: Slide[];

beforeAll(async () => {
  report = (await readFolder(folderOf('data/xinbei-2023'))).report;
  slides = planDeck(report);
});

const rowsOf = (slide: Slide): unknown[] =>
  slide.kind === 'indicators'
    ? slide.cells
    : slide.kind === 'targets'
      ? [...slide.numbers, ...slide.words]
      : slide.kind === 'list'
        ? slide.rows.map(({ cells }) => cells)
        : 'rows' in slide
          ? slide.rows
          : [];

describe('a fit', () => {
  it('parts slides of every kind that has rows, and loses none of them', () => {
    const kinds = new Set<string>();
    for (const slide of slides) {
      const rows = rowsOf(slide);
      for (let parts = 2; parts <= rows.length; parts++) {
        const made = fittedSlides([slide], { [slide.id]: { dense: 1, parts } }) as Slide[];
        kinds.add(slide.kind);
        expect(made.length, slide.id).toBeGreaterThan(1);
        expect(made.length, slide.id).toBeLessThanOrEqual(parts);
        expect(made.flatMap(rowsOf)).toEqual(rows);
        expect(made.map((part) => [part.dense, part.continued === true, part.partOf])).toEqual(
          made.map((_, i) => [1, i > 0, i > 0 ? slide.id : undefined]),
        );
        for (const part of made) if (part.kind === 'list') expect(part.rows[0]?.item).not.toBeNull();
      }
    }
    expect([...kinds].sort()).toEqual(['agenda', 'challenges', 'indicators', 'list', 'points', 'targets']);
  });

  it('gives parts ids that no slide has', () => {
    const list = slides.find((slide) => slide.kind === 'list')!;
    const twin = { ...list, id: `${list.id}-2` };
    const made = fittedSlides([list, twin], { [list.id]: { dense: 0, parts: 3 } });
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  });

  it('goes step by step, ends, and keeps what no step helps in its densest', () => {
    const tries: DeckFit[] = [];
    let fit: DeckFit = {};
    for (;;) {
      const made = fittedSlides(slides, fit);
      // As if nothing helped these two.
      const full = made.filter(({ id, partOf }) => ['challenges', 'title'].includes(partOf ?? id));
      const next = tighter(made, new Set(full.map(({ id }) => id)), fit);
      if (!next) break;
      tries.push(next);
      fit = next;
    }
    const challenges = tries.map(({ challenges }) => [challenges?.dense, challenges?.parts]);
    expect(challenges.slice(0, 5)).toEqual([
      [1, 1],
      [2, 1],
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
    expect(tries.length).toBeLessThanOrEqual(3 * report.challenges.length);
    expect(fit).toEqual({
      challenges: { dense: 2, parts: 1, hopeless: true },
      title: { dense: 2, parts: 1, hopeless: true },
    });
  });

  it('leaves alone what stands well', () => {
    expect(tighter(slides, new Set(), {})).toBeNull();
    const made = planDeck({
      ...report,
      deck: { ...report.deck, fit: { '16:9': { agenda: { dense: 0, parts: 2 } } } },
    });
    expect(made.length).toBe(slides.length + 1);
    // Every row leads to the place its topic has now.
    for (const slide of made)
      if (slide.kind === 'agenda')
        for (const row of slide.rows) expect(made[row.slide.number - 1]?.id).toBe(row.slide.id);
  });
});
