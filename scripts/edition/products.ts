/** The products of an edition: which publications there are, and which files each owns. */
import { EXIT, ProblemError } from '../problem.ts';
import { DECK_SIZES } from '../report/deck-schema.ts';
import { nearest } from '../report/nearest.ts';
import type { DeckAsked } from './account.ts';

export const PUBLICATIONS = ['deck', 'booklet', 'sheets', 'infographic', 'figures', 'indicators'] as const;
export type Publication = (typeof PUBLICATIONS)[number];

/** A finished file below dist/<report>/, not yet in place. */
export interface Product {
  /** deck/deck.pdf */
  path: string;
  content: string | Uint8Array;
  /** Pages or slides, where it has them. */
  pages?: number;
}

/** `--only deck,sheets` → the publications asked for; all when not said. Throws ProblemError U002 with the valid names. */
export function publicationsAsked(only: string | undefined): ReadonlySet<Publication> {
  if (only === undefined) return new Set(PUBLICATIONS);
  const names = only.split(/[,，\s]+/).filter((name) => name !== '');
  const unknown = names.filter((name) => !PUBLICATIONS.includes(name as Publication));
  if (unknown.length > 0 || names.length === 0) {
    const meant = nearest(unknown[0] ?? '', PUBLICATIONS);
    throw new ProblemError(
      [
        {
          code: 'U002',
          severity: 'error',
          message: {
            zh: `--only 没有这种出版物：${unknown.join('、') || '（空）'}`,
            en: `--only knows no ${unknown.join(', ') || '(nothing)'}`,
          },
          hint: {
            zh: `${meant ? `是否指 ${meant}？` : ''}可选：${PUBLICATIONS.join(',')}`,
            en: `${meant ? `did you mean ${meant}? ` : ''}choose from: ${PUBLICATIONS.join(',')}`,
          },
        },
      ],
      EXIT.usage,
    );
  }
  return new Set(names as Publication[]);
}

/** `--minutes 20`, `--size 16:9,4:3` → what is asked of the deck. Throws ProblemError U001. */
export function deckAskedOf(minutes: string | undefined, size: string | undefined): DeckAsked {
  const wrong = (zh: string, en: string) =>
    new ProblemError([{ code: 'U001', severity: 'error', message: { zh, en } }], EXIT.usage);
  const asked: DeckAsked = {};
  if (minutes !== undefined) {
    asked.minutes = Number(minutes);
    if (!(asked.minutes >= 1 && asked.minutes <= 240))
      throw wrong(
        `--minutes 应为 1 至 240 的分钟数，写的是“${minutes}”`,
        `--minutes takes 1 to 240 minutes, found “${minutes}”`,
      );
  }
  if (size !== undefined) {
    const names = size.split(',').map((name) => name.trim().toLowerCase());
    const known = names.flatMap((own) => DECK_SIZES.find((name) => name.toLowerCase() === own) ?? []);
    const [first, ...besides] = known;
    if (first === undefined || known.length < names.length || new Set(known).size < known.length)
      throw wrong(
        `--size 应为 ${DECK_SIZES.join('、')}，可写几种（--size 16:9,4:3），写的是“${size}”`,
        `--size takes ${DECK_SIZES.join(', ')}, or several (--size 16:9,4:3); found “${size}”`,
      );
    Object.assign(asked, { size: first, besides });
  }
  return asked;
}

/** Whether a file of dist/<report>/ belongs to one of the publications. */
export function ownedBy(publications: ReadonlySet<Publication>): (product: string) => boolean {
  return (product) =>
    [...publications].some(
      (publication) => product.startsWith(`${publication}/`) || product === `${publication}.xlsx`,
    );
}
