/** The read stage: a folder of data/ becomes a frozen, checked Report, or all its problems at once. */
import { createHash } from 'node:crypto';
import { readFile as readFileFromDisk } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { EXIT, type Problem, ProblemError } from '../problem.ts';
import { readChoices } from './choices.ts';
import { readGlossary } from './glossary.ts';
import { readIndicators } from './indicators.ts';
import { readOutline } from './outline.ts';
import { checkProfile, readProfile } from './profile.ts';
import type { Report } from './report.ts';
import { figuresSchema, indicatorsSchema, reportSchema } from './schema.ts';
import { turningMark } from './turning-marks.ts';
import { readYaml, type YamlFile } from './yaml.ts';

export interface ReadEffects {
  readFile(file: string): Promise<Uint8Array>;
  /** Takes the warnings; of a draft the errors too. */
  warn(problem: Problem): void;
}
const fromDisk: ReadEffects = { readFile: (file) => readFileFromDisk(file), warn: () => {} };

/**
 * Reads and checks `data/<report>/`. Throws ProblemError (exit 2) with all problems of all files. For a draft what is faulty in the YAML is
 * told by `warn` and left out, and only a report.txt that cannot be read throws.
 */
export async function readReport(
  dir: string,
  effects: Partial<ReadEffects> = {},
  options: { draft?: boolean } = {},
): Promise<Report> {
  const { readFile, warn } = { ...fromDisk, ...effects };
  const problems: Problem[] = [];
  const shown = (name: string) => path.relative(process.cwd(), path.join(dir, name)) || name;
  const text = decode(await source(readFile, dir, 'report.txt', shown), shown('report.txt'), problems);
  async function yaml<S extends z.ZodType>(
    name: string,
    schema: S,
  ): Promise<YamlFile<z.output<S>> | undefined> {
    const bytes = await readFile(path.join(dir, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw unreadable(shown(name), error);
    });
    if (!bytes) return undefined;
    const file = readYaml(shown(name), decode(bytes, shown(name), problems), schema);
    problems.push(...file.problems);
    return file;
  }
  const reportFile = await yaml('report.yaml', reportSchema);
  const indicatorsFile = await yaml('indicators.yaml', indicatorsSchema);
  const figuresFile = await yaml('figures.yaml', figuresSchema);

  const hidden = turningMark(text);
  if (hidden) {
    const before = text.slice(0, hidden.at).split(/\r?\n/);
    const at = { file: shown('report.txt'), line: before.length, col: (before.at(-1)?.length ?? 0) + 1 };
    problems.push({ code: 'D106', severity: 'error', message: hidden.message, hint: hidden.hint, at });
  }
  const outline = readOutline(text);
  if (outline.parts.length === 0)
    problems.push({
      code: 'D004',
      severity: 'error',
      message: {
        zh: '没有找到标题：报告应分成“一、”“（一）”“1．”或“2022年工作回顾”这样的部分',
        en: 'no headings found: a report has parts such as 一、, （一）, 1． or 2022年工作回顾',
      },
      at: { file: shown('report.txt'), line: 1, col: 1 },
      hint: { zh: '标题要各占一行，或在段首', en: 'a heading stands on a line of its own or begins one' },
    });
  const glossary = readGlossary(text, outline.bodyEnd);
  const titles = outline.parts.map((p) => p.title.text);
  const profile = readProfile(outline.preface, titles, reportFile?.value);
  if (reportFile?.value)
    checkProfile(
      text,
      readProfile(outline.preface, titles, undefined),
      reportFile.value,
      (field, message, hint) =>
        problems.push({ code: 'D317', severity: 'error', message, hint, at: reportFile.locate([field]) }),
    );
  const indicators = readIndicators(text, outline, profile, indicatorsFile, problems);
  const choices = readChoices({ text, outline, profile, indicators, reportFile, figuresFile }, problems);
  const errors = problems.filter((p) => p.severity === 'error');
  if (errors.length > 0 && !options.draft) throw new ProblemError(problems, EXIT.usage);
  for (const problem of problems) warn(problem);
  return Object.freeze({
    id: path.basename(path.resolve(dir)),
    dir,
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    profile,
    preface: outline.preface,
    parts: outline.parts,
    headings: outline.headings,
    glossary,
    indicators: indicators.indicators,
    ...choices,
    has: {
      report: reportFile !== undefined,
      indicators: indicatorsFile !== undefined,
      figures: figuresFile !== undefined,
    },
  });
}

const unreadable = (file: string, error: NodeJS.ErrnoException): ProblemError =>
  new ProblemError([
    {
      code: 'D001',
      severity: 'error',
      message:
        error.code === 'EISDIR'
          ? { zh: '这里应是文件，却是目录', en: 'a folder stands where a file should' }
          : { zh: `读不了这个文件：${error.message}`, en: `cannot read this file: ${error.message}` },
      at: { file, line: 1, col: 1 },
    },
  ]);

async function source(
  readFile: ReadEffects['readFile'],
  dir: string,
  name: string,
  shown: (name: string) => string,
): Promise<Uint8Array> {
  const fail = (code: string, zh: string, en: string) =>
    new ProblemError(
      [
        {
          code,
          severity: 'error',
          message: { zh, en },
          at: { file: shown(name), line: 1, col: 1 },
          hint: {
            zh: '把报告全文存为 report.txt（UTF-8）',
            en: 'save the whole report as report.txt (UTF-8)',
          },
        },
      ],
      EXIT.usage,
    );
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path.join(dir, name));
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ENOTDIR'
    )
      throw fail('D001', '找不到报告原文', 'the report is missing');
    throw unreadable(shown(name), error as NodeJS.ErrnoException);
  }
  if (new TextDecoder().decode(bytes).replace(/[\s\u3000\ufeff]/g, '') === '')
    throw fail('D002', '报告原文是空的', 'the report is empty');
  return bytes;
}

/** UTF-8, else GB 18030 with a warning; never mojibake. A BOM is dropped. */
function decode(bytes: Uint8Array, file: string, problems: Problem[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = { file, line: 1, col: 1 };
    try {
      const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
      problems.push({
        code: 'D003',
        severity: 'warning',
        at,
        message: {
          zh: '文件是 GB18030 编码，已按此读取',
          en: 'the file is encoded in GB 18030 and was read as such',
        },
        hint: { zh: '另存为 UTF-8', en: 'save it as UTF-8' },
      });
      return text;
    } catch {
      throw new ProblemError(
        [
          {
            code: 'D003',
            severity: 'error',
            at,
            message: {
              zh: '文件既不是 UTF-8 也不是 GB18030 编码',
              en: 'the file is neither UTF-8 nor GB 18030',
            },
          },
        ],
        EXIT.usage,
      );
    }
  }
}
