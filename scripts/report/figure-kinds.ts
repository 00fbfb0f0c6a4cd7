/** What a kind of figure can show. Asked when the data are read, with the place in figures.yaml, and again before drawing. */
import type { Message } from '../problem.ts';
import { isPlace } from './rank-scope.ts';
import type { Fact, FigureKind, FigureRow, FigureSpec } from './report.ts';

/** More squares than this are no picture of a number any more. */
export const MOST_UNITS = 120;
/** Where one bar is so many times another, the other cannot be seen: on a page the longest is some 350 px long. */
const MOST_TIMES = 300;
/** Rows that a page can hold. Kinds without an entry set their own bounds. */
const MOST_ROWS: Partial<Record<FigureKind, number>> = {
  bar: 16,
  dumbbell: 12,
  slope: 6,
  pairs: 10,
  share: 10,
  'unit-grid': 10,
  'key-figures': 12,
  'target-board': 20,
  'rank-table': 20,
  tiers: 6,
  structure: 8,
  timeline: 16,
  layers: 8,
};
/** Characters, references resolved: a title is one line of a page or two of a column. */
const MOST_CHARACTERS = { title: 44, subtitle: 70, note: 160 } as const;
/** Of a row's name: three lines of a small chart. */
const MOST_NAME = 30;

/** Kinds that draw their values as lengths, points or counts. */
const DRAWN: readonly FigureKind[] = ['bar', 'pairs', 'slope', 'share', 'unit-grid'];
/** Kinds of rows that stand on a value. */
const VALUED: readonly FigureKind[] = [
  ...DRAWN,
  'dumbbell',
  'key-figures',
  'target-board',
  'rank-table',
  'tiers',
];
/** What a kind prints of a row; anything else is refused, so that nothing an editor writes is lost in silence. */
const PRINTS: Readonly<Record<FigureKind, readonly Field[]>> = {
  bar: ['value', 'aside', 'note', 'label', 'name'],
  dumbbell: ['value', 'from', 'label', 'name'],
  slope: ['value', 'from', 'aside', 'note', 'label', 'name'],
  pairs: ['value', 'from', 'label', 'name'],
  share: ['value', 'from', 'aside', 'note', 'label', 'name'],
  'unit-grid': ['value', 'label', 'name'],
  'key-figures': ['value', 'aside', 'note', 'label', 'name'],
  'target-board': ['value', 'aside', 'note', 'label', 'name'],
  'rank-table': ['value', 'aside', 'note', 'label', 'name'],
  tiers: ['value', 'aside', 'note', 'label', 'name'],
  structure: ['label', 'fragments'],
  timeline: ['value', 'aside', 'note', 'label', 'name', 'fragments'],
  layers: ['value', 'note', 'label', 'name', 'fragments'],
};
/** Kinds that print the names of groups. */
const GROUPED: readonly FigureKind[] = ['bar', 'unit-grid', 'target-board', 'rank-table', 'timeline'];

/** Why a kind cannot show a value; undefined where it can. */
export function unsuited(kind: FigureKind, fact: Fact, field: 'value' | 'from'): Message | undefined {
  const { value, unit, high = value } = fact;
  const drawn = DRAWN.includes(kind);
  // A target in words stays words in a dumbbell; what it is measured from is a point.
  if (!Number.isFinite(value))
    return drawn || (kind === 'dumbbell' && field === 'from')
      ? { zh: '它没有数，不能画成条、柱、点', en: 'without a number it is no bar, column or point' }
      : undefined;
  if ((drawn || kind === 'dumbbell' || kind === 'tiers') && isPlace(fact))
    return { zh: '位次不是数量，不能画成长短、多少', en: 'a place is no quantity and has no length' };
  if (value < 0 && drawn && kind !== 'bar')
    return { zh: '这种图不画负数', en: 'this kind shows nothing below zero' };
  if (fact.high !== undefined && ['dumbbell', 'slope', 'share'].includes(kind))
    return { zh: '范围不能画成一个点', en: 'a range is no point' };
  if (kind === 'slope' && field === 'from' && value === 0)
    return { zh: '不能从零比起', en: 'nothing compares with zero' };
  if (kind === 'share' && (unit !== '%' || high > 100))
    return { zh: '比例须以 % 为单位，在 0 至 100 之间', en: 'a share is in %, between 0 and 100' };
  if ((kind === 'share' || kind === 'layers') && unit === '%' && fact.kind === 'change')
    return { zh: '增速不是比例', en: 'a rate of growth is no share' };
  if (kind === 'unit-grid' && !/^\p{Script=Han}$|^人次$/u.test(unit))
    return { zh: `“${unit}”不能一格一格地数`, en: `“${unit}” is nothing to be counted in squares` };
  if (kind === 'unit-grid' && /[元亩吨克米]/.test(unit))
    return {
      zh: `“${unit}”是计量单位，不能一格一格地数`,
      en: `“${unit}” is measured, not counted in squares`,
    };
  if (kind === 'unit-grid' && (high > MOST_UNITS || !Number.isInteger(value)))
    return { zh: `方格须为整数，不超过 ${MOST_UNITS} 个`, en: `squares are whole, at most ${MOST_UNITS}` };
  return undefined;
}

type Field = 'value' | 'from' | 'aside' | 'note' | 'label' | 'name' | 'fragments';
export type KindFault = (field: Field | undefined, message: Message, hint: Message) => void;

const OTHER_KIND: Message = {
  zh: '改用 key-figures 或 target-board，或删去这一行',
  en: 'use key-figures or target-board, or remove the row',
};

/** The fields of a row that its kind would leave out. */
function unprinted(kind: FigureKind, row: FigureRow): Field[] {
  const without = (...fields: Field[]) => PRINTS[kind].filter((field) => !fields.includes(field));
  const rate = row.value?.unit === '%' && row.name === undefined;
  let printed = PRINTS[kind];
  // Beside a value before there is no room.
  if (kind === 'share' && row.from) printed = without('aside', 'note');
  // What names or follows a number needs the number.
  if (kind === 'timeline' && !row.value) printed = without('aside', 'label', 'name');
  // A rate under the levels is a bar of its own.
  if (kind === 'layers' && rate) printed = without('note', 'fragments');
  const fields: Field[] = ['value', 'from', 'aside', 'note', 'label', 'name', 'fragments'];
  return fields.filter((field) => row[field] !== undefined && !printed.includes(field));
}

/** Tells what a kind cannot show of a row, and what it would leave out. */
export function checkRowKind(kind: FigureKind, row: FigureRow, fault: KindFault): void {
  for (const field of ['value', 'from'] as const) {
    const fact = row[field];
    const why = fact && unsuited(kind, fact, field);
    if (fact && why)
      fault(
        field,
        {
          zh: `${fact.ref}（${fact.text}）不适合 ${kind}：${why.zh}`,
          en: `${fact.ref} (${fact.text}) does not suit ${kind}: ${why.en}`,
        },
        OTHER_KIND,
      );
  }
  const needs = (field: Field, zh: string, en: string) =>
    fault(
      undefined,
      { zh: `${kind} 的每一行要有 ${zh}`, en: `every row of ${kind} has ${en}` },
      {
        zh: `补上 ${field}，或删去这一行`,
        en: `add ${field} or remove the row`,
      },
    );
  if (VALUED.includes(kind) && !row.value) needs('value', 'value', 'a value');
  if (kind === 'slope' && !row.from) needs('from', 'from（之前的数）', 'from, the value before');
  if (kind === 'structure' && !row.label) needs('label', 'label', 'a label');
  if (kind === 'structure' && !row.fragments?.length) needs('fragments', 'fragments（原文）', 'fragments');
  for (const field of unprinted(kind, row))
    fault(
      field,
      { zh: `${kind} 不印这里的 ${field}`, en: `${kind} does not print ${field} here` },
      { zh: `删去 ${field}，或换一种图`, en: `remove ${field} or use another kind` },
    );
  const name = row.label?.text ?? row.value?.indicator?.short ?? row.value?.label ?? '';
  if (VALUED.includes(kind) && name.length > MOST_NAME)
    fault(
      row.label ? 'label' : 'value',
      {
        zh: `名称有 ${name.length} 字，最多 ${MOST_NAME} 字：${name.slice(0, 20)}…`,
        en: `the name has ${name.length} characters, at most ${MOST_NAME}: ${name.slice(0, 20)}…`,
      },
      { zh: '在 indicators.yaml 里给它 short', en: 'give it a short name in indicators.yaml' },
    );
}

export type FigureFault = (
  field: 'rows' | 'groups' | 'title' | 'subtitle' | 'note',
  message: Message,
  hint: Message,
) => void;

/** Tells what a whole figure cannot hold: units on an axis, rows on a page, lengths that cannot be compared, words in a line. */
export function checkFigureKind(spec: FigureSpec, field: 'rows' | 'groups', fault: FigureFault): void {
  const rows = spec.groups.flatMap((group) => group.rows);
  const most = MOST_ROWS[spec.kind];
  if (most !== undefined && rows.length > most)
    fault(
      field,
      {
        zh: `${rows.length} 行太多，${spec.kind} 最多 ${most} 行`,
        en: `${rows.length} rows are too many for ${spec.kind}, at most ${most}`,
      },
      { zh: '拆成几幅图', en: 'make several figures of it' },
    );
  if (!GROUPED.includes(spec.kind) && spec.groups.some((group) => group.label ?? group.name))
    fault(
      field,
      { zh: `${spec.kind} 不印组名`, en: `${spec.kind} does not print the names of groups` },
      { zh: '改用 rows，或换一种图', en: 'use rows or another kind' },
    );
  for (const axis of axesOf(spec)) {
    const units = [...new Set(axis.map((fact) => fact.unit))];
    if (units.length > 1)
      fault(
        field,
        {
          zh: `同一坐标轴上单位不一：${units.join('、')}`,
          en: `mixed units on one axis: ${units.join(', ')}`,
        },
        { zh: '拆成两幅图，或改用 key-figures', en: 'make two figures of it or use key-figures' },
      );
    const sizes = axis.map((fact) => Math.abs(fact.value)).filter((size) => size > 0);
    const [least, largest] = [Math.min(...sizes), Math.max(...sizes)];
    if (units.length === 1 && (spec.kind === 'bar' || spec.kind === 'pairs') && largest > least * MOST_TIMES)
      fault(
        field,
        {
          zh: `最大的数是最小的 ${Math.round(largest / least)} 倍，短的看不见`,
          en: `the largest is ${Math.round(largest / least)} times the smallest, which cannot be seen`,
        },
        { zh: '改用 key-figures', en: 'use key-figures' },
      );
  }
  for (const part of ['title', 'subtitle', 'note'] as const) {
    const length = spec[part]?.text.length ?? 0;
    if (length > MOST_CHARACTERS[part])
      fault(
        part,
        {
          zh: `${part} 有 ${length} 字，最多 ${MOST_CHARACTERS[part]} 字`,
          en: `${part} has ${length} characters, at most ${MOST_CHARACTERS[part]}`,
        },
        { zh: '缩短，或移到 note', en: 'shorten it or say it in the note' },
      );
  }
}

/** Numbers that share an axis: all of a bar, dumbbell or share, those of a panel elsewhere. */
export function axesOf(spec: FigureSpec): Fact[][] {
  const rows = spec.groups.flatMap((group) => group.rows);
  const drawn = (row: FigureRow) =>
    [row.value, row.from].filter((f): f is Fact => f !== undefined && Number.isFinite(f.value));
  if (spec.kind === 'bar' || spec.kind === 'dumbbell' || spec.kind === 'share') return [rows.flatMap(drawn)];
  return spec.kind === 'slope' || spec.kind === 'pairs' ? rows.map(drawn) : [];
}
