import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type DeckGuide, readDeckGuide } from '../../scripts/guide/deck.ts';
import { DECK_GUIDE, readDeckReport, refusalOf } from '../../scripts/guide/deck-examples.ts';
import { slideKindsOf } from '../../scripts/guide/deck-kinds.ts';
import { DECK_OBJECTS, deckFieldsOf, slideKindsAllowed } from '../../scripts/guide/fields.ts';
import { digestOf, slidePictures } from '../../scripts/guide/slide-picture.ts';
import { anchor } from '../../scripts/guide/tables.ts';
import { planDeck } from '../../scripts/plan/deck.ts';
import { outlineSlides } from '../../scripts/plan/deck-outline.ts';
import type { DraftSlide } from '../../scripts/plan/deck-slide.ts';
import { topicsOf } from '../../scripts/plan/topics.ts';
import { deckFile } from '../../scripts/publications/deck/size.ts';
import { DECK_KINDS, DECK_SIZES } from '../../scripts/report/deck-schema.ts';
import { readReport } from '../../scripts/report/read.ts';

const DOCS = path.dirname(DECK_GUIDE);
const PAGES = ['deck.md', 'deck.zh-CN.md'] as const;
const page = (name: string) => readFileSync(path.join(DOCS, name), 'utf8');
const source = readFileSync(path.join(DECK_GUIDE, 'report.yaml'), 'utf8');
/** report.yaml with another `deck:`. */
const withDeckOf = (deck: string) => source.slice(0, source.search(/^deck:/m)) + deck;
const yamlOf = (text: string) => [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
const picturesIn = (text: string) => [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((m) => m[1] ?? '');

let guide: DeckGuide;
beforeAll(async () => {
  guide = await readDeckGuide();
});

describe.each(PAGES)('docs/%s', (name) => {
  const sections = page(name).split(/^### /m).slice(1);

  it('is what `npm run docs` writes now', () => {
    expect(page(name)).toBe(guide.pages.get(name));
  });

  it('has a section with a picture for every kind, reached from the table of kinds', () => {
    expect(sections.map((s) => /^`([^`]+)`/.exec(s)?.[1])).toEqual([...DECK_KINDS]);
    for (const section of sections)
      expect(picturesIn(section).length, section.slice(0, 20)).toBeGreaterThan(0);
    const headings = sections.map((s) => (s.split('\n')[0] ?? '').replaceAll('`', '').split(' '));
    const anchors = headings.map(([id = '', ...words]) => anchor(id, words.join(' ')));
    expect([...page(name).matchAll(/\]\(#([^)]+)\)/g)].map((m) => m[1])).toEqual(anchors);
    const sheet = [...page(name).matchAll(/<a href="#([^"]+)">/g)].map((m) => m[1]);
    expect(anchors).toEqual(expect.arrayContaining(sheet));
  });

  it('shows all pictures that are there, and no others', () => {
    const shown = new Set([...page(name).matchAll(/images\/deck\/([\w-]+\.png)/g)].map((m) => m[1]));
    expect([...shown].toSorted()).toEqual(readdirSync(path.join(DOCS, 'images/deck')).toSorted());
  });

  it('has a running order that makes the slides below it', async () => {
    const text = page(name);
    const [order = ''] = yamlOf(text);
    const slides = planDeck(await readDeckReport(withDeckOf(order)));
    const sheet = [...text.matchAll(/<img src="images\/deck\/([\w-]+)\.png" width="204"/g)].map((m) => m[1]);
    expect(slides.map((s) => s.id)).toEqual(sheet);
  });

  it('has YAML that makes the slides below it', async () => {
    const entries = parse(yamlOf(page(name))[0] ?? '').deck.slides as unknown[];
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    // The lines of the sections, each in the place that the running order gives it, make the whole deck.
    const examples = sections.flatMap((section) =>
      section
        .split('```yaml\n')
        .slice(1)
        .map((part) => {
          const [yaml = '', rest = ''] = part.split('```');
          const [entry] = parse(yaml) as unknown[];
          return { yaml, place: entries.findIndex((e) => same(e, entry)), shown: picturesIn(rest) };
        }),
    );
    const inOrder = examples.toSorted((a, b) => a.place - b.place);
    expect(inOrder.map(({ place }) => place)).toEqual(entries.map((_, i) => i));
    const lines = inOrder.map(({ yaml }) => yaml.replace(/^(?=.)/gm, '    ')).join('');
    const report = await readDeckReport(withDeckOf(`deck:\n  minutes: 12\n  slides:\n${lines}`));
    const shown = inOrder.flatMap((example) => example.shown);
    const made = slidePictures(report).slice(0, shown.length);
    expect(made.map((m) => m.path)).toEqual(shown);
    for (const { path: file, digest } of made)
      expect(digestOf(readFileSync(path.join(DOCS, file))), file).toBe(digest);
  });

  it('tells what is told of each refused line', async () => {
    const language = name === 'deck.md' ? 'en' : 'zh';
    const rows = [...page(name).matchAll(/^\| `(- [^`]+)` \| `(\w+)` \| (.+) \|$/gm)];
    expect(rows.length).toBe(guide.kinds.flatMap(({ words }) => words.refused).length);
    for (const [, entry = '', code, told] of rows) {
      const problem = await refusalOf(source, entry);
      expect(problem.code, entry).toBe(code);
      expect(told, entry).toContain(problem.message[language]);
    }
  });

  it('names the files of deck/, and all of them', () => {
    const shaped = (['html', 'pdf', 'pptx', 'md'] as const).map((e) => path.basename(deckFile(null, e)));
    const others = ['deck', 'deck-papers'].flatMap((file) => {
      const text = readFileSync(path.join(DOCS, `../scripts/edition/${file}.ts`), 'utf8');
      return [...text.matchAll(/path: 'deck\/([\w.]+)'/g)].map((m) => m[1] ?? '');
    });
    const table = [...page(name).matchAll(/^\| `(\w+(?:\.\w+|\/))` \|/gm)].map((m) => m[1] ?? '');
    const files = table.filter((f) => f.includes('.'));
    expect(others.length).toBeGreaterThan(3);
    expect(files.toSorted()).toEqual([...shaped, ...others].toSorted());
    expect(table).toEqual(expect.arrayContaining(['figures/', 'fonts/']));
  });

  it('tells the presenter’s keys and the shapes of slides', () => {
    for (const key of ['PgDn', 'Enter', 'Esc', 'P', 'S', 'B', 'G'])
      expect(page(name)).toContain(`\`${key}\``);
    for (const size of DECK_SIZES) expect(page(name)).toContain(`\`${size}\``);
  });
});

describe('the pictures of slides', () => {
  it('are taken of what is merged now: `npm run docs` takes them anew', () => {
    const old = guide.pictures.filter(
      ({ path: file, digest }) => digestOf(readFileSync(path.join(DOCS, file))) !== digest,
    );
    expect(old.map((picture) => picture.path)).toEqual([]);
  });

  it('are old when a word on the slide changes, and only those', async () => {
    const other = await readDeckReport(source.replace('title: 难在哪里', 'title: 还有哪些难处'));
    const known = new Map(guide.pictures.map(({ path: file, digest }) => [file, digest]));
    const changed = slidePictures(other).filter(({ path: file, digest }) => known.get(file) !== digest);
    expect(changed.map((picture) => path.basename(picture.path))).toEqual([
      'challenges.png',
      'presenter.png',
    ]);
  });

  it('weigh little', () => {
    for (const name of readdirSync(path.join(DOCS, 'images/deck')))
      expect(readFileSync(path.join(DOCS, 'images/deck', name)).length, name).toBeLessThan(60_000);
  });
});

describe('what the guide says of a kind of slide', () => {
  it('is told to be missing when a kind has no slide or no words', () => {
    const words = readFileSync(path.join(DECK_GUIDE, 'kinds.yaml'), 'utf8');
    const others = guide.examples.filter(({ kind }) => kind !== 'list');
    expect(() => slideKindsOf(words, others)).toThrow('report.yaml: no slide of the kind list');
    const wordless = words.replace(/^list:/m, 'lists:');
    expect(() => slideKindsOf(wordless, guide.examples)).toThrow(
      'kinds.yaml: list.name must be said in en and zh',
    );
    expect(() => slideKindsOf(wordless, guide.examples)).toThrow('kinds.yaml: there is no kind lists');
    const strange = words.replace('    governance:', '    agenda:');
    expect(() => slideKindsOf(strange, guide.examples)).toThrow(
      'list.examples.agenda is no slide of this kind',
    );
  });

  it('covers the kinds of the schema, whose fields are described in both languages', () => {
    expect(slideKindsAllowed()).toEqual([...DECK_KINDS]);
    for (const object of DECK_OBJECTS)
      for (const { about } of deckFieldsOf(object)) expect(about.zh).toMatch(/\p{Script=Han}/u);
  });

  it('refuses to call refused what makes a slide', async () => {
    await expect(refusalOf(source, '- targets')).rejects.toThrow('nobody refuses - targets');
  });

  it('gives the limits of a slide as the planner keeps them', async () => {
    expect(guide.limits).toEqual({ agenda: 8, cells: 6, numbers: 5, words: 4, subjects: 5, challenges: 5 });
    const rows = (slides: readonly DraftSlide[]) => slides.map((s) => ('rows' in s ? s.rows.length : 0));
    // kinds.yaml: a list goes on at four rows of two numbers; lead phrases stand four on a slide.
    const list = async (topic: string) =>
      rows(planDeck(await readDeckReport(withDeckOf(`deck:\n  slides:\n    - list: ${topic}\n`))));
    expect(await list('industry')).toEqual([3]);
    expect(await list('governance')).toEqual([2, 2]);
    const plain = await readReport(path.join(DOCS, '../data/xinbei-2023'));
    const outlined = topicsOf({ ...plain, topics: [] }).flatMap((t) => rows(outlineSlides(plain, t, 9)));
    expect(Math.max(...outlined)).toBe(4);
  });
});
