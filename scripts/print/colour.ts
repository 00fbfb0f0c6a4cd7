/** Writes every colour of a finished print anew: for four inks or for grey. Text, shapes, tags and links stay where they are. */
import { deviceOf, spacesOf } from './colour-spaces.ts';
import { entriesOf, inherited, resolved } from './entries.ts';
import { addObject, dictionary, type PdfObjects, pagesOf, setDictionary } from './objects.ts';
import { MASK, type Palette } from './palette.ts';
import { KNOCK, OVER, recoloured } from './recolour-content.ts';
import { recolourImage } from './recolour-image.ts';
import { dictionaryOf, repack, unpacked } from './streams.ts';
import { unfit } from './unfit.ts';

/**
 * Recolours pages, form XObjects, patterns, glyphs drawn as content, annotations' looks and images of 8 bit RGB. Throws ProblemError
 * B017 (with the page) for what cannot be turned: gradients, JPEG or other packed pictures in RGB, and any RGB that is left.
 */
export function recolour(pdf: PdfObjects, palette: Palette, product: string): void {
  const overprint = palette.overprint ? overprintStates(pdf) : null;
  const masks = softMasks(pdf);
  const unused = profiles(pdf);
  // A stream that two pages share is written anew once.
  const done = new Map<number, boolean>();
  for (const page of pagesOf(pdf)) {
    const contents = entriesOf(dictionary(pdf, page)).get('Contents');
    const resources = inherited(pdf, page, 'Resources') ?? '<<>>';
    let over = false;
    for (const [, to] of contents?.matchAll(/(\d+) 0 R/g) ?? []) {
      const number = Number(to);
      const asks = done.get(number) ?? recolourStream(pdf, number, palette, resources, product);
      done.set(number, asks);
      over ||= asks;
    }
    const fresh = freshResources(pdf, resources, over ? overprint : null);
    if (fresh !== resources) setEntry(pdf, page, 'Resources', fresh);
  }
  for (const [number, kind] of painted(pdf)) {
    if (kind === 'shading') throw unfit(pdf, number, product, 'gradient');
    if (kind === 'image') recolourImage(pdf, number, palette, product);
    else {
      const own = masks.has(number) ? MASK : palette;
      const resources = entriesOf(dictionary(pdf, number)).get('Resources') ?? '<<>>';
      const over = recolourStream(pdf, number, own, resources, product);
      const fresh = freshResources(pdf, resources, over ? overprint : null);
      const changes = { ...(fresh === resources ? {} : { Resources: fresh }), ...groupOf(pdf, number, own) };
      if (Object.keys(changes).length > 0) repack(pdf, number, unpacked(pdf, number), changes);
    }
  }
  for (const page of pagesOf(pdf)) {
    const { Group } = groupOf(pdf, page, palette);
    if (Group) setEntry(pdf, page, 'Group', Group);
  }
  for (const [number, body] of pdf.objects)
    if (
      RGB.some((name) => body.indexOf(name) >= 0) &&
      RGB.some((name) => dictionary(pdf, number).includes(name))
    )
      throw unfit(pdf, number, product, 'colour');
  // Nothing names a profile any more.
  for (const number of unused) pdf.objects.delete(number);
}

const RGB = ['/DeviceRGB', '/CalRGB', '/ICCBased', '/Lab '];

/** Objects besides pages that paint: what may hold colours. */
function painted(pdf: PdfObjects): Map<number, 'content' | 'image' | 'shading'> {
  const found = new Map<number, 'content' | 'image' | 'shading'>();
  for (const [number, body] of pdf.objects) {
    if (body.indexOf('/CharProcs') >= 0) {
      const glyphs = entriesOf(dictionary(pdf, number)).get('CharProcs') ?? '';
      for (const [, glyph] of resolved(pdf, glyphs).matchAll(/(\d+) 0 R/g))
        found.set(Number(glyph), 'content');
    }
    if (!HOLDS.some((name) => body.indexOf(name) >= 0)) continue;
    const entries = entriesOf(dictionary(pdf, number));
    if (entries.get('Subtype') === '/Form' || entries.get('PatternType') === '1')
      found.set(number, 'content');
    else if (entries.get('Subtype') === '/Image') found.set(number, 'image');
    else if (entries.has('ShadingType') || entries.get('PatternType') === '2') found.set(number, 'shading');
  }
  return found;
}

const HOLDS = ['/Form', '/PatternType', '/Subtype /Image', '/ShadingType'];

/** Forms whose light and dark make a soft mask. */
function softMasks(pdf: PdfObjects): Set<number> {
  const found = new Set<number>();
  for (const [number, body] of pdf.objects)
    if (body.indexOf('/Luminosity') >= 0)
      for (const [, form] of dictionary(pdf, number).matchAll(/\/G (\d+) 0 R/g)) found.add(Number(form));
  return found;
}

/** A transparency group that blends in RGB blends in the palette's space instead. */
function groupOf(pdf: PdfObjects, number: number, palette: Palette): Record<string, string> {
  const group = entriesOf(dictionary(pdf, number)).get('Group');
  const entries = group ? entriesOf(resolved(pdf, group)) : null;
  if (!entries?.has('CS')) return {};
  return { Group: dictionaryOf(new Map([...entries, ['CS', `/${palette.space}`]])) };
}

function setEntry(pdf: PdfObjects, number: number, key: string, value: string): void {
  setDictionary(pdf, number, dictionaryOf(new Map([...entriesOf(dictionary(pdf, number)), [key, value]])));
}

/** The two states between which text in black ink and all else alternate (PDF 32000-1, 8.6.7). */
function overprintStates(pdf: PdfObjects): string {
  const over = addObject(pdf, '<</Type /ExtGState\n/OP true\n/op true\n/OPM 1>>');
  const knock = addObject(pdf, '<</Type /ExtGState\n/OP false\n/op false\n/OPM 0>>');
  return `/${OVER} ${over} 0 R\n/${KNOCK} ${knock} 0 R`;
}

/** Resources with the states of overprinting where they are asked for, and without the colour spaces that no operator names any more. */
function freshResources(pdf: PdfObjects, resources: string, states: string | null): string {
  const entries = entriesOf(resolved(pdf, resources));
  const spaces = entriesOf(resolved(pdf, entries.get('ColorSpace') ?? '<<>>'));
  const gone = [...spaces].filter(([, space]) => deviceOf(pdf, space) !== '').map(([name]) => name);
  if (!states && gone.length === 0) return resources;
  for (const name of gone) spaces.delete(name);
  if (gone.length > 0) entries.set('ColorSpace', dictionaryOf(spaces));
  if (states) {
    const own = entriesOf(resolved(pdf, entries.get('ExtGState') ?? '<<>>'));
    entries.set('ExtGState', dictionaryOf(own).replace(/>>$/, `\n${states}>>`));
  }
  return dictionaryOf(entries);
}

/** Profiles that colour spaces are made by. */
function profiles(pdf: PdfObjects): number[] {
  const found: number[] = [];
  for (const [number, body] of pdf.objects)
    if (body.indexOf('/ICCBased') >= 0)
      for (const [, to] of dictionary(pdf, number).matchAll(/\/ICCBased (\d+) 0 R/g)) found.push(Number(to));
  return found;
}

/** Recolours one stream; tells whether it asks for overprinting. */
function recolourStream(
  pdf: PdfObjects,
  number: number,
  palette: Palette,
  resources: string,
  product: string,
): boolean {
  const content = unpacked(pdf, number).toString('latin1');
  const spaces = spacesOf(pdf, resources);
  const refuse = () => {
    throw unfit(pdf, number, product, 'colour');
  };
  const fresh = recoloured(content, palette, spaces, refuse);
  if (fresh !== content) repack(pdf, number, Buffer.from(fresh, 'latin1'));
  return palette.overprint && fresh.includes(`/${OVER} gs`);
}
