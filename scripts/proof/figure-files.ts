/** The files below figures/, against the figures drawn anew from the data: a bar of wrong length is found like a wrong number. */
import { CSV_COLUMNS, csvLine, readCsv } from '../figures/csv.ts';
import { type FigureFiles, figureFiles } from '../figures/files.ts';
import { rowLabel } from '../figures/label.ts';
import { lintFigure } from '../figures/lint.ts';
import { lintSvg } from '../figures/lint-svg.ts';
import type { Message, Problem } from '../problem.ts';
import type { Fact, FigureSpec, Report } from '../report/report.ts';
import type { ProofEntry } from './entry.ts';
import type { GlyphsOf } from './glyphs.ts';
import { pictureFindings } from './picture.ts';
import type { FinishedProduct } from './proof.ts';

export interface FigureFileOptions {
  /** Text of an SVG as paths, see print/outline.ts: needed for figures/<id>.outline.svg. */
  outline?: (svg: string) => Promise<string>;
  /** An SVG with its faces inside, as finished files have them: without it their fonts are not compared. */
  typeset?: (svg: string) => Promise<string>;
  /** The shapes of glyphs: pictures are compared with drawings pixel by pixel. */
  glyphs?: GlyphsOf;
  /** Other products by path: a picture is compared with its drawing. */
  products: ReadonlyMap<string, FinishedProduct>;
}

const FILE = /^figures\/(.+?)(\.outline)?\.(svg|csv|png)$/;

/** Whether a product is one of a figure's files. */
export const isFigureFile = (path: string): boolean => FILE.test(path);

/**
 * Proves one file of a figure. P401: no such figure; P402: the drawing is not what the data give; P403: a line of the CSV is not what the report says;
 * P404: a picture that is not of the drawing beside it. The linter's findings for the drawing are told too.
 */
export async function proveFigureFile(
  report: Report,
  product: FinishedProduct,
  options: FigureFileOptions,
): Promise<{ entries: ProofEntry[]; findings: Problem[] }> {
  const { path } = product;
  const [, id = '', outlined, kind] = FILE.exec(path) ?? [];
  const spec = report.figures.find((figure) => figure.id === id);
  const tell = (code: string, message: Message): Problem => ({
    code,
    severity: 'error',
    message,
    where: { product: path },
  });
  if (!spec)
    return {
      entries: [],
      findings: [tell('P401', { zh: `数据里没有图 ${id}`, en: `the data have no figure ${id}` })],
    };
  const files = filesOf(report, spec);
  if (kind === 'png')
    return {
      entries: [],
      findings: await pictureFindings(product.content as Uint8Array, files.svg, {
        beside: options.products.get(`figures/${id}.svg`)?.content,
        ...(options.glyphs ? { glyphs: options.glyphs } : {}),
        tell,
      }),
    };
  const text = Buffer.from(product.content as Uint8Array).toString('utf8');
  if (kind === 'csv') return proveCsv(spec, path, text, files, tell);
  // A finished drawing has its faces in it, which are cut anew: a face with other digits under the same codes would show other numbers.
  const redrawn = outlined
    ? await options.outline?.(files.svg)
    : options.typeset
      ? await options.typeset(files.svg)
      : files.svg;
  const name = { zh: `图 ${id}`, en: `figure ${id}` };
  const findings = outlined ? [] : [...lintFigure(files.drawn), ...lintSvg(text, { product: path, name })];
  const whole = (svg: string) => (outlined || options.typeset ? svg : withoutFonts(svg));
  if (redrawn === undefined)
    findings.push(tell('P402', { zh: '无法重画转曲的图', en: 'the outlined figure cannot be drawn anew' }));
  else {
    const at = difference(whole(text), whole(redrawn));
    if (at !== null)
      findings.push(
        tell('P402', {
          zh: `与按数据重画的图不同：“${snippet(whole(text), at)}”`,
          en: `differs from the figure drawn anew from the data: "${snippet(whole(text), at)}"`,
        }),
      );
  }
  return { entries: [], findings };
}

/** A figure's files are drawn once for all of them that are read. */
const drawn = new WeakMap<Report, Map<FigureSpec, FigureFiles>>();

export function filesOf(report: Report, spec: FigureSpec): FigureFiles {
  const known = drawn.get(report) ?? new Map<FigureSpec, FigureFiles>();
  drawn.set(report, known);
  const files = known.get(spec) ?? figureFiles(report, spec);
  known.set(spec, files);
  return files;
}

/** The drawing without its faces, which are no part of what it says. */
const withoutFonts = (svg: string): string =>
  svg.replace(/<defs>(?:<!--fonts-->|<style>[^<]*<\/style>)<\/defs>/, '<defs/>');

/** Where two texts begin to differ; null when they are equal. */
function difference(a: string, b: string): number | null {
  if (a === b) return null;
  let at = 0;
  while (a[at] === b[at]) at++;
  return at;
}

const snippet = (text: string, at: number): string => text.slice(Math.max(0, at - 30), at + 20);

/** Every line of the table is read for itself; what stands above and below it are the figure's words. */
function proveCsv(
  spec: FigureSpec,
  path: string,
  text: string,
  files: FigureFiles,
  tell: (code: string, message: Message) => Problem,
): { entries: ProofEntry[]; findings: Problem[] } {
  const entries: ProofEntry[] = [];
  const findings: Problem[] = [];
  const wrong = (line: number, cells: readonly string[]) =>
    findings.push(
      tell('P403', {
        zh: `第 ${line} 行与报告不符：${cells.filter(Boolean).join('，')}`,
        en: `line ${line} is not what the report says: ${cells.filter(Boolean).join(', ')}`,
      }),
    );
  let lines: string[][];
  try {
    lines = readCsv(text);
  } catch {
    return { entries, findings: [tell('P403', { zh: '不是有效的 CSV', en: 'this is no CSV' })] };
  }
  const head = lines.findIndex((cells) => cells[0] === CSV_COLUMNS[0]);
  const wanted = readCsv(files.csv);
  const facts = new Set(spec.groups.flatMap((g) => g.rows.flatMap((r) => [r.value, r.from, r.aside])));
  const refs = new Map([...facts].flatMap((fact): [string, Fact][] => (fact ? [[fact.ref, fact]] : [])));
  const column = CSV_COLUMNS.indexOf('指标编号');
  lines.forEach((cells, i) => {
    const fact = refs.get(cells[column] ?? '');
    const same = JSON.stringify(cells) === JSON.stringify(wanted[i]);
    if (fact && i > head && head >= 0) {
      const told = csvLine(cells[0] ?? '', cells[1] ?? '', fact);
      const named = namesOf(spec, fact).has(cells[1] ?? '');
      if (!same || !named || JSON.stringify(told) !== JSON.stringify(cells)) wrong(i + 1, cells);
      else
        entries.push({
          product: path,
          text: fact.text,
          kind: 'fact',
          ref: fact.ref,
          quote: fact.quote,
          ...(fact.offset === undefined ? { formula: fact.quote } : { offset: fact.offset }),
        });
    } else if (!same) wrong(i + 1, cells);
  });
  if (lines.length !== wanted.length || text !== files.csv)
    if (findings.length === 0)
      findings.push(
        tell('P403', { zh: '与按数据重写的表不同', en: 'differs from the table written anew from the data' }),
      );
  return { entries, findings };
}

/** Names under which a figure shows a fact. */
function namesOf(spec: FigureSpec, fact: Fact): Set<string> {
  const rows = spec.groups.flatMap((g) => g.rows).filter((r) => [r.value, r.from, r.aside].includes(fact));
  return new Set([
    ...rows.map((row) => rowLabel(row).text),
    ...(fact.indicator ? [fact.indicator.short] : []),
  ]);
}
