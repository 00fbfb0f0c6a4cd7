/**
 * How a Word document is set: what has the right text and still does not show it, or shows what is not in it. Hidden, pale, tiny or struck words,
 * frames and floating shapes, traces of changes, fields that fetch something, what comes from elsewhere.
 */
import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { ReadDocx } from './docx-parts.ts';

/** Smallest type, half points: 8 pt. */
const SMALLEST = 16;
/** Least contrast with white paper (WCAG 2.2, 1.4.3). */
const CONTRAST = 4.5;

/** What no document of ours has: elements of the text (w:), and others by their whole names. */
const STRANGE = new Set([
  ...[
    ...['vanish', 'specVanish', 'webHidden', 'strike', 'dstrike', 'outline', 'emboss', 'imprint', 'effect'],
    ...['highlight', 'shd', 'position', 'w', 'fitText', 'textDirection', 'framePr', 'bidi', 'rtl', 'caps'],
    ...['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'pPrChange', 'delText', 'trackRevisions'],
    ...['commentReference', 'footnoteReference', 'endnoteReference', 'altChunk', 'object', 'pict', 'sym'],
    ...['documentProtection', 'mailMerge', 'attachedTemplate', 'updateFields', 'background', 'hideMark'],
    ...['customXml', 'smartTag', 'numPr', 'ruby', 'subDoc', 'gridSpan', 'vMerge'],
  ].map((name) => `w:${name}`),
  ...[
    'wp:anchor',
    'mc:AlternateContent',
    'a:lum',
    'a:alphaModFix',
    'a:duotone',
    'a:hlinkClick',
    'v:shape',
    'wps:wsp',
  ],
]);
/** Attributes that hide, fetch or ask. */
const STRANGE_ATTRIBUTES = ['hidden', 'r:link', 'w:dirty'];

const FIELDS = /^(?:PAGE|SEQ 图 \\\* ARABIC|TOC \\o "1-\d" \\h \\z \\u)$/;

/** Faults of every part. */
export function docxSettingFaults({ parts, paragraphs }: ReadDocx): { zh: string; en: string }[] {
  const faults: { zh: string; en: string }[] = [];
  for (const [name, $] of parts) {
    const tell = (zh: string, en: string) => {
      faults.push({ zh: `${name}：${zh}`, en: `${name}: ${en}` });
    };
    for (const { name: element, attribs } of $<Element, string>('*').toArray()) {
      const strange = STRANGE.has(element) ? element : STRANGE_ATTRIBUTES.find((own) => own in attribs);
      if (strange !== undefined) tell(`不该有 ${strange}`, `${strange} has no place there`);
    }
    if ($('Relationship[TargetMode]').length > 0) tell('引用文件之外的内容', 'shows what is not in the file');
    $('w\\:sz').each((_, e) => {
      const size = Number($(e).attr('w:val'));
      if (!(size >= SMALLEST)) tell(`文字只有 ${size / 2} 磅`, `words of ${size / 2} pt`);
    });
    $('w\\:color').each((_, e) => {
      const colour = $(e).attr('w:val') ?? '';
      if (!(contrast(colour) >= CONTRAST))
        tell(`文字颜色太浅：${colour}`, `words in the pale colour ${colour}`);
    });
    lineFaults($, tell);
  }
  for (const { fields } of paragraphs)
    for (const field of fields)
      if (!FIELDS.test(field))
        faults.push({ zh: `不该有域 ${field}`, en: `the field ${field} has no place there` });
  return faults;
}

/** Lines of a fixed height that cut their letters, words outside the page, pictures beside it. */
function lineFaults($: CheerioAPI, tell: (zh: string, en: string) => void): void {
  $('w\\:spacing[w\\:lineRule="exact"]').each((_, e) => {
    const size = Number($(e).closest('w\\:style').find('w\\:sz').attr('w:val') ?? 0) * 10;
    if (Number($(e).attr('w:line')) < size) tell('行距小于文字', 'lines are lower than their letters');
  });
  $('w\\:rPr > w\\:spacing').each((_, e) => {
    if (Math.abs(Number($(e).attr('w:val'))) > 20)
      tell('字距过大或过小', 'letters stand in or far from each other');
  });
  $('w\\:ind').each((_, e) => {
    for (const [name, value] of Object.entries(e.attribs))
      if (Number(value) < 0 || (!name.endsWith('Chars') && Number(value) > 1500))
        tell('缩进把文字移出版心', 'an indent moves words off the page');
  });
}

/** Contrast with white; NaN for what is no colour. */
function contrast(hex: string): number {
  if (!/^[0-9A-F]{6}$/i.test(hex)) return Number.NaN;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
