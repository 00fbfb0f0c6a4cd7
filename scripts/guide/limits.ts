/** How much a slide of each kind carries, asked of the planner: so many rows or numbers stand on one slide, one more goes on to the next. */
import { agendaSlides, challengeSlides } from '../plan/deck-ends.ts';
import { cellOf, indicatorSlides, targetPages } from '../plan/deck-overview.ts';
import { SUBJECTS } from '../plan/deck-topic.ts';
import { topicsOf } from '../plan/topics.ts';
import type { Report } from '../report/report.ts';

/** More fits on no slide. */
const SEARCHED = 40;

/** By the names that the words of the guide use: `{agenda}` topics, `{cells}` large numbers, `{numbers}` and `{words}` of targets, … */
export function slideLimits(report: Report): Readonly<Record<string, number>> {
  const indicators = [...report.indicators.values()].flatMap((i) => cellOf(report, i) ?? []);
  const [topic] = topicsOf(report);
  const number = indicators.find(({ value }) => value.kind !== 'words');
  const words = indicators.find(({ value }) => value.kind === 'words');
  const row = report.challenges[0];
  if (!topic || !number || !words || !row) throw new Error('docs/deck: topics, numbers, words, difficulties');
  const of = <T>(item: T, count: number) => Array.from({ length: count }, () => item);
  return {
    agenda: most((n) => agendaSlides(of(topic, n))),
    cells: most((n) => indicatorSlides('indicators', of(number, n), {})),
    numbers: most((n) => targetPages(report, of(number, n), null, null)),
    words: most((n) => targetPages(report, [number, ...of(words, n)], null, null)),
    subjects: SUBJECTS,
    challenges: most((n) => challengeSlides({ ...report, challenges: of(row, n) })),
  };
}

/** The largest count that makes one slide. Throws where no count makes two. */
function most(slidesFor: (count: number) => readonly unknown[]): number {
  for (let count = 1; count < SEARCHED; count++) if (slidesFor(count + 1).length > 1) return count;
  throw new Error('a slide without a limit');
}
