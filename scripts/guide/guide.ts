/** docs/figures.md and its Chinese counterpart: the text of docs/figures/guide*.md with tables, pictures and YAML filled in. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { figureFiles } from '../figures/files.ts';

import { packageFile } from '../package.ts';
import type { Message } from '../problem.ts';
import { PROBLEM_CODES } from '../problem-codes.ts';
import { MOST_UNITS } from '../report/figure-kinds.ts';
import { type Example, readExamples } from './examples.ts';
import { fieldsOf, OBJECTS } from './fields.ts';
import { type Kind, kindsOf } from './kinds.ts';
import { anchor, codeTable, fieldTable, type Language, table } from './tables.ts';

/** Where the report of the examples, the text and the words of the guide stand. */
export const GUIDE = packageFile('docs/figures');

/** Path of the picture of an example below docs/. */
export const pictureOf = (id: string): string => `images/figures/${id}.svg`;

export interface Guide {
  /** The Markdown files by their path below docs/. */
  pages: ReadonlyMap<string, string>;
  kinds: readonly Kind[];
  examples: readonly Example[];
  /** The drawing of each example by its id, text still as text. Throws when the linter finds fault with it. */
  drawing(id: string): string;
}

/** Reads docs/figures and composes the guide; draws on demand. Throws, naming what is missing, when a kind has no words or no example. */
export async function readGuide(): Promise<Guide> {
  const { report, examples } = await readExamples(GUIDE);
  const kinds = kindsOf(await readFile(path.join(GUIDE, 'kinds.yaml'), 'utf8'), examples);
  const page = async (name: string, language: Language) =>
    compose(await readFile(path.join(GUIDE, name), 'utf8'), language, kinds, examples);
  return {
    pages: new Map([
      ['figures.md', await page('guide.md', 'en')],
      ['figures.zh-CN.md', await page('guide.zh-CN.md', 'zh')],
    ]),
    kinds,
    examples,
    drawing: (id) => {
      const example = examples.find(({ spec }) => spec.id === id);
      if (!example) throw new Error(`no example ${id}`);
      const { svg, drawn } = figureFiles(report, example.spec);
      if (drawn.problems.length > 0)
        throw new Error(drawn.problems.map(({ code, message }) => `${code} ${message.en}`).join('\n'));
      return svg;
    },
  };
}

/** Fills the places `<!-- name arguments -->` of the text. */
function compose(
  text: string,
  language: Language,
  kinds: readonly Kind[],
  examples: readonly Example[],
): string {
  // What the text itself shows is not shown again with its kind.
  const shown = new Set([...text.matchAll(/<!-- example (\S+) -->/g)].map((m) => m[1] ?? ''));
  return text.replace(/<!-- (\w+)((?: [\w-]+)*) -->/g, (place, name: string, list: string) => {
    const args = list.trim().split(' ');
    switch (name) {
      case 'generated':
        return '<!-- Written by `npm run docs` from docs/figures/ and scripts/report/schema.ts: change it there. -->';
      case 'choose':
        return choices(kinds, language);
      case 'fields':
        return fieldTable(fieldsOf(OBJECTS.find((o) => o === args[0]) ?? 'figure'), language);
      case 'codes':
        return codeTable(args, language);
      case 'example': {
        const example = examples.find(({ spec }) => spec.id === args[0]);
        if (!example) throw new Error(`${place}: there is no such figure`);
        return exampleOf(example, language);
      }
      case 'kinds':
        return kinds.map((kind) => kindOf(kind, shown, language)).join('\n\n');
      default:
        throw new Error(`${place}: nothing is known to stand here`);
    }
  });
}

const WORDS = {
  for: { en: 'For', zh: '宜' },
  not: { en: 'Not for', zh: '不宜' },
  promise: { en: 'Keeps to', zh: '守则' },
  refused: { en: 'Refused', zh: '拒绝' },
  kind: { en: 'kind', zh: '图' },
  field: { en: 'field', zh: '字段' },
  here: { en: 'here', zh: '在这种图里' },
  numbers: { en: 'its numbers in indicators.yaml', zh: '这些数在 indicators.yaml 里的写法' },
} as const satisfies Record<string, Message>;

function choices(kinds: readonly Kind[], language: Language): string {
  const rows = kinds.map(({ id, words }) => [
    words.for[language],
    `[\`${id}\`](#${anchor(id, words.name[language])}) ${words.name[language]}`,
  ]);
  return table([WORDS.for[language], WORDS.kind[language]], rows);
}

function kindOf({ id, words, examples }: Kind, shown: ReadonlySet<string>, language: Language): string {
  const say = (message: Message) => message[language].replaceAll('{most-units}', String(MOST_UNITS));
  const end = language === 'en' ? ': ' : '：';
  const line = (part: 'for' | 'not' | 'promise') => `- **${WORDS[part][language]}**${end}${say(words[part])}`;
  const refused = words.refused.map((code) => `\`${code}\` ${PROBLEM_CODES[code]?.title[language]}`);
  const comma = language === 'en' ? ', ' : '、';
  return [
    `### \`${id}\` ${words.name[language]}`,
    [
      line('for'),
      line('not'),
      line('promise'),
      ...(refused.length > 0 ? [`- **${WORDS.refused[language]}**${end}${refused.join(comma)}`] : []),
    ].join('\n'),
    ...examples
      .filter(({ spec }) => !shown.has(spec.id))
      .map((example) => exampleOf(example, language, words.examples?.[example.spec.id])),
    table(
      [WORDS.field[language], WORDS.here[language]],
      Object.entries(words.fields).map(([name, about]) => [`\`${name}\``, say(about)]),
    ),
  ].join('\n\n');
}

function exampleOf({ spec, figures, indicators }: Example, language: Language, says?: Message): string {
  const yaml = (text: string) => `\`\`\`yaml\n${text}\`\`\``;
  const numbers = `<details><summary>${WORDS.numbers[language]}</summary>\n\n${yaml(indicators)}\n\n</details>`;
  return [
    ...(says ? [says[language]] : []),
    `![${spec.title.text}](${pictureOf(spec.id)})`,
    yaml(figures),
    ...(indicators === '' ? [] : [numbers]),
  ].join('\n\n');
}
