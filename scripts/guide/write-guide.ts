/**
 * Writes docs/figures.md, docs/figures.zh-CN.md and docs/images/figures/ from docs/figures/ and the definitions of the YAML files. Run by
 * hand after a change of any of them or of the drawings: `npm run docs`. A test says when that is due. Needs no browser.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFile } from '../package.ts';
import { pictureOf, readGuide } from './guide.ts';
import { guidePicture } from './picture.ts';

const docs = packageFile('docs');
const guide = await readGuide();
for (const [name, text] of guide.pages) await writeFile(path.join(docs, name), text);
const folder = path.join(docs, path.dirname(pictureOf('figure')));
await mkdir(folder, { recursive: true });
const names = new Set(guide.examples.map(({ spec }) => path.basename(pictureOf(spec.id))));
for (const old of await readdir(folder)) if (!names.has(old)) await rm(path.join(folder, old));
let size = 0;
for (const { spec } of guide.examples) {
  const svg = await guidePicture(guide.drawing(spec.id));
  size += svg.length;
  await writeFile(path.join(docs, pictureOf(spec.id)), svg);
}
process.stdout.write(`${guide.kinds.length} kinds, ${names.size} pictures, ${Math.round(size / 1024)} KB\n`);
