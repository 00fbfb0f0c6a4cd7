/** Characters that are not seen and turn what is: after a right-to-left override 1900 is read 0091, in a product whose text is right. */
import type { Message } from '../problem.ts';

/** Controls of direction (UAX #9), and those that no text has: C0 and C1 but for tab and line ends. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?![\t\n\r\x85])\p{Cc}/u;

/** What is told of the first such character, and where it stands; undefined where there is none. */
export function turningMark(text: string): { at: number; message: Message; hint: Message } | undefined {
  const found = TURNING.exec(text);
  if (!found) return undefined;
  const code = `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    at: found.index,
    message: {
      zh: `这里有看不见的控制字符 ${code}，会颠倒文字的次序`,
      en: `an invisible control character stands here (${code}); it may turn the order of the text`,
    },
    hint: { zh: '删去它，或重新键入这一段', en: 'remove it, or type the passage anew' },
  };
}
