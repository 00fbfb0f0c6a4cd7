/** Plans are not told as results: the year and the state that words name are those of the facts below them. */
import type { FigureCheck } from './figure-task.ts';
import { wordsOfFigure } from './figure-words.ts';
import type { Fact } from './report.ts';
import { sentenceOf } from './sentences.ts';

/** What is said of results alone. */
const STATE = /目前|当前|现有|现已|实有|现状|已(?!知)|完成(?:情况|数|值)/;
const GOAL = /目标|力争|预期|计划/;
/** A time beyond the year of the report. */
const LATER = /十.五|以后|远期|期?末|到20\d\d/;

const isGoal = (fact: Fact): boolean => fact.status === 'target' || fact.status === 'plan';

/** D208 for the year or the state of other facts than those below the words. */
export const checkPlanWords: FigureCheck = (task) => {
  const { spec, rows, context, fault } = task;
  const { profile, text } = context;
  const own = { '{year}': String(profile.year), '{review-year}': String(profile.reviewYear) };
  const yearsIn = (piece: string) =>
    Object.entries(own).flatMap(([mark, year]) => (piece.includes(mark) ? [year] : []));
  const tell = (path: readonly PropertyKey[], said: string, what: string) =>
    fault(
      path,
      'D208',
      {
        zh: `“${said}”与“${what}”的时期或完成情况不符`,
        en: `“${said}” is not the time or state of “${what}”`,
      },
      { zh: '写这些数自己的年份；目标称“目标”', en: 'name the year of these numbers; call a goal a goal' },
    );
  const all = wordsOfFigure(task);
  for (const { path, rows: below, pieces } of all)
    for (const { text: piece, about } of pieces) {
      const stated = about.filter((fact) => fact.indicator);
      const [year, other] = yearsIn(piece);
      const state = STATE.exec(piece)?.[0];
      const said = piece
        .replace(/\{year\}/g, own['{year}'])
        .replace(/\{review-year\}/g, own['{review-year}']);
      const first = stated[0];
      if (state && first) {
        const done = stated.filter((fact) => !isGoal(fact));
        const dated = done.filter(
          (fact) => year === undefined || other !== undefined || fact.period.startsWith(year),
        );
        if (dated.length === 0) tell(path, said, first.label);
      } else if (year !== undefined && other === undefined && GOAL.test(piece) && first) {
        const goals = stated.filter(
          (fact) => isGoal(fact) && (fact.period.startsWith(year) || LATER.test(piece)),
        );
        if (goals.length === 0) tell(path, said, first.label);
      }
      // A plan says of no row of its part that it is done.
      const spans = below.flatMap((row) => row.fragments ?? []);
      const sentences = spans.map((span) => sentenceOf(text, span.start, span.end).text);
      const claim = /已(?!知)|放弃|取消|通车|停工|烂尾/.exec(piece)?.[0];
      if (claim && spans[0] && !sentences.some((sentence) => sentence.includes(claim)))
        tell(path, said, spans[0].text.slice(0, 20));
    }
  if (spec.kind !== 'timeline') checkYears();
  if (spec.kind === 'dumbbell') checkMarks();

  /** Where title, subtitle and the label over a row name years, that of its value is among them. */
  function checkYears(): void {
    const over = all.filter(({ path }) => path.length === 1);
    for (const { row, group, path } of rows) {
      const { value } = row;
      if (!value?.indicator) continue;
      const label = all.filter(({ path: at }) => at[0] === 'groups' && at[1] === group && at[2] === 'label');
      // Words that refer to a number date that number alone.
      const named = (
        label.some(({ text: t }) => yearsIn(t).length > 0) ? label : [...label, ...over]
      ).flatMap(({ pieces }) =>
        pieces.filter((piece) => piece.referred.length === 0 || piece.referred.includes(value)),
      );
      const years = named.flatMap((piece) => yearsIn(piece.text));
      if (years.length === 0) continue;
      const fits =
        years.some((year) => value.period.startsWith(year)) ||
        (value.status === 'plan' && [...over, ...label].some(({ text: t }) => LATER.test(t)));
      if (!fits) tell([...path, 'value'], years.join('、'), `${value.label}（${value.period}）`);
    }
  }

  /** The dot is the value before, the diamond the goal. */
  function checkMarks(): void {
    const said = spec.subtitle?.text ?? '';
    const wrong = (mark: RegExp, field: 'from' | 'value') => {
      const words = mark.exec(`${spec.title.text}，${said}`)?.[0];
      const fact = rows[0]?.row[field];
      if (!words || !fact) return;
      if (isGoal(fact) ? /完成/.test(words) : GOAL.test(words)) tell(['subtitle'], words, fact.label);
    };
    wrong(/圆点为[^，。；]*/, 'from');
    wrong(/菱形为[^，。；]*/, 'value');
  }
};
