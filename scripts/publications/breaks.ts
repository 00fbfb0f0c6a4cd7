/** Where Chinese display text may break: between words, never inside a number with its unit, a quoted short name or a fixed term. */
import { escapeHtml } from '../marks.ts';
import { oncePerText } from '../once-per-text.ts';
import { ALONE, BEGINNING, ENDING, endsName, isSplitWord, WHOLE_TERMS } from '../report/whole-terms.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** 避头尾: no break before these, none after those (GB/T 15834, CLREQ). Bounds stay with their number. */
const NO_BREAK_BEFORE =
  /^(?:[，。、；：？！”’）》」』】〉\]］〕…—·%％～]|[[［〔]\d{1,3}[\]］〕]|以上$|以下$|以内$|左右$)/;
const NO_BREAK_AFTER = /[“‘（《「『【〈—·～]$/;
const FIXED = new RegExp(
  `^(?:${WHOLE_TERMS.join('|')}|[[［〔]\\d{1,3}[\\]］〕]|“[^“”，。；]{1,8}”|[0-9０-９.．]+[%％]?[个家万亿元]*|[A-Za-z0-9&.+-]+|不(?:少于|低于|超过|高于))`,
);
const HAN = /^\p{sc=Han}/u;

/** Whether `next` stays with what stands before it: the piece so far and its last word. */
function stays(piece: string, last: string, next: string): boolean {
  if (NO_BREAK_BEFORE.test(next) || NO_BREAK_AFTER.test(piece)) return true;
  if (/(?:^|[^A-Za-z0-9.])[0-9.]+[%％]?[万亿]*$/.test(piece)) return HAN.test(next) || next === '/';
  // A rate's second unit: 33微克/立方米.
  if (/[0-9]\p{sc=Han}+\/?$/u.test(piece) && (next === '/' || piece.endsWith('/'))) return true;
  if (!HAN.test(next) || !HAN.test(last)) return /^(?:[超约近第]|不..)$/.test(last) && /^[0-9]/.test(next);
  // 中国式现代化, 一站式服务
  if (/..式$/.test(piece)) return true;
  if (ENDING.test(next)) return !ALONE.test(last);
  if (BEGINNING.test(last)) return true;
  return isSplitWord(last, next) || endsName(piece, last, next);
}

/** The pieces between which a line may break. */
export const breakPieces = oncePerText<readonly string[]>(divided);

function divided(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  let last = '';
  while (rest !== '') {
    const word =
      FIXED.exec(rest)?.[0] ?? words.segment(rest)[Symbol.iterator]().next().value?.segment ?? rest;
    const piece = pieces[pieces.length - 1];
    if (piece !== undefined && stays(piece, last, word)) pieces[pieces.length - 1] = piece + word;
    else pieces.push(word);
    last = word;
    rest = rest.slice(word.length);
  }
  return pieces;
}

/** Text escaped for HTML with <wbr> between words; for use under `word-break: keep-all`. */
export function breakable(text: string): string {
  return breakPieces(text).map(escapeHtml).join('<wbr>');
}
