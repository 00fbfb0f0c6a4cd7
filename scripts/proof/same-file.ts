/** Two files of one product, made by other versions of Node.js or of the browser: how far they are the same. */
import { type Paletted, readPaletted, rowsOf } from '../print/paletted.ts';
import { pngChunks, pngPixels } from '../print/png.ts';
import { isPlainZip, readZip } from '../print/zip.ts';
import { samePdf } from './derived-pdf.ts';
import type { Raster } from './raster.ts';
import { difference } from './same-picture.ts';

/** Rows of a tall picture that are compared at once: its pixels take four bytes each. */
const BAND = 4096;

/** Whether a finished file holds what the one made anew holds, packed by another zlib. (Pictures in full colour the browser packs.) */
export function packedOtherwise(path: string, found: Buffer, made: Buffer): boolean {
  try {
    if (path.endsWith('.pdf')) return samePdf(made, found);
    if (/\.(?:docx|xlsx|pptx)$/.test(path)) return isPlainZip(found) && sameParts(found, made);
    return path.endsWith('.png') && sameChunks(found, made) && sameIndices(found, made);
  } catch {
    return false;
  }
}

/** Whether two pictures show the same to the eye: edges of letters aside, which browsers may draw otherwise. False for what is none of ours. */
export function looksSame(found: Buffer, made: Buffer): boolean {
  try {
    if (!isPaletted(made)) return difference(pngPixels(found), pngPixels(made)) === null;
    const [a, b] = [readPaletted(found), readPaletted(made)];
    if (a.width !== b.width || a.height !== b.height) return false;
    for (let from = 0; from < a.height; from += BAND) {
      const to = Math.min(from + BAND, a.height);
      if (difference(rasterOf(rowsOf(a, from, to)), rasterOf(rowsOf(b, from, to)))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function sameParts(a: Buffer, b: Buffer): boolean {
  const [found, made] = [readZip(a), readZip(b)];
  return (
    [...found.keys()].join() === [...made.keys()].join() &&
    [...found].every(([name, content]) => made.get(name)?.equals(content))
  );
}

/** All chunks but the packed picture, in order. */
function sameChunks(a: Buffer, b: Buffer): boolean {
  const [found, made] = [a, b].map((png) =>
    pngChunks(png)
      .map(({ type, data }) => type + (type === 'IDAT' ? '' : data.toString('hex')))
      .join(),
  );
  return found === made;
}

const sameIndices = (a: Buffer, b: Buffer): boolean =>
  Buffer.compare(readPaletted(a).indices, readPaletted(b).indices) === 0;

const isPaletted = (png: Buffer): boolean => pngChunks(png).some(({ type }) => type === 'PLTE');

function rasterOf({ width, height, indices, palette }: Paletted): Raster {
  const pixels = new Uint32Array(indices.length);
  for (let i = 0; i < indices.length; i++) pixels[i] = palette[indices[i] as number] as number;
  return { width, height, pixels };
}
