/** The cover's drawing: the report's growth rates as wedges from one origin. */
import { escapeHtml } from '../../marks.ts';
import type { Fact } from '../../report/report.ts';
import { factHtml, labelHtml } from '../markup.ts';

/** Millimetres on the cover page. */
const RIGHT = 128;
const FOOT = 277;
const TALLEST = 135;
const LABEL_X = 138.5;
/** Height of a label's number; from its top to its place. */
const NUMBER = 4.6;
const ABOVE = 3.6;
const PITCH = 9.2;
/** The lowest label's place: the number stands on it, the name under it, above the ground line. */
const lowestFor = (pitch: number): number => FOOT - pitch + ABOVE - 0.4;
/** Line of a name by its type (booklet.css). */
const NAME_LINE = 1.25;
const SHADES = ['#e3e8f0', '#bcc5d6', '#93a0ba', '#6b7a99', '#4c5f86', '#3a4f78', '#172b4d'];

/**
 * Wedges whose heights stand in the proportion of the rates (largest first), a red line on the largest, and labels with elbow leaders.
 * The SVG is 210 × 297 mm; the ground line begins in the bleed. `least`: type of the names, pt.
 */
export function coverDrawing(rates: readonly Fact[], least: number): { svg: string; labels: string } {
  const largest = rates[0]?.value ?? 1;
  const heights = rates.map((r) => (r.value / largest) * TALLEST);
  const steps = rates.map(
    (_, i) => SHADES[Math.round((i * (SHADES.length - 1)) / Math.max(1, rates.length - 1))] ?? '#172b4d',
  );
  const wedges = heights.map(
    (h, i) => `<path d="M0 ${FOOT}L${RIGHT} ${(FOOT - h).toFixed(2)}V${FOOT}Z" fill="${steps[i]}"/>`,
  );
  const pitch = Math.max(PITCH, NUMBER + least * NAME_LINE * (25.4 / 72) + 0.3);
  const places = spread(
    heights.map((h) => FOOT - h),
    pitch,
    lowestFor(pitch),
  );
  const leaders = heights.slice(1).map((h, i) => {
    const y = FOOT - h;
    const to = places[i + 1] ?? y;
    return `<path d="M${RIGHT} ${y.toFixed(2)}h3L${LABEL_X - 4.5} ${to.toFixed(2)}h3" fill="none" stroke="#172b4d" stroke-width=".25"/>`;
  });
  const top = FOOT - (heights[0] ?? 0);
  const svg = `<svg class="wedges" aria-hidden="true" viewBox="0 0 210 297" width="210mm" height="297mm">${wedges.join('')}<path d="M0 ${FOOT}L${RIGHT} ${top.toFixed(2)}" stroke="#b3191f" stroke-width=".75"/><path d="M${RIGHT} ${top.toFixed(2)}H${LABEL_X - 1.5}" stroke="#b3191f" stroke-width=".25"/>${leaders.join('')}<path d="M-3 ${FOOT}H184" stroke="#172b4d" stroke-width=".3"/></svg>`;
  const labels = rates
    .map((rate, i) => {
      const name = rate.indicator ? labelHtml(rate.indicator) : escapeHtml(rate.label);
      return `<div class="rate${i === 0 ? ' first' : ''}" data-datum style="top:${((places[i] ?? 0) - ABOVE).toFixed(2)}mm">${factHtml(rate, 'plain')}<span class="rate-name">${name}${asides(rate)}</span></div>`;
    })
    .join('');
  return { svg, labels };
}

/**
 * Moves labels apart, up or down, by no more than is needed: none nearer than the pitch, none below the ground line. Labels that
 * would touch form a block, which stands where the sum of the squares of their ways is least. Wanted places from the top.
 */
export function spread(wanted: readonly number[], pitch: number, lowest: number): number[] {
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
