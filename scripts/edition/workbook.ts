/** indicators.xlsx: all indicators with their sentences, derived values as formulas. */
import type { PageMap } from '../marks.ts';
import { planWorkbook, workbookTitle } from '../plan/workbook.ts';
import { bindWorkbook } from '../print/xlsx.ts';
import type { Product } from './products.ts';
import type { Workshop } from './workshop.ts';

export const WORKBOOK = 'indicators.xlsx';

/** Nothing without indicators. `settled`: the booklet's pages. */
export async function makeWorkbook(
  { report, date }: Workshop,
  settled: Promise<PageMap>,
): Promise<{ products: Product[] }> {
  if (report.indicators.size === 0) return { products: [] };
  const content = await bindWorkbook(planWorkbook(report, await settled), {
    title: workbookTitle(report),
    date,
  });
  return { products: [{ path: WORKBOOK, content }] };
}
