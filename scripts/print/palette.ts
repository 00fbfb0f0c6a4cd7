/** What colours become in an edition: four inks or greys. */
import { cmykOf, greyOf, type Rgb } from './inks.ts';

/** What colours become. */
export interface Palette {
  /** Colour space and the operators that fill and stroke in it. */
  space: 'DeviceCMYK' | 'DeviceGray';
  fill: 'k' | 'g';
  stroke: 'K' | 'G';
  of(rgb: Rgb): readonly number[];
  /** Text in black ink alone prints over what lies below it, so that no white shows beside the letters when plates are out of register. */
  overprint: boolean;
  /** Marked content (tags, artifacts) stays. */
  tags: boolean;
}

/** Four inks, for a print shop: without tags, text in full black overprinting. */
export const FOUR_INKS: Palette = {
  space: 'DeviceCMYK',
  fill: 'k',
  stroke: 'K',
  of: cmykOf,
  overprint: true,
  tags: false,
};

/** Grey, for office printers and copiers: all else as it was. */
export const GREYS: Palette = {
  space: 'DeviceGray',
  fill: 'g',
  stroke: 'G',
  of: (rgb) => [greyOf(rgb)],
  overprint: false,
  tags: true,
};

/** The luminosity of a soft mask is what PDF reckons from RGB (PDF 32000-1, 10.3.2 and 11.5.3): its shares of light stay. */
export const MASK: Palette = { ...GREYS, of: ([r, g, b]) => [0.3 * r + 0.59 * g + 0.11 * b], tags: true };
