/**
 * Binds a Word document. The library docx makes the package and its text; styles, settings and properties are ours, numbers it draws by lot
 * or counts on from the document before are counted anew. The same document gives the same bytes.
 */
import * as docx from 'docx';
import type {
  WordBlock,
  WordContents,
  WordDocument,
  WordParagraph,
  WordPicture,
  WordRun,
  WordSection,
  WordTable,
} from '../word.ts';
import { APP, coreXml, type DocxMeta, fontsXml, settingsXml, stylesXml, twips } from './docx-parts.ts';
import { escapeXml } from './pptx-xml.ts';
import { readZip, writeZip } from './zip.ts';

/** A4, mm. */
const PAPER = { width: 210, height: 297 } as const;
/** Parts that the library makes and nothing here needs. */
const NEEDLESS =
  /^(?:docProps\/custom|word\/(?:comments|numbering|footnotes|endnotes)|word\/_rels\/(?:comments|footnotes|endnotes|fontTable|footer\d+|header\d+))\.xml/;

/** The finished file. */
export async function bindDocx(document: WordDocument, meta: DocxMeta): Promise<Uint8Array> {
  const pictures = picturesIn(document);
  const made = readZip(
    await docx.Packer.toBuffer(
      new docx.Document({
        evenAndOddHeaderAndFooters: document.mirrored,
        sections: document.sections.map((section) => sectionOf(section, document, pictures)),
      }),
    ),
  );
  const files = new Map<string, string | Uint8Array>();
  // Pictures are named by a digest; in the order of the text they are image1, image2 …
  const names = new Map<string, string>();
  const relations = made.get('word/_rels/document.xml.rels')?.toString() ?? '';
  for (const [, name = ''] of relations.matchAll(/Target="media\/([^"]+)"/g))
    names.set(name, `image${names.size + 1}.png`);
  const anew = (text: string) =>
    text.replaceAll(/media\/([0-9a-f]+\.png)/g, (all, name: string) => {
      const own = names.get(name);
      return own === undefined ? all : `media/${own}`;
    });
  for (const [name, content] of made) {
    if (NEEDLESS.test(name)) continue;
    const text = /\.(?:xml|rels)$/.test(name);
    // The library was given the places of the pictures, not their bytes: it would pack them once more.
    const own = text ? anew(content.toString()) : (pictures[content.readUInt32LE()]?.png ?? content);
    files.set(anew(name), own);
  }
  files.set('word/document.xml', counted(String(files.get('word/document.xml')), document));
  files.set('word/styles.xml', stylesXml(document.styles));
  files.set('word/settings.xml', settingsXml(document));
  files.set('word/fontTable.xml', fontsXml(document.faces));
  files.set('docProps/core.xml', coreXml(meta));
  files.set('docProps/app.xml', APP);
  for (const name of ['[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels'])
    files.set(name, withoutNeedless(String(files.get(name)), name, files));
  const sorted = [...files].sort(
    ([a], [b]) =>
      Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1),
  );
  return writeZip(sorted, new Date(`${meta.date < '1980-01-01' ? '1980-01-01' : meta.date}T00:00:00Z`));
}

/** Entries of parts that are left out are left out too. */
function withoutNeedless(xml: string, name: string, files: ReadonlyMap<string, unknown>): string {
  const folder = name.startsWith('word/') ? 'word/' : '';
  return xml
    .replaceAll(/<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (all, part: string) =>
      files.has(part) ? all : '',
    )
    .replaceAll(/<Relationship [^>]*Target="([^"]+)"[^>]*\/>/g, (all, target: string) =>
      files.has(folder + target) ? all : '',
    )
    .replaceAll(/<Default [^>]*Extension="(\w+)"[^>]*\/>/g, (all, ending: string) =>
      ['png', 'rels', 'xml'].includes(ending) ? all : '',
    );
}

/** Numbers of bookmarks and pictures counted anew; contents, crops and descriptions of tables, which the library does not know, set. */
function counted(xml: string, document: WordDocument): string {
  const pictures = picturesIn(document);
  const blocks = document.sections.flatMap((section) => section.blocks);
  const tables = blocks.filter((block) => block.kind === 'table');
  const contents = blocks.filter((block) => block.kind === 'contents');
  let [start, end, drawing, crop, table, list] = [0, 0, 0, 0, 0, 0];
  return xml
    .replaceAll(/(<w:bookmarkStart [^>]*w:id=")\d+"/g, (_all, head: string) => `${head}${start++}"`)
    .replaceAll(/<w:bookmarkEnd w:id="\d+"\/>/g, () => `<w:bookmarkEnd w:id="${end++}"/>`)
    .replaceAll(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${++drawing}"`)
    .replaceAll(PLACE, () => {
      const own = contents[list++];
      return own ? contentsXml(own) : '';
    })
    .replaceAll('<a:srcRect/>', () => cropXml(pictures[crop++]?.crop))
    .replaceAll(/<w:tblLook [^>]*\/>/g, (look) => {
      const alt = tables[table++]?.alt ?? '';
      return alt === '' ? look : `${look}<w:tblDescription w:val="${escapeXml(alt)}"/>`;
    });
}

/** Shares in thousandths of a percent. */
function cropXml(crop: WordPicture['crop']): string {
  if (!crop) return '';
  const share = (value: number) => Math.round(value * 100_000);
  return `<a:srcRect l="${share(crop.left)}" t="${share(crop.top)}" r="${share(crop.right)}" b="${share(crop.bottom)}"/>`;
}

const picturesIn = ({ sections }: WordDocument): WordPicture[] => {
  const inBlock = (block: WordBlock): WordPicture[] =>
    block.kind === 'paragraph'
      ? block.runs.filter((run): run is WordPicture => run.kind === 'picture')
      : block.kind === 'table'
        ? block.rows.flat(2).flatMap(inBlock)
        : [];
  return sections.flatMap(({ blocks }) => blocks.flatMap(inBlock));
};

function sectionOf(
  section: WordSection,
  { mirrored, mark }: WordDocument,
  pictures: readonly WordPicture[],
): docx.ISectionOptions {
  const { margin, lines, folio } = section;
  const header = mark === undefined ? undefined : new docx.Header({ children: [plain('Header', mark)] });
  const footer = (style: string) => new docx.Footer({ children: [folioOf(style)] });
  const type = section.recto ? docx.SectionType.ODD_PAGE : docx.SectionType.NEXT_PAGE;
  return {
    properties: {
      type,
      page: {
        size: { width: twips(PAPER.width), height: twips(PAPER.height) },
        margin: {
          top: twips(margin.top),
          bottom: twips(margin.bottom),
          left: twips(margin.inner),
          right: twips(margin.outer),
          header: twips(margin.top * 0.6),
          // A line of the number is 20 pt high.
          footer: folio ? twips(margin.bottom - folio.drop - (20 / 72) * 25.4) : twips(margin.bottom * 0.5),
          gutter: 0,
        },
        ...(folio ? { pageNumbers: { start: 1 } } : {}),
      },
      ...(lines === undefined
        ? {}
        : { grid: { type: docx.DocumentGridType.LINES, linePitch: pitchOf(section, lines) } }),
    },
    ...(header ? { headers: { default: header, ...(mirrored ? { even: header } : {}) } } : {}),
    footers: folio
      ? { default: footer('FooterOdd'), ...(mirrored ? { even: footer('FooterEven') } : {}) }
      : {
          default: new docx.Footer({ children: [plain('FooterOdd', '')] }),
          ...(mirrored ? { even: new docx.Footer({ children: [plain('FooterEven', '')] }) } : {}),
        },
    children: section.blocks.map((block) => blockOf(block, pictures)),
  };
}

/** Pitch of the lines in twips (ECMA-376, §17.6.5). */
const pitchOf = ({ margin }: WordSection, lines: number): number =>
  Math.floor((twips(PAPER.height) - twips(margin.top) - twips(margin.bottom)) / lines);

/** — 1 — */
const folioOf = (style: string) =>
  new docx.Paragraph({
    style,
    children: [
      new docx.TextRun({ text: '— ', font: EAST }),
      new docx.SimpleField('PAGE', '1'),
      new docx.TextRun({ text: ' —', font: EAST }),
    ],
  });
const plain = (style: string, text: string) =>
  new docx.Paragraph({
    style,
    children: text === '' ? [] : [new docx.TextRun({ text, font: EAST })],
  });

/** Quotation marks, dashes and points are Chinese ones: without the hint Word takes them from the Latin face. */
const EAST = { hint: 'eastAsia' };

function blockOf(block: WordBlock, pictures: readonly WordPicture[]): docx.Paragraph | docx.Table {
  if (block.kind === 'paragraph') return paragraphOf(block, pictures);
  return block.kind === 'table' ? tableOf(block, pictures) : new docx.Paragraph({ style: 'contents' });
}

function paragraphOf(
  { style, runs, bookmark, keepNext }: WordParagraph,
  pictures: readonly WordPicture[],
): docx.Paragraph {
  const [first, ...others] = runs.map((run) => runOf(run, pictures));
  const children =
    bookmark === undefined || first === undefined
      ? [...(first ? [first] : []), ...others]
      : [new docx.Bookmark({ id: bookmark, children: [first] }), ...others];
  return new docx.Paragraph({ style, ...(keepNext ? { keepNext } : {}), children });
}

function runOf(run: WordRun, pictures: readonly WordPicture[]): docx.ParagraphChild {
  if (run.kind === 'tab') return new docx.TextRun({ children: [new docx.Tab()] });
  if (run.kind === 'field') return new docx.SimpleField(run.instruction, run.shown);
  if (run.kind === 'picture')
    return new docx.ImageRun({
      type: 'png',
      data: placeOf(run, pictures),
      transformation: { width: pixels(run.width), height: pixels(run.height) },
      altText: { name: run.name, description: run.alt, title: '' },
    });
  return new docx.TextRun({
    text: run.text,
    font: EAST,
    ...(run.style === undefined ? {} : { style: run.style }),
  });
}

/** Stands for a picture: its place among them. */
function placeOf(picture: WordPicture, pictures: readonly WordPicture[]): Buffer {
  const place = Buffer.alloc(4);
  place.writeUInt32LE(pictures.indexOf(picture));
  return place;
}

/** The library counts in px of 1/96 inch and rounds to EMU itself. */
const pixels = (millimetres: number): number => (millimetres * 96) / 25.4;

const NONE = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' } as const;
const RULE = { style: docx.BorderStyle.SINGLE, size: 8, color: '172B4D' } as const;
const THIN = { style: docx.BorderStyle.SINGLE, size: 4, color: 'C3C8CF' } as const;

function tableOf({ widths, rules, head, rows }: WordTable, pictures: readonly WordPicture[]): docx.Table {
  const ruled = rules === 'rows';
  return new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    width: { size: twips(widths.reduce((a, b) => a + b, 0)), type: docx.WidthType.DXA },
    columnWidths: widths.map(twips),
    margins: { left: 57, right: 113, marginUnitType: docx.WidthType.DXA },
    borders: {
      top: ruled ? RULE : NONE,
      bottom: ruled ? RULE : NONE,
      insideHorizontal: ruled ? THIN : NONE,
      ...{ left: NONE, right: NONE, insideVertical: NONE },
    },
    tableLook: {
      firstRow: head,
      firstColumn: false,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: rows.map(
      (cells, r) =>
        new docx.TableRow({
          cantSplit: true,
          ...(head && r === 0 ? { tableHeader: true } : {}),
          children: cells.map(
            (paragraphs, c) =>
              new docx.TableCell({
                width: { size: twips(widths[c] ?? 0), type: docx.WidthType.DXA },
                children: paragraphs.map((p) => paragraphOf(p, pictures)),
              }),
          ),
        }),
    ),
  });
}

/** Holds the place of the contents, which the library would fill in its own way. */
const PLACE = '<w:p><w:pPr><w:pStyle w:val="contents"/></w:pPr></w:p>';

/**
 * A field of the contents in the frame by which Word offers to update it, filled with the headings. Their pages are known to Word alone: a
 * wrong number would be worse than none, and a field marked as stale would ask a question on every opening.
 */
function contentsXml({ depth, entries }: WordContents): string {
  const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const begin = `${field('begin')}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-${depth}" \\h \\z \\u </w:instrText></w:r>${field('separate')}`;
  const paragraphs = entries.map(
    ({ level, text, bookmark }, i) =>
      `<w:p><w:pPr><w:pStyle w:val="TOC${level}"/></w:pPr>${i === 0 ? begin : ''}<w:hyperlink w:anchor="${escapeXml(bookmark)}" w:history="1"><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:hyperlink>${i === entries.length - 1 ? field('end') : ''}</w:p>`,
  );
  return `<w:sdt><w:sdtPr><w:alias w:val="目录"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraphs.join('')}</w:sdtContent></w:sdt>`;
}
