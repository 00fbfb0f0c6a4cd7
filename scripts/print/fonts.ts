/** Sets a document in our faces: each cut to the document's characters, loaded from disk or put inside. */
import { createHash } from 'node:crypto';
import { access, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXIT, type Problem, ProblemError } from '../problem.ts';
import { writeAtomic } from './cache.ts';
import { charactersOf, isDrawn, visibleText } from './characters.ts';
import { type Coverage, covers, readCoverage } from './coverage.ts';
import { FACES, FAMILIES, type Family, familyOf, trueTypeOf, versionOf, weightOf } from './faces.ts';
import type { Face, Sheetful } from './press.ts';
import { usedFaces } from './used.ts';
import { toWoff } from './woff.ts';

/** How fonts are referred to: files on this disk (printing), or inside the document (a file that opens anywhere). */
export type FontPlace = 'disk' | 'inside';

/** Where a missing character is sought. */
export const CHAINS: Record<Family, readonly Family[]> = {
  song: ['song', 'hei', 'kai'],
  hei: ['hei', 'kai'],
  kai: ['kai', 'hei'],
};

/** Part of the key of a cut face: changes when the way of cutting does. */
const CUT = 'cut-1';

/**
 * Gives the document with @font-face rules and the stacks --song, --hei, --kai at <!--fonts-->. Throws ProblemError B020
 * (exit 3) for every character of the visible text that no face of its chain has, B021 when the placeholder is missing.
 */
export async function typeset(doc: Sheetful, cache: string, place: FontPlace): Promise<string> {
  if (!doc.html.includes('<!--fonts-->'))
    throw problems([
      {
        code: 'B021',
        severity: 'error',
        message: { zh: '页面没有 <!--fonts--> 的位置', en: 'the page has no place <!--fonts-->' },
        where: { product: doc.name },
      },
    ]);
  const cuts = await divide(doc, cache);
  const rules = await Promise.all(
    cuts.map(async ({ face, characters }) => {
      const [source, format] =
        place === 'disk'
          ? [pathToFileURL(await cut(face, characters, cache, 'ttf')).href, 'truetype']
          : [
              `data:font/woff;base64,${await readFile(await cut(face, characters, cache, 'woff'), 'base64')}`,
              'woff',
            ];
      return `@font-face{font-family:'${FAMILIES[familyOf(face)]}';font-weight:${weightOf(face)};font-style:normal;font-display:block;src:url("${source}") format("${format}")}`;
    }),
  );
  const stacks = (Object.keys(CHAINS) as Family[])
    .map((family) => `--${family}:${CHAINS[family].map((name) => `'${FAMILIES[name]}'`).join(',')}`)
    .join(';');
  const style = `<style>${rules.join('')}:root{${stacks};font-synthesis:none}</style>`;
  return doc.html.replace('<!--fonts-->', () => style);
}

/** Whether the faces as cut for one document serve another that offers the same. */
export function coversToo(set: Sheetful, other: Sheetful): boolean {
  const has = new Set(charactersOf(set.html));
  const faces = new Set(usedFaces(set.html, set.faces));
  return (
    [...charactersOf(other.html)].every((char) => has.has(char)) &&
    usedFaces(other.html, other.faces).every((face) => faces.has(face))
  );
}

interface Cut {
  face: Face;
  characters: string;
}

/** Which face carries which characters: each face of the document what it has, the rest by the chain. */
async function divide(doc: Sheetful, cache: string): Promise<Cut[]> {
  const characters = charactersOf(doc.html);
  const faces = usedFaces(doc.html, doc.faces);
  const wanted = new Map<Face, Set<string>>(faces.map((face) => [face, new Set<string>()]));
  const missing = new Set<string>();
  for (const family of new Set(faces.map(familyOf))) {
    let rest = [...characters];
    for (const step of CHAINS[family]) {
      if (rest.length === 0) break;
      const coverage = await coverageOf(step, cache);
      const has = rest.filter((char) => covers(coverage, char.codePointAt(0)!));
      rest = rest.filter((char) => !covers(coverage, char.codePointAt(0)!));
      if (has.length === 0) continue;
      for (const face of faces.filter((own) => familyOf(own) === family)) {
        const carrier = step === family ? face : nearest(step, weightOf(face));
        const set = wanted.get(carrier) ?? new Set<string>();
        for (const char of has) set.add(char);
        wanted.set(carrier, set);
      }
    }
    for (const char of rest) missing.add(char);
  }
  if (missing.size > 0) refuseMissing(doc, missing);
  return [...wanted]
    .filter(([, set]) => set.size > 0)
    .map(([face, set]) => ({ face, characters: [...set].sort().join('') }))
    .sort((a, b) => (a.face < b.face ? -1 : 1));
}

/** Characters outside all faces are an error when a reader would see them (in comments and scripts they do no harm). */
function refuseMissing(doc: Sheetful, missing: ReadonlySet<string>): void {
  const text = visibleText(doc.html);
  const found = new Map<string, number>();
  let at = 0;
  for (const char of text) {
    if (missing.has(char) && isDrawn(char) && !found.has(char)) found.set(char, at);
    at += char.length;
  }
  const list: Problem[] = [...found].map(([char, index]) => {
    const code = `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    return {
      code: 'B020',
      severity: 'error',
      message: {
        zh: `字体里没有“${char}”（${code}），宋、黑、楷都没有`,
        en: `no face has “${char}” (${code}): neither Song, Hei nor Kai`,
      },
      hint: {
        zh: '改用通用规范汉字表里的字，或改用别的写法',
        en: 'write it with a character of the standard list, or in another way',
      },
      where: {
        product: doc.name,
        text: text
          .slice(Math.max(0, index - 12), index + 14)
          .replace(/\s+/g, ' ')
          .trim(),
      },
    };
  });
  // The report's fault, not the machine's: other reports of the run can still be made.
  if (list.length > 0) throw new ProblemError(list, EXIT.failed);
}

/** The face of a family whose weight is nearest. */
export function nearest(family: Family, weight: number): Face {
  const own = FACES.filter((face) => familyOf(face) === family);
  return own.reduce((best, face) =>
    Math.abs(weightOf(face) - weight) < Math.abs(weightOf(best) - weight) ? face : best,
  );
}

const coverages = new Map<string, Promise<Coverage>>();

/** The weights of a family have the same characters (a test compares them); one is read, once a process. */
export function coverageOf(family: Family, cache: string): Promise<Coverage> {
  const face = nearest(family, 400);
  let known = coverages.get(face);
  if (!known) {
    known = trueTypeOf(face, cache).then(readCoverage);
    coverages.set(face, known);
  }
  return known;
}

/** What a face was last cut from: a small face with all characters asked of it so far. */
interface Stock {
  characters: Set<string>;
  bytes: Promise<Buffer>;
}
const stocks = new Map<Face, Stock>();
let expected = '';

/** Tells what the documents to come are made of, so that every stock holds it from the start. Speed only. */
export function expectText(text: string): void {
  expected = charactersOf(text);
}

/**
 * The face to cut from. Cutting a cut gives the same bytes as cutting the whole face of 10 MB (tested), in a fifth of the time; so
 * each face keeps a stock that grows with the documents of the run.
 */
function stockFor(face: Face, characters: string, cache: string): Promise<Buffer> {
  const known = stocks.get(face);
  if (known && [...characters].every((char) => known.characters.has(char))) return known.bytes;
  // Set before anything is awaited, so that documents at work side by side share one stock.
  const all = new Set([...(known?.characters ?? expected), ...characters]);
  const cutting = async (): Promise<Buffer> => {
    const { default: subsetFont } = await import('subset-font');
    const whole = await readFile(await trueTypeOf(face, cache));
    return subsetFont(whole, [...all].sort().join(''), { targetFormat: 'sfnt' });
  };
  const bytes = cutting();
  stocks.set(face, { characters: all, bytes });
  return bytes;
}

/** A face cut to some characters, as a file in the cache named by what it holds: TrueType for printing, packed for what goes out. */
async function cut(face: Face, characters: string, cache: string, form: 'ttf' | 'woff'): Promise<string> {
  const key = createHash('sha256')
    .update([CUT, versionOf(face), face, characters].join('\n'))
    .digest('hex')
    .slice(0, 32);
  const file = path.join(cache, 'cuts', `${face}-${key}.${form}`);
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) {
    // Marks it as still in use, for the cleaning of the cache.
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
    return file;
  }
  const { default: subsetFont } = await import('subset-font');
  const whole = await stockFor(face, characters, cache);
  const font = await subsetFont(whole, characters, { targetFormat: 'sfnt' });
  await writeAtomic(file, form === 'woff' ? toWoff(font) : font);
  return file;
}

const problems = (list: Problem[]): ProblemError => new ProblemError(list, EXIT.browser);
