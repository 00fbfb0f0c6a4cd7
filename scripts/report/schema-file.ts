/** The JSON Schemas of the three YAML files, for editors that complete and underline: generated from the definitions that validate. */
import { z } from 'zod';
import { figuresSchema, indicatorsSchema, reportSchema } from './schema.ts';

const FILES = [
  { name: 'report.schema.json', title: 'report.yaml', schema: reportSchema },
  { name: 'indicators.schema.json', title: 'indicators.yaml', schema: indicatorsSchema },
  { name: 'figures.schema.json', title: 'figures.yaml', schema: figuresSchema },
] as const;

/** Name and text of every schema file, draft-07 (what editors read); the same text on every run. Input types: what has a default may be left out. */
export function schemaFiles(): { name: string; text: string }[] {
  return FILES.map(({ name, title, schema }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-07', io: 'input' });
    return { name, text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
  });
}
