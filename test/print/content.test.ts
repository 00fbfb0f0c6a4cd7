import { expect, test } from 'vitest';
import { rewriteContent } from '../../scripts/print/content.ts';
import { FOUR_INKS, GREYS } from '../../scripts/print/palette.ts';
import { recoloured } from '../../scripts/print/recolour-content.ts';

test('operators are found where they are operators, and all else keeps its bytes', () => {
  const content = [
    '% 1 0 0 rg in a comment',
    '(1 0 0 rg \\) (nested 1 g)) Tj',
    '<</ActualText (1 0 0 rg) /K [(]) <</A 1>>]>> BDC',
    '<0A 1 0> Tj [(a rg) -120 <0b>] TJ',
    '/rg gs true false null',
    '.5 -1 +0.25 rg/P1 scn',
    'BI /W 1 /CS /G ID \x01 1 0 0 rg \x02 EI Q',
  ].join('\n');
  const seen: string[][] = [];
  const told = (name: string) => (operands: readonly string[], source: string) => {
    seen.push([name, ...operands]);
    expect(content).toContain(source);
    return undefined;
  };
  const names = ['rg', 'g', 'Tj', 'TJ', 'BDC', 'gs', 'scn', 'BI', 'Q'];
  expect(rewriteContent(content, new Map(names.map((name) => [name, told(name)])))).toBe(content);
  expect(seen).toEqual([
    ['Tj', '(1 0 0 rg \\) (nested 1 g))'],
    ['BDC', '<</ActualText (1 0 0 rg) /K [(]) <</A 1>>]>>'],
    ['Tj', '<0A 1 0>'],
    ['TJ', '[(a rg) -120 <0b>]'],
    ['gs', '/rg'],
    ['rg', 'true', 'false', 'null', '.5', '-1', '+0.25'],
    ['scn', '/P1'],
    ['BI', ' /W 1 /CS /G '],
    ['Q'],
  ]);
  const fresh = rewriteContent(
    content,
    new Map([
      ['rg', () => 'X'],
      ['Q', () => ''],
    ]),
  );
  expect(fresh).toContain('% 1 0 0 rg in a comment\n(1 0 0 rg \\) (nested 1 g)) Tj');
  expect(fresh).toContain('/rg gs X/P1 scn');
});

const spaces = (name: string) =>
  ({ '/Cs1': 'DeviceRGB', '/DeviceRGB': 'DeviceRGB', '/DeviceGray': 'DeviceGray', '/Pattern': 'Pattern' })[
    name
  ] ?? '';
const refuse = () => {
  throw new Error('refused');
};
const inks = (content: string) => recoloured(content, FOUR_INKS, spaces, refuse).trim();
const grey = (content: string) => recoloured(content, GREYS, spaces, refuse);

test('every way to choose a colour leads to the inks', () => {
  expect(inks('.0902 .1686 .302 rg')).toBe('0.9 0.64 0 0.6 k');
  expect(inks('0 0 0 RG')).toBe('0 0 0 1 K');
  expect(inks('1 g 0 G')).toBe('0 0 0 0 k 0 0 0 1 K');
  expect(inks('/Cs1 cs .702 .098 .1216 sc')).toBe('0 0 0 1 k 0 0.8 0.8 0.2 k');
  expect(inks('/DeviceGray CS 1 SCN')).toBe('0 0 0 1 K 0 0 0 0 K');
  expect(inks('.1 .2 .3 .4 k')).toBe('0.1 0.2 0.3 0.4 k');
  expect(inks('/Pattern cs /P1 scn')).toBe('/Pattern cs /P1 scn');
  expect(inks('q /Pattern cs /P1 scn Q 1 0 0 rg')).toContain('0 1 1 0 k');
  expect(() => inks('/Cs9 cs')).toThrow('refused');
  expect(() => inks('/Sh1 sh')).toThrow('refused');
  expect(() => inks('/Pattern cs 1 0 0 /P1 scn')).toThrow('refused');
  expect(() => inks('BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI')).toThrow('refused');
});

test('a colour space set in a saved state is forgotten with it', () => {
  expect(inks('/Cs1 cs q /DeviceGray cs 1 sc Q 1 1 1 sc')).toBe(
    '0 0 0 1 k q 0 0 0 1 k 0 0 0 0 k Q 0 0 0 0 k',
  );
});

test('text in black ink overprints, and nothing else does', () => {
  const lines = inks(
    [
      '.1216 .1373 .1569 rg',
      'BT (a) Tj (b) Tj ET',
      '0 0 9 9 re f',
      '1 1 1 rg',
      'BT (c) Tj ET',
      'q',
      '0 0 0 rg BT (d) Tj ET',
      'Q',
      'BT (e) Tj ET',
      '0 0 0 rg BT 1 Tr (f) Tj ET',
    ].join('\n'),
  );
  const on = '/BaogaoOver gs';
  const off = '/BaogaoKnock gs';
  expect(lines.split('\n')).toEqual([
    ...['0 0 0 1 k', `BT ${on}`, '(a) Tj (b) Tj ET', off, '0 0 9 9 re f', '0 0 0 0 k', 'BT (c) Tj ET'],
    ...['q', `0 0 0 1 k BT ${on}`, '(d) Tj ET', 'Q', 'BT (e) Tj ET', '0 0 0 1 k BT 1 Tr (f) Tj ET'],
  ]);
});

test('grey keeps tags and does not overprint; marked content goes from the inks', () => {
  expect(grey('/P <</MCID 0>>BDC 1 1 1 rg BT (a) Tj ET EMC')).toBe('/P <</MCID 0>>BDC 1 g BT (a) Tj ET EMC');
  expect(inks('/P <</MCID 0>>BDC BT ET EMC')).toBe('BT ET');
});
