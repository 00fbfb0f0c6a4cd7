/** The one wrapper around the chart library: a pure option in, SVG out, nothing left behind. */
import type { EChartsOption } from 'echarts';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { advanceInFont } from './measure.ts';

echarts.use([BarChart, LineChart, ScatterChart, GridComponent, SVGRenderer]);
// Widths are asked for even where no text is drawn; the library's own table ignores font and weight.
echarts.setPlatformAPI({ measureText: (text, font) => ({ width: advanceInFont(text, font) }) });

/** Part of zrender's SVG painter that is not in its types: renders without hover styles. Pinned by the snapshot tests. */
interface SvgPainter {
  renderToString(options: { useViewBox: boolean; cssEmphasis: boolean; cssAnimation: boolean }): string;
}

/** Base that every option starts from: no animation, no interaction, nothing left to the library's defaults. */
export const PLAIN: EChartsOption = {
  animation: false,
  textStyle: { fontFamily: 'Baogao Hei' },
  backgroundColor: 'transparent',
};

/**
 * Draws an option at width × height px and gives the SVG elements inside its root, with ids under `prefix` (the library counts
 * ids per process, so that two drawings of two processes would collide) and without its private attributes.
 */
export function plotSvg(option: EChartsOption, width: number, height: number, prefix: string): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    const painter = chart.getZr().painter as unknown as SvgPainter;
    const svg = painter.renderToString({ useViewBox: true, cssEmphasis: false, cssAnimation: false });
    return inside(svg, prefix);
  } finally {
    // An undisposed chart keeps the process alive for ever.
    chart.dispose();
  }
}

function inside(svg: string, prefix: string): string {
  const from = svg.indexOf('>') + 1;
  return svg
    .slice(from, svg.lastIndexOf('</svg>'))
    .replace(/<rect [^>]*fill="(?:none|transparent)"[^>]*>(?:<\/rect>)?/g, '')
    .replace(/ (?:ecmeta_[\w-]+|pointer-events|class)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${prefix}-`)
    .replace(/\s*\n\s*/g, '');
}
