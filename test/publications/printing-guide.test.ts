/** docs/printing.md says what is so: files, inks, and for each requirement a test that exists. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BRAND } from '../../scripts/print/inks.ts';
import { bookletFile } from '../../scripts/publications/booklet/editions.ts';
import { BOOKLET_EDITIONS } from '../../scripts/report/booklet-schema.ts';

const tests = readFileSync('test/publications/booklet-tagged.test.ts', 'utf8');

describe.each(['docs/printing.md', 'docs/printing.zh-CN.md'])('%s', (file) => {
  const guide = readFileSync(file, 'utf8');
  const rows = guide
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('names every edition of the booklet', () => {
    const named = rows.flatMap(([, first = '']) => /^`(booklet[\w-]*\.pdf)`$/.exec(first)?.[1] ?? []);
    expect(named.map((name) => `booklet/${name}`).sort()).toEqual(BOOKLET_EDITIONS.map(bookletFile).sort());
  });

  it('has the inks of every colour', () => {
    const inks = rows.flatMap(([, rgb = '', , cmyk = '']) =>
      /^#[0-9A-F]{6}$/.test(rgb)
        ? [[rgb.slice(1).toLowerCase(), cmyk.split(' / ').map(Number)] as const]
        : [],
    );
    expect(Object.fromEntries(inks)).toEqual(BRAND);
  });

  it('names a test for every requirement that is met', () => {
    const requirements = rows.filter(([, clause = '']) => /^PDF\/(UA-1|A-2) /.test(clause));
    expect(requirements.length).toBeGreaterThan(15);
    for (const [, clause, , state = '', test = ''] of requirements) {
      if (test === '—') expect(state, clause).toMatch(/not|不/);
      else expect(tests, clause).toContain(`it('${test}'`);
    }
  });
});
