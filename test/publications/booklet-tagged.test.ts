/** What of PDF/UA-1 and PDF/A-2 the editions of the booklet meet: each test stands in the table of docs/printing.md. */
import path from 'node:path';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { inGrey } from '../../scripts/print/print-shop.ts';
import { A4, A5, type BookletFormat, DRAFT, LARGE } from '../../scripts/publications/booklet/format.ts';
import { painted } from '../print/inked.ts';
import { type Made, makeEdition } from './laid-out.ts';
import { type ReadPdf, readPdf } from './reading.ts';
import { type Element, elementsOf, structureOf } from './structure.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bare = (text: string) => text.replace(/\s/g, '');
const name = (text: string) => PDFName.of(text);

let press: Press;
let reading: Made;
beforeAll(async () => {
  press = await openPress();
  reading = await makeEdition(press, path.join(root, 'data/xinbei-2023'), A4);
});
afterAll(() => press?.close());

describe.each<[string, BookletFormat, boolean]>([
  ['booklet.pdf', A4, false],
  ['booklet-a5.pdf', A5, false],
  ['booklet-large.pdf', LARGE, false],
  ['booklet-draft.pdf', DRAFT, false],
  ['booklet-gray.pdf', A4, true],
])('%s', (_, format, grey) => {
  let made: Made;
  let bytes: Uint8Array;
  let read: ReadPdf;
  let pdf: Awaited<ReturnType<typeof structureOf>>['pdf'];
  let tree: Element;
  beforeAll(async () => {
    made = format === A4 ? reading : await makeEdition(press, path.join(root, 'data/xinbei-2023'), format);
    bytes = grey ? inGrey(made.bytes, 'booklet-gray.pdf') : made.bytes;
    read = await readPdf(bytes);
    ({ pdf, root: tree } = await structureOf(bytes));
  });

  it('orders headings from H1 without leaving a level out', () => {
    const levels = elementsOf(tree, /^H\d$/).map(({ role }) => Number(role.slice(1)));
    expect(levels.length).toBeGreaterThan(20);
    expect(levels[0]).toBe(1);
    expect(Math.max(...levels)).toBeLessThanOrEqual(3);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('knows only standard structure types', () => {
    const known =
      /^(Root|Document|Part|Art|Sect|Div|BlockQuote|Caption|Index|NonStruct|H[1-6]|P|L|LI|Lbl|LBody|Table|TR|TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|Link|Figure)$/;
    expect(elementsOf(tree).filter(({ role }) => !known.test(role))).toEqual([]);
  });

  it('lists hold items, items hold bodies', () => {
    const lists = elementsOf(tree, /^L$/);
    if (format.content === 'all') expect(lists.length).toBeGreaterThan(0);
    for (const list of lists) {
      expect(list.children.map((c) => c.role).filter((r) => r !== 'LI')).toEqual([]);
      for (const item of list.children)
        expect(item.children.map((c) => c.role).filter((r) => !/^(Lbl|LBody)$/.test(r))).toEqual([]);
    }
    expect(elementsOf(tree, /^LI$/).length).toBe(lists.reduce((n, l) => n + l.children.length, 0));
  });

  it('tables hold rows of cells; each row as wide; heads say for what', () => {
    const tables = elementsOf(tree, /^Table$/);
    if (format.content === 'all') expect(tables.length).toBeGreaterThan(40);
    for (const table of tables) {
      const rows = elementsOf(table, /^TR$/);
      const heads = elementsOf(table, /^TH$/);
      expect(heads.length).toBeGreaterThan(0);
      const ids = new Set(heads.map(({ id }) => id));
      for (const head of heads) expect(head.attributes.Scope).toMatch(/^\/(Column|Row|Both)$/);
      for (const row of rows)
        expect(row.children.map((c) => c.role).filter((r) => !/^T[HD]$/.test(r))).toEqual([]);
      // Cells that span rows count in those below.
      const widths = new Set<number>();
      let left: { columns: number; rows: number }[] = [];
      for (const row of rows) {
        const from = left.filter((s) => s.rows > 0);
        const own = row.children.map(({ attributes: a }) => ({
          columns: Number(a.ColSpan ?? 1),
          rows: Number(a.RowSpan ?? 1) - 1,
        }));
        widths.add([...from, ...own].reduce((sum, s) => sum + s.columns, 0));
        left = [...from.map((s) => ({ ...s, rows: s.rows - 1 })), ...own];
      }
      expect(
        [...widths],
        rows.map((r) => r.children.map((c) => c.role + (c.attributes.ColSpan ?? '')).join(' ')).join(' / '),
      ).toHaveLength(1);
      for (const cell of elementsOf(table, /^TD$/))
        for (const [, id] of (cell.attributes.Headers ?? '').matchAll(/\((\w+)\)/g))
          expect(ids).toContain(id);
    }
  });

  it('every figure has an alternative text, and stands in a page', () => {
    const figures = elementsOf(tree, /^Figure$/);
    if (format.content === 'all') expect(figures.length).toBeGreaterThan(40);
    for (const figure of figures) expect(bare(figure.alt ?? '').length).toBeGreaterThan(3);
  });

  it('leaves no content unmarked: it belongs to the structure or is an artifact', async () => {
    const { pages } = await painted(bytes);
    let artifacts = 0;
    for (const [i, page] of pages.entries()) {
      const stack: string[] = [];
      for (const line of page.split('\n')) {
        const operator = /([A-Za-z'"*]+)$/.exec(line.trim())?.[1] ?? '';
        if (operator === 'BDC' || operator === 'BMC') {
          const tag = /^\/(\w+)/.exec(line.trim())?.[1] ?? '';
          if (tag === 'Artifact') {
            artifacts += 1;
            expect(
              stack.filter((s) => s === 'MCID'),
              `page ${i + 1}`,
            ).toEqual([]);
          }
          stack.push(line.includes('/MCID') ? 'MCID' : tag);
        } else if (operator === 'EMC') stack.pop();
        else if (/^(?:Tj|TJ|f|f\*|F|S|s|B|B\*|b|b\*|sh|Do)$/.test(operator))
          expect(
            stack.some((s) => s === 'MCID' || s === 'Artifact'),
            `page ${i + 1}: ${line}`,
          ).toBe(true);
      }
      expect(stack).toEqual([]);
    }
    expect(artifacts).toBeGreaterThan(pages.length / 2);
  });

  it('furniture is no part of the structure', () => {
    const said = elementsOf(tree).length;
    expect(said).toBeGreaterThan(500);
    for (const [i, page] of read.pages.entries())
      expect(page.structured, `page ${i + 1}`).not.toMatch(/—\d+—/);
  });

  it('links stand in Link elements, say where they lead, and are visited in the order of the structure', () => {
    const held = elementsOf(tree).flatMap((e) => e.annotations.map((number) => ({ number, role: e.role })));
    expect(held.filter(({ role }) => role !== 'Link')).toEqual([]);
    const holding = new Set(held.map(({ number }) => number));
    let links = 0;
    for (const page of pdf.getPages()) {
      const annotations = page.node.lookupMaybe(name('Annots'), PDFArray);
      if (!annotations) continue;
      expect(page.node.get(name('Tabs'))).toBe(name('S'));
      for (const reference of annotations.asArray()) {
        links += 1;
        const link = pdf.context.lookup(reference, PDFDict);
        expect(link.get(name('Subtype'))).toBe(name('Link'));
        expect(holding.has((reference as PDFRef).objectNumber)).toBe(true);
        expect(link.get(name('StructParent'))).toBeDefined();
        // Printed as it is seen (PDF/A-2, 6.3.2): flag 4, neither hidden nor invisible.
        expect(String(link.get(name('F')))).toBe('4');
        const contents = (link.lookup(name('Contents')) as unknown as { decodeText(): string }).decodeText();
        expect(contents).toMatch(format.front > 0 ? /^第\d+页$/ : /^(第\d+页|\d+)$/);
      }
    }
    expect(links).toBeGreaterThan(20);
    expect(holding.size).toBe(links);
  });

  it('says its language, title, author and subject, in Info and XMP alike, and claims no standard', () => {
    expect(String(pdf.catalog.get(name('Lang')))).toContain('zh-CN');
    const { profile } = made.report;
    expect(pdf.getTitle()).toBe(`${profile.region}${profile.year}年${profile.title}`);
    expect(pdf.getAuthor()).toBe(profile.issuer ?? undefined);
    expect(pdf.getSubject()).toBe(profile.title);
    const preferences = pdf.catalog.lookup(name('ViewerPreferences'), PDFDict);
    expect(String(preferences.get(name('DisplayDocTitle')))).toBe('true');
    expect(String(pdf.catalog.lookup(name('MarkInfo'), PDFDict).get(name('Marked')))).toBe('true');
    const metadata = pdf.catalog.lookup(name('Metadata')) as PDFRawStream;
    expect(metadata.dict.get(name('Filter'))).toBeUndefined();
    const xmp = Buffer.from(metadata.getContents()).toString('utf8');
    expect(xmp).toContain(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${pdf.getTitle()}</rdf:li>`);
    if (profile.issuer) expect(xmp).toContain(`<rdf:li>${profile.issuer}</rdf:li>`);
    expect(xmp).toContain(`${pdf.getCreationDate()?.toISOString().replace('.000', '')}`);
    expect(xmp).not.toMatch(/pdfuaid|pdfaid/);
  });

  it('has bookmarks in the order of the pages, and names its pages as they are printed', async () => {
    expect(read.outline.length).toBeGreaterThan(3);
    const pages = read.bookmarks.map(({ page }) => page);
    expect(pages).toEqual([...pages].sort((a, b) => a - b));
    for (const { title, page } of read.bookmarks)
      expect(bare(read.pages[page - 1]?.text ?? ''), title).toContain(bare(title).slice(0, 4));
    if (format.front > 0) {
      expect(read.labels?.slice(0, 3)).toEqual(['封面', '扉页', '1']);
      for (const [i, page] of read.pages.entries()) {
        const folio = /—(\d+)—/.exec(bare(page.text));
        if (folio && i >= format.front) expect(read.labels?.[i]).toBe(folio[1]);
      }
    }
  });

  it('embeds every font as a real subset with its characters; none is drawn (Type 3)', () => {
    const fonts = pdf.context
      .enumerateIndirectObjects()
      .flatMap(([, o]) => (o instanceof PDFDict && o.get(name('Type')) === name('Font') ? [o] : []));
    expect(fonts.length).toBeGreaterThan(6);
    for (const font of fonts) {
      const subtype = String(font.get(name('Subtype')));
      expect(['/Type0', '/CIDFontType2']).toContain(subtype);
      expect(String(font.get(name('BaseFont')))).toMatch(/^\/[A-Z]{6}\+/);
      if (subtype === '/Type0') {
        expect(String(font.get(name('Encoding')))).toBe('/Identity-H');
        expect(font.lookup(name('ToUnicode'))).toBeInstanceOf(PDFRawStream);
        const map = Buffer.from(decodePDFRawStream(font.lookup(name('ToUnicode')) as PDFRawStream).decode());
        // No character is unknown, none from the private use area (PDF/A-2u, 6.2.11.7.2).
        expect(map.toString('latin1')).not.toMatch(
          /<(?:0000|FFFE|FEFF|E[0-9A-F]{3}|F[0-8][0-9A-F]{2})>\s*$/m,
        );
      } else {
        expect(String(font.get(name('CIDToGIDMap')))).toBe('/Identity');
        const file = font.lookup(name('FontDescriptor'), PDFDict).lookup(name('FontFile2')) as PDFRawStream;
        expect(file.getContentsSize()).toBeGreaterThan(500);
        // A whole face has some 10 MB.
        expect(file.getContentsSize()).toBeLessThan(700_000);
      }
    }
  });

  it('has nothing that archives forbid: encryption, scripts, forms, files, sound, LZW, pictures made larger', () => {
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.startsWith('%PDF-1.7\n%')).toBe(true);
    expect([...bytes.slice(10, 14)].every((byte) => byte > 127)).toBe(true);
    expect(text).toMatch(/\/ID \[<[\da-f]{32}><[\da-f]{32}>\]/);
    const dictionaries = pdf.context
      .enumerateIndirectObjects()
      .map(([, o]) => String(o instanceof PDFRawStream ? o.dict : o));
    for (const dict of dictionaries) {
      expect(dict).not.toMatch(
        /\/(Encrypt|JavaScript|JS|AA|OpenAction|AcroForm|XFA|EmbeddedFile|EF|Launch|Sound|Movie|LZWDecode|Crypt|OPI|PS|Alternates)\b(?!\w)/,
      );
      expect(dict).not.toMatch(/\/Interpolate true/);
    }
  });

  it('gives the text of the report when it is copied, every character in its order', () => {
    const { report, booklet } = made;
    const lowest = format.trim.height - format.margins.top;
    const body = booklet.layout.blocks
      .filter((block) => block.kind === 'text')
      .flatMap((block) => read.pages.slice(block.first - 1, block.last))
      .map(({ items }) =>
        items
          .filter(
            ({ size, y }) =>
              size > 15 * format.scale &&
              y < (lowest * 72) / 25.4 + 2 &&
              y > (lowest * 72) / 25.4 - format.grid.lines * 29.53 * format.scale - 2,
          )
          .map(({ text }) => text)
          .join(''),
      )
      .join('');
    const end = report.glossary?.heading.start ?? report.text.length;
    expect(bare(body).replace(/^政府工作报告/, '')).toBe(
      bare(report.text.slice(0, end)).replace(/^政府工作报告/, ''),
    );
  });
});
