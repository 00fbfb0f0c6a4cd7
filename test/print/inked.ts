/** Reads the colours of a PDF back by a reader and a tokenizer that are not ours: pdf-lib and a plain pattern. */
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';

export interface Painted {
  /** Colours as the operators set them, with what they are for: `0 0 0 1 k`. */
  colours: Set<string>;
  /** Fill colours in force when text was shown. */
  text: Set<string>;
  /** All other operators. */
  operators: Set<string>;
  /** Names of colour spaces met anywhere: in dictionaries, groups, images, content. */
  spaces: Set<string>;
  /** Decoded content of each page, its streams joined. */
  pages: string[];
}

const TOKEN = /\((?:\\.|[^\\()])*\)|<<.*?>>|<[^>]*>|\[[^\]]*\]|\/[^\s/[\]<>()]*|[^\s/[\]<>()]+/gs;

/** Everything that paints, page by page, forms and patterns included. */
export async function painted(bytes: Uint8Array): Promise<Painted> {
  const pdf = await PDFDocument.load(bytes);
  const found: Painted = {
    colours: new Set(),
    text: new Set(),
    operators: new Set(),
    spaces: new Set(),
    pages: [],
  };
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object;
    for (const [name] of `${dict}`.matchAll(/\/(?:Device\w+|ICCBased|CalRGB|Lab|Separation)\b/g))
      found.spaces.add(name);
    if (!(object instanceof PDFRawStream) || !(object.dict instanceof PDFDict)) continue;
    const kind = object.dict.get(PDFName.of('Subtype'));
    const pattern = object.dict.get(PDFName.of('PatternType'));
    if (kind === PDFName.of('Form') || pattern)
      read(Buffer.from(decodePDFRawStream(object).decode()).toString('latin1'), found);
  }
  for (const page of pdf.getPages()) {
    const contents = page.node.normalizedEntries().Contents;
    const parts: string[] = [];
    for (let i = 0; i < (contents?.size() ?? 0); i++) {
      const stream = contents!.lookup(i);
      if (stream instanceof PDFRawStream)
        parts.push(Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'));
    }
    found.pages.push(parts.join('\n'));
    read(parts.join('\n'), found);
  }
  return found;
}

function read(content: string, found: Painted): void {
  let operands: string[] = [];
  let fill = '0 g';
  const stack: string[] = [];
  for (const [token] of content.matchAll(TOKEN)) {
    if (!/^[A-Za-z'"]/.test(token)) {
      operands.push(token);
      continue;
    }
    if (/^(?:g|rg|k|sc|scn|cs)$/.test(token)) fill = [...operands, token].join(' ');
    if (/^(?:g|rg|k|sc|scn|cs)$/i.test(token)) found.colours.add([...operands, token].join(' '));
    else found.operators.add(token);
    if (token === 'q') stack.push(fill);
    if (token === 'Q') fill = stack.pop() ?? fill;
    if (/^T[jJ]$/.test(token)) found.text.add(fill);
    operands = [];
  }
}
