/** A presentation read back: slides in the order they are shown, with their notes, charts and data sheets. */
import { type CheerioAPI, load } from 'cheerio';
import JSZip from 'jszip';

export interface ReadChart {
  $: CheerioAPI;
  /** Cells of the first sheet: A1 → text or number as written. */
  sheet: Map<string, string>;
  /** Every other text of the workbook: shared strings no cell shows, names of columns. */
  others: string[];
}

export interface ReadSlide {
  $: CheerioAPI;
  notes: CheerioAPI;
  charts: ReadChart[];
}

export interface ReadPptx {
  slides: ReadSlide[];
  /** Every part that is no slide, notes or chart: by name. */
  rest: Map<string, CheerioAPI>;
  /** Parts of a kind that nobody reads, and parts no slide shows. */
  unread: string[];
}

/** The parts of a presentation. Anything else (macros, media, comments) is unread. */
const KNOWN =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(?:core|app)\.xml|ppt\/(?:presentation|presProps|viewProps|tableStyles)\.xml|ppt\/(?:slideLayouts|slideMasters|notesMasters)\/\w+\.xml|ppt\/theme\/theme\d+\.xml|ppt\/(?:\w+\/)?_rels\/[\w.]+\.rels)$/;

/** Reads the file. Throws Error for one that is no presentation. */
export async function readPptx(bytes: Uint8Array): Promise<ReadPptx> {
  const zip = await JSZip.loadAsync(bytes);
  const xml = async (name: string): Promise<CheerioAPI> => {
    const file = zip.file(name);
    if (!file) throw new Error(`no ${name}`);
    return load(await file.async('string'), { xml: true });
  };
  const shown = new Set<string>();
  /** Targets of a part's relationships, by id. */
  const targets = async (part: string): Promise<Map<string, { type: string; target: string }>> => {
    const folder = part.slice(0, part.lastIndexOf('/') + 1);
    const $ = await xml(`${folder}_rels/${part.slice(folder.length)}.rels`);
    return new Map(
      $('Relationship')
        .toArray()
        .map((r) => [
          $(r).attr('Id') ?? '',
          {
            type: ($(r).attr('Type') ?? '').split('/').at(-1) ?? '',
            target: new URL($(r).attr('Target') ?? '', `file:///${folder}`).pathname.slice(1),
          },
        ]),
    );
  };
  const part = (name: string): Promise<CheerioAPI> => {
    shown.add(name);
    return xml(name);
  };
  const chartAt = async (name: string): Promise<ReadChart> => {
    const $ = await part(name);
    const book = [...(await targets(name)).values()].find((r) => r.type === 'package')?.target ?? '';
    const file = zip.file(book);
    if (!file) throw new Error(`no data sheet of ${name}`);
    shown.add(book);
    return { $, ...(await readWorkbook(await file.async('uint8array'))) };
  };
  const deck = await xml('ppt/presentation.xml');
  const order = await targets('ppt/presentation.xml');
  const slides: ReadSlide[] = [];
  for (const node of deck('p\\:sldIdLst > p\\:sldId').toArray()) {
    const name = order.get(deck(node).attr('r:id') ?? '')?.target ?? '';
    const $ = await part(name);
    const own = await targets(name);
    const notes = await part([...own.values()].find((r) => r.type === 'notesSlide')?.target ?? '');
    const charts: ReadChart[] = [];
    for (const chart of $('c\\:chart').toArray())
      charts.push(await chartAt(own.get($(chart).attr('r:id') ?? '')?.target ?? ''));
    slides.push({ $, notes, charts });
  }
  const rest = new Map<string, CheerioAPI>();
  const unread: string[] = [];
  for (const file of Object.values(zip.files)) {
    if (file.dir || shown.has(file.name)) continue;
    if (KNOWN.test(file.name)) rest.set(file.name, await xml(file.name));
    else unread.push(file.name);
  }
  return { slides, rest, unread };
}

/** Parts of a workbook. Anything else (notes, drawings, macros, links) is told as a text with a number. */
const BOOK =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(?:core|app)\.xml|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/(?:worksheets|tables|theme)\/\w+\.xml|xl\/(?:worksheets\/)?_rels\/[\w.]+\.rels)$/;

/** Cells of the one sheet of a chart's workbook. */
async function readWorkbook(bytes: Uint8Array): Promise<{ sheet: Map<string, string>; others: string[] }> {
  const zip = await JSZip.loadAsync(bytes);
  const read = async (name: string) => load((await zip.file(name)?.async('string')) ?? '', { xml: true });
  const strings = await read('xl/sharedStrings.xml');
  const texts = strings('si')
    .toArray()
    .map((si) => strings(si).text());
  const $ = await read('xl/worksheets/sheet1.xml');
  const sheet = new Map<string, string>();
  const used = new Set<number>();
  for (const c of $('c').toArray()) {
    const value = $(c).children('v').text();
    if ($(c).attr('t') === 's') used.add(Number(value));
    sheet.set(
      $(c).attr('r') ?? '',
      $(c).attr('t') === 's' ? (texts[Number(value)] ?? '') : value + $(c).children('f').text(),
    );
  }
  const others = texts.filter((_, i) => !used.has(i));
  for (const file of Object.values(zip.files)) {
    if (!file.dir && !BOOK.test(file.name)) others.push(`0 ${file.name}`);
    if (file.dir || !/\.xml$/.test(file.name) || /theme|sharedStrings|Content_Types/.test(file.name))
      continue;
    const other = await read(file.name);
    // A format of its own prints other digits than the cell has.
    if (file.name === 'xl/styles.xml')
      others.push(
        ...other('numFmt, xf')
          .toArray()
          .map((n) => other(n).attr('formatCode') ?? other(n).attr('numFmtId') ?? '0')
          .filter((format) => format !== '0')
          .map((format) => `0 ${format}`),
      );
    else if (file.name.includes('/tables/'))
      others.push(
        ...other('tableColumn')
          .toArray()
          .map((column) => other(column).attr('name') ?? ''),
      );
    else if (file.name.includes('docProps/core'))
      others.push(other('dc\\:title').text(), other('dc\\:creator').text());
    else if (/worksheets\/sheet(?!1\.)/.test(file.name)) others.push(`${file.name} ${other.root().text()}`);
  }
  return { sheet, others };
}

/** All text of a part in order, as shown. */
export const shownText = ($: CheerioAPI, within = 'a\\:t'): string[] =>
  $(within)
    .toArray()
    .map((t) => $(t).text());
