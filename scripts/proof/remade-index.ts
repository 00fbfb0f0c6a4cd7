/** The finished index page made anew. Its thumbnails are the browser's and are taken over, as far as they are pictures of their size. */
import type { PageMap } from '../marks.ts';
import { pngChunks, pngSize } from '../print/png.ts';
import { markDraft } from '../publications/draft.ts';
import { INDEX_FACES, indexPage, thumbnailsOf } from '../publications/index-page/index-page.ts';
import type { IndexFile } from '../publications/index-page/shelves.ts';
import type { Report } from '../report/report.ts';
import type { ProofEntry } from './entry.ts';
import type { Remade } from './remade.ts';

/** Most thumbnails of a publication, and their greatest width, px. */
const MOST = 8;
const WIDEST = 640;

/** The page that stands beside these files; none where a thumbnail is no picture. */
export function remadeIndex(
  report: Report,
  finished: string,
  beside: {
    files: readonly IndexFile[];
    numbers: readonly ProofEntry[];
    pages: PageMap | undefined;
    findings: readonly string[];
    draft: boolean;
  },
): Remade[] {
  const thumbnails = thumbnailsOf(finished);
  if (Object.values(thumbnails).some((list) => list.length > MOST || !list.every(isThumbnail))) return [];
  const { html } = indexPage(report, {
    files: beside.files,
    thumbnails,
    numbers: beside.numbers,
    pages: beside.pages,
    findings: beside.findings,
  });
  return [{ text: beside.draft ? markDraft(html) : html, faces: INDEX_FACES }];
}

function isThumbnail(source: string): boolean {
  const base64 = /^data:image\/png;base64,([A-Za-z0-9+/]+=*)$/.exec(source)?.[1];
  if (base64 === undefined) return false;
  try {
    const png = Buffer.from(base64, 'base64');
    return pngChunks(png).length > 2 && pngSize(png).width <= WIDEST;
  } catch {
    return false;
  }
}
