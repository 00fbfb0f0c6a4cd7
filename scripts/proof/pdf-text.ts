/** Text of a finished PDF, page by page, in content order; and what is wrong with its text layer. */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfText {
  /** Text of each page as in the file, not normalised, blanks and all. */
  pages: string[];
  /** Widths and heights in points. */
  sizes: { width: number; height: number }[];
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

export async function readPdfText(bytes: Uint8Array): Promise<PdfText> {
  const pdf = await openPdf(bytes);
  try {
    const pages: string[] = [];
    const sizes: PdfText['sizes'] = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const content = await page.getTextContent({ disableNormalization: true });
      pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(''));
      const view = page.getViewport({ scale: 1 });
      sizes.push({ width: view.width, height: view.height });
      page.cleanup();
    }
    return { pages, sizes };
  } finally {
    await pdf.loadingTask.destroy();
  }
}
