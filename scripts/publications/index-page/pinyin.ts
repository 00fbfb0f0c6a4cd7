/** Hanyu pinyin of names, so that zdqy finds 重大企业. */
import { pinyin } from 'pinyin-pro';

/** One syllable a character, without tones, separated by blanks; what is no hanzi stands for itself: 省R → `sheng r`. */
export const syllablesOf = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', v: true }).join(' ').toLowerCase();
