/** Tables of fields, taken from the definitions that validate: what a field is, its type, limits and default. */
import type { Message } from '../problem.ts';
import { schemaFiles } from '../report/schema-file.ts';

/** What is read here of a JSON Schema. */
interface Node {
  type?: string;
  title?: string;
  description?: string;
  enum?: readonly string[];
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
export function fieldsOf(object: ObjectName): Field[] {
  const { properties = {}, required = [] } = nodeOf(object);
  return Object.entries(properties).map(([name, node]) => {
    const [en, zh] = (node.description ?? '').split('\n');
    if (!en || !zh)
      throw new Error(
        `scripts/report/schema.ts: ${object}.${name} needs a description: English, then Chinese`,
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

function nodeOf(object: ObjectName): Node {
  const file = schemaFiles().find(({ name }) => name === 'figures.schema.json');
  const root = JSON.parse(file?.text ?? '{}') as Node;
  const list = (node: Node | undefined, name: string) => node?.properties?.[name]?.items ?? {};
  const figure = list(root, 'figures');
  if (object === 'derived') return list(root, 'derived');
  if (object === 'group') return list(figure, 'groups');
  return object === 'row' ? list(figure, 'rows') : figure;
}

/** Types by the titles that the definitions give them. */
const TYPES: Readonly<Record<string, Message>> = {
  id: { en: 'id', zh: '编号' },
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

function typeOf(node: Node): Message {
  if (node.enum) {
    const list = node.enum.map((value) => `\`${value}\``).join(' ');
    return { en: list, zh: list };
  }
  if (node.type === 'integer') {
    const range = `${node.minimum ?? ''}–${node.maximum ?? ''}`;
    return { en: `whole number ${range}`, zh: `整数 ${range}` };
  }
  if (node.type === 'array') {
    const of = node.items?.title ? typeOf(node.items) : undefined;
    const least = node.minItems ?? 0;
    return {
      en: `list${of ? ` of ${of.en}s` : ''}${least > 0 ? `, at least ${least}` : ''}`,
      zh: `列表${of ? `（${of.zh}）` : ''}${least > 0 ? `，至少 ${least} 项` : ''}`,
    };
  }
  const named = TYPES[node.title ?? node.type ?? ''];
  if (!named) throw new Error(`no name for the type ${node.title ?? node.type}`);
  return named;
}
