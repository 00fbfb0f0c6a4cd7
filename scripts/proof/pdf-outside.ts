/** What a PDF says outside its pages: document properties, bookmarks, alternative texts, files inside it, and annotations that show text. */
import type { Problem } from '../problem.ts';
import type { Known } from './known.ts';
import { checkLoose } from './loose.ts';
import type { PdfReading } from './pdf-text.ts';
import { bare } from './text.ts';

/**
 * Properties and alternative texts are checked as loose text; a bookmark must be words of the proved text (`flow`, without blanks). What may show
 * anything is a finding: an annotation other than a link, a file inside, a layer. `folio`: what a page's label must be.
 */
export function outsideFindings(
  {
    properties,
    annotations,
    bookmarks,
    alternatives,
    attachments,
    layers,
    labels,
    strange,
    actions,
  }: Omit<PdfReading, 'pages'>,
  product: string,
  known: Known,
  flow: string,
  folio: (page: number) => string | null = () => null,
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
  for (const { page, text } of alternatives)
    checkLoose(text, known, (found) =>
      find(
        'P110',
        page,
        `替代文字里的数字没有出处：${found}`,
        `a number in an alternative text has no source: ${found}`,
        found,
      ),
    );
  // In the order of the text: two that change places lead to each other's pages.
  let from = 0;
  for (const title of bookmarks) {
    const at = flow.indexOf(bare(title), from);
    if (at < 0)
      find(
        'P201',
        undefined,
        `书签不是正文里的话，或次序不对：“${title}”`,
        `a bookmark is not in the text, or not in its place: “${title}”`,
        title,
      );
    else from = at;
  }
  for (const { page, zh, en } of strange) find('P202', page, zh, en, en);
  for (const action of actions)
    find('P202', undefined, `打开时会执行：${action}`, `something is done on opening: ${action}`, action);
  for (const name of attachments)
    find(
      'P202',
      undefined,
      `文件里附有“${name}”，核对读不到它`,
      `“${name}” is attached; the proof cannot read it`,
      name,
    );
  if (layers > 0)
    find('P202', undefined, '页上有可关闭的图层', 'the pages have layers that can be switched off', 'OCG');
  labels?.forEach((label, i) => {
    const wanted = folio(i + 1)?.replaceAll(/[\s—]/g, '') ?? '';
    if (wanted !== '' && label !== wanted)
      find(
        'P202',
        i + 1,
        `页面标签是“${label}”，页码是“${wanted}”`,
        `the page is labelled “${label}”, its folio is “${wanted}”`,
        label,
      );
  });
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
