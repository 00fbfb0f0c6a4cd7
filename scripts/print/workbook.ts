/** The data sheet of a chart, put in order: fixed dates, styles that every program reads, no table it does not show. */
import { readZip } from './zip.ts';

/** A style sheet with the parts that programs look for; PptxGenJS leaves out the formats of cells. */
const STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="微软雅黑"/><charset val="134"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** Its parts. `content`: as PptxGenJS makes it; `core`, `app`: properties of the document; `head`: of an XML part. */
export function workbookParts(
  content: Uint8Array,
  { core, app, head }: { core: string; app: string; head: string },
): Map<string, string> {
  const files = new Map([...readZip(content)].map(([name, part]) => [name, part.toString()]));
  files.set('docProps/core.xml', core);
  files.set('docProps/app.xml', app);
  files.set('xl/styles.xml', head + STYLES);
  // Its table is on no sheet, and names a column that the sheet leaves empty.
  for (const name of [...files.keys()])
    if (name.startsWith('xl/tables/') || name.startsWith('xl/worksheets/_rels/')) files.delete(name);
  const types = files.get('[Content_Types].xml') ?? '';
  files.set('[Content_Types].xml', types.replace(/<Override PartName="\/xl\/tables\/[^>]*\/>/g, ''));
  return files;
}
