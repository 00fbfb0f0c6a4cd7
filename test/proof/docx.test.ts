import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { makeEdition } from '../../scripts/edition/edition.ts';
import { bindDocx } from '../../scripts/print/docx.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { proveReportDocx } from '../../scripts/proof/docx.ts';
import type { DocxOptions } from '../../scripts/proof/docx-opened.ts';
import { proveSheetDocx } from '../../scripts/proof/docx-sheet.ts';
import { glyphStore } from '../../scripts/proof/glyphs.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { type Known, knownOf } from '../../scripts/proof/known.ts';
import { wordReport } from '../../scripts/publications/word/report.ts';
import { readReport } from '../../scripts/report/read.ts';
import { picturesOf } from '../publications/word-pictures.ts';

const DIR = path.resolve(import.meta.dirname, '../../data/xinbei-2023');
let known: Known;
let report: Uint8Array;
let options: DocxOptions;
let press: Press;
let out: string;
let sheet: Uint8Array;
let html: string;

beforeAll(async () => {
  known = knownOf(await readReport(DIR));
  const pictures = picturesOf(known.report);
  report = await bindDocx(wordReport(known.report, { pictures, draft: false }), {
    title: '2023年政府工作报告',
    date: '2023-01-03',
  });
  options = {
    draft: false,
    products: new Map([...pictures].map(([id, { png }]) => [`figures/${id}.png`, { content: png }])),
  };
  press = await openPress();
  out = mkdtempSync(path.join(os.tmpdir(), 'docx-'));
  const made = await makeEdition(
    { dir: DIR, out, publications: new Set(['sheets']), draft: false },
    {
      press: Promise.resolve(press),
      progress: silentProgress,
      now: () => performance.now(),
      env: {},
      lang: 'zh',
      prove: async () => ({ numbers: [], findings: [], products: [] }),
    },
  );
  sheet = readFileSync(path.join(made.folder, 'sheets/ecology.docx'));
  html = readFileSync(path.join(made.folder, 'sheets/ecology.html'), 'utf8');
});
afterAll(async () => {
  await press.close();
  rmSync(out, { recursive: true, force: true });
});

/** The file with one part changed; insists that something did change. */
async function altered(bytes: Uint8Array, from: string | RegExp, to: string, name = 'word/document.xml') {
  const zip = await JSZip.loadAsync(bytes);
  const old = (await zip.file(name)?.async('string')) ?? '';
  const changed = old.replace(from, to);
  expect(changed).not.toBe(old);
  zip.file(name, changed);
  return zip.generateAsync({ type: 'uint8array' });
}
async function added(bytes: Uint8Array, name: string, content: string) {
  const zip = await JSZip.loadAsync(bytes);
  zip.file(name, content);
  return zip.generateAsync({ type: 'uint8array' });
}
type Alteration = [string, (bytes: Uint8Array) => Promise<Uint8Array>, string];
const codesOf = (findings: readonly { code: string }[]) => [...new Set(findings.map((f) => f.code))];

const settings: Alteration[] = [
  [
    'hidden words',
    (b) =>
      altered(b, '<w:rPr><w:rFonts w:hint="eastAsia"/>', '<w:rPr><w:vanish/><w:rFonts w:hint="eastAsia"/>'),
    'P604',
  ],
  [
    'white words',
    (b) =>
      altered(b, '<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:hint="eastAsia"/><w:color w:val="FFFFFF"/>'),
    'P604',
  ],
  [
    'tiny words',
    (b) => altered(b, '<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:hint="eastAsia"/><w:sz w:val="2"/>'),
    'P604',
  ],
  [
    'a style too small to read',
    (b) => altered(b, /<w:sz w:val="\d+"\/>/, '<w:sz w:val="6"/>', 'word/styles.xml'),
    'P604',
  ],
  [
    'a pale style',
    (b) => altered(b, /<w:color w:val="\w+"\/>/, '<w:color w:val="EEEEEE"/>', 'word/styles.xml'),
    'P604',
  ],
  [
    'a tracked deletion',
    (b) => altered(b, /<w:r>(.*?)<\/w:r>/, '<w:del w:id="1" w:author="x"><w:r>$1</w:r></w:del>'),
    'P604',
  ],
  [
    'a field that fetches a file',
    (b) => altered(b, '</w:p>', '<w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'),
    'P604',
  ],
  [
    'a link to elsewhere',
    (b) =>
      altered(
        b,
        '</Relationships>',
        '<Relationship Id="x" Type="t" Target="http://a.example/" TargetMode="External"/></Relationships>',
        'word/_rels/document.xml.rels',
      ),
    'P604',
  ],
  [
    'fields that ask when opened',
    (b) => altered(b, '</w:settings>', '<w:updateFields w:val="true"/></w:settings>', 'word/settings.xml'),
    'P604',
  ],
  ['a comment', (b) => added(b, 'word/comments.xml', '<w:comments/>'), 'P603'],
  ['a macro', (b) => added(b, 'word/vbaProject.bin', 'x'), 'P603'],
  ['a picture that nothing shows', (b) => added(b, 'word/media/image99.png', 'x'), 'P603'],
  [
    'a number in the title',
    (b) => altered(b, '<dc:title>', '<dc:title>1234亿元', 'docProps/core.xml'),
    'P601',
  ],
  [
    'words in the footer',
    (b) => altered(b, /(<w:p>.*?)<\/w:p>/s, '$1<w:r><w:t>内部</w:t></w:r></w:p>', 'word/footer1.xml'),
    'P601',
  ],
  ['words outside their runs', (b) => altered(b, '</w:p>', '增长9%</w:p>'), 'P601'],
  ['an alternative text', (b) => altered(b, /descr="[^"]{20}/, 'descr="全市第一'), 'P602'],
  ['the size of a picture', (b) => altered(b, /<wp:extent cx="\d+"/, '<wp:extent cx="100"'), 'P602'],
];

describe('the proof of report.docx', () => {
  const prove = (bytes: Uint8Array, how = options) =>
    proveReportDocx(bytes, 'booklet/report.docx', known, how);

  it('passes the file untouched and lists its numbers', async () => {
    const { findings, entries } = await prove(report);
    expect(findings).toEqual([]);
    // Every number of the text, and those of captions.
    const verbatim = entries.filter(({ kind }) => kind === 'verbatim').map(({ offset = 0 }) => offset);
    for (const { index } of known.report.text.matchAll(/(?<![\d.])\d/g)) expect(verbatim).toContain(index);
    expect(entries.filter(({ kind }) => kind === 'fact').length).toBeGreaterThan(30);
    expect(entries.every(({ product }) => product === 'booklet/report.docx')).toBe(true);
  });

  it.each<Alteration>([
    ['a digit', (b) => altered(b, '1900亿元', '1990亿元'), 'P601'],
    ['a qualifier', (b) => altered(b, '全年预计实现', '全年实现'), 'P601'],
    [
      'a paragraph left out',
      (b) => altered(b, /<w:p><w:pPr><w:pStyle w:val="BodyText"\/>.*?<\/w:p>/, ''),
      'P601',
    ],
    [
      'paragraphs in another order',
      (b) => altered(b, /(<w:p><w:pPr><w:pStyle w:val="Salutation"\/>.*?<\/w:p>)(<w:p>.*?<\/w:p>)/, '$2$1'),
      'P601',
    ],
    ['a caption', (b) => altered(b, /(　火灾.*?)36\.2%/, '$13.62%'), 'P601'],
    ['the number of a figure', (b) => altered(b, /(SEQ 图[^>]*><w:r><w:t[^>]*>)1</, '$17<'), 'P601'],
    ['a line of the contents', (b) => altered(b, '抓项目、促转型', '促转型、抓项目'), 'P601'],
    ['another crop', (b) => altered(b, /<a:srcRect l="\d+"/, '<a:srcRect l="40000"'), 'P602'],
    [
      'a heading that is none',
      (b) => altered(b, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Caption"/>'),
      'P604',
    ],
    ...settings,
  ])('finds %s', async (_what, alter, code) => {
    expect(codesOf((await prove(await alter(report))).findings)).toContain(code);
  });

  it('finds another picture, and does not take a broken file', async () => {
    const one = [...options.products.keys()][0] as string;
    const other = new Map([...options.products, [one, { content: Buffer.from('another') }]]);
    expect(codesOf((await prove(report, { ...options, products: other })).findings)).toEqual(['P602']);
    expect(codesOf((await prove(Buffer.from('no archive'))).findings)).toEqual(['P603']);
  });
});

describe('the proof of a sheet in Word', () => {
  const prove = async (bytes: Uint8Array, own: Known = known) =>
    proveSheetDocx(
      bytes,
      'sheets/ecology.docx',
      { source: html, proved: proveHtml(html, 'sheets/ecology.html', known) },
      own,
      {
        ...{ draft: false, products: new Map() },
        glyphs: glyphStore(press.outline),
      },
    );

  it('passes the file untouched, its pictures compared pixel by pixel', async () => {
    const { findings, entries } = await prove(sheet);
    expect(findings).toEqual([]);
    expect(entries.length).toBeGreaterThan(30);
  });

  it.each<Alteration>([
    ['a digit', (b) => altered(b, /(<w:t[^>]*>)9\.1</, '$19.7<'), 'P601'],
    ['a row left out', (b) => altered(b, /<w:tr>(?!.*<w:tr>).*?<\/w:tr>/s, ''), 'P601'],
    [
      'what a table is said to be',
      (b) => altered(b, '<w:tblDescription w:val="', '<w:tblDescription w:val="9.9%'),
      'P601',
    ],
    ...settings,
  ])('finds %s', async (_what, alter, code) => {
    expect(codesOf((await prove(await alter(sheet))).findings)).toContain(code);
  });

  it('knows the language of the sheets: what tables and pictures are called', async () => {
    const english = {
      ...known,
      report: { ...known.report, sheets: { ...known.report.sheets, lang: 'en' as const } },
    };
    expect(codesOf((await prove(sheet, english)).findings)).toEqual(['P601']);
    let translated = await altered(sheet, /"图(?=\d)/g, '"Figure ');
    translated = await altered(translated, '"主要数字"', '"Key figures"');
    translated = await altered(translated, /"表格：([^"、]*)、/, '"Table: $1, ');
    expect((await prove(translated, english)).findings).toEqual([]);
    expect(codesOf((await prove(translated)).findings)).toEqual(['P601']);
  });

  it('finds pictures that have changed places', async () => {
    const zip = await JSZip.loadAsync(sheet);
    const [a, b] = await Promise.all(
      [1, 2].map((n) => zip.file(`word/media/image${n}.png`)?.async('uint8array')),
    );
    zip.file('word/media/image1.png', b as Uint8Array);
    zip.file('word/media/image2.png', a as Uint8Array);
    expect(codesOf((await prove(await zip.generateAsync({ type: 'uint8array' }))).findings)).toContain(
      'P602',
    );
  });
});
