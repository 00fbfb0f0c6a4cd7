import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { figureFiles } from '../../scripts/figures/files.ts';
import { lintSpec, placeOf } from '../../scripts/figures/lint.ts';
import { exportPlace } from '../../scripts/figures/places.ts';
import { fieldsOf, kindsAllowed, OBJECTS } from '../../scripts/guide/fields.ts';
import { GUIDE, type Guide, pictureOf, readGuide } from '../../scripts/guide/guide.ts';
import { kindsOf } from '../../scripts/guide/kinds.ts';
import { guidePicture } from '../../scripts/guide/picture.ts';
import type { Fact, FigureRow, FigureSpec } from '../../scripts/report/report.ts';
import { figuresSchema, indicatorsSchema } from '../../scripts/report/schema.ts';
import { span, words } from '../figures/specs.ts';
import { readFolder } from '../report/folder.ts';

const DOCS = path.dirname(GUIDE);
const PAGES = ['figures.md', 'figures.zh-CN.md'] as const;
const page = (name: string) => readFileSync(path.join(DOCS, name), 'utf8');

let guide: Guide;
beforeAll(async () => {
  guide = await readGuide();
});

describe.each(PAGES)('docs/%s', (name) => {
  it('is what `npm run docs` writes now', () => {
    expect(page(name)).toBe(guide.pages.get(name));
  });

  it('has a section for every kind, reached from the table of kinds', () => {
    const text = page(name);
    const headings = [...text.matchAll(/^### (.+)$/gm)].map((m) => (m[1] ?? '').replaceAll('`', ''));
    expect(headings.map((h) => h.split(' ')[0])).toEqual(kindsAllowed());
    const anchors = headings.map((h) => h.toLowerCase().replaceAll(' ', '-'));
    expect([...text.matchAll(/\]\(#([^)]+)\)/g)].map((m) => m[1])).toEqual(anchors);
  });

  it('shows pictures that are there', () => {
    const shown = [...page(name).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((m) => path.basename(m[1] ?? ''));
    expect(shown.toSorted()).toEqual(readdirSync(path.join(DOCS, path.dirname(pictureOf('')))).toSorted());
  });

  it('has YAML that validates, and draws the picture above it', async () => {
    const report = readFileSync(path.join(GUIDE, 'report.txt'), 'utf8');
    const sections = page(name).split(/^!\[/m).slice(1);
    expect(sections.length).toBe(guide.examples.length);
    for (const section of sections) {
      const picture = /\]\(([^)]+)\)/.exec(section)?.[1] ?? '';
      const blocks = [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
      const [figures = '', indicators = '[]'] = blocks;
      expect(blocks.length).toBeLessThanOrEqual(2);
      expect(figuresSchema.safeParse(parse(figures)).success, picture).toBe(true);
      expect(indicatorsSchema.safeParse(parse(indicators)).success, picture).toBe(true);
      const files = { 'report.txt': report, 'figures.yaml': figures, 'indicators.yaml': indicators };
      const read = await readFolder(files);
      expect(read.warnings).toEqual([]);
      const [spec] = read.report.figures as [FigureSpec];
      expect(await guidePicture(figureFiles(read.report, spec).svg), picture).toBe(page(picture));
    }
  });
});

describe('what the guide says of a kind', () => {
  it('is told to be missing when a kind has no example or no words', () => {
    const source = readFileSync(path.join(GUIDE, 'kinds.yaml'), 'utf8');
    const others = guide.examples.filter(({ spec }) => spec.kind !== 'tiers');
    expect(() => kindsOf(source, others)).toThrow('figures.yaml: no example of the kind tiers');
    const wordless = source.replace(/^tiers:/m, 'stairs:');
    expect(() => kindsOf(wordless, guide.examples)).toThrow(
      'kinds.yaml: tiers.name must be said in en and zh',
    );
    expect(() => kindsOf(wordless, guide.examples)).toThrow('kinds.yaml: there is no kind stairs');
  });

  it.each(kindsAllowed())('%s: the fields said to be drawn are those that change the drawing', (id) => {
    const kind = guide.kinds.find((k) => k.id === id);
    const spec = kind?.examples[0]?.spec as FigureSpec;
    // `section` and `within` serve the reading; what takes a label takes a name in its place.
    const listed = Object.keys(kind?.words.fields ?? {}).filter((f) => !['section', 'within'].includes(f));
    const said = [...new Set(listed.includes('label') ? [...listed, 'name'] : listed)];
    // A field that is new here is tried as soon as this list knows it.
    expect(said.filter((field) => !(field in changes))).toEqual([]);
    // What a kind refuses is set as a table, for drafts: that is no drawing of it.
    const sound = (s: FigureSpec) => lintSpec(s, placeOf(s, exportPlace('guide'))).length === 0;
    const drawn = Object.entries(changes).filter(
      ([, [a, b]]) => sound(b(spec)) && visible(a(spec)) !== visible(b(spec)),
    );
    expect(drawn.map(([field]) => field).toSorted()).toEqual(said.toSorted());
  });

  it.each(kindsAllowed())('%s: refuses what it is said to refuse', (id) => {
    const kind = guide.kinds.find((k) => k.id === id);
    const spec = kind?.examples[0]?.spec as FigureSpec;
    const mixed = eachRow(spec, () => ({ from: fact('electronics'), value: fact('projects') }));
    const beyond = eachRow(spec, () => ({ value: { ...fact('air'), value: 150.5 } }));
    const found = [mixed, beyond]
      .flatMap((s) => lintSpec(s, placeOf(s, exportPlace('guide'))))
      .map(({ code }) => code);
    const said = (kind?.words.refused ?? []).filter((code) => code.startsWith('F'));
    expect([...new Set(found)].toSorted()).toEqual(said.toSorted());
  });
});

it('every field of figures.yaml is described in both languages', () => {
  for (const object of OBJECTS)
    for (const { about } of fieldsOf(object)) expect(about.zh).toMatch(/\p{Script=Han}/u);
});

const same = (spec: FigureSpec) => spec;
const rowsOf = (spec: FigureSpec) => spec.groups.flatMap((g) => g.rows);
const eachRow = (spec: FigureSpec, change: (row: FigureRow) => FigureRow): FigureSpec => ({
  ...spec,
  groups: [{ rows: rowsOf(spec).map(change) }],
});
const oneGroup = (spec: FigureSpec) => eachRow(spec, (row) => row);
const columns = (count: number) => (spec: FigureSpec) => ({
  ...spec,
  options: { ...spec.options, columns: count },
});

/** A fact of the guide's report. */
function fact(id: string): Fact {
  const facts = guide.examples.flatMap(({ spec }) => rowsOf(spec).flatMap((r) => [r.value, r.from, r.aside]));
  return facts.find((f) => f?.ref === id) as Fact;
}

/** For each field two figures that differ in nothing else. */
const changes: Record<string, [(spec: FigureSpec) => FigureSpec, (spec: FigureSpec) => FigureSpec]> = {
  value: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, value: r.value ? undefined : fact('food') }))],
  from: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, from: r.from ? undefined : fact('green') }))],
  aside: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, aside: r.aside ? undefined : fact('food') }))],
  label: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, label: words('x', '别名') }))],
  name: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, label: undefined, name: span('原文名称') }))],
  note: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, note: span('一段原文') }))],
  fragments: [oneGroup, (s) => eachRow(s, (r) => ({ ...r, fragments: [span('一段原文')] }))],
  sort: [
    (s) => ({ ...s, options: { ...s.options, sort: 'given' } }),
    (s) => ({ ...s, options: { ...s.options, sort: 'value' } }),
  ],
  columns: [columns(1), columns(2)],
  groups: [same, (s) => ({ ...s, groups: [{ label: words('x', '组名'), rows: rowsOf(s) }] })],
};

/** What a reader sees of a figure: without its description and marks; groups only by their heads. */
function visible(spec: FigureSpec): string {
  const place = exportPlace('guide', 900);
  const { svg } = drawFigure(spec, place, { year: 2025, reviewYear: 2024 });
  return svg.replace(/<desc[\s\S]*?<\/desc>/, '').replace(/ data-[a-z]+="[^"]*"/g, '');
}
