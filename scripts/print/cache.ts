/** The user's cache folder: what is inflated or converted once and kept between builds. */
import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The parts of the machine that decide where things are; tests pass their own. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  arch: string;
  /** Home folder of the user. */
  home: string;
}

/**
 * Folders to try for the cache, best first: BAOGAO_CACHE, then what the platform uses (XDG_CACHE_HOME or ~/.cache,
 * ~/Library/Caches, %LOCALAPPDATA%), then the folder for temporary files.
 */
export function cacheCandidates(machine: Machine): string[] {
  const { env, platform, home } = machine;
  const usual =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'))
      : platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : // The XDG specification says that a relative path is to be ignored.
          env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)
          ? env.XDG_CACHE_HOME
          : path.join(home, '.cache');
  const user = typeof process.getuid === 'function' ? process.getuid() : 'user';
  return [
    ...(env.BAOGAO_CACHE ? [path.resolve(env.BAOGAO_CACHE)] : []),
    path.join(usual, 'baogao'),
    path.join(tmpdir(), `baogao-cache-${user}`),
  ];
}

/** The first candidate that can be written to, made if need be. Throws the last error when none can. */
export async function cacheFolder(machine: Machine): Promise<string> {
  let last: unknown;
  for (const folder of cacheCandidates(machine)) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await access(folder, constants.W_OK | constants.X_OK);
      return folder;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

/** A name beside `file` that no other process uses: the same file system, so that renaming it is atomic. */
export const asideOf = (file: string): string =>
  path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}`);

/** Writes a file so that others see either nothing or all of it. */
export async function writeAtomic(file: string, data: Uint8Array | string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const aside = asideOf(file);
  try {
    await writeFile(aside, data);
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * Makes a folder once: `fill` writes into a folder aside, which is then renamed. Of two processes at once the first to
 * rename wins and the other throws its work away.
 */
export async function folderOnce(folder: string, fill: (aside: string) => Promise<void>): Promise<void> {
  const exists = () =>
    access(folder).then(
      () => true,
      () => false,
    );
  if (await exists()) return;
  const aside = asideOf(folder);
  try {
    await mkdir(aside, { recursive: true });
    await fill(aside);
    await rename(aside, folder).catch(async (error) => {
      if (!(await exists())) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * Keeps a folder of remade files from growing without end: beyond `keep` files the longest unused go, but none used within
 * the last hour, which another process may be about to read.
 */
export async function trimFolder(folder: string, keep: number, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length <= keep) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, used: (await stat(file).catch(() => null))?.mtimeMs ?? now };
    }),
  );
  files.sort((a, b) => a.used - b.used);
  for (const { file, used } of files.slice(0, files.length - keep))
    if (used < now - 3_600_000) await rm(file, { force: true });
}
