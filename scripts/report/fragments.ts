/** Exact fragments of the report that the editor chose: none may cut a number off its qualifier, its digits or its unit. */
import { AFTER_WORDS, BEFORE_WORDS } from './numbers.ts';

/** Chinese numerals that join digits: 1.3亿. */
const JOINED = /[0-9０-９.．%％A-Za-z]/;
const UNIT =
  /^(?:[万亿百千]*(?:美元|元|平方米|公里|公顷|个百分点|[个家项条件名人户亩吨套台辆张座所次倍位])|[%％]|[万亿])/;

/**
 * What a fragment text[start, end) cuts: “超” of 超1900亿元, the 4 of 14个, the 个 of 14个. Undefined when it cuts nothing. Words further away
 * (预计, 同比) belong to the sentence and may go with the editor's choice of where a fragment begins.
 */
export function cutBy(text: string, start: number, end: number): string | undefined {
  const first = text[start] ?? '';
  const last = text[end - 1] ?? '';
  const digit = /[0-9０-９]/;
  if (digit.test(first) || (first === '.' && digit.test(text[start + 1] ?? ''))) {
    const joined = JOINED.test(text[start - 1] ?? '');
    const word = BEFORE_WORDS.map(([w]) => w).find((w) => text.slice(0, start).endsWith(w));
    if (joined || word) return text.slice(start - (word?.length ?? 1), start + 4);
  }
  if (digit.test(last)) {
    if (JOINED.test(text[end] ?? '')) return text.slice(end - 3, end + 1);
    const unit = UNIT.exec(text.slice(end, end + 6))?.[0];
    if (unit) return text.slice(end - 3, end) + unit;
  }
  // 95%以上, 2000个以上, 5%左右
  const tail = /[0-9０-９][万亿]?(?:[个家项条件名人户亩吨套台辆张座所次倍位元%％]|平方米|公里|公顷)?$/.exec(
    text.slice(start, end),
  );
  const after = tail && AFTER_WORDS.map(([w]) => w).find((w) => w.length > 1 && text.startsWith(w, end));
  return after ? text.slice(end - tail[0].length, end) + after : undefined;
}

/** What a clause is against, wherever in it the fragment begins: 坚决杜绝重特大安全事故发生. */
const AGAINST = /(?:杜绝|防止|遏制|严禁|禁止|反对|避免|摒弃|拒绝|不搞|不得|不允许|绝不|决不|不再|没有|尚未)/;
/** What denies or fights the very next words. */
const DENYING = /(?:不|未|无|没|非|防范|化解|整治|消除|克服|破除|纠正|严惩|打击|取缔)$/;

/** The word before text[start] in its clause that the fragment loses, so that it reads as its opposite; undefined where it loses none. */
export function denialBefore(text: string, start: number): string | undefined {
  const clause = /[^，。；：！？\n]*$/.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  return AGAINST.exec(clause)?.[0] ?? DENYING.exec(clause)?.[0];
}
