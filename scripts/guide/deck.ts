/** docs/deck.md and its Chinese counterpart: the text of docs/deck/guide*.md with kinds, pictures, YAML, keys and refusals filled in. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SPOKEN_A_MINUTE } from '../plan/deck-minutes.ts';
import type { Message, Problem } from '../problem.ts';
import type { Report } from '../report/report.ts';
import { DECK_GUIDE, type DeckExample, readDeckExamples, refusalOf } from './deck-examples.ts';
import { type SlideKind, slideKindsOf } from './deck-kinds.ts';
import { DECK_OBJECTS, deckFieldsOf } from './fields.ts';
import { type KeyHelp, presenterKeys } from './keys.ts';
import { slideLimits } from './limits.ts';
import { type SlidePicture, slidePictureOf, slidePictures } from './slide-picture.ts';
import { anchor, codeTable, fieldTable, type Language, table } from './tables.ts';

export interface DeckGuide {
  report: Report;
  /** The Markdown files by their path below docs/. */
  pages: ReadonlyMap<string, string>;
  kinds: readonly SlideKind[];
  examples: readonly DeckExample[];
  pictures: readonly SlidePicture[];
  limits: Readonly<Record<string, number>>;
}

/** What the places of the text are filled with. */
interface Matter {
  kinds: readonly SlideKind[];
  examples: readonly DeckExample[];
  order: string;
  /** The heading of each slide by its picture. */
  titles: ReadonlyMap<string, string>;
  keys: readonly KeyHelp[];
  /** By entry. */
  refusals: ReadonlyMap<string, Problem>;
  limits: Readonly<Record<string, number>>;
}

/** Reads docs/deck and composes the guide; pictures are taken on demand. Throws, naming what is missing, when a kind has no words or no slide. */
export async function readDeckGuide(): Promise<DeckGuide> {
  const { report, examples, order, source } = await readDeckExamples();
  const kinds = slideKindsOf(await readFile(path.join(DECK_GUIDE, 'kinds.yaml'), 'utf8'), examples);
  const refusals = new Map<string, Problem>();
  for (const entry of kinds.flatMap(({ words }) => words.refused))
    refusals.set(entry, await refusalOf(source, entry));
  const limits = slideLimits(report);
  const pictures = slidePictures(report);
  const titles = new Map(pictures.map((picture) => [picture.path, picture.title]));
  const matter = { kinds, examples, order, titles, keys: await presenterKeys(), refusals, limits };
  const page = async (name: string, language: Language) =>
    compose(await readFile(path.join(DECK_GUIDE, name), 'utf8'), language, matter);
  return {
    report,
    pages: new Map([
      ['deck.md', await page('guide.md', 'en')],
      ['deck.zh-CN.md', await page('guide.zh-CN.md', 'zh')],
    ]),
    kinds,
    examples,
    pictures,
    limits,
  };
}

/** Fills the places `<!-- name arguments -->` and the limits `{name}` of the text. */
function compose(text: string, language: Language, matter: Matter): string {
  const filled = text.replace(/<!-- (\w+)((?: [\w-]+)*) -->/g, (place, name: string, list: string) => {
    const args = list.trim().split(' ');
    switch (name) {
      case 'generated':
        return '<!-- Written by `npm run docs` from docs/deck/, the definitions of report.yaml and the runtime of the deck: change it there. -->';
      case 'choose':
        return choices(matter.kinds, language);
      case 'order':
        return `${yamlBlock(matter.order)}\n\n${contactSheet(matter, language)}`;
      case 'fields':
        return fieldTable(deckFieldsOf(DECK_OBJECTS.find((o) => o === args[0]) ?? 'deck'), language);
      case 'codes':
        return codeTable(args, language);
      case 'keys':
        return keyTable(matter.keys, language);
      case 'kinds':
        return matter.kinds.map((kind) => kindOf(kind, matter, language)).join('\n\n');
      default:
        throw new Error(`${place}: nothing is known to stand here`);
    }
  });
  return withLimits(filled, matter.limits);
}

const withLimits = (text: string, limits: Matter['limits']): string =>
  Object.entries({ ...limits, spoken: SPOKEN_A_MINUTE }).reduce(
    (sum, [name, most]) =>
      sum.replaceAll(`{most-${name}}`, String(most)).replaceAll(`{over-${name}}`, String(most + 1)),
    text,
  );

const WORDS = {
  for: { en: 'For', zh: '宜' },
  not: { en: 'Not for', zh: '不宜' },
  shows: { en: 'Shows', zh: '内容' },
  takes: { en: 'Takes', zh: '写法' },
  most: { en: 'Goes on to the next slide', zh: '续页' },
  refused: {
    en: 'Refused, each tried as the only line of the deck:',
    zh: '拒绝的写法（各自作为唯一的一行试过）：',
  },
  slide: { en: 'slide', zh: '幻灯片' },
  entry: { en: 'in YAML', zh: '写法' },
  code: { en: 'code', zh: '代码' },
  told: { en: 'what is told', zh: '所报的问题' },
  key: { en: 'key', zh: '按键' },
  does: { en: 'does', zh: '作用' },
} as const satisfies Record<string, Message>;

const yamlBlock = (text: string): string => `\`\`\`yaml\n${text}\`\`\``;

function choices(kinds: readonly SlideKind[], language: Language): string {
  const rows = kinds.map(({ id, words }) => [
    words.for[language],
    `[\`${id}\`](#${anchor(id, words.name[language])}) ${words.name[language]}`,
  ]);
  return table([WORDS.for[language], WORDS.slide[language]], rows);
}

/** All slides in their order, each leading to its kind. */
function contactSheet({ examples, kinds, titles }: Matter, language: Language): string {
  return examples
    .flatMap(({ kind, slides }) => slides.map(({ id }) => ({ kind, id })))
    .map(({ kind, id }, i) => {
      const name = kinds.find((k) => k.id === kind)?.words.name[language] ?? kind;
      return `<a href="#${anchor(kind, name)}"><img src="${slidePictureOf(id)}" width="204" alt="${i + 1} ${titles.get(slidePictureOf(id))}"></a>`;
    })
    .join('\n');
}

function kindOf({ id, words, examples }: SlideKind, matter: Matter, language: Language): string {
  const end = language === 'en' ? ': ' : '：';
  const line = (part: 'for' | 'not' | 'shows' | 'takes' | 'most') =>
    `- **${WORDS[part][language]}**${end}${words[part][language]}`;
  const refused = words.refused.map((entry) => {
    const told = matter.refusals.get(entry);
    const hint = told?.hint ? `${language === 'en' ? '; ' : '；'}${told.hint[language]}` : '';
    return [`\`${entry.trim()}\``, `\`${told?.code}\``, `${told?.message[language]}${hint}`];
  });
  return [
    `### \`${id}\` ${words.name[language]}`,
    (['for', 'not', 'shows', 'takes', 'most'] as const).map(line).join('\n'),
    ...examples.map((example) => exampleOf(example, words, matter, language)),
    ...(refused.length > 0
      ? [
          WORDS.refused[language],
          table([WORDS.entry[language], WORDS.code[language], WORDS.told[language]], refused),
        ]
      : []),
  ].join('\n\n');
}

function exampleOf(
  { yaml, slides }: DeckExample,
  words: SlideKind['words'],
  { titles }: Matter,
  language: Language,
): string {
  const says = words.examples[slides[0]?.id ?? ''];
  const pictures = slides.map(({ id }) => slidePictureOf(id));
  return [
    ...(says ? [says[language]] : []),
    yamlBlock(yaml),
    ...pictures.map((picture) => `![${titles.get(picture)}](${picture})`),
  ].join('\n\n');
}

function keyTable(keys: readonly KeyHelp[], language: Language): string {
  return table(
    [WORDS.key[language], WORDS.does[language]],
    keys.map(({ keys: shown, does }) => [
      shown[language]
        .split(' ')
        .map((key) => `\`${key}\``)
        .join(' '),
      does[language],
    ]),
  );
}
