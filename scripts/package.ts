/** The package's own files, from wherever the code runs: the sources (tests) or the bundle of the commands (compile.mjs). */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json. */
export const PACKAGE = fileURLToPath(new URL('../', import.meta.url));

/** The packages this one depends on, as installed. */
export const requirePackage: NodeJS.Require = createRequire(import.meta.url);

/** A file or folder of the package by its path below it. */
export const packageFile = (relative: string): string => path.join(PACKAGE, relative);
