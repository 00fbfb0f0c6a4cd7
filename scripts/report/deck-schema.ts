/** The fields of `deck:` in report.yaml. */
import { z } from 'zod';
import { id, said, words } from './schema-types.ts';

/** Kinds of slides in a running order. Of a topic: section, list, points. */
export const DECK_KINDS = [
  'title',
  'agenda',
  'indicators',
  'figure',
  'targets',
  'section',
  'list',
  'points',
  'challenges',
  'closing',
] as const;
export type DeckKind = (typeof DECK_KINDS)[number];

export const DECK_SIZES = ['16:9', '4:3', 'A4'] as const;
export type DeckSize = (typeof DECK_SIZES)[number];

const topic = id.meta({ title: 'topic', description: said('id of a topic', '专题编号') });
const all = (list: z.ZodArray<typeof id>, en: string, zh: string) =>
  list.nullable().optional().describe(said(en, zh));

const slideSchema = z.strictObject({
  agenda: all(
    z.array(topic).min(1),
    'which topics it lists; left empty: all that have slides',
    '列哪些专题；空着则列所有有幻灯片的专题',
  ),
  indicators: all(
    z.array(id).min(2),
    'which results; left empty: the headline',
    '哪些指标；空着则用 headline',
  ),
  targets: all(
    z.array(id).min(2),
    'which goals of the year; left empty: those of the overview',
    '哪些当年目标；空着则用总览的目标',
  ),
  figure: id.optional().describe(said('id of a figure', '图的编号')),
  section: topic.optional().describe(said('opener of a topic', '专题的首页')),
  list: topic.optional().describe(said('numbers that the plan sets for a topic', '专题各项任务的目标数')),
  points: topic
    .optional()
    .describe(said('what is to do in a topic, in the words of the report', '专题的任务，用报告原文')),
  challenges: z.null().optional().describe(said('the difficulties', '困难和挑战')),
  title: words.optional().describe(said('in place of the own title', '代替自动的标题')),
});

export const deckSchema = z.strictObject({
  minutes: z.number().min(1).max(240).optional().describe(said('how long the talk may take', '讲多少分钟')),
  size: z
    .union([
      z.enum(DECK_SIZES),
      z
        .array(z.enum(DECK_SIZES))
        .min(1)
        .refine((sizes) => new Set(sizes).size === sizes.length, said('a size twice', '同一版式写了两次')),
    ])
    .optional()
    .describe(
      said(
        'shape of the slides; of several the first is the main one, the others are made beside it',
        '幻灯片的版式；写几种时第一种为主，其余另出一份',
      ),
    ),
  slides: z
    .array(z.union([z.enum(DECK_KINDS), slideSchema]))
    .min(1)
    .max(120)
    .optional()
    .describe(said('which slides, in which order', '哪些幻灯片、什么次序')),
});
export type DeckSpec = z.output<typeof deckSchema>;
export type DeckSlideSpec = NonNullable<DeckSpec['slides']>[number];
