/** What the properties of a Word document say of it. */
import type { Report } from '../../report/report.ts';

/** Title, subject and author. */
export function aboutWord(
  { profile }: Report,
  title: string,
): { title: string; subject: string; author: string | undefined } {
  return { title, subject: profile.title, author: profile.issuer ?? undefined };
}
