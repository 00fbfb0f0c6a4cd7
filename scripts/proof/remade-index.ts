/** The finished index page made anew. Its thumbnails are the browser's and are taken over, as far as they are pictures of their size. */
import { pngChunks, pngSize } from '../print/png.ts';
import { markDraft } from '../publications/draft.ts';
import { INDEX_FACES, type IndexFile, indexPage } from '../publications/index-page/index-page.ts';
import type { Report } from '../report/report.ts';
import type { Remade } from './remade.ts';

/** Most thumbnails of a publication, and their greatest width, px. */
const MOST = 4;
const WIDEST = 640;

/** The page that stands beside these files; none where a thumbnail is no picture. */
export function remadeIndex(
  report: Report,
  finished: string,
  beside: { files: readonly IndexFile[]; numbers: number; findings: readonly string[]; draft: boolean },
): Remade[] {
  const thumbnails: Record<string, string[]> = {};
  for (const [, shelf = '', pictures = ''] of finished.matchAll(
    /<section class="shelf ([a-z]+)">\n<div class="thumbnails">(.*?)<\/div>/g,
  )) {
    const list = [...pictures.matchAll(/ src="([^"]*)"/g)].map((match) =>
      (match[1] ?? '').replaceAll('&#x3D;', '='),
    );
    if (list.length > MOST || !list.every(isThumbnail)) return [];
    thumbnails[shelf] = list;
  }
  // Files stand in the order in which they were made, which the page alone remembers.
  const places = new Map([...finished.matchAll(/ href="([^"]+)"/g)].map((match, i) => [match[1] ?? '', i]));
  const place = ({ path }: IndexFile) => places.get(path) ?? places.size;
  const files = [...beside.files].sort((a, b) => place(a) - place(b));
  const { html } = indexPage(report, {
    files,
    thumbnails,
    numbers: beside.numbers,
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
