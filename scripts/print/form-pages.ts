/** Pages as Form XObjects: what is needed to print pages of a document on other pages, their fonts and pictures shared. */
import { deflateSync, inflateSync } from 'node:zlib';
import { entriesOf, inherited, resolved } from './entries.ts';
import { addObject, dictionary, type PdfObjects, streamOf } from './objects.ts';

export const MM = 72 / 25.4;
/** What a page may show beyond its trim, mm: the bleed of our prints. */
const BLEED = 3;

/** A page as a reader shows it: its trim (x0, y0, x1, y1 in its own space, pt), its turn, and the size that follows (pt). */
export interface Frame {
  trim: readonly [number, number, number, number];
  /** Clockwise, 0, 90, 180 or 270. */
  turn: number;
  width: number;
  height: number;
}

/** Reads the boxes of a page: TrimBox, else CropBox, else MediaBox. Throws when it has none. */
export function frameOf(pdf: PdfObjects, page: number): Frame {
  const trimmed = entriesOf(dictionary(pdf, page)).get('TrimBox');
  const box = trimmed ?? inherited(pdf, page, 'CropBox') ?? inherited(pdf, page, 'MediaBox') ?? '';
  const [a, b, c, d] = (/\[([^\]]*)\]/.exec(resolved(pdf, box))?.[1] ?? '').trim().split(/\s+/).map(Number);
  if (d === undefined || [a, b, c, d].some(Number.isNaN)) throw new Error(`page ${page} has no size`);
  const trim = [Math.min(a!, c!), Math.min(b!, d), Math.max(a!, c!), Math.max(b!, d)] as const;
  const turn = (((Number(inherited(pdf, page, 'Rotate') ?? 0) % 360) + 360) % 360) as Frame['turn'];
  const [width, height] = [trim[2] - trim[0], trim[3] - trim[1]];
  return turn % 180 === 0 ? { trim, turn, width, height } : { trim, turn, width: height, height: width };
}

/** From the page's own space to one whose origin is the lower left corner of the trim as it is shown. */
function upright({ trim: [x0, y0, x1, y1], turn }: Frame): number[] {
  if (turn === 90) return [0, -1, 1, 0, -y0, x1];
  if (turn === 180) return [-1, 0, 0, -1, x1, y1];
  if (turn === 270) return [0, 1, -1, 0, y1, -x0];
  return [1, 0, 0, 1, -x0, -y0];
}

/**
 * Adds a page's content as a Form XObject whose origin is the lower left corner of the trim; it shows what lies on the trim and
 * up to 3 mm beyond (bleed). Gives its number; null when the page shows nothing. Structure and links stay behind: marked content
 * keeps its numbers, to which no parent tree answers (PDF 32000-1, 14.7.4.4 asks for it only where StructParents stands).
 */
export function formOf(pdf: PdfObjects, page: number, frame: Frame): number | null {
  const contents = contentOf(pdf, page);
  if (contents === null) return null;
  const [x0, y0, x1, y1] = frame.trim;
  const bleed = BLEED * MM;
  const group = entriesOf(dictionary(pdf, page)).get('Group');
  const rows = [
    '/Type /XObject',
    '/Subtype /Form',
    `/BBox [${[x0 - bleed, y0 - bleed, x1 + bleed, y1 + bleed].map(decimal).join(' ')}]`,
    `/Matrix [${upright(frame).map(decimal).join(' ')}]`,
    `/Resources ${inherited(pdf, page, 'Resources') ?? '<<>>'}`,
    ...(group === undefined ? [] : [`/Group ${group}`]),
    ...contents.filter,
    `/Length ${contents.data.length}`,
  ];
  return addObject(
    pdf,
    Buffer.concat([
      Buffer.from(`<<${rows.join('\n')}>>\nstream\n`, 'latin1'),
      contents.data,
      Buffer.from('\nendstream\n'),
    ]),
  );
}

/** The content of a page as one stream: its own bytes where it is one already, several put together. */
function contentOf(pdf: PdfObjects, page: number): { data: Buffer; filter: string[] } | null {
  const value = entriesOf(dictionary(pdf, page)).get('Contents');
  if (value === undefined) return null;
  const parts = [...value.matchAll(/(\d+) 0 R/g)].map(([, number]) => {
    const data = streamOf(pdf, Number(number));
    if (data === null) throw new Error(`content ${number} of page ${page} is no stream`);
    const entries = entriesOf(dictionary(pdf, Number(number)));
    const filter = ['Filter', 'DecodeParms'].flatMap((key) =>
      entries.has(key) ? [`/${key} ${entries.get(key)}`] : [],
    );
    return { data, filter };
  });
  if (parts.length < 2) return parts[0] ?? null;
  const texts = parts.flatMap(({ data, filter }) => {
    if (filter.length > 0 && filter.join() !== '/Filter /FlateDecode')
      throw new Error(`page ${page}: ${filter.join(' ')}`);
    return [filter.length > 0 ? inflateSync(data) : data, Buffer.from('\n')];
  });
  return { data: deflateSync(Buffer.concat(texts)), filter: ['/Filter /FlateDecode'] };
}

/** A number as PDF writes it: a thousandth of a point is fine enough. */
export const decimal = (value: number): string => String(Math.round(value * 1000) / 1000 + 0);
