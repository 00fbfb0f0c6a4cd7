/** What the proofs of all Word documents have in common: parts, setting, words outside the text, descriptions of pictures. */
import { altText } from '../figures/alt.ts';
import type { Message, Problem } from '../problem.ts';
import { filled, sheetLabels } from '../publications/sheets/labels.ts';
import type { FigureSpec, SheetLang } from '../report/report.ts';
import { type ReadDocx, type ReadPicture, readDocx } from './docx-parts.ts';
import { docxSettingFaults } from './docx-setting.ts';
import type { ProofEntry } from './entry.ts';
import type { GlyphsOf } from './glyphs.ts';
import type { Known } from './known.ts';
import { checkLoose } from './loose.ts';
import { clip, difference } from './text.ts';

export interface DocxOptions {
  /** Published in spite of errors: 草稿 stands on every page. */
  draft: boolean;
  glyphs?: GlyphsOf;
  typeset?: (svg: string) => Promise<string>;
  /** Other products by path: a picture that is the one of figures/ is proved there. */
  products: ReadonlyMap<string, { content: string | Uint8Array }>;
}

export interface DocxResult {
  entries: ProofEntry[];
  findings: Problem[];
}

/** Collects findings of one file; its reading is done in every case. */
export function opened(
  bytes: Uint8Array,
  product: string,
  known: Known,
  draft: boolean,
  lang: SheetLang = 'zh',
) {
  const findings: Problem[] = [];
  const find = (code: string, zh: string, en: string, text?: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: { product, ...(text === undefined ? {} : { text: clip(text) }) },
    });
  let read: ReadDocx | undefined;
  try {
    read = readDocx(bytes);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    find('P603', `读不了：${said}`, `cannot be read: ${said}`);
  }
  if (read) {
    for (const name of read.unread)
      find('P603', `核对读不到这个部件：${name}`, `the proof does not read this part: ${name}`);
    for (const { zh, en } of docxSettingFaults(read)) find('P604', zh, en);
    for (const [name, $] of read.parts) {
      const text = name.startsWith('word/footer')
        ? $.root()
            .text()
            .replace(/^— 1 —$/, '')
        : name.startsWith('docProps/')
          ? $(':root > :not(dcterms\\:created, dcterms\\:modified)').text()
          : name.startsWith('word/header')
            ? $.root()
                .text()
                .replace(draft ? '草稿' : '\0', '')
            : name === 'word/document.xml'
              ? outsideRuns($)
              : $.root().text();
      if (name.startsWith('docProps/'))
        checkLoose(text, known, (loose) =>
          find(
            'P601',
            `${name} 里的数字没有出处：${clip(loose)}`,
            `a number in ${name} has no source: ${clip(loose)}`,
            loose,
          ),
        );
      else if (text.trim() !== '')
        find('P601', `${name} 里多了“${clip(text)}”`, `${name} says “${clip(text)}” besides`, text);
    }
    const names =
      read.parts
        .get('word/document.xml')?.('wp\\:docPr, pic\\:cNvPr')
        .toArray()
        .map((node) => `${node.attribs.name ?? ''}${node.attribs.title ?? ''}`) ?? [];
    const pictured = new RegExp(`^(?:${filled(sheetLabels(lang).picture, { number: '\\d+' })})?$`);
    for (const name of names)
      if (!pictured.test(name)) find('P601', `图片名称不对：${name}`, `a picture has the name ${name}`);
  }
  return { read, findings, find };
}

/** Words of the document where some stand in no run, and so no program shows them; none otherwise. */
function outsideRuns($: NonNullable<ReturnType<ReadDocx['parts']['get']>>): string {
  const whole = $.root().text();
  const inRuns = $('w\\:r > w\\:t, w\\:r > w\\:instrText').text();
  return whole === inRuns ? '' : difference(inRuns, whole);
}
/** Rounding of lengths in EMU and of shares. */
export const NEAR = 0.02;

export const teller =
  (product: string) =>
  (code: string, message: Message): Problem => ({ code, severity: 'error', message, where: { product } });

export const altFindings = (
  picture: ReadPicture,
  spec: FigureSpec,
  tell: ReturnType<typeof teller>,
): Problem[] =>
  picture.alt === altText(spec)
    ? []
    : [
        tell('P602', {
          zh: `替代文字与数据不符：${difference(altText(spec), picture.alt)}`,
          en: `the alternative text differs from the data: ${difference(altText(spec), picture.alt)}`,
        }),
      ];
