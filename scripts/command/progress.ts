/** What a command says while it works: one line a product with its time, on standard error; plain lines when it is no terminal. */
import type { Language } from './arguments.ts';

export interface Progress {
  /** Starts a product; the returned function ends it with what was made ("29 页"). */
  start(name: string): (outcome?: string) => void;
  say(line: string): void;
}

/** Where lines go, and the clock: standard error and performance.now in commands, recorders in tests. */
export interface ProgressEffects {
  write(text: string): void;
  now(): number;
  terminal: boolean;
  color: boolean;
}

export const processEffects = (): ProgressEffects => ({
  write: (text) => process.stderr.write(text),
  now: () => performance.now(),
  terminal: process.stderr.isTTY === true,
  color: process.env.FORCE_COLOR ? true : process.stderr.isTTY === true && !process.env.NO_COLOR,
});

/** Lines such as `deck/deck.pdf        29 页    412 ms`; in a terminal the products at work stand below, one live line. */
export function lineProgress(effects: ProgressEffects = processEffects()): Progress {
  const atWork = new Set<string>();
  const dim = (text: string) => (effects.color ? `\u001b[2m${text}\u001b[0m` : text);
  const live = () => {
    if (effects.terminal) effects.write(`\r\u001b[K${dim([...atWork].join('  '))}`);
  };
  const line = (text: string) => {
    effects.write(`${effects.terminal ? '\r\u001b[K' : ''}${text}\n`);
    if (atWork.size > 0) live();
  };
  return {
    start(name) {
      const began = effects.now();
      atWork.add(name);
      live();
      return (outcome = '') => {
        atWork.delete(name);
        const time = `${Math.round(effects.now() - began)} ms`;
        line(`${padEnd(name, 30)}${padEnd(outcome, 16)}${dim(time.padStart(9))}`);
        if (atWork.size === 0 && effects.terminal) effects.write('\r\u001b[K');
      };
    },
    say: line,
  };
}

/** For --json and tests: says nothing. */
export const silentProgress: Progress = { start: () => () => {}, say: () => {} };

/** Columns a text takes in a terminal: full-width characters take two. */
export function columns(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** padEnd for terminals. */
export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(1, width - columns(text)));

/** Sizes for people: 812 B, 34 KB, 1.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A tree of outputs with sizes. `root` is printed first; paths use /. */
export function outputTree(
  root: string,
  files: readonly { path: string; bytes: number; note?: string }[],
  lang: Language,
): string {
  interface Branch {
    name: string;
    bytes: number;
    note?: string;
    children: Map<string, Branch>;
  }
  const top: Branch = { name: root, bytes: 0, children: new Map() };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    let branch = top;
    branch.bytes += file.bytes;
    for (const name of file.path.split('/')) {
      let next = branch.children.get(name);
      if (!next) {
        next = { name, bytes: 0, children: new Map() };
        branch.children.set(name, next);
      }
      next.bytes += file.bytes;
      branch = next;
    }
    branch.note = file.note;
  }
  const lines: string[] = [];
  const row = (left: string, branch: Branch) =>
    lines.push(
      padEnd(left, 44) + fileSize(branch.bytes).padStart(9) + (branch.note ? `  ${branch.note}` : ''),
    );
  const walk = (branch: Branch, prefix: string) => {
    const children = [...branch.children.values()];
    // Folders of many alike files (figures, sheets) are told in one line.
    const many = children.length > 12 && children.every((child) => child.children.size === 0);
    if (many) {
      const told = lang === 'zh' ? `${children.length} 个文件` : `${children.length} files`;
      lines.push(`${prefix}└─ ${told}`);
      return;
    }
    children.forEach((child, index) => {
      const last = index === children.length - 1;
      row(`${prefix}${last ? '└─ ' : '├─ '}${child.name}`, child);
      walk(child, `${prefix}${last ? '   ' : '│  '}`);
    });
  };
  row(`${root}/`, top);
  walk(top, '');
  return lines.join('\n');
}
