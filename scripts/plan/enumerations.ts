/** Things that the report counts one after the other in a sentence: they may stand on one axis. */
import type { Indicator } from '../report/report.ts';

export interface Enumeration {
  /** What their names have in common; holds no numeral. */
  title: string;
  indicators: Indicator[];
}

/** Fewer are no comparison. */
const LEAST = 3;
/** Characters that names must share at their beginning or end. */
const SHARED = 2;
const NUMERAL = /[\d〇零一二三四五六七八九十百千万亿两Ⅰ-Ⅻ]/;

/** Groups of levels in one sentence, of one unit and one kind of name, largest group first. What has a rate of change is measured by that. */
export function enumerations(text: string, indicators: readonly Indicator[]): Enumeration[] {
  const bySentence = new Map<string, Indicator[]>();
  for (const indicator of indicators) {
    const { measure, unit = '', change, words } = indicator;
    if (measure !== 'level' || change || words !== undefined || /^(?:位|%|)$/.test(unit)) continue;
    const key = `${sentenceStart(text, indicator.span.start)} ${unit} ${indicator.period}`;
    bySentence.set(key, [...(bySentence.get(key) ?? []), indicator]);
  }
  return [...bySentence.values()]
    .flatMap((list) => likeNamed(list) ?? [])
    .sort((a, b) => b.indicators.length - a.indicators.length);
}

function sentenceStart(text: string, at: number): number {
  return Math.max(...['。', '；', '\n'].map((stop) => text.lastIndexOf(stop, at - 1)));
}

/** The largest part of a list whose names end alike, else begin alike. */
function likeNamed(list: readonly Indicator[]): Enumeration | null {
  const alike = (by: (name: string) => string) => {
    const keys = list.map((i) => by(i.name));
    const most = [...new Set(keys)].sort(
      (a, b) => keys.filter((k) => k === b).length - keys.filter((k) => k === a).length,
    )[0];
    return list.filter((i) => by(i.name) === most);
  };
  const ends = alike((name) => name.slice(-SHARED));
  const begins = alike((name) => name.slice(0, SHARED));
  const indicators = begins.length > ends.length ? begins : ends;
  if (indicators.length < LEAST) return null;
  const names = indicators.map((i) => i.name);
  const [prefix, suffix] = [common(names), reversed(common(names.map(reversed)))];
  const title =
    suffix.length >= SHARED ? `${prefix.length >= SHARED ? prefix : ''}${suffix}` : `${prefix}数量`;
  const plain = title.replace(/[“”（）]/g, '');
  return {
    title:
      NUMERAL.test(plain) || plain.length < 4
        ? `${plain.replaceAll(new RegExp(NUMERAL, 'g'), '')}情况`
        : plain,
    indicators,
  };
}

const reversed = (text: string) => [...text].reverse().join('');

/** What all texts begin with. */
function common(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  while (!texts.every((t) => t.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
}
