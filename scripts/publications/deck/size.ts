/** The shapes of slides. All are 1280 px wide, so that lines break alike and numbers have one size; the others are higher. */
import { type DeckSize, type Report, USUAL_SIZE } from '../../report/report.ts';

/** Names of files of a shape: deck.pdf, deck-4x3.pdf. */
const STEMS: Record<DeckSize, string> = { '16:9': 'deck', '4:3': 'deck-4x3', A4: 'deck-a4' };
/** Height in px: 16:9, 4:3, A4 across. */
const HEIGHTS: Record<DeckSize, number> = { '16:9': 720, '4:3': 960, A4: 905 };

/** Shape of a deck's slides; `more`: px by which they are higher than those of 16:9. */
export function slideShape(size: DeckSize | null): { width: number; height: number; more: number } {
  const height = HEIGHTS[size ?? USUAL_SIZE];
  return { width: 1280, height, more: height - HEIGHTS['16:9'] };
}

/** `deck/deck.pdf`, of another shape `deck/deck-4x3.pdf`. */
export const deckFile = (size: DeckSize | null, ending: 'html' | 'pdf' | 'pptx' | 'md'): string =>
  `deck/${STEMS[size ?? USUAL_SIZE]}.${ending}`;

/** The report for each shape of its deck, the main one first. */
export const inSizes = (report: Report): Report[] =>
  [report.deck.size, ...report.deck.besides].map((size) => ({ ...report, deck: { ...report.deck, size } }));

/** The theme for a shape: its own is 16:9. */
export const shaped = (theme: string, size: DeckSize | null): string => {
  const { height, more } = slideShape(size);
  return theme.replace(
    '  height: 720px;\n  --more: 0px;',
    () => `  height: ${height}px;\n  --more: ${more}px;`,
  );
};
