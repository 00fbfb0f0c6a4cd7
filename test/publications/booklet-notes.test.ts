import { describe, expect, it } from 'vitest';
import type { Block } from '../../scripts/plan/booklet.ts';
import { spread } from '../../scripts/publications/booklet/cover.ts';
import { A4, PITCH } from '../../scripts/publications/booklet/format.ts';
import { type Found, type Layout, layoutOf } from '../../scripts/publications/booklet/layout.ts';
import { type MarginNote, placeNotes } from '../../scripts/publications/booklet/notes.ts';
import { titleLines } from '../../scripts/publications/booklet/reference.ts';
import { cssString } from '../../scripts/publications/css-string.ts';

const note = (id: string, height: number, kind: MarginNote['kind'] = 'term'): MarginNote => ({
  anchor: `note:${id}`,
  heading: null,
  at: Number(id),
  kind,
  inner: '',
  height,
  short: kind === 'term' ? { inner: '', height: 13 } : null,
});
const layoutWith = (places: [string, number, number][]): Layout => ({
  pages: new Map(),
  blocks: [],
  places: new Map(places.map(([id, page, line]) => [`note:${id}`, { page, line }])),
  front: A4.front,
  count: 9,
});

/** Tops and feet of the placed notes of one page, pt from the top of the grid. */
function boxes(notes: MarginNote[], layout: Layout): { top: number; foot: number }[] {
  const places = placeNotes(notes, layout, A4);
  return notes
    .flatMap((n) => {
      const place = places.get(n);
      if (!place) return [];
      const top = (layout.places.get(n.anchor)?.line ?? 0) * PITCH + place.shift;
      return [{ top, foot: top + n.height }];
    })
    .sort((a, b) => a.top - b.top);
}

describe('margin notes', () => {
  it.each([
    ['all on the last line', [21, 21, 21, 21]],
    ['all on the first line', [0, 0, 0, 0]],
    ['close together', [9, 10, 10, 11]],
    ['two at the foot', [3, 4, 20, 21]],
  ])('never overlap nor leave the type area: %s', (_, lines) => {
    const notes = lines.map((_line, i) => note(String(i), 40 + i * 9));
    const placed = boxes(notes, layoutWith(lines.map((line, i) => [String(i), 5, line])));
    expect(placed.length).toBe(4);
    placed.forEach(({ top, foot }, i) => {
      expect(top).toBeGreaterThanOrEqual(0);
      expect(foot).toBeLessThanOrEqual(A4.grid.lines * PITCH);
      const next = placed[i + 1];
      if (next) expect(next.top).toBeGreaterThan(foot);
    });
  });

  it('of terms shrink to one line where more than four would stand on a page; none is left out', () => {
    const notes = [...'012345'].map((id) => note(id, 30, id === '5' ? 'topic' : 'term'));
    const places = placeNotes(notes, layoutWith([...'012345'].map((id) => [id, 4, Number(id) * 3])), A4);
    expect(notes.map((n) => places.get(n)?.short)).toEqual([true, true, true, true, true, false]);
    const four = placeNotes(notes.slice(2), layoutWith([...'2345'].map((id) => [id, 4, Number(id) * 3])), A4);
    expect([...four.values()].some((place) => place.short)).toBe(false);
  });

  it('stand on the outer side', () => {
    const notes = [note('1', 30), note('2', 30)];
    const places = placeNotes(
      notes,
      layoutWith([
        ['1', 7, 3],
        ['2', 8, 3],
      ]),
      A4,
    );
    expect(notes.map((n) => places.get(n)?.side)).toEqual(['right', 'left']);
  });
});

describe('labels of the cover', () => {
  it('stand at the ends of their wedges where there is room', () => {
    expect(spread([20, 60, 100], 10, 200)).toEqual([20, 60, 100]);
  });
  it('part in both directions, by no more than is needed', () => {
    expect(spread([50, 100, 100], 10, 200)).toEqual([50, 95, 105]);
    expect(spread([50, 51, 52, 150], 10, 200)).toEqual([41, 51, 61, 150]);
  });
  it('stay above the ground line', () => {
    expect(spread([190, 196, 198], 10, 200)).toEqual([180, 190, 200]);
  });
});

describe('titles of parts', () => {
  it.each([
    ['2022年工作回顾', ['2022年', '工作回顾']],
    ['2023年工作总体要求和目标任务', ['2023年工作总体', '要求和目标任务']],
  ])('stand in at most two lines: %s', (title, lines) => {
    expect(titleLines(title).lines).toEqual(lines);
  });
});

describe('layout', () => {
  const blocks: Block[] = [
    { id: 'cover', side: 'recto', kind: 'front' },
    { id: 'imprint', side: 'verso', kind: 'front' },
    { id: 'contents', side: 'recto', kind: 'reference' },
    { id: 'opener-1', side: 'verso', kind: 'opener' },
    { id: 'text-1', side: 'recto', kind: 'text' },
    { id: 'opener-2', side: 'verso', kind: 'opener' },
    { id: 'colophon', side: 'any', kind: 'reference' },
  ];
  const found = (pages: Record<string, number>, count: number): Found => ({
    pages: new Map(Object.entries(pages)),
    heights: new Map(Object.keys(pages).map((id) => [id, 800])),
    count,
  });
  const print = {
    'block:cover': 1,
    'block:imprint': 2,
    'block:contents': 3,
    'block:opener-1': 4,
    'block:text-1': 5,
  };

  it('counts a blank page in before it is printed, and the same once it is', () => {
    const without = {
      ...print,
      'section:1.1': 5,
      'section:1.2': 6,
      'block:opener-2': 7,
      'part:2': 7,
      'block:colophon': 8,
    };
    const first = layoutOf(blocks, found(without, 8), A4);
    expect(first.blocks.find((b) => b.id === 'opener-2')).toMatchObject({ first: 8, blank: true });
    expect(first.pages.get('part:2')?.first).toBe(8 - A4.front);
    expect(first.pages.get('section:1.2')?.first).toBe(6 - A4.front);
    const withBlank = {
      ...without,
      'blank:opener-2': 7,
      'block:opener-2': 8,
      'part:2': 8,
      'block:colophon': 9,
    };
    const second = layoutOf(blocks, found(withBlank, 9), A4);
    expect(second.pages).toEqual(first.pages);
    expect(second.blocks).toEqual(first.blocks);
    expect(second.count).toBe(9);
  });

  it('gives ranges every page between, uses only the pages they stand on', () => {
    const layout = layoutOf(
      blocks,
      found(
        {
          ...print,
          'part:1': 4,
          'part:1~end': 7,
          'term:term-1~1': 5,
          'term:term-1~2': 7,
          'block:opener-2': 8,
          'block:colophon': 9,
        },
        9,
      ),
      A4,
    );
    expect(layout.pages.get('part:1')).toEqual({ first: 2, last: 5, all: [2, 3, 4, 5] });
    expect(layout.pages.get('term:term-1')).toEqual({ first: 3, last: 5, all: [3, 5] });
  });
});

it('running heads cannot break out of their string or the style element', () => {
  const css = cssString('一、"引号"\\反斜杠</style>&{{x}}\n');
  expect(css.slice(1, -1)).not.toMatch(/"|<|>|\n/);
  expect(css).toContain('\\22 引号\\22 ');
  expect(css).toContain('\\5c 反斜杠');
});
