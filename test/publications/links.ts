/** Reads every link of a finished PDF with pdfjs-dist: where it stands, what is printed in it, where it leads. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadLink {
  /** Physical pages, from 1. */
  page: number;
  to: number;
  /** Name of its destination. */
  target: string;
  /** What is printed in it, piece by piece and as one, blanks aside. */
  pieces: string[];
  text: string;
  contents: string;
  /** Around it, pt from the lower left of the page as printed. */
  box: Rect;
}

export type Rect = [number, number, number, number];
export const touch = (a: Rect, b: Rect, by = 1) =>
  a[0] <= b[2] + by && b[0] <= a[2] + by && a[1] <= b[3] + by && b[1] <= a[3] + by;

/** Chromium writes an annotation for every box of a link: those of one page and target that touch are one link. */
export async function readLinks(bytes: Uint8Array): Promise<ReadLink[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const links: ReadLink[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const groups: { target: string; contents: string; rects: Rect[] }[] = [];
    for (const annotation of await page.getAnnotations()) {
      if (annotation.subtype !== 'Link' || annotation.url) continue;
      const rect = annotation.rect as Rect;
      const target = String(annotation.dest);
      const near = groups.filter((g) => g.target === target && g.rects.some((r) => touch(r, rect)));
      const rects = [rect, ...near.flatMap((g) => g.rects)];
      for (const group of near) groups.splice(groups.indexOf(group), 1);
      groups.push({ target, contents: annotation.contentsObj?.str ?? '', rects });
    }
    for (const { target, contents, rects } of groups) {
      const pieces = items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const x = item.transform[4] + item.width / 2;
        const y = item.transform[5] + item.height / 3;
        return rects.some((r) => x > r[0] - 1 && x < r[2] + 1 && y > r[1] && y < r[3])
          ? [item.str.replace(/\s/g, '')]
          : [];
      });
      const destination = await document.getDestination(target);
      if (!destination) throw new Error(`page ${number}: ${target} leads nowhere`);
      links.push({
        page: number,
        to: (await document.getPageIndex(destination[0])) + 1,
        target,
        pieces,
        text: pieces.join(''),
        contents,
        box: [0, 1, 2, 3].map((i) =>
          Math[i < 2 ? 'min' : 'max'](...rects.map((r) => r[i] as number)),
        ) as Rect,
      });
    }
  }
  await task.destroy();
  return links;
}
