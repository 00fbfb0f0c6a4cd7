/** Which files an edition may consist of, from the data alone: what stands beside them belongs to no edition, whatever build.json says. */
import { sheetIds } from '../plan/sheets.ts';
import { bookletFile } from '../publications/booklet/editions.ts';
import { DECK_FACES } from '../publications/deck/font-files.ts';
import { deckFile, inSizes } from '../publications/deck/size.ts';
import { sheetName } from '../publications/sheets/format.ts';
import { BOOKLET_EDITIONS } from '../report/booklet-schema.ts';
import type { Report } from '../report/report.ts';

/** Whether a file (path below dist/<report>/) is one that a build of the report makes. Of figures beside deck.md the proof says which. */
export function plannedFiles(report: Report): (file: string) => boolean {
  const files = new Set([
    ...['build.json', 'proof.json', 'index.html'],
    ...inSizes(report).flatMap(({ deck }) =>
      (['html', 'pdf', 'pptx'] as const).map((ending) => deckFile(deck.size, ending)),
    ),
    deckFile(report.deck.size, 'md'),
    ...['theme.css', 'handout.pdf', 'script.pdf', 'script.txt'].map((name) => `deck/${name}`),
    ...DECK_FACES.map((face) => `deck/fonts/${face}.woff`),
    ...BOOKLET_EDITIONS.map(bookletFile),
    'indicators.xlsx',
    'booklet/report.docx',
    ...report.sheets.papers.flatMap((paper) =>
      [...sheetIds(report), 'all'].map((id) => `sheets/${sheetName(id, paper)}.pdf`),
    ),
    ...sheetIds(report).flatMap((id) => ['html', 'png', 'docx'].map((ending) => `sheets/${id}.${ending}`)),
    ...['html', 'png', 'txt'].map((ending) => `infographic/infographic.${ending}`),
    ...report.figures.flatMap(({ id }) =>
      ['svg', 'outline.svg', 'png', 'csv'].map((ending) => `figures/${id}.${ending}`),
    ),
  ]);
  // How many pieces the long picture has, its own height says.
  return (file) =>
    files.has(file) ||
    /^deck\/figures\/[^/]+\.svg$/.test(file) ||
    /^infographic\/infographic-[1-9]\d?\.png$/.test(file);
}
