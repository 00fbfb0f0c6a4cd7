/**
 * All or nothing: an edition is built aside in `<out>/.building-<report>-<pid>/` and moved into `<out>/<report>/` file by file only when it is
 * whole, build.json last as the mark of a complete set. An interrupted move is finished, and what a killed build left is removed, by the next command.
 */
import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, ProblemError } from '../problem.ts';

/** The list of files to move, written before the first one is moved: from then on the move is finished, not undone. */
const MOVING = '.moving.json';

export interface Staging {
  /** Folder to build in. */
  dir: string;
  /** Writes a product (path below the report's folder) into the staging folder. */
  write(product: string, content: string | Uint8Array): Promise<void>;
  /** Moves everything written into place; products of `owned` that were not written anew are removed. */
  publish(owned: (product: string) => boolean): Promise<void>;
  /** Keeps the attempt in `.failed-<report>` for a look. */
  fail(): Promise<string>;
  /** Removes the attempt. */
  discard(): Promise<void>;
}

/** Attempts at work. A process that has to go at once (a second Ctrl-C, work that does not yield) still takes them along. */
const open = new Set<string>();
process.on('exit', () => {
  for (const dir of open)
    if (!existsSync(path.join(dir, MOVING))) rmSync(dir, { recursive: true, force: true });
});

/** Throws ProblemError U003 when the folder cannot be written. */
export async function openStaging(out: string, report: string, pid = process.pid): Promise<Staging> {
  const dir = path.join(out, `.building-${report}-${pid}`);
  const target = path.join(out, report);
  try {
    await mkdir(out, { recursive: true });
    await recover(out, report);
    await mkdir(dir, { recursive: true });
    open.add(dir);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unwritable(out, error);
  }
  const written = new Set<string>();
  return {
    dir,
    async write(product, content) {
      const file = path.join(dir, product);
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, content);
      } catch (error) {
        throw unwritable(out, error);
      }
      written.add(product);
    },
    async publish(owned) {
      const old = (await filesBelow(target)).filter((product) => owned(product) && !written.has(product));
      const order = [...written].sort(
        (a, b) => Number(a === 'build.json') - Number(b === 'build.json') || (a < b ? -1 : 1),
      );
      await writeFile(path.join(dir, MOVING), JSON.stringify({ move: order, remove: old }));
      try {
        await finishMove(dir, target);
      } catch (error) {
        throw unwritable(target, error);
      }
      // A failed attempt from before is no longer of interest.
      await rm(path.join(out, `.failed-${report}`), { recursive: true, force: true });
    },
    async fail() {
      const failed = path.join(out, `.failed-${report}`);
      await rm(failed, { recursive: true, force: true });
      await rename(dir, failed);
      open.delete(dir);
      return failed;
    },
    async discard() {
      await rm(dir, { recursive: true, force: true });
      open.delete(dir);
    },
  };
}

/** Finishes interrupted moves and removes what killed builds of this report left in `out`. */
export async function recover(out: string, report: string): Promise<void> {
  const prefix = `.building-${report}-`;
  for (const name of await readdir(out).catch(() => [] as string[])) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length));
    if (!Number.isInteger(pid) || alive(pid)) continue;
    const dir = path.join(out, name);
    if (existsSync(path.join(dir, MOVING))) await finishMove(dir, path.join(out, report));
    else await rm(dir, { recursive: true, force: true });
  }
}

async function finishMove(dir: string, target: string): Promise<void> {
  const { move, remove } = JSON.parse(await readFile(path.join(dir, MOVING), 'utf8')) as {
    move: string[];
    remove: string[];
  };
  // Without its mark the old set is no longer complete: it goes first, the new one comes last.
  if (move.includes('build.json')) await rm(path.join(target, 'build.json'), { force: true });
  for (const product of remove) {
    await rm(path.join(target, product), { force: true });
    await rmdir(path.dirname(path.join(target, product))).catch(() => {}); // only when empty
  }
  for (const product of move) {
    const from = path.join(dir, product);
    if (!existsSync(from)) continue; // moved before the interruption
    const to = path.join(target, product);
    await mkdir(path.dirname(to), { recursive: true });
    await rename(from, to);
  }
  await rm(dir, { recursive: true, force: true });
}

/** Files below a folder, as paths with /, sorted; empty when there is no such folder. */
export async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** What stands below a folder and is neither file nor folder: links, which show what is elsewhere. */
export async function linksBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** A process of another user counts as alive. */
function alive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unwritable(dir: string, error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ProblemError(
    [
      {
        code: 'U003',
        severity: 'error',
        message: {
          zh: `输出目录不可写：${dir}（${reason}）`,
          en: `cannot write the output folder: ${dir} (${reason})`,
        },
        hint: {
          zh: '换一个目录：--out DIR，或先关闭正在打开的文件',
          en: 'choose another folder: --out DIR, or close the files that are open',
        },
      },
    ],
    EXIT.usage,
  );
}
