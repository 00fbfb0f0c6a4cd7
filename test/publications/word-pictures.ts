import { figureFiles } from '../../scripts/figures/files.ts';
import { planWord } from '../../scripts/plan/word.ts';
import type { Report } from '../../scripts/report/report.ts';

/** Pictures of the planned figures, which are bytes here: whether they are the right ones is the proof's business. */
export const picturesOf = (report: Report) =>
  new Map(
    planWord(report).figures.map(({ spec }) => [
      spec.id,
      { png: Buffer.from(`picture of ${spec.id}`), plot: figureFiles(report, spec).plot },
    ]),
  );
