/** Proves an imposed booklet: its sheets are those that the booklet gives anew, byte by byte; its leaf says what the order of the sheets says. */
import { createHash } from 'node:crypto';
import { type ImpositionOptions, impose, impositionOf, leafOf } from '../print/imposition.ts';
import { dictionary, type PdfObjects, pagesOf, readObjects, setDictionary } from '../print/objects.ts';
import { reachable, renumbered } from '../print/reachable.ts';
import type { Problem } from '../problem.ts';
import { leafHtml } from '../publications/booklet/leaf.ts';
import type { ProofEntry } from './entry.ts';
import { DRAFT_MARK } from './furniture.ts';
import { proveHtml } from './html.ts';
import type { Known } from './known.ts';
import { readPdfText } from './pdf-text.ts';
import { bare } from './text.ts';

export interface ImposedProof {
  /** Numbers of the leaf; those of the sheets are proved in the booklet. */
  entries: ProofEntry[];
  findings: Problem[];
}

/**
 * Imposes the booklet again with the leaf taken out of `imposed` and compares the bytes (P206); the words of the leaf are compared with
 * those merged anew from the report and the order (P201), its numbers worked out from the order (P107). `how` is what the sheets were made with;
 * the leaf of a draft bears its mark on both sides.
 */
export async function proveImposed(
  booklet: Uint8Array,
  imposed: Uint8Array,
  product: string,
  known: Known,
  how: Omit<ImpositionOptions, 'leaf'> & { leaf: 'zh' | 'en' | null; draft?: boolean },
): Promise<ImposedProof> {
  const { leaf: lang, draft = false, ...options } = how;
  const findings: Problem[] = [];
  const find = (code: string, page: number | undefined, zh: string, en: string) =>
    findings.push({ code, severity: 'error', message: { zh, en }, where: { product, page } });
  let objects: PdfObjects;
  let leaf: Uint8Array | undefined;
  let again: Uint8Array;
  try {
    objects = readObjects(booklet);
    leaf = lang === null ? undefined : leafOf(imposed);
    again = impose(objects, { ...options, ...(leaf === undefined ? {} : { leaf }) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    find('P206', undefined, `拼版文件读不了：${reason}`, `the sheets cannot be read: ${reason}`);
    return { entries: [], findings };
  }
  if (Buffer.compare(again, imposed) !== 0) {
    const page = differingPage(again, imposed);
    if (page === null)
      find(
        'P206',
        undefined,
        '各面相同，但打印设置、页名或文档信息与应有的不同',
        'the sides agree, but print settings, labels or properties are not what they should be',
      );
    else find('P206', page, '这一面与小册子拼出的不同', 'this side is not what the booklet gives');
  }
  if (lang === null || leaf === undefined) return { entries: [], findings };

  const imposition = impositionOf(objects, options);
  const html = proveHtml(leafHtml(known.report, imposition, lang), product, { ...known, imposition });
  findings.push(...html.findings);
  const texts = (await readPdfText(leaf)).map(({ tagged, loose }, i) => {
    const whole = bare(tagged + loose.join(''));
    if (!draft || whole === '') return whole;
    if (whole.startsWith(DRAFT_MARK)) return whole.slice(DRAFT_MARK.length);
    if (whole.endsWith(DRAFT_MARK)) return whole.slice(0, -DRAFT_MARK.length);
    find('P201', i + 1, `说明页没有“${DRAFT_MARK}”标记`, 'the leaf lacks the mark of a draft');
    return whole;
  });
  const text = texts.join('');
  if (text !== html.flow) {
    let same = 0;
    while (same < text.length && text[same] === html.flow[same]) same += 1;
    const [wanted, found] = [html.flow, text].map((t) => t.slice(Math.max(0, same - 6), same + 18));
    find(
      'P201',
      same < texts[0]!.length ? 1 : 2,
      `说明页文字与应有的不符：应为“${wanted}”，成品是“${found}”`,
      `the leaf says “${found}” where it should say “${wanted}”`,
    );
  }
  const entries = html.entries.map((entry) => ({
    ...entry,
    page: (entry.at ?? 0) <= texts[0]!.length ? 1 : 2,
  }));
  return { entries, findings };
}

/** The first page (from 1) that is not alike in two files, with all that it shows; null when all are. */
function differingPage(one: Uint8Array, other: Uint8Array): number | null {
  const [a, b] = [one, other].map((bytes) => {
    const read = readObjects(bytes);
    return { ...read, objects: new Map(read.objects) };
  }) as [PdfObjects, PdfObjects];
  const [pages, others] = [pagesOf(a), pagesOf(b)];
  for (let i = 0; i < Math.max(pages.length, others.length); i += 1) {
    const [page, opposite] = [pages[i], others[i]];
    if (page === undefined || opposite === undefined) return i + 1;
    if (digest(a, page) !== digest(b, opposite)) return i + 1;
  }
  return null;
}

/** Identity of a page alone: its objects numbered anew, without what stands above it. */
function digest(pdf: PdfObjects, page: number): string {
  setDictionary(pdf, page, dictionary(pdf, page).replace(/\/Parent \d+ 0 R/, ''));
  const hash = createHash('sha256');
  const { objects } = renumbered(pdf, reachable(pdf, [page]), 1);
  for (const [number, body] of objects) hash.update(`${number}:`).update(body);
  return hash.digest('hex');
}
