/** The places figures are drawn for, with the type scales of design.md §3, §4, §5. Sizes in px at 1:1. */
import type { FigureSpec } from '../report/report.ts';
import type { Place, TypeScale } from './figure.ts';

const px = (points: number) => (points * 96) / 72;
const mm = (millimetres: number) => (millimetres * 96) / 25.4;

/** Chart labels of the sheets' seven gears, pt (design.md §5). */
const GEAR_LABEL = [11, 10.6, 10.2, 9.8, 9.4, 9.1, 8.8] as const;
/** The same on A5. */
const GEAR_LABEL_A5 = [9.8, 9.6, 9.4, 9.1, 8.8, 8.6, 8.4] as const;
export const GEARS = GEAR_LABEL.length;

/** Characters of a name that take two lines beside a bar of a slide. */
const LONG_NAME = 14;

/** Width of the sheets' main chart (8 columns), small chart (4 columns) and full width, px. */
export const SHEET_WIDTH = { main: mm(118.67), small: mm(57.33), full: mm(180) } as const;
/** The same on A5, where the main chart stands alone. */
export const SHEET_WIDTH_A5 = { main: mm(128), small: mm(128), full: mm(128) } as const;
export type ChartWidths = Readonly<Record<keyof typeof SHEET_WIDTH, number>>;

/** Width of a band's column in the long picture, px. */
export const BAND_WIDTH = 468;

/** A spread of the booklet: width of the type area (A4), plot about 56 mm high. */
export function spreadPlace(id: string, height = mm(56), width = mm(156)): Place {
  const type: TypeScale = { label: px(9.5), value: px(11), note: px(9), bar: mm(6.2) };
  return { id, width, height, type };
}

/**
 * The figure zone of a slide. Few rows are set large; from six on (of two numbers a row from four on) numbers take a line of 32 px, and many
 * rows of long names are set smaller still.
 */
export function slidePlace(id: string, spec: FigureSpec, height = 432): Place {
  const rows = spec.groups.flatMap((g) => g.rows);
  const long = rows.some((row) => ((row.label ?? row.name)?.text.length ?? 0) > LONG_NAME);
  const type: TypeScale =
    rows.length <= (spec.kind === 'dumbbell' ? 3 : 5)
      ? { label: 28, value: 52, small: 28, note: 20, bar: 52, face: 'song' }
      : rows.length <= 6 || !long || spec.kind !== 'bar'
        ? { label: 26, value: 32, small: 28, note: 22, bar: 34, face: 'song' }
        : { label: 22, value: 26, small: 22, note: 20, bar: 26, face: 'song' };
  return { id, width: 1120, height, type };
}

/** A chart of a topic sheet. `gear` counts from 1; the height is what the sheet's elastic plot leaves; `widths` of its paper. */
export function sheetPlace(
  id: string,
  gear: number,
  kind: keyof ChartWidths,
  height: number,
  widths: ChartWidths = SHEET_WIDTH,
): Place {
  const labels = widths === SHEET_WIDTH_A5 ? GEAR_LABEL_A5 : GEAR_LABEL;
  const label = px(labels[Math.min(GEARS, Math.max(1, gear)) - 1] ?? 8.8);
  const type: TypeScale = {
    label,
    value: label * 1.08,
    note: Math.max(px(8.2), label * 0.88),
    bar: mm(kind === 'small' ? 5 : widths === SHEET_WIDTH_A5 ? 5.4 : 6.6),
  };
  return { id, width: widths[kind], height, type };
}

/** A band of the long picture: its column of 468 px, no text below 15 px; names above their bars, panels in two columns. */
export function bandPlace(id: string, spec: FigureSpec, height: number): Place {
  const type: TypeScale = { label: 17, value: 20, note: 15, bar: spec.kind === 'pairs' ? 34 : 22 };
  return { id, width: BAND_WIDTH, height, type, smallest: 15, above: true, columns: 2 };
}

/** Stand-alone file: figures/<id>.svg. */
export function exportPlace(id: string, height = 340): Place {
  return { id, width: 640, height, type: { label: 14, value: 16, note: 12, bar: 26 } };
}
