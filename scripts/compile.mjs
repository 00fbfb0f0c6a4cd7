/**
 * Compiles the commands, and the libraries they use, into one bundle whenever a source has changed: loading some thousand small
 * modules one by one takes 4 s, the bundle a few tenths. In plain JavaScript, because it runs before anything is compiled.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SCRIPTS = fileURLToPath(new URL('.', import.meta.url));
const ROOT = path.join(SCRIPTS, '..');

/** Packages that read files of their own, or are started by name: they stay where they are installed. */
const APART = /^(pdfjs-dist|subset-font|harfbuzzjs)(\/|$)/;

/** A bundle this old (ms) serves no process that is still at work. */
const OLD = 3_600_000;

/**
 * The URL of a command, ready to be imported. The bundle lies in the package's own folder .cache, and where that cannot be written
 * to, in a folder of its own that goes with the process. Throws what esbuild throws when a source has a fault.
 *
 * @param {readonly string[]} commands names of the commands: build is scripts/build.ts
 * @param {string} command the one to run
 * @returns {Promise<string>}
 */
export async function compiled(commands, command) {
  const shelf = path.join(ROOT, '.cache/commands');
  const known = readRecord(shelf);
  const folder = known?.inputs.every(unchanged) ? known.folder : await compile(commands, shelf);
  return pathToFileURL(path.join(folder, `${command}.mjs`)).href;
}

/** What the bundle on the shelf was made of: path below ROOT, size in bytes, time of the last change in ms. */
function readRecord(shelf) {
  try {
    const { folder, inputs } = JSON.parse(readFileSync(path.join(shelf, 'bundle.json'), 'utf8'));
    return { folder: path.join(shelf, folder), inputs };
  } catch {
    return null;
  }
}

const stamp = (file) => {
  const { size, mtimeMs } = statSync(path.join(ROOT, file));
  return [file, size, mtimeMs];
};

function unchanged([file, size, time]) {
  try {
    const [, sizeNow, timeNow] = stamp(file);
    return sizeNow === size && timeNow === time;
  } catch {
    return false;
  }
}

async function compile(commands, shelf) {
  const { build } = await import('esbuild');
  const folder = newFolder(shelf);
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: commands.map((command) => path.join(SCRIPTS, `${command}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    logLevel: 'error',
    // Whatever is found from a module's own place is found from scripts/ (package.ts).
    define: {
      'import.meta.url': JSON.stringify(new URL('package.ts', import.meta.url).href),
      // The chart library's checks of itself are for its developers.
      'process.env.NODE_ENV': '"production"',
    },
    // The libraries written for CommonJS ask for Node's modules by require().
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${JSON.stringify(import.meta.url)});`,
    },
    plugins: [
      {
        name: 'apart',
        setup: ({ onResolve }) =>
          onResolve({ filter: APART }, ({ path: name }) => ({
            path: import.meta.resolve(name),
            external: true,
          })),
      },
    ],
  });
  const inputs = [...Object.keys(metafile.inputs), 'package.json'].map(stamp);
  if (path.dirname(folder) === shelf) {
    const aside = path.join(folder, 'bundle.json');
    writeFileSync(aside, JSON.stringify({ folder: path.basename(folder), inputs }));
    renameSync(aside, path.join(shelf, 'bundle.json'));
    sweep(shelf, folder);
  } else process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function newFolder(shelf) {
  try {
    mkdirSync(shelf, { recursive: true });
    return mkdtempSync(path.join(shelf, 'bundle-'));
  } catch {
    return mkdtempSync(path.join(os.tmpdir(), 'baogao-bundle-'));
  }
}

/** Removes bundles of earlier sources. */
function sweep(shelf, current) {
  for (const name of readdirSync(shelf)) {
    const folder = path.join(shelf, name);
    if (name.startsWith('bundle-') && folder !== current && statSync(folder).mtimeMs < Date.now() - OLD)
      rmSync(folder, { recursive: true, force: true });
  }
}
