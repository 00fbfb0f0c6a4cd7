import { beforeAll, describe, expect, it } from 'vitest';
import { bestHeight, drawFigure, minHeight } from '../../scripts/figures/draw.ts';
import type { PageMap } from '../../scripts/marks.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { planSheets } from '../../scripts/plan/sheets.ts';
import { planWorkbook, workbookTitle } from '../../scripts/plan/workbook.ts';
import { bindDocx } from '../../scripts/print/docx.ts';
import { bindWorkbook } from '../../scripts/print/xlsx.ts';
import { readZip, writeZip } from '../../scripts/print/zip.ts';
import { proveProducts } from '../../scripts/proof/proof.ts';
import { officeFindings } from '../../scripts/proof/remade-office.ts';
import { markDraft } from '../../scripts/publications/draft.ts';
import { reportName } from '../../scripts/publications/report-name.ts';
import { partNames, sheetTitle } from '../../scripts/publications/sheets/labels.ts';
import { fitSheet } from '../../scripts/publications/sheets/sheet.ts';
import { aboutWord } from '../../scripts/publications/word/about.ts';
import { sheetPicture, svgsIn } from '../../scripts/publications/word/chart.ts';
import { wordReport } from '../../scripts/publications/word/report.ts';
import { wordSheet } from '../../scripts/publications/word/sheet.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { picturesOf } from '../publications/word-pictures.ts';

const DATE = '2023-01-03';
const page = { first: 4, last: 5, all: [4, 5] };
const pages = { get: () => page, has: () => true } as unknown as PageMap;
const [XLSX, REPORT] = ['indicators.xlsx', 'booklet/report.docx'] as const;
let report: Report;
let sheet: string;
let html: string;
const files = new Map<string, Uint8Array>();

beforeAll(async () => {
  report = withDefaults(await readReport('data/xinbei-2023'));
  files.set(
    XLSX,
    await bindWorkbook(planWorkbook(report, pages), { title: workbookTitle(report), date: DATE }),
  );
  files.set(
    REPORT,
    await bindDocx(wordReport(report, { pictures: picturesOf(report), draft: false }), {
      ...aboutWord(report, reportName(report)),
      date: DATE,
    }),
  );
  const [plan] = planSheets(report);
  if (!plan) throw new Error('no sheet');
  const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
  const measured = { main: 40, small: 50, overflow: false, clipped: [], conclusion: 19.75, figure: 27.5 };
  const fitted = await fitSheet(report, plan, {
    draw: (spec, place) => drawFigure(spec, place, times),
    minHeight: (spec, place) => minHeight(spec, place, times),
    bestHeight: (spec, place) => bestHeight(spec, place, times),
    lay: async (_, fitting) => fitting(async (states) => states.map(() => ({ ...measured, lines: {} }))),
    pages,
  });
  html = fitted.html;
  sheet = `sheets/${plan.topic.id}.docx`;
  const charts = svgsIn(fitted.article).map((svg, i) => sheetPicture(report, svg, Buffer.from(`chart ${i}`)));
  files.set(
    sheet,
    await bindDocx(wordSheet(fitted.article, { names: partNames('zh'), charts, draft: false }), {
      ...aboutWord(report, sheetTitle(report, plan.topic.name)),
      date: DATE,
    }),
  );
});

const made = () => ({ date: DATE, draft: false, pages });
/** What is found in a file of these bytes: the parts named. */
const found = async (path: string, content: Uint8Array, how = made()) =>
  (await officeFindings(report, { path, content }, html, how)).map(
    ({ code, message, where }) => `${code} ${where?.product} ${message.en.split(': ')[1]}`,
  );

/** The file with one part changed, packed by our own hand. */
async function altered(path: string, part: string, from: string | RegExp, to: string): Promise<Uint8Array> {
  const parts = new Map<string, string | Buffer>(readZip(files.get(path) as Uint8Array));
  const old = String(parts.get(part) ?? '');
  const now = old.replace(from, to);
  expect(now).not.toBe(old);
  return writeZip(parts.set(part, now), new Date(`${DATE}T00:00:00Z`));
}

const S1 = 'xl/worksheets/sheet1.xml';
const DOC = 'word/document.xml';

describe('an office file', () => {
  it('passes as made, of its date and pages', async () => {
    for (const [path, content] of files) expect(await found(path, content), path).toEqual([]);
    const later = { ...made(), date: '2023-01-04' };
    for (const [path, content] of files)
      expect(await found(path, content, later)).toEqual([`P405 ${path} docProps/core.xml`]);
  });

  it('says of a draft that it is one, and of no other', async () => {
    const draft = wordReport(report, { pictures: picturesOf(report), draft: true });
    const content = await bindDocx(draft, { ...aboutWord(report, reportName(report)), date: DATE });
    expect(await found(REPORT, content, { ...made(), draft: true })).toEqual([]);
    expect(await found(REPORT, content)).toHaveLength(1);
    expect(await found(REPORT, files.get(REPORT) as Uint8Array, { ...made(), draft: true })).toHaveLength(1);
    // A sheet in Word is made before its page is marked.
    const page = markDraft(html);
    expect(page).not.toBe(html);
    const [one, other] = await Promise.all(
      [html, page].map((own) =>
        officeFindings(report, { path: sheet, content: files.get(sheet) as Uint8Array }, own, made()),
      ),
    );
    expect(one).toEqual(other);
  });

  it.each<[string, string, string | RegExp, string]>([
    ['a row of no height', S1, /<row r="2" ht="\d+"/, '<row r="2" ht="0" customHeight="1"'],
    [
      'a cell of the kind that holds its own text',
      S1,
      '</row>',
      '<c r="R1" t="inlineStr"><is><t>9</t></is></c></row>',
    ],
    ['a truth for a number', S1, /(<c r="F\d+" s="\d+")(><v>1<)/, '$1 t="b"$2'],
    ['a condition that shows another number', S1, '</sheetData>', '</sheetData><conditionalFormatting/>'],
    [
      'words in its printed head',
      S1,
      '</worksheet>',
      '<headerFooter><oddHeader>9%</oddHeader></headerFooter></worksheet>',
    ],
    [
      'a filter that hides rows',
      S1,
      /<autoFilter ref="([^"]*)"\/>/,
      '<autoFilter ref="$1"><filterColumn colId="3"/></autoFilter>',
    ],
    ['words in white', 'xl/styles.xml', '<color theme="1"/>', '<color rgb="FFFFFFFF"/>'],
    [
      'a format that shows other words',
      'xl/styles.xml',
      'formatCode="0"',
      'formatCode="0;0;0;&quot;9&quot;"',
    ],
    [
      'a half of a text tiny',
      'xl/sharedStrings.xml',
      '<t>预计超1900亿元</t>',
      '<r><t>预计超1</t></r><r><rPr><sz val="1"/></rPr><t>900亿元</t></r>',
    ],
    [
      'a name for a number',
      'xl/workbook.xml',
      '</definedNames>',
      '<definedName name="a">9</definedName></definedNames>',
    ],
    [
      'another sheet behind a name',
      'xl/_rels/workbook.xml.rels',
      /sheet1\.xml(.*)sheet2\.xml/s,
      'sheet2.xml$1sheet1.xml',
    ],
    ['another title', 'docProps/core.xml', '<dc:title>', '<dc:title>9999亿元'],
  ])('of Excel is refused with %s', async (_what, part, from, to) => {
    expect(await found(XLSX, await altered(XLSX, part, from, to))).toEqual([`P405 ${XLSX} ${part}`]);
  });

  it.each<[string, string, string | RegExp, string]>([
    ['the year of today in a line', DOC, '</w:t></w:r></w:p>', '</w:t><w:yearLong/></w:r></w:p>'],
    ['a number broken by a line', DOC, /(<w:t[^>]*>[^<]*\d)(\d)/, '$1</w:t><w:br/><w:t>$2'],
    ['words of a link', DOC, '<w:r>', '<w:hyperlink w:anchor="x" w:tooltip="9%"/><w:r>'],
    ['a picture upside down', DOC, '<a:xfrm>', '<a:xfrm rot="10800000">'],
    ['a picture out of its frame', DOC, '<a:fillRect/>', '<a:fillRect l="-90000" r="90000"/>'],
    ['a narrow page', DOC, /w:pgSz w:w="\d+"/, 'w:pgSz w:w="570"'],
    ['another style', DOC, /<w:pStyle w:val="\w+"\/>/, '<w:pStyle w:val="Source"/>'],
    ['signs for digits', 'word/styles.xml', /w:ascii="[^"]*"/, 'w:ascii="Wingdings"'],
    ['variables', 'word/settings.xml', '</w:settings>', '<w:docVars/></w:settings>'],
    ['a field in the footer', 'word/footer1.xml', '</w:p>', '<w:r><w:pgNum/></w:r></w:p>'],
    ['another date', 'docProps/core.xml', '2023-01-03T', '2099-01-03T'],
    ['another main part', '_rels/.rels', 'word/document.xml', 'word/footer1.xml'],
  ])('of Word is refused with %s', async (_what, part, from, to) => {
    for (const path of [REPORT, sheet])
      expect(await found(path, await altered(path, part, from, to))).toEqual([`P405 ${path} ${part}`]);
  });

  it('is refused when cells of a sheet part elsewhere, or lines of the contents lead elsewhere', async () => {
    const moved = await altered(sheet, DOC, /<\/w:p><\/w:tc><w:tc><w:tcPr>.*?<\/w:tcPr>/, '</w:p>');
    expect(await found(sheet, moved)).toEqual([`P405 ${sheet} ${DOC}`]);
    const link = await altered(REPORT, DOC, 'w:anchor="_Toc100001"', 'w:anchor="_Toc100002"');
    expect(await found(REPORT, link)).toEqual([`P405 ${REPORT} ${DOC}`]);
  });

  it('is made anew by the proof of the edition', async () => {
    const content = await altered(XLSX, S1, /<row r="2" ht="\d+"/, '<row r="2" ht="0" customHeight="1"');
    const prove = async (bytes: Uint8Array) =>
      (await proveProducts(report, [{ path: XLSX, content: bytes }], { pages, date: DATE })).findings.map(
        (f) => f.code,
      );
    expect(await prove(content)).toEqual(['P405']);
    expect(await prove(files.get(XLSX) as Uint8Array)).toEqual([]);
  });

  it('is refused with more in its archive than its list names, and when it is none', async () => {
    const content = Buffer.from(files.get(XLSX) as Uint8Array);
    expect(await found(XLSX, Buffer.concat([Buffer.from('9999'), content]))).not.toEqual([]);
    const renamed = Buffer.from(content);
    renamed.write('xl/sharedStringz.xml', renamed.indexOf('xl/sharedStrings.xml'));
    expect(await found(XLSX, renamed)).toEqual([`P405 ${XLSX} zip`]);
    expect(await found(XLSX, Buffer.from('nothing of the kind'))).toEqual([`P405 ${XLSX} no archive`]);
  });
});
