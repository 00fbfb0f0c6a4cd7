/**
 * Writes advances.json: how wide each character of the shipped faces is, in thousandths of an em. Run by hand after a font
 * package changes: `npx tsx scripts/figures/write-advances.ts`. Only characters that are not exactly one em wide are kept
 * (no CJK ideograph deviates), so the table stays small and drawing needs no font file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';

const require = createRequire(import.meta.url);

const FACES: Record<string, [pack: string, file: string]> = {
  'hei-400': ['noto-sans-sc', '400Regular/NotoSansSC_400Regular.ttf'],
  'hei-500': ['noto-sans-sc', '500Medium/NotoSansSC_500Medium.ttf'],
  'hei-600': ['noto-sans-sc', '600SemiBold/NotoSansSC_600SemiBold.ttf'],
  'hei-700': ['noto-sans-sc', '700Bold/NotoSansSC_700Bold.ttf'],
  'song-600': ['noto-serif-sc', '600SemiBold/NotoSerifSC_600SemiBold.ttf'],
  'song-700': ['noto-serif-sc', '700Bold/NotoSerifSC_700Bold.ttf'],
};

/** The faces' advances by code point, in thousandths of an em, for the characters of the basic plane that are not one em wide. */
function advancesOf(font: Font): Map<number, number> {
  const advances = new Map<number, number>();
  for (const code of font.characterSet) {
    if (code < 0x20 || code > 0xffff) continue;
    // As set in Chinese: for other languages the fonts hold other digits (Song, tabular) and dashes.
    const run = font.layout(String.fromCodePoint(code), undefined, 'hani', 'ZHS ');
    const advance = Math.round((run.advanceWidth * 1000) / font.unitsPerEm);
    if (advance !== 1000) advances.set(code, advance);
  }
  return advances;
}

const tables = new Map<string, Map<number, number>>();
for (const [face, [pack, file]] of Object.entries(FACES)) {
  const root = join(require.resolve(`@expo-google-fonts/${pack}/package.json`), '..');
  const font = create(readFileSync(join(root, file)));
  if (!('characterSet' in font)) throw new Error(`${file} is a collection`);
  tables.set(face, advancesOf(font));
}
const codes = [...new Set([...tables.values()].flatMap((t) => [...t.keys()]))].sort((a, b) => a - b);
const faces = Object.fromEntries(
  [...tables].map(([face, table]) => [face, codes.map((code) => table.get(code) ?? 1000)]),
);
const lines = Object.entries(faces).map(([face, list]) => `    "${face}": [${list.join(',')}]`);
const json = `{\n  "codes": [${codes.join(',')}],\n  "faces": {\n${lines.join(',\n')}\n  }\n}\n`;
writeFileSync(join(import.meta.dirname, 'advances.json'), json);
process.stdout.write(
  `${codes.length} characters, ${Object.keys(faces).length} faces, ${json.length} bytes\n`,
);
