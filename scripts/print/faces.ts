/** The faces we ship: where their files are (npm packages), and the families of CSS they form. */
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { requirePackage } from '../package.ts';
import { writeAtomic } from './cache.ts';
import type { Face } from './press.ts';

export type Family = 'song' | 'hei' | 'kai';

/** Family names in CSS, and the order in which a missing character is sought: own family, then Hei, then Kai. */
export const FAMILIES: Record<Family, string> = {
  song: 'Baogao Song',
  hei: 'Baogao Hei',
  kai: 'Baogao Kai',
};

export const FACES: readonly Face[] = [
  'song-300',
  'song-400',
  'song-600',
  'song-700',
  'song-900',
  'hei-400',
  'hei-500',
  'hei-600',
  'hei-700',
  'kai-500',
  'kai-700',
];

const SERIF = '@expo-google-fonts/noto-serif-sc';
const SANS = '@expo-google-fonts/noto-sans-sc';
const WENKAI = '@fontsource/lxgw-wenkai';
const NAMES: Record<string, string> = {
  300: 'Light',
  400: 'Regular',
  500: 'Medium',
  600: 'SemiBold',
  700: 'Bold',
  900: 'Black',
};

export const familyOf = (face: Face): Family => face.split('-')[0] as Family;
export const weightOf = (face: Face): number => Number(face.split('-')[1]);

/** The package's file of a face, as installed. Throws when the package is missing. */
export function sourceOf(face: Face): string {
  const weight = weightOf(face);
  const name = `${weight}${NAMES[weight]}`;
  if (familyOf(face) === 'kai')
    return requirePackage.resolve(`${WENKAI}/files/lxgw-wenkai-latin-${weight}-normal.woff2`);
  const [folder, stem] = familyOf(face) === 'song' ? [SERIF, 'NotoSerifSC'] : [SANS, 'NotoSansSC'];
  return requirePackage.resolve(`${folder}/${name}/${stem}_${name}.ttf`);
}

/** The version of the package that a face comes from: part of the key of whatever is cached. */
export function versionOf(face: Face): string {
  const name = familyOf(face) === 'song' ? SERIF : familyOf(face) === 'hei' ? SANS : WENKAI;
  return `${name}@${(requirePackage(`${name}/package.json`) as { version: string }).version}`;
}

/** The face as a TrueType file: the package's own, or (Kai comes as woff2) converted once into `cache`. */
export async function trueTypeOf(face: Face, cache: string): Promise<string> {
  const source = sourceOf(face);
  if (source.endsWith('.ttf')) return source;
  const file = path.join(cache, 'faces', `${versionOf(face).replace(/[^\w.]+/g, '-')}-${weightOf(face)}.ttf`);
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (!there) {
    const { default: subsetFont } = await import('subset-font');
    const woff2 = await readFile(source);
    // Nothing is dropped; layout features stay.
    await writeAtomic(
      file,
      await subsetFont(woff2, undefined, { targetFormat: 'sfnt', keepAllGlyphs: true }),
    );
  }
  return file;
}
