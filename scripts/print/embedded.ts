/**
 * The Chromium that comes with `npm ci` (@sparticuz/chromium, Linux x64): one compressed file, inflated once into the user's
 * cache together with the libraries that a bare Debian lacks and one font, without which its renderer crashes.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { requirePackage } from '../package.ts';
import { folderOnce, type Machine } from './cache.ts';

/** The version of the package that package.json pins. */
export const EMBEDDED_VERSION = '143.0.4';

/** Whether the embedded program runs on this kind of machine. */
export const embeddedServes = (machine: Machine): boolean =>
  machine.platform === 'linux' && machine.arch === 'x64';

/** Where the package keeps its compressed files; null when it is not installed. */
export function embeddedArchive(): string | null {
  try {
    return path.resolve(path.dirname(requirePackage.resolve('@sparticuz/chromium')), '../../bin');
  } catch {
    return null;
  }
}

/** Paths below the inflated folder. */
export interface Inflated {
  program: string;
  libraries: string;
}

/** Inflates the archive below `cache` if that has not been done (about 1.5 s the first time, then nothing). */
export async function inflateEmbedded(archive: string, cache: string): Promise<Inflated> {
  const folder = path.join(cache, `chromium-${EMBEDDED_VERSION}`);
  await folderOnce(folder, async (aside) => {
    const program = path.join(aside, 'chromium');
    await Promise.all([
      pipeline(
        createReadStream(path.join(archive, 'chromium.br'), { highWaterMark: 1 << 22 }),
        createBrotliDecompress({ chunkSize: 1 << 21 }),
        createWriteStream(program, { mode: 0o755 }),
      ),
      untar(path.join(archive, 'al2023.tar.br'), aside),
    ]);
  });
  return {
    program: path.join(folder, 'chromium'),
    libraries: path.join(folder, 'lib'),
  };
}

/**
 * A fontconfig file that names one small Latin font and nothing of the machine: all else comes from the documents, so that
 * every machine gives the same look and a character we do not ship is never drawn by accident.
 */
export async function writeFontconfig(archive: string, cache: string): Promise<string> {
  const folder = path.join(cache, 'fontconfig-1');
  await folderOnce(folder, async (aside) => {
    await untar(path.join(archive, 'fonts.tar.br'), aside, (name) => name.endsWith('OpenSans-Regular.ttf'));
    const xml = (text: string) => text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
    await writeFile(
      path.join(aside, 'fonts.conf'),
      [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        '<fontconfig>',
        `  <dir>${xml(path.join(folder, 'fonts'))}</dir>`,
        `  <cachedir>${xml(path.join(folder, 'cache'))}</cachedir>`,
        '</fontconfig>',
        '',
      ].join('\n'),
    );
  });
  return path.join(folder, 'fonts.conf');
}

/** Unpacks the plain files of a .tar.br below `folder`. Format: POSIX ustar, blocks of 512 bytes. */
async function untar(file: string, folder: string, wanted: (name: string) => boolean = () => true) {
  const tar = await promisify(brotliDecompress)(await readFile(file));
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (start: number, length: number) =>
      tar.toString('latin1', at + start, at + start + length).replace(/\0.*$/s, '');
    const name = text(0, 100);
    const size = Number.parseInt(text(124, 12), 8);
    const plain = text(156, 1) === '0' || text(156, 1) === '';
    const target = path.join(folder, name);
    if (plain && wanted(name) && target.startsWith(folder + path.sep)) {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, tar.subarray(at + 512, at + 512 + size), {
        mode: Number.parseInt(text(100, 8), 8) & 0o755,
      });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
