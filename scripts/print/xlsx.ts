/** Sheets as an Excel workbook. The only file that imports write-excel-file. */
import { escapeXml } from './pptx-xml.ts';
import { readZip, writeZip } from './zip.ts';

/** What a cell holds; see plan/workbook.ts, which this stage does not know. */
type Cell =
  | { kind: 'text'; text: string; strong?: boolean; red?: boolean }
  | { kind: 'number'; value: number; decimals: number; red?: boolean }
  | { kind: 'formula'; formula: string; value: number; decimals: number }
  | null;

export interface BoundSheet {
  name: string;
  columns: readonly { head: string; width: number }[];
  rows: readonly (readonly Cell[])[];
  /** How many columns are printed. */
  printed: number;
  filter: boolean;
}

const FONT = { fontFamily: '微软雅黑', fontSize: 10 } as const;
const [NAVY, RED, PAPER] = ['#172B4D', '#B3191F', '#FFFFFF'];

/**
 * The workbook's bytes, the same for the same sheets and date (YYYY-MM-DD). Heads stay in view and can filter; a formula carries the
 * value it gives, for readers that do not calculate. On paper: A4 across, as wide as the page, the heads on every page.
 */
export async function bindWorkbook(
  sheets: readonly BoundSheet[],
  { title, date }: { title: string; date: string },
): Promise<Uint8Array> {
  const { default: writeXlsx } = await import('write-excel-file/node');
  const bytes = await writeXlsx(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      data: [
        columns.map(({ head }) => ({
          value: head,
          fontWeight: 'bold' as const,
          backgroundColor: NAVY,
          textColor: PAPER,
          alignVertical: 'center' as const,
          wrap: true,
        })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
    FONT,
  ).toBuffer();
  const files = readZip(bytes);
  const packed = new Map<string, string>();
  for (const [name, content] of files) packed.set(name, content.toString('utf8'));
  sheets.forEach((sheet, i) => {
    const part = `xl/worksheets/sheet${i + 1}.xml`;
    packed.set(part, finished(packed.get(part) ?? '', sheet));
  });
  packed.set('xl/workbook.xml', named(packed.get('xl/workbook.xml') ?? '', sheets));
  addProperties(packed, title, date);
  return writeZip(packed, new Date(`${date}T00:00:00Z`));
}

function cellOf(cell: Cell) {
  if (cell === null) return null;
  if (cell.kind === 'text')
    return {
      value: cell.text,
      type: String,
      alignVertical: 'top' as const,
      ...(cell.strong ? { fontWeight: 'bold' as const } : {}),
      ...(cell.red ? { textColor: RED } : {}),
      wrap: true,
    };
  const format = cell.decimals === 0 ? '0' : `0.${'0'.repeat(cell.decimals)}`;
  const shared = { format, alignVertical: 'top' as const };
  return cell.kind === 'formula'
    ? { value: cell.formula, type: 'Formula' as const, ...shared }
    : { value: cell.value, type: Number, ...shared, ...(cell.red ? { textColor: RED } : {}) };
}

/**
 * Values of formulas, heights of rows, the filter of the heads, the pane as Excel itself names it when only rows stay, and the page: fitted
 * to its width, numbered. Elements in the order of the schema (ECMA-376, part 1, §18.3.1.99).
 */
function finished(xml: string, { columns, rows, filter }: BoundSheet): string {
  const values = rows.flat().flatMap((cell) => (cell?.kind === 'formula' ? [cell.value] : []));
  const heads = columns.map(({ head }) => ({ kind: 'text' as const, text: head }));
  return xml
    .replace(/<\/f>/g, () => `</f><v>${values.shift()}</v>`)
    .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    .replace(' xSplit="0"', '')
    .replace('activePane="bottomRight"', 'activePane="bottomLeft"')
    .replaceAll(/<row r="(\d+)"/g, (row, number: string) => {
      const cells = number === '1' ? heads : (rows[Number(number) - 2] ?? []);
      return `${row} ht="${heightOf(cells, columns)}"`;
    })
    .replace(
      '</sheetData>',
      `</sheetData>${filter && rows.length > 0 ? `<autoFilter ref="A1:${lastCell(columns.length, rows)}"/>` : ''}`,
    )
    .replace(/<pageMargins [^>]*\/>/, MARGINS)
    .replace(/<pageSetup [^>]*\/>/, PAGE);
}

/** Inches. */
const MARGINS = '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>';
const PAGE =
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>';

/** Height of a row in pt: Excel fits rows to their text by itself, other programs only some. */
function heightOf(cells: readonly Cell[], columns: BoundSheet['columns']): number {
  const lines = cells.map((cell, i) =>
    cell?.kind === 'text' ? Math.ceil(widthOf(cell.text) / ((columns[i]?.width ?? 1) - 1)) : 1,
  );
  return Math.max(1, ...lines) * 14 + 3;
}

/** In the characters in which columns are measured: a Chinese one takes two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x300 ? 1.1 : 2), 0);

const lastCell = (columns: number, rows: BoundSheet['rows']): string =>
  `${columnName(columns)}${rows.length + 1}`;

/** What is printed of each sheet, its first row on every page: names that Excel knows (ECMA-376, part 1, §18.2.5). */
function named(xml: string, sheets: readonly BoundSheet[]): string {
  const names = sheets.flatMap(({ name, printed, rows }, i) => {
    const area = `$A$1:$${columnName(printed)}$${rows.length + 1}`;
    return [
      `<definedName name="_xlnm.Print_Area" localSheetId="${i}">'${name}'!${area}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${name}'!$1:$1</definedName>`,
    ];
  });
  return xml.replace('<definedNames/>', `<definedNames>${names.join('')}</definedNames>`);
}

/** 1 → A, 27 → AA */
const columnName = (number: number): string =>
  number > 26
    ? columnName(Math.floor((number - 1) / 26)) + columnName(((number - 1) % 26) + 1)
    : String.fromCharCode(64 + number);

function addProperties(parts: Map<string, string>, title: string, date: string): void {
  const core = 'docProps/core.xml';
  parts.set(
    core,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>baogao</dc:creator><dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:created></cp:coreProperties>`,
  );
  parts.set(
    '[Content_Types].xml',
    (parts.get('[Content_Types].xml') ?? '').replace(
      '</Types>',
      `<Override PartName="/${core}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ),
  );
  parts.set(
    '_rels/.rels',
    (parts.get('_rels/.rels') ?? '').replace(
      '</Relationships>',
      `<Relationship Id="rIdCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="${core}"/></Relationships>`,
    ),
  );
}
