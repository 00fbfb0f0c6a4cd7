/** Places stand among those that the report names: 全市第一 is not 全省第一, 全省城区第二 not 全省第二. */
import { type FigureCheck, factsOfRow } from './figure-task.ts';
import type { Fact, Words } from './report.ts';

const SCOPE = /全[国省市区县州](?:城区|县|区)?|全球|世界/g;
const scopesIn = (words: string): string[] => words.match(SCOPE) ?? [];

/** Among whom a fact is a place; undefined for what is none. */
export function scopeOf(fact: Fact): string | undefined {
  if (fact.kind === 'rank' || isPlace(fact)) return fact.indicator?.rank?.among;
  if (fact.kind === 'words')
    return /(全[国省市区县州](?:城区|县|区)?)\p{Script=Han}{0,3}第/u.exec(fact.text)?.[1];
  return undefined;
}

/** A place in an order, which is no quantity. */
export const isPlace = (fact: Fact): boolean =>
  fact.kind === 'rank' || (fact.unit === '位' && fact.indicator?.rank !== undefined);

/** D219 where the words of a group, a row or a clause put a place among others than its sentence does. */
export const checkScopes: FigureCheck = ({ spec, rows, entry, context, fault }) => {
  const compare = (path: readonly PropertyKey[], words: string, facts: readonly Fact[]) => {
    const said = scopesIn(words);
    const wrong = facts.find((fact) => {
      const own = scopeOf(fact);
      return own !== undefined && said.length > 0 && !said.includes(own);
    });
    if (wrong)
      fault(
        path,
        'D219',
        {
          zh: `“${wrong.label}”的位次是${scopeOf(wrong)}的，这里写成“${said.join('、')}”`,
          en: `the place of “${wrong.label}” is among ${scopeOf(wrong)}, here “${said.join(', ')}”`,
        },
        { zh: `写“${scopeOf(wrong)}”`, en: `write “${scopeOf(wrong)}”` },
      );
  };
  for (const [g, group] of spec.groups.entries())
    if (group.label)
      compare(
        ['groups', g, 'label'],
        group.label.text,
        group.rows.flatMap((row) => row.value ?? []),
      );
  for (const { row, path } of rows)
    if (row.label) compare([...path, 'label'], row.label.text, factsOfRow(row));
  const clauses = (words: Words | undefined, path: readonly PropertyKey[]) => {
    let clause = '';
    for (const run of words?.runs ?? []) {
      if (run.kind === 'text') clause = (clause + run.text).split(/[，。；、]/).at(-1) ?? '';
      const fact = run.kind === 'fact' ? context.facts.get(run.ref) : undefined;
      if (fact && scopeOf(fact)) compare(path, clause, [fact]);
      if (fact) clause = '';
    }
  };
  for (const field of ['title', 'subtitle', 'note'] as const) if (entry[field]) clauses(spec[field], [field]);
};
