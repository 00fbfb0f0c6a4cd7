import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemaFiles } from '../../scripts/report/schema-file.ts';

it.each(schemaFiles())('schemas/$name is up to date (npm run schema)', ({ name, text }) => {
  expect(readFileSync(`schemas/${name}`, 'utf8')).toBe(text);
  expect(JSON.parse(text)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
});

it('unknown keys are refused in every object', () => {
  const closed = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node && 'type' in node) expect(node).toHaveProperty('additionalProperties', false);
    Object.values(node).forEach(closed);
  };
  for (const { text } of schemaFiles()) closed(JSON.parse(text));
});
