/** Proves indicators.xlsx: every cell is what the report gives, every formula gives the value beside it, and nothing else stands in it. */
import { load } from 'cheerio';
import type { PageMap } from '../marks.ts';
import { type Cell, planWorkbook, type WorkSheet } from '../plan/workbook.ts';
import { readZip } from '../print/zip.ts';
import type { Problem } from '../problem.ts';
import type { Report } from '../report/report.ts';
import type { ProofEntry } from './entry.ts';

/** Parts of the workbook. Notes, drawings, links, macros and hidden sheets are not among them. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/worksheets\/sheet\d\.xml|xl\/(?:worksheets\/)?_rels\/[\w.]+\.rels)$/;

interface ReadCell {
  text?: string;
  value?: number;
  formula?: string;
  /** Decimals that its format shows. */
  decimals: number;
}

/** P505: a cell, a formula, a sheet or a part that the data do not give. Without `pages` the column of pages is not compared. */
export function proveWorkbook(
  bytes: Uint8Array,
  product: string,
  report: Report,
  pages: PageMap | undefined,
): { entries: ProofEntry[]; findings: Problem[] } {
  const findings: Problem[] = [];
  const find = (zh: string, en: string, said?: string) =>
    findings.push({
      code: 'P505',
      severity: 'error',
      message: { zh, en },
      where: { product, ...(said === undefined ? {} : { text: said }) },
    });
  let parts: Map<string, Buffer>;
  try {
    parts = readZip(bytes);
  } catch {
    find('不是 Excel 文件', 'is no Excel file');
    return { entries: [], findings };
  }
  for (const name of parts.keys())
    if (!PARTS.test(name)) find(`工作簿里有多余的部分：${name}`, `a part that none makes: ${name}`, name);
  const xml = (name: string) => load(parts.get(name)?.toString('utf8') ?? '', { xml: true });
  const book = xml('xl/workbook.xml');
  const names = book('sheet')
    .toArray()
    .map((sheet) => book(sheet).attr('name') ?? '');
  const sheets = planWorkbook(report, pages);
  if (book('sheet[state]').length > 0 || names.join() !== sheets.map((s) => s.name).join()) {
    find(`工作表应为${sheets.map((s) => s.name).join('、')}`, 'other sheets than planned', names.join('、'));
    return { entries: [], findings };
  }
  const read = sheets.map((_, i) => readCells(xml, i + 1));
  const hidden = sheets.some((_, i) => xml(`xl/worksheets/sheet${i + 1}.xml`)('[hidden]').length > 0);
  if (hidden) find('有隐藏的行或列', 'rows or columns are hidden');
  const valueAt = (place: string) => {
    const [, name = '', at = ''] = /^(.+)!(.+)$/.exec(place) ?? [];
    return read[names.indexOf(name)]?.get(at);
  };
  sheets.forEach((sheet, i) => {
    const cells = read[i] ?? new Map<string, ReadCell>();
    const wanted = wantedCells(sheet);
    for (const at of new Set([...wanted.keys(), ...cells.keys()])) {
      const [cell, found] = [wanted.get(at) ?? null, cells.get(at)];
      if (!sameCell(cell, found))
        find(
          `${sheet.name}!${at} 应为“${sayCell(cell)}”，是“${sayRead(found)}”`,
          `${sheet.name}!${at} is “${sayRead(found)}”, not “${sayCell(cell)}”`,
          sayRead(found),
        );
      else if (cell?.kind === 'formula' && calculated(cell.formula, valueAt) !== cell.value)
        find(
          `${sheet.name}!${at} 的公式算不出 ${cell.value}`,
          `the formula in ${sheet.name}!${at} does not give ${cell.value}`,
          cell.formula,
        );
    }
  });
  const entries = findings.length > 0 ? [] : entriesOf(report, product);
  return { entries, findings };
}

/** A number of every value, change and rank, and of every derived value. */
const entriesOf = (report: Report, product: string): ProofEntry[] =>
  [...report.indicators.keys(), ...report.derived.keys()].flatMap((id) =>
    [id, `${id}.change`, `${id}.rank`].flatMap((ref): ProofEntry[] => {
      const fact = report.facts.get(ref);
      if (!fact) return [];
      const derived = report.derived.get(ref);
      return [
        {
          product,
          text: fact.text,
          kind: 'fact',
          ref,
          ...(derived ? { formula: derived.formula } : { quote: fact.quote }),
          ...(fact.offset === undefined ? {} : { offset: fact.offset }),
        },
      ];
    }),
  );

const column = (index: number): string => String.fromCharCode(65 + index);

function wantedCells({ columns, rows }: WorkSheet): Map<string, NonNullable<Cell>> {
  const cells = new Map<string, NonNullable<Cell>>();
  columns.forEach(({ head }, i) => {
    cells.set(`${column(i)}1`, { kind: 'text', text: head });
  });
  rows.forEach((row, r) => {
    row.forEach((cell, i) => {
      if (cell) cells.set(`${column(i)}${r + 2}`, cell);
    });
  });
  return cells;
}

function readCells(xml: (name: string) => ReturnType<typeof load>, number: number): Map<string, ReadCell> {
  const strings = xml('xl/sharedStrings.xml');
  const texts = strings('si')
    .toArray()
    .map((si) => strings(si).text());
  const styles = xml('xl/styles.xml');
  const formats = new Map(
    styles('numFmt')
      .toArray()
      .map((n) => [styles(n).attr('numFmtId'), styles(n).attr('formatCode') ?? '']),
  );
  const shown = styles('cellXfs > xf')
    .toArray()
    .map((xf) => formats.get(styles(xf).attr('numFmtId')) ?? styles(xf).attr('numFmtId') ?? '');
  const $ = xml(`xl/worksheets/sheet${number}.xml`);
  const cells = new Map<string, ReadCell>();
  for (const c of $('c').toArray()) {
    const [value, formula] = [$(c).children('v').text(), $(c).children('f').text()];
    if (value === '' && formula === '') continue;
    const format = shown[Number($(c).attr('s') ?? 0)] ?? '';
    cells.set($(c).attr('r') ?? '', {
      ...($(c).attr('t') === 's' ? { text: texts[Number(value)] ?? '' } : { value: Number(value) }),
      ...(formula === '' ? {} : { formula }),
      // 1 and 2 are Excel's own names of 0 and 0.00.
      decimals: format === '1' || format === '0' ? 0 : format === '2' ? 2 : decimalsOf(format),
    });
  }
  return cells;
}

/** 0.00 → 2; any other format shows other digits than the cell holds. */
const decimalsOf = (format: string): number => /^0\.(0+)$/.exec(format)?.[1]?.length ?? Number.NaN;

function sameCell(cell: Cell, found: ReadCell | undefined): boolean {
  if (cell === null || !found) return cell === null && !found;
  if (cell.kind === 'text') return found.text === cell.text && found.formula === undefined;
  const formula = cell.kind === 'formula' ? cell.formula : undefined;
  return found.value === cell.value && found.formula === formula && found.decimals === cell.decimals;
}

const sayCell = (cell: Cell): string =>
  cell === null
    ? ''
    : cell.kind === 'text'
      ? cell.text
      : cell.kind === 'formula'
        ? `=${cell.formula}`
        : String(cell.value);
const sayRead = (found: ReadCell | undefined): string =>
  found ? (found.text ?? (found.formula === undefined ? String(found.value) : `=${found.formula}`)) : '';

/** What a formula of ours gives: cells and numbers added and taken away, or filled cells counted. NaN for any other. */
function calculated(formula: string, cellAt: (place: string) => ReadCell | undefined): number {
  const counted = /^COUNTA\((.*)\)$/.exec(formula)?.[1];
  if (counted !== undefined)
    return counted.split(',').reduce((sum, place) => sum + countIn(place, cellAt), 0);
  const terms = [...formula.matchAll(/([+-]?)([^+-]+)/g)];
  const decimals = Math.max(0, ...terms.map(([, , place = '']) => cellAt(place)?.decimals ?? 0));
  const sum = terms.reduce((total, [, sign, place = '']) => {
    const value = /^\d+$/.test(place) ? Number(place) : (cellAt(place)?.value ?? Number.NaN);
    return total + (sign === '-' ? -value : value);
  }, 0);
  return Number(sum.toFixed(decimals));
}

function countIn(place: string, cellAt: (place: string) => ReadCell | undefined): number {
  const [, sheet, col, from, to] = /^(.+)!([A-Z])(\d+)(?::[A-Z](\d+))?$/.exec(place) ?? [];
  let count = 0;
  for (let row = Number(from); row <= Number(to ?? from); row += 1)
    if (cellAt(`${sheet}!${col}${row}`)) count += 1;
  return count;
}
