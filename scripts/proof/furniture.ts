/** Furniture: the closed list of fixed words in templates that hold a numeral character without being a number. */

export const FIXED_WORDS = [
  '专题一页纸',
  '一页纸',
  '一图读懂',
  'A4 PDF',
  'A5 PDF',
  'A3 纸',
  'A4 纸',
  '一句话',
  '二维码',
  '一览',
  '第一手',
  '统一',
  '一致',
  '一律',
  '唯一',
  '同一',
  '另一',
  '每一',
  '逐一',
  '这一',
  '一个口径',
  '一般',
  '一字线',
  '万一',
  '十分',
] as const;

const fixed = new RegExp(FIXED_WORDS.join('|'), 'g');

/** The text without its fixed words. */
export const withoutFixed = (text: string): string => text.replace(fixed, '');

/** The mark on every page of a draft edition. */
export const DRAFT_MARK = '草稿';
