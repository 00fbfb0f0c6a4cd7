/**
 * Writes the guides: docs/figures.md and docs/deck.md, both in two languages, with their pictures below docs/images/. Run by hand after a
 * change of the texts in docs/figures/ and docs/deck/, of the YAML files' definitions, the drawings or the slides: `npm run docs`. A test
 * says when that is due. Pictures of slides need the browser; those that still show what is so stay as they are.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFile } from '../package.ts';
import { openPress } from '../print/press.ts';
import { readDeckGuide } from './deck.ts';
import { pictureOf, readGuide } from './guide.ts';
import { guidePicture } from './picture.ts';
import { digestOf, type SlidePicture } from './slide-picture.ts';

const docs = packageFile('docs');
await writeFigures();
await writeDeck();

async function writeFigures(): Promise<void> {
  const guide = await readGuide();
  await writePages(guide.pages);
  await keepOnly(guide.examples.map(({ spec }) => pictureOf(spec.id)));
  let size = 0;
  for (const { spec } of guide.examples) {
    const svg = await guidePicture(guide.drawing(spec.id));
    size += svg.length;
    await writeFile(path.join(docs, pictureOf(spec.id)), svg);
  }
  tell('figures', guide.kinds.length, guide.examples.length, size);
}

async function writeDeck(): Promise<void> {
  const guide = await readDeckGuide();
  await writePages(guide.pages);
  await keepOnly(guide.pictures.map((picture) => picture.path));
  const old: SlidePicture[] = [];
  for (const picture of guide.pictures) {
    const png = await readFile(path.join(docs, picture.path)).catch(() => undefined);
    if (!png || digestOf(png) !== picture.digest) old.push(picture);
  }
  let size = 0;
  const press = old.length > 0 ? await openPress() : undefined;
  try {
    for (const picture of press ? old : []) {
      const png = await picture.take(press as NonNullable<typeof press>);
      size += png.length;
      await writeFile(path.join(docs, picture.path), png);
    }
  } finally {
    await press?.close();
  }
  tell('deck', guide.kinds.length, old.length, size);
}

async function writePages(pages: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of pages) await writeFile(path.join(docs, name), text);
}

/** Removes pictures of one folder that nothing shows any more. */
async function keepOnly(paths: readonly string[]): Promise<void> {
  const folder = path.join(docs, path.dirname(paths[0] ?? ''));
  await mkdir(folder, { recursive: true });
  const names = new Set(paths.map((p) => path.basename(p)));
  for (const old of await readdir(folder)) if (!names.has(old)) await rm(path.join(folder, old));
}

function tell(name: string, kinds: number, pictures: number, size: number): void {
  process.stdout.write(`${name}: ${kinds} kinds, ${pictures} pictures, ${Math.round(size / 1024)} KB\n`);
}
