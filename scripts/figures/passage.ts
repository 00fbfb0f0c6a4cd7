/** What stands at a point in time or beside a level: fragments of the report, and numbers with their names. */
import { factMark } from '../marks.ts';
import type { FigureRow } from '../report/report.ts';
import { COLOUR, inkOf } from './colours.ts';
import { runsWidth, type Text } from './drawing.ts';
import type { TypeScale } from './figure.ts';
import {
  HEI,
  labelFace,
  oneLine,
  rowLabel,
  smallPrint,
  spanLabel,
  star,
  starWidth,
  textLines,
} from './label.ts';
import { numberRuns } from './number.ts';
import { wrap } from './wrap.ts';

/** Leading of the fragments, em. */
const PITCH = 1.45;

/** Texts set from a top edge down, and the height they take, px. */
export interface Passage {
  texts: Text[];
  height: number;
}

/** A row's number and fragments in a column; `size` is that of the fragments. A level's own name is set by its builder: `unnamed`; `gap` is what parts the fragments. */
export function passage(
  row: FigureRow,
  at: { x: number; y: number; width: number },
  size: number,
  type: TypeScale,
  { unnamed = false, gap = size * 0.4 }: { unnamed?: boolean; gap?: number } = {},
): Passage {
  const texts: Text[] = [];
  let y = at.y;
  const face = labelFace(type);
  if (row.value) {
    const set = { ...type, value: size * 1.08, small: size * 1.08 };
    const runs = numberRuns(row.value, set);
    const number = runsWidth(runs) + (inkOf(row.value).derived ? starWidth(size) : 0);
    const label = unnamed ? { text: '', mark: {} } : rowLabel(row);
    const lines = label.text === '' ? [] : wrap(label.text, face, size, at.width);
    const name = { face, size, fill: COLOUR.ink };
    const room = runsWidth([{ ...name, text: lines.at(-1) ?? '' }]) + size * 0.35;
    const beside = lines.length === 1 && room + number <= at.width;
    if (lines.length > 0)
      texts.push(textLines(label, 'label', lines, name, { x: at.x, y: y + size, pitch: size * PITCH }));
    y += Math.max(0, lines.length - (beside ? 1 : 0)) * size * PITCH;
    const x = at.x + (beside ? room : 0);
    texts.push(oneLine(factMark(row.value), 'value', runs, { x, y: y + size }));
    if (inkOf(row.value).derived) texts.push(star(x + runsWidth(runs) + 1, y + size, size, COLOUR.navy));
    y += size * PITCH;
    for (const small of smallPrint(row)) {
      const note = { face: HEI, size: type.note, fill: COLOUR.sub };
      const set = wrap(small.text, HEI, type.note, at.width);
      texts.push(
        textLines(small, 'note', set, note, { x: at.x, y: y + type.note, pitch: type.note * PITCH }),
      );
      y += set.length * type.note * PITCH;
    }
  }
  const spans = [...(row.value || !row.note ? [] : [row.note]), ...(row.fragments ?? [])];
  for (const [i, span] of spans.entries()) {
    if (i > 0 || row.value) y += gap;
    const lines = wrap(span.text, face, size, at.width);
    const words = { face, size, fill: COLOUR.ink };
    texts.push(
      textLines(spanLabel(span), 'note', lines, words, { x: at.x, y: y + size, pitch: size * PITCH }),
    );
    y += lines.length * size * PITCH;
  }
  return { texts, height: y - at.y };
}
