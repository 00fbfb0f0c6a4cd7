import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { palettedPng, stitched } from '../../scripts/print/paletted.ts';
import { isSheetPicture, sheetPictureFindings } from '../../scripts/proof/sheet-pictures.ts';

const PAGE = '<!DOCTYPE html><html><body>产业与项目</body></html>';
const source = { Source: createHash('sha256').update(PAGE).digest('hex') };

/** A picture of one colour. */
const picture = (width: number, height: number, about = source) =>
  palettedPng(stitched([{ width, height, pixels: new Uint32Array(width * height).fill(0xffffff) }]), about);

let whole: Uint8Array;
beforeAll(async () => {
  whole = await picture(1588, 2246);
});

const found = (png: Uint8Array, page = PAGE) =>
  sheetPictureFindings(
    new Map<string, { content: string | Uint8Array }>([
      ['sheets/industry.html', { content: page }],
      ['sheets/industry.png', { content: png }],
    ]),
  ).map(({ code, where, message }) => `${code} ${where?.product} ${message.en}`);

describe('the picture of a sheet', () => {
  it('is A4 at two pixels for a CSS px, of the page beside it', () => {
    expect(isSheetPicture('sheets/industry.png')).toBe(true);
    expect(found(whole)).toEqual([]);
  });

  it('is refused of another size, of another page, and when it is none', async () => {
    const refused = 'P408 sheets/industry.png';
    expect(found(await picture(1588, 2000))).toEqual([`${refused} the picture is 2000 px high`]);
    expect(found(await picture(794, 2246))).toEqual([`${refused} the picture is 794 px wide`]);
    expect(found(whole, PAGE.replace('产业', '科技'))).toEqual([
      `${refused} no picture of the page beside it`,
    ]);
    expect(found(Buffer.from('no picture'))[0]).toContain(`${refused} the picture cannot be read`);
  });
});
