import { deflateSync, inflateSync } from 'node:zlib';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { palettedPng, stitched } from '../../scripts/print/paletted.ts';
import { chunk, pngChunks, SIGNATURE_BYTES } from '../../scripts/print/png.ts';
import { writeZip } from '../../scripts/print/zip.ts';
import { pageCountFindings } from '../../scripts/proof/page-counts.ts';
import { looksSame, packedOtherwise } from '../../scripts/proof/same-file.ts';

const time = new Date('2023-01-03T00:00:00Z');
const [WIDTH, HEIGHT] = [40, 9000];

/** A white picture, taller than what is compared at once, with a bar of a colour near its foot. */
async function picture(bar: number, source = 'a'): Promise<Buffer> {
  const pixels = new Uint32Array(WIDTH * HEIGHT).fill(0xffffff);
  pixels.fill(bar, WIDTH * (HEIGHT - 20), WIDTH * (HEIGHT - 10));
  return Buffer.from(
    await palettedPng(stitched([{ width: WIDTH, height: HEIGHT, pixels }]), { Source: source }),
  );
}
/** The same picture as another zlib packs it. */
const packedAnew = (png: Buffer): Buffer =>
  Buffer.concat([
    SIGNATURE_BYTES,
    ...pngChunks(png).map(({ type, data }) =>
      chunk(type, type === 'IDAT' ? deflateSync(inflateSync(data), { level: 1 }) : data),
    ),
  ]);
const archive = async (text: string): Promise<Buffer> => Buffer.from(await writeZip([['a.xml', text]], time));

describe('a file packed otherwise', () => {
  it('is a picture of the same colours and texts, and no other', async () => {
    const made = await picture(0x123456);
    const again = packedAnew(made);
    expect(again.equals(made)).toBe(false);
    expect(packedOtherwise('a.png', again, made)).toBe(true);
    for (const other of [await picture(0x123457), await picture(0x123456, 'b'), Buffer.from('none')])
      expect(packedOtherwise('a.png', other, made)).toBe(false);
  });

  it('is an archive of the same parts, and no other', async () => {
    const made = await archive('one'.repeat(500));
    const parts = new JSZip().file('a.xml', 'one'.repeat(500));
    const again = await parts.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
    expect(again.equals(made)).toBe(false);
    expect(packedOtherwise('a.xlsx', again, made)).toBe(true);
    expect(packedOtherwise('a.docx', await archive('two'), made)).toBe(false);
    expect(packedOtherwise('a.docx', Buffer.concat([again, Buffer.from('more')]), made)).toBe(false);
    expect(packedOtherwise('a.pdf', made, made.subarray(1))).toBe(false);
  });
});

describe('a picture looks the same', () => {
  it('with colours a little different, not with what is not there, nor of another size', async () => {
    const made = await picture(0x123456);
    expect(looksSame(await picture(0x1a3c5e), made)).toBe(true);
    expect(looksSame(await picture(0xffffff), made)).toBe(false);
    expect(looksSame(Buffer.from('none'), made)).toBe(false);
  });
});

describe('pages told of', () => {
  const found = (path: string, pages: number) =>
    pageCountFindings(new Map([[path, { path, content: 'no PDF', pages }]]), (own) => own === 'a.pdf').map(
      ({ code, where }) => `${code} ${where?.product}`,
    );
  it('are none of a picture or a workbook; those of a PDF are counted where it is read', () => {
    expect(found('indicators.xlsx', 7)).toEqual(['P203 indicators.xlsx']);
    expect(found('sheets/a.png', 1)).toEqual(['P203 sheets/a.png']);
    expect(found('a.pdf', 7)).toEqual([]);
  });
});
