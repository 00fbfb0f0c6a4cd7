/** The cover's drawing: the report's growth rates as wedges from one origin. */
import { escapeHtml } from '../../marks.ts';
import type { Fact } from '../../report/report.ts';
import { factHtml, labelHtml } from '../markup.ts';

/** Millimetres on the cover page. */
const RIGHT = 128;
const FOOT = 277;
const TALLEST = 135;
const LABEL_X = 138.5;
const PITCH = 9.6;
const SHADES = ['#e3e8f0', '#bcc5d6', '#93a0ba', '#6b7a99', '#4c5f86', '#3a4f78', '#172b4d'];

/**
 * Wedges whose heights stand in the proportion of the rates (largest first), a red line on the largest, and labels with elbow leaders.
 * The SVG is 210 × 297 mm.
 */
export function coverDrawing(rates: readonly Fact[]): { svg: string; labels: string } {
  const largest = rates[0]?.value ?? 1;
  const heights = rates.map((r) => (r.value / largest) * TALLEST);
  const steps = rates.map(
    (_, i) => SHADES[Math.round((i * (SHADES.length - 1)) / Math.max(1, rates.length - 1))] ?? '#172b4d',
  );
  const wedges = heights.map(
    (h, i) => `<path d="M0 ${FOOT}L${RIGHT} ${(FOOT - h).toFixed(2)}V${FOOT}Z" fill="${steps[i]}"/>`,
  );
  const places = spread(heights.map((h) => FOOT - h));
  const leaders = heights.slice(1).map((h, i) => {
    const y = FOOT - h;
    const to = places[i + 1] ?? y;
    return `<path d="M${RIGHT} ${y.toFixed(2)}h3L${LABEL_X - 4.5} ${to.toFixed(2)}h3" fill="none" stroke="#172b4d" stroke-width=".25"/>`;
  });
  const top = FOOT - (heights[0] ?? 0);
  const svg = `<svg class="wedges" aria-hidden="true" viewBox="0 0 210 297" width="210mm" height="297mm">${wedges.join('')}<path d="M0 ${FOOT}L${RIGHT} ${top.toFixed(2)}" stroke="#b3191f" stroke-width=".75"/><path d="M${RIGHT} ${top.toFixed(2)}H${LABEL_X - 1.5}" stroke="#b3191f" stroke-width=".25"/>${leaders.join('')}<path d="M0 ${FOOT}H184" stroke="#172b4d" stroke-width=".3"/></svg>`;
  const labels = rates
    .map((rate, i) => {
      const name = rate.indicator ? labelHtml(rate.indicator) : escapeHtml(rate.label);
      return `<div class="rate${i === 0 ? ' first' : ''}" data-datum style="top:${((places[i] ?? 0) - 3.6).toFixed(2)}mm">${factHtml(rate, 'plain')}${name}</div>`;
    })
    .join('');
  return { svg, labels };
}

/** Moves labels apart: none nearer than the pitch, none below the ground line. */
function spread(wanted: readonly number[]): number[] {
  const places = [...wanted];
  let limit = FOOT - 5.5;
  for (let i = places.length - 1; i >= 0; i -= 1) {
    places[i] = Math.min(places[i] ?? 0, limit);
    limit = (places[i] ?? 0) - PITCH;
  }
  return places;
}
