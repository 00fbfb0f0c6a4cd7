/** After-work on a print: fixed dates, metadata, page labels, exact boxes, the tags that readers miss. */
import { markArtifacts } from './artifacts.ts';
import {
  addObject,
  dictionary,
  identity,
  type PdfObjects,
  pagesOf,
  readObjects,
  reference,
  setDictionary,
  textString,
  within,
  writeObjects,
} from './objects.ts';
import type { PageLabel, PdfOptions } from './press.ts';

const PRODUCER = 'baogao (Chromium, Skia/PDF)';

/**
 * Finishes a print of Chromium. The bytes depend on nothing but the print and the options. `meta.date` is
 * YYYY-MM-DD, optionally with a time (UTC).
 */
export function finishPdf(bytes: Uint8Array, options: PdfOptions): Uint8Array {
  const pdf = readObjects(steadyIds(bytes));
  writeInfo(pdf, options);
  const catalog = [
    `/Metadata ${addMetadata(pdf, options)} 0 R`,
    ...(options.labels?.length ? [`/PageLabels ${pageLabels(options.labels)}`] : []),
  ];
  let root = dictionary(pdf, pdf.root).replace(/\/Lang \([^)]*\)/, '');
  root = within(root, `/Lang ${textString(options.meta.lang)}\n${catalog.join('\n')}`);
  setDictionary(pdf, pdf.root, root);
  nameRoles(pdf, root);
  nameListBodies(pdf);
  nameLinks(pdf, options);
  markArtifacts(pdf);
  if (options.size) fitPages(pdf, options.size, options.bleed);
  return writeObjects(pdf, identity(pdf));
}

/**
 * Chromium names table cells after a counter of its renderer process (node00011850), which depends on what was printed before. Here they
 * are numbered anew in their own order, so that their sorted name tree stays sorted; the length stays too.
 */
export function steadyIds(bytes: Uint8Array): Uint8Array {
  const print = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: { at: number; name: string }[] = [];
  for (let at = print.indexOf('(node'); at >= 0; at = print.indexOf('(node', at + 5)) {
    const name = /^(\d{8})\)/.exec(print.toString('latin1', at + 5, at + 14))?.[1];
    if (name !== undefined) places.push({ at: at + 5, name });
  }
  if (places.length === 0) return bytes;
  const names = [...new Set(places.map(({ name }) => name))].sort();
  const fresh = new Map(names.map((name, i) => [name, String(i + 1).padStart(8, '0')]));
  const steady = Buffer.from(print);
  for (const { at, name } of places) steady.write(fresh.get(name) ?? name, at, 'latin1');
  return steady;
}

/** D:YYYYMMDDHHMMSSZ */
function pdfDate(date: string): string {
  const time = new Date(/T/.test(date) ? date : `${date}T00:00:00Z`);
  return `D:${time.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

function writeInfo(pdf: PdfObjects, { meta }: PdfOptions): void {
  const date = pdfDate(meta.date);
  const rows = [
    `/Title ${textString(meta.title)}`,
    ...(meta.author ? [`/Author ${textString(meta.author)}`] : []),
    ...(meta.subject ? [`/Subject ${textString(meta.subject)}`] : []),
    `/Creator (baogao)`,
    `/Producer ${textString(PRODUCER)}`,
    `/CreationDate (${date})`,
    `/ModDate (${date})`,
  ];
  setDictionary(pdf, pdf.info, `<<${rows.join('\n')}>>`);
}

/** XMP says the same as Info, in the form that archives and catalogues read (ISO 16684-1). */
function addMetadata(pdf: PdfObjects, { meta }: PdfOptions): number {
  const xml = (text: string) => text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
  const lang = (tag: string, text: string) =>
    `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></${tag}>`;
  const date = new Date(/T/.test(meta.date) ? meta.date : `${meta.date}T00:00:00Z`)
    .toISOString()
    .replace('.000', '');
  const xmp = [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    '<dc:format>application/pdf</dc:format>',
    lang('dc:title', meta.title),
    ...(meta.author
      ? [`<dc:creator><rdf:Seq><rdf:li>${xml(meta.author)}</rdf:li></rdf:Seq></dc:creator>`]
      : []),
    ...(meta.subject ? [lang('dc:description', meta.subject)] : []),
    `<dc:language><rdf:Bag><rdf:li>${xml(meta.lang)}</rdf:li></rdf:Bag></dc:language>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    '<xmp:CreatorTool>baogao</xmp:CreatorTool>',
    `<pdf:Producer>${xml(PRODUCER)}</pdf:Producer>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
  const data = Buffer.from(xmp, 'utf8');
  return addObject(
    pdf,
    Buffer.concat([
      Buffer.from(`<</Type /Metadata\n/Subtype /XML\n/Length ${data.length}>>\nstream\n`),
      data,
      Buffer.from('\nendstream\n'),
    ]),
  );
}

const STYLES = { decimal: '/S /D', roman: '/S /r', Roman: '/S /R', letters: '/S /A', none: '' } as const;

/** A number tree of page labels (PDF 32000-1, 12.4.2). Pages before the first label count 1, 2, 3. */
function pageLabels(labels: readonly PageLabel[]): string {
  const rows = [...labels].sort((a, b) => a.from - b.from);
  if (rows[0] && rows[0].from > 1) rows.unshift({ from: 1 });
  const entries = rows.map(({ from, style = 'decimal', prefix, start }) => {
    const dict = [
      STYLES[style],
      prefix ? `/P ${textString(prefix)}` : '',
      start !== undefined && start !== 1 ? `/St ${start}` : '',
    ];
    return `${from - 1} <<${dict.filter(Boolean).join(' ')}>>`;
  });
  return `<</Nums [${entries.join(' ')}]>>`;
}

/** Chromium writes structure types that PDF 1.7 does not know; readers take them for what they are mapped to. */
const ROLES: Record<string, string> = { Strong: 'Span', Em: 'Span', Aside: 'Note' };

function nameRoles(pdf: PdfObjects, root: string): void {
  const tree = reference(root, 'StructTreeRoot');
  if (tree === null) return;
  const dict = dictionary(pdf, tree);
  if (dict.includes('/RoleMap')) return;
  const roles = Object.entries(ROLES).map(([own, known]) => `/${own} /${known}`);
  setDictionary(pdf, tree, within(dict, `/RoleMap <<${roles.join(' ')}>>`));
}

/** Chromium puts the body of a list item into an element without a meaning; a list item holds labels and bodies (ISO 32000-1, 14.8.4.3.3). */
function nameListBodies(pdf: PdfObjects): void {
  for (const [, body] of pdf.objects) {
    if (body.length > 4096 || body.indexOf('/S /LI\n') < 0) continue;
    for (const [, kid] of (/\/K (\[[^\]]*\]|\d+ 0 R)/.exec(body.toString('latin1'))?.[1] ?? '').matchAll(
      /(\d+) 0 R/g,
    )) {
      const element = dictionary(pdf, Number(kid));
      if (element.includes('/S /NonStruct'))
        setDictionary(pdf, Number(kid), element.replace('/S /NonStruct', '/S /LBody'));
    }
  }
}

/** Every link says where it leads (asked for by PDF/UA-1, 7.18.5): to which page, or to which address. */
function nameLinks(pdf: PdfObjects, { labels = [], meta }: PdfOptions): void {
  const pageOf = new Map(pagesOf(pdf).map((number, i) => [number, i + 1]));
  const table = reference(dictionary(pdf, pdf.root), 'Dests');
  const pages = new Map<string, number>();
  if (table !== null)
    for (const [, name, page] of dictionary(pdf, table).matchAll(/\/([^\s/[\]<>()]+) \[(\d+) 0 R/g))
      pages.set(name ?? '', pageOf.get(Number(page)) ?? 0);
  const chinese = meta.lang.startsWith('zh');
  const told = (page: number): string => {
    const label = labels.findLast(({ from }) => from <= page);
    if (label?.style === 'none') return label.prefix ?? String(page);
    const folio = `${label?.prefix ?? ''}${label ? page - label.from + (label.start ?? 1) : page}`;
    return chinese ? `第${folio}页` : `page ${folio}`;
  };
  for (const [number, body] of pdf.objects) {
    if (body.length > 4096 || body.indexOf('/Subtype /Link') < 0) continue;
    const dict = body.toString('latin1');
    if (!dict.includes('/Type /Annot') || dict.includes('/Contents')) continue;
    const name = /\/Dest \/(\S+)/.exec(dict)?.[1];
    const page = name === undefined ? undefined : pages.get(name);
    const address = /\/URI \(([^)]*)\)/.exec(dict)?.[1];
    const text = page ? told(page) : (address ?? name ?? 'link');
    setDictionary(pdf, number, within(dict, `/Contents ${textString(text)}`));
  }
}

/**
 * Chromium rounds pages to its grid of 0.24 pt; the boxes get the exact size, the content stays where it is (top left). A bleed lies
 * outside the boxes: what is made of this print (press.ts) may still show it.
 */
function fitPages(pdf: PdfObjects, [width, height]: readonly [number, number], bleed = 0): void {
  for (const page of pagesOf(pdf)) {
    const dict = dictionary(pdf, page);
    const box = /\/MediaBox \[([^\]]*)\]/.exec(dict);
    if (!box) continue;
    const [x, , , top] = box[1]!.trim().split(/\s+/).map(Number);
    const [left, upper] = [x! + bleed, top! - bleed];
    const place = [left, upper - height, left + width, upper].map(round).join(' ');
    setDictionary(pdf, page, dict.replace(box[0], `/MediaBox [${place}]`));
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
