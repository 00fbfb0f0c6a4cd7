/** Editions of the booklet laid out and printed as a build does, with what is known about them. */
import { type LaidOut, layOut } from '../../scripts/edition/booklet.ts';
import type { Workshop } from '../../scripts/edition/workshop.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import type { Press } from '../../scripts/print/press.ts';
import type { BookletFormat } from '../../scripts/publications/booklet/format.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { type ReadPdf, readPdf } from './reading.ts';

export interface Made {
  report: Report;
  booklet: LaidOut['booklet'];
  bytes: Uint8Array;
  pdf: ReadPdf;
}

/** The edition of a report (its folder, or already read). */
export async function makeEdition(
  press: Press,
  source: string | Report,
  format: BookletFormat,
): Promise<Made> {
  const report = typeof source === 'string' ? await readReport(source) : source;
  const shop: Workshop = {
    report,
    press,
    progress: { start: () => () => {}, say: () => {} },
    lang: 'zh',
    draft: false,
    date: '2023-01-03',
    tell: () => {},
    draw: (spec, place) =>
      drawFigure(spec, place, { year: report.profile.year, reviewYear: report.profile.reviewYear }),
  };
  const { booklet, bytes } = await layOut(shop, format, { print: true });
  if (!bytes) throw new Error('the booklet was not printed');
  return { report, booklet, bytes, pdf: await readPdf(bytes) };
}
