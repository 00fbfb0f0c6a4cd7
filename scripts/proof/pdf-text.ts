/** Text of a finished PDF, page by page, in the order of its structure tree (which is the order of the HTML), and what stands outside it. */
import { getDocument, OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfPageText {
  /** Tagged text in reading order, as in the file, not normalised. */
  tagged: string;
  /** Untagged pieces: what Chromium sets in page margins (running heads, folios). */
  loose: string[];
}

interface TreeNode {
  type?: string;
  alt?: string;
  id?: string;
  children?: TreeNode[];
}

interface Bookmark {
  title: string;
  items: Bookmark[];
}

interface Mark {
  subtype?: string;
  dest?: unknown;
  url?: string;
  action?: string;
  actions?: unknown;
  hasAppearance?: boolean;
  contentsObj?: { str: string };
}

/** A link says the page it leads to (finish.ts) or the name of its target, and shows nothing. `labels`: of the pages of all targets. */
function kindOf(
  { subtype = '', dest, url, action, actions, hasAppearance, contentsObj }: Mark,
  labels: ReadonlyMap<string, string>,
): string {
  const label = labels.get(String(dest));
  const own = label === undefined ? [dest] : [dest, label, `第${label}页`, `page ${label}`];
  const said = own.includes(contentsObj?.str) ? undefined : contentsObj?.str;
  const what = url ?? action ?? (actions ? 'action' : said || (hasAppearance ? 'appearance' : ''));
  return what === '' ? subtype : `${subtype}: ${what}`;
}

const PICTURES: readonly number[] = [
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintSolidColorImageMask,
];

/** Modes of text that paint nothing (ISO 32000-1, table 106): neither filled nor stroked, and the same as a clip. */
const UNSEEN: readonly number[] = [3, 7];

function strangeness(
  { fnArray, argsArray }: Awaited<ReturnType<PDFPageProxy['getOperatorList']>>,
  page: PDFPageProxy,
): { zh: string; en: string }[] {
  const found: { zh: string; en: string }[] = [];
  if (fnArray.some((op) => PICTURES.includes(op)))
    found.push({ zh: '页上有图片', en: 'a picture stands on the page' });
  if (fnArray.some((op, i) => op === OPS.setTextRenderingMode && UNSEEN.includes(Number(argsArray[i]?.[0]))))
    found.push({ zh: '页上有不显示的文字', en: 'words on the page are not painted' });
  if (page.rotate !== 0) found.push({ zh: '页面被旋转', en: 'the page is turned' });
  return found;
}

/** Opens a PDF; the caller destroys it. */
export function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
  }).promise;
}

/** A PDF read once: its pages, and what it says outside them. */
export interface PdfReading {
  pages: PdfPageText[];
  /** Title, Subject, Keywords and Author of the document information, as far as there are any. */
  properties: string[];
  /** Annotations by page (from 1) and kind: Link, FreeText … A link that leads out of the file, says or shows something is kept as `Link: what`. */
  annotations: { page: number; kind: string }[];
  /** By page: what no page of ours does: paints a picture, hides its words, is turned or cut. */
  strange: { page: number; zh: string; en: string }[];
  /** What is done when the file is opened: scripts, actions. */
  actions: string[];
  /** Titles of the bookmarks, and alternative texts of the tags with their page (from 1). */
  bookmarks: string[];
  alternatives: { page: number; text: string }[];
  /** What may show something else than the pages: files inside, layers that can be switched off. */
  attachments: string[];
  layers: number;
  /** Labels of the pages; null where they are just counted. */
  labels: string[] | null;
}

/** The label of the page on which each named target stands; its number where pages have no labels. */
async function targetLabels(
  pdf: Awaited<ReturnType<typeof openPdf>>,
  labels: readonly string[] | null,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [name, target] of Object.entries(await pdf.getDestinations())) {
    const [page] = target as [{ num: number; gen: number }];
    const index = await pdf.getPageIndex(page);
    found.set(name, labels?.[index] ?? String(index + 1));
  }
  return found;
}

const PROPERTIES = ['Title', 'Subject', 'Keywords', 'Author'] as const;

/** The text of every page, see `readPdf`. */
export const readPdfText = async (bytes: Uint8Array): Promise<PdfPageText[]> => (await readPdf(bytes)).pages;

/** Reads every page. A PDF without tags gives all its text as loose pieces. */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const pdf = await openPdf(bytes);
  try {
    const info = (await pdf.getMetadata()).info as Record<string, unknown>;
    const properties = PROPERTIES.flatMap((key) => (typeof info[key] === 'string' ? [info[key]] : []));
    const labels = await pdf.getPageLabels();
    const targets = await targetLabels(pdf, labels);
    const annotations: PdfReading['annotations'] = [];
    const alternatives: PdfReading['alternatives'] = [];
    const pages: PdfPageText[] = [];
    const strange: PdfReading['strange'] = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const [content, tree, marks, painted] = await Promise.all([
        page.getTextContent({ includeMarkedContent: true, disableNormalization: true }),
        page.getStructTree() as Promise<TreeNode | null>,
        page.getAnnotations() as Promise<Mark[]>,
        page.getOperatorList(),
      ]);
      annotations.push(...marks.map((mark) => ({ page: n, kind: kindOf(mark, targets) })));
      strange.push(...strangeness(painted, page).map((what) => ({ page: n, ...what })));
      const pieces = new Map<string, string>();
      const loose: string[] = [];
      const open: (string | undefined)[] = [];
      let last: 'loose' | undefined;
      for (const item of content.items) {
        if ('str' in item) {
          const id = open.findLast((mark) => mark !== undefined);
          if (id !== undefined) {
            pieces.set(id, (pieces.get(id) ?? '') + item.str);
            last = undefined;
          } else if (item.str.trim() === '') last = undefined;
          else if (last === 'loose') loose[loose.length - 1] += item.str;
          else {
            loose.push(item.str);
            last = 'loose';
          }
        } else if (item.type === 'endMarkedContent') open.pop();
        else open.push('id' in item ? ((item.id as string | null) ?? undefined) : undefined);
      }
      let tagged = '';
      const visit = (node: TreeNode): void => {
        if (node.alt !== undefined) alternatives.push({ page: n, text: node.alt });
        if (node.type === 'content' && node.id !== undefined) {
          tagged += pieces.get(node.id) ?? '';
          pieces.delete(node.id);
        }
        node.children?.forEach(visit);
      };
      if (tree) visit(tree);
      // Marked text that no element claims is not part of the document.
      loose.push(...[...pieces.values()].filter((text) => text.trim() !== ''));
      pages.push({ tagged, loose });
      page.cleanup();
    }
    const [outline, attachments, layers, scripts, opening] = await Promise.all([
      pdf.getOutline() as Promise<Bookmark[] | null>,
      pdf.getAttachments() as Promise<Record<string, unknown> | null>,
      pdf.getOptionalContentConfig(),
      pdf.getJSActions() as Promise<Record<string, unknown> | null>,
      pdf.getOpenAction() as Promise<Record<string, unknown> | null>,
    ]);
    const titles = (list: readonly Bookmark[]): string[] =>
      list.flatMap(({ title, items }) => [title, ...titles(items)]);
    return {
      ...{ pages, properties, annotations, strange, alternatives, labels },
      actions: [...Object.keys(scripts ?? {}), ...Object.keys(opening ?? {}).filter((key) => key !== 'dest')],
      bookmarks: titles(outline ?? []),
      attachments: Object.keys(attachments ?? {}),
      layers: [...layers].length,
    };
  } finally {
    await pdf.loadingTask.destroy();
  }
}
