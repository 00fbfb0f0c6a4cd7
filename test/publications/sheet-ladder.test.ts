import { describe, expect, it } from 'vitest';
import type { SheetPlan } from '../../scripts/plan/sheets.ts';
import { sheetSettings } from '../../scripts/proof/remade-sheet.ts';
import { SHEET_FORMATS } from '../../scripts/publications/sheets/format.ts';
import { giveBacks, type SheetState } from '../../scripts/publications/sheets/ladder.ts';

const taken: SheetState = {
  ...{ gear: 7, loose: 0, terms: 1, marks: false, fewTargets: true, rows: 2, small: true, rung: 'rows' },
  // In the order in which the ladder cut them; the third row is not shown any more.
  cut: ['0.done.2', '2.todo.1', '1.todo.1', '0.done.1'],
};

/** Tries every gift in order; `fits` says which setting the page holds. */
const given = (fits: (state: SheetState) => boolean) =>
  giveBacks(taken).reduce((kept, give) => {
    const fuller = give(kept);
    return fuller && fits(fuller) ? fuller : kept;
  }, taken);

describe('what the ladder gives back', () => {
  it('is the last taken first, of the rows that are shown, then the targets', () => {
    const order: string[] = [];
    const all = given((state) => {
      order.push(state.fewTargets ? state.cut.join(' ') : 'targets');
      return true;
    });
    expect(order).toEqual(['0.done.2 2.todo.1 1.todo.1', '0.done.2 2.todo.1', '2.todo.1', 'targets']);
    expect(all).toEqual({ ...taken, cut: ['2.todo.1'], fewTargets: false });
  });

  it('never leaves out of the middle of an item', () => {
    // The first fragment does not fit, though the one after it would.
    const kept = given((state) => state.cut.includes('0.done.1'));
    expect(kept.cut).toEqual(['0.done.2', '2.todo.1', '0.done.1']);
  });

  it('is known to the proof, which takes no page with a hole', () => {
    const span = (text: string) => ({ text, start: 0, end: text.length });
    const cell = { head: null, fragments: ['一一一', '二二二', '三三三'].map(span) };
    const plan = {
      ...{
        rows: [{ label: '招引', done: cell, todo: { head: null, fragments: [] } }],
        terms: [],
        main: null,
      },
    } as unknown as SheetPlan;
    const settings = (lacks: (id: string) => boolean) =>
      sheetSettings(plan, false, SHEET_FORMATS.A4.least, lacks).map(({ cut, fewTargets }) =>
        [...cut, fewTargets ? 'few' : 'all'].join(' '),
      );
    expect(settings((id) => id === '0.done.2')).toContain('0.done.2 all');
    expect(settings((id) => id === '0.done.1')).not.toContain('0.done.1 all');
    expect(settings((id) => id === '0.done.1')).not.toContain('0.done.1 few');
  });
});
