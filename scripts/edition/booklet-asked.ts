/** What is asked of the booklet: on the command line, else in report.yaml, else every edition. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { outputCondition } from '../print/output-profile.ts';
import { EXIT, type Message, ProblemError } from '../problem.ts';
import {
  BOOKLET_EDITIONS,
  type BookletChoice,
  type BookletEdition,
  MOST_CREEP,
} from '../report/booklet-schema.ts';
import { nearest } from '../report/nearest.ts';
import type { BookletOrder } from './booklet.ts';

/** The command line's words: `--editions a5,print`, `--creep 0.1`, `--icc shop.icc`. */
export interface BookletWords {
  editions?: string | undefined;
  creep?: string | undefined;
  icc?: string | undefined;
}

/** Reads the command line. Throws ProblemError U001. `icc` is a path from where the command runs. */
export function bookletAskedOf({ editions, creep, icc }: BookletWords): BookletChoice {
  const asked: BookletChoice = {};
  if (editions !== undefined) {
    const names = editions.split(/[,，\s]+/).filter((name) => name !== '');
    const wrong = names.find((name) => !BOOKLET_EDITIONS.includes(name as BookletEdition));
    const list = BOOKLET_EDITIONS.join(',');
    if (wrong !== undefined || names.length === 0) {
      const meant = nearest(wrong ?? '', BOOKLET_EDITIONS);
      throw refused(
        {
          zh: `--editions 没有这种版本：${wrong ?? '（空）'}`,
          en: `--editions knows no ${wrong ?? '(nothing)'}`,
        },
        {
          zh: `${meant ? `是否指 ${meant}？` : ''}可选：${list}`,
          en: `${meant ? `did you mean ${meant}? ` : ''}choose from: ${list}`,
        },
      );
    }
    asked.editions = names as BookletEdition[];
  }
  if (creep !== undefined) {
    asked.creep = Number(creep);
    if (creep.trim() === '' || !(asked.creep >= 0 && asked.creep <= MOST_CREEP))
      throw refused({
        zh: `--creep 应为 0 至 ${MOST_CREEP} 的毫米数，写的是“${creep}”`,
        en: `--creep takes 0 to ${MOST_CREEP} mm, found “${creep}”`,
      });
  }
  if (icc !== undefined) asked.icc = path.resolve(icc);
  return asked;
}

/**
 * What to make: `asked` before what report.yaml says (its profile lies beside it, in `dir`). Throws ProblemError U005 for a profile that
 * cannot be read or is not for printing.
 */
export async function bookletOrder(
  asked: BookletChoice,
  chosen: BookletChoice,
  dir: string,
): Promise<BookletOrder> {
  const file = asked.icc ?? (chosen.icc === undefined ? undefined : path.join(dir, chosen.icc));
  const editions = new Set(asked.editions ?? chosen.editions ?? BOOKLET_EDITIONS);
  const order: BookletOrder = { editions, creep: asked.creep ?? chosen.creep ?? 0 };
  if (file === undefined || !editions.has('print')) return order;
  const name = path.basename(file);
  const bytes = await readFile(file).catch(() => {
    throw refused({ zh: `找不到 ICC 特性文件：${file}`, en: `no ICC profile at ${file}` }, undefined, 'U005');
  });
  const icc = { bytes, name };
  outputCondition(icc);
  return { ...order, icc };
}

const refused = (message: Message, hint?: Message, code = 'U001'): ProblemError =>
  new ProblemError([{ code, severity: 'error', message, ...(hint ? { hint } : {}) }], EXIT.usage);
