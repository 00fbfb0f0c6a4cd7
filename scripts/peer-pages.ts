/** The booklet as other engines that print HTML take it: the same content, with the page numbers left to them. */

/** A face of the document on this disk. */
export interface DiskFace {
  /** As the document names it: a file: URL. */
  url: string;
  /** Where the document for the peers expects it, below its own folder. */
  file: string;
}

export interface PeerPages {
  html: string;
  faces: DiskFace[];
  /** Page numbers that the engine must find itself, and those that stay as we found them. */
  counted: number;
  kept: number;
}

const NUMBER = /<span class="page-number" data-page="([^"]*)" data-kind="(\w+)"([^>]*)>[^<]*<\/span>/g;

/**
 * Makes it of the finished HTML of the booklet, set in its faces on disk. What differs:
 * - A page number becomes an empty element that names its target, and the engine sets target-counter() there (CSS GCPM), as ours finds it
 *   by its two prints. Runs (27–28) and lists (7、31) of pages stay as text: no engine can merge them.
 * - They count from the first page, not from the contents: with counter-reset on the root Vivliostyle tells every target the same page.
 * - The faces are asked for by relative URLs: Vivliostyle serves the folder by HTTP.
 * - The face of a text in a figure stands in its style: Vivliostyle renames faces there, but not in the attribute.
 * - The hidden links fall away that make Chromium write a destination for every id; no other engine needs them.
 * Running heads, folios, blank pages and margin notes stay as they are: all three know @page rules by name and side.
 */
export function peerPages(html: string): PeerPages {
  const ids = new Map<string, string>();
  for (const [, id = ''] of html.matchAll(/ id="([^"]+)"/g)) {
    // Several places of one target carry a mark after ~; the first is the one whose page is told.
    const target = id.replace(/~.*$/, '');
    if (!ids.has(target)) ids.set(target, id);
  }
  let [counted, kept] = [0, 0];
  const numbered = html.replace(NUMBER, (whole, target: string, kind: string, rest: string) => {
    const id = kind === 'first' ? ids.get(target) : undefined;
    if (id === undefined) {
      kept += 1;
      return whole;
    }
    counted += 1;
    return `<span class="page-number counted" data-at="#${id}"${rest}></span>`;
  });
  const faces: DiskFace[] = [];
  const served = numbered.replace(/url\("(file:[^"]+)"\)/g, (_, url: string) => {
    const file = `fonts/${url.slice(url.lastIndexOf('/') + 1)}`;
    faces.push({ url, file });
    return `url("${file}")`;
  });
  return {
    html: served
      .replace(/html\{counter-reset:page -?\d+\}/, '')
      .replace(/(<text[^>]*) font-family="([^"]*)"/g, '$1 style="font-family:$2"')
      .replace(/<nav hidden>.*?<\/nav>/s, '')
      .replace(
        '</head>',
        '<style>.counted::after{content:target-counter(attr(data-at url),page)}</style></head>',
      ),
    faces,
    counted,
    kept,
  };
}
