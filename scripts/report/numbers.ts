/** Reading numbers in Chinese official prose. */

export interface Numeral {
  start: number;
  end: number;
  text: string;
  kind: 'arabic' | 'full-width' | 'roman' | 'chinese';
}

const NUMERAL =
  /(?<arabic>\d+(?:[.．,]\d+)*)|(?<full>[０-９]+(?:[.．][０-９]+)*)|(?<roman>[Ⅰ-ⅿ①-⓿❶-➓㈠-㉃]+)|(?<other>(?!〇)[\p{Nd}\p{Nl}\p{No}])|(?<chinese>[〇零一二三四五六七八九十百千万亿两]+)/gu;

/** Every numeral of any kind in a text, in order. Chinese numerals are maximal runs of numeral characters, also inside words (一般). */
export function numerals(text: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(NUMERAL)) {
    const groups = match.groups ?? {};
    const kind = groups.arabic
      ? 'arabic'
      : groups.full
        ? 'full-width'
        : groups.roman || groups.other
          ? 'roman'
          : 'chinese';
    found.push({ start: match.index, end: match.index + match[0].length, text: match[0], kind });
  }
  return found;
}

/** Words before a number that qualify it, with the kind they state; longest first. */
export const BEFORE_WORDS = [
  ['不少于', 'at-least'],
  ['不低于', 'at-least'],
  ['不超过', 'at-most'],
  ['首次突破', 'over'],
  ['超过', 'over'],
  ['突破', 'over'],
  ['首破', 'over'],
  ['跨过', 'over'],
  ['超', 'over'],
  ['破', 'over'],
  ['逾', 'over'],
  ['迈上', 'reach'],
  ['约', 'about'],
  ['近', 'about'],
] as const satisfies readonly (readonly [string, string])[];

/** Words after a number (and its unit). */
export const AFTER_WORDS = [
  ['左右', 'about'],
  ['以上', 'at-least'],
  ['以内', 'at-most'],
  ['以下', 'under'],
  ['余', 'over'],
  ['多', 'over'],
  ['台阶', 'reach'],
  ['大关', 'over'],
] as const satisfies readonly (readonly [string, string])[];

/** Verbs of change, with their direction; a basis (同比, 同口径, 比上年) may stand before. */
export const CHANGE_VERBS = [
  ['增长', 'up'],
  ['增加', 'up'],
  ['提升', 'up'],
  ['提高', 'up'],
  ['上升', 'up'],
  ['净增', 'up'],
  ['新增', 'up'],
  ['下降', 'down'],
  ['减少', 'down'],
  ['降低', 'down'],
] as const satisfies readonly (readonly [string, 'up' | 'down'])[];

const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** The value of a numeral: 1900, １９, 一万, 二十一, 百, 两. NaN when it has none (Roman, circled). */
export function numeralValue(text: string): number {
  const half = text.replace(/[０-９．，]/g, (c) =>
    c === '．' ? '.' : c === '，' ? ',' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
  if (/^[\d.,]+$/.test(half)) return Number(half.replace(/,/g, ''));
  const mixed = /^([\d.]+)(万亿|亿|万|千|百)$/.exec(half);
  if (mixed)
    return Number(mixed[1]) * ({ 万亿: 1e12, 亿: 1e8, 万: 1e4, 千: 1e3, 百: 100 }[mixed[2] ?? ''] ?? 1);
  if (!/^[〇零一二三四五六七八九十百千万亿两]+$/.test(text)) return Number.NaN;
  let total = 0;
  let section = 0;
  let digit = 0;
  let seenDigit = false;
  for (const char of text) {
    const value = DIGITS[char];
    if (value !== undefined) {
      digit = seenDigit && section === 0 && !/[十百千]/.test(text) ? digit * 10 + value : value;
      seenDigit = true;
      continue;
    }
    if (char === '万' || char === '亿') {
      section = (section + (seenDigit ? digit : section === 0 ? 1 : 0)) * (char === '万' ? 1e4 : 1e8);
      total += section;
      section = 0;
    } else section += (seenDigit ? digit : 1) * (char === '十' ? 10 : char === '百' ? 100 : 1000);
    digit = 0;
    seenDigit = false;
  }
  return total + section + (seenDigit ? digit : 0);
}

/** Chinese numeral of a small count, 两 before a classifier for 2 (count words of the editor's titles). */
export function chineseCount(n: number): string {
  const digits = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
  if (n <= 10) return digits[n] ?? String(n);
  if (n < 20) return `十${['', '一', '二', '三', '四', '五', '六', '七', '八', '九'][n - 10] ?? ''}`;
  const ten = Math.floor(n / 10);
  const one = n % 10;
  const plain = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  return `${plain[ten] ?? ''}十${plain[one] ?? ''}`;
}
