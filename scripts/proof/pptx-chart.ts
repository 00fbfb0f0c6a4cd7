/** A native chart read back, against the one made anew from the data. */
import type { NativeChart } from '../figures/native.ts';
import { numerals } from '../report/numbers.ts';
import { type ReadChart, shownText } from './pptx-parts.ts';
import { bare, clip, difference } from './text.ts';

/** What is wrong with a chart: its texts and numbers in order, its axis, its data sheet. */
export function chartFaults({ $, sheet, others }: ReadChart, native: NativeChart): string[] {
  const faults: string[] = [];
  const same = (what: string, wanted: string, found: string) => {
    if (bare(wanted) !== bare(found)) faults.push(`${what} ${difference(bare(wanted), bare(found))}`);
  };
  const labels = native.points.map((p) =>
    p.label
      .flat()
      .map((piece) => piece.text)
      .join(''),
  );
  const values = native.points.map((p) => String(p.value));
  same('标题', native.title ?? '', shownText($, 'c\\:title a\\:t').join(''));
  $('c\\:dLbl').each((i, label) => same('标签', labels[i] ?? '', $(label).find('a\\:t').text()));
  same('标签', labels.join(''), shownText($, 'c\\:dLbls a\\:t').join(''));
  same('系列', native.series, shownText($, 'c\\:ser > c\\:tx c\\:v').join(''));
  same('类别', native.categories.join('|'), shownText($, 'c\\:cat c\\:v').join('|'));
  same('数值', values.join('|'), shownText($, 'c\\:val c\\:v').join('|'));
  const all = [
    ...(native.title ? [native.title] : []),
    native.series,
    ...labels,
    ...native.categories,
    ...values,
  ].join('');
  same('文字', all, [...shownText($, 'a\\:t, c\\:v')].join(''));
  if (
    $('c\\:valAx c\\:min').attr('val') !== '0' ||
    Number($('c\\:valAx c\\:max').attr('val')) < Math.max(...native.points.map((p) => p.value))
  )
    faults.push('数值轴应从 0 起，且不截断数值');
  if (native.most !== null && Number($('c\\:valAx c\\:max').attr('val')) !== native.most)
    faults.push(`数值轴应到 ${native.most}`);
  const formats = $('c\\:numFmt, c\\:formatCode')
    .toArray()
    .map((n) => $(n).attr('formatCode') ?? $(n).text());
  for (const format of formats)
    if (!['General', '0"%";;0'].includes(format)) faults.push(`数字格式 ${format}`);
  // Fills say what is expected, aimed at or worked out.
  $('c\\:dPt').each((i, point) => {
    const stroke = $(point).find('a\\:ln a\\:solidFill').length > 0;
    const ink = native.points[i]?.ink;
    if (ink && stroke !== (ink.fill !== ink.stroke)) faults.push(`第 ${i + 1} 个数据点的填充`);
  });
  const cells = new Map<string, string>([
    ['A1', ''],
    ['B1', native.series],
  ]);
  for (const [i, category] of native.categories.entries()) cells.set(`A${i + 2}`, category);
  for (const [i, value] of values.entries()) cells.set(`B${i + 2}`, value);
  for (const name of new Set([...cells.keys(), ...sheet.keys()]))
    same(`数据表 ${name}`, cells.get(name) ?? '', sheet.get(name) ?? '');
  const known = ['', 'Column1', native.series];
  for (const other of others)
    if (!known.includes(other) && numerals(other).length > 0) faults.push(`数据表里还有“${clip(other)}”`);
  return faults;
}
