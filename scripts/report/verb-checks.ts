/** Verbs of change in a figure are those of its numbers: 减少至43家 is no 减少43家, and what rises does not fall. */
import type { FigureCheck } from './figure-task.ts';
import { REFERENCE, wordsOfFigure } from './figure-words.ts';
import type { Fact } from './report.ts';
import { clauseOfFact } from './sentences.ts';

const TOUCHING = new RegExp(
  `(增加|减少|提升|提高|降低|下降|上升|增长|净减|净增|压减|回落|实现)(?:了)?${REFERENCE}`,
  'g',
);
const UP = /增长|增加|提升|提高|上升|增幅|新增|净增|升至|增至|扩大/;
const DOWN = /下降|减少|降低|降幅|回落|降至|减至|压减|净减/;
const COMPARED = /(?:较|比)(?:上年|去年|上一年|前一年)|环比/;

/** D207 for a verb right before a reference that is not its own; D209 for a rise, a fall or a comparison that no number of the figure bears out. */
export const checkVerbs: FigureCheck = (task) => {
  const { context, fault } = task;
  const said = (fact: Fact): string =>
    `${clauseOfFact(context.text, fact, context.facts.values())}${fact.before}${fact.indicator?.name ?? ''}`;
  for (const { path, rows, pieces } of wordsOfFigure(task))
    for (const { text, referred, about } of pieces) {
      for (const match of text.matchAll(TOUCHING)) {
        const verb = match[1] ?? '';
        const fact = referred[text.slice(0, match.index + match[0].length).split(REFERENCE).length - 2];
        // A change prints its own verb, and is told where another touches it (word-checks.ts).
        if (!fact?.indicator || fact.kind !== 'value' || fact.offset === undefined) continue;
        const before = context.text.slice(0, fact.offset - fact.before.length);
        const own =
          verb === '实现'
            ? said(fact).includes(verb)
            : before.endsWith(verb) ||
              fact.indicator.name.startsWith(verb) ||
              (/^增[加长]$/.test(verb) && /[新净]增/.test(fact.indicator.name));
        if (!own)
          fault(
            path,
            'D207',
            {
              zh: `报告没有说{${fact.ref}}（${fact.text}）是“${verb}”的`,
              en: `the report does not say “${verb}” of {${fact.ref}} (${fact.text})`,
            },
            { zh: '用这个数原句的动词', en: 'use the verb of its own sentence' },
          );
      }
      const stated = about.filter((fact) => fact.indicator);
      if (stated.length === 0) continue;
      const pairs = rows.flatMap(({ from, value }) => (from && value ? [value.value - from.value] : []));
      const bears = (way: 1 | -1, words: RegExp) =>
        pairs.some((step) => step * way > 0) ||
        stated.some(
          (fact) => (fact.kind === 'change' || fact.indicator?.measure === 'growth') && fact.value * way > 0,
        ) ||
        stated.some((fact) => words.test(said(fact)));
      const tell = (word: string) =>
        fault(
          path,
          'D209',
          { zh: `这些数没有“${word}”`, en: `none of these numbers bears out “${word}”` },
          { zh: '用这些数原句的说法', en: 'use the words of their own sentences' },
        );
      const up = UP.exec(text)?.[0];
      const down = DOWN.exec(text)?.[0];
      const compared = COMPARED.exec(text)?.[0];
      if (up && !bears(1, UP)) tell(up);
      if (down && (pairs.length > 0 ? !pairs.some((step) => step < 0) && !bears(-1, DOWN) : !bears(-1, DOWN)))
        tell(down);
      if (
        compared &&
        !(compared !== '环比' && (pairs.length > 0 || stated.some((fact) => fact.kind === 'change'))) &&
        !stated.some((fact) => said(fact).includes(compared))
      )
        tell(compared);
    }
};
