import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { recolour } from '../../scripts/print/colour.ts';
import { readObjects, writeObjects } from '../../scripts/print/objects.ts';
import { FOUR_INKS, GREYS, type Palette } from '../../scripts/print/palette.ts';
import { painted } from './inked.ts';
import { problemsOf } from './pages.ts';

/** A stream with these entries in its dictionary. */
const stream = (entries: string, content: string | Buffer): Buffer => {
  const data = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`<<${entries} /Filter /FlateDecode /Length ${data.length}>>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream\n'),
  ]);
};

/** A page with what Chromium may write besides plain pages: a form in a group, a soft mask, a pattern, drawn glyphs, a picture, a profile. */
function file(more: Record<number, string | Buffer> = {}): Uint8Array {
  const resources =
    '<</ColorSpace <</Cs1 [/ICCBased 12 0 R]>> /XObject <</F 6 0 R /I 11 0 R>> /Pattern <</P 8 0 R>> /ExtGState <</M 7 0 R>> /Font <</T 9 0 R>>>>';
  const objects: Record<number, string | Buffer> = {
    1: '<</Type /Catalog /Pages 3 0 R>>\n',
    2: '<</Title (x)>>\n',
    3: `<</Type /Pages /Count 1 /Kids [4 0 R] /MediaBox [0 0 90 90]>>\n`,
    4: `<</Type /Page /Parent 3 0 R /Resources ${resources} /Group <</S /Transparency /CS /DeviceRGB>> /Contents [5 0 R]>>\n`,
    5: stream(
      '',
      '/Cs1 cs 1 0 0 sc 0 0 9 9 re f /M gs /F Do /Pattern cs /P scn 0 0 9 9 re f BT /T 9 Tf (a) Tj ET',
    ),
    6: stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency /CS /DeviceRGB /I true>>',
      '0 g BT (b) Tj ET',
    ),
    7: '<</SMask <</S /Luminosity /G 10 0 R>>>>\n',
    8: stream('/PatternType 1 /PaintType 1 /BBox [0 0 9 9]', '.702 .098 .1216 rg 0 0 9 9 re f'),
    9: '<</Type /Font /Subtype /Type3 /CharProcs <</a 13 0 R>> /FontBBox [0 0 9 9]>>\n',
    10: stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency /CS /DeviceRGB>>',
      '1 .5 0 rg 0 0 9 9 re f',
    ),
    11: stream(
      '/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB',
      Buffer.from([23, 43, 77, 255, 255, 255]),
    ),
    12: stream('/N 3', 'profile'),
    13: stream('', '9 0 d0 0 0 1 rg 0 0 9 9 re f'),
    ...more,
  };
  const buffers = Object.entries(objects).map(
    ([number, body]) => [Number(number), Buffer.from(body as string)] as const,
  );
  return writeObjects({ objects: new Map(buffers), root: 1, info: 2 }, '0'.repeat(32));
}

const recoloured = (palette: Palette, bytes = file()): Uint8Array => {
  const pdf = readObjects(bytes);
  recolour(pdf, palette, 'x.pdf');
  return writeObjects(pdf, '0'.repeat(32));
};

async function imageOf(bytes: Uint8Array): Promise<{ data: number[]; space: string }> {
  const pdf = await PDFDocument.load(bytes);
  for (const [, object] of pdf.context.enumerateIndirectObjects())
    if (object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')) {
      const { inflateSync } = await import('node:zlib');
      return {
        data: [...inflateSync(object.contents)],
        space: `${object.dict.get(PDFName.of('ColorSpace'))}`,
      };
    }
  throw new Error('no picture');
}

test('forms, masks, patterns, drawn glyphs, pictures and groups are turned into inks', async () => {
  const bytes = recoloured(FOUR_INKS);
  const { colours, spaces } = await painted(bytes);
  expect([...spaces].sort()).toEqual(['/DeviceCMYK', '/DeviceGray']);
  expect([...colours].sort()).toEqual(
    ['/P scn', '/Pattern cs', '0 0 0 1 k', '0 0.8 0.8 0.2 k', '0 1 1 0 k', '0.595 g'].sort(),
  );
  expect(await imageOf(bytes)).toEqual({ data: [230, 163, 0, 153, 0, 0, 0, 0], space: '/DeviceCMYK' });
  expect(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/CS \/DeviceCMYK/g)?.length,
  ).toBe(2);
  expect(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/CS \/DeviceGray/g)?.length,
  ).toBe(1);
});

test('the same in grey', async () => {
  const bytes = recoloured(GREYS);
  const { colours, spaces } = await painted(bytes);
  expect([...spaces]).toEqual(['/DeviceGray']);
  expect([...colours].filter((colour) => !/^[\d.]+ g$|Pattern cs|P scn/.test(colour))).toEqual([]);
  expect((await imageOf(bytes)).data[1]).toBe(255);
});

test('what is left in RGB is told', async () => {
  const of = async (more: Record<number, string | Buffer>) =>
    (await problemsOf(Promise.resolve().then(() => recoloured(FOUR_INKS, file(more)))))[0]!;
  expect(
    await of({ 8: '<</PatternType 2 /Shading <</ShadingType 2 /ColorSpace /DeviceRGB>>>>\n' }),
  ).toMatchObject({
    code: 'B017',
    where: { page: 1 },
  });
  expect((await of({ 5: stream('', '/Cs7 cs 1 0 0 sc') })).message.zh).toContain('第 1 页');
  expect((await of({ 14: '<</Odd [/CalRGB <<>>]>>\n' })).code).toBe('B017');
  expect(
    (
      await of({
        11: stream('/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 4 /ColorSpace /DeviceRGB', 'ab'),
      })
    ).code,
  ).toBe('B017');
});
