/** Pictures of 8 bit RGB in other colours. */
import { deviceOf } from './colour-spaces.ts';
import { entriesOf } from './entries.ts';
import { dictionary, type PdfObjects } from './objects.ts';
import type { Palette } from './palette.ts';
import { repack, unpacked } from './streams.ts';
import { unfit } from './unfit.ts';

/** Pictures in grey (masks too) stay as they are. Throws ProblemError B017 for one that is not plainly packed 8 bit RGB. */
export function recolourImage(pdf: PdfObjects, number: number, palette: Palette, product: string): void {
  const entries = entriesOf(dictionary(pdf, number));
  if (entries.get('ImageMask') === 'true') return;
  const device = deviceOf(pdf, entries.get('ColorSpace') ?? '');
  if (entries.get('ColorSpace') === '/DeviceGray' || (device === 'DeviceCMYK' && palette.space === device))
    return;
  const plain = /^\[?\s*\/FlateDecode\s*\]?$/.test(entries.get('Filter') ?? '/FlateDecode');
  const known = device === 'DeviceRGB' || device === 'DeviceGray';
  if (
    !plain ||
    !known ||
    entries.has('DecodeParms') ||
    entries.has('Decode') ||
    entries.has('Mask') ||
    entries.get('BitsPerComponent') !== '8'
  )
    throw unfit(pdf, number, product, 'picture');
  const pixels = unpacked(pdf, number);
  const channels = device === 'DeviceRGB' ? 3 : 1;
  const count = Number(entries.get('Width')) * Number(entries.get('Height'));
  const inks = palette.space === 'DeviceCMYK' ? 4 : 1;
  const out = Buffer.alloc(count * inks);
  const cache = new Map<number, readonly number[]>();
  for (let i = 0; i < count; i++) {
    const r = pixels[i * channels]!;
    const [g, b] = channels === 3 ? [pixels[i * 3 + 1]!, pixels[i * 3 + 2]!] : [r, r];
    const key = (r << 16) | (g << 8) | b;
    let values = cache.get(key);
    if (!values) {
      values = palette.of([r / 255, g / 255, b / 255]).map((share) => Math.round(share * 255));
      cache.set(key, values);
    }
    for (let ink = 0; ink < inks; ink++) out[i * inks + ink] = values[ink]!;
  }
  repack(pdf, number, out, { ColorSpace: `/${palette.space}` });
}
