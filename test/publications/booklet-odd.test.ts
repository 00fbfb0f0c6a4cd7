import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { A4, A5, LARGE } from '../../scripts/publications/booklet/format.ts';
import { faultsOf } from './clean.ts';
import { makeEdition } from './laid-out.ts';
import { writeOdd } from './odd-reports.ts';

let press: Press;
const dir = mkdtempSync(path.join(tmpdir(), 'baogao-odd-'));
beforeAll(async () => {
  press = await openPress();
});
afterAll(async () => {
  await press?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe.each([
  ['without glossary', { length: 6000, glossary: false }],
  ['without sections', { length: 6000, sections: false }],
  ['with headings of 60 characters', { length: 8000, heading: 60 }],
  ['of a paragraph of 8000 characters a part', { length: 18_000, endless: true }],
  ['of a page', { length: 300 }],
])('a report %s', (name, oddity) => {
  it.each([A4, A5, LARGE])('gives a clean booklet: $id', async (format) => {
    const made = await makeEdition(press, writeOdd(dir, name, oddity), format);
    expect(await faultsOf(made, format, press)).toEqual([]);
  });
});
