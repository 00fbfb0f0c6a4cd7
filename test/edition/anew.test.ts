import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../scripts/command/progress.ts';
import { type Account, sha256 } from '../../scripts/edition/account.ts';
import { checkEdition } from '../../scripts/edition/check.ts';
import { makeEdition } from '../../scripts/edition/edition.ts';
import { publicationsAsked } from '../../scripts/edition/products.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';

const DATA = 'test/input/invented';
let press: Press;
let folder: string;
beforeAll(async () => {
  press = await openPress();
  folder = mkdtempSync(path.join(os.tmpdir(), 'anew-'));
  await makeEdition(
    {
      dir: DATA,
      out: path.join(folder, 'whole'),
      publications: publicationsAsked('deck,sheets'),
      draft: false,
      deck: { size: '16:9', besides: ['4:3'] },
      sheets: { lang: 'en', more: [{ sections: ['3.1.1', '1.1'], title: '{year}年产业' }] },
    },
    {
      press: Promise.resolve(press),
      progress: silentProgress,
      now: () => performance.now(),
      env: { SOURCE_DATE_EPOCH: '1700000000' },
      lang: 'en',
    },
  );
});
afterAll(async () => {
  await press.close();
  rmSync(folder, { recursive: true, force: true });
});

type Change = (bytes: Buffer) => Promise<Uint8Array | string> | Uint8Array | string;

/** The check of an edition whose files were changed, with build.json telling of the changed ones. */
async function checked(
  changes: Record<string, Change>,
  account: (own: Account) => void = () => {},
  open = async () => press,
) {
  const out = path.join(folder, 'changed');
  rmSync(out, { recursive: true, force: true });
  cpSync(path.join(folder, 'whole'), out, { recursive: true });
  const place = (file: string) => path.join(out, 'invented', file);
  const told = JSON.parse(readFileSync(place('build.json'), 'utf8')) as Account;
  for (const [file, change] of Object.entries(changes)) {
    const listed = told.outputs.find((o) => o.path === file);
    const before = listed ? readFileSync(place(file)) : Buffer.alloc(0);
    const after = Buffer.from(await change(before));
    expect(after.equals(before), file).toBe(false);
    writeFileSync(place(file), after);
    const now = { bytes: after.length, sha256: sha256(after) };
    if (listed) Object.assign(listed, now);
    else told.outputs.push({ path: file, ...now });
  }
  account(told);
  writeFileSync(place('build.json'), JSON.stringify(told));
  return checkEdition(DATA, out, open);
}

/** Its errors or warnings by code and file. */
async function found(
  changes: Record<string, Change>,
  account?: (own: Account) => void,
  severity = 'error',
): Promise<string[]> {
  const { problems } = await checked(changes, account);
  return problems.filter((p) => p.severity === severity).map((p) => `${p.code} ${p.where?.product ?? ''}`);
}

const plate: Change = async (bytes) => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  pdf.getPage(0).drawRectangle({ x: 40, y: 40, width: 300, height: 200, color: rgb(1, 1, 1) });
  return pdf.save();
};
const inSlide =
  (from: string | RegExp, to: string): Change =>
  async (bytes) => {
    const zip = await JSZip.loadAsync(bytes);
    const name = 'ppt/slides/slide2.xml';
    const xml = (await zip.file(name)?.async('string')) ?? '';
    expect(xml.replace(from, to)).not.toBe(xml);
    return zip.file(name, xml.replace(from, to)).generateAsync({ type: 'uint8array' });
  };

describe('an edition made anew', () => {
  it('has the same bytes: of its date, in its shapes, with the presenter in its language', async () => {
    expect(await found({})).toEqual([]);
    expect(await found({}, undefined, 'warning')).not.toContain('P407 ');
  });

  it('has the sheets that were asked for, which build.json alone knows of', async () => {
    const forgotten = await found({}, (own) => {
      delete own.sheets;
    });
    for (const ending of ['pdf', 'html', 'png', 'docx'])
      expect(forgotten).toContain(`E006 sheets/sections-1.1-3.1.1.${ending}`);
    expect(forgotten).toContain('P406 sheets/all.pdf');
    expect(forgotten).toContain('P405 sheets/topic-1.html');
  });

  it('finds what no reader sees in a PDF: a plate over the words', async () => {
    const pdfs = ['deck.pdf', 'deck-4x3.pdf', 'handout.pdf', 'script.pdf'].map((file) => `deck/${file}`);
    const said = await found(Object.fromEntries([...pdfs, 'sheets/all.pdf'].map((file) => [file, plate])));
    for (const file of [...pdfs, 'sheets/all.pdf']) expect(said).toContain(`P406 ${file}`);
  });

  it('finds what is set otherwise in PowerPoint, and an archive with the same parts packed otherwise', async () => {
    expect(await found({ 'deck/deck.pptx': inSlide(/ sz="\d+"/, ' sz="100"') })).toContain(
      'P406 deck/deck.pptx',
    );
    expect(
      await found({
        'deck/deck-4x3.pptx': async (bytes) =>
          (await JSZip.loadAsync(bytes)).generateAsync({ type: 'uint8array' }),
      }),
    ).toContain('P406 deck/deck-4x3.pptx');
  });

  it('finds files that belong to no edition though build.json names them', async () => {
    expect(await found({ 'deck/data.json': () => '{"gdp":9}', 'notes.txt': () => '全年1999亿元' })).toEqual(
      expect.arrayContaining(['P406 deck/data.json', 'P406 notes.txt']),
    );
  });

  it('says which files differ where another browser or Node.js made them, and nothing where none does', async () => {
    for (const other of [
      (own: Account) => Object.assign(own, { browser: { version: '1.2.3', source: 'machine' } }),
      (own: Account) => Object.assign(own, { node: 'v1.2.3' }),
    ])
      expect(await found({}, other, 'warning')).not.toContain('P407 ');
    const elsewhere = (own: Account) => Object.assign(own, { node: 'v1.2.3' });
    const { problems } = await checked({ 'deck/deck.pdf': plate }, elsewhere);
    expect(problems.find((p) => p.code === 'P407')?.message.en).toMatch(
      /v1\.2\.3.* 1 files .*deck\/deck\.pdf/,
    );
  });

  it('is read only where there is no browser, and the check says so', async () => {
    const none = async () => openPress({ browser: '/bin/false' });
    const { problems } = await checked({}, () => {}, none);
    expect(problems.map((p) => p.code)).toContain('P407');
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  });
});

describe('a product that cannot be read', () => {
  it('is a finding, not the end of the check', async () => {
    const said = await found(
      Object.fromEntries(
        ['deck.pdf', 'script.pdf', 'deck.pptx'].map((file) => [`deck/${file}`, () => 'nothing of the kind']),
      ),
    );
    expect(said).toEqual(
      expect.arrayContaining(['P208 deck/deck.pdf', 'P208 deck/script.pdf', 'P503 deck/deck.pptx']),
    );
  });
});
