/** What the report as a Word document shows besides its text: contents, and figures after the paragraphs whose numbers they draw. */
import type { FigureSpec, Heading, Report } from '../report/report.ts';
import { planBooklet } from './booklet.ts';
import { sourcesOf } from './booklet-sources.ts';

/** Headings that the contents list: parts and sections. */
export const CONTENTS_DEPTH = 2;

export interface WordPlan {
  contents: Heading[];
  /** Figures in the order of the text, by the id of the paragraph after which they stand. */
  figures: { spec: FigureSpec; after: string }[];
}

/** The figures are those of the booklet's overview and spreads. */
export function planWord(report: Report): WordPlan {
  const { overview, spreads } = planBooklet(report);
  const chosen = new Set([
    ...(overview?.growth ? [overview.growth] : []),
    ...(overview?.figures ?? []),
    ...spreads.flatMap((spread) => spread.figures),
  ]);
  const paragraphs = [...report.headings.values()]
    .flatMap((heading) => [...heading.paragraphs, ...heading.closing])
    .sort((a, b) => a.start - b.start);
  const placed = [...chosen].flatMap((spec) => {
    const counts = new Map<number, number>();
    for (const { at } of sourcesOf(report, [], [spec])) {
      // A number in a heading stands before the paragraph that follows it.
      const place = paragraphs.findIndex((paragraph) => paragraph.end > at);
      if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const [best] = [...counts].sort(([p, a], [q, b]) => b - a || p - q);
    return best ? [{ spec, place: best[0] }] : [];
  });
  placed.sort((a, b) => a.place - b.place);
  return {
    contents: [...report.headings.values()].filter(({ level }) => level <= CONTENTS_DEPTH),
    figures: placed.map(({ spec, place }) => ({ spec, after: paragraphs[place]?.id ?? '' })),
  };
}
