/** The products of an edition: which publications there are, and which files each owns. */
import { EXIT, ProblemError } from '../problem.ts';
import { nearest } from '../report/nearest.ts';

export const PUBLICATIONS = ['deck', 'booklet', 'sheets', 'figures'] as const;
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

/** Whether a file of dist/<report>/ belongs to one of the publications. */
export function ownedBy(publications: ReadonlySet<Publication>): (product: string) => boolean {
  return (product) => [...publications].some((publication) => product.startsWith(`${publication}/`));
}
