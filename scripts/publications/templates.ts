/** Handlebars, safe by default: one environment a publication, strict data, marked markup as the only way to print the report. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { escapeHtml } from '../marks.ts';
import { packageFile } from '../package.ts';
import { EXIT, ProblemError } from '../problem.ts';
import type { Fact, Heading, Indicator, Span, Words } from '../report/report.ts';
import {
  countHtml,
  factHtml,
  labelHtml,
  type MarkupContext,
  nameHtml,
  numberHtml,
  ordinalHtml,
  pageHtml,
  verbatimHtml,
  wordsHtml,
  yearHtml,
} from './markup.ts';

export const TEMPLATES = packageFile('templates/');

/** A template of a publication, ready to be filled: `render('cover', data)`. */
export type Render = (name: string, data: object) => string;

const safe = (html: string) => new Handlebars.SafeString(html);

/** Reads a file of templates/ (CSS, a runtime script); throws a ProblemError T001 that names the file when it is missing. */
export function templateFile(relative: string, root = TEMPLATES): string {
  try {
    return readFileSync(path.join(root, relative), 'utf8');
  } catch {
    throw missing(`templates/${relative}`);
  }
}

function missing(file: string): ProblemError {
  return new ProblemError(
    [
      {
        code: 'T001',
        severity: 'error',
        message: { zh: `缺少模板 ${file}`, en: `missing template ${file}` },
        at: { file, line: 1, col: 1 },
        hint: { zh: '从安装包或版本库恢复该文件', en: 'restore the file from the package or the repository' },
      },
    ],
    EXIT.usage,
  );
}

/**
 * Templates of one publication: every `*.hbs` of templates/shared and templates/<publication> is a partial under its file name.
 * Helpers: fact, label, words, verbatim, year, name, ordinal, count, number, page, raw (trusted markup made by our own code: figures),
 * eq, concat.
 * Throws ProblemError T001 (missing) or T002 (a field that the data does not have, with template name).
 */
export function loadTemplates(publication: string, context: MarkupContext, root = TEMPLATES): Render {
  const env = Handlebars.create();
  env.registerHelper({
    fact: (fact: Fact | string, options: Handlebars.HelperOptions) => {
      const found = typeof fact === 'string' ? context.report.facts.get(fact) : fact;
      if (!found) throw new Error(`no fact ${String(fact)}`);
      return safe(factHtml(found, (options.hash.form as 'full' | 'verb' | 'plain' | undefined) ?? 'full'));
    },
    label: (indicator: Indicator, options: Handlebars.HelperOptions) =>
      safe(labelHtml(indicator, (options.hash.name as 'short' | 'name' | undefined) ?? 'short')),
    words: (words: Words) => safe(wordsHtml(words)),
    verbatim: (span: Span, options: Handlebars.HelperOptions) =>
      safe(verbatimHtml(context, span, options.hash)),
    year: (which: 'year' | 'review-year') => safe(yearHtml(context.report, which)),
    name: (key: string) => safe(nameHtml(context.report, key)),
    ordinal: (target: string, number: number) => safe(ordinalHtml(target, number)),
    count: (what: string, number: number) => safe(countHtml(what, number)),
    number: (heading: Heading) => safe(numberHtml(heading)),
    page: (target: string, options: Handlebars.HelperOptions) =>
      safe(
        pageHtml(context, target, (options.hash.kind as 'first' | 'range' | 'all' | undefined) ?? 'first'),
      ),
    raw: (html: string) => safe(html),
    eq: (a: unknown, b: unknown) => a === b,
    concat: (...parts: unknown[]) => parts.slice(0, -1).map(String).join(''),
  });
  const names = new Set<string>();
  for (const folder of ['shared', publication]) {
    let files: string[];
    try {
      files = readdirSync(path.join(root, folder));
    } catch {
      throw missing(`templates/${folder}/`);
    }
    for (const file of files.filter((f) => f.endsWith('.hbs')).sort()) {
      const name = file.slice(0, -4);
      names.add(name);
      env.registerPartial(name, templateFile(`${folder}/${file}`, root));
    }
  }
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, data) => {
    if (!names.has(name)) throw missing(`templates/${publication}/${name}.hbs`);
    let template = compiled.get(name);
    if (!template) {
      template = env.compile(`{{> ${name}}}`, { strict: true, preventIndent: true });
      compiled.set(name, template);
    }
    try {
      return template(strict(data, name));
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      throw new ProblemError([
        {
          code: 'T002',
          severity: 'error',
          at: { file: `templates/${publication}/${name}.hbs`, line: 1, col: 1 },
          message: {
            zh: `模板 ${name} 无法合并：${reason}`,
            en: `template ${name} cannot be merged: ${reason}`,
          },
        },
      ]);
    }
  };
}

/** A view of the data in which reading a field that is not there throws, also inside {{#if}} and {{#each}}. */
function strict<T extends object>(data: T, at: string): T {
  return new Proxy(data, {
    get(target, key, receiver) {
      if (typeof key === 'symbol') return Reflect.get(target, key, receiver);
      if (!(key in target)) {
        if (key === 'toJSON' || key === 'then' || key === 'toHTML' || key === 'length') return undefined;
        throw new Error(`no field ${at}.${key}`);
      }
      const value: unknown = Reflect.get(target, key, receiver);
      return isPlain(value) ? strict(value, `${at}.${key}`) : value;
    },
  });
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** For attributes built in code. */
export { escapeHtml };
