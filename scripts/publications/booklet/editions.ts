/** The editions of the booklet: which are laid out on their own, and which are made of the bytes of those. */
import type { BookletEdition } from '../../report/booklet-schema.ts';
import { A4, A5, type BookletFormat, DRAFT, LARGE } from './format.ts';

/** Laid out on their own, the reading edition first: the other publications refer to its pages. */
export const FORMATS: readonly BookletFormat[] = [A4, A5, LARGE, DRAFT];

/** Made of the bytes of another: recoloured, with marks for the print shop, or imposed for folding. */
export const DERIVED = {
  gray: { from: A4, by: 'grey' },
  print: { from: A4, by: 'print-shop' },
  'a4-imposed': { from: A4, by: 'imposed' },
  'a5-imposed': { from: A5, by: 'imposed' },
} as const satisfies Partial<Record<BookletEdition, { from: BookletFormat; by: string }>>;

export type DerivedName = keyof typeof DERIVED;
export const DERIVED_NAMES = Object.keys(DERIVED) as DerivedName[];

/** booklet/booklet.pdf is the reading edition; the others are booklet-a5.pdf and so on. */
export const bookletFile = (edition: BookletEdition): string =>
  `booklet/booklet${edition === 'reading' ? '' : `-${edition}`}.pdf`;

/** What must be laid out for these editions: the reading edition always, and what a derived one is made of. */
export const formatsFor = (editions: ReadonlySet<BookletEdition>): BookletFormat[] =>
  FORMATS.filter(
    (format) =>
      format === A4 ||
      editions.has(format.id) ||
      DERIVED_NAMES.some((name) => editions.has(name) && DERIVED[name].from === format),
  );
