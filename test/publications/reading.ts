/** Reads a PDF with pdfjs-dist: text with places (from the lower left corner of the cut page), outline. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  /** `foot`: where the cut page begins above the foot of the page as printed, pt. */
  pages: {
    foot: number;
    /** Text that belongs to the structure, blanks aside. */
    structured: string;
    text: string;
    items: { text: string; x: number; y: number; width: number; size: number }[];
  }[];
  outline: Bookmark[];
  /** All bookmarks, the deeper ones after their own, with their physical pages from 1. */
  bookmarks: { title: string; page: number }[];
  labels: string[] | null;
  /** Alternative texts of the structure tree's figures; undefined where one has none. */
  figures: (string | undefined)[];
}
interface TreeNode {
  role?: string;
  alt?: string;
  children?: TreeNode[];
}
export interface Bookmark {
  title: string;
  dest: unknown;
  items: Bookmark[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: ReadPdf['pages'] = [];
  const figures: ReadPdf['figures'] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true, includeMarkedContent: true });
    const [left = 0, foot = 0] = page.view;
    const walk = (node: TreeNode) => {
      if (node.role === 'Figure') figures.push(node.alt);
      for (const child of node.children ?? []) walk(child);
    };
    walk(((await page.getStructTree()) ?? {}) as TreeNode);
    const items = content.items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: (item.transform[4] as number) - left,
              y: (item.transform[5] as number) - foot,
              width: item.width,
              size: Math.hypot(item.transform[2] as number, item.transform[3] as number),
            },
          ]
        : [],
    );
    pages.push({
      foot,
      structured: structuredOf(content.items),
      text: items.map((i) => i.text).join(''),
      items,
    });
  }
  const outline = ((await document.getOutline()) ?? []) as Bookmark[];
  const bookmarks: ReadPdf['bookmarks'] = [];
  const list = async (all: readonly Bookmark[]): Promise<void> => {
    for (const { title, dest, items } of all) {
      const target = (typeof dest === 'string' ? await document.getDestination(dest) : dest) as
        | never[]
        | null;
      bookmarks.push({ title, page: target ? (await document.getPageIndex(target[0] as never)) + 1 : 0 });
      await list(items);
    }
  };
  await list(outline);
  const labels = await document.getPageLabels();
  await task.destroy();
  return { pages, outline, bookmarks, labels, figures };
}

/** What stands in marked content that belongs to the structure, blanks aside. */
function structuredOf(items: readonly object[]): string {
  const stack: boolean[] = [];
  let text = '';
  for (const item of items)
    if ('str' in item) text += stack.some(Boolean) ? String(item.str).replace(/\s/g, '') : '';
    else if ('type' in item && item.type === 'endMarkedContent') stack.pop();
    else stack.push('id' in item && item.id !== undefined && item.id !== null);
  return text;
}
