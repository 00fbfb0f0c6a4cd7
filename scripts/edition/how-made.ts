/** How the publications of an edition were made: by this run, or by the one that made what stays in place. The check makes them alike. */
import type { DeckChoice } from '../report/report.ts';
import type { Account } from './account.ts';
import type { BookletOrder } from './booklet.ts';
import type { EditionOptions } from './edition.ts';

export type HowMade = Pick<Account, 'deck' | 'booklet' | 'infographic' | 'sheets'>;

/** For build.json. `order`: the booklet's editions; `fit`: how the deck's slides were fitted; `before`: the account of what stays. */
export function howMade(
  { publications, ...asked }: EditionOptions,
  order: BookletOrder,
  fit: DeckChoice['fit'] | undefined,
  before: HowMade | null,
): HowMade {
  const fitted = fit && Object.keys(fit).length > 0 ? { fit } : {};
  const deck = publications.has('deck') ? { ...asked.deck, ...fitted } : before?.deck;
  const booklet = publications.has('booklet')
    ? { editions: [...order.editions], creep: order.creep }
    : before?.booklet;
  const qr = (publications.has('infographic') ? asked.infographic : before?.infographic)?.qr;
  const sheets = publications.has('sheets') ? asked.sheets : before?.sheets;
  return {
    ...(deck && Object.keys(deck).length > 0 ? { deck } : {}),
    ...(booklet ? { booklet } : {}),
    ...(qr === undefined ? {} : { infographic: { qr } }),
    ...(sheets && Object.keys(sheets).length > 0 ? { sheets } : {}),
  };
}
