/** What the properties of a Word document say of it. */
import type { Report } from '../../report/report.ts';
import { filled, reportName, sheetLabels } from '../sheets/labels.ts';

/** Title, subject and author. `sheet`: the name of the sheet it is, none for the whole text. */
export function aboutWord(
  report: Report,
  sheet?: string,
): { title: string; subject: string; author: string | undefined } {
  const { title, issuer } = report.profile;
  const name = reportName(report);
  return {
    title:
      sheet === undefined
        ? name
        : filled(sheetLabels(report.sheets.lang).title, { report: name, name: sheet }),
    subject: title,
    author: issuer ?? undefined,
  };
}
