/** Words of a row: its label names the row's own number and its small print stands beside it, not those of a neighbour in the same sentence. */
import type { Message } from '../problem.ts';
import { isMeaningful, words } from './names.ts';
import type { Derived, Fact, FigureRow, Indicator } from './report.ts';
import { clauseOfFact, numbersBeside, sentenceOf } from './sentences.ts';

export interface RowContext {
  text: string;
  indicators: ReadonlyMap<string, Indicator>;
  facts: ReadonlyMap<string, Fact>;
  derived: ReadonlyMap<string, Derived>;
}

/** Verbs and hedges that the head of a sentence says of every number in it: 力争培育省双创人才15名以上、重点龙城英才项目30个以上. */
const HEADS =
  /^(?:力争|确保|预计|累计|新增|净增|新建|新改扩建|新创|新认定|培育|引进|引育|招引|建成|完成|打造|实施|推进|落地|发放|筹集|办复|按时|发布|总数|同比)$/;

/** Tells a label whose words are neither of the indicator's names nor said of its own number. */
export function checkLabel(row: FigureRow, context: RowContext, fault: (message: Message) => void): void {
  const { value, label } = row;
  if (!value || !label) return;
  const { indicator } = value;
  if (!indicator) {
    // A derived value bears its own name, or says what was done: 合计.
    const ownName = context.derived.get(value.ref)?.name;
    if (ownName === undefined || saidIn(label.text.replace(/合计|总计|共计|其余|小计/g, ''), ownName)) return;
    fault({
      zh: `“${label.text}”不是推算值“${ownName}”的名称`,
      en: `“${label.text}” is not the name of the derived value “${ownName}”`,
    });
    return;
  }
  const clause = clauseOfFact(context.text, value, context.facts.values());
  const own = [indicator.name, indicator.short, ...indicator.aliases, clause];
  const head = context.text.slice(
    sentenceOf(context.text, indicator.span.start).start,
    value.offset ?? indicator.span.end,
  );
  const missing = words(label.text).filter(
    (w) => isMeaningful(w) && !own.some((said) => holds(said, w)) && !(HEADS.test(w) && head.includes(w)),
  );
  const asTotal =
    /总数|总量|存量/.test(label.text) && /新增|净增/.test(indicator.name) && !/增/.test(label.text);
  if (missing.length > 0 || asTotal)
    fault({
      zh: `“${label.text}”不是 ${value.ref}（${indicator.name}）：说这个数的话里没有“${asTotal ? label.text : missing.join('、')}”`,
      en: `“${label.text}” is not ${value.ref} (${indicator.name}): what is said of this number lacks “${asTotal ? label.text : missing.join(', ')}”`,
    });
}

/** Whether a text has a word, or its characters in their order: 高企 in 高新技术企业. */
function holds(text: string, word: string): boolean {
  let at = -1;
  return [...word].every((c) => {
    at = text.indexOf(c, at + 1);
    return at >= 0;
  });
}

/** Whether every word of substance in a label stands in a longer name. */
export const saidIn = (label: string, name: string): boolean =>
  words(label).every((w) => !isMeaningful(w) || name.includes(w) || [...w].every((c) => name.includes(c)));

/** Tells small print that stands beside another number of its sentence, or in a sentence that is about something else. */
export function checkNote(
  row: FigureRow,
  context: RowContext,
  fault: (message: Message, hint: Message) => void,
): void {
  const { value, note } = row;
  if (!value?.indicator || value.offset === undefined || !note) return;
  const { text, facts } = context;
  const { offset, indicator } = value;
  const sentence = sentenceOf(text, offset);
  const at = sentence.text.indexOf(note.text);
  const start = sentence.start + at;
  const end = start + note.text.length;
  const between = offset < start ? { start: offset, end: start } : { start, end: Math.max(offset, end) };
  const beside =
    at >= 0 &&
    ((start <= offset && offset < end) || numbersBeside(text, between, value, facts.values()).length === 0);
  const named = () =>
    words([indicator.name, ...indicator.aliases].join('，')).some(
      (w) =>
        w.length > 1 &&
        isMeaningful(w) &&
        !HEADS.test(w) &&
        sentenceOf(text, note.start, note.end).text.includes(w),
    );
  if (beside || (at < 0 && named())) return;
  fault(
    {
      zh: `“${note.text}”说的不是 ${value.ref}（${indicator.name}）`,
      en: `“${note.text}” is not said of ${value.ref} (${indicator.name})`,
    },
    { zh: '用紧接这个数的原文', en: 'use the words next to this number' },
  );
}
