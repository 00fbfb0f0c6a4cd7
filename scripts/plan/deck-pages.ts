/** What is too much for one slide goes on to the next, which says so: （续）. */
import type { DraftSlide } from './deck-slide.ts';

/** Parts a list as evenly as can be into pages of at most `most`; none for an empty list. */
export function pagesOf<T>(list: readonly T[], most: number): T[][] {
  const count = Math.ceil(list.length / most);
  const each = Math.ceil(list.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => list.slice(i * each, (i + 1) * each)).filter(
    (page) => page.length > 0,
  );
}

/** The slides of one matter: the first bears the id, the others id-2, id-3 … and the mark that they continue it. */
export function continued<S extends DraftSlide>(id: string, slides: readonly S[]): S[] {
  return slides.map((slide, i) => ({
    ...slide,
    id: i === 0 ? id : `${id}-${i + 1}`,
    ...(i === 0 ? {} : { continued: true }),
  }));
}
