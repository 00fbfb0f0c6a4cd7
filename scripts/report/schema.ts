/**
 * The three YAML files of a report, defined once: these definitions validate, and the JSON Schemas for editors and the tables of
 * docs/figures.md are generated from them.
 */
import { z } from 'zod';
import { bookletSchema } from './booklet-schema.ts';
import { deckSchema } from './deck-schema.ts';
import { infographicSchema } from './infographic-schema.ts';
import { fragment, id, ref, said, words } from './schema-types.ts';
import { sheetsSchema } from './sheets-schema.ts';

const qualifier = z.enum(['expected', 'over', 'reach', 'about', 'at-least', 'at-most', 'under']);
const direction = z.enum(['up', 'down']);

export const indicatorSchema = z.strictObject({
  id,
  name: z.string().min(1),
  short: z.string().min(1).max(14).optional(),
  aliases: z.array(z.string().min(1)).default([]),
  measure: z.enum(['level', 'growth']).default('level'),
  direction: direction.optional(),
  value: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  words: z.string().min(1).optional(),
  text: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  qualifiers: z.array(qualifier).default([]),
  from: z.number().optional(),
  each: z.boolean().optional(),
  change: z
    .strictObject({
      kind: z.enum(['growth', 'points', 'count', 'multiple']),
      direction,
      value: z.number(),
      text: z.string().optional(),
      unit: z.string().min(1),
      qualifiers: z.array(qualifier).optional(),
      basis: z.string().min(1).optional(),
    })
    .optional(),
  rank: z
    .strictObject({ place: z.number().int().positive(), among: z.string().min(1), words: z.string().min(1) })
    .optional(),
  period: z.string().min(1),
  status: z
    .enum(['actual', 'target', 'plan', 'definition'])
    .describe("target: for the report's year; plan: for a later year; definition: a number of the glossary"),
  section: z.string().regex(/^(\d+(\.\d+)*|glossary)$/),
  quote: fragment,
  nth: z.number().int().positive().optional(),
  pair: id.optional(),
});
export const indicatorsSchema = z.array(indicatorSchema);

export const topicSchema = z.strictObject({
  id,
  name: z.string().min(1).max(6),
  lead: z.strictObject({ done: words, todo: words }),
  hero: ref.optional(),
  indicators: z.array(id).max(12).default([]),
  figures: z.array(id).default([]),
  subjects: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(4),
        done: z.array(fragment).default([]),
        todo: z.array(fragment).default([]),
      }),
    )
    .default([]),
  sections: z.array(z.string().regex(/^\d+(\.\d+)*$/)).min(1),
});

export const reportSchema = z.strictObject({
  title: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  place: z.string().min(1).optional(),
  level: z.enum(['state', 'province', 'city', 'county', 'district', 'township']).optional(),
  year: z.number().int().optional(),
  'review-year': z.number().int().optional(),
  meeting: z.string().min(1).optional(),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  issuer: z.string().min(1).optional(),
  paper: z.enum(['white', 'tint']).default('white'),
  headline: z.array(id).max(9).default([]),
  cover: z.array(ref).max(7).default([]),
  quotation: fragment.optional(),
  topics: z.array(topicSchema).default([]),
  challenges: z
    .array(z.strictObject({ label: words, text: fragment }))
    .max(6)
    .default([]),
  deck: deckSchema.optional(),
  booklet: bookletSchema.optional(),
  infographic: infographicSchema.optional(),
  sheets: sheetsSchema.optional(),
});

const row = z.strictObject({
  value: ref.optional().describe(said('the number the row is about', '这一行画的数')),
  from: ref
    .optional()
    .describe(
      said(
        'the same thing before: the other year, or a derived value',
        '同一事物此前的数：另一年的，或推算的',
      ),
    ),
  aside: ref
    .optional()
    .describe(said('a second number of the same thing, small and grey', '同一事物的另一个数，小号灰字')),
  label: words
    .optional()
    .describe(
      said(
        "name in place of the indicator's short name; its words stand in the quote",
        '代替指标简称的名称，用字须见于引文',
      ),
    ),
  name: fragment.optional().describe(said("the label in the report's own words", '用报告原文作名称')),
  section: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .optional()
    .meta({
      title: 'section',
      description: said(
        'in place of value: how many numeric targets of the year stand under this heading',
        '代替 value：该标题下写明数字的当年目标有几项',
      ),
    }),
  note: fragment
    .optional()
    .describe(said('a fragment of the report after the number', '数后面的一段报告原文')),
  fragments: z
    .array(fragment)
    .optional()
    .describe(said('fragments of the report, for rows without a number', '没有数的行：一段段报告原文')),
});

export const figureSchema = z.strictObject({
  id: id.describe(said('unique; the name of figures/<id>.svg', '不得重复；也是 figures/<id>.svg 的文件名')),
  kind: z
    .enum([
      'bar',
      'dumbbell',
      'slope',
      'pairs',
      'unit-grid',
      'share',
      'key-figures',
      'target-board',
      'rank-table',
      'tiers',
      'structure',
      'timeline',
      'layers',
    ])
    .describe(said('how it is drawn', '怎样画')),
  title: words.describe(
    said('what the figure shows, best with its first number', '图说明什么，最好带上最要紧的数'),
  ),
  subtitle: words
    .optional()
    .describe(said('measure, year, unit, and what the marks mean', '指标、年份、单位，以及标记的含义')),
  note: words
    .optional()
    .describe(said('what a reader must know so as not to be misled', '为免误读而必须交代的话')),
  topic: id.describe(said('a topic of report.yaml, or overview', 'report.yaml 的专题，或 overview（总览）')),
  sort: z
    .enum(['value', 'given'])
    .default('given')
    .describe(said('order of the rows: largest first, or as written', '行的次序：由大到小，或照所写')),
  columns: z
    .number()
    .int()
    .min(1)
    .max(6)
    .optional()
    .describe(said('cells in a line at most; as many as suit if left out', '一行最多几格；不写则自动')),
  within: fragment
    .optional()
    .describe(said('layers: where the names stand, one after the other', 'layers：各层名称依次出现的原文')),
  rows: z.array(row).min(1).optional().describe(said('the rows; or groups', '各行；或用 groups')),
  groups: z
    .array(
      z.strictObject({
        label: words.optional().describe(said('head of the group', '组的标题')),
        name: fragment
          .optional()
          .describe(said("the head in the report's own words", '用报告原文作组的标题')),
        rows: z.array(row).min(1).describe(said('the rows of the group', '组内各行')),
      }),
    )
    .min(1)
    .optional()
    .describe(said('rows under heads, in place of rows', '分组的行，代替 rows')),
});

export const figuresSchema = z.strictObject({
  derived: z
    .array(
      z.strictObject({
        id: id.describe(said('unique among indicators and derived values', '不得与指标或其他推算值重复')),
        name: z
          .string()
          .min(1)
          .meta({ title: 'words', description: said('name beside the number', '数旁边的名称') }),
        formula: z
          .string()
          .min(1)
          .meta({
            title: 'formula',
            description: said(
              'a - b, a + b or count(a, b) of references to exact results; 100 - a for a share',
              '确数引用的 甲 - 乙、甲 + 乙 或 count(甲, 乙)；比重可用 100 - 甲',
            ),
          }),
        unit: z
          .string()
          .min(1)
          .meta({ title: 'unit', description: said('the unit of its terms', '与算式各项相同的单位') }),
        period: z
          .string()
          .optional()
          .meta({
            title: 'year',
            description: said('the year of its terms or the one before', '各项所属的年份，或其上一年'),
          }),
      }),
    )
    .default([])
    .describe(
      said(
        'values worked out from the report, marked * with their formula',
        '由报告的数推算的值，印出时带 * 和算式',
      ),
    ),
  figures: z.array(figureSchema).default([]).describe(said('the figures', '各图')),
});

export type IndicatorEntry = z.output<typeof indicatorSchema>;
export type ReportEntry = z.output<typeof reportSchema>;
export type FiguresEntry = z.output<typeof figuresSchema>;
export type FigureEntry = z.output<typeof figureSchema>;
export type TopicEntry = z.output<typeof topicSchema>;
