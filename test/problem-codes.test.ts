import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../scripts/problem-codes.ts';

const scripts = path.resolve(import.meta.dirname, '../scripts');
const used = new Set(
  readdirSync(scripts, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'problem-codes.ts')
    .flatMap((file) =>
      [...readFileSync(path.join(scripts, file), 'utf8').matchAll(/'([BDEFLPTU]\d{2,3})'/g)].map(
        (m) => m[1] as string,
      ),
    ),
);

describe('problem codes', () => {
  it('are all explained, and none is explained that nothing uses', () => {
    expect(Object.keys(PROBLEM_CODES).sort()).toEqual([...used].sort());
  });

  it('say what it is and what to do, in both languages', () => {
    for (const [name, { title, remedy }] of Object.entries(PROBLEM_CODES))
      for (const text of [title.zh, title.en, remedy.zh, remedy.en])
        expect(text.length, name).toBeGreaterThan(2);
  });
});
