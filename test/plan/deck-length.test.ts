import { beforeAll, describe, expect, it } from 'vitest';
import { planDeck } from '../../scripts/plan/deck.ts';
import { spokenWithin } from '../../scripts/plan/deck-length.ts';
import { secondsOf } from '../../scripts/plan/deck-minutes.ts';
import { withDeck } from '../../scripts/plan/deck-order.ts';
import type { Slide } from '../../scripts/plan/deck-slide.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { folderOf, readFolder } from '../report/folder.ts';

const spokenSeconds = (slides: readonly Slide[]) => slides.reduce((sum, s) => sum + secondsOf(s.notes), 0);
const within = (report: Report, minutes: number) => planDeck(withDeck(report, { minutes }));

describe('a deck for so many minutes', () => {
  let report: Report;
  let all: Slide[];
  beforeAll(async () => {
    report = withDefaults(await readReport('data/xinbei-2023'));
    all = planDeck(report);
  });

  it('of five is the year, its targets, the strongest and the closing', () => {
    const slides = within(report, 5);
    expect(slides.length).toBeGreaterThanOrEqual(7);
    expect(slides.length).toBeLessThanOrEqual(9);
    expect(slides.map((s) => s.id).slice(0, 4)).toEqual(['title', 'indicators', 'growth', 'targets']);
    expect(slides.at(-1)?.kind).toBe('closing');
    const topics = slides.flatMap((s) => s.topic?.id ?? []);
    expect(new Set(topics).size).toBe(topics.length);
    expect(topics.length).toBeGreaterThanOrEqual(3);
  });

  it('of ten has every topic once, of twenty nearly all slides', () => {
    expect(within(report, 10).flatMap((s) => s.topic?.id ?? [])).toEqual(report.topics.map((t) => t.id));
    const slides = within(report, 20);
    expect(slides.length).toBeGreaterThanOrEqual(28);
    expect(slides.length).toBeLessThan(all.length);
    const ids = all.map((s) => s.id);
    expect(slides.every((s) => ids.includes(s.id))).toBe(true);
  });

  it('can be spoken in them, in whole sentences in the order of the report', () => {
    for (const minutes of [2, 5, 8, 12, 20, 25]) {
      const slides = within(report, minutes);
      expect(spokenSeconds(slides)).toBeLessThanOrEqual(minutes * 60);
      for (const { id, notes } of slides) {
        const full = all.find((s) => s.id === id)?.notes.map((n) => n.text) ?? [];
        if (slides.find((s) => s.id === id)?.kind !== 'section' && id !== 'agenda')
          for (const note of notes) expect(full, id).toContain(note.text);
        expect(notes.length, id).toBeGreaterThan(0);
        expect(notes.map((n) => n.start)).toEqual(notes.map((n) => n.start).sort((a, b) => a - b));
      }
    }
  });

  it('uses the time it has', () => {
    for (const minutes of [5, 10, 20])
      expect(spokenSeconds(within(report, minutes))).toBeGreaterThan(minutes * 54);
  });

  it('lists in the agenda the topics that it has, where each begins', () => {
    for (const minutes of [5, 8, 12, 20]) {
      const slides = within(report, minutes);
      const shown = [...new Set(slides.flatMap((s) => s.topic?.id ?? []))];
      for (const agenda of slides.filter((s) => s.kind === 'agenda')) {
        expect(agenda.rows.map((row) => row.topic.id)).toEqual(shown);
        for (const { topic, slide } of agenda.rows)
          expect(slides.find((s) => s.topic?.id === topic.id)).toMatchObject(slide);
      }
    }
  });

  it('is the whole deck where there is time for it', () => {
    expect(within(report, 60).map((s) => [s.id, s.notes.length])).toEqual(
      all.map((s) => [s.id, s.notes.length]),
    );
  });

  it('is made of any report', async () => {
    const invented = withDefaults((await readFolder(folderOf('test/input/invented'))).report);
    for (const minutes of [1, 2, 3, 5, 10]) {
      const slides = within(invented, minutes);
      expect(slides.length).toBeGreaterThanOrEqual(3);
      expect([slides[0]?.kind, slides.at(-1)?.kind]).toEqual(['title', 'closing']);
      expect(new Set(slides.map((s) => s.id)).size).toBe(slides.length);
    }
  });
});

describe('notes', () => {
  const note = (start: number, length: number) => ({ start, end: start + length, text: '字'.repeat(length) });

  it('give each slide a sentence that no slide before it says', () => {
    const shared = note(0, 40);
    const [first, second] = spokenWithin([{ notes: [shared] }, { notes: [shared, note(50, 40)] }], 0.35);
    expect(first?.notes).toEqual([shared]);
    expect(second?.notes.map((n) => n.start)).toEqual([50]);
  });

  it('pass over a sentence too long to be the only one', () => {
    const slides = [{ notes: [note(0, 900), note(900, 30)] }];
    expect(spokenWithin(slides, 1)[0]?.notes.map((n) => n.start)).toEqual([900]);
  });
});
