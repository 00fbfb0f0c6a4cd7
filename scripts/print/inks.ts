/** Colours for paper: what an RGB colour of a print becomes in four inks, and in grey. */

/** Shares of red, green and blue (sRGB), 0 to 1. */
export type Rgb = readonly [number, number, number];

/**
 * Our colours in percent of C, M, Y, K, chosen by hand; keys are RGB as Chromium writes it. Lightness and hue were held against the CIELAB
 * values of the screen colours by a profile of coated offset paper (CGATS TR 001, relative colorimetric). Rules of the choice:
 * - greys and the greys with a touch of blue (ink, notes, axes, lines) are black ink alone, so that small text needs no register;
 * - navy and its shades are C, M and K without Y, since no single ink is navy: letters stand on three plates rather than four;
 *   no colour of ours has more than 214 % of ink;
 * - red has M and Y in equal parts of 80 as GB/T 9704-2012 asks of 红; K 20 gives small numbers a contrast of 4.6 : 1 on white (without: 3.3 : 1);
 * - gold is M, Y and K, and tints are two inks or three of which none is below 1 %.
 */
export const BRAND: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '172b4d': [90, 64, 0, 60], // navy
  b3191f: [0, 80, 80, 20], // red
  b98518: [0, 30, 90, 30], // gold
  '7a5a10': [0, 28, 85, 62], // gold as text
  c3c8cf: [0, 0, 0, 25], // silver
  e3e8f0: [8, 4, 0, 1], // navy tint
  f7e4e2: [0, 10, 6, 1], // red tint
  f6ecd6: [0, 4, 15, 2], // gold tint
  '1f2328': [0, 0, 0, 100], // ink
  '595f69': [0, 0, 0, 77], // notes
  '6b6f76': [0, 0, 0, 70], // axes
  d9dce1: [0, 0, 0, 15], // lines
  fbf8f1: [0, 2, 5, 0], // paper
  bcc5d6: [21, 11, 0, 6], // shades of the cover's wedges, from light to dark
  '93a0ba': [36, 20, 0, 15],
  '6b7a99': [48, 30, 0, 28],
  '4c5f86': [60, 40, 0, 37],
  '3a4f78': [70, 47, 0, 43],
};

/** Lightness L* of black ink at 0, 10, … 100 % on coated paper, the paper taken as 100 (CGATS TR 001). */
const BLACK = [100, 92, 84, 77, 69, 62, 54, 46, 37, 26, 12];
/** Channels that differ by no more than this (of 255) are grey. */
const GREY = 8;

/** The RGB as its two-digit hex numbers: 172b4d. */
export const hexOf = (rgb: Rgb): string =>
  rgb
    .map((share) =>
      Math.round(share * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');

/**
 * C, M, Y and K (0 to 1). Our own colours as the table says; greys are the tint of black with their lightness; any other colour by full grey
 * component replacement: K is the tint of black as light as its largest channel, C, M and Y are what each channel lacks of the largest, as
 * a share of it. One of the three is then always 0, so that no colour has more than 300 % of ink.
 */
export function cmykOf(rgb: Rgb): readonly [number, number, number, number] {
  const brand = BRAND[hexOf(rgb)];
  if (brand) return brand.map((percent) => percent / 100) as [number, number, number, number];
  const largest = Math.max(...rgb);
  if ((largest - Math.min(...rgb)) * 255 <= GREY) return [0, 0, 0, blackFor(lightness(rgb))];
  const [c, m, y] = rgb.map((share) => round((largest - share) / largest)) as [number, number, number];
  return [c, m, y, blackFor(lightness([largest, largest, largest]))];
}

/**
 * Grey (0 black, 1 white) of the same luminance: sRGB is made linear, weighed (Y = 0.2126 R + 0.7152 G + 0.0722 B, IEC 61966-2-1) and bent back
 * by the same curve, so that lightness L* stays and marks that differ by it still do. Ink becomes full black: a printer would
 * break text of 86 % black into dots.
 */
export function greyOf(rgb: Rgb): number {
  if (hexOf(rgb) === '1f2328') return 0;
  const y = luminance(rgb);
  return round(y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function lightness(rgb: Rgb): number {
  const y = luminance(rgb);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}

/** The share of black ink with this lightness, between the measured tints. */
function blackFor(light: number): number {
  const above = BLACK.findIndex((step) => step <= light);
  if (above <= 0) return above < 0 ? 1 : 0;
  const [from, to] = [BLACK[above - 1]!, BLACK[above]!];
  return round((above - 1 + (from - light) / (from - to)) / 10);
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
