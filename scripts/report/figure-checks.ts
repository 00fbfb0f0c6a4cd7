/** Figures: label, value before and aside of a row are about the value's own indicator; the title's unit and year are those of the rows. */
import type { Message } from '../problem.ts';
import { isMeaningful, words } from './names.ts';
import type { Derived, Fact, FigureRow, FigureSpec, Indicator, Profile, Words } from './report.ts';
import type { FigureEntry } from './schema.ts';

export interface RowContext {
  text: string;
  indicators: ReadonlyMap<string, Indicator>;
  derived: ReadonlyMap<string, Derived>;
}
export type RowFault = (field: 'from' | 'aside' | 'label', message: Message, hint?: Message) => void;

/** Tells each field of a row that belongs to something else than its value. */
export function checkRow(row: FigureRow, context: RowContext, fault: RowFault): void {
  const { value } = row;
  if (!value) return;
  for (const field of ['from', 'aside'] as const) {
    const other = row[field];
    if (other && !related(value, other, context))
      fault(
        field,
        {
          zh: `${other.ref}（${other.label}）与 ${value.ref}（${value.label}）不是同一指标`,
          en: `${other.ref} (${other.label}) and ${value.ref} (${value.label}) are not one indicator`,
        },
        { zh: '用 pair 连接同一指标的两个年份', en: 'pair joins two years of one indicator' },
      );
  }
  if (row.label) checkLabel(row.label.text, value, context, fault);
}

function related(a: Fact, b: Fact, { indicators, derived }: RowContext): boolean {
  const terms = (fact: Fact) =>
    (derived.get(fact.ref)?.formula.match(/[a-z][a-z0-9-]*/g) ?? []).filter((id) => id !== 'count');
  const own = (fact: Fact) => [fact.indicator?.id ?? fact.ref, ...terms(fact)];
  const paired = (x: string, y: string) =>
    x === y || indicators.get(x)?.pair === y || indicators.get(y)?.pair === x;
  return own(a).some((x) => own(b).some((y) => paired(x, y)));
}

/** The words of a label stand in the indicator's name or quote, or in the sentence before it; and it is not another's name. */
function checkLabel(label: string, value: Fact, context: RowContext, fault: RowFault): void {
  const { indicator } = value;
  if (!indicator) return;
  const own = [indicator.name, indicator.short, ...indicator.aliases, indicator.quote].join(' ');
  const missing = words(label).filter(
    (w) => isMeaningful(w) && !own.includes(w) && ![...w].every((c) => own.includes(c)),
  );
  if (missing.length === 0) return;
  const other = [...context.indicators.values()].find(
    (i) => i !== indicator && [i.name, i.short].includes(label),
  );
  const before = context.text.slice(
    Math.max(...['。', '\n'].map((stop) => context.text.lastIndexOf(stop, indicator.span.start - 1))) + 1,
    indicator.span.start,
  );
  if (!other && missing.every((w) => before.includes(w))) return;
  fault('label', {
    zh: `“${label}”不是 ${value.ref}（${indicator.name}）：引文里没有“${missing.join('、')}”`,
    en: `“${label}” is not ${value.ref} (${indicator.name}): its quote lacks “${missing.join(', ')}”`,
  });
}

/** Tells fields of a figure that do not go together, by their path inside it. */
export function checkShape(
  entry: FigureEntry,
  fault: (path: readonly PropertyKey[], message: Message) => void,
): void {
  const groups = entry.groups ?? [{ rows: entry.rows ?? [] }];
  for (const [g, group] of groups.entries()) {
    const at = entry.groups ? ['groups', g] : [];
    const timeless =
      entry.kind === 'timeline' && !('label' in group && group.label) && !('name' in group && group.name);
    if (timeless)
      fault(at, {
        zh: `${entry.id}：时间轴的每一组要有 label 或 name，说明是什么时间`,
        en: `${entry.id}: every group of a timeline needs a label or name, its time`,
      });
    for (const [r, row] of group.rows.entries()) {
      const own = [...at, 'rows', r];
      if (row.section !== undefined && row.value !== undefined)
        fault([...own, 'section'], {
          zh: '一行或有 value，或有 section（计数），不能都有',
          en: 'a row has a value or counts a section, not both',
        });
      if (row.name !== undefined && (row.label !== undefined || row.section !== undefined))
        fault([...own, 'name'], {
          zh: 'name、label、section 都给出名称，只能有其一',
          en: 'name, label and section all give the name: only one may stand',
        });
      const empty =
        row.value === undefined &&
        row.section === undefined &&
        row.fragments === undefined &&
        row.name === undefined;
      if (empty && (entry.kind === 'timeline' || entry.kind === 'layers'))
        fault(own, {
          zh: '这一行没有可画的：要有 name、value 或 fragments',
          en: 'nothing to draw in this row: it needs a name, value or fragments',
        });
    }
  }
}

/** （亿元） and {review-year} in the words over a figure hold for its rows. */
export function checkTitles(
  figure: FigureSpec,
  profile: Profile,
  fault: (field: 'title' | 'subtitle', code: string, message: Message) => void,
): void {
  const values = figure.groups.flatMap((group) =>
    group.rows.flatMap((row) => (row.value ? [row.value] : [])),
  );
  const shown = figure.groups.flatMap((group) =>
    group.rows.flatMap((row) => [row.value, row.from, row.aside].flatMap((fact) => (fact ? [fact] : []))),
  );
  if (values.length === 0) return;
  const units = new Set(shown.map((fact) => fact.unit).filter((unit) => unit !== ''));
  const year = (words: Words | undefined, which: 'year' | 'review-year') =>
    words?.runs.some((run) => run.kind === 'year' && run.which === which) === true;
  const actual = values.every((fact) => fact.status === 'actual');
  const goals = values.every((fact) => fact.status === 'target') && !shown.some((f) => f.status === 'actual');
  for (const field of ['title', 'subtitle'] as const) {
    const words = figure[field];
    const bracketed = /[（(]([^（）()]{1,6})[）)]/.exec(words?.text ?? '')?.[1];
    if (bracketed && UNIT.test(bracketed) && !units.has(bracketed))
      fault(field, 'D213', {
        zh: `图里没有以“${bracketed}”为单位的数（${[...units].join('、')}）`,
        en: `no number of the figure has the unit “${bracketed}” (${[...units].join(', ')})`,
      });
    const [now, before] = [year(words, 'year'), year(words, 'review-year')];
    if (now !== before && ((now && actual) || (before && goals)))
      fault(field, 'D208', {
        zh: `图里都是${actual ? `${profile.reviewYear ?? ''}年的完成数` : `${profile.year ?? ''}年的目标`}，标题写的是另一年`,
        en: 'the rows are of the other year than the title says',
      });
  }
}

const UNIT = /^(?:[%％]|[万亿千百]*(?:美元|元|人|亩|吨|平方米|公里|公顷|[个家项条件名户套台辆张座]|MW|kW))$/;
