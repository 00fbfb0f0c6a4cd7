import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOUR } from '../../scripts/figures/colours.ts';
import { lightness } from '../../scripts/figures/contrast.ts';
import { BRAND, cmykOf, greyOf, hexOf, type Rgb } from '../../scripts/print/inks.ts';

const rgb = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;
const tokens = readFileSync(new URL('../../templates/shared/tokens.css', import.meta.url), 'utf8');

test('every colour of the tokens and of the figures has its inks in the table', () => {
  const colours = [...(tokens.match(/#[\da-f]{6}/g) ?? []), ...Object.values(COLOUR)].map((c) =>
    c.toLowerCase(),
  );
  expect(colours.length).toBeGreaterThan(20);
  for (const colour of colours.filter((c) => c !== '#ffffff'))
    expect(Object.keys(BRAND)).toContain(colour.slice(1));
});

test('ink, notes, axes and lines are black ink alone; white is no ink', () => {
  for (const name of ['ink', 'sub', 'axis', 'grid', 'silver'] as const) {
    const [c, m, y, k] = cmykOf(rgb(COLOUR[name]));
    expect([c, m, y], name).toEqual([0, 0, 0]);
    expect(k).toBeGreaterThan(0.1);
  }
  expect(cmykOf(rgb(COLOUR.ink))).toEqual([0, 0, 0, 1]);
  expect(cmykOf([1, 1, 1])).toEqual([0, 0, 0, 0]);
  expect(cmykOf([0, 0, 0])).toEqual([0, 0, 0, 1]);
});

test('no colour at all has more than 300 % of ink, and greys have black alone', () => {
  let most = 0;
  for (let r = 0; r <= 255; r += 5)
    for (let g = 0; g <= 255; g += 5)
      for (let b = 0; b <= 255; b += 5) {
        const inks = cmykOf([r / 255, g / 255, b / 255]);
        expect(inks.every((ink) => ink >= 0 && ink <= 1)).toBe(true);
        most = Math.max(
          most,
          inks.reduce((sum, ink) => sum + ink, 0),
        );
        if (r === g && g === b) expect(inks.slice(0, 3)).toEqual([0, 0, 0]);
      }
  expect(most).toBeLessThanOrEqual(3);
  for (const inks of Object.values(BRAND)) expect(inks.reduce((sum, ink) => sum + ink, 0)).toBeLessThan(240);
});

test('a lighter grey never has more black', () => {
  let last = 1;
  for (let v = 0; v <= 255; v++) {
    const k = cmykOf([v / 255, v / 255, v / 255])[3];
    expect(k).toBeLessThanOrEqual(last);
    last = k;
  }
});

test('grey keeps the lightness of each colour; ink is full black', () => {
  for (const colour of Object.values(COLOUR).filter((c) => c !== COLOUR.ink)) {
    const v = Math.round(greyOf(rgb(colour)) * 255);
    expect(
      Math.abs(lightness(`#${hexOf([v / 255, v / 255, v / 255])}`) - lightness(colour)),
      colour,
    ).toBeLessThan(0.3);
  }
  expect(greyOf(rgb(COLOUR.ink))).toBe(0);
});
