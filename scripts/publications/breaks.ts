/** Where Chinese display text may break: between words, never inside a number with its unit or a fixed term. */
import { escapeHtml } from '../marks.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Terms the word finder would split; they never break (design.md §1.7). */
const WHOLE = [
  '地区生产总值',
  '一般公共预算',
  '固定资产投资',
  '社会消费品零售总额',
  '规上工业',
  '进出口',
  '下降率',
  '增加值',
  '高新技术',
  '专精特新',
  '小巨人',
  '人均可支配收入',
  '开票销售',
  '实际利用外资',
  '现代化',
  '高质量',
  '国家级',
  '省级',
  '市级',
  '区级',
  '总产值',
  '签约',

  '综合体',
  '营商环境',
  '数字化',
  '幸福感',
  '老旧小区',
  '护理型',
  '智改数转',
];
/** 避头尾: no break before these, none after those (GB/T 15834, CLREQ). */
const NO_BREAK_BEFORE = /^[，。、；：？！”’）》」』】〉…—·%％～]/;
const NO_BREAK_AFTER = /[“‘（《「『【〈—·～]$/;
const whole = new RegExp(`^(?:${WHOLE.join('|')}|[0-9０-９.．]+[%％]?[个家万亿元]*|[A-Za-z0-9&.+-]+)`);

/** The pieces between which a line may break. */
export function breakPieces(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest !== '') {
    const fixed = whole.exec(rest)?.[0];
    const first = fixed ?? words.segment(rest)[Symbol.iterator]().next().value?.segment ?? rest;
    const last = pieces[pieces.length - 1];
    if (last !== undefined && (NO_BREAK_BEFORE.test(first) || NO_BREAK_AFTER.test(last)))
      pieces[pieces.length - 1] = last + first;
    else pieces.push(first);
    rest = rest.slice(first.length);
  }
  return pieces;
}

/** Text escaped for HTML with <wbr> between words; for use under `word-break: keep-all`. */
export function breakable(text: string): string {
  return breakPieces(text).map(escapeHtml).join('<wbr>');
}
