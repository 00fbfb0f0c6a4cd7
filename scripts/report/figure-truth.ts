/** Whether a figure as a whole tells the truth: one check for each way in which true numbers can mislead, each told at its place. */
import { checkAmounts } from './amounts.ts';
import { checkClaims } from './claim-checks.ts';
import type { FigureCheck, FigureContext, FigureTask } from './figure-task.ts';
import { checkBeforeAfter, checkSteps } from './order-checks.ts';
import { checkPlanWords } from './plan-words.ts';
import { checkScopes } from './rank-scope.ts';
import type { FigureSpec } from './report.ts';
import type { FigureEntry } from './schema.ts';
import { checkScopeWords } from './scope-words.ts';
import { checkColumnYears, checkTimeline } from './timeline-checks.ts';
import { checkVerbs } from './verb-checks.ts';

const CHECKS: readonly FigureCheck[] = [
  checkTimeline,
  checkColumnYears,
  checkClaims,
  checkScopes,
  checkBeforeAfter,
  checkSteps,
  checkAmounts,
  checkPlanWords,
  checkVerbs,
  checkScopeWords,
];

/** Runs every check. A figure that lost a row or a fragment to a fault told already is left alone: its places no longer fit its file. */
export function checkTruth(
  spec: FigureSpec,
  entry: FigureEntry,
  context: FigureContext,
  fault: FigureTask['fault'],
): void {
  const written = entry.groups ?? [{ rows: entry.rows ?? [] }];
  const whole = written.every(({ rows }, g) =>
    rows.every(
      (row, r) =>
        spec.groups[g]?.rows.length === rows.length &&
        (row.fragments?.length ?? 0) === (spec.groups[g]?.rows[r]?.fragments?.length ?? 0),
    ),
  );
  if (!whole) return;
  const rows = spec.groups.flatMap((group, g) =>
    group.rows.map((row, r) => ({
      row,
      group: g,
      path: [...(entry.groups ? ['groups', g] : []), 'rows', r],
    })),
  );
  for (const check of CHECKS) check({ spec, entry, rows, context, fault });
}
