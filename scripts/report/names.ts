/** Names of indicators: their words must be the report's. */
import type { Fault } from './fact-checks.ts';
import type { Indicator } from './report.ts';

/** Words that a name may add to what the quote says: what is measured, not of what. */
const GENERIC =
  /^(?:面积|数量|总数|总量|总额|规模|比重|占比|企业|项目|数|率|增速|降幅|增幅|排名|位次|完成|实现|建设|工作|的|达|中|全区|全市|年|个|家|人数|户数|以上|以来|覆盖率|进驻率|进驻|办复|改造|整治|级|类|末|期末|单位|基本|等)$/;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a text, punctuation aside. */
export const words = (text: string): string[] =>
  [...segmenter.segment(text)].flatMap((w) => (w.isWordLike ? [w.segment] : []));

/** Whether a word says what is measured of what, not only how. */
export const isMeaningful = (word: string): boolean => !GENERIC.test(word);

/** Whether two names have something of substance in common: two characters in a row, generic words aside. */
export function shareWord(a: string, b: string): boolean {
  const core = (name: string) =>
    words(name)
      .map((w) => (isMeaningful(w) ? w : ' '))
      .join('');
  const [left, right] = [core(a), core(b)];
  for (let i = 0; i + 2 <= left.length; i++) {
    const pair = left.slice(i, i + 2);
    if (!pair.includes(' ') && right.includes(pair)) return true;
  }
  return false;
}

/** The words of a name stand in the quote, or before it in the same paragraph when elided there. */
export function checkName(text: string, indicator: Indicator, fault: Fault): void {
  const { span } = indicator;
  // What the quote leaves out (B类专家3名) stands before it in the same sentence.
  const sentenceStart =
    Math.max(...['。', '；', '\n'].map((stop) => text.lastIndexOf(stop, span.start - 1))) + 1;
  for (const field of ['name', 'short'] as const) {
    const value = indicator[field];
    // A short name only shortens.
    const around = field === 'name' ? text.slice(sentenceStart, span.end) : indicator.name;
    const missing = [...segmenter.segment(value)].filter(
      (w) =>
        w.isWordLike &&
        !GENERIC.test(w.segment) &&
        !around.includes(w.segment) &&
        ![...w.segment].every((c) => around.includes(c)),
    );
    const inQuote = [...segmenter.segment(value)].filter(
      (w) => w.isWordLike && !GENERIC.test(w.segment) && span.text.includes(w.segment),
    ).length;
    // 新增 and 净增 are no ornament: without them an increase reads as the whole.
    if (field === 'short' && /增/.test(indicator.name) && !/增/.test(value) && indicator.measure === 'level')
      fault(
        field,
        'D313',
        { zh: '简称丢了“新增”“净增”，像是总量', en: 'without 新增 or 净增 the short name reads as a total' },
        { zh: `名称是 ${indicator.name}`, en: `the name is ${indicator.name}` },
      );
    if (missing.length > 0)
      fault(field, 'D313', {
        zh: `名称里的“${missing.map((w) => w.segment).join('、')}”不在引文或其上文中`,
        en: `“${missing.map((w) => w.segment).join(', ')}” of the name stands neither in the quote nor before it`,
      });
    else if (inQuote === 0 && field === 'name')
      fault(
        field,
        'D313',
        { zh: '名称与引文没有共同的词', en: 'the name and the quote share no word' },
        { zh: '加长引文，让它包含名称', en: 'lengthen the quote so that it holds the name' },
      );
  }
}
