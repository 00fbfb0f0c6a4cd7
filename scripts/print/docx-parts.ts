/** The parts of a Word document beside its text (ECMA-376, part 1, §17): styles, settings, faces, properties. */
import type { WordDocument, WordStyle } from '../word.ts';
import { escapeXml } from './pptx-xml.ts';

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** Millimetres to twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const points = (size: number): number => Math.round(size * 20);

/** One attribute list; what is undefined is left out. */
const tag = (name: string, attributes: Record<string, string | number | undefined>): string => {
  const list = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` w:${key}="${escapeXml(String(value))}"`],
  );
  return list.length === 0 ? '' : `<w:${name}${list.join('')}/>`;
};

/** Styles of the document; the first paragraph style is what everything is based on. */
export function stylesXml(styles: readonly WordStyle[]): string {
  const first = styles[0];
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${facesOf(first)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;
  return `${HEAD}<w:styles ${MAIN}>${defaults}${styles.map((style) => styleXml(style, style === first)).join('')}${TABLES}</w:styles>`;
}

/** Word looks for these two. */
const TABLES =
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

const facesOf = (style: WordStyle | undefined): string =>
  style?.face === undefined
    ? ''
    : tag('rFonts', {
        ascii: style.latin ?? style.face,
        hAnsi: style.latin ?? style.face,
        eastAsia: style.face,
        cs: style.latin ?? style.face,
      });

function styleXml(style: WordStyle, first: boolean): string {
  const { next, link, kind } = style;
  const basedOn = style.basedOn ?? (kind === 'character' ? 'DefaultParagraphFont' : undefined);
  const paragraph = kind === 'paragraph' ? paragraphXml(style) : '';
  const run = runXml(style);
  return [
    `<w:style w:type="${kind}"${first ? ' w:default="1"' : ''} w:styleId="${style.id}">`,
    tag('name', { val: style.name }),
    tag('basedOn', { val: basedOn }),
    tag('next', { val: next }),
    tag('link', { val: link }),
    '<w:qFormat/>',
    paragraph === '' ? '' : `<w:pPr>${paragraph}</w:pPr>`,
    run === '' ? '' : `<w:rPr>${run}</w:rPr>`,
    '</w:style>',
  ].join('');
}

/** In the order of the schema (CT_PPrBase). */
function paragraphXml(style: WordStyle): string {
  const { rule, tabs, line, before, after, indent, sides, align, outline, size = 16 } = style;
  const on = (name: string, value: boolean | undefined) =>
    value === undefined ? '' : value ? `<w:${name}/>` : `<w:${name} w:val="0"/>`;
  return [
    on('keepNext', style.keepNext),
    on('keepLines', style.keepLines),
    on('pageBreakBefore', style.pageBreakBefore),
    // The grid fills its pages with all their lines.
    style.basedOn === undefined ? '<w:widowControl w:val="0"/>' : '',
    rule
      ? `<w:pBdr><w:${rule.side} w:val="single" w:sz="${Math.round(rule.width * 8)}" w:space="4" w:color="${hex(rule.colour)}"/></w:pBdr>`
      : '',
    tabs
      ? `<w:tabs>${tabs.map((t) => tag('tab', { val: t.align, leader: t.dots ? 'dot' : undefined, pos: twips(t.at) })).join('')}</w:tabs>`
      : '',
    style.basedOn === undefined ? '<w:overflowPunct/>' : '',
    on('snapToGrid', style.onGrid),
    tag('spacing', {
      before: before === undefined ? undefined : points(before),
      after: after === undefined ? undefined : points(after),
      line: line === undefined ? undefined : line === 'auto' ? 240 : points(line),
      lineRule: line === undefined ? undefined : line === 'auto' ? 'auto' : 'exact',
    }),
    tag('ind', {
      leftChars: sides?.left === undefined ? undefined : sides.left * 100,
      left: sides?.left === undefined ? undefined : points(sides.left * size),
      rightChars: sides?.right === undefined ? undefined : sides.right * 100,
      right: sides?.right === undefined ? undefined : points(sides.right * size),
      firstLineChars: indent === undefined ? undefined : indent * 100,
      firstLine: indent === undefined ? undefined : points(indent * size),
    }),
    style.contextual ? '<w:contextualSpacing/>' : '',
    tag('jc', { val: align }),
    tag('outlineLvl', { val: outline === undefined ? undefined : outline - 1 }),
  ].join('');
}

const hex = (colour: string): string => colour.slice(1).toUpperCase();

/** In the order of the schema (EG_RPrBase). */
function runXml(style: WordStyle): string {
  const { bold, colour, size, raised, tracking } = style;
  return [
    facesOf(style),
    bold === undefined ? '' : bold ? '<w:b/><w:bCs/>' : '<w:b w:val="0"/><w:bCs w:val="0"/>',
    colour === undefined ? '' : tag('color', { val: hex(colour) }),
    tracking === undefined ? '' : tag('spacing', { val: points(tracking) }),
    style.kind === 'paragraph' && style.basedOn === undefined ? '<w:kern w:val="2"/>' : '',
    size === undefined ? '' : tag('sz', { val: size * 2 }) + tag('szCs', { val: size * 2 }),
    raised ? '<w:vertAlign w:val="superscript"/>' : '',
  ].join('');
}

/** Settings: no compatibility mode (15 is Word 2013 and later), pages that mirror each other, punctuation as Chinese has it. */
export function settingsXml({ mirrored }: WordDocument): string {
  const mirror = mirrored ? '<w:mirrorMargins/>' : '';
  const sides = mirrored ? '<w:evenAndOddHeaders/>' : '';
  const uri = 'http://schemas.microsoft.com/office/word';
  const setting = (name: string, value: number) =>
    `<w:compatSetting w:name="${name}" w:uri="${uri}" w:val="${value}"/>`;
  return `${HEAD}<w:settings ${MAIN}><w:zoom w:percent="100"/>${mirror}<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>${sides}<w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>${setting('compatibilityMode', 15)}${setting('overrideTableStyleFontSizeAndJustification', 1)}${setting('enableOpenTypeFeatures', 1)}${setting('doNotFlipMirrorIndents', 1)}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`;
}

/** Faces with those that stand in for them (w:altName). */
export const fontsXml = (faces: WordDocument['faces']): string =>
  `${HEAD}<w:fonts ${MAIN}>${faces
    .map(
      ({ name, instead, family }) =>
        `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('')}</w:fonts>`;

/** Properties of the document; `date` is ISO. */
export interface DocxMeta {
  title: string;
  author?: string | undefined;
  subject?: string | undefined;
  date: string;
}

export function coreXml({ title, author, subject, date }: DocxMeta): string {
  const one = (name: string, text: string | undefined) =>
    text ? `<${name}>${escapeXml(text)}</${name}>` : '';
  const time = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${one('dc:title', title)}${one('dc:subject', subject)}${one('dc:creator', author)}${time('created')}${time('modified')}<dc:language>zh-CN</dc:language></cp:coreProperties>`;
}

export const APP = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>baogao</Application></Properties>`;
