/** The three YAML files of a report, defined once: these definitions validate, and the JSON Schemas for editors are generated from them. */
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .describe('kebab-case id');
const ref = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.(change|rank))?$/)
  .describe('id, id.change or id.rank');
const words = z.string().min(1).describe("the editor's words; numbers as {references}");
const fragment = z.string().min(1).describe('exact fragment of report.txt');
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
  deck: z.strictObject({}).optional(),
});

const row = z.strictObject({
  value: ref.optional(),
  from: ref.optional(),
  aside: ref.optional(),
  label: words.optional(),
  name: fragment.optional().describe("the label in the report's own words"),
  section: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .optional()
    .describe('in place of value: how many numeric targets of the year stand under this heading'),
  note: fragment.optional(),
  fragments: z.array(fragment).optional(),
});

export const figureSchema = z.strictObject({
  id,
  kind: z.enum([
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
  ]),
  title: words,
  subtitle: words.optional(),
  note: words.optional(),
  topic: id,
  sort: z.enum(['value', 'given']).default('given'),
  columns: z.number().int().min(1).max(6).optional(),
  within: fragment.optional().describe('where the names stand, one after the other'),
  rows: z.array(row).min(1).optional(),
  groups: z
    .array(z.strictObject({ label: words.optional(), name: fragment.optional(), rows: z.array(row).min(1) }))
    .min(1)
    .optional(),
});

export const figuresSchema = z.strictObject({
  derived: z
    .array(
      z.strictObject({
        id,
        name: z.string().min(1),
        formula: z.string().min(1),
        unit: z.string().min(1),
        period: z.string().optional(),
      }),
    )
    .default([]),
  figures: z.array(figureSchema).default([]),
});

export type IndicatorEntry = z.output<typeof indicatorSchema>;
export type ReportEntry = z.output<typeof reportSchema>;
export type FiguresEntry = z.output<typeof figuresSchema>;
export type FigureEntry = z.output<typeof figureSchema>;
export type TopicEntry = z.output<typeof topicSchema>;
