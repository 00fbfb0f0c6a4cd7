/** What kind of amount a number is. An increase of the year and a total, a share and a rate of growth are no one measure: not added, and not on one axis unsaid. */
import { clauseBefore } from './fact-checks.ts';
import { axesOf } from './figure-kinds.ts';
import type { FigureCheck } from './figure-task.ts';
import type { Fact } from './report.ts';

export type Amount = 'increase' | 'total' | 'share' | 'rate';

/** The kind of a stated number by its name and the words before it; undefined where neither says. */
export function amountOf(text: string, fact: Fact): Amount | undefined {
  const { indicator, offset } = fact;
  if (!indicator) return undefined;
  if (fact.unit === '%') return fact.kind === 'change' ? 'rate' : 'share';
  if (fact.kind === 'change' || /新增|净增|新建|新改|新创|新认定/.test(indicator.name)) return 'increase';
  const clause = offset === undefined ? '' : clauseBefore(text, offset);
  return /总数|总量|累计|余额|拥有量|保有量|存量/.test(indicator.name) ||
    /(?:总数|累计|存量|总量)\p{Script=Han}{0,3}$/u.test(clause)
    ? 'total'
    : undefined;
}

const NAMES: Readonly<Record<Amount, { zh: string; en: string; said: RegExp }>> = {
  increase: { zh: '新增数', en: 'an increase', said: /新增|净增|增量|增加/ },
  total: { zh: '总数', en: 'a total', said: /总数|总量|累计|余额|存量|拥有量/ },
  share: { zh: '比重', en: 'a share', said: /比重|占比|比例|[^速幅]率/ },
  rate: { zh: '增速', en: 'a rate of growth', said: /增速|增幅|增长率?|升降/ },
};

/** D220 where one axis (or the squares of one figure) holds two kinds of amounts and the words do not tell them apart. */
export const checkAmounts: FigureCheck = ({ spec, rows, entry, context, fault }) => {
  const values = rows.flatMap(({ row }) => row.value ?? []);
  const axes = spec.kind === 'unit-grid' || spec.kind === 'tiers' ? [values] : axesOf(spec);
  const words = [spec.title, spec.subtitle, spec.note]
    .map((w) => w?.runs.map((run) => (run.kind === 'text' ? run.text : '')).join('') ?? '')
    .join('');
  for (const axis of axes) {
    const kinds = [...new Set(axis.flatMap((fact) => amountOf(context.text, fact) ?? []))];
    if (kinds.length < 2 || kinds.every((kind) => NAMES[kind].said.test(words))) continue;
    fault(
      [entry.groups ? 'groups' : 'rows'],
      'D220',
      {
        zh: `同一坐标上既有${kinds.map((kind) => NAMES[kind].zh).join('又有')}，图中没有说明`,
        en: `one axis holds ${kinds.map((kind) => NAMES[kind].en).join(' and ')}, and no words say so`,
      },
      {
        zh: '拆成两幅图，或在 subtitle、note 里写明哪些是新增、哪些是总数',
        en: 'make two figures of it, or tell them apart in subtitle or note',
      },
    );
  }
};
