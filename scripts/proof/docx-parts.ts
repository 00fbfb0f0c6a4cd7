/** A Word document read back: paragraphs in order with their style, text, pictures and fields, and what no reader of ours knows. */
import { type Cheerio, type CheerioAPI, load } from 'cheerio';
import type { Element } from 'domhandler';
import { readZip } from '../print/zip.ts';

type Found = Cheerio<Element>;

export interface ReadPicture {
  alt: string;
  png: Uint8Array;
  /** Shares left off, thousandths of a percent. */
  crop: { l: number; t: number; r: number; b: number };
  /** On paper, mm. */
  width: number;
  height: number;
}

export interface ReadParagraph {
  style: string;
  text: string;
  /** Within the frame of the contents. */
  contents: boolean;
  pictures: ReadPicture[];
  /** Instructions of its fields. */
  fields: string[];
}

export interface ReadDocx {
  paragraphs: ReadParagraph[];
  /** Descriptions of tables. */
  tables: string[];
  /** Parts of XML by name. */
  parts: Map<string, CheerioAPI>;
  /** Parts of a kind that nobody reads, pictures that no paragraph shows. */
  unread: string[];
}

/** The parts of a document of ours. Anything else (macros, comments, notes, objects, fonts) is unread. */
const KNOWN =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(?:core|app)\.xml|word\/(?:document|styles|settings|fontTable)\.xml|word\/(?:header|footer)\d+\.xml|word\/_rels\/document\.xml\.rels)$/;

/** Reads the file. Throws Error for one that is no Word document. */
export function readDocx(bytes: Uint8Array): ReadDocx {
  const files = readZip(bytes);
  const parts = new Map<string, CheerioAPI>();
  const unread: string[] = [];
  for (const [name, content] of files) {
    if (KNOWN.test(name)) parts.set(name, load(content.toString(), { xml: true }));
    else if (!/^word\/media\/image\d+\.png$/.test(name)) unread.push(name);
  }
  const $ = parts.get('word/document.xml');
  const relations = parts.get('word/_rels/document.xml.rels');
  if (!$ || !relations) throw new Error('no word/document.xml');
  const targets = new Map(
    relations('Relationship')
      .toArray()
      .map((r) => [relations(r).attr('Id') ?? '', `word/${relations(r).attr('Target')}`]),
  );
  const shown = new Set<string>();
  const paragraphs = $('w\\:p')
    .toArray()
    .map((node): ReadParagraph => {
      const p = $(node);
      const pictures = p
        .find('wp\\:inline')
        .toArray()
        .map((inline) => {
          const name = targets.get($(inline).find('a\\:blip').attr('r:embed') ?? '') ?? '';
          shown.add(name);
          return pictureOf($(inline), files.get(name) ?? Buffer.alloc(0));
        });
      return {
        style: p.children('w\\:pPr').children('w\\:pStyle').attr('w:val') ?? 'Normal',
        text: shownText($, p),
        contents: p.closest('w\\:sdt').length > 0,
        pictures,
        fields: p
          .find('w\\:fldSimple, w\\:instrText')
          .toArray()
          .map((field) => ($(field).attr('w:instr') ?? $(field).text()).trim()),
      };
    });
  for (const name of files.keys()) if (name.startsWith('word/media/') && !shown.has(name)) unread.push(name);
  const tables = $('w\\:tblDescription, w\\:tblCaption')
    .toArray()
    .map((node) => $(node).attr('w:val') ?? '');
  return { paragraphs, tables, parts, unread };
}

function pictureOf(inline: Found, png: Uint8Array): ReadPicture {
  const crop = inline.find('a\\:srcRect');
  const share = (side: string) => Number(crop.attr(side) ?? 0);
  const extent = inline.children('wp\\:extent');
  const drawn = inline.find('pic\\:spPr a\\:ext');
  const same = extent.attr('cx') === drawn.attr('cx') && extent.attr('cy') === drawn.attr('cy');
  const mm = (name: string) => (same ? Number(extent.attr(name)) / 36_000 : 0);
  return {
    alt: inline.children('wp\\:docPr').attr('descr') ?? '',
    png,
    crop: { l: share('l'), t: share('t'), r: share('r'), b: share('b') },
    width: mm('cx'),
    height: mm('cy'),
  };
}

/** Text of the runs in order; a tab is a blank. */
function shownText($: CheerioAPI, p: Found): string {
  return p
    .find('w\\:t, w\\:tab')
    .toArray()
    .filter((node) => $(node).parent().is('w\\:r'))
    .map((node) => (node.name === 'w:tab' ? '\t' : $(node).text()))
    .join('');
}
