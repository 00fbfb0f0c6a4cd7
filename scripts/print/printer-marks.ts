/** Boxes and printer's marks: where a page is cut, how the plates lie on each other, and which page it is. */
import { setInEmbedded } from './embedded-text.ts';
import { entriesOf, inherited, resolved } from './entries.ts';
import { MM } from './form-pages.ts';
import { BRAND } from './inks.ts';
import { addObject, dictionary, type PdfObjects, pagesOf, setDictionary } from './objects.ts';
import { dictionaryOf } from './streams.ts';
import { stroked, strokedWidth } from './stroke-letters.ts';

/** A box in the page's own space, pt: left, lower, right, upper. */
export type Box = readonly [number, number, number, number];

/** Beyond the bleed the paper goes on by this, mm: room for the marks. */
const ROOM = 10;
/** Marks begin this far outside the bleed, and crop marks have this length, mm. */
const GAP = 1;
const LENGTH = 5;
/** Hairline, pt. */
const LINE = 0.25;

/** Patches of the colour bar in percent of C, M, Y, K: the inks in full and by half, then our navy and red. */
const PATCHES = [
  [100, 0, 0, 0],
  [0, 100, 0, 0],
  [0, 0, 100, 0],
  [0, 0, 0, 100],
  [50, 0, 0, 0],
  [0, 50, 0, 0],
  [0, 0, 50, 0],
  [0, 0, 0, 50],
  BRAND['172b4d']!,
  BRAND.b3191f!,
] as const;

/**
 * Takes the MediaBox of every page as its trim and sets the boxes: TrimBox, BleedBox (`bleed` mm around it), MediaBox and CropBox (10 mm
 * more). Content is cut at the bleed; crop marks, four registration marks in all inks, a colour bar, `title` and the line “page / pages,
 * size + bleed, CMYK” stand outside it. The title is set in a font of the file; it is left out where none has its characters.
 */
export function addPrinterMarks(pdf: PdfObjects, bleed: number, title: string): void {
  const pages = pagesOf(pdf);
  const all = registrationSpace(pdf);
  const line = title === '' ? null : setInEmbedded(pdf, title);
  const end = stream(pdf, 'Q');
  const starts = new Map<string, number>();
  const marks = new Map<string, number>();
  pages.forEach((page, index) => {
    const entries = entriesOf(dictionary(pdf, page));
    const trim = boxOf(pdf, page);
    const outer = grown(trim, bleed);
    const paper = grown(trim, bleed + ROOM);
    const key = trim.join(' ');
    if (!starts.has(key)) {
      starts.set(key, stream(pdf, `q\n${rectangle(outer)}\nW n`));
      marks.set(key, markForm(pdf, trim, paper, bleed, all));
    }
    const resources = entriesOf(resolved(pdf, inherited(pdf, page, 'Resources') ?? '<<>>'));
    add(pdf, resources, 'XObject', 'BaogaoMarks', marks.get(key)!);
    line?.pieces.forEach(({ font }) => void add(pdf, resources, 'Font', `BaogaoSlug${font}`, font));
    const slug = stream(
      pdf,
      `/BaogaoMarks Do\n${slugLine(trim, bleed, `${index + 1} / ${pages.length}`, line)}`,
    );
    const own = [...(entries.get('Contents') ?? '').matchAll(/\d+ 0 R/g)].map(([ref]) => ref);
    entries.set('Contents', `[${[`${starts.get(key)} 0 R`, ...own, `${end} 0 R`, `${slug} 0 R`].join(' ')}]`);
    entries.set('Resources', dictionaryOf(resources));
    entries.delete('ArtBox');
    for (const [name, box] of [
      ['MediaBox', paper],
      ['CropBox', paper],
      ['BleedBox', outer],
      ['TrimBox', trim],
    ] as const)
      entries.set(name, `[${box.map(decimal).join(' ')}]`);
    setDictionary(pdf, page, dictionaryOf(entries));
  });
}

function boxOf(pdf: PdfObjects, page: number): Box {
  const numbers = (inherited(pdf, page, 'MediaBox') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
  const [a, b, c, d] = numbers;
  if (d === undefined) throw new Error(`page ${page} has no size`);
  return [Math.min(a!, c!), Math.min(b!, d), Math.max(a!, c!), Math.max(b!, d)];
}

const grown = ([x0, y0, x1, y1]: Box, mm: number): Box => [
  x0 - mm * MM,
  y0 - mm * MM,
  x1 + mm * MM,
  y1 + mm * MM,
];

/** All plates at once (PDF 32000-1, 8.6.6.4). */
function registrationSpace(pdf: PdfObjects): number {
  const tint = '<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>';
  return addObject(pdf, `[/Separation /All /DeviceCMYK ${tint}]`);
}

/** Crop marks, registration marks and colour bar of one size of page. */
function markForm(pdf: PdfObjects, trim: Box, paper: Box, bleed: number, all: number): number {
  const [x0, y0, x1, y1] = trim;
  const [near, far] = [(bleed + GAP) * MM, (bleed + GAP + LENGTH) * MM];
  const crops: string[] = [];
  for (const [x, out] of [
    [x0, -1],
    [x1, 1],
  ] as const)
    for (const [y, up] of [
      [y0, -1],
      [y1, 1],
    ] as const)
      crops.push(segment(x + out * near, y, x + out * far, y), segment(x, y + up * near, x, y + up * far));
  const middle = (bleed + ROOM / 2) * MM;
  const targets = [
    [(x0 + x1) / 2, y0 - middle],
    [(x0 + x1) / 2, y1 + middle],
    [x0 - middle, (y0 + y1) / 2],
    [x1 + middle, (y0 + y1) / 2],
  ].map(([x, y]) => target(x!, y!));
  const side = 5 * MM;
  const from = x0 + 10 * MM;
  // The bar ends before the registration mark.
  const room = Math.floor(((x0 + x1) / 2 - 4 * MM - from) / side);
  const bar = PATCHES.slice(0, Math.max(0, room)).map(
    (inks, i) =>
      `${inks.map((percent) => percent / 100).join(' ')} k ${rectangle([from + i * side, y1 + (bleed + 2.5) * MM, from + (i + 1) * side, y1 + (bleed + 2.5) * MM + side])} f`,
  );
  const content = ['/All CS 1 SCN', `${LINE} w`, ...crops, ...targets, ...bar].join('\n');
  return addObject(
    pdf,
    `<</Type /XObject\n/Subtype /Form\n/BBox [${paper.map(decimal).join(' ')}]\n/Resources <</ColorSpace <</All ${all} 0 R>>>>\n/Length ${content.length}>>\nstream\n${content}\nendstream`,
  );
}

/** A circle with a cross. */
function target(x: number, y: number): string {
  const [r, arm] = [1.5 * MM, 2.5 * MM];
  const c = r * 0.5523; // control points of a quarter of a circle
  const curve = (...points: number[]) => `${points.map((v) => v.toFixed(2)).join(' ')} c`;
  return [
    `${(x + r).toFixed(2)} ${y.toFixed(2)} m`,
    curve(x + r, y + c, x + c, y + r, x, y + r),
    curve(x - c, y + r, x - r, y + c, x - r, y),
    curve(x - r, y - c, x - c, y - r, x, y - r),
    curve(x + c, y - r, x + r, y - c, x + r, y),
    'S',
    segment(x - arm, y, x + arm, y),
    segment(x, y - arm, x, y + arm),
  ].join('\n');
}

/** Title at the left below the page, page and size at the right; black ink. */
function slugLine(trim: Box, bleed: number, place: string, title: ReturnType<typeof setInEmbedded>): string {
  const [x0, y0, x1] = trim;
  const size = [trim[2] - x0, trim[3] - y0].map((pt) => String(Math.round(pt / MM)));
  const text = `${place}   ${size.join(' × ')} mm + ${bleed} mm   CMYK`;
  // Each half of the line ends before the registration mark in the middle.
  const room = (x1 - x0) / 2 - 14 * MM;
  const height = Math.min(2.2 * MM, room / strokedWidth(text, 1));
  const base = y0 - (bleed + 6) * MM;
  const right = x1 - 10 * MM;
  const drawn = stroked(text, right - strokedWidth(text, height), base, height);
  const points = title ? Math.min(8, (room * 1000) / title.width) : 0;
  let x = x0 + 10 * MM;
  const words = (title?.pieces ?? []).map(({ font, codes, width }) => {
    const piece = `BT /BaogaoSlug${font} ${decimal(points)} Tf 1 0 0 1 ${decimal(x)} ${decimal(base)} Tm <${codes}> Tj ET`;
    x += (width * points) / 1000;
    return piece;
  });
  return ['q 0 0 0 1 k 0 0 0 1 K', '0.5 w 1 J 1 j', drawn, ...words, 'Q'].join('\n');
}

function add(
  pdf: PdfObjects,
  resources: Map<string, string>,
  kind: string,
  name: string,
  number: number,
): void {
  const entries = entriesOf(resolved(pdf, resources.get(kind) ?? '<<>>'));
  resources.set(kind, dictionaryOf(entries.set(name, `${number} 0 R`)));
}

const stream = (pdf: PdfObjects, content: string): number =>
  addObject(pdf, `<</Length ${content.length}>>\nstream\n${content}\nendstream`);

const rectangle = ([x0, y0, x1, y1]: Box): string =>
  `${[x0, y0, x1 - x0, y1 - y0].map(decimal).join(' ')} re`;
const segment = (x0: number, y0: number, x1: number, y1: number): string =>
  `${decimal(x0)} ${decimal(y0)} m ${decimal(x1)} ${decimal(y1)} l S`;
const decimal = (value: number): string => String(Math.round(value * 1000) / 1000);
