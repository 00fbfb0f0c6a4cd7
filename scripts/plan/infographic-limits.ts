/** Limits of what a band carries (design.md §6). */
export const LIMITS = {
  /** Characters of a line of a headline, and its lines; a longer one is set smaller, `snug` characters a line. */
  headline: { units: 16, lines: 2, snug: 19 },
  /** Characters of a line of a label in the grid, and its lines. */
  label: { units: 13, lines: 2 },
  /** Cells of a grid of numbers, always in pairs. */
  cells: 6,
  /** Rows of what is to be done. */
  rows: 6,
  /** Lead phrases of a section without numbers. */
  phrases: 8,
  /** Phrases beside the editor's lead. */
  beside: 2,
  /** Terms explained. */
  terms: 12,
} as const;
