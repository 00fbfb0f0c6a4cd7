/**
 * Saddle stitch: a finished booklet rearranged so that sheets printed on both sides, laid in each other and folded once, are the
 * booklet. A pure function of the bytes of the booklet; fonts, pictures and content stay the very same streams.
 *
 * There are no fold marks: a sheet is twice the finished page, so a mark at the fold's head or foot would stay on the spine of the
 * cover for good. The fold is where the short edges meet.
 */
import { entriesOf, inherited } from './entries.ts';
import { finishPdf } from './finish.ts';
import { decimal, type Frame, formOf, frameOf, MM } from './form-pages.ts';
import {
  addObject,
  dictionary,
  type PdfObjects,
  pagesOf,
  readObjects,
  reference,
  setDictionary,
  writeObjects,
} from './objects.ts';
import { pageNames } from './page-names.ts';
import type { PageLabel, PdfOptions } from './press.ts';
import { propertiesOf } from './properties.ts';
import { compacted, reachable, renumbered } from './reachable.ts';
import {
  type ImpositionPlan,
  impositionPlan,
  PAPERS,
  type Paper,
  type SheetSide,
  sheetWords,
  sideName,
} from './sheet-order.ts';

export interface ImpositionOptions {
  /** Derived from the size of the pages by default: A5 on A4, A4 on A3. */
  paper?: Paper;
  /** By how much the pages of a sheet move toward the fold for every sheet around it, mm; 0 by default. Paper of 80 g: about 0.1. */
  creep?: number;
  /** The last page is the back cover, see impositionPlan. */
  back?: boolean;
  /** A finished PDF of one or two pages in the paper's size: front and back of a leaf before the first sheet. */
  leaf?: Uint8Array;
  /** Those of the booklet by default. */
  meta?: PdfOptions['meta'];
}

/** What is to be told of an imposition before it is made: its leaf is written from this. */
export interface Imposition {
  paper: Paper;
  plan: ImpositionPlan;
  /** What each page of the document is called: its label, which is its folio as printed. */
  names: readonly string[];
}

/** A finished print: its bytes, or its objects where they were read already. */
type Print = Uint8Array | PdfObjects;
const objectsOf = (pdf: Print): PdfObjects => (pdf instanceof Uint8Array ? readObjects(pdf) : pdf);

/** Reads from a finished booklet how it will be imposed; throws as `impose` does. */
export function impositionOf(
  pdf: Print,
  options: Pick<ImpositionOptions, 'paper' | 'back'> = {},
): Imposition {
  const read = objectsOf(pdf);
  const order = pagesOf(read);
  const paper = paperOf(
    order.map((page) => frameOf(read, page)),
    options.paper,
  );
  return { paper, plan: impositionPlan(order.length, options), names: pageNames(read, order.length) };
}

/**
 * Imposes a finished booklet. Sides are named in the page labels by the names of their pages: 第1张正面 16|1. The print dialog is preset to
 * both sides, turned on the short edge, at actual size. Each page is clipped at the fold; at the fore edge what it shows beyond its trim stays (bleed).
 * Throws when the pages differ in size, fit on no paper, or a leaf is not of the paper's size.
 */
export function impose(pdf: Print, options: ImpositionOptions): Uint8Array {
  const { creep = 0, leaf } = options;
  const read = objectsOf(pdf);
  const meta = options.meta ?? propertiesOf(read);
  // Structure and outline, most of the objects, are left at once.
  const kept = reachable(read, [reference(dictionary(read, read.root), 'Pages')!]);
  const source: PdfObjects = {
    ...read,
    objects: new Map([read.root, ...kept].map((number) => [number, read.objects.get(number)!])),
  };
  const order = pagesOf(source);
  const frames = order.map((page) => frameOf(source, page));
  const paper = paperOf(frames, options.paper);
  const plan = impositionPlan(order.length, options);
  if (!(creep >= 0) || creep * (plan.sheets - 1) > 20) throw new Error(`creep of ${creep} mm a sheet`);
  const names = pageNames(source, order.length);
  const forms = order.map((page, i) => formOf(source, page, frames[i]!));

  const [root, info] = [addObject(source, '<<>>'), addObject(source, '<<>>')];
  const all: PdfObjects = { objects: source.objects, root, info };
  const pagesRoot = addObject(all, '<<>>');
  const kids = leaf === undefined ? [] : leafPages(all, leaf, paper, pagesRoot);
  const { leaf: leafNames, blank } = sheetWords(meta.lang);
  const labels: PageLabel[] = kids.map((kid, i) => ({
    from: i + 1,
    style: 'none',
    prefix: (dictionary(all, kid).includes('/Contents') && leafNames[i]) || blank,
  }));
  for (const side of plan.sides) {
    kids.push(sidePage(all, side, { paper, creep, frames, forms, parent: pagesRoot }));
    labels.push({ from: kids.length, style: 'none', prefix: sideName(side, names, meta.lang) });
  }
  setDictionary(
    all,
    pagesRoot,
    `<</Type /Pages\n/Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]\n/Count ${kids.length}>>`,
  );
  setDictionary(
    all,
    root,
    '<</Type /Catalog\n' +
      `/Pages ${pagesRoot} 0 R\n/PageLayout /SinglePage\n` +
      '/ViewerPreferences <</Type /ViewerPreferences\n/DisplayDocTitle true\n/PrintScaling /None\n' +
      '/Duplex /DuplexFlipShortEdge\n/PickTrayByPDFSize true>>>>',
  );
  return finishPdf(writeObjects(compacted(all), '0'.repeat(32)), { meta, labels });
}

/** The leaf of an imposed file alone, as a PDF of two pages, which `impose` takes again and gives the same bytes. */
export function leafOf(imposed: Uint8Array): Uint8Array {
  const read = readObjects(imposed);
  const pdf: PdfObjects = { ...read, objects: new Map(read.objects) };
  const pages = pagesOf(pdf).slice(0, 2);
  const tree = addObject(
    pdf,
    `<</Type /Pages\n/Kids [${pages.map((page) => `${page} 0 R`).join(' ')}]\n/Count ${pages.length}>>`,
  );
  for (const page of pages)
    setDictionary(pdf, page, dictionary(pdf, page).replace(/\/Parent \d+ 0 R/, `/Parent ${tree} 0 R`));
  const root = addObject(pdf, `<</Type /Catalog\n/Pages ${tree} 0 R>>`);
  const info = addObject(pdf, '<<>>');
  return writeObjects(compacted({ objects: pdf.objects, root, info }), '0'.repeat(32));
}

/** A page may differ by this from half its paper, mm: A5 is 148 wide, half of A4 148.5. */
const TOLERANCE = 1.5;

/** The paper on which two of the pages stand side by side. */
export function paperOf(frames: readonly Frame[], wanted?: Paper): Paper {
  const [first] = frames;
  if (!first) throw new Error('a document without pages');
  const strange = frames.findIndex(
    ({ width, height }) => Math.abs(width - first.width) > MM || Math.abs(height - first.height) > MM,
  );
  if (strange >= 0) throw new Error(`page ${strange + 1} differs in size from page 1`);
  const near = (size: number, to: number) => Math.abs(size / MM - to) <= TOLERANCE;
  const fits = (Object.keys(PAPERS) as Paper[]).find(
    (paper) => near(first.width, PAPERS[paper][0] / 2) && near(first.height, PAPERS[paper][1]),
  );
  const size = `${decimal(first.width / MM)} × ${decimal(first.height / MM)} mm`;
  if (!fits) throw new Error(`no paper carries two pages of ${size}`);
  if (wanted && wanted !== fits) throw new Error(`pages of ${size} are printed on ${fits}, not on ${wanted}`);
  return fits;
}

/** Size of a paper in points. */
const points = (paper: Paper): readonly [number, number] => [PAPERS[paper][0] * MM, PAPERS[paper][1] * MM];

/** Sets two pages on one side of a sheet; gives the number of the page. */
function sidePage(
  all: PdfObjects,
  { sheet, left, right }: SheetSide,
  how: {
    paper: Paper;
    creep: number;
    frames: readonly Frame[];
    forms: readonly (number | null)[];
    parent: number;
  },
): number {
  const [width, height] = points(how.paper);
  const fold = width / 2;
  const shift = (sheet - 1) * how.creep * MM;
  const placed = [
    { name: 'L', page: left, edge: 0, x: (own: number) => fold - own + shift },
    { name: 'R', page: right, edge: fold, x: () => fold - shift },
  ].flatMap(({ name, page, edge, x }) => {
    const form = page === null ? null : how.forms[page - 1]!;
    if (page === null || form === null) return [];
    const frame = how.frames[page - 1]!;
    const matrix = `1 0 0 1 ${decimal(x(frame.width))} ${decimal((height - frame.height) / 2)} cm`;
    const clip = `${decimal(edge)} 0 ${decimal(fold)} ${decimal(height)} re\nW n`;
    return [{ name, form, content: `q\n${clip}\n${matrix}\n/${name} Do\nQ\n` }];
  });
  const content = placed.map((half) => half.content).join('');
  const contents =
    content === ''
      ? []
      : [`/Contents ${addObject(all, `<</Length ${content.length}>>\nstream\n${content}\nendstream`)} 0 R`];
  const objects = placed.map(({ name, form }) => `/${name} ${form} 0 R`).join('\n');
  const rows = [
    '<</Type /Page',
    `/Parent ${how.parent} 0 R`,
    `/MediaBox [0 0 ${decimal(width)} ${decimal(height)}]`,
    `/Resources <<${objects === '' ? '' : `/XObject <<${objects}>>`}>>`,
    ...contents,
  ];
  return addObject(all, `${rows.join('\n')}>>`);
}

/** Takes in the pages of a leaf, always two, so that every sheet begins on an odd page; gives their numbers. */
function leafPages(all: PdfObjects, bytes: Uint8Array, paper: Paper, parent: number): number[] {
  const leaf = readObjects(bytes);
  const pages = pagesOf(leaf);
  if (pages.length < 1 || pages.length > 2) throw new Error(`a leaf of ${pages.length} pages`);
  const own = pages.map((page) => {
    const { trim, turn, width, height } = frameOf(leaf, page);
    const [w, h] = points(paper);
    if (turn !== 0 || Math.abs(width - w) > MM || Math.abs(height - h) > MM)
      throw new Error(`the leaf is not of the size of ${paper}`);
    const entries = ['Resources', 'Contents', 'Group'].flatMap((key) => {
      const value =
        key === 'Resources' ? inherited(leaf, page, key) : entriesOf(dictionary(leaf, page)).get(key);
      return value === null || value === undefined ? [] : [`/${key} ${value}`];
    });
    return [`/MediaBox [${trim.map(decimal).join(' ')}]`, ...entries].join('\n');
  });
  const used = reachable(
    leaf,
    own.flatMap((dict) => [...dict.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]))),
  );
  const { objects, to } = renumbered(leaf, used, Math.max(...all.objects.keys()) + 1);
  for (const [number, body] of objects) all.objects.set(number, body);
  const dicts = own.map((dict) =>
    dict.replace(/(\d+) 0 R/g, (_, number: string) => `${to(Number(number))} 0 R`),
  );
  if (dicts.length === 1) dicts.push(`${/\/MediaBox \[[^\]]*\]/.exec(dicts[0]!)![0]}\n/Resources <<>>`);
  return dicts.map((dict) => addObject(all, `<</Type /Page\n/Parent ${parent} 0 R\n${dict}>>`));
}
