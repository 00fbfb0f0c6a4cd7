/** Figures: label, value before and aside of a row are about the value's own indicator; the title's unit and year are those of the rows. */
import type { Message } from '../problem.ts';
import { isMeaningful, words } from './names.ts';
import type { Fact, FigureRow, FigureSpec, Heading, Profile, Words } from './report.ts';
import { checkLabel, checkNote, type RowContext, saidIn } from './row-words.ts';
import type { FigureEntry } from './schema.ts';

export type RowFault = (field: 'from' | 'aside' | 'label' | 'note', message: Message, hint?: Message) => void;

/** Tells each field of a row that belongs to something else than its value. */
export function checkRow(row: FigureRow, context: RowContext, fault: RowFault): void {
  const { value } = row;
  if (!value) return;
  for (const field of ['from', 'aside'] as const) {
    const other = row[field];
    // The increase from which the year before was worked out belongs to both.
    const through = field === 'aside' && row.from && related(value, row.from, context) ? [row.from] : [];
    if (other && ![value, ...through].some((fact) => related(fact, other, context)))
      fault(
        field,
        {
          zh: `${other.ref}（${other.label}）与 ${value.ref}（${value.label}）不是同一指标`,
          en: `${other.ref} (${other.label}) and ${value.ref} (${value.label}) are not one indicator`,
        },
        { zh: '用 pair 连接同一指标的两个年份', en: 'pair joins two years of one indicator' },
      );
  }
  checkLabel(row, context, (message) => fault('label', message));
  checkNote(row, context, (message, hint) => fault('note', message, hint));
}

function related(a: Fact, b: Fact, { indicators, derived }: RowContext): boolean {
  const terms = (fact: Fact) =>
    (derived.get(fact.ref)?.formula.match(/[a-z][a-z0-9-]*/g) ?? []).filter((id) => id !== 'count');
  const own = (fact: Fact) => [fact.indicator?.id ?? fact.ref, ...terms(fact)];
  const paired = (x: string, y: string) =>
    x === y || indicators.get(x)?.pair === y || indicators.get(y)?.pair === x;
  return own(a).some((x) => own(b).some((y) => paired(x, y)));
}

/** A counted section is called by words of its own title, or of one below it; not by words that fit another section as well. */
export function checkSectionLabel(
  label: string,
  section: Heading,
  headings: ReadonlyMap<string, Heading>,
  fault: (message: Message, hint: Message) => void,
): void {
  const titles = (heading: Heading): string[] => [heading.title.text, ...heading.children.flatMap(titles)];
  const fits = (heading: Heading) => titles(heading).some((title) => saidIn(label, title));
  const others = [...headings.values()].filter(
    (h) =>
      h.level === section.level &&
      h !== section &&
      h.path.split('.')[0] === section.path.split('.')[0] &&
      saidIn(label, h.title.text),
  );
  if (fits(section) && others.length === 0 && words(label).some(isMeaningful)) return;
  const other = others[0]?.title.text;
  fault(
    {
      zh: `“${label}”不是标题“${section.title.text}”${other ? `，倒像“${other}”` : ''}`,
      en: `“${label}” is not the heading “${section.title.text}”${other ? ` but fits “${other}”` : ''}`,
    },
    { zh: '用这个标题里的词，或不写 label', en: 'use words of that heading or give no label' },
  );
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

/** （亿元） and {review-year} in the words over a figure or a group hold for its rows. */
export function checkTitles(
  figure: FigureSpec,
  profile: Profile,
  fault: (path: readonly PropertyKey[], code: string, message: Message) => void,
): void {
  const rows = figure.groups.flatMap((group) => group.rows);
  if (rows.every((row) => !row.value)) return;
  const units = new Set(
    shownIn(rows)
      .map((fact) => fact.unit)
      .filter((unit) => unit !== ''),
  );
  for (const field of ['title', 'subtitle'] as const) {
    const words = figure[field];
    for (const named of unitsNamed(words?.text ?? ''))
      if (!units.has(named))
        fault([field], 'D213', {
          zh: `图里没有以“${named}”为单位的数（${[...units].join('、')}）`,
          en: `no number of the figure has the unit “${named}” (${[...units].join(', ')})`,
        });
    checkYear(words, rows, profile, (message) => fault([field], 'D208', message));
  }
  if (figure.kind === 'timeline') return;
  for (const [g, group] of figure.groups.entries()) {
    const at = ['groups', g, 'label'];
    checkYear(group.label, group.rows, profile, (message) => fault(at, 'D208', message));
    const done = group.rows.find((row) => row.value?.status === 'actual')?.value;
    if (done && /目标|力争|任务$/.test(group.label?.text ?? ''))
      fault(at, 'D208', {
        zh: `“${done.label}”是完成数，不能列在“${group.label?.text}”下`,
        en: `“${done.label}” is a result and does not stand under “${group.label?.text}”`,
      });
  }
}

const shownIn = (rows: readonly FigureRow[]): Fact[] =>
  rows.flatMap((row) => [row.value, row.from, row.aside].flatMap((fact) => fact ?? []));

/** The year that words name is not the other one than that of every row below them. */
function checkYear(
  words: Words | undefined,
  rows: readonly FigureRow[],
  profile: Profile,
  fault: (message: Message) => void,
): void {
  const says = (which: 'year' | 'review-year') =>
    words?.runs.some((run) => run.kind === 'year' && run.which === which) === true;
  const [now, before] = [says('year'), says('review-year')];
  const values = rows.flatMap((row) => row.value ?? []);
  if (now === before || values.length === 0) return;
  const actual = values.every((fact) => fact.status === 'actual');
  const goals =
    values.every((fact) => fact.status === 'target') && !shownIn(rows).some((f) => f.status === 'actual');
  if ((now && actual) || (before && goals))
    fault({
      zh: `图里都是${actual ? `${profile.reviewYear ?? ''}年的完成数` : `${profile.year ?? ''}年的目标`}，“${words?.text}”写的是另一年`,
      en: `the rows are of the other year than “${words?.text}” says`,
    });
}

/** Units that words name: in brackets, after 单位：, or as what a square stands for. */
function unitsNamed(words: string): string[] {
  const bracketed = [...words.matchAll(/[（(]([^（）()]{1,6})[）)]/g)].map((m) => m[1] ?? '');
  const stated = /单位(?:为|是|[：:])([^，。；（）()]{1,6})/.exec(words)?.[1];
  const square = /每[个]?(?:方?格|点|块)(?:代表|表示|为|是|=)一([个家项条件名户人套台辆张座所处支部])/.exec(
    words,
  )?.[1];
  return [
    ...[...bracketed, ...(stated ?? '').split('、')].filter((unit) => UNIT.test(unit)),
    ...(square ? [square] : []),
  ];
}

const UNIT = /^(?:[%％]|[万亿千百]*(?:美元|元|人|亩|吨|平方米|公里|公顷|[个家项条件名户套台辆张座]|MW|kW))$/;
