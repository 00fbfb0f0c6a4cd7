import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

// The stages of architecture.md from left to right: a stage may import the stages left of it, never those right of it.
const STAGES = ['report', 'plan', 'figures', 'publications', 'print', 'proof'];
const root = path.resolve(import.meta.dirname, '..', 'scripts');

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.ts'))
  .map((f) => f.split(path.sep).join('/'));
const imports = files.flatMap((file) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  const found = [
    ...source.matchAll(/(?:from|import\(|import|require\w*(?:\.resolve)?\()\s*\(?['"]([^'"]+)['"]/g),
  ].map((m) => m[1] ?? '');
  return found.map((target) => ({
    file,
    target: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
  }));
});
const stageOf = (file: string) => STAGES.indexOf(file.split('/')[0] ?? '');

describe('borders between stages', () => {
  it('sees the imports', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.some((i) => i.target === 'puppeteer')).toBe(true);
    expect(imports.some((i) => i.target.startsWith('echarts'))).toBe(true);
  });

  it('a stage imports only stages left of it', () => {
    const wrong = imports.filter(({ file, target }) => stageOf(file) >= 0 && stageOf(target) > stageOf(file));
    expect(wrong).toEqual([]);
  });

  it('stages import no command and no edition', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        stageOf(file) >= 0 &&
        (/^(command|edition)\//.test(target) ||
          /^(build|check|doctor|bench|schema|explain)\.ts$/.test(target)),
    );
    expect(wrong).toEqual([]);
  });

  it('publications do not import each other', () => {
    const room = (file: string) => /^publications\/([^/]+)\//.exec(file)?.[1];
    const wrong = imports.filter(
      ({ file, target }) => room(file) && room(target) && room(file) !== room(target),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['puppeteer', /^print\//],
    ['pptxgenjs', /^print\/pptx\.ts$/],
    ['docx', /^print\/docx\.ts$/],
    ['@sparticuz/chromium', /^print\//],
    ['echarts', /^figures\//],
    ['@marp-team/marp-core', /^publications\/deck\//],
    ['handlebars', /^publications\//],
    ['zod', /^report\/|^schema\.ts$/],
  ])('only one room imports %s', (library, room) => {
    const users = imports
      .filter(({ target }) => target === library || target.startsWith(`${library}/`))
      .map(({ file }) => file);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !room.test(file))).toEqual([]);
  });

  it('the print stage knows nothing of reports', () => {
    const wrong = imports.filter(
      ({ file, target }) => file.startsWith('print/') && /^(report|plan|figures|publications)\//.test(target),
    );
    expect(wrong).toEqual([]);
  });

  it('only package.ts asks where the code is: bundled it is elsewhere', () => {
    const users = files.filter((file) =>
      readFileSync(path.join(root, file), 'utf8').includes('import.meta.'),
    );
    expect(users).toEqual(expect.arrayContaining(['package.ts']));
    // Run by hand from the sources.
    expect(users.filter((file) => file !== 'package.ts' && file !== 'figures/write-advances.ts')).toEqual([]);
  });

  it('nothing of one report stands in code or templates', () => {
    const templates = path.resolve(root, '..', 'templates');
    const names = ['新北', '常州', '比亚迪', '天合光能', 'xinbei'];
    const sources = [
      ...files.map((f) => path.join(root, f)),
      ...readdirSync(templates, { recursive: true, encoding: 'utf8' })
        .filter((f) => /\.(hbs|css|js)$/.test(f))
        .map((f) => path.join(templates, f)),
    ];
    const wrong = sources.flatMap((file) => {
      // Comments and docstrings may give examples.
      const code = readFileSync(file, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/^\s*\/\/.*$/gm, '')
        .replace(/ \/\/ .*$/gm, '');
      return names
        .filter((name) => code.includes(name))
        .map((name) => `${path.relative(root, file)}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });
});
