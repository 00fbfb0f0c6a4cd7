/** Planned minutes: how long each slide takes to speak, from the length of its notes. */
import type { Span } from '../report/report.ts';
import type { Slide } from './deck-slide.ts';

/** Characters of Chinese spoken in a minute before a meeting. */
export const SPOKEN_A_MINUTE = 230;
/** A slide is looked at for that long, however little is said. */
const LEAST_SECONDS = 10;

/** Characters that are spoken: blanks and punctuation are not. */
const spoken = (text: string): number => text.replaceAll(/[\s\p{P}]/gu, '').length;

/** Seconds that a slide with these notes asks for. */
export const secondsOf = (notes: readonly Pick<Span, 'text'>[]): number =>
  Math.max(LEAST_SECONDS, (60 * notes.reduce((sum, note) => sum + spoken(note.text), 0)) / SPOKEN_A_MINUTE);

/**
 * Planned seconds of every slide, whole, in order. `minutes`: what all slides take together; without it they take what the length of their
 * notes asks for. Throws RangeError when `minutes` is not above 0.
 */
export function plannedSeconds(slides: readonly Pick<Slide, 'notes'>[], minutes?: number): number[] {
  const asked = slides.map(({ notes }) => secondsOf(notes));
  const sum = asked.reduce((a, b) => a + b, 0);
  if (minutes !== undefined && !(minutes > 0)) throw new RangeError(`minutes: ${minutes}`);
  const total = minutes === undefined ? Math.round(sum) : Math.round(minutes * 60);
  // What rounding down leaves goes to the slides that lost most, so that the sum is the total.
  const exact = asked.map((seconds) => (seconds * total) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((a, b) => a + b, 0);
  const losers = exact
    .map((seconds, i) => ({ i, lost: seconds % 1 }))
    .sort((a, b) => b.lost - a.lost || a.i - b.i);
  for (const { i } of losers.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1;
  return whole;
}

/** Minutes and seconds as a clock shows them: 65 → 1:05. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
