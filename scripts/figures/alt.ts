/** What a figure says, in sentences, for those who cannot see it. Every number in it is a marked fact. */
import { factMark } from '../marks.ts';
import { isGoal } from '../report/facts.ts';
import type { Fact, FigureRow, FigureSpec } from '../report/report.ts';
import { factLabel, type Marked, rowLabel, spanLabel, wordsLabel } from './label.ts';

const plain = (text: string): Marked => ({ text, mark: {} });

function whole(fact: Fact): Marked[] {
  const star = fact.encoding === 'derived' ? [plain('（推算）')] : [];
  return [{ text: fact.text, mark: factMark(fact) }, ...star];
}

/** The clauses of one row: name, value, and what it is compared with. */
function rowClauses(row: FigureRow): Marked[] {
  const list: Marked[] = [];
  const label = rowLabel(row);
  if (label.text !== '') list.push(label, plain('：'));
  if (row.from)
    list.push(plain(row.from.indicator?.id === row.value?.indicator?.id ? '由' : '此前'), ...whole(row.from));
  if (row.from && row.value) list.push(plain(isGoal(row.value) ? '，目标' : '，现为'));
  if (row.value) list.push(...whole(row.value));
  if (row.aside) {
    const other = row.aside.indicator !== undefined && row.aside.indicator.id !== row.value?.indicator?.id;
    list.push(plain('（'), ...(other ? [factLabel(row.aside)] : []), ...whole(row.aside), plain('）'));
  }
  const verbatim = [...(row.note ? [row.note] : []), ...(row.fragments ?? [])];
  for (const [i, span] of verbatim.entries()) {
    if (i > 0 || row.value) list.push(plain('，'));
    list.push(spanLabel(span));
  }
  return list;
}

/** Alternative text as marked runs: `《title》。名称：数值；名称：数值。` One sentence a group. */
export function altRuns(spec: FigureSpec): Marked[] {
  const runs: Marked[] = [];
  for (const group of spec.groups) {
    const head = group.label ? wordsLabel(group.label) : group.name ? spanLabel(group.name) : null;
    if (head) runs.push(head, plain('——'));
    for (const [i, row] of group.rows.entries()) {
      if (i > 0) runs.push(plain('；'));
      runs.push(...rowClauses(row));
    }
    runs.push(plain('。'));
  }
  if (spec.note) runs.push(plain('注：'), wordsLabel(spec.note));
  return runs;
}

/** The same as one string, for alt attributes and slide notes. */
export function altText(spec: FigureSpec): string {
  const body = altRuns(spec)
    .map((r) => r.text)
    .join('');
  return `${spec.title.text}。${body}`;
}

/** Alternative text of a table: the title of its slide, and what its columns are called where they have names. */
export const tableAlt = (title: string, heads: readonly string[]): string => {
  const names = heads.filter((head) => head.trim() !== '');
  return `表格：${title}${names.length > 0 ? `（${names.join('、')}）` : ''}`;
};
