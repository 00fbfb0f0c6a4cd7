/** Slides that hold more than a slide can: set closer and smaller in two steps, then parted into slides that go on（续）. */
import type { DeckFit, SlideFit } from '../report/deck-choice.ts';
import type { Heading } from '../report/report.ts';
import { pagesOf } from './deck-pages.ts';
import type { DraftSlide, TaskRow } from './deck-slide.ts';

/** Steps of density: 0 is the design's own, at 2 text has 22 px. */
const DENSEST = 2;
const LOOSE: SlideFit = { dense: 0, parts: 1 };

/** The slides as the browser found that they hold what stands on them. A part has the id of the whole with a number behind it. */
export function fittedSlides(drafts: readonly DraftSlide[], fit: DeckFit): DraftSlide[] {
  const taken = new Set(drafts.map(({ id }) => id));
  return drafts.flatMap((draft): DraftSlide[] => {
    const { dense, parts } = fit[draft.id] ?? LOOSE;
    const set = dense === 0 ? draft : { ...draft, dense };
    return parted(set, parts).map((part, i) => {
      if (i === 0) return part;
      let n = i + 1;
      while (taken.has(`${draft.id}-${n}`)) n += 1;
      const id = `${draft.id}-${n}`;
      taken.add(id);
      return { ...part, id, partOf: draft.id, continued: true };
    });
  });
}

/**
 * The next try after these slides (by id) were found too full: each a step denser, from the densest on in one part more, and loose again.
 * What no step helps keeps its densest, unparted. Null where nothing changes.
 */
export function tighter(
  slides: readonly DraftSlide[],
  full: ReadonlySet<string>,
  fit: DeckFit,
): DeckFit | null {
  const next: Record<string, SlideFit> = { ...fit };
  for (const id of new Set(
    slides.flatMap((slide) => (full.has(slide.id) ? [slide.partOf ?? slide.id] : [])),
  )) {
    const { dense, parts, hopeless } = fit[id] ?? LOOSE;
    if (hopeless) continue;
    const rows = slides
      .filter((slide) => slide.id === id || slide.partOf === id)
      .reduce((sum, slide) => sum + rowsOf(slide), 0);
    if (dense < DENSEST) next[id] = { dense: dense + 1, parts };
    else if (parts < rows) next[id] = { dense: 0, parts: parts + 1 };
    else next[id] = { dense: DENSEST, parts: 1, hopeless: true };
  }
  return Object.keys(next).some((id) => next[id] !== fit[id]) ? next : null;
}

/** How many things stand on a slide one of which could be left for the next; 1 for a slide that is one thing. */
function rowsOf(slide: DraftSlide): number {
  switch (slide.kind) {
    case 'agenda':
    case 'list':
    case 'points':
    case 'challenges':
      return slide.rows.length;
    case 'indicators':
      return slide.cells.length;
    case 'targets':
      return slide.numbers.length + slide.words.length;
    default:
      return 1;
  }
}

/** The slide in so many parts of about the same length. */
function parted(slide: DraftSlide, parts: number): DraftSlide[] {
  if (parts < 2) return [slide];
  const share = <T>(rows: readonly T[]) => pagesOf(rows, Math.ceil(rows.length / parts));
  switch (slide.kind) {
    case 'agenda':
      return share(slide.rows).map((rows) => ({ ...slide, rows }));
    case 'points':
      return share(slide.rows).map((rows) => ({ ...slide, rows }));
    case 'challenges':
      return share(slide.rows).map((rows) => ({ ...slide, rows }));
    case 'list':
      return share(named(slide.rows)).map((rows) => ({ ...slide, rows: rows.map(ownName) }));
    case 'indicators':
      return share(slide.cells).map((cells) => ({ ...slide, cells }));
    case 'targets': {
      // Numbers first: a table of both kinds has two heads.
      const all = [
        ...slide.numbers.map((number) => ({ number, word: null })),
        ...slide.words.map((word) => ({ number: null, word })),
      ];
      return share(all).map((rows) => ({
        ...slide,
        numbers: rows.flatMap(({ number }) => number ?? []),
        words: rows.flatMap(({ word }) => word ?? []),
      }));
    }
    default:
      return [slide];
  }
}

/** Rows with the item they belong to, which only the first row of an item says. */
function named(rows: readonly TaskRow[]): (TaskRow & { of: Heading | null })[] {
  let of: Heading | null = null;
  return rows.map((row) => {
    of = row.item ?? of;
    return { ...row, of };
  });
}

/** The first row of a slide says its item. */
const ownName = ({ of, ...row }: TaskRow & { of: Heading | null }, i: number): TaskRow =>
  i === 0 ? { ...row, item: of } : row;
