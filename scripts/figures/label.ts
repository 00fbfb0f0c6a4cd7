/** The words beside a number: category names, periods, small print. */
import { factMark } from '../marks.ts';
import { isGoal } from '../report/facts.ts';
import type { Fact, FigureRow, Span, Words } from '../report/report.ts';
import { COLOUR } from './colours.ts';
import type { Line, Mark, Run, Text } from './drawing.ts';
import { runsWidth, startOf } from './drawing.ts';
import type { Times, TypeScale } from './figure.ts';
import { advance, type Face } from './measure.ts';
import { printed } from './number.ts';
import { wordsOf } from './words.ts';

/** A text with the mark that says where it comes from. */
export interface Marked {
  text: string;
  mark: Mark;
}

export const HEI: Face = { family: 'hei', weight: 400 };
export const HEI_MEDIUM: Face = { family: 'hei', weight: 500 };
export const HEI_SEMIBOLD: Face = { family: 'hei', weight: 600 };

/** Labels are a little heavier where they are read from afar. */
export function labelFace(type: TypeScale): Face {
  return type.label >= 20 ? HEI_MEDIUM : HEI;
}

/** Editor's words as a marked text. */
export function wordsLabel(words: Words): Marked {
  return { text: words.text, mark: { 'data-words': words.address } };
}

/** The report's own words as a marked text. */
export function spanLabel(span: Span): Marked {
  return { text: span.text, mark: { 'data-src': `${span.start}-${span.end}` } };
}

/** Name of what a fact measures: the indicator's short name, or the name of a derived value. */
export function factLabel(fact: Fact): Marked {
  const { indicator } = fact;
  if (indicator) return { text: indicator.short, mark: { 'data-label': indicator.id } };
  return { text: fact.label, mark: { 'data-label': fact.ref } };
}

/**
 * Name of a row: the editor's label, else the name of its value. Where the value before is an indicator of its own (the same thing
 * in the other year), its id stands second in the mark, because the one name is the name of both.
 */
export function rowLabel(row: FigureRow): Marked {
  if (row.label) return wordsLabel(row.label);
  if (row.name) return spanLabel(row.name);
  const fact = row.value ?? row.from;
  if (!fact) return { text: '', mark: {} };
  const { text, mark } = factLabel(fact);
  const id = mark['data-label'] ?? '';
  const other = row.value && row.from ? factLabel(row.from).mark['data-label'] : undefined;
  return { text, mark: { 'data-label': other && other !== id ? `${id} ${other}` : id } };
}

/** Small print of a row in reading order: its second number, named if it measures something else, then the fragment of the report. */
export function smallPrint(row: FigureRow): Marked[] {
  const list: Marked[] = [];
  if (row.aside) {
    const other = row.aside.indicator && row.aside.indicator.id !== row.value?.indicator?.id;
    if (other) list.push(factLabel(row.aside));
    // In full, with its verb: beside a number of another kind 12% alone would say nothing.
    list.push({ text: row.aside.text, mark: factMark(row.aside) });
  }
  if (row.note) list.push(spanLabel(row.note));
  return list;
}

/** A fact as plain marked text. */
export function factText(fact: Fact): Marked {
  const { before, number, unit, after } = printed(fact);
  return { text: before + number + unit + after, mark: factMark(fact) };
}

/** What a column or dot stands for: 2022年, 2023年目标, 中长期目标, 上年. Digits only for the two years that may be printed. */
export function periodRuns(fact: Fact, times: Times, style: Omit<Run, 'text' | 'mark'>): Run[] {
  const words = wordsOf(times);
  const goal = isGoal(fact) ? (fact.status === 'plan' ? words.later : words.target) : '';
  const which = yearOf(fact.period, times);
  if (which) {
    const digits = String(which === 'year' ? times.year : times.reviewYear);
    // A space that is text, so that who copies or hears it has two words.
    const after = words.year === '' && goal !== '' ? `\u00a0${goal}` : words.year + goal;
    return [
      { ...style, text: digits, mark: { 'data-year': which } },
      ...(after === '' ? [] : [{ ...style, text: after, gap: 0 }]),
    ];
  }
  if (times.reviewYear !== null && fact.period === String(times.reviewYear - 1))
    return [{ ...style, text: words.before }];
  return goal ? [{ ...style, text: goal }] : [];
}

function yearOf(period: string, times: Times): 'year' | 'review-year' | null {
  if (times.year !== null && period === String(times.year)) return 'year';
  return times.reviewYear !== null && period === String(times.reviewYear) ? 'review-year' : null;
}

/** A one-line text placed by its left edge, middle or right end; `y` is the baseline. */
export function oneLine(
  mark: Mark,
  role: Text['role'],
  runs: Run[],
  at: { x: number; y: number; anchor?: 'start' | 'middle' | 'end' },
): Text {
  return { mark, role, lines: [{ x: startOf(runs, at.x, at.anchor ?? 'start'), y: at.y, runs }] };
}

/** Lines of one marked text stacked around (or down from) a point; `y` is the baseline of the first line. */
export function textLines(
  marked: Marked,
  role: Text['role'],
  lines: string[],
  style: Omit<Run, 'text'>,
  at: { x: number; y: number; pitch: number; anchor?: 'start' | 'middle' | 'end' },
): Text {
  const placed: Line[] = lines.map((text, i) => {
    const runs = [{ ...style, text }];
    return { x: startOf(runs, at.x, at.anchor ?? 'start'), y: at.y + i * at.pitch, runs };
  });
  return { mark: marked.mark, role, lines: placed };
}

/** Small print set one after another on a line, from x. Gives the texts and their whole width in px. */
export function smallPrintLine(
  list: readonly Marked[],
  type: TypeScale,
  at: { x: number; y: number },
): { texts: Text[]; width: number } {
  const texts: Text[] = [];
  let x = at.x;
  for (const [i, marked] of list.entries()) {
    // A name stands close to its number; what follows is set off.
    if (i > 0) x += type.note * (list[i - 1]?.mark['data-label'] ? 0.15 : 0.6);
    const runs: Run[] = [{ text: marked.text, face: HEI, size: type.note, fill: COLOUR.sub }];
    texts.push(oneLine(marked.mark, 'note', runs, { x, y: at.y }));
    x += runsWidth(runs);
  }
  return { texts, width: x - at.x };
}

/** Room that the star of a derived value takes after its number, px. */
export function starWidth(size: number): number {
  return advance('*', HEI, size) + 2;
}

/** The star of a derived value; outside the marked number, because it is no part of it. */
export function star(x: number, y: number, size: number, fill: string): Text {
  return oneLine({}, 'note', [{ text: '*', face: HEI, size, fill }], { x, y });
}
