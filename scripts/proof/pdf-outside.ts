/** What a PDF says outside its pages: document properties, and annotations that show text. */
import type { Problem } from '../problem.ts';
import type { Known } from './known.ts';
import { checkLoose } from './loose.ts';
import type { PdfReading } from './pdf-text.ts';

/** Properties are checked as loose text; an annotation other than a link is a finding, for it may show anything. */
export function outsideFindings(
  { properties, annotations }: Pick<PdfReading, 'properties' | 'annotations'>,
  product: string,
  known: Known,
): Problem[] {
  const findings: Problem[] = [];
  const find = (code: string, page: number | undefined, zh: string, en: string, text: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: { product, ...(page === undefined ? {} : { page }), text },
    });
  for (const property of properties)
    checkLoose(property, known, (text) =>
      find(
        'P110',
        undefined,
        `文档属性里的数字没有出处：${text}`,
        `a number in the document's properties has no source: ${text}`,
        text,
      ),
    );
  for (const { page, kind } of annotations)
    if (kind !== 'Link')
      find(
        'P202',
        page,
        `页上有注释（${kind}），核对读不到它`,
        `an annotation (${kind}) stands on the page; the proof cannot read it`,
        kind,
      );
  return findings;
}
