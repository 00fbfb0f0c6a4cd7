/** Before and after, up and down: what was comes before what is or is aimed at, and steps go one way. */
import { type Amount, amountOf } from './amounts.ts';
import { type FigureCheck, type FigureContext, factsOfRow } from './figure-task.ts';
import type { Fact, Indicator } from './report.ts';
import { statedFacts } from './sentences.ts';
import { timeOfPeriod } from './times.ts';

/** D208 where `from` is not before its value; D210 where the two bear different names and no note says so. */
export const checkBeforeAfter: FigureCheck = ({ spec, rows, context, fault }) => {
  for (const { row, path } of rows) {
    const { value, from } = row;
    if (!value || !from) continue;
    const [now, then] = [value, from].map((fact) => timeOfPeriod(fact.period, fact.status !== 'actual'));
    const swapped = from.status !== 'actual' && value.status === 'actual';
    if (swapped || value === from || (now && then && then.to >= now.to))
      fault(
        [...path, 'from'],
        'D208',
        {
          zh: `${from.ref}（${from.period}，${from.text}）不早于 ${value.ref}（${value.period}，${value.text}）`,
          en: `${from.ref} (${from.period}, ${from.text}) is not before ${value.ref} (${value.period}, ${value.text})`,
        },
        {
          zh: 'from 是之前的数，value 是之后的数或目标',
          en: 'from is the value before, value the later one or the goal',
        },
      );
    const amounts = [from, value].map((fact) => levelOrStep(fact, context));
    if (amounts.includes('increase') && amounts.includes('total'))
      fault(
        [...path, 'from'],
        'D220',
        {
          zh: `${from.ref}（${from.text}）与 ${value.ref}（${value.text}）一为总数、一为增量`,
          en: `of ${from.ref} (${from.text}) and ${value.ref} (${value.text}) one is a total and one an increase`,
        },
        { zh: 'from 与 value 同为总数或同为新增数', en: 'let both be totals or both increases' },
      );
    const [a, b] = [from.indicator, value.indicator];
    if (!a || !b || sameName(a, b)) continue;
    const words = [spec.note, spec.subtitle].map((w) => w?.text ?? '').join('');
    if (![a, b].every((one) => namesOf(one).some((name) => words.includes(name))))
      fault(
        [...path, 'from'],
        'D210',
        {
          zh: `“${a.name}”与“${b.name}”名称不同，图注没有说明`,
          en: `“${a.name}” and “${b.name}” differ in name and no note says so`,
        },
        {
          zh: `在 note 里写明“${a.name}”与“${b.name}”的口径`,
          en: `say in the note that “${a.name}” and “${b.name}” may differ`,
        },
      );
  }
};

/** Whether a number is a total or an increase; what is left of a level by its change is a level again. */
function levelOrStep(fact: Fact, { text, facts, derived }: FigureContext): Amount | undefined {
  if (fact.indicator) return amountOf(text, fact);
  const [first, ...rest] = statedFacts(fact, facts, derived);
  if (!first) return undefined;
  const own = amountOf(text, first);
  return own ?? (rest.length > 0 && derived.get(fact.ref)?.formula.includes(' - ') ? 'total' : undefined);
}

const VERBS = /新增|净增|建成|完成|培育|打造|引进|引育|招引|筹集|新建|发放|人数$|增幅$|[“”（）、，总]/g;
const core = (name: string): string => name.replace(VERBS, '');
/** Names that say the same, what is done to it aside: 建成高标准农田 and 新增高标准农田; or one within the other. */
function sameName(a: Indicator, b: Indicator): boolean {
  const [x, y] = [core(a.name), core(b.name)];
  return x.includes(y) || y.includes(x);
}
const namesOf = ({ name, short, aliases = [] }: Indicator): string[] =>
  [name, short, ...aliases].flatMap((n) => [n, core(n)]).filter((n) => n.length > 1);

/** D217 where steps neither only rise nor only fall. */
export const checkSteps: FigureCheck = ({ spec, rows, fault }) => {
  if (spec.kind !== 'tiers') return;
  const steps = rows.filter(({ row }) => Number.isFinite(row.value?.value));
  if (
    new Set(
      steps.flatMap(({ row }) =>
        factsOfRow({ ...(row.value ? { value: row.value } : {}) }).map((f) => f.unit),
      ),
    ).size > 1
  )
    return;
  let way = 0;
  for (const [i, { row, path }] of steps.entries()) {
    const previous = steps[i - 1]?.row.value;
    const step = previous && row.value ? Math.sign(row.value.value - previous.value) : 0;
    if (step !== 0 && way !== 0 && step !== way) {
      fault(
        [...path, 'value'],
        'D217',
        {
          zh: `${row.value?.text} 在 ${previous?.text} 之后，台阶时升时降`,
          en: `${row.value?.text} after ${previous?.text}: the steps go up and down`,
        },
        { zh: '由少到多或由多到少排列', en: 'let them only rise or only fall' },
      );
      return;
    }
    way = step || way;
  }
};
