import { describe, expect, it } from 'vitest';
import { COLOUR, inkOf } from '../../scripts/figures/colours.ts';
import type { Fact } from '../../scripts/report/report.ts';
import { folderOf, readFolder } from '../report/folder.ts';

describe('red is for the year of the report only', async () => {
  const { report } = await readFolder(folderOf('data/xinbei-2023'));
  const fact = (ref: string) => report.facts.get(ref) as Fact;

  it.each([
    ['fund-scale', COLOUR.red, COLOUR.redTint],
    ['tier-10b', COLOUR.navy, COLOUR.white],
    ['micro-grid', COLOUR.navy, COLOUR.navy],
    ['gdp', COLOUR.navy, COLOUR.navyTint],
  ])('%s', (ref, text, fill) => {
    expect(inkOf(fact(ref))).toMatchObject({ text, fill });
  });

  it('no fact of another year or of the glossary is red', () => {
    const red = [...report.facts.values()].filter((f) => inkOf(f).text === COLOUR.red);
    expect(red.length).toBeGreaterThan(50);
    expect(red.filter((f) => f.period !== String(report.profile.year)).map((f) => f.ref)).toEqual([]);
  });
});
