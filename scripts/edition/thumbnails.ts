/** Small pictures of the products for the index page, taken by the same press. */
import type { Face, Press } from '../print/press.ts';

export interface Picture {
  publication: string;
  png: Uint8Array;
}

/** What is pictured: a document of ours and where in it. */
export interface Sitting {
  publication: string;
  html: string;
  faces: readonly Face[];
  /** The element; the whole view without it. */
  selector?: string;
  /** Size of the view in CSS px. */
  width: number;
  height: number;
  /** Width of the picture in px. */
  wide: number;
}

/** Takes the pictures in order, whenever the browser has nothing better to do. */
export function takePictures(press: Press, sittings: readonly Sitting[]): Promise<Picture[]> {
  const pictures = Promise.all(
    sittings.map(async ({ publication, html, faces, selector, width, height, wide }) => ({
      publication,
      png: await press.picture(
        { name: 'index.html', html, faces, turn: 'last' },
        { width, height, scale: wide / width, ...(selector === undefined ? {} : { selector }) },
      ),
    })),
  );
  pictures.catch(() => {}); // told where they are awaited
  return pictures;
}

/** A document with nothing in its body but the pieces between `from` and `to` (offsets): a picture needs no more. */
export function excerpt(html: string, from: number, to: number): string {
  const head = html.slice(0, html.indexOf('<body'));
  return `${head}<body>${html.slice(from, to)}</body></html>`;
}
