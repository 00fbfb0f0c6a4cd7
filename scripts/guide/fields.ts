/** Tables of fields, taken from the definitions that validate: what a field is, its type, limits and default. */
import type { Message } from '../problem.ts';
import { schemaFiles } from '../report/schema-file.ts';

/** What is read here of a JSON Schema. */
interface Node {
  type?: string;
  title?: string;
  description?: string;
  enum?: readonly string[];
  anyOf?: readonly Node[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  items?: Node;
  properties?: Readonly<Record<string, Node>>;
  required?: readonly string[];
}

export interface Field {
  name: string;
  required: boolean;
  type: Message;
  /** As written in YAML; '' where there is none. */
  preset: string;
  about: Message;
}

/** The objects of figures.yaml. */
export const OBJECTS = ['figure', 'row', 'group', 'derived'] as const;
export type ObjectName = (typeof OBJECTS)[number];

/** The fields of an object of figures.yaml in their order. Throws for a field without a description in both languages. */
export const fieldsOf = (object: ObjectName): Field[] => describedFields(object, nodeOf(object));

/** `deck` of report.yaml, and an entry of its running order. */
export const DECK_OBJECTS = ['deck', 'slide'] as const;

/** The fields of `deck`, or of an entry of its running order. Throws as fieldsOf does. */
export const deckFieldsOf = (object: (typeof DECK_OBJECTS)[number]): Field[] =>
  describedFields(object, object === 'deck' ? deckNode() : slideNodes()[1]);

/** The kinds of slides that a running order may list, in the order of the definitions. */
export const slideKindsAllowed = (): readonly string[] => slideNodes()[0]?.enum ?? [];

function describedFields(object: string, { properties = {}, required = [] }: Node = {}): Field[] {
  return Object.entries(properties).map(([name, node]) => {
    const [en, zh] = (node.description ?? '').split('\n');
    if (!en || !zh)
      throw new Error(
        `scripts/report/: ${object}.${name} in the schema needs a description: English, then Chinese`,
      );
    return {
      name,
      required: required.includes(name),
      type: typeOf(node),
      preset: node.default === undefined ? '' : String(node.default),
      about: { en, zh },
    };
  });
}

/** The kinds that the definitions allow, in their order. */
export function kindsAllowed(): readonly string[] {
  return nodeOf('figure').properties?.kind?.enum ?? [];
}

function rootOf(schema: string): Node {
  const file = schemaFiles().find(({ name }) => name === schema);
  return JSON.parse(file?.text ?? '{}') as Node;
}

const deckNode = (): Node => rootOf('report.schema.json').properties?.deck ?? {};
/** An entry is the name of its kind, or an object. */
const slideNodes = (): readonly Node[] => deckNode().properties?.slides?.items?.anyOf ?? [];

function nodeOf(object: ObjectName): Node {
  const root = rootOf('figures.schema.json');
  const list = (node: Node | undefined, name: string) => node?.properties?.[name]?.items ?? {};
  const figure = list(root, 'figures');
  if (object === 'derived') return list(root, 'derived');
  if (object === 'group') return list(figure, 'groups');
  return object === 'row' ? list(figure, 'rows') : figure;
}

/** Types by the titles that the definitions give them. */
const TYPES: Readonly<Record<string, Message>> = {
  id: { en: 'id', zh: '编号' },
  topic: { en: 'id', zh: '编号' },
  null: { en: 'nothing', zh: '不写' },
  reference: { en: 'reference', zh: '引用' },
  words: { en: 'words', zh: '编者的话' },
  fragment: { en: 'fragment', zh: '原文片段' },
  formula: { en: 'formula', zh: '算式' },
  unit: { en: 'unit', zh: '单位' },
  section: { en: 'section', zh: '章节' },
  year: { en: 'year', zh: '年份' },
  object: { en: 'object', zh: '对象' },
  string: { en: 'text', zh: '文字' },
};

/** What may be of several types: an entry of the running order. */
const ENTRY: Message = { en: 'slides', zh: '幻灯片' };

/** What a list holds, in the plural. */
function listedIn({ items }: Node): Message | undefined {
  if (items?.enum) return { en: 'these', zh: '取自上述各值' };
  if (items?.anyOf) return ENTRY;
  if (!items?.title) return undefined;
  const { en, zh } = typeOf(items);
  return { en: `${en}s`, zh };
}

function typeOf(node: Node): Message {
  if (node.enum) {
    const list = node.enum.map((value) => `\`${value}\``).join(' ');
    return { en: list, zh: list };
  }
  if (node.anyOf) {
    const [one, ...others] = node.anyOf.map(typeOf);
    const last = others.at(-1);
    return one && last ? { en: `${one.en}, or ${last.en}`, zh: `${one.zh}，或${last.zh}` } : (one ?? ENTRY);
  }
  if (node.type === 'integer' || node.type === 'number') {
    const range = `${node.minimum ?? ''}–${node.maximum ?? ''}`;
    const whole = node.type === 'integer';
    return { en: `${whole ? 'whole ' : ''}number ${range}`, zh: `${whole ? '整数' : '数'} ${range}` };
  }
  if (node.type === 'array') {
    const of = listedIn(node);
    const least = node.minItems ?? 0;
    return {
      en: `list${of ? ` of ${of.en}` : ''}${least > 0 ? `, at least ${least}` : ''}`,
      zh: `列表${of ? `（${of.zh}）` : ''}${least > 0 ? `，至少 ${least} 项` : ''}`,
    };
  }
  const named = TYPES[node.title ?? node.type ?? ''];
  if (!named) throw new Error(`no name for the type ${node.title ?? node.type}`);
  return named;
}
