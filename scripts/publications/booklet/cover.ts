/** The cover's drawing: the report's growth rates as wedges from one origin. */
import { advance } from '../../figures/measure.ts';
import { escapeHtml } from '../../marks.ts';
import type { Fact } from '../../report/report.ts';
import { factHtml, labelHtml } from '../markup.ts';
import type { CoverType } from './format.ts';

/** Millimetres on the cover page: where the wedges end at the right, the ground line, the tallest wedge, the labels and their right end. */
const FOOT = 277;
const TALLEST = 135;
const LABELS = { left: 138.5, right: 184, beside: 10.5 };
/** Labels of A4 stand so far apart, the lowest so high that its name is above the ground line. */
const PITCH = 9.2;
const LOWEST = FOOT - 6;
const SHADES = ['#e3e8f0', '#bcc5d6', '#93a0ba', '#6b7a99', '#4c5f86', '#3a4f78', '#172b4d'];

/**
 * Wedges whose heights stand in the proportion of the rates (largest first), a red line on the largest, and labels with elbow leaders.
 * The SVG is 210 × 297 mm; the ground line begins in the bleed.
 */
export function coverDrawing(rates: readonly Fact[], type: CoverType): { svg: string; labels: string } {
  const labelX = labelsAt(rates, type);
  const right = labelX - LABELS.beside;
  const largest = rates[0]?.value ?? 1;
  const heights = rates.map((r) => (r.value / largest) * TALLEST);
  const steps = rates.map(
    (_, i) => SHADES[Math.round((i * (SHADES.length - 1)) / Math.max(1, rates.length - 1))] ?? '#172b4d',
  );
  const wedges = heights.map(
    (h, i) =>
      `<path d="M0 ${FOOT}L${right.toFixed(2)} ${(FOOT - h).toFixed(2)}V${FOOT}Z" fill="${steps[i]}"/>`,
  );
  const { lines } = type;
  const places = spread(
    heights.map((h) => FOOT - h),
    lines.number + lines.name + 0.4,
    FOOT - 0.8 - lines.name - lines.number / 4.6,
  );
  const leaders = heights.slice(1).map((h, i) => {
    const y = FOOT - h;
    const to = places[i + 1] ?? y;
    return `<path d="M${right.toFixed(2)} ${y.toFixed(2)}h3L${(labelX - 4.5).toFixed(2)} ${to.toFixed(2)}h3" fill="none" stroke="#172b4d" stroke-width=".25"/>`;
  });
  const top = FOOT - (heights[0] ?? 0);
  const svg = `<svg class="wedges" aria-hidden="true" viewBox="0 0 210 297" width="210mm" height="297mm">${wedges.join('')}<path d="M0 ${FOOT}L${right.toFixed(2)} ${top.toFixed(2)}" stroke="#b3191f" stroke-width=".75"/><path d="M${right.toFixed(2)} ${top.toFixed(2)}H${(labelX - 1.5).toFixed(2)}" stroke="#b3191f" stroke-width=".25"/>${leaders.join('')}<path d="M-3 ${FOOT}H184" stroke="#172b4d" stroke-width=".3"/></svg>`;
  const labels = rates
    .map((rate, i) => {
      const name = rate.indicator ? labelHtml(rate.indicator) : escapeHtml(rate.label);
      return `<div class="rate${i === 0 ? ' first' : ''}" data-datum style="top:${((places[i] ?? 0) - (lines.number * 3.6) / 4.6).toFixed(2)}mm;left:${labelX.toFixed(2)}mm">${factHtml(rate, 'plain')}<span class="rate-name">${name}${asides(rate)}</span></div>`;
    })
    .join('');
  return { svg, labels };
}

/** Where labels begin, mm: further left where names set larger than on A4 would else pass the type area. */
function labelsAt(rates: readonly Fact[], { name: size }: CoverType): number {
  if (size <= 8.5) return LABELS.left;
  const widths = rates.map((rate) =>
    advance(
      `${rate.indicator?.short ?? rate.label}${asides(rate)}`,
      { family: 'hei', weight: 400 },
      (size * 25.4) / 72,
    ),
  );
  return Math.min(LABELS.left, LABELS.right - Math.max(...widths));
}

/**
 * Moves labels apart, up or down, by no more than is needed: none nearer than the pitch, none below the ground line. Labels that
 * would touch form a block, which stands where the sum of the squares of their ways is least. Wanted places from the top.
 */
export function spread(wanted: readonly number[], pitch = PITCH, lowest = LOWEST): number[] {
  const blocks: { start: number; count: number; sum: number }[] = [];
  // A block's place: the mean of where each label would put its first one.
  const top = (b: { sum: number; count: number }) =>
    Math.min(b.sum / b.count, lowest - (b.count - 1) * pitch);
  wanted.forEach((at, i) => {
    let block = { start: i, count: 1, sum: at };
    for (let last = blocks[blocks.length - 1]; last; last = blocks[blocks.length - 1]) {
      if (top(last) + last.count * pitch <= top(block)) break;
      blocks.pop();
      block = {
        start: last.start,
        count: last.count + block.count,
        sum: last.sum + block.sum - block.count * last.count * pitch,
      };
    }
    blocks.push(block);
  });
  return blocks.flatMap((b) => Array.from({ length: b.count }, (_, k) => top(b) + k * pitch));
}

/** What the number says of itself beside the name: an estimate, another base. */
function asides(rate: Fact): string {
  const words = [
    ...(rate.indicator?.qualifiers.includes('expected') ? ['预计'] : []),
    ...(rate.before.startsWith('同口径') ? ['同口径'] : []),
  ];
  return words.length > 0 ? `（${words.join('，')}）` : '';
}
