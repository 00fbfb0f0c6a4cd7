/** What the properties of a Word document say of it. */
import type { Report } from '../../report/report.ts';

/** Title, subject and author. `of`: what the document is about, after the name of the report. */
export function aboutWord(
  { profile: { region, year, title, issuer } }: Report,
  of = '',
): { title: string; subject: string; author: string | undefined } {
  return {
    title: `${region ?? ''}${year === null ? '' : `${year}年`}${title}${of}`,
    subject: title,
    author: issuer ?? undefined,
  };
}

/** What a sheet is about, as in its title. */
export const ofSheet = (name: string): string => `：${name}`;
