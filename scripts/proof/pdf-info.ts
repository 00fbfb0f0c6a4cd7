/** What a PDF says outside its pages: title, subject, keywords, author, and annotations that show text. */
import type { Problem } from '../problem.ts';
import type { Known } from './known.ts';
import { checkLoose } from './loose.ts';
import { openPdf } from './pdf-text.ts';

/** Kinds of annotation that carry no text of their own. */
const SILENT = new Set(['Link']);

/** Document information is checked as loose text; an annotation other than a link is a finding. */
export async function proveDocumentInfo(
  bytes: Uint8Array,
  product: string,
  known: Known,
): Promise<Problem[]> {
  const findings: Problem[] = [];
  const find = (code: string, page: number | undefined, zh: string, en: string, text: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: { product, ...(page === undefined ? {} : { page }), text },
    });
  const pdf = await openPdf(bytes);
  try {
    const { info } = await pdf.getMetadata();
    for (const key of ['Title', 'Subject', 'Keywords', 'Author'] as const) {
      const value = (info as Record<string, unknown>)[key];
      if (typeof value === 'string')
        checkLoose(value, known, (text) =>
          find(
            'P110',
            undefined,
            `文档属性里的数字没有出处：${text}`,
            `a number in the document's properties has no source: ${text}`,
            text,
          ),
        );
    }
    for (let n = 1; n <= pdf.numPages; n++)
      for (const { subtype } of (await (await pdf.getPage(n)).getAnnotations()) as { subtype?: string }[])
        if (subtype !== undefined && !SILENT.has(subtype))
          find(
            'P202',
            n,
            `页上有注释（${subtype}），核对读不到它`,
            `an annotation (${subtype}) stands on the page; the proof cannot read it`,
            subtype,
          );
  } finally {
    await pdf.destroy();
  }
  return findings;
}
