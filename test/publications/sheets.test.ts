import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { SHEET_FORMATS } from '../../scripts/publications/sheets/format.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { SHEET_PAPERS } from '../../scripts/report/sheets-schema.ts';
import { expectSound, printedSheet } from './sheet-reading.ts';

let press: Press;
let report: Report;
let invented: Report;
beforeAll(async () => {
  [press, report, invented] = await Promise.all([
    openPress(),
    readReport('data/xinbei-2023'),
    readReport('test/input/invented'),
  ]);
});
afterAll(() => press.close());

describe('topic sheets', () => {
  it.each(SHEET_PAPERS)(
    'of the report, on %s: one page each, nothing outside, legible, no empty band over 45 mm, every number proved',
    async (paper) => {
      const format = SHEET_FORMATS[paper];
      const printed = await Promise.all(
        planSheets(report).map((plan) => printedSheet(press, report, plan, format)),
      );
      for (const sheet of printed) await expectSound(report, sheet, format);
      if (paper === 'A4') expect(printed.map(({ sheet }) => sheet.left)).toEqual(printed.map(() => []));
    },
  );

  it.each(SHEET_PAPERS)('of a report without YAML, on %s: the same', async (paper) => {
    const format = SHEET_FORMATS[paper];
    const printed = await Promise.all(
      planSheets(invented).map((plan) => printedSheet(press, invented, plan, format)),
    );
    for (const sheet of printed) await expectSound(invented, sheet, format);
  });
});
