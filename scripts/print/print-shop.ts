/** Editions of a finished print that another press prints: four inks with bleed and marks for a print shop, and grey. */
import { createHash } from 'node:crypto';
import { recolour } from './colour.ts';
import { entriesOf, resolved } from './entries.ts';
import {
  addObject,
  dictionary,
  type PdfObjects,
  pagesOf,
  plainText,
  readObjects,
  reference,
  setDictionary,
  textString,
  writeObjects,
} from './objects.ts';
import { type IccProfile, outputCondition } from './output-profile.ts';
import { FOUR_INKS, GREYS } from './palette.ts';
import { addPrinterMarks } from './printer-marks.ts';
import { compacted } from './reachable.ts';
import { dictionaryOf, packed, unpacked } from './streams.ts';

export interface PrintShopOptions {
  /** Product path for messages: booklet/booklet-print.pdf. */
  product: string;
  /** What the print shows beyond its MediaBox on every side, mm. */
  bleed: number;
  /** The shop's profile; without it the file says nothing of its printing condition and claims no PDF/X. */
  icc?: IccProfile;
}

/**
 * The file for a print shop: CMYK alone, boxes and marks, no links, tags or outline (PDF/X allows no links on the page, and a
 * shop needs none of them); page labels, language and metadata stay. With a profile it has an OutputIntent and the identification of PDF/X-4
 * (ISO 15930-7:2010). Depends on nothing but its arguments. Throws ProblemError B017 for colours that cannot be turned, U005 for a
 * profile that is not for printing.
 */
export function forPrintShop(print: Uint8Array, { product, bleed, icc }: PrintShopOptions): Uint8Array {
  const condition = icc ? outputCondition(icc) : null;
  const id = idOf(print, 'print-shop', String(bleed), icc?.bytes ?? '');
  const pdf = compacted(withoutAids(readObjects(print)));
  recolour(pdf, FOUR_INKS, product);
  const info = entriesOf(dictionary(pdf, pdf.info));
  addPrinterMarks(pdf, bleed, plainText(info.get('Title') ?? ''));
  setDictionary(pdf, pdf.info, dictionaryOf(info.set('Trapped', '/False')));
  describe(pdf, id, icc !== undefined);
  if (icc && condition !== null) addOutputIntent(pdf, icc, condition);
  return writeObjects(pdf, id, '1.6');
}

/** The print in grey; text, tags, links, outline and page labels as they were. Throws ProblemError B017 for what cannot be turned. */
export function inGrey(print: Uint8Array, product: string): Uint8Array {
  const pdf = readObjects(print);
  recolour(pdf, GREYS, product);
  return writeObjects(pdf, idOf(print, 'grey'));
}

/** An identity from what the file is made of, not from its bytes: those of compressed streams depend on the version of zlib. */
function idOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

const KEPT = ['Type', 'Pages', 'PageLabels', 'Lang', 'Metadata'];
const LEFT_OUT = ['Annots', 'StructParents', 'Tabs', 'AA', 'B'];

function withoutAids(pdf: PdfObjects): PdfObjects {
  const root = entriesOf(dictionary(pdf, pdf.root));
  setDictionary(pdf, pdf.root, dictionaryOf(new Map([...root].filter(([key]) => KEPT.includes(key)))));
  for (const page of pagesOf(pdf)) {
    const entries = entriesOf(dictionary(pdf, page));
    for (const key of LEFT_OUT) entries.delete(key);
    setDictionary(pdf, page, dictionaryOf(entries));
  }
  return pdf;
}

/** Adds to the XMP: not trapped; with a profile also what PDF/X-4 asks for (ISO 15930-7:2010, 6.17). Throws when there is none. */
function describe(pdf: PdfObjects, id: string, identified: boolean): void {
  const metadata = reference(dictionary(pdf, pdf.root), 'Metadata');
  if (metadata === null) throw new Error('a print without metadata is not finished');
  const xmp = unpacked(pdf, metadata).toString('utf8');
  const date = /<xmp:ModifyDate>([^<]*)</.exec(xmp)?.[1];
  const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.*)$/, '$1-$2-$3-$4-$5');
  const rows = [
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Trapped>False</pdf:Trapped></rdf:Description>',
    ...(identified
      ? [
          '<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description>',
          '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">',
          ...(date ? [`<xmp:MetadataDate>${date}</xmp:MetadataDate>`] : []),
          `<xmpMM:DocumentID>uuid:${uuid}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>`,
          '</rdf:Description>',
        ]
      : []),
  ];
  const data = Buffer.from(xmp.replace('</rdf:RDF>', `${rows.join('\n')}\n</rdf:RDF>`), 'utf8');
  pdf.objects.set(
    metadata,
    Buffer.concat([
      Buffer.from(`<</Type /Metadata\n/Subtype /XML\n/Length ${data.length}>>\nstream\n`),
      data,
      Buffer.from('\nendstream\n'),
    ]),
  );
}

/** The condition of printing (PDF 32000-1, 14.11.5): a name of the ICC's registry where the profile bears one, else its own. */
function addOutputIntent(pdf: PdfObjects, icc: IccProfile, condition: string): void {
  const registered = /FOGRA\d+/.exec(condition)?.[0];
  const profile = addObject(pdf, packed(['/N 4'], Buffer.from(icc.bytes)));
  const intent = [
    '/Type /OutputIntent',
    '/S /GTS_PDFX',
    `/OutputConditionIdentifier ${textString(registered ?? condition)}`,
    ...(registered ? ['/RegistryName (http://www.color.org)'] : []),
    `/Info ${textString(condition)}`,
    `/DestOutputProfile ${profile} 0 R`,
  ];
  const number = addObject(pdf, `<<${intent.join('\n')}>>`);
  const root = entriesOf(dictionary(pdf, pdf.root));
  setDictionary(pdf, pdf.root, dictionaryOf(root.set('OutputIntents', `[${number} 0 R]`)));
}

/** The profile inside a file of `forPrintShop`; null where there is none. */
export function profileIn(print: Uint8Array): Uint8Array | null {
  const pdf = readObjects(print);
  const intents = entriesOf(dictionary(pdf, pdf.root)).get('OutputIntents');
  const intent = intents && /(\d+) 0 R/.exec(intents)?.[1];
  const profile = intent ? reference(resolved(pdf, `${intent} 0 R`), 'DestOutputProfile') : null;
  return profile === null ? null : unpacked(pdf, profile);
}
